"""Entry: one written piece of knowledge, as its data file says it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec

from graph import code as codes
from graph.model import DependencyKind, FieldRole, PartnerKind, ThemeRole
from graph.reference import same
from rules.knowledge.selector import Selector, Selectors
from rules.knowledge.vocabulary import Vocabulary


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all entries: a field that is not known is refused."""


SPECIFIC = 2.0
"""Weight of work in a theme from which on it is for the matter; work of less only touches it."""
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


class Component(_Entry, frozen=True, kw_only=True):
    """A part of what a theme takes to succeed: who owns it, and which of the theme's members carry it."""

    id: str
    name: str
    name_en: str
    fields: tuple[str, ...]
    """The fields of government that own it, the first one foremost."""
    members: tuple[str, ...]
    """Ids of the theme's members whose work carries it."""
    essential: bool = False
    """Whether the matter cannot succeed without it."""


class StandingTeam(_Entry, frozen=True, kw_only=True):
    """A body of several agencies that stands for a matter: who chairs it, who serves on it, what it owes each year."""

    id: str
    name: str
    name_en: str
    themes: tuple[str, ...]
    """Ids of the themes that are its matter."""
    words: tuple[str, ...] = ()
    """Words of what it is about where that is less than a theme: it stands beside nothing else."""
    regulation: str
    checked: bool = False
    """Whether a source was read that names the regulation; what was not checked is shown without one."""
    chair: str
    chair_en: str
    secretariat: str
    secretariat_en: str
    secretariat_field: str = ""
    """The field of government that keeps its secretariat; empty where none does."""
    fields: tuple[str, ...] = ()
    """The fields of its members among the OPDs."""
    others: tuple[str, ...] = ()
    """Its members that are no OPD."""
    duties: tuple[str, ...] = ()
    """What it owes each year."""
    duties_en: tuple[str, ...] = ()
    source: str


class Carrier(Selector, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The work of one field of government that can carry a practice."""

    field: str


class Handover(_Entry, frozen=True, kw_only=True):
    """What the OPD of one field hands to that of another, and by when."""

    giver: str = msgspec.field(name="from")
    receiver: str = msgspec.field(name="to")
    what: str
    what_en: str
    by: str = ""
    """When or how often, as "tiap bulan"; empty where the practice says nothing of it."""
    by_en: str = ""


class Outsider(_Entry, frozen=True, kw_only=True):
    """An institution that is no OPD of the region, what it gives for a practice, and to the OPD of which field."""

    institution: str
    institution_en: str
    receiver: str = msgspec.field(name="to")
    what: str
    what_en: str


class Practice(_Entry, frozen=True, kw_only=True):
    """What another region did across agencies, with its result, its source, and the work here that could carry it."""

    id: str
    name: str
    """What that region calls it."""
    region: str
    """The region that did it, as "Kabupaten Banyuwangi"."""
    year: str
    """When it was first seen; empty where that is unknown."""
    themes: tuple[str, ...]
    """Ids of the themes that it serves, the main one first."""
    level: Literal["A", "B", "C", "D"]
    """How proven it is: an award, a figure, a finalist or an early stage, a description alone."""
    result: str
    result_en: str
    source: str
    """Address of the page that says so."""
    title: str
    """What is to be done, as an action: "Akta kelahiran terbit di tempat bersalin"."""
    title_en: str
    output: str = ""
    """The one thing that comes out of it; empty in one that is shown as an example alone (levels C and D)."""
    output_en: str = ""
    measure: str = ""
    """What is counted to see that it works."""
    measure_en: str = ""
    place: str = ""
    """The list of places or of names that has to be agreed on."""
    place_en: str = ""
    carriers: tuple[Carrier, ...] = ()
    """The work that carries it, that of the lead first."""
    presumes: tuple[tuple[str, ...], ...] = ()
    """What has to be there already, as a bank sampah or a festival: of each the words by which it goes. Work or outputs
    of those who carry it, or partners of the region, name each of them.
    """
    handovers: tuple[Handover, ...] = ()
    asked: tuple[Outsider, ...] = ()
    """Who outside the plan it cannot do without, as the court that decides or the hospital of the province."""

    @property
    def is_proven(self) -> bool:
        """Whether an award or a figure stands behind it, so that it can become an action."""
        return self.level in {"A", "B"}


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
    components: tuple[Component, ...] = ()
    """What it takes to succeed, the essential ones first."""
    tags: tuple[str, ...] = ()
    """The thematic tags of the national nomenclature that it answers to."""
    partners: tuple[Call, ...] = ()
    villages: bool = False
    """Whether it is a matter of villages (desa), which a region without any has not."""


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


class TagDecision(_Entry, frozen=True, kw_only=True):
    """What was decided where a national tag and our entries differ about some work."""

    id: str
    theme: str
    """Id of the theme that answers to the tag."""
    codes: tuple[str, ...]
    """The work that it is about: these codes and what is below them."""
    tags: tuple[str, ...] = ()
    """The tags that it is about; all of the theme's where none is named."""
    decision: Literal["agreed", "left-out"]
    """That both may stand as they are, or that the tag is not followed: it lays no tie."""
    reason: str

    def is_about(self, theme: str, tag: str, code: str) -> bool:
        """Whether it is about a tag of a theme at a code, in any version of the nomenclature."""
        named = self.theme == theme and (not self.tags or tag in self.tags)
        return named and any(codes.within(each, stem) for each in same(code) for stem in self.codes)


class Knowledge(_Entry, frozen=True, kw_only=True, dict=True, eq=False):
    """All entries, in a fixed order; compared as an object, so that what is made with it can be kept by it."""

    themes: dict[str, ThemeEntry] = {}
    teams: tuple[StandingTeam, ...] = ()
    practices: tuple[Practice, ...] = ()
    dependencies: tuple[DependencyEntry, ...] = ()
    dimensions: tuple[DimensionEntry, ...] = ()
    contributions: tuple[ContributionEntry, ...] = ()
    routine: tuple[RoutineEntry, ...] = ()
    tags: tuple[TagDecision, ...] = ()

    @cached_property
    def themes_of_tag(self) -> dict[str, tuple[str, ...]]:
        """By national tag the ids of the themes that answer to it."""
        found: dict[str, tuple[str, ...]] = {}
        for id_, theme in self.themes.items():
            for tag in theme.tags:
                found[tag] = (*found.get(tag, ()), id_)
        return found

    def decided(self, theme: str, tag: str, code: str) -> TagDecision | None:
        """The decision about a tag of a theme at a code; None where nobody decided."""
        return next((each for each in self.tags if each.is_about(theme, tag, code)), None)

    @cached_property
    def selectors(self) -> Selectors:
        """What says which work belongs to a theme, which depends on which, and which can carry a practice."""
        members = (member for theme in self.themes.values() for member in theme.members)
        ends = (end for entry in self.dependencies for end in (entry.origin, entry.target))
        carriers = (carrier for practice in self.practices for carrier in practice.carriers)
        return Selectors((*members, *ends, *carriers))

    @cached_property
    def team_of(self) -> dict[str, StandingTeam]:
        """The standing team of each theme that has one: the first that names it."""
        return {theme: team for team in reversed(self.teams) for theme in team.themes}

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
