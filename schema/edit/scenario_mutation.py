"""Scenario mutation: scenarios are created, renamed, rebased, published and discarded."""

from enum import Enum
from typing import Annotated, Final

import strawberry

from acts import Desk, Draft, Operation, Revised, mend_all, scenario, unusable
from acts.refusal import ProblemCode
from graph.sentence import Sentence
from schema.core import described_input, enumeration, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput, perform
from schema.edit.payload import ChangesPayload
from schema.edit.revision_mutation import ChangeInput, make_change
from schema.request import Info, within

_MOST_REMEDIES: Final = 100


class OnClash(Enum):
    """What to do if the plan and a scenario have both changed the same part of a node or link since the scenario's base
    revision.
    """

    REFUSE = "refuse"
    KEEP_SCENARIO = "keep-scenario"


ON_CLASH = enumeration(
    OnClash,
    {
        "REFUSE": "Change nothing and list the clashes.",
        "KEEP_SCENARIO": "Keep the scenario's values; publishing it then overwrites the plan's.",
    },
)


@described_input
class ScenarioDeed(MutationInput):
    """Input of the mutations that publish or discard a scenario."""

    name: str = strawberry.field(description="Name of the scenario.")


@described_input
class CreateScenarioInput(ScenarioDeed):
    """Input of `createScenario`."""

    reason: str = strawberry.field(default="", description="Purpose of the scenario.")
    changes: list[ChangeInput] = strawberry.field(
        default_factory=list,
        description="The first changes of the scenario; any mutation that takes `scenario` adds more.",
    )
    remedies: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="Fingerprints or ids of findings, initiatives and actions, at most 100: what is proposed to mend "
        "them are the first changes, before `changes`. Where nothing is proposed, nothing is changed.",
    )


@described_input
class RenameScenarioInput(ScenarioDeed):
    """Input of `renameScenario`."""

    to: str = strawberry.field(description="New name of the scenario.")


@described_input
class RebaseScenarioInput(ScenarioDeed):
    """Input of `rebaseScenario`."""

    on_clash: OnClash = strawberry.field(
        default=OnClash.REFUSE,
        description="What to do if the plan and the scenario have both changed the same part of a node or link since "
        "the base revision.",
    )


@described
class ScenarioMutation:
    """Creation, changes and publication of scenarios."""

    @field
    async def create_scenario(
        self,
        info: Info,
        input: Annotated[CreateScenarioInput, said("The scenario.")],
    ) -> ChangesPayload | None:
        """Create a scenario: changes to the latest revision that are not applied yet."""

        async def make(draft: Draft) -> None:
            if len(input.remedies) > _MOST_REMEDIES:
                raise unusable(
                    ("remedies",),
                    ProblemCode.OUT_OF_RANGE,
                    Sentence(
                        f"Paling banyak {_MOST_REMEDIES} usulan, bukan {len(input.remedies)}.",
                        f"At most {_MOST_REMEDIES} remedies, not {len(input.remedies)}.",
                    ),
                )
            await mend_all(draft, [within(each, input.plan) for each in input.remedies], ("remedies",))
            for number, change in enumerate(input.changes):
                await make_change(draft, change, ("changes", number))

        async def work(desk: Desk) -> Revised:
            return await scenario.create(desk, input.name, input.reason, make)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def rename_scenario(
        self,
        info: Info,
        input: Annotated[RenameScenarioInput, said("The scenario.")],
    ) -> ChangesPayload | None:
        """Rename an open scenario."""

        async def work(desk: Desk) -> Revised:
            return await scenario.rename(desk, input.name, input.to)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def rebase_scenario(
        self,
        info: Info,
        input: Annotated[RebaseScenarioInput, said("The scenario.")],
    ) -> ChangesPayload | None:
        """Rebase a scenario on the plan's latest revision, so that it can be published."""

        async def work(desk: Desk) -> Revised:
            keep = input.on_clash is OnClash.KEEP_SCENARIO
            return await scenario.rebase(desk, input.name, keep_scenario=keep)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def publish_scenario(
        self,
        info: Info,
        input: Annotated[ScenarioDeed, said("The scenario.")],
    ) -> ChangesPayload | None:
        """Apply a scenario's changes to the plan as one revision; the scenario must be based on the latest revision."""

        async def work(desk: Desk) -> Revised:
            return await scenario.publish(desk, input.name)

        return ChangesPayload(outcome=await perform(info, input, Operation.PUBLISH_SCENARIO, work))

    @field
    async def discard_scenario(
        self,
        info: Info,
        input: Annotated[ScenarioDeed, said("The scenario.")],
    ) -> ChangesPayload | None:
        """Close a scenario without applying it; it stays readable."""

        async def work(desk: Desk) -> Revised:
            return await scenario.discard(desk, input.name)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))
