"""Table: records of one type as rows, one column per field, and back.

A field that is a record itself (an amount, a measure) gives one column per field of its own: ``budget.amount``. A list
of words stands in one cell, parted by semicolons, or as JSON where a word holds what would part it wrongly. A list of
records is no column: it is a table of its own.
"""

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NoReturn

import msgspec
from msgspec.structs import FieldInfo, fields

from graph.book import EXACT
from graph.export.text import guarded, held, unguarded, unheld

Cell = str | int | float | bool | None
"""What stands in a cell; None where it is empty."""

NOTHING: Final = "'"
"""A text that is there and empty, where an empty cell would mean that there is none."""

Record = type[msgspec.Struct]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its name, its headings, and its rows as they are written."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    formats: tuple[str, ...] = ()
    """How the numbers of each column are written in a workbook; where empty, as its heading tells."""


class UnreadableTable(ValueError):
    """A file that does not hold a plan as it was written here; the sentence says where and what to do."""

    def __init__(self, what: str, *, table: str = "", row: int = 0) -> None:
        super().__init__(f"Lembar {table}, baris {row}: {what}" if table else what)
        self.what = what
        self.table = table
        self.row = row
        """Counted from 1, the headings being the first; 0 where it is the whole file."""


def refused(table: str, row: int, what: str) -> NoReturn:
    """Say that a row cannot be read; rows count from 1, the headings being the first.

    Raises
    ------
    UnreadableTable
        Always.
    """
    raise UnreadableTable(what, table=table, row=row)


@cache
def columns(record: Record) -> tuple[tuple[str, Any], ...]:
    """The columns of a record's fields, with the type of each."""
    found: list[tuple[str, Any]] = []
    for field in fields(record):
        inner = _record_of(field.type)
        if inner is not None:
            found += [(f"{field.name}.{name}", kind) for name, kind in columns(inner)]
        elif nested(field) is None:
            found.append((field.name, field.type))
    return tuple(found)


def headings(record: Record) -> tuple[str, ...]:
    """The names of a record's columns."""
    return tuple(name for name, _ in columns(record))


def nested(field: FieldInfo) -> Record | None:
    """The type of the records that a field lists; None where it lists none."""
    kind = typing.get_args(field.type)[:1]
    is_list = typing.get_origin(field.type) is tuple and bool(kind)
    return kind[0] if is_list and isinstance(kind[0], type) and issubclass(kind[0], msgspec.Struct) else None


def _record_of(kind: Any) -> Record | None:
    """The record that a field holds or may hold."""
    options = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    return next((each for each in options if isinstance(each, type) and issubclass(each, msgspec.Struct)), None)


def row_of(record: msgspec.Struct) -> tuple[Cell, ...]:
    """A record as a row of its type's columns."""
    return tuple(_cells(record))


def _cells(record: msgspec.Struct) -> Iterator[Cell]:
    for field in fields(type(record)):
        inner, value = _record_of(field.type), getattr(record, field.name)
        if inner is not None and value is None:
            yield from [None] * len(columns(inner))
        elif inner is not None:
            yield from _cells(value)
        elif nested(field) is None:
            yield _cell(value, required=field.required)


def _cell(value: object, *, required: bool) -> Cell:
    match value:
        case None:
            return None
        case bool():
            return value
        case int():
            return value if abs(value) < EXACT else guarded(str(value))
        case float():
            return value if float(f"{value:.16g}") == value else guarded(repr(value))
        case tuple():
            return _listed(value) if value else None
        case _:
            return text_cell(str(value)) if value or required else None


def text_cell(text: str) -> str:
    """A text as a cell that is never empty."""
    return guarded(held(text)) if text else NOTHING


def text_of(cell: Cell) -> str:
    """The text of a cell, also where a spreadsheet took it for a number."""
    if isinstance(cell, str):
        return unheld(unguarded(cell))
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _listed(words: tuple[str, ...]) -> str:
    plain = all(word and word == word.strip() and ";" not in word for word in words) and words[0][0] != "["
    return guarded(held("; ".join(words) if plain else msgspec.json.encode(words).decode()))


def record_of(record: type[msgspec.Struct], row: Mapping[str, Cell], lists: Mapping[str, Any]) -> msgspec.Struct:
    """The record of a row; ``lists`` gives what its tables of their own hold.

    Raises
    ------
    msgspec.ValidationError
        Where a cell does not fit its field.
    """
    return msgspec.convert(_values(record, row, "") | dict(lists), record, strict=False)


def _values(record: Record, row: Mapping[str, Cell], prefix: str) -> dict[str, Any]:
    tag = record.__struct_config__.tag
    values: dict[str, Any] = {"type": tag} if tag and not prefix else {}
    for field in fields(record):
        inner, name = _record_of(field.type), prefix + field.name
        if inner is not None:
            if any(row.get(f"{name}.{column}") is not None for column in headings(inner)):
                values[field.name] = _values(inner, row, f"{name}.")
        elif nested(field) is None and (cell := row.get(name)) is not None:
            values[field.name] = _value(field.type, cell)
    return values


def _value(kind: Any, cell: Cell) -> Any:
    if typing.get_origin(kind) is tuple:
        written = text_of(cell)
        return (
            msgspec.json.decode(written) if written.startswith("[") else [word.strip() for word in written.split(";")]
        )
    if isinstance(cell, str) or (isinstance(kind, type) and issubclass(kind, str)):
        return text_of(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
