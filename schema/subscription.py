"""Subscription: what is told as it happens."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from schema.core import Revision, said, stream
from schema.core.described import described
from schema.plan import PlanChange, PlanName, plan_changes
from schema.request import ImportProgress, Info, Progress


@described
class Subscription:
    """What is told as it happens, over WebSocket (graphql-transport-ws) or as an event stream (graphql-sse)."""

    @stream
    async def plan_changed(
        self,
        info: Info,
        slug: PlanName,
        since: Annotated[
            Revision | None,
            said("Tell first what was done since this revision was made; what was said of it meanwhile is told again."),
        ] = None,
        after: Annotated[
            str | None, said("Tell first what was done after the change with this `cursor`; nothing comes twice.")
        ] = None,
    ) -> AsyncGenerator[PlanChange, None]:
        """Everything that is done to a plan and said beside it, in order, whoever does it and wherever."""
        context = info.context
        async for change in context.live.carry(plan_changes(context, slug, since, after), context.confirm):
            yield change

    @stream
    async def import_progress(
        self,
        info: Info,
        id: Annotated[strawberry.ID, said("The id that the import is sent with; subscribe first.")],
    ) -> AsyncGenerator[ImportProgress, None]:
        """How far an import of one's own is; ends with it. Whoever is slow gets only the latest word."""
        context = info.context
        async for each in context.live.carry(context.imports.follow(context.actor.name, id), context.confirm):
            yield _shown(each)


def _shown(progress: Progress) -> ImportProgress:
    return ImportProgress(
        step=progress.step,
        done=progress.done,
        total=progress.total,
        file=progress.file,
        message=progress.message,
    )
