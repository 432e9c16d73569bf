"""Scenario mutation: changes are kept aside, brought up to date, published or discarded."""

from enum import Enum
from typing import Annotated

import strawberry

from acts import Desk, Draft, Operation, Revised, scenario
from schema.core import described_input, enumeration, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput, perform
from schema.edit.payload import ChangesPayload
from schema.edit.revision_mutation import ChangeInput, make_change
from schema.request import Info


class OnClash(Enum):
    """What to do where the plan has changed the same as a scenario."""

    REFUSE = "refuse"
    KEEP_SCENARIO = "keep-scenario"


ON_CLASH = enumeration(
    OnClash,
    {
        "REFUSE": "Do nothing and list the clashes.",
        "KEEP_SCENARIO": "Keep what the scenario says; publishing it then overwrites what the plan says.",
    },
)


@described_input
class ScenarioDeed(MutationInput):
    """Input of the mutations that are about one scenario."""

    name: str = strawberry.field(description="Name of the scenario.")


@described_input
class CreateScenarioInput(ScenarioDeed):
    """Input of `createScenario`."""

    reason: str = strawberry.field(default="", description="What it is for.")
    changes: list[ChangeInput] = strawberry.field(
        default_factory=list,
        description="What it changes; more is added with any mutation that takes `scenario`.",
    )


@described_input
class RenameScenarioInput(ScenarioDeed):
    """Input of `renameScenario`."""

    to: str = strawberry.field(description="The new name.")


@described_input
class RebaseScenarioInput(ScenarioDeed):
    """Input of `rebaseScenario`."""

    on_clash: OnClash = strawberry.field(
        default=OnClash.REFUSE, description="What to do where the plan has changed the same since."
    )


@described
class ScenarioMutation:
    """What people do with scenarios."""

    @field
    async def create_scenario(
        self,
        info: Info,
        input: Annotated[CreateScenarioInput, said("Which scenario.")],
    ) -> ChangesPayload:
        """Keep changes aside as a what-if on the latest revision."""

        async def make(draft: Draft) -> None:
            for number, change in enumerate(input.changes):
                await make_change(draft, change, ("changes", number))

        async def work(desk: Desk) -> Revised:
            return await scenario.create(desk, input.name, input.reason, make)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def rename_scenario(
        self,
        info: Info,
        input: Annotated[RenameScenarioInput, said("Which scenario.")],
    ) -> ChangesPayload:
        """Give an open scenario another name."""

        async def work(desk: Desk) -> Revised:
            return await scenario.rename(desk, input.name, input.to)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def rebase_scenario(
        self,
        info: Info,
        input: Annotated[RebaseScenarioInput, said("Which scenario.")],
    ) -> ChangesPayload:
        """Bring a scenario to the plan's latest revision, so that it can be published."""

        async def work(desk: Desk) -> Revised:
            keep = input.on_clash is OnClash.KEEP_SCENARIO
            return await scenario.rebase(desk, input.name, keep_scenario=keep)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def publish_scenario(
        self,
        info: Info,
        input: Annotated[ScenarioDeed, said("Which scenario.")],
    ) -> ChangesPayload:
        """Apply a scenario's changes to the plan as one revision; it must stand on the latest one."""

        async def work(desk: Desk) -> Revised:
            return await scenario.publish(desk, input.name)

        return ChangesPayload(outcome=await perform(info, input, Operation.PUBLISH_SCENARIO, work))

    @field
    async def discard_scenario(
        self,
        info: Info,
        input: Annotated[ScenarioDeed, said("Which scenario.")],
    ) -> ChangesPayload:
        """Close a scenario without applying it; it can still be read."""

        async def work(desk: Desk) -> Revised:
            return await scenario.discard(desk, input.name)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))
