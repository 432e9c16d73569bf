"""Initiative: the recommendation, with everything that it rests on."""

from enum import Enum
from typing import Self

import strawberry
from strawberry import relay

from graph import model
from rules.engine import Evaluation
from rules.recommend import initiative as records
from schema.advice.comment import Comment
from schema.advice.decision import Decision
from schema.advice.effect import Effect
from schema.advice.finding import Finding
from schema.advice.rule import Rule, rule
from schema.advice.weighing import WeightsInput, ranked
from schema.core import (
    Language,
    Pages,
    Tongue,
    described_input,
    enumeration,
    field,
    listed,
    paged,
)
from schema.core.described import described
from schema.node import (
    Dimension,
    Indicator,
    Link,
    Opd,
    Partner,
    PlanNode,
    Program,
    Theme,
    all_shown,
    in_language,
    links_shown,
    shown,
)
from schema.request import Context, Identified, Info


@described
class Participant:
    """An OPD that takes part in an initiative."""

    record: strawberry.Private[records.Participant]
    evaluation: strawberry.Private[Evaluation]

    @field
    def opd(self) -> Opd:
        """The OPD."""
        opd: Opd = shown(self.evaluation, self.record.opd)
        return opd

    @field
    def role(self) -> model.ThemeRole:
        """Its role."""
        return self.record.role

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """Why it has that role."""
        return in_language(self.record.reason, language)


@described
class CalledPartner:
    """A partner that an initiative calls for."""

    record: strawberry.Private[records.CalledPartner]
    evaluation: strawberry.Private[Evaluation]

    @field
    def kind(self) -> model.PartnerKind:
        """The kind of partner that is called for."""
        return self.record.partner_kind

    @field
    def partner(self) -> Partner | None:
        """The region's partner of that kind; null where its list has none that fits."""
        found: list[Partner] = all_shown(self.evaluation, (self.record.partner,))
        return found[0] if found else None

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """Why it is called for."""
        return in_language(self.record.reason, language)


@described
class JoinedProgram:
    """A program that joins an initiative."""

    record: strawberry.Private[records.JoinedProgram]
    evaluation: strawberry.Private[Evaluation]

    @field
    def program(self) -> Program:
        """The program, activity or sub-activity."""
        program: Program = shown(self.evaluation, self.record.program)
        return program

    @field
    def opd(self) -> Opd:
        """The OPD that runs it."""
        opd: Opd = shown(self.evaluation, self.record.opd)
        return opd

    @field
    def brings(self, language: Tongue = Language.ID) -> str:
        """What it brings to the initiative."""
        return in_language(self.record.brings, language)


@described
class ScorePart:
    """One part of a score."""

    record: strawberry.Private[records.ScorePart]

    @field
    def name(self) -> str:
        """Its name, as `Plan.weights` explains it."""
        return self.record.name

    @field
    def value(self) -> float:
        """From 0 to 1."""
        return self.record.value

    @field
    def weight(self) -> float:
        """How much it counts against the other parts."""
        return self.record.weight

    @field
    def explanation(self, language: Tongue = Language.ID) -> str:
        """Where the value comes from."""
        return in_language(self.record.explanation, language)


@described
class Score:
    """How much an initiative is worth taking up first."""

    record: strawberry.Private[records.Score]

    @field
    def total(self) -> float:
        """The weighted mean of the parts, from 0 to 1."""
        return self.record.total

    @field
    def parts(self) -> list[ScorePart]:
        """Its parts."""
        return [ScorePart(record=part) for part in self.record.parts]

    @field
    def best_rank(self) -> int:
        """The best rank that it takes when any one weight is halved or doubled."""
        return self.record.best_rank

    @field
    def worst_rank(self) -> int:
        """The worst rank that it takes when any one weight is halved or doubled."""
        return self.record.worst_rank


