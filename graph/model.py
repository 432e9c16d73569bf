"""The plan model: every node and link of a plan, as immutable typed records that refer to each other by id.

What a number looked like in its source is kept beside what it was read as, so nothing that a planner wrote is lost.
"""

from functools import cached_property
from typing import ClassVar, Final

from graph import code as nomenclature
from graph.figure import IndicatorYear, ProgramYear, Stage
from graph.masterplan import Masterplan, MasterplanProgram
from graph.node import Mark, MarkCode, Measure, Money, Node, Record, Word

__all__ = [  # handed on from below
    "IndicatorYear",
    "Mark",
    "MarkCode",
    "Masterplan",
    "MasterplanProgram",
    "Measure",
    "Money",
    "Node",
    "ProgramYear",
    "Stage",
]


class Level(Word):
    """The three levels of the program nomenclature."""

    PROGRAM = "program"
    ACTIVITY = "activity"
    SUB_ACTIVITY = "sub_activity"


class ObjectiveLevel(Word):
    """The levels of the RPJMD tree (visi, misi, tujuan, sasaran, strategi), and the issues that it answers."""

    VISION = "vision"
    MISSION = "mission"
    GOAL = "goal"
    OUTCOME = "outcome"
    STRATEGY = "strategy"
    ISSUE = "issue"
    """A strategic issue (isu strategis), such as a new capital next door; the dimensions that it concerns are links."""


class DimensionLevel(Word):
    """A smart city dimension or one of its sub-dimensions."""

    DIMENSION = "dimension"
    SUB_DIMENSION = "sub_dimension"


class Direction(Word):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"


class PartnerKind(Word):
    """The kinds of organisation that work with a region and are no OPD."""

    CENTRAL = "central"
    PROVINCE = "province"
    REGION = "region"
    STATE_ENTERPRISE = "state_enterprise"
    REGIONAL_ENTERPRISE = "regional_enterprise"
    PRIVATE = "private"
    UNIVERSITY = "university"
    COMMUNITY = "community"
    MEDIA = "media"


class AssetKind(Word):
    """Kind of asset that a program produces or uses."""

    DATASET = "dataset"
    APPLICATION = "application"
    INFRASTRUCTURE = "infrastructure"


class ThemeRole(Word):
    """Role of a bidang urusan, or of an OPD, in a theme: it leads, does core work or supports."""

    LEAD = "lead"
    CORE = "core"
    SUPPORTING = "supporting"


class LinkKind(Word):
    """Kind of link between two nodes."""

    LEADS = "leads"
    SUPPORTS = "supports"
    CONTAINS = "contains"
    CONTRIBUTES = "contributes"
    DEPENDS_ON = "depends_on"
    ALIGNS = "aligns"
    MEASURES = "measures"
    PRODUCES = "produces"
    USES = "uses"


class DependencyKind(Word):
    """What the origin of a dependency needs from its target."""

    LAND = "land"
    PERMIT = "permit"
    DATA = "data"
    INFRASTRUCTURE = "infrastructure"
    PEOPLE = "people"
    FINANCE = "finance"
    SEQUENCE = "sequence"
    PUBLIC_INFORMATION = "public_information"


class Origin(Word):
    """Where a link comes from: a person or file states it, a knowledge entry states it, or similar texts suggest it."""

    DECLARED = "declared"
    DERIVED = "derived"
    INFERRED = "inferred"


class Standing(Word):
    """A person's judgement of a link; a rejected link is kept so that it does not come back."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Dimension(Node, frozen=True, kw_only=True, tag="dimension"):
    """A smart city dimension or sub-dimension."""

    code: str
    level: DimensionLevel
    name: str
    name_en: str = ""
    description: str = ""

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return self.name


class Objective(Node, frozen=True, kw_only=True, tag="objective"):
    """A node of the RPJMD tree, the objective of an OPD's Renstra below it, or a strategic issue of the region."""

    level: ObjectiveLevel
    text: str
    code: str = ""
    priority: bool = False

    @property
    def label(self) -> str:
        """The objective's text."""
        return self.text


class Indicator(Node, frozen=True, kw_only=True, tag="indicator"):
    """What measures an objective or a program."""

    name: str
    unit: str = ""
    direction: Direction | None = None
    baseline: Measure | None = None
    end_target: Measure | None = None
    """The target at the end of the plan's period."""
    years: tuple[IndicatorYear, ...] = ()

    @property
    def label(self) -> str:
        """The indicator's name."""
        return self.name


class Program(Node, frozen=True, kw_only=True, tag="program", dict=True):
    """A program, activity or sub-activity that one OPD runs, with its money per year."""

    level: Level
    name: str
    code: str = ""
    """The nomenclature code in its canonical spelling; empty where none is known."""
    written_code: str = ""
    """The code as its file wrote it, where that differs."""
    nomenclature: str = ""
    """The version of the nomenclature in which the code was found; empty where it is unknown there."""
    years: tuple[ProgramYear, ...] = ()
    period_budget: Money | None = None
    """What the OPD's Renstra gives it over the whole period."""
    location: str = ""
    beneficiaries: str = ""
    tags: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The program's name."""
        return self.name

    @cached_property
    def field(self) -> str:
        """The bidang urusan of its code; empty where it has no code."""
        return nomenclature.field(self.code) if self.code else ""

    @cached_property
    def is_overhead(self) -> bool:
        """Whether it is office work that every OPD does for itself (X.XX.01)."""
        return bool(self.code) and nomenclature.is_overhead(self.code)

    def budget(self, year: int | None = None) -> int:
        """Plausible rupiah budgeted in a year, or over all years."""
        return sum(y.budget.counted for y in self.years if y.budget and year in (None, y.year))

    @cached_property
    def last_budget(self) -> int:
        """Plausible rupiah budgeted in its last year."""
        return self.budget(self.years[-1].year) if self.years else 0


