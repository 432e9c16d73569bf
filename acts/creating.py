"""Creating: a new region's plan, before anything is in it."""

from acts.access import Actor, Operation
from acts.desk import NOTHING_GIVEN, Given, asked, demand
from acts.new_plan import checked
from acts.refusal import ProblemCode, unusable
from graph.snapshot import PlanInfo
from graph.store import DuplicatePlan, Store


async def create_plan(store: Store, actor: Actor, info: PlanInfo, given: Given = NOTHING_GIVEN) -> PlanInfo:
    """Make a plan with nothing in it, for files to be imported into, once under its key, and give it as it is kept.

    Raises
    ------
    Refused
        Where whoever asks may not, where something said of it cannot be used, or where there is one of that name.
    ReusedKey
        Where something else was asked of that plan under the same key.
    """
    demand(actor, Operation.CREATE_PLAN, info.region_code)
    made = checked(info)
    try:
        await store.create_plan(made, actor.name, asked(given, actor))
    except DuplicatePlan as error:
        raise unusable(("plan",), ProblemCode.DUPLICATE, error.message) from error
    return made
