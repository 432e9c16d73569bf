"""Seen: the table that someone looks at on the page, in its order and as it is filtered, as a workbook."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

import msgspec

from graph.export import EXPORTS, Cell, File, FileFormat, Table
from graph.export.sheets import workbook
from graph.export.table import text_cell

Kind = Literal["text", "count", "money", "share", "measure", "day", "moment"]
"""How the page writes a column's values."""

_MEDIA_TYPE: Final = next(each.media_type for each in EXPORTS if each.format is FileFormat.XLSX)
_FORMATS: Final[Mapping[Kind, str]] = {"count": "#,##0", "money": "#,##0", "share": "0.0%", "measure": "#,##0.##"}


class Heading(msgspec.Struct, forbid_unknown_fields=True):
    """What stands above a column, and what is in it."""

    label: Annotated[str, msgspec.Meta(max_length=500)]
    kind: Kind


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    """A table as it is seen."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    headings: Annotated[list[Heading], msgspec.Meta(min_length=1, max_length=100)]
    rows: Annotated[list[list[str | int | float | None]], msgspec.Meta(max_length=100_000)]


def read_seen(body: bytes) -> Seen:
    """Read a table as the page sends it.

    Raises
    ------
    ValueError
        Where it is none; the message says what is wrong with it.
    """
    seen = msgspec.json.decode(body, type=Seen)
    for number, row in enumerate(seen.rows, start=1):
        if len(row) != len(seen.headings):
            raise ValueError(f"row {number}: {len(row)} cells under {len(seen.headings)} headings")
    return seen


def seen_file(body: bytes) -> File:
    """Give a table, as the page sends it, as a workbook of one sheet; texts stay texts, whatever they begin with.

    Raises
    ------
    ValueError
        Where it is none; the message says what is wrong with it.
    """
    seen = read_seen(body)
    table = Table(
        name=_sheet(seen.name),
        headings=tuple(text_cell(each.label) for each in seen.headings),
        rows=[tuple(map(_cell, row)) for row in seen.rows],
        formats=tuple(_FORMATS.get(each.kind, "") for each in seen.headings),
    )
    return File(name="tabel.xlsx", media_type=_MEDIA_TYPE, data=workbook([table]))


def _cell(value: str | float | None) -> Cell:
    if isinstance(value, str):
        return text_cell(value) if value else None
    return value


def _sheet(name: str) -> str:
    """A name that a sheet may have."""
    return name.translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " ")).strip() or "tabel"
