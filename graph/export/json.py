"""JSON: a whole plan as one document with a published schema, and back without loss."""

from typing import Final, Literal, TypeVar

import msgspec

from graph.change import Contents
from graph.model import AnyNode, Link
from graph.snapshot import PlanGraph, PlanInfo

R = TypeVar("R", AnyNode, Link)
FORMAT: Final = "sinergi-plan-1"
"""How such a document calls itself."""
SCHEMA: Final = "plan.schema.json"
"""The schema's file, in ``docs/``."""


class PlanFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan at one revision: what it is called, and all its nodes and links in the order of their ids."""

    format: Literal["sinergi-plan-1"] = "sinergi-plan-1"
    plan: PlanInfo
    revision: int
    nodes: tuple[AnyNode, ...]
    links: tuple[Link, ...]


class UnreadablePlan(ValueError):
    """A document that is no plan; the sentence says where and why."""


def write(plan: PlanGraph) -> bytes:
    """Give the document of a plan, indented so that two revisions can be compared line by line."""
    document = PlanFile(
        plan=plan.info,
        revision=plan.revision,
        nodes=tuple(plan.nodes[id_] for id_ in sorted(plan.nodes)),
        links=tuple(_settled(plan.links[id_]) for id_ in sorted(plan.links)),
    )
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


_USUAL: Final = {
    field.name: field.default for field in msgspec.structs.fields(Link) if isinstance(field.default, float)
}


def _settled(link: Link) -> Link:
    """Give the link with its usual figures as the very objects by which they are left out of the document.

    A figure that is only equal to the usual one, since a person or a file wrote it, would be written out.
    """
    usual = {name: figure for name, figure in _USUAL.items() if getattr(link, name) == figure}
    return msgspec.structs.replace(link, **usual)


def read(data: bytes) -> Contents:
    """Give the nodes and links that a document holds.

    Raises
    ------
    UnreadablePlan
        Where it is no JSON, does not fit the schema, or an id stands in it twice.
    """
    document = read_file(data)
    return Contents(nodes=_by_id(document.nodes), links=_by_id(document.links))


def _by_id(records: tuple[R, ...]) -> dict[str, R]:
    found: dict[str, R] = {}
    for record in records:
        if record.id in found:
            raise UnreadablePlan(f"Berkas JSON ini memuat {record.id} dua kali; hapus salah satu.")
        found[record.id] = record
    return found


def link_lines(data: bytes) -> dict[str, int]:
    """Give the line in which each link of a document begins, by its id.

    Raises
    ------
    UnreadablePlan
        Where it is no JSON or does not fit the schema.
    """
    lines: dict[str, int] = {}
    line, at = 1, 0
    raw = msgspec.json.decode(data, type=_RawLinks).links
    for link, written in zip(read_file(data).links, map(bytes, raw), strict=True):
        begins = data.index(written, at)
        line += data.count(b"\n", at, begins)
        lines[link.id], at = line, begins
    return lines


class _RawLinks(msgspec.Struct):
    links: tuple[msgspec.Raw, ...]


def read_file(data: bytes) -> PlanFile:
    """Give the whole document, also what the plan is called.

    Raises
    ------
    UnreadablePlan
        Where it is no JSON or does not fit the schema.
    """
    try:
        return msgspec.json.decode(data, type=PlanFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadablePlan(f"Berkas JSON ini bukan rencana ({error}); bandingkan dengan docs/{SCHEMA}.") from error
