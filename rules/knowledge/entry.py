"""Entry: one written piece of knowledge, as its data file says it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec

from graph.model import DependencyKind, FieldRole, PartnerKind, ThemeRole
from rules.knowledge.selector import Selector, Selectors
from rules.knowledge.vocabulary import Vocabulary


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all entries: a field that is not known is refused."""


JUDGEMENT = "judgement"
"""What stands for the source where an entry is our own judgement."""


class Member(Selector, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which sub-activities belong to a theme, how much they are its own matter (1 to 3), and why."""

    id: str
    reason: str
    weight: float = 2.0
    confidence: float | None = None
    """From 0 to 1; where none is given it follows from how narrow the selector is."""


class Role(_Entry, frozen=True, kw_only=True):
    """The role of one field of government in a theme, and why."""

    field: str
    role: ThemeRole
    reason: str

    def as_field_role(self) -> FieldRole:
        """The same as part of a theme's node."""
        return FieldRole(field=self.field, role=self.role, reason=self.reason)


class Call(_Entry, frozen=True, kw_only=True):
    """A kind of partner that a theme calls for, the words that tell one, and why."""

    kind: PartnerKind
    words: tuple[str, ...] = ()
    reason: str = ""


class Team(_Entry, frozen=True, kw_only=True):
    """The joint team, forum or joint document that a regulation itself demands of every region for a theme."""

    name: str
    source: str
    """The regulation that demands it, by title and number."""


class ThemeEntry(_Entry, frozen=True, kw_only=True):
    """A matter that takes several agencies."""

    name: str
    name_en: str
    reason: str
    sources: tuple[str, ...]
    dimensions: dict[str, float]
    """Weight (1 to 3) by sub-dimension, the main one first."""
    roles: tuple[Role, ...]
    members: tuple[Member, ...]
    partners: tuple[Call, ...] = ()
    team: Team | None = None
    """None where no regulation demands joint work."""


class DependencyEntry(_Entry, frozen=True, kw_only=True):
    """What kind of work needs which other, by when, and what goes wrong without it."""

    id: str
    origin: Selector = msgspec.field(name="from")
    target: Selector = msgspec.field(name="to")
    kind: DependencyKind = DependencyKind.SEQUENCE
    """Given by the file that it stands in."""
    lag_months: int = 0
    confidence: float = 0.7
    reason: str
    without: str
    source: str


class DimensionEntry(_Entry, frozen=True, kw_only=True):
    """The sub-dimensions that a program or an activity serves, with weights from 1 to 3."""

    code: str
    serves: dict[str, float]
    reason: str
    source: str

    @property
    def id(self) -> str:
        """Named after its code."""
        return f"dimension/{self.code}"


class ContributionEntry(_Entry, frozen=True, kw_only=True):
    """What work on one theme does for or against another theme or a sub-dimension, from -3 to +3.

    Source of the scale: Nilsson, Griggs and Visbeck, Nature 534 (2016).
    """

    id: str
    origin: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    weight: float
    reason: str
    source: str


class RoutineEntry(_Entry, frozen=True, kw_only=True):
    """Words of indicators, or of work, that every OPD has about itself: no ground for joint work."""

    id: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    of: Literal["indicator", "work"] = "indicator"
    reason: str = ""


class Knowledge(_Entry, frozen=True, kw_only=True, dict=True, eq=False):
    """All entries, in a fixed order; compared as an object, so that what is made with it can be kept by it."""

    themes: dict[str, ThemeEntry] = {}
    dependencies: tuple[DependencyEntry, ...] = ()
    dimensions: tuple[DimensionEntry, ...] = ()
    contributions: tuple[ContributionEntry, ...] = ()
    routine: tuple[RoutineEntry, ...] = ()

    @cached_property
    def selectors(self) -> Selectors:
        """What says which work belongs to a theme, and which depends on which."""
        members = (member for theme in self.themes.values() for member in theme.members)
        ends = (end for entry in self.dependencies for end in (entry.origin, entry.target))
        return Selectors((*members, *ends))

    @cached_property
    def routine_indicators(self) -> Vocabulary:
        """What names indicators that every OPD has about itself."""
        return _routine(self.routine, "indicator")

    @cached_property
    def routine_work(self) -> Vocabulary:
        """What names work that every OPD does for itself."""
        return _routine(self.routine, "work")


def _routine(entries: Iterable[RoutineEntry], of: str) -> Vocabulary:
    return Vocabulary(tuple((entry.words, entry.without) for entry in entries if entry.of == of))
