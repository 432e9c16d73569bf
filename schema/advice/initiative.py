"""Initiative: a recommendation of joint work, with everything that it rests on."""

from typing import Self

import strawberry
from msgspec.structs import replace
from strawberry import relay

from acts import SeenPlan, State
from acts.state import MARK
from graph import model
from rules.masterplan import served
from rules.recommend import initiative as records
from schema.advice.action import Action, Practice
from schema.advice.comment import Comment
from schema.advice.decision import Decision
from schema.advice.effect import Effect
from schema.advice.finding import Finding
from schema.advice.rule import Rule, rule
from schema.advice.score import Score
from schema.advice.table import Component, InitiativeMoney, Invitation, Team
from schema.advice.weighing import ranked_by
from schema.core import (
    Key,
    Language,
    Pages,
    Tongue,
    field,
    listed,
    ordered,
    paged,
)
from schema.core.described import described
from schema.node import (
    Dimension,
    Indicator,
    Link,
    MasterplanProgram,
    Opd,
    Partner,
    PlanNode,
    Program,
    Theme,
    all_showing,
    all_shown,
    in_language,
    links_shown,
    shown,
)
from schema.request import Context, Identified, Info, or_error


@described
class Participant:
    """An OPD that takes part in an initiative, with its role."""

    record: strawberry.Private[records.Participant]
    seen: strawberry.Private[SeenPlan]

    @field
    def opd(self) -> Opd:
        """The OPD."""
        opd: Opd = shown(self.seen, self.record.opd)
        return opd

    @field
    def role(self) -> model.ThemeRole:
        """Role of the OPD in the initiative."""
        return self.record.role

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """Why the OPD has this role."""
        return in_language(self.record.reason, language)

    @field
    def is_told(self) -> bool:
        """Whether the OPD has no share in any action: it is told the outcome, and does not sit at the table."""
        return self.record.is_told


@described
class CalledPartner:
    """A partner that an initiative needs."""

    record: strawberry.Private[records.CalledPartner]
    seen: strawberry.Private[SeenPlan]

    @field
    def kind(self) -> model.PartnerKind:
        """The kind of partner that the initiative needs."""
        return self.record.partner_kind

    @field
    def partner(self) -> Partner | None:
        """The region's partner of this kind; null if the plan lists none that fits."""
        found: list[Partner] = all_shown(self.seen, (self.record.partner,))
        return found[0] if found else None

    @field
    def usual(self) -> str | None:
        """The usual institution for the matter, if the plan lists no partner that fits; null otherwise."""
        return self.record.usual or None

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """Why the initiative needs this kind of partner."""
        return in_language(self.record.reason, language)


@described
class JoinedProgram:
    """A program, activity or sub-activity that is part of an initiative."""

    record: strawberry.Private[records.JoinedProgram]
    seen: strawberry.Private[SeenPlan]

    @field
    def program(self) -> Program:
        """The program, activity or sub-activity."""
        program: Program = shown(self.seen, self.record.program)
        return program

    @field
    def opd(self) -> Opd:
        """The OPD that runs the program."""
        opd: Opd = shown(self.seen, self.record.opd)
        return opd

    @field
    def brings(self, language: Tongue = Language.ID) -> str:
        """What the program contributes to the initiative."""
        return in_language(self.record.brings, language)

    @field
    def also_for(self) -> list[Theme]:
        """Other themes that the program is for as well, so that its money counts there too."""
        return all_shown(self.seen, self.record.also)


