"""Agreements: what was decided, met on and taken up in a plan, and what agencies say of their ties."""

from typing import Annotated

import strawberry

from acts import SeenPlan
from graph.agreement import MeetingBody
from graph.record import Decision as StoredDecision
from graph.record import DecisionStanding
from schema.advice import Decision, Effect, Initiative, initiative_of
from schema.core import Pages, TimeOrder, apart, described_input, field, in_time, listed, ordered, paged, said
from schema.core.described import described
from schema.meeting import (
    Access,
    CrossImpact,
    Meeting,
    Proposal,
    ProposalFilter,
    Task,
    TaskFilter,
    TaskOrder,
    VoicedLink,
    accesses,
    chosen,
    meeting_named,
    meetings_shown,
    proposed,
    readable_tasks,
    voiced,
)
from schema.node import Indicator, all_shown
from schema.request import Context, Info, or_error

_TimeOrder = Annotated[TimeOrder, said("Order of the list.")]


@described
class ExpectedEffect:
    """An effect that was expected when something was decided, beside what the indicator did since."""

    effect: Effect = strawberry.field(description="The effect, as it was expected then.")
    indicator_now: Indicator | None = strawberry.field(
        description="The indicator as it is now, with all that was reported since; null if the plan has it no more."
    )


@described
class PlanDecision:
    """A decision that stands in the plan, beside what became of its reason."""

    record: strawberry.Private[StoredDecision]
    seen: strawberry.Private[SeenPlan]

    @field
    def decision(self) -> Decision:
        """The decision."""
        return Decision(record=self.record, slug=self.seen.plan.info.slug)

    @field
    def fingerprint(self) -> strawberry.ID:
        """Fingerprint of the initiative or action, or the meeting and item that it is on."""
        return strawberry.ID(self.record.fingerprint)

    @field
    async def initiative(self) -> Initiative | None:
        """The initiative that it is on, or whose action it is on, as it is now; null if it is gone, and for items of
        meetings that are no initiatives.
        """
        return await initiative_of(self.seen, self.record.fingerprint)

    @field
    async def initiative_then(self, info: Info) -> Initiative | None:
        """The initiative as it was when it was decided on, with the effects that were expected; null if that was not
        noted.
        """
        return await self._then(info.context)

    @field
    async def expected(self, info: Info) -> list[ExpectedEffect]:
        """The effects that were expected when it was decided, each beside what the indicator did since; empty if they
        were not noted.
        """
        then = await self._then(info.context)
        if then is None:
            return []
        return [
            ExpectedEffect(
                effect=Effect(record=each, seen=then.seen),
                indicator_now=next(iter(all_shown(self.seen, (each.indicator,))), None),
            )
            for each in then.record.effects
        ]

    @field
    async def is_reason_gone(self) -> bool:
        """Whether the plan no longer gives a reason for the initiative or action; the decision stays until someone
        withdraws it.
        """
        if self.record.fingerprint.startswith("meeting/"):
            return False
        found = await initiative_of(self.seen, self.record.fingerprint)
        return found is None

    async def _then(self, context: Context) -> Initiative | None:
        if self.record.revision is None:
            return None
        seen = await context.seen(self.seen.plan.info.slug, self.record.revision)
        return await initiative_of(seen, self.record.fingerprint)


@described_input
class DecisionFilter:
    """Filter for decisions; all conditions must hold."""

    standing: DecisionStanding | None = strawberry.field(default=None, description="Only decisions of this outcome.")
    is_back: bool | None = strawberry.field(
        default=None, description="True: only what was deferred until a day that has come; false: nothing of it."
    )
    is_reason_gone: bool | None = strawberry.field(
        default=None, description="True: only decisions whose reason is gone; false: only those whose reason stands."
    )
    meeting: int | None = strawberry.field(default=None, description="Only decisions of the meeting with this number.")


@described_input
class MeetingFilter:
    """Filter for meetings; all conditions must hold."""

    body: MeetingBody | None = strawberry.field(default=None, description="Only meetings of this body.")
    is_closed: bool | None = strawberry.field(
        default=None, description="True: only closed meetings; false: only open ones."
    )


@described_input
class CrossImpactFilter:
    """Filter for cross-impact rounds; all conditions must hold."""

    is_closed: bool | None = strawberry.field(
        default=None, description="True: only closed rounds; false: only open ones."
    )


@described_input
class VoicedLinkFilter:
    """Filter for links of which OPDs said something; all conditions must hold."""

    is_agreed: bool | None = strawberry.field(
        default=None, description="True: only links on which all their OPDs agree; false: none of them."
    )
    is_proposed: bool | None = strawberry.field(
        default=None, description="True: only links that the plan does not have yet; false: none of them."
    )


@described_input
class AccessFilter:
    """Filter for accesses; all conditions must hold."""

    counts: bool | None = strawberry.field(
        default=None, description="True: only those that count today; false: only those revoked or expired."
    )


