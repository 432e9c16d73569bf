"""Link draft: links are added, edited, removed and judged in a draft."""

import msgspec
import strawberry
from strawberry import UNSET

from acts import Draft, Path, missing, unusable
from acts.refusal import ProblemCode
from acts.text import text
from graph import model
from graph.sentence import Sentence
from schema.core import described_input
from schema.edit.node_record import local, named
from schema.request import within


@described_input
class LinkEdit:
    """Fields of a link to change. A link that is derived or inferred becomes the plan's own when it is changed."""

    confidence: float | None = strawberry.field(default=UNSET, description="How certain the link is, from 0 to 1.")
    weight: float | None = strawberry.field(
        default=UNSET,
        description="For a contribution, its strength from -3 (cancels) to +3 (indivisible); for other links a share "
        "from 0 to 1.",
    )
    lag_months: int | None = strawberry.field(
        default=UNSET,
        description="For a dependency, the months by which the target node must come before the origin node.",
    )
    reason: str | None = strawberry.field(default=UNSET, description="Why the two nodes are linked, in Indonesian.")
    source: str | None = strawberry.field(
        default=UNSET, description="The regulation, document or person that states the link."
    )


@described_input
class LinkInput(LinkEdit):
    """A link between two nodes."""

    kind: model.LinkKind = strawberry.field(description="Kind of link.")
    origin_node: strawberry.ID = strawberry.field(
        description="Id of the node at which the link starts; for a dependency, the node that needs the other."
    )
    target_node: strawberry.ID = strawberry.field(
        description="Id of the node to which the link points; for a dependency, the node that is needed."
    )
    dependency_kind: model.DependencyKind | None = strawberry.field(
        default=None,
        description="What the origin node needs from the target node; required for a dependency, not allowed for "
        "other links.",
    )


async def add_link(draft: Draft, said: LinkInput, path: Path, *, replace: bool = False) -> str:
    """Add a link; ``replace`` lets it replace the link of the same kind between the same nodes.

    Raises
    ------
    Refused
        Where a value cannot be used, or where the tie is there already.
    """
    ends = [await _end(draft, said.origin_node, (*path, "originNode"))]
    ends.append(await _end(draft, said.target_node, (*path, "targetNode")))
    made = model.Link(
        kind=said.kind, source_id=ends[0], target_id=ends[1], dependency=said.dependency_kind, source=draft.desk.author
    )
    made = _edited(made, said, path)
    old = draft.links.get(made.id)
    if old is not None and not replace:
        raise unusable(
            path,
            ProblemCode.DUPLICATE,
            Sentence(f"Keterkaitan {made.id} sudah ada.", f"There is a link {made.id} already."),
        )
    draft.put(made if old is None else msgspec.structs.replace(made, standing=old.standing, marks=old.marks), path)
    await draft.hold_ends(made, path)
    return made.id


async def edit_link(draft: Draft, reference: str, said: LinkEdit, path: Path) -> str:
    """Edit a link; one that comes from knowledge becomes the plan's own.

    Raises
    ------
    Refused
        Where there is no such link, or where a value cannot be used.
    """
    old = await _known(draft, reference)
    own = msgspec.structs.replace(old, origin=model.Origin.DECLARED, entry="", source=old.source or draft.desk.author)
    draft.put(_edited(own, said, path), path)
    await draft.hold_ends(old, path)
    return old.id


async def remove_link(draft: Draft, reference: str, path: Path) -> None:
    """Remove a link that the plan stores.

    Raises
    ------
    Refused
        Where there is none, or where it comes from knowledge and must be rejected instead.
    """
    id_ = within(reference, draft.desk.slug)
    old = draft.links.get(id_)
    if old is None:
        await _known(draft, id_)
        message = Sentence(
            f"Keterkaitan {id_} berasal dari pengetahuan; tolak dengan rejectLink agar tidak muncul lagi.",
            f"Link {id_} comes from knowledge; reject it with rejectLink so that it does not come back.",
        )
        raise unusable(path, ProblemCode.WRONG_KIND, message)
    draft.remove_link(id_, path)
    for end in (old.source_id, old.target_id):
        draft.release(end, path)


async def judge_link(draft: Draft, reference: str, standing: model.Standing) -> str:
    """Store a person's judgement of a link, whether the plan stores the link or knowledge makes it.

    Raises
    ------
    Refused
        Where there is no such link.
    """
    old = await _known(draft, reference)
    draft.put(msgspec.structs.replace(old, standing=standing), ("id",))
    await draft.hold_ends(old, ("id",))
    return old.id


async def _known(draft: Draft, reference: str) -> model.Link:
    id_ = within(reference, draft.desk.slug)
    found = draft.links.get(id_) or (await draft.linked()).plan.links.get(id_)
    if found is None:
        raise missing(
            ("id",),
            Sentence(
                f"Keterkaitan {id_} tidak ada di rencana {draft.desk.slug}.",
                f"There is no link {id_} in plan {draft.desk.slug}.",
            ),
        )
    return found


async def _end(draft: Draft, reference: str, path: Path) -> str:
    """Give the id of a node that the plan stores, or of a theme that comes from knowledge."""
    id_ = local(draft, reference)
    if id_ not in draft.nodes and isinstance((await draft.linked()).plan.nodes.get(id_), model.Theme):
        return id_
    return named(draft, reference, path).id


def _edited(link: model.Link, said: LinkEdit, path: Path) -> model.Link:
    if said.lag_months not in (UNSET, None) and int(said.lag_months or 0) < 0:
        raise unusable(
            (*path, "lagMonths"),
            ProblemCode.OUT_OF_RANGE,
            Sentence("lagMonths tidak boleh kurang dari 0.", "lagMonths must not be less than 0."),
        )
    plain = model.Link(kind=link.kind, source_id="", target_id="")
    values: dict[str, object] = {}
    for name in ("confidence", "weight", "lag_months", "reason", "source"):
        value = getattr(said, name)
        if value is None:
            values[name] = getattr(plain, name)
        elif value is not UNSET:
            values[name] = text(value, (*path, name)) if isinstance(value, str) else value
    return msgspec.structs.replace(link, **values)