@described
class Initiative(Identified, relay.Node):
    """A recommendation: which OPDs should work together on what, and why."""

    record: strawberry.Private[records.Initiative]
    seen: strawberry.Private[SeenPlan]
    weights: strawberry.Private[tuple[float, ...]] = ()
    """The weights that ranked it; none where these are the configured ones."""

    def own_id(self) -> str:
        """The plan and its state, with the weights, a slash, and the fingerprint."""
        if not self.weights:
            return f"{self.seen.name}/{self.record.fingerprint}"
        state = replace(self.seen.state, weights=self.weights)
        return f"{self.seen.plan.info.slug}{state}/{self.record.fingerprint}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the initiative of a reference, as it is at a revision."""
        name, _, fingerprint = reference.partition("/")
        seen = await context.state(name, as_of)
        if seen is None:
            return None
        initiatives, weights = await ranked_by(seen, State.read(name.partition(MARK)[2]).weights)
        found = (each for each in initiatives if each.fingerprint == fingerprint)
        return next((cls(record=each, seen=seen, weights=weights) for each in found), None)

    @field
    def fingerprint(self) -> strawberry.ID:
        """Stable identifier of the initiative in all revisions: it stays the same as long as the theme or other reason
        does.
        """
        return strawberry.ID(self.record.fingerprint)

    @field
    def rank(self) -> int:
        """Rank of the initiative by score; 1 is the best."""
        return self.record.rank

    @field
    def title(self, language: Tongue = Language.ID) -> str:
        """Title of the initiative."""
        return in_language(self.record.title, language)

    @field
    def why(self, language: Tongue = Language.ID) -> str:
        """Why the initiative is recommended, in plain words."""
        return in_language(self.record.why, language)

    @field
    def theme(self) -> Theme | None:
        """The theme that is the reason for the initiative; null if the reason is a shared prerequisite."""
        found: list[Theme] = all_shown(self.seen, (self.record.theme,))
        return found[0] if found else None

    @field
    def theme_name(self, language: Tongue = Language.ID) -> str:
        """Name of the reason: of the theme or of the shared prerequisite."""
        return in_language(self.record.theme_name, language)

    @field
    def facts(self) -> list[Finding]:
        """The one to three sharpest things that the plan's rows say of the matter; empty if they say none."""
        return [Finding(record=each, seen=self.seen) for each in self.record.facts]

    @field
    def actions(self) -> list[Action]:
        """What OPDs can agree on within the initiative, the best first."""
        return [Action(record=each, seen=self.seen) for each in self.record.actions]

    @field
    def examples(self) -> list[Practice]:
        """What other regions did for the matter, without an award or a figure to show for it."""
        return [Practice(record=each) for each in self.record.examples]

    @field
    def money(self) -> InitiativeMoney:
        """What the matter gets in the plan's latest year: for itself, and through work that only touches it."""
        return InitiativeMoney(record=self.record.money, seen=self.seen)

    @field
    def components(self) -> list[Component]:
        """What the matter takes to succeed, and how the plan does it; empty if nobody wrote it down."""
        return [Component(record=each, seen=self.seen) for each in self.record.components]

    @field
    def invited(self) -> list[Invitation]:
        """The OPDs to invite: an essential component is theirs, and they take no part yet."""
        return [Invitation(record=each, seen=self.seen) for each in self.record.invited]

    @field
    def team(self) -> Team | None:
        """The standing team whose matter it is; null if there is none."""
        return Team(record=self.record.team, seen=self.seen) if self.record.team else None

    @field
    def doubts(self) -> list[records.Doubt]:
        """Why the recommendation is to be read with care."""
        return list(self.record.doubts)

    @field
    def lead(self) -> Opd:
        """The OPD that should lead the initiative."""
        opd: Opd = shown(self.seen, self.record.lead)
        return opd

    @field
    def runner_up(self) -> Opd | None:
        """The OPD that comes second for the lead; null if there is none."""
        found: list[Opd] = all_shown(self.seen, (self.record.runner_up,))
        return found[0] if found else None

    @field
    def lead_reason(self, language: Tongue = Language.ID) -> str:
        """Why the OPD in `lead` should lead."""
        return in_language(self.record.lead_reason, language)

    @field
    def participants(self) -> list[Participant]:
        """The OPDs that take part, the lead included, each with its role."""
        return [Participant(record=each, seen=self.seen) for each in self.record.participants]

    @field
    def table(self) -> list[Opd]:
        """The OPDs that sit at the table, the lead first: those with a share in an action, then those to invite."""
        return all_shown(self.seen, self.record.table)

    @field
    def partners(self) -> list[CalledPartner]:
        """The partners that the initiative needs."""
        return [CalledPartner(record=each, seen=self.seen) for each in self.record.partners]

    @field
    def programs(self) -> list[JoinedProgram]:
        """The programs of the initiative, for each OPD the most important ones; `nodes` has all."""
        return [JoinedProgram(record=each, seen=self.seen) for each in self.record.programs]

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions that the initiative serves, the main one first."""
        return all_shown(self.seen, self.record.dimensions)

    @field
    def indicators(self) -> list[Indicator]:
        """The indicators behind their target path that the initiative can move."""
        return all_shown(self.seen, self.record.indicators)

    @field
    def masterplan_programs(self) -> list[MasterplanProgram]:
        """The programs of the Smart City masterplan that the work among its evidence carries."""
        return all_showing(self.seen, served(self.seen.plan, self.record.nodes))

    @field
    def effects(self) -> list[Effect]:
        """The indicators of objectives, programs and activities that the initiative can move, the most certain first;
        routine indicators are left out.
        """
        return [Effect(record=each, seen=self.seen) for each in self.record.effects]

    @field
    def steps(self, language: Tongue = Language.ID) -> list[str]:
        """The first steps to take."""
        return [in_language(step, language) for step in self.record.steps]

    @field
    def quick_win(self) -> bool:
        """Whether the initiative can show a result within a year."""
        return self.record.quick_win

    @field
    def tier(self) -> int:
        """Where it stands whatever its score: 0 where a fact that several OPDs can act on heads it, or it is what the
        plan is about; 1 where another fact does; 2 where there is something to agree on; 3 where there is nothing.
        Within a tier the score gives the rank.
        """
        return self.record.tier

    @field
    def score(self) -> Score:
        """Score of the initiative, with its parts."""
        return Score(record=self.record.score)

    @field
    def findings(self) -> list[Finding]:
        """The findings that the initiative brings together."""
        return [Finding(record=each, seen=self.seen) for each in self.record.findings]

    @field
    def rules(self) -> list[Rule]:
        """The rules that made these findings, by code."""
        found = (rule(code) for code in sorted({each.rule for each in self.record.findings}))
        return [each for each in found if each]

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes that are evidence for the initiative."""
        return all_shown(self.seen, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The links that are evidence for the initiative."""
        return links_shown(self.seen, self.record.links)

    @field
    async def decision(self, info: Info) -> Decision | None:
        """The latest decision on the initiative; null if there is none."""
        found = await info.context.decision((self.seen.plan.info.slug, self.record.fingerprint))
        return None if found is None else Decision(record=found, slug=self.seen.plan.info.slug)

    @paged
    async def decisions(
        self,
        info: Info,
    ) -> Pages[Decision]:
        """All decisions on the initiative, newest first."""
        found = await info.context.decisions((self.seen.plan.info.slug, self.record.fingerprint))
        return listed(
            ordered(found, lambda each: (-each.id,)), lambda each: Decision(record=each, slug=self.seen.plan.info.slug)
        )

    @paged
    async def comments(
        self,
        info: Info,
    ) -> Pages[Comment]:
        """The comments on the initiative, oldest first."""
        found = await info.context.comments((self.seen.plan.info.slug, self.record.fingerprint))
        return listed(
            ordered(found, lambda each: (each.id,)), lambda each: Comment(record=each, slug=self.seen.plan.info.slug)
        )


async def initiative_of(seen: SeenPlan, fingerprint: str) -> Initiative | None:
    """Give the initiative of a fingerprint, or the one whose action has it; None where none is recommended any more."""
    found = (await or_error(seen.evaluation())).initiative(fingerprint)
    return None if found is None else Initiative(record=found, seen=seen)


def by_rank(found: records.Initiative) -> Key:
    """Order initiatives as they are ranked; a rank itself is no place, since it moves when one above it goes."""
    return found.tier, -found.score.total, found.theme, found.fingerprint
