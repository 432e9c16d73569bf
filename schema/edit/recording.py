"""Recording: a mutation that records something beside a plan, whose revision stays."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from acts import Desk, Operation
from schema.edit.mutation_input import MutationInput, Outcome, perform
from schema.edit.payload import Recorded
from schema.request import Info

N = TypeVar("N")


async def recorded(
    info: Info, input: MutationInput, operation: Operation, record: Callable[[Desk], Awaitable[N]]
) -> Outcome[Recorded[N]]:
    """Record something about a plan, and give it with the plan's revision at that time."""

    async def work(desk: Desk) -> Recorded[N]:
        made = await record(desk)
        kept = await desk.earlier()  # what is answered again is answered as it was
        return Recorded(desk.slug, desk.stored.revision if kept is None else kept.at(desk.stored.revision), made)

    return await perform(info, input, operation, work)
