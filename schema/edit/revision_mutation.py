"""Revision mutation: several changes as one revision, and undoing one."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from acts import Desk, Draft, Operation, Path, Revised, undo, unusable
from schema.core import Revision, described_input, field, said
from schema.core.described import described
from schema.edit.link_draft import LinkInput, add_link, remove_link
from schema.edit.mutation_input import MutationInput, PlanMutationInput, perform, revise
from schema.edit.node_draft import add_node, remove_node
from schema.edit.node_input import (
    AnyInput,
    AssetInput,
    DimensionInput,
    IndicatorInput,
    ObjectiveInput,
    OpdInput,
    PartnerInput,
    ProgramInput,
    ThemeInput,
)
from schema.edit.payload import ChangesPayload
from schema.request import Info

_MOST = 10_000
"""Changes of one list."""


@strawberry.input(one_of=True, description="A node of one kind.")
class NodeInput:
    """A node of one kind."""

    dimension: DimensionInput | None = strawberry.field(default=UNSET, description="A dimension or sub-dimension.")
    objective: ObjectiveInput | None = strawberry.field(default=UNSET, description="An objective.")
    indicator: IndicatorInput | None = strawberry.field(default=UNSET, description="An indicator.")
    program: ProgramInput | None = strawberry.field(default=UNSET, description="A program or a part of one.")
    opd: OpdInput | None = strawberry.field(default=UNSET, description="An agency.")
    partner: PartnerInput | None = strawberry.field(default=UNSET, description="A partner.")
    asset: AssetInput | None = strawberry.field(default=UNSET, description="An asset.")
    theme: ThemeInput | None = strawberry.field(default=UNSET, description="A theme.")


@strawberry.input(one_of=True, description="One change of a list.")
class ChangeInput:
    """One change of a list."""

    put_node: NodeInput | None = strawberry.field(
        default=UNSET, description="Add a node, or put it in the place of the one of the same id."
    )
    remove_node: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Remove a node and its links; it must have no parts left."
    )
    put_link: LinkInput | None = strawberry.field(
        default=UNSET, description="Add a link, or put it in the place of the one that ties the same."
    )
    remove_link: strawberry.ID | None = strawberry.field(default=UNSET, description="Remove a link.")


@described_input
class ApplyChangesInput(PlanMutationInput):
    """Input of `applyChanges`."""

    changes: list[ChangeInput] = strawberry.field(
        description="The changes, in the order in which they are made; later ones may name what earlier ones add."
    )


@described_input
class UndoRevisionInput(MutationInput):
    """Input of `undoRevision`."""

    revision: Revision | None = strawberry.field(
        default=None,
        description="Which revision to undo; the latest where it is left out. What later revisions changed stays.",
    )
    reason: str = strawberry.field(default="", description="Why, for the plan's history.")


@described
class RevisionMutation:
    """Several changes as one revision, and undoing one."""

    @field
    async def apply_changes(
        self,
        info: Info,
        input: Annotated[ApplyChangesInput, said("What to change.")],
    ) -> ChangesPayload:
        """Apply a list of changes as one revision: all of them or none."""

        async def make(draft: Draft) -> None:
            if len(input.changes) > _MOST:
                raise unusable(("changes",), "OUT_OF_RANGE", f"Paling banyak {_MOST} perubahan sekaligus.")
            for number, change in enumerate(input.changes):
                await make_change(draft, change, ("changes", number))

        return ChangesPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))

    @field
    async def undo_revision(
        self,
        info: Info,
        input: Annotated[UndoRevisionInput, said("What to undo.")],
    ) -> ChangesPayload:
        """Take back what a revision changed, as a new revision. Planners undo their own, administrators any."""

        async def work(desk: Desk) -> Revised:
            revision = None if input.revision is None else int(input.revision)
            return await undo(desk, revision, input.reason)

        return ChangesPayload(outcome=await perform(info, input, Operation.UNDO_OWN, work))


async def make_change(draft: Draft, change: ChangeInput, path: Path) -> None:
    """Draft one change of a list.

    Raises
    ------
    Refused
        Where it cannot be made.
    """
    if change.put_node:
        kind, node = next((kind, each) for kind, each in vars(change.put_node).items() if each is not UNSET)
        what: AnyInput = node
        add_node(draft, what, (*path, "putNode", kind), replace=True)
    elif isinstance(change.remove_node, str):
        remove_node(draft, change.remove_node, "", (*path, "removeNode"), with_parts=False)
    elif change.put_link:
        await add_link(draft, change.put_link, (*path, "putLink"), replace=True)
    elif isinstance(change.remove_link, str):
        await remove_link(draft, change.remove_link, (*path, "removeLink"))
