"""Finding: what one rule found in a plan, with its evidence and, where it can, the change that would mend it."""

import hashlib
from enum import StrEnum
from functools import cached_property

import msgspec

from graph.change import Change
from graph.vocabulary import Text

__all__ = ["FactKind", "Family", "Figure", "Finding", "Gathers", "Severity", "Text", "Value"]


class Family(StrEnum):
    """The seven families of rules."""

    ALIGNMENT = "alignment"
    SYNERGY = "synergy"
    DEPENDENCY = "dependency"
    OVERLAP = "overlap"
    CONFLICT = "conflict"
    PARTICIPATION = "participation"
    CAPACITY = "capacity"


class Severity(StrEnum):
    """Severity of a finding: for information, worth considering, or calling for action."""

    INFORMATION = "information"
    ADVICE = "advice"
    WARNING = "warning"


class Gathers(StrEnum):
    """What a rule's findings are to the initiatives; whatever they are, they join the one that their ``key`` names."""

    NOTHING = "nothing"
    """Nothing more than that."""
    THEME = "theme"
    """They begin the initiative of the theme that ``key`` names, where nobody leads it in the plan yet."""
    ABSENT = "absent"
    """The same, and the OPDs that they name are missing in it."""
    PREREQUISITE = "prerequisite"
    """Their links are dependencies; what one OPD supplies to several others is a matter of its own."""
    WORK = "work"
    """They tell of the work and the indicators among their nodes, in whatever initiative these are."""
    MATTER = "matter"
    """They begin an initiative of their own: of the programs among their nodes, under the first of their OPDs."""


class FactKind(StrEnum):
    """What a fact says of a matter."""

    GAP = "gap"
    """A part that the matter cannot do without is done by nobody."""
    UNFUNDED = "unfunded"
    """Work for it stands in the plan without a rupiah."""
    DISPROPORTION = "disproportion"
    """Two targets that belong together are far out of proportion."""
    DOUBLE_PAYMENT = "double_payment"
    """Two OPDs pay for the same service."""
    WORK_OUTSIDE_LEAD = "work_outside_lead"
    """More of the work is outside the OPD that it belongs to than in it."""
    MOVED_AWAY = "moved_away"
    """Money was moved away when the budget was revised."""
    LATE_SUPPLIER = "late_supplier"
    """What others wait for has hardly begun."""
    INDICATOR_BEHIND = "indicator_behind"
    """An indicator is behind its target."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a fact rests on, as a row of the plan gives it."""

    name: Text
    value: int | float
    """Money is whole rupiah; what is read back of it is whole as well."""
    unit: str
    """As the plan writes it; "Rp" for money."""
    period: str
    """The year, or the quarter and the year, that it is of."""
    node: str
    """Id of the node whose row gives it; a sum names what it is a sum over."""


Value = str | int | float
"""What may stand in a message."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What one rule found.

    ``nodes`` and ``links`` are the evidence, by id. ``key`` names the matter (a theme, a place, a program) so that
    findings on one matter can be gathered; ``opds`` are those whom it concerns, the first one foremost.
    """

    rule: str
    family: Family
    severity: Severity
    subject: str
    """Id of the node that it is about."""
    message: Text
    arguments: tuple[tuple[str, Value], ...] = ()
    """The named values in the message; each of them comes from the evidence."""
    nodes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    opds: tuple[str, ...] = ()
    key: str = ""
    detail: str = ""
    """What tells it from other findings of the rule on the same matter."""
    remedy: tuple[Change, ...] = ()
    gathers: Gathers = Gathers.NOTHING
    """What it is to the initiatives, as its rule says."""
    fact: FactKind | None = None
    """What it says of its matter, where an initiative can open with it."""
    figures: tuple[Figure, ...] = ()
    """The numbers that a fact rests on."""
    sharpness: float = 0.0
    """How much a fact decides, from 0 to 1: the sharpest ones open an initiative."""
    matter: Text | None = None
    """What the initiative is called that it begins; needed where it gathers a matter of its own."""

    @cached_property
    def fingerprint(self) -> str:
        """Stays the same while rule, subject, matter and OPDs do, whatever else changes."""
        reason = "\n".join((self.rule, self.subject, self.key, self.detail, *sorted(self.opds)))
        return hashlib.sha256(reason.encode()).hexdigest()[:16]
