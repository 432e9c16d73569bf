"""Initiative: facts and findings that belong together, as one recommendation that people can decide on."""

from enum import StrEnum

import msgspec

from graph.model import PartnerKind, Stage, ThemeRole
from rules.asking.component import State
from rules.finding import Finding, Text


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """An OPD in an initiative, its role and why it has it."""

    opd: str
    role: ThemeRole
    reason: Text
    is_told: bool = False
    """Whether it has no share in any action: it is told the outcome, and does not sit at the table."""


class CalledPartner(msgspec.Struct, frozen=True, kw_only=True):
    """A partner that the initiative calls for; ``partner`` is empty where the region lists none of that kind."""

    partner_kind: PartnerKind
    partner: str
    usual: str = ""
    """The usual institution for the matter, where the region lists none."""
    reason: Text


class JoinedProgram(msgspec.Struct, frozen=True, kw_only=True):
    """A program that joins an initiative, who runs it and what it brings."""

    program: str
    opd: str
    brings: Text
    component: str = ""
    """Id of the component that it carries first; empty where it carries none that is written down."""
    also: tuple[str, ...] = ()
    """Ids of other themes that it is for as well, so that its money is counted there too."""


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """What a matter gets in the plan's latest year, in whole rupiah."""

    year: int | None
    """None where the plan gives no money to anything."""
    specific: int
    """Of work that is for the matter."""
    touching: int
    """Of work that only touches it."""
    stages: tuple[tuple[Stage | None, int], ...] = ()
    """What of the money for the matter itself is of which stage of the budget."""
    left_out: tuple[str, ...] = ()
    """Ids of the work for the matter whose money cannot be true, so that it is in no sum."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A component of the matter, who owns it, and how it stands in the plan."""

    component: str
    name: Text
    field: str
    """The field of government that owns it."""
    owner: str
    """Id of the OPD that holds that field; empty where the region lists none."""
    essential: bool
    state: State | None
    """None where there is work and nothing is said of its money."""
    programs: tuple[str, ...]
    """Ids of the work that carries it, the most specific first."""


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """An OPD that has no work for the matter yet and that a component of it needs."""

    opd: str
    """Its id; empty where the region lists nobody who holds the field."""
    name: str
    """What it is called: its short name, or the field where nobody is listed."""
    reason: Text


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """The standing team whose matter it is."""

    id: str
    name: Text
    regulation: str
    """Empty where it was not checked: the team is then a usual one."""
    checked: bool
    chair: Text
    secretariat: Text
    secretary: str
    """Id of the OPD that keeps its secretariat; empty where the region lists none."""
    duties: tuple[Text, ...]


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What one OPD hands to another, and by when."""

    giver: str
    receiver: str
    what: Text
    by: Text


class AskedInstitution(msgspec.Struct, frozen=True, kw_only=True):
    """What an institution outside the plan is asked to give, and to which OPD."""

    institution: Text
    receiver: str
    what: Text


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Where an action was taken before, with what result, and who says so."""

    id: str
    name: str
    region: str
    year: str
    result: Text
    level: str
    """How proven it is, from A (an award) to D (a description alone)."""
    source: str


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest thing that can be agreed: two to four OPDs, named work, one output, who hands what to whom."""

    fingerprint: str
    title: Text
    lead: str
    opds: tuple[str, ...]
    """Ids of all that take part, the lead first."""
    programs: tuple[str, ...]
    """Ids of the work that carries it."""
    output: Text
    handovers: tuple[Handed, ...]
    place: Text
    """The places, or the list of names, that have to be agreed on."""
    measure: Text
    fact: str = ""
    """Fingerprint of the fact that it would mend; empty where it follows a practice."""
    asked: tuple[AskedInstitution, ...] = ()
    """Who outside the plan has to give something for it."""
    practice: Example | None = None
    missing: Text | None = None
    """What the practice had and this plan has not; None where nothing is missing."""
    here: Text | None = None
    """What the plan says of the work that would carry a practice: its money, its targets and how far it is; None where
    the action would mend a fact, which says so itself, or where the plan gives no money to anything.
    """
    unpaid: tuple[str, ...] = ()
    """Ids of the work for the matter that those who take part in a practice promise without money."""


class Doubt(StrEnum):
    """Why a recommendation is to be read with care."""

    LOW_COVERAGE = "low-coverage"
    """Less of the plan has known codes than a judgement needs."""
    PROVINCE = "province"
    """The plan is a province's, whose work has other codes than those that knowledge is written for."""
    IMPLAUSIBLE_MONEY = "implausible-money"
    NO_MONEY = "no-money"
    """The plan gives no money to anything."""
    DOUBTFUL_INDICATOR = "doubtful-indicator"
    NO_OBJECTIVES = "no-objectives"
    """No RPJMD is in the plan."""
    NO_PARTNERS = "no-partners"
    """The region lists no partners."""
    NO_COMPONENTS = "no-components"
    """Nobody wrote down yet what the matter takes."""


