"""Since: what changed between two revisions of a plan, or since a time."""

import datetime

from schema.advice import Comparison, Sides
from schema.request import Context, or_error


async def compared(context: Context, slug: str, earlier: int, later: int | None) -> Comparison:
    """Compare a revision with a later one, or with the plan as it is.

    Raises
    ------
    GraphQLError
        Where there is no such plan or revision, or where the user may not read it.
    """
    latest = (await context.readable(slug)).revision
    number = latest if later is None else later
    before, after = [await or_error(context.store.snapshot(slug, each)) for each in (earlier, number)]
    return Comparison(
        sides=Sides(
            before,
            after,
            lambda asked: asked.seen(slug, earlier),
            lambda asked: asked.after(slug, number) if later is None else asked.seen(slug, number),
        )
    )


async def revision_at(context: Context, slug: str, time: datetime.datetime) -> int:
    """Give the revision that a plan had at a time; 0 where it was still empty."""
    history = await or_error(context.store.history(slug))
    return max((each.number for each in history if each.made_at <= time), default=0)