@described
class Initiative(Identified, relay.Node):
    """A recommendation: who should work together on what, and why."""

    record: strawberry.Private[records.Initiative]
    evaluation: strawberry.Private[Evaluation]

    def own_id(self) -> str:
        """The slug of the plan, a stroke, and the fingerprint."""
        return f"{self.evaluation.plan.info.slug}/{self.record.fingerprint}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the initiative of a reference, as it is at a revision."""
        slug, _, fingerprint = reference.partition("/")
        evaluation = await context.evaluation(slug, as_of)
        found = (each for each in evaluation.initiatives if each.fingerprint == fingerprint)
        return next((cls(record=each, evaluation=evaluation) for each in found), None)

    @field
    def fingerprint(self) -> strawberry.ID:
        """Stays the same while its reason and lead do, over all revisions."""
        return strawberry.ID(self.record.fingerprint)

    @field
    def rank(self) -> int:
        """Its rank, from 1."""
        return self.record.rank

    @field
    def title(self, language: Tongue = Language.ID) -> str:
        """What it is called."""
        return in_language(self.record.title, language)

    @field
    def why(self, language: Tongue = Language.ID) -> str:
        """Why it is recommended, in plain words."""
        return in_language(self.record.why, language)

    @field
    def theme(self) -> Theme | None:
        """The theme that is its reason; null where the reason is a shared prerequisite."""
        found: list[Theme] = all_shown(self.evaluation, (self.record.theme,))
        return found[0] if found else None

    @field
    def theme_name(self, language: Tongue = Language.ID) -> str:
        """What its reason is called."""
        return in_language(self.record.theme_name, language)

    @field
    def lead(self) -> Opd:
        """The OPD that should lead it."""
        opd: Opd = shown(self.evaluation, self.record.lead)
        return opd

    @field
    def runner_up(self) -> Opd | None:
        """The OPD that comes next for the lead."""
        found: list[Opd] = all_shown(self.evaluation, (self.record.runner_up,))
        return found[0] if found else None

    @field
    def lead_reason(self, language: Tongue = Language.ID) -> str:
        """Why that OPD should lead."""
        return in_language(self.record.lead_reason, language)

    @field
    def participants(self) -> list[Participant]:
        """The OPDs that take part, the lead among them."""
        return [Participant(record=each, evaluation=self.evaluation) for each in self.record.participants]

    @field
    def partners(self) -> list[CalledPartner]:
        """The partners that it calls for."""
        return [CalledPartner(record=each, evaluation=self.evaluation) for each in self.record.partners]

    @field
    def programs(self) -> list[JoinedProgram]:
        """The programs to join, of each OPD those that count most; the evidence has all."""
        return [JoinedProgram(record=each, evaluation=self.evaluation) for each in self.record.programs]

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions that it serves, the main one first."""
        return all_shown(self.evaluation, self.record.dimensions)

    @field
    def indicators(self) -> list[Indicator]:
        """The indicators behind their path that it can move."""
        return all_shown(self.evaluation, self.record.indicators)

    @field
    def effects(self) -> list[Effect]:
        """What it can move, the surest first: indicators of objectives, programs and activities, no routine ones."""
        return [Effect(record=each, evaluation=self.evaluation) for each in self.record.effects]

    @field
    def steps(self, language: Tongue = Language.ID) -> list[str]:
        """The first steps."""
        return [in_language(step, language) for step in self.record.steps]

    @field
    def quick_win(self) -> bool:
        """Whether it can show something within a year."""
        return self.record.quick_win

    @field
    def score(self) -> Score:
        """What it is worth, in parts."""
        return Score(record=self.record.score)

    @field
    def findings(self) -> list[Finding]:
        """The findings that it gathers."""
        return [Finding(record=each, evaluation=self.evaluation) for each in self.record.findings]

    @field
    def rules(self) -> list[Rule]:
        """The rules whose findings it gathers, by code."""
        found = (rule(code) for code in sorted({each.rule for each in self.record.findings}))
        return [each for each in found if each]

    @field
    def nodes(self) -> list[PlanNode]:
        """Its evidence: the nodes."""
        return all_shown(self.evaluation, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """Its evidence: the links."""
        return links_shown(self.evaluation, self.record.links)

    @field
    async def decision(self, info: Info) -> Decision | None:
        """What people decided of it last; null where nobody has."""
        found = await info.context.decision((self.evaluation.plan.info.slug, self.record.fingerprint))
        return None if found is None else Decision(record=found)

    @paged
    async def decisions(
        self,
        info: Info,
    ) -> Pages[Decision]:
        """All that people ever decided of it, the latest one first."""
        found = await info.context.decisions((self.evaluation.plan.info.slug, self.record.fingerprint))
        return listed(found, lambda each: Decision(record=each), lambda each: str(each.id))

    @paged
    async def comments(
        self,
        info: Info,
    ) -> Pages[Comment]:
        """What people wrote of it, the first one first."""
        found = await info.context.comments((self.evaluation.plan.info.slug, self.record.fingerprint))
        return listed(
            found,
            lambda each: Comment(record=each),
            lambda each: str(each.id),
        )


class InitiativeOrder(Enum):
    """In which order initiatives come."""

    RANK = "rank"
    NAME = "name"
    REACH = "reach"


INITIATIVE_ORDER = enumeration(
    InitiativeOrder,
    {
        "RANK": "By rank, the best first.",
        "NAME": "By what its reason is called, in Indonesian.",
        "REACH": "The one in which most OPDs take part first.",
    },
)


@described_input
class InitiativeFilter:
    """Which initiatives to give; all conditions must hold."""

    opd: str | None = strawberry.field(default=None, description="In which the OPD of this short name takes part.")
    lead: str | None = strawberry.field(default=None, description="Led by the OPD of this short name.")
    dimension: str | None = strawberry.field(default=None, description="That serve the dimension of this code.")
    quick_win: bool | None = strawberry.field(default=None, description="Only, or no, quick wins.")


def takes_part(initiative: records.Initiative, opd: str) -> bool:
    """Say whether an OPD leads an initiative or takes part in it."""
    return opd == initiative.lead or any(participant.opd == opd for participant in initiative.participants)


def chosen(
    evaluation: Evaluation,
    wanted: InitiativeFilter | None,
    order: InitiativeOrder = InitiativeOrder.RANK,
    weights: WeightsInput | None = None,
) -> list[records.Initiative]:
    """The initiatives that a filter asks for, in an order; with weights, at the ranks that those give."""
    asked = wanted or InitiativeFilter()
    named = {opd.short_name.casefold(): opd.id for opd in evaluation.plan.opds}

    def fits(each: records.Initiative) -> bool:
        return (
            (asked.opd is None or takes_part(each, named.get(asked.opd.casefold(), "")))
            and (asked.lead is None or named.get(asked.lead.casefold()) == each.lead)
            and (asked.dimension is None or f"dimension/{asked.dimension}" in each.dimensions)
            and (asked.quick_win is None or each.quick_win is asked.quick_win)
        )

    keys = {
        InitiativeOrder.RANK: lambda each: (each.rank, ""),
        InitiativeOrder.NAME: lambda each: (0, each.theme_name.id.casefold()),
        InitiativeOrder.REACH: lambda each: (-len(each.participants), ""),
    }
    return sorted(filter(fits, ranked(evaluation, weights)), key=keys[order])
