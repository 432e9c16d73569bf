"""Node draft: nodes are added, edited and removed in a draft, with the links that belong to them."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec
from strawberry import UNSET

from acts import Draft, Path, camel, parts_of, remove_nodes, unusable
from acts.refusal import ProblemCode
from graph import code as codes
from graph import model
from graph.intake.drafting import slug
from graph.model import LinkKind
from graph.sentence import Sentence
from rules.knowledge import is_held
from schema.edit.node_input import AnyEdit, AnyInput
from schema.edit.node_record import local, named, node


class Tie(NamedTuple):
    """A field of an input that is stored as links."""

    kind: LinkKind
    incoming: bool
    """Whether the links point to the node of the input."""
    others: tuple[str, ...]
    """The kinds of node that may stand at the other end."""


_OPD: Final = Tie(LinkKind.LEADS, True, ("opd",))
_TIES: Final[Mapping[type[model.Node], Mapping[str, Tie]]] = {
    model.Dimension: {"parent": Tie(LinkKind.CONTAINS, True, ("dimension",))},
    model.Opd: {"part_of": Tie(LinkKind.CONTAINS, True, ("opd",))},
    model.Objective: {
        "opd": _OPD,
        "parent": Tie(LinkKind.CONTAINS, True, ("objective",)),
        "dimensions": Tie(LinkKind.ALIGNS, False, ("dimension",)),
    },
    model.Program: {"opd": _OPD, "parent": Tie(LinkKind.CONTAINS, True, ("program",))},
    model.Indicator: {
        "opd": _OPD,
        "measures": Tie(LinkKind.MEASURES, False, ("program", "objective", "masterplan_program")),
    },
    model.MasterplanProgram: {
        "masterplan": Tie(LinkKind.CONTAINS, True, ("masterplan",)),
        "opd": _OPD,
        "dimensions": Tie(LinkKind.ALIGNS, False, ("dimension",)),
        "objectives": Tie(LinkKind.ALIGNS, False, ("objective",)),
        "carriers": Tie(LinkKind.ALIGNS, True, ("program",)),
        "indicators": Tie(LinkKind.MEASURES, True, ("indicator",)),
        "supporting_opds": Tie(LinkKind.SUPPORTS, True, ("opd",)),
        "partners": Tie(LinkKind.SUPPORTS, True, ("partner",)),
    },
    model.Asset: {
        "produced_by": Tie(LinkKind.PRODUCES, True, ("program",)),
        "used_by": Tie(LinkKind.USES, True, ("program",)),
    },
}


def add_node(draft: Draft, said: AnyInput, path: Path, *, replace: bool = False) -> str:
    """Add a node and its links; ``replace`` puts it in the place of the one of the same id.

    Raises
    ------
    Refused
        Where a value cannot be used, or where the node is there already.
    """
    id_ = _id(draft, said, path)
    old = draft.nodes.get(id_)
    if old is not None and not is_held(old) and not replace:
        raise unusable(
            path,
            ProblemCode.DUPLICATE,
            Sentence(
                f"{id_} sudah ada di rencana ini; ubah yang itu, atau beri id lain.",
                f"{id_} is in this plan already; edit that one, or give another id.",
            ),
        )
    made = node(said, None, id_, path, draft.desk.author)
    if old is not None:
        if type(old) is not type(made):
            raise unusable(
                path, ProblemCode.WRONG_KIND, Sentence(f"{id_} adalah {old.kind}.", f"{id_} is a {old.kind}.")
            )
        made = msgspec.structs.replace(made, marks=old.marks)
    draft.put(made, path)
    _tie(draft, id_, said, path)
    return id_


async def edit_node(draft: Draft, reference: str, said: AnyEdit, path: Path) -> str:
    """Edit a node and its links; a theme of knowledge becomes the plan's own.

    Raises
    ------
    Refused
        Where there is no such node, or where a value cannot be used.
    """
    kind = str(said.record.__struct_config__.tag)
    theme = await _known_theme(draft, reference) if said.record is model.Theme else None
    old = named(draft, reference, ("id",), kind) if theme is None else theme
    draft.put(node(said, old, old.id, path, draft.desk.author), path)
    _tie(draft, old.id, said, path)
    return old.id


def remove_node(draft: Draft, reference: str, kind: str, path: Path, *, with_parts: bool) -> None:
    """Remove a node and its links; with parts, also the nodes that it contains and the indicators that measure only it.

    Raises
    ------
    Refused
        Where there is no such node, or where it has parts and these were not to be removed.
    """
    found = named(draft, reference, path, *([kind] if kind else []))
    doomed = parts_of(draft, found.id)
    led = sum(link.kind is LinkKind.LEADS and link.source_id == found.id for link in draft.links.values())
    if not with_parts and (len(doomed) > 1 or led):
        many = len(doomed) - 1
        parts = (
            Sentence(f"{many} bagian", f"{many} parts")
            if many
            else Sentence(f"{led} pekerjaan yang dipimpinnya", f"{led} works that it leads")
        )
        message = Sentence(
            f"{found.label} masih memiliki {parts}; isi withParts bila memang harus ikut.",
            f"{found.label} still has {parts.en}; set withParts if these are to go as well.",
        )
        raise unusable(path, ProblemCode.HAS_PARTS, message)
    remove_nodes(draft, doomed, path)


async def _known_theme(draft: Draft, reference: str) -> model.Theme | None:
    """Give a theme that comes from knowledge, with its editor as its source."""
    id_ = local(draft, reference)
    stored = draft.nodes.get(id_)
    if stored is not None and not is_held(stored):
        return None
    known = (await draft.linked()).plan.nodes.get(id_)
    return msgspec.structs.replace(known, source=draft.desk.author) if isinstance(known, model.Theme) else None


def _tie(draft: Draft, id_: str, said: AnyEdit, path: Path) -> None:
    """Change links to those that an input names; the links of fields that it leaves out stay."""
    for name, tie in _TIES.get(said.record, {}).items():
        value = getattr(said, name)
        if value is UNSET:
            continue
        at = (*path, camel(name))
        references = value if isinstance(value, list) else [value] if value else []
        wanted = [named(draft, reference, at, *tie.others).id for reference in references]
        for link in [link for link in draft.links.values() if _is(tie, link, id_, draft)]:
            if (link.source_id if tie.incoming else link.target_id) not in wanted:
                draft.remove_link(link.id, at)
        for other in wanted:
            ends = (other, id_) if tie.incoming else (id_, other)
            link = model.Link(kind=tie.kind, source_id=ends[0], target_id=ends[1], source=draft.desk.author)
            if link.id not in draft.links:
                draft.put(link, at)


def _is(tie: Tie, link: model.Link, id_: str, draft: Draft) -> bool:
    own, other = (link.target_id, link.source_id) if tie.incoming else (link.source_id, link.target_id)
    end = draft.nodes.get(other)
    return link.kind is tie.kind and own == id_ and end is not None and end.kind in tie.others


def _id(draft: Draft, said: AnyInput, path: Path) -> str:
    """Give the id of an input, given or made; a program's follows from its OPD and its code, as in files."""
    kind = str(said.record.__struct_config__.tag)
    if said.id not in (UNSET, None):
        id_ = str(said.id)
        if id_.startswith(f"{kind}/") and len(id_) > len(kind) + 1:
            return id_
        found = local(draft, id_)
        if found in draft.nodes:
            return found
        raise unusable(
            (*path, "id"),
            ProblemCode.OUT_OF_RANGE,
            Sentence(f"Id simpul ini harus diawali {kind}/.", f"The id of this node must begin with {kind}/."),
        )
    name = _name(draft, said, path)
    if name.rpartition("/")[2] in {"", "~"}:
        raise unusable(
            (*path, "id"),
            ProblemCode.REQUIRED,
            Sentence("Id tidak dapat dibuat dari namanya; beri id.", "No id can be made of the name; give one."),
        )
    return f"{kind}/{name}"


def _name(draft: Draft, said: AnyInput, path: Path) -> str:
    lead = getattr(said, "opd", None) or None
    opd = "daerah" if lead is None else named(draft, lead, (*path, "opd"), "opd").id.removeprefix("opd/")
    match said.record:
        case model.Dimension:
            return str(getattr(said, "code", ""))
        case model.Program:
            code = getattr(said, "code", None) or ""
            return f"{opd}/{codes.canonical(code) if code else '~' + slug(str(getattr(said, 'name', '')))}"
        case model.Objective:
            return f"{opd}/{slug(str(getattr(said, 'text', '')))}"
        case model.Indicator:
            of = getattr(said, "measures", None) or [""]
            above = local(draft, of[0]).partition("/")[2] or opd
            return f"{above}/{slug(str(getattr(said, 'name', '')))}"
        case model.MasterplanProgram:
            whole = getattr(said, "masterplan", None) or ""
            above = named(draft, whole, (*path, "masterplan"), "masterplan").id.partition("/")[2] if whole else "daerah"
            return f"{above}/{slug(str(getattr(said, 'name', '')))}"
    return slug(str(getattr(said, "short_name", "") or getattr(said, "name", "")))