class Sureness(StrEnum):
    """How certain it is that an initiative moves an indicator."""

    HIGH = "high"
    MIDDLING = "middling"
    LOW = "low"


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator that an initiative can move."""

    indicator: str
    aim: str
    """Id of the objective, program or activity that it measures."""
    programs: tuple[str, ...]
    """Ids of the initiative's sub-activities through which it is moved."""
    below: int
    """How many sub-activities the aim has below it; 0 where the plan ties none to it."""
    behind: float | None
    """How far it is behind its path, from 0 to 1; None where that is unknown."""
    doubt: Text | None = None
    """Why the indicator cannot be judged; None where it can."""
    falls: bool
    """Whether less is better."""
    sureness: Sureness
    words: Text


class ScorePart(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a score: from 0 to 1, its weight, and where the value comes from."""

    name: str
    value: float
    weight: float
    explanation: Text


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The weighted mean of the parts, from 0 to 1, and between which ranks it stays when the weights move."""

    total: float
    parts: tuple[ScorePart, ...]
    best_rank: int = 0
    worst_rank: int = 0


class Initiative(msgspec.Struct, frozen=True, kw_only=True):
    """A recommendation. All nodes and links are named by id."""

    fingerprint: str
    """Follows from the matter alone; survives another lead, renaming, reordering and unrelated changes."""
    rank: int
    """From 1."""
    title: Text
    why: Text
    theme: str
    """Id of the theme or other matter that is the reason."""
    theme_name: Text
    facts: tuple[Finding, ...] = ()
    """The one to three sharpest things that the rows say of it; empty where they say none."""
    tier: int = 3
    """Where it stands whatever its score: 0 where a fact that several OPDs can act on heads it, or it is what the plan
    is about; 1 where another fact does; 2 where there is something to agree on, 3 where there is nothing.
    """
    actions: tuple[Action, ...] = ()
    """What can be agreed within it, the best first."""
    examples: tuple[Example, ...] = ()
    """What other regions did for the matter without proof enough to be recommended."""
    money: Money = Money(year=None, specific=0, touching=0)
    components: tuple[Standing, ...] = ()
    invited: tuple[Invited, ...] = ()
    team: Team | None = None
    doubts: tuple[Doubt, ...] = ()
    lead: str
    runner_up: str
    lead_reason: Text
    participants: tuple[Participant, ...]
    partners: tuple[CalledPartner, ...]
    programs: tuple[JoinedProgram, ...]
    dimensions: tuple[str, ...]
    indicators: tuple[str, ...]
    """Those that it can move and that are behind their path."""
    effects: tuple[Effect, ...] = ()
    """What it can move, the surest first."""
    steps: tuple[Text, ...]
    quick_win: bool
    score: Score
    findings: tuple[Finding, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def table(self) -> tuple[str, ...]:
        """The OPDs that sit at the table, the lead first: those with a share in an action, then those to invite."""
        seated = (each.opd for each in self.participants if not each.is_told)
        return tuple(dict.fromkeys((self.lead, *seated, *(each.opd for each in self.invited if each.opd))))

    def has(self, fingerprint: str) -> bool:
        """Whether a fingerprint is its own, or that of one of its actions."""
        return fingerprint == self.fingerprint or any(fingerprint == each.fingerprint for each in self.actions)
