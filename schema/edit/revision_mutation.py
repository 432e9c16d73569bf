"""Revision mutation: several changes as one revision, and undoing one."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from graph.change import ChangeSet
from graph.store import UnknownRevision
from schema.core import Revision, described_input, field, said
from schema.core.described import described
from schema.edit.deed import Deed, Desk, PlanDeed, perform
from schema.edit.draft import Draft, Revised, at_revision, revise
from schema.edit.link_draft import LinkInput, add_link, remove_link
from schema.edit.merging import merged
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
from schema.edit.problem import Path, unusable
from schema.edit.record import text
from schema.request import Info, Operation

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
class ApplyChangesInput(PlanDeed):
    """Input of `applyChanges`."""

    changes: list[ChangeInput] = strawberry.field(
        description="The changes, in the order in which they are made; later ones may name what earlier ones add."
    )


@described_input
class UndoRevisionInput(Deed):
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
        input: Annotated[ApplyChangesInput, said("What to change.")],  # noqa: A002
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
        input: Annotated[UndoRevisionInput, said("What to undo.")],  # noqa: A002
    ) -> ChangesPayload:
        """Take back what a revision changed, as a new revision. Planners undo their own, administrators any."""

        async def work(desk: Desk) -> Revised:
            return await _undone(desk, input)

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


async def _undone(desk: Desk, deed: UndoRevisionInput) -> Revised:
    earlier = await desk.earlier()
    if earlier is not None:
        return await at_revision(desk, int(earlier.body), None)
    latest = desk.stored.revision
    number = latest if deed.revision is None else int(deed.revision)
    if latest == 0:
        raise unusable(("revision",), "EMPTY", f"Rencana {desk.slug} belum memiliki perubahan.")
    if not 0 < number <= latest:
        raise UnknownRevision(desk.slug, number, latest)
    history = {each.number: each for each in await desk.store.history(desk.slug)}
    if not desk.author or history[number].author != desk.author:
        desk.demand(Operation.UNDO)
    plan = await desk.store.snapshot(desk.slug, latest)
    before, after = [await desk.store.snapshot(desk.slug, each) for each in (number - 1, number)]
    changes = merged(after.contents, before.contents, plan, ("revision",))
    if not changes:
        raise unusable(("revision",), "EMPTY", f"Tidak ada lagi yang dapat dibatalkan dari revisi {number}.")
    base = latest if desk.expected is None else desk.expected
    reason = text(deed.reason, ("reason",)) or f"Membatalkan revisi {number}."
    made = ChangeSet(changes=changes, author=desk.author, reason=reason, base_revision=base)
    return await at_revision(desk, await desk.store.apply(desk.slug, made, asked=desk.asked), None)
