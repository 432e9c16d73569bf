"""Revision mutation: applies several changes as one revision, and undoes a revision."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from acts import Desk, Draft, Operation, Path, Revised, camel, undo, unusable
from acts.refusal import ProblemCode
from graph.sentence import Sentence
from schema.core import Revision, described_input, field, said
from schema.core.described import described
from schema.edit.link_draft import LinkInput, add_link, remove_link
from schema.edit.masterplan_input import MasterplanInput, MasterplanProgramInput
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
"""Greatest number of changes in one list."""


@strawberry.input(one_of=True, description="A node: exactly one of the fields.")
class NodeInput:
    """A node: exactly one of the fields."""

    dimension: DimensionInput | None = strawberry.field(default=UNSET, description="A dimension or sub-dimension.")
    objective: ObjectiveInput | None = strawberry.field(default=UNSET, description="An objective.")
    indicator: IndicatorInput | None = strawberry.field(default=UNSET, description="An indicator.")
    program: ProgramInput | None = strawberry.field(default=UNSET, description="A program, activity or sub-activity.")
    opd: OpdInput | None = strawberry.field(default=UNSET, description="An OPD.")
    partner: PartnerInput | None = strawberry.field(default=UNSET, description="A partner.")
    asset: AssetInput | None = strawberry.field(default=UNSET, description="An asset.")
    theme: ThemeInput | None = strawberry.field(default=UNSET, description="A theme.")
    masterplan: MasterplanInput | None = strawberry.field(default=UNSET, description="A masterplan.")
    masterplan_program: MasterplanProgramInput | None = strawberry.field(
        default=UNSET, description="A masterplan program."
    )


@strawberry.input(one_of=True, description="One change: exactly one of the fields.")
class ChangeInput:
    """One change: exactly one of the fields."""

    put_node: NodeInput | None = strawberry.field(
        default=UNSET, description="Add a node, or replace the node with the same id."
    )
    remove_node: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id of a node to remove, with its links; it must have no parts left."
    )
    put_link: LinkInput | None = strawberry.field(
        default=UNSET, description="Add a link, or replace the link of the same kind between the same nodes."
    )
    remove_link: strawberry.ID | None = strawberry.field(default=UNSET, description="Id of a link to remove.")


@described_input
class ApplyChangesInput(PlanMutationInput):
    """Input of `applyChanges`."""

    changes: list[ChangeInput] = strawberry.field(
        description="The changes, applied in this order, at most 10,000; later ones may refer to nodes that earlier "
        "ones add."
    )


@described_input
class UndoRevisionInput(MutationInput):
    """Input of `undoRevision`."""

    revision: Revision | None = strawberry.field(
        default=None,
        description="Revision to undo; the latest if left out. What later revisions changed stays.",
    )
    reason: str = strawberry.field(default="", description="Reason for the undo, for the plan's history.")


@described
class RevisionMutation:
    """Several changes as one revision, and undoing a revision."""

    @field
    async def apply_changes(
        self,
        info: Info,
        input: Annotated[ApplyChangesInput, said("The changes to apply.")],
    ) -> ChangesPayload | None:
        """Apply a list of changes as one revision: all of them or none."""

        async def make(draft: Draft) -> None:
            if len(input.changes) > _MOST:
                raise unusable(
                    ("changes",),
                    ProblemCode.OUT_OF_RANGE,
                    Sentence(f"Paling banyak {_MOST} perubahan sekaligus.", f"At most {_MOST} changes at once."),
                )
            for number, change in enumerate(input.changes):
                await make_change(draft, change, ("changes", number))

        return ChangesPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))

    @field
    async def undo_revision(
        self,
        info: Info,
        input: Annotated[UndoRevisionInput, said("The revision to undo.")],
    ) -> ChangesPayload | None:
        """Undo the changes of a revision, as a new revision.

        Planners can undo their own revisions, administrators all.
        """

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
        add_node(draft, what, (*path, "putNode", camel(kind)), replace=True)
    elif isinstance(change.remove_node, str):
        remove_node(draft, change.remove_node, "", (*path, "removeNode"), with_parts=False)
    elif change.put_link:
        await add_link(draft, change.put_link, (*path, "putLink"), replace=True)
    elif isinstance(change.remove_link, str):
        await remove_link(draft, change.remove_link, (*path, "removeLink"))
