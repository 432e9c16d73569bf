"""Masterplan: a region's Smart City masterplan and its programs, each with what the ministry's yearly evaluation asks.

Who leads a program, its dimension, its objectives and the work that carries it are links, as everywhere in a plan.
"""

from msgspec.structs import replace

from graph.node import Measure, Money, Node, Record, Word


class MasterplanOrigin(Word):
    """Where a masterplan program comes from."""

    RPJMD = "rpjmd"
    RENSTRA = "renstra"
    INNOVATION = "innovation"


class Term(Word):
    """Term of a masterplan program; how many years each is says the masterplan."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Progress(Word):
    """How far a masterplan program has come in a year."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    DELAYED = "delayed"
    STOPPED = "stopped"


class FundSource(Word):
    """Whose money it is: the region's own budget (APBD) or money from outside."""

    APBD = "apbd"
    PROVINCE = "province"
    APBN = "apbn"
    GRANT = "grant"
    CORPORATE = "corporate"
    PUBLIC_PRIVATE = "public_private"
    COMMUNITY = "community"
    OTHER = "other"


class ReadinessAspect(Word):
    """What a masterplan program needs before it can run."""

    REGULATION = "regulation"
    INFRASTRUCTURE = "infrastructure"
    APPLICATION = "application"
    PEOPLE = "people"


class ReadinessState(Word):
    """Whether something that a masterplan program needs is there."""

    READY = "ready"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class RiskLevel(Word):
    """How grave a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class QuickWinCriterion(Word):
    """The ten criteria by which the ministry judges a quick win (evaluations of 2021 to 2023)."""

    FORMULATION = "formulation"
    ATTRACTION = "attraction"
    BENEFIT = "benefit"
    UNIQUENESS = "uniqueness"
    PARTNERSHIP = "partnership"
    DEVELOPMENT = "development"
    CONTINUITY = "continuity"
    RESOURCES = "resources"
    RISK_MANAGEMENT = "risk_management"
    SUSTAINED = "sustained"


class Document(Record, frozen=True, kw_only=True):
    """A book or a piece of evidence: what it is called and where it lies; the document itself is not stored here."""

    name: str
    size: int | None = None
    """Size in bytes."""
    sha256: str = ""
    """SHA-256 of its content, in hexadecimal."""
    place: str = ""
    """Where it lies: an address or a folder."""


class MasterplanYear(Record, frozen=True, kw_only=True):
    """What a masterplan program should reach and has reached in one year, and how far it has come."""

    year: int
    target: Measure | None = None
    realised: Measure | None = None
    progress: Progress | None = None


class MasterplanFund(Record, frozen=True, kw_only=True):
    """Money for a masterplan program in one year, and whose it is."""

    year: int
    fund: FundSource
    budget: Money | None = None
    giver: str = ""
    """Who gives it, where that is not the region."""


class Readiness(Record, frozen=True, kw_only=True):
    """Whether one thing that a masterplan program needs is there, and what people say of it."""

    aspect: ReadinessAspect
    state: ReadinessState
    note: str = ""


class Risk(Record, frozen=True, kw_only=True):
    """A risk of a masterplan program, and what is done about it."""

    text: str
    severity: RiskLevel | None = None
    response: str = ""


class QuickWinAnswer(Record, frozen=True, kw_only=True):
    """How a quick win meets one of the ten criteria."""

    criterion: QuickWinCriterion
    note: str = ""
    met: bool | None = None
    """None where nobody has said so."""


class Masterplan(Node, frozen=True, kw_only=True, tag="masterplan"):
    """A Smart City masterplan: the legal act that it stands on, its period, its vision and its books."""

    name: str
    legal_act: str = ""
    start_year: int | None = None
    end_year: int | None = None
    vision: str = ""
    books: tuple[Document, ...] = ()

    @property
    def label(self) -> str:
        """The masterplan's name."""
        return self.name


class MasterplanProgram(Node, frozen=True, kw_only=True, tag="masterplan_program"):
    """A program of a Smart City masterplan, perhaps a quick win."""

    name: str
    code: str = ""
    """Its number in the masterplan."""
    description: str = ""
    program_origin: MasterplanOrigin | None = None
    term: Term | None = None
    start_year: int | None = None
    end_year: int | None = None
    years: tuple[MasterplanYear, ...] = ()
    funds: tuple[MasterplanFund, ...] = ()
    readiness: tuple[Readiness, ...] = ()
    risks: tuple[Risk, ...] = ()
    evidence: tuple[Document, ...] = ()
    quick_win: bool = False
    criteria: tuple[QuickWinAnswer, ...] = ()
    """What is said of the ten criteria of a quick win."""
    written_lead: str = ""
    """Its lead as its source wrote it, where the plan has no OPD of that name."""
    written_partners: tuple[str, ...] = ()
    """Its partners as its source wrote them, where the plan has none of that name."""

    @property
    def label(self) -> str:
        """The program's name."""
        return self.name

    def budget(self, year: int | None = None, fund: FundSource | None = None) -> int:
        """Plausible rupiah in a year and of a source, or over all of them."""
        return sum(
            each.budget.counted
            for each in self.funds
            if each.budget and year in (None, each.year) and fund in (None, each.fund)
        )

    def joined(self, other: "MasterplanProgram") -> "MasterplanProgram":
        """The program with what another one says as well; what this one says stays."""
        values: dict[str, object] = {}
        for name in self.__struct_fields__:
            own, more = getattr(self, name), getattr(other, name)
            values[name] = tuple(dict.fromkeys((*own, *more))) if isinstance(own, tuple) else own or more
        return replace(self, **values | {"years": _by_year(*self.years, *other.years)})


def _by_year(*said: MasterplanYear) -> tuple[MasterplanYear, ...]:
    """One record a year; what the first one says stays."""
    years: dict[int, MasterplanYear] = {}
    for each in said:
        was = years.get(each.year, each)
        missing = {name: getattr(each, name) for name in each.__struct_fields__ if getattr(was, name) is None}
        years[each.year] = replace(was, **missing)
    return tuple(years[number] for number in sorted(years))
