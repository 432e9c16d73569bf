"""Subscription: events that the service sends as they happen."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from schema.advice import Budget, Capacities, Capacity, KeepDecisions, Limits, Portfolio, Weights, improving
from schema.core import Revision, said, stream
from schema.core.described import described
from schema.plan import MeetingChange, PlanChange, PlanName, meeting_changes, plan_changes
from schema.request import ImportProgress, Info, Progress


@described
class Subscription:
    """Events as they happen, over WebSocket (graphql-transport-ws) or as an event stream (graphql-sse)."""

    @stream
    async def plan_changed(
        self,
        info: Info,
        slug: PlanName,
        since: Annotated[
            Revision | None,
            said(
                "First send the changes after this revision was made; decisions and comments recorded since then are "
                "sent again."
            ),
        ] = None,
        after: Annotated[
            str | None,
            said(
                "First send the changes after the one with this `cursor`; nothing is sent twice. Not together with "
                "`since`."
            ),
        ] = None,
    ) -> AsyncGenerator[PlanChange, None]:
        """All changes of a plan, and all decisions, comments, suppressions and scenarios, in order, by any user and any
        process. In an event stream each has its `cursor` as `id`; `Last-Event-ID` continues after that one.
        """
        context = info.context
        if context.resumes is not None:  # who comes back says what they have; their arguments are older
            since, after = None, context.resumes
        async for change in context.live.carry(plan_changes(context, slug, since, after), context):
            context.place = str(change.entry.id)
            yield change

    @stream
    async def meeting_changed(
        self,
        info: Info,
        plan: PlanName,
        meeting: Annotated[int, said("Number of the meeting.")],
        after: Annotated[
            str | None,
            said("First send what was done after the change with this `cursor`; nothing is sent twice."),
        ] = None,
    ) -> AsyncGenerator[MeetingChange, None]:
        """Everything that is done in a meeting, in one order for all who follow, each time with the meeting as it is.
        In an event stream each change has its `cursor` as `id`; `Last-Event-ID` continues after that one.
        """
        context = info.context
        if context.resumes is not None:
            after = context.resumes
        async for change in context.live.carry(meeting_changes(context, plan, meeting, after), context):
            context.place = str(change.entry.id)
            yield change

    @stream
    async def portfolio(
        self,
        info: Info,
        plan: PlanName,
        budget: Budget = None,
        capacity: Capacity = 6.0,
        capacities: Capacities = None,
        weights: Weights = None,
        keep_decisions: KeepDecisions = False,
    ) -> AsyncGenerator[Portfolio, None]:
        """A good portfolio at once, with the proven `gap` to any better one, and then the one that `Plan.portfolio`
        gives; ends with it. Closing the subscription stops the search.
        """
        context = info.context
        limits = Limits(budget, capacity, capacities, weights, keep_decisions)
        async for each in context.live.carry(improving(context, plan, limits), context):
            yield each

    @stream
    async def import_progress(
        self,
        info: Info,
        id: Annotated[strawberry.ID, said("`progressId` of the import; subscribe before sending the import.")],
    ) -> AsyncGenerator[ImportProgress, None]:
        """Progress of an import of the user's own; ends with the import.

        A slow client gets only the latest progress.
        """
        context = info.context
        async for each in context.live.carry(context.imports.follow(context.actor.name, id), context):
            yield _shown(each)


def _shown(progress: Progress) -> ImportProgress:
    return ImportProgress(
        step=progress.step,
        done=progress.done,
        total=progress.total,
        file=progress.file,
        message=progress.message,
    )
