"""Tables: a plan's contents as one table per concept, and back without loss."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import fields

from graph.change import Contents
from graph.export.table import (
    Cell,
    Record,
    Table,
    UnreadableTable,
    headings,
    nested,
    record_of,
    refused,
    row_of,
    text_cell,
    text_of,
)
from graph.figure import EARLIER, QUARTERS
from graph.model import (
    AnyNode,
    Asset,
    Dimension,
    Indicator,
    Link,
    Mark,
    Masterplan,
    MasterplanProgram,
    Objective,
    Opd,
    Partner,
    Program,
    Theme,
)

CONCEPTS: Final[tuple[type[AnyNode], ...]] = (
    *(Dimension, Objective, Indicator, Program, Opd, Partner, Asset, Theme),
    *(Masterplan, MasterplanProgram),
)
"""The kinds of node, in the order of their tables."""

LINKS: Final = "link"
OWNER: Final = "of"
"""Column of the id of the node or link that a listed record belongs to."""

POSITION: Final = "position"
"""Column of a record's place in its list, from 1, so that a sheet may be sorted."""


LATER: Final = frozenset(
    {"stage", *EARLIER, *(f"{what}_q{number}" for what in ("spent", "realised") for number in QUARTERS)}
)
"""Fields that exports of version 0.2.0 and before do not have; all columns of one may be missing."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A table of records that nodes or links list: its name, whose they are, in which field, of what type."""

    name: str
    owners: tuple[Record, ...]
    field: str
    record: Record


def _lists() -> Iterator[Listed]:
    for concept in CONCEPTS:
        for field in fields(concept):
            record = nested(field)
            if record is not None and record is not Mark:
                yield Listed(name=f"{_name(concept)}.{field.name}", owners=(concept,), field=field.name, record=record)
    yield Listed(name="node.marks", owners=CONCEPTS, field="marks", record=Mark)
    yield Listed(name="link.marks", owners=(Link,), field="marks", record=Mark)


def _name(concept: Record) -> str:
    return str(concept.__struct_config__.tag)


LISTS: Final = tuple(_lists())
NAMES: Final = (*map(_name, CONCEPTS), LINKS, *(each.name for each in LISTS))
"""The names of all tables, in their order."""


def tables(contents: Contents) -> tuple[Table, ...]:
    """Give the tables of a plan, the empty ones too; rows in the order of ids."""
    nodes = [contents.nodes[id_] for id_ in sorted(contents.nodes)]
    links = [contents.links[id_] for id_ in sorted(contents.links)]
    found = [
        Table(
            name=_name(concept),
            headings=headings(concept),
            rows=[row_of(node) for node in nodes if isinstance(node, concept)],
        )
        for concept in CONCEPTS
    ]
    link_rows = [(text_cell(link.id), *row_of(link)) for link in links]
    found.append(Table(name=LINKS, headings=("id", *headings(Link)), rows=link_rows))
    for each in LISTS:
        owners = links if Link in each.owners else [node for node in nodes if isinstance(node, each.owners)]
        found.append(_listed(each, owners))
    return tuple(found)


def _listed(listed: Listed, owners: Sequence[AnyNode | Link]) -> Table:
    rows = [
        (text_cell(owner.id), position, *row_of(record))
        for owner in owners
        for position, record in enumerate(getattr(owner, listed.field), start=1)
    ]
    return Table(name=listed.name, headings=(OWNER, POSITION, *headings(listed.record)), rows=rows)


def contents(found: Sequence[Table]) -> Contents:
    """Give the contents that tables hold; tables and columns of other names are left aside, missing tables are empty.

    Raises
    ------
    UnreadableTable
        Where no table is one of a plan's, one lacks a column, a row does not fit its table, an id stands twice, or a
        listed record belongs to nothing.
    """
    given = {table.name: table for table in found}
    if not given.keys() & set(NAMES):
        raise UnreadableTable(
            f"Berkas ini tidak memuat rencana: tidak ada lembar {', '.join(NAMES[:4])} dan seterusnya."
        )
    lists = {each.name: _grouped(each, given.get(each.name)) for each in LISTS}
    nodes: dict[str, AnyNode] = {}
    for concept in CONCEPTS:
        _whole(given.get(_name(concept)), headings(concept))
        own = [each for each in LISTS if concept in each.owners]
        for number, row in _rows(given.get(_name(concept))):
            listed = {each.field: lists[each.name].pop(_text(row, "id"), ()) for each in own}
            node: Any = _record(_name(concept), number, concept, row, listed)
            if node.id in nodes:
                refused(_name(concept), number, f"id {node.id} sudah dipakai; setiap simpul memerlukan id sendiri.")
            nodes[node.id] = node
    links: dict[str, Link] = {}
    _whole(given.get(LINKS), headings(Link))
    for number, row in _rows(given.get(LINKS)):
        bare: Any = _record(LINKS, number, Link, row, {})
        if bare.id in links:
            refused(LINKS, number, f"keterkaitan {bare.id} tertulis dua kali; hapus salah satu.")
        links[bare.id] = msgspec.structs.replace(bare, marks=lists["link.marks"].pop(bare.id, ()))
    for name, left in lists.items():
        for owner in left:
            refused(name, 1, f'tidak ada yang ber-id "{owner}"; betulkan kolom {OWNER} atau hapus barisnya.')
    return Contents(nodes=nodes, links=links)


