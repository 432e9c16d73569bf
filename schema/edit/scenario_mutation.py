"""Scenario mutation: changes are kept aside, brought up to date, published or discarded."""

from enum import Enum
from typing import Annotated

import msgspec
import strawberry

from graph.change import ChangeSet, difference
from graph.record import Scenario as Stored
from graph.store import RevisionConflict, publish
from schema.core import described_input, enumeration, field, said
from schema.core.described import described
from schema.edit.deed import Deed, Desk, perform
from schema.edit.draft import Draft, Revised, at_revision, in_scenario
from schema.edit.merging import merged
from schema.edit.payload import ChangesPayload
from schema.edit.problem import unusable
from schema.edit.record import required, text
from schema.edit.revision_mutation import ChangeInput, make_change
from schema.request import Info, Operation

LONGEST_NAME = 200


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
class ScenarioDeed(Deed):
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
        input: Annotated[CreateScenarioInput, said("Which scenario.")],  # noqa: A002
    ) -> ChangesPayload:
        """Keep changes aside as a what-if on the latest revision."""

        async def work(desk: Desk) -> Revised:
            earlier = await desk.earlier()
            if earlier is not None:
                return await _shown(desk, msgspec.json.decode(earlier.body, type=Stored))
            name = _name(input.name, "name")
            base = await desk.store.snapshot(desk.slug, desk.stored.revision)
            draft = Draft(desk, base, base, None)
            for number, change in enumerate(input.changes):
                await make_change(draft, change, ("changes", number))
            changes = tuple(difference(base.contents, draft.applied().contents))
            made = await desk.store.scenarios.create(
                desk.slug,
                name,
                changes,
                base=base.revision,
                author=desk.author,
                reason=text(input.reason, ("reason",)),
                asked=desk.asked,
            )
            return await _shown(desk, made)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def rename_scenario(
        self,
        info: Info,
        input: Annotated[RenameScenarioInput, said("Which scenario.")],  # noqa: A002
    ) -> ChangesPayload:
        """Give an open scenario another name."""

        async def work(desk: Desk) -> Revised:
            to = _name(input.to, "to")
            return await _shown(desk, await desk.store.scenarios.rename(desk.slug, input.name, to, desk.asked))

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def rebase_scenario(
        self,
        info: Info,
        input: Annotated[RebaseScenarioInput, said("Which scenario.")],  # noqa: A002
    ) -> ChangesPayload:
        """Bring a scenario to the plan's latest revision, so that it can be published."""

        async def work(desk: Desk) -> Revised:
            earlier = await desk.earlier()
            if earlier is not None:
                return await _shown(desk, msgspec.json.decode(earlier.body, type=Stored))
            store, slug = desk.store, desk.slug
            scenario = await store.scenarios.get(slug, input.name)
            latest = await store.snapshot(slug, desk.stored.revision)
            base = await store.snapshot(slug, scenario.base_revision)
            mine = base.apply(scenario.changes, base.revision)
            keep = input.on_clash is OnClash.KEEP_SCENARIO
            changes = merged(base.contents, mine.contents, latest, ("name",), keep_mine=keep)
            moved = await store.scenarios.replace(slug, scenario, changes, base=latest.revision, asked=desk.asked)
            return await _shown(desk, moved)

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))

    @field
    async def publish_scenario(
        self,
        info: Info,
        input: Annotated[ScenarioDeed, said("Which scenario.")],  # noqa: A002
    ) -> ChangesPayload:
        """Apply a scenario's changes to the plan as one revision; it must stand on the latest one."""

        async def work(desk: Desk) -> Revised:
            earlier = await desk.earlier()
            if earlier is not None:
                return await at_revision(desk, int(earlier.body), None)
            scenario = await desk.store.scenarios.get(desk.slug, input.name)
            if not scenario.changes:
                raise unusable(("name",), "EMPTY", f"Skenario {scenario.name!r} belum memuat perubahan.")
            if scenario.base_revision != desk.stored.revision:
                raise RevisionConflict(scenario.base_revision, desk.stored.revision)
            changes = ChangeSet(
                changes=scenario.changes,
                author=desk.author,
                reason=f"Skenario {scenario.name}: {scenario.reason}".rstrip(": "),
                base_revision=scenario.base_revision,
            )
            number = await desk.store.apply(
                desk.slug,
                changes,
                asked=desk.asked,
                also=lambda writing, revision: publish(writing, scenario, revision),
            )
            return await at_revision(desk, number, None)

        return ChangesPayload(outcome=await perform(info, input, Operation.PUBLISH_SCENARIO, work))

    @field
    async def discard_scenario(
        self,
        info: Info,
        input: Annotated[ScenarioDeed, said("Which scenario.")],  # noqa: A002
    ) -> ChangesPayload:
        """Close a scenario without applying it; it can still be read."""

        async def work(desk: Desk) -> Revised:
            return await _shown(desk, await desk.store.scenarios.discard(desk.slug, input.name, desk.asked))

        return ChangesPayload(outcome=await perform(info, input, Operation.DRAFT_SCENARIO, work))


async def _shown(desk: Desk, scenario: Stored) -> Revised:
    return in_scenario(desk, await desk.store.snapshot(desk.slug, scenario.base_revision), scenario, None)


def _name(name: str, field_name: str) -> str:
    found = required(name, (field_name,))
    if len(found) > LONGEST_NAME:
        raise unusable((field_name,), "OUT_OF_RANGE", f"Nama paling panjang {LONGEST_NAME} huruf.")
    return found
