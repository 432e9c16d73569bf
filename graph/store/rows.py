"""Rows: the contents of a plan at a revision, read from and written to the rows of nodes and links."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

import msgspec
from sqlalchemy import ColumnElement, and_, insert, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.change import Change, Contents, InvalidChangeSet, Problem, difference
from graph.model import AnyNode, Link
from graph.sentence import Sentence
from graph.store.table import LinkRow, NodeRow

_NODE: Final[msgspec.json.Decoder[AnyNode]] = msgspec.json.Decoder(AnyNode)
_LINK: Final[msgspec.json.Decoder[Link]] = msgspec.json.Decoder(Link)
_LONGEST_ID: Final = 2000
"""In bytes; a PostgreSQL index holds no longer keys than about 2,700."""
_AT_ONCE: Final = 1000
"""How many rows are closed by one statement."""

Row = dict[str, str | int | None]
Record = TypeVar("Record", bound=AnyNode | Link)


async def read_contents(connection: AsyncConnection, plan_id: int, revision: int) -> Contents:
    """Read what a plan holds at one revision."""
    return await _read(connection, _valid(NodeRow, plan_id, revision), _valid(LinkRow, plan_id, revision))


async def read_difference(connection: AsyncConnection, plan_id: int, earlier: int, later: int) -> tuple[Change, ...]:
    """Read only the rows that differ between two revisions and give the changes from the first to the second.

    The first may also be the later one; the changes then lead back.
    """
    if earlier > later:
        before, after = await _closed_and_opened(connection, plan_id, later, earlier)
        return tuple(difference(after, before))
    before, after = await _closed_and_opened(connection, plan_id, earlier, later)
    return tuple(difference(before, after))


async def write_contents(
    connection: AsyncConnection, plan_id: int, revision: int, before: Contents, after: Contents
) -> None:
    """Close the rows of what is no more and open rows of what is new, both at the given revision.

    Raises:
        InvalidChangeSet: where a record cannot be stored; nothing was written then.
    """
    nodes = [_node_row(node) for node in _opened(before.nodes, after.nodes)]
    links = [_link_row(link) for link in _opened(before.links, after.links)]
    for row, closed, opened in (
        (NodeRow, _closed(before.nodes, after.nodes), nodes),
        (LinkRow, _closed(before.links, after.links), links),
    ):
        for start in range(0, len(closed), _AT_ONCE):
            ids = closed[start : start + _AT_ONCE]
            current = and_(row.plan_id == plan_id, row.id.in_(ids), row.until_revision.is_(None))
            await connection.execute(update(row).where(current).values(until_revision=revision))
        if opened:
            validity: Row = {"plan_id": plan_id, "from_revision": revision, "until_revision": None}
            await connection.execute(insert(row), [validity | each for each in opened])


def _valid(row: type[NodeRow | LinkRow], plan_id: int, revision: int) -> tuple[ColumnElement[bool], ...]:
    """Rows still valid and rows closed later, apart: each is one stretch of an index, however long the history."""
    begun = and_(row.plan_id == plan_id, row.from_revision <= revision)
    return and_(begun, row.until_revision.is_(None)), and_(begun, row.until_revision > revision)


async def _closed_and_opened(
    connection: AsyncConnection, plan_id: int, earlier: int, later: int
) -> tuple[Contents, Contents]:
    def closed(row: type[NodeRow | LinkRow]) -> ColumnElement[bool]:
        ended = and_(row.until_revision > earlier, row.until_revision <= later)
        return and_(row.plan_id == plan_id, row.from_revision <= earlier, ended)

    def opened(row: type[NodeRow | LinkRow]) -> ColumnElement[bool]:
        begun = and_(row.from_revision > earlier, row.from_revision <= later)
        return and_(row.plan_id == plan_id, begun, or_(row.until_revision.is_(None), row.until_revision > later))

    before = await _read(connection, (closed(NodeRow),), (closed(LinkRow),))
    after = await _read(connection, (opened(NodeRow),), (opened(LinkRow),))
    return before, after


async def _read(
    connection: AsyncConnection, nodes: tuple[ColumnElement[bool], ...], links: tuple[ColumnElement[bool], ...]
) -> Contents:
    read_nodes = sorted(map(_NODE.decode, await _bodies(connection, NodeRow, nodes)), key=lambda node: node.id)
    read_links = sorted(map(_LINK.decode, await _bodies(connection, LinkRow, links)), key=lambda link: link.id)
    return Contents(nodes={node.id: node for node in read_nodes}, links={link.id: link for link in read_links})


async def _bodies(
    connection: AsyncConnection, row: type[NodeRow | LinkRow], conditions: tuple[ColumnElement[bool], ...]
) -> Sequence[str]:
    query = union_all(*(select(row.body).where(condition) for condition in conditions))
    return (await connection.scalars(query)).all()


def _closed(before: Mapping[str, Record], after: Mapping[str, Record]) -> list[str]:
    return [id_ for id_, record in before.items() if _differs(record, after.get(id_))]


def _opened(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Record]:
    return (record for id_, record in after.items() if _differs(record, before.get(id_)))


def _differs(one: Record, other: Record | None) -> bool:
    return one is not other and one != other


def _node_row(node: AnyNode) -> Row:
    return {"id": node.id, "kind": node.kind, "body": _body(node)}


def _link_row(link: Link) -> Row:
    ends: Row = {"source_id": link.source_id, "target_id": link.target_id}
    return ends | {"id": link.id, "kind": str(link.kind), "body": _body(link)}


def _body(record: AnyNode | Link) -> str:
    try:
        size = len(record.id.encode())
        body = msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        size, body = 0, ""
    if not body or size > _LONGEST_ID or "\0" in record.id:
        message = Sentence(
            f"{record.id[:80]!a} tidak dapat disimpan: id terlalu panjang atau ada karakter yang bukan teks.",
            f"{record.id[:80]!a} cannot be stored: its id is too long, or a character is no text.",
        )
        raise InvalidChangeSet((Problem(code="out-of-range", message=message, position=0),))
    return body