def link_rows(found: Sequence[Table]) -> dict[str, int]:
    """Give the row in which each link stands in tables that hold contents, by its id; the headings are the first."""
    given = {table.name: table for table in found}
    records = ((number, _record(LINKS, number, Link, row, {})) for number, row in _rows(given.get(LINKS)))
    return {link.id: number for number, link in records if isinstance(link, Link)}


def year_rows(found: Sequence[Table]) -> dict[tuple[str, int], tuple[str, int]]:
    """Give by a node's id and a year in which table and row it says something of that year."""
    there: dict[tuple[str, int], tuple[str, int]] = {}
    for table in found:
        if table.name.endswith(".years") and table.name in NAMES:
            for number, row in _rows(table):
                year = row.get("year")
                if isinstance(year, int | float):
                    there[_text(row, OWNER), int(year)] = (table.name, number)
    return there


def _grouped(listed: Listed, table: Table | None) -> dict[str, tuple[msgspec.Struct, ...]]:
    """The listed records by the id of what lists them, in the order of their positions."""
    _whole(table, (OWNER, *headings(listed.record)))
    found: dict[str, list[tuple[float, msgspec.Struct]]] = defaultdict(list)
    for number, row in _rows(table):
        try:
            position = msgspec.convert(row.get(POSITION), float | None, strict=False)
        except msgspec.ValidationError:
            refused(listed.name, number, f"kolom {POSITION} harus berupa angka.")
        record = _record(listed.name, number, listed.record, row, {})
        found[_text(row, OWNER)].append((float("inf") if position is None else position, record))
    return {id_: tuple(each for _, each in sorted(rows, key=lambda row: row[0])) for id_, rows in found.items()}


def _whole(table: Table | None, wanted: Sequence[str]) -> None:
    """Refuse a table that lacks a column, since its values would be lost."""
    if table is None:
        return
    there = {name.partition(".")[0] for name in table.headings}
    expected = [name for name in wanted if (field := name.partition(".")[0]) not in LATER or field in there]
    if missing := [name for name in expected if name not in table.headings]:
        refused(table.name, 1, f"kolom {', '.join(missing)} tidak ada; kembalikan judul kolomnya.")


def _rows(table: Table | None) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """The rows of a table that hold something, by heading, with their numbers."""
    if table is not None:
        for number, row in enumerate(table.rows, start=2):
            if any(cell is not None for cell in row):
                yield number, dict(zip(table.headings, row, strict=False))


def _text(row: Mapping[str, Cell], column: str) -> str:
    cell = row.get(column)
    return "" if cell is None else text_of(cell)


def _record(
    table: str, number: int, record: Record, row: Mapping[str, Cell], lists: Mapping[str, object]
) -> msgspec.Struct:
    try:
        return record_of(record, row, lists)
    except msgspec.DecodeError as error:  # of which ValidationError is one
        refused(table, number, _unfit(str(error), row))


def _unfit(error: str, row: Mapping[str, Cell]) -> str:
    """Say in words what does not fit, where it is a cell that should hold a figure."""
    found = re.search(r"Expected `(int|float)[^`]*`.* - at `\$\.(\S+)`", error)
    if found is None:
        return f"tidak sesuai ({error}); bandingkan dengan lembar keterangan."
    what = "jumlah rupiah, angka saja" if found[2].endswith(".amount") else "angka"
    return f"kolom {found[2]} harus berisi {what}; yang tertulis {_text(row, found[2])!r}."
