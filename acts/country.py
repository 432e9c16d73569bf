"""Country: all plans of a database are evaluated, and what each came to is kept in short."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import msgspec

from acts.evaluations import Evaluations
from graph.record.gist import Basis, Gist
from graph.snapshot import PlanGraph
from graph.store import Store, StoreError
from rules.configuration import Configuration
from rules.country import basis, gist
from rules.engine import evaluate


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A plan to evaluate, with all that another process needs for it."""

    slug: str
    basis: Basis
    configuration: Configuration
    """The plan's own, with what is set aside in it."""
    database: str
    """The address, as whoever does the work reaches it."""


class Failed(msgspec.Struct, frozen=True):
    """A plan could not be evaluated, and why."""

    message: str


Came = Gist | Failed
"""What came of evaluating a plan."""
Spread = Callable[[Callable[[Due], Came], Sequence[Due]], AsyncIterator[tuple[Due, Came | Exception]]]
"""Does work for many plans somewhere, and gives each with what came of it."""


async def due(
    store: Store, evaluations: Evaluations, database: str, *, anew: bool = False
) -> tuple[list[Due], list[Due]]:
    """Give the plans whose gist does not rest on what they are now, then the others, which need no work.

    Parameters
    ----------
    anew
        Whether all are evaluated, those as well whose gist still stands.
    """
    known = {} if anew else await store.gists.bases()
    asked: list[Due] = []
    standing: list[Due] = []
    for stored in await store.plans():
        configuration = await evaluations.configuration_of(stored)
        rests_on = basis(stored.revision, configuration)
        each = Due(slug=stored.info.slug, basis=rests_on, configuration=configuration, database=database)
        (standing if known.get(each.slug) == rests_on else asked).append(each)
    return asked, standing


async def judge_all(store: Store, asked: Sequence[Due], spread: Spread) -> AsyncIterator[tuple[Due, Came]]:
    """Evaluate plans, keep what each came to, and give it when it is kept; one that fails keeps no other from it."""
    async for each, came in spread(judge, asked):
        if isinstance(came, Exception):
            yield each, Failed(_lost(came))
        elif isinstance(came, Failed):
            yield each, came
        else:
            yield each, await store.gists.put(each.slug, came)


def judge(asked: Due) -> Came:
    """Evaluate one plan, in whatever process this is; faults are given, for not all that is raised comes through."""
    try:
        here = basis(asked.basis.revision, asked.configuration)
        if here != asked.basis:
            return Failed(_other(here, asked.basis))
        plan = asyncio.run(_read(asked))
        return gist(evaluate(plan, asked.configuration), asked.basis)
    except StoreError as error:
        return Failed(error.message.id)
    except Exception as error:
        return Failed(f"{type(error).__name__}: {error}")


async def _read(asked: Due) -> PlanGraph:
    store = Store.open(asked.database)
    try:
        return await store.snapshot(asked.slug, asked.basis.revision)
    finally:
        await store.close()


def _other(here: Basis, there: Basis) -> str:
    return (
        f"Sinergi {here.program} yang mengerjakannya memakai aturan atau pengetahuan lain daripada Sinergi "
        f"{there.program} yang memintanya. Pasang versi dan berkas yang sama."
    )


def _lost(error: Exception) -> str:
    return f"Prosesnya berakhir sebelum selesai, mungkin kehabisan memori ({type(error).__name__}: {error})."