@described
@apart
class PlanAgreements:
    """What was agreed in a plan."""

    seen: strawberry.Private[SeenPlan]

    @paged
    async def decisions(
        self,
        info: Info,
        filter: Annotated[DecisionFilter | None, said("Filter; all decisions that stand if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.NEWEST,
    ) -> Pages[PlanDecision]:
        """The decisions that stand."""
        asked, today = filter or DecisionFilter(), info.context.evaluations.today
        evaluation = await or_error(self.seen.evaluation())
        known = {each.fingerprint for each in evaluation.initiatives}
        known |= {action.fingerprint for each in evaluation.initiatives for action in each.actions}

        def fits(each: StoredDecision) -> bool:
            is_gone = each.fingerprint not in known and not each.fingerprint.startswith("meeting/")
            return (
                (asked.standing is None or each.standing is asked.standing)
                and (asked.is_back is None or each.is_back(today) is asked.is_back)
                and (asked.is_reason_gone is None or is_gone is asked.is_reason_gone)
                and (asked.meeting is None or each.meeting == asked.meeting)
            )

        found = await or_error(info.context.store.decisions(self._plan))
        rows = in_time((each for each in found if fits(each)), order_by, lambda each: each.id)
        return listed(rows, lambda each: PlanDecision(record=each, seen=self.seen))

    @paged
    async def meetings(
        self,
        info: Info,
        filter: Annotated[MeetingFilter | None, said("Filter; all meetings if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.NEWEST,
    ) -> Pages[Meeting]:
        """The meetings on the plan, by their day."""
        asked = filter or MeetingFilter()
        found = [
            each
            for each in await or_error(info.context.store.meetings.all(self._plan))
            if (asked.body is None or each.body is asked.body)
            and (asked.is_closed is None or each.is_closed is asked.is_closed)
        ]
        rows = in_time(found, order_by, lambda each: each.held_on.toordinal(), lambda each: f"{each.id:09}")
        return listed(rows, lambda each: meetings_shown(info.context, self.seen, (each,))[0])

    @field
    async def meeting(self, info: Info, number: Annotated[int, said("Number of the meeting.")]) -> Meeting | None:
        """The meeting with this number."""
        return await meeting_named(info.context, self._plan, number)

    @paged
    async def cross_impacts(
        self,
        info: Info,
        filter: Annotated[CrossImpactFilter | None, said("Filter; all rounds if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.NEWEST,
    ) -> Pages[CrossImpact]:
        """The rounds in which items of the plan are scored against each other, by their opening."""
        is_closed = filter.is_closed if filter else None
        found = await or_error(info.context.store.cross_impacts.all(self._plan))
        wanted = [each for each in found if is_closed is None or each.is_closed is is_closed]
        shown = CrossImpact.shown(info.context, self.seen, wanted)
        return listed(in_time(shown, order_by, lambda each: each.record.id), lambda each: each)

    @field
    async def cross_impact(
        self, info: Info, number: Annotated[int, said("Number of the round.")]
    ) -> CrossImpact | None:
        """The cross-impact round with this number."""
        found = await or_error(info.context.store.cross_impacts.get(self._plan, number))
        return CrossImpact.shown(info.context, self.seen, (found,))[0]

    @paged
    async def tasks(
        self,
        info: Info,
        filter: Annotated[TaskFilter | None, said("Filter; all tasks that the user may read if left out.")] = None,
        order_by: Annotated[TaskOrder, said("Order of the list.")] = TaskOrder.DUE,
    ) -> Pages[Task]:
        """The tasks that OPDs took upon themselves."""
        tasks = await readable_tasks(info.context, self.seen)
        found = chosen(self.seen, tasks, filter, order_by, info.context.evaluations.today)
        return listed(found, lambda each: Task(record=each, seen=self.seen))

    @paged
    async def voiced_links(
        self,
        info: Info,
        filter: Annotated[VoicedLinkFilter | None, said("Filter; all such links if left out.")] = None,
    ) -> Pages[VoicedLink]:
        """The links of which OPDs said something, by id."""
        asked = filter or VoicedLinkFilter()
        found = [
            each
            for each in await voiced(info.context, self.seen)
            if (asked.is_agreed is None or each.agreed is asked.is_agreed)
            and (asked.is_proposed is None or each.proposed is asked.is_proposed)
        ]
        return listed(ordered(found, lambda each: (each.record.id,)), lambda each: each)

    @field
    def takes_proposals(self, info: Info) -> bool:
        """Whether the service takes proposals of the public now."""
        return info.context.proposing.is_open

    @paged
    async def proposals(
        self,
        info: Info,
        filter: Annotated[ProposalFilter | None, said("Filter; all proposals if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.NEWEST,
    ) -> Pages[Proposal]:
        """What the public proposed, and what became of it."""
        asked = filter or ProposalFilter()
        found = [each for each in await proposed(info.context, self.seen) if asked.fits(each)]
        rows = in_time(found, order_by, lambda each: each.number)
        return listed(rows, lambda each: Proposal(record=each, seen=self.seen))

    @field
    async def proposal(self, info: Info, number: Annotated[int, said("Number of the proposal.")]) -> Proposal | None:
        """The proposal with this number; null if there is none."""
        found = (each for each in await proposed(info.context, self.seen) if each.number == number)
        return next((Proposal(record=each, seen=self.seen) for each in found), None)

    @paged
    async def accesses(
        self,
        info: Info,
        filter: Annotated[AccessFilter | None, said("Filter; all accesses if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.NEWEST,
    ) -> Pages[Access]:
        """Who was given access to the plan's region; for administrators of the region."""
        asked, today = filter or AccessFilter(), info.context.evaluations.today
        found = [
            each
            for each in await accesses(info.context, self.seen.plan.info.region_code)
            if asked.counts is None or each.record.counts(today) is asked.counts
        ]
        rows = in_time(found, order_by, lambda each: each.record.made_at.timestamp(), lambda each: each.record.id)
        return listed(rows, lambda each: each)

    @property
    def _plan(self) -> str:
        return self.seen.plan.info.slug