class Opd(Node, frozen=True, kw_only=True, tag="opd", dict=True):
    """A Perangkat Daerah: an agency of the region, with the bidang urusan that it is mandated for."""

    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()
    """Codes of bidang urusan, its first one first."""

    TERRITORIAL_FIELD: ClassVar[str] = "7.01"

    @property
    def label(self) -> str:
        """The short name."""
        return self.short_name

    @cached_property
    def is_territorial(self) -> bool:
        """Whether it is a kecamatan; all of them form one family."""
        return self.TERRITORIAL_FIELD in self.mandates


class Partner(Node, frozen=True, kw_only=True, tag="partner"):
    """An organisation that is no OPD."""

    name: str
    partner_kind: PartnerKind
    written_kind: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The partner's name."""
        return self.name


class Asset(Node, frozen=True, kw_only=True, tag="asset"):
    """A data set, an application or a piece of infrastructure that a program makes or uses."""

    name: str
    asset_kind: AssetKind

    @property
    def label(self) -> str:
        """The asset's name."""
        return self.name


class FieldRole(Record, frozen=True, kw_only=True):
    """The role of one bidang urusan in a theme, and why."""

    field: str
    role: ThemeRole
    reason: str = ""


class PartnerCall(Record, frozen=True, kw_only=True):
    """A kind of partner that a theme calls for, and the words that tell whether one works in its field."""

    partner_kind: PartnerKind
    words: tuple[str, ...] = ()
    reason: str = ""


class Theme(Node, frozen=True, kw_only=True, tag="theme"):
    """A matter that takes several agencies, such as stunting; made from knowledge, never from a plan's file."""

    name: str
    name_en: str = ""
    reason: str = ""
    roles: tuple[FieldRole, ...] = ()
    partners: tuple[PartnerCall, ...] = ()
    team: str = ""
    """The standing team or forum whose matter it is; empty where there is none."""
    team_source: str = ""
    """The regulation that asks for the team; empty where that was not checked in a source."""
    words: tuple[str, ...] = ()
    """Words that name the matter wherever they stand."""

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return self.name


AnyNode = Dimension | Objective | Indicator | Program | Opd | Partner | Asset | Theme | Masterplan | MasterplanProgram


class Link(Record, frozen=True, kw_only=True):
    """A directed, typed tie from one node to another."""

    kind: LinkKind
    source_id: str
    """Id of the node that the link starts from."""
    target_id: str
    """Id of the node that the link points to."""
    origin: Origin = Origin.DECLARED
    confidence: float = 1.0
    """From 0 to 1."""
    weight: float = 1.0
    """For contributes: -3 (cancels) to +3 (indivisible), after Nilsson et al. 2016; else a share from 0 to 1."""
    dependency: DependencyKind | None = None
    lag_months: int = 0
    """For depends_on: how long before the origin the target must come."""
    reason: str = ""
    source: str = ""
    entry: str = ""
    """Id of the knowledge entry that made it; empty for a declared link."""
    standing: Standing = Standing.OPEN
    marks: tuple[Mark, ...] = ()

    @property
    def id(self) -> str:
        """The link's id: it follows from what it ties, so that the same tie cannot stand twice."""
        suffix = f"/{self.dependency}" if self.dependency else ""
        return f"{self.kind}{suffix}:{self.source_id}>{self.target_id}"


ENDPOINTS: Final[dict[LinkKind, tuple[frozenset[str], frozenset[str]]]] = {
    LinkKind.LEADS: (
        frozenset({"opd"}),
        frozenset({"program", "objective", "indicator", "theme", "masterplan_program"}),
    ),
    LinkKind.SUPPORTS: (
        frozenset({"opd", "partner"}),
        frozenset({"program", "objective", "theme", "masterplan_program"}),
    ),
    LinkKind.CONTAINS: (
        frozenset({"dimension", "objective", "program", "opd", "masterplan"}),
        frozenset({"dimension", "objective", "program", "opd", "masterplan_program"}),
    ),
    LinkKind.CONTRIBUTES: (
        frozenset({"program", "objective", "theme"}),
        frozenset({"program", "objective", "dimension", "theme"}),
    ),
    LinkKind.DEPENDS_ON: (frozenset({"program", "asset"}), frozenset({"program", "asset"})),
    LinkKind.ALIGNS: (
        frozenset({"program", "objective", "masterplan_program"}),
        frozenset({"objective", "dimension", "masterplan_program"}),
    ),
    LinkKind.MEASURES: (frozenset({"indicator"}), frozenset({"program", "objective", "masterplan_program"})),
    LinkKind.PRODUCES: (frozenset({"program"}), frozenset({"asset"})),
    LinkKind.USES: (frozenset({"program"}), frozenset({"asset"})),
}
"""Which kinds of node each kind of link may tie: origin kinds, target kinds."""

WHOLES: Final = {"masterplan_program": "masterplan"}
"""What contains those kinds of node that are no part of their own kind."""
