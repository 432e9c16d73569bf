"""Code pieces: codes of work that a table writes in pieces, each column with only what its level adds, put together.

Printed tables and databases have a column for each level: ``1`` | ``02`` | ``02`` | ``2.02`` | ``0004``. What stands
above programs may be told by the unit code of the agency alone, as SIPKD has it.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from graph import code as codes
from graph.intake.cells import Row, Table, split_code, tidy_code
from graph.intake.drafting.unit import agency_code_column
from graph.reference import Nomenclature, fields_of_code, normalised

_LEVELS: Final = (
    (1, ("kode_urusan",)),
    (2, ("kode_bidang", "kode_bidang_urusan")),
    (3, ("kode_program",)),
    (5, ("kode_kegiatan", "kode_giat")),
    (6, ("kode_sub_kegiatan", "kode_sub_giat")),
)
"""How many parts a whole code has on each level, and the columns of that level."""
_FIELD: Final = 2
_NAMES: Final = frozenset({"program", "nama_program", "kegiatan", "nama_giat", "sub_kegiatan", "nama_sub_giat"})


def with_whole_codes(table: Table, nomenclature: Nomenclature) -> Table:
    """Give a table whose codes stand in pieces with whole ones; any other as it is.

    Where one column names the work of all levels, the deepest code of a row is the code of what it names.
    """
    named = [(parts, name) for parts, names in _LEVELS for name in names if name in table.headings]
    columns = [(parts, name) for parts, name in named if any(row.get(name) for row in table.rows)]
    is_long = "nama" in table.headings and "kode" not in table.headings and not _NAMES & {*table.headings}
    if not any(parts > _FIELD for parts, _ in columns) or not (is_long or _has_pieces(table, columns)):
        return table
    by_unit = columns[0][0] > _FIELD
    rows = [_whole(row, columns, _fields(table, row, nomenclature) if by_unit else ()) for row in table.rows]
    if is_long:
        return _long(table, rows, [name for _, name in columns])
    return msgspec.structs.replace(table, rows=tuple(rows))


def _has_pieces(table: Table, columns: Sequence[tuple[int, str]]) -> bool:
    pieces = ((wanted, row.get(name).strip(" .[]")) for row in table.rows for wanted, name in columns)
    return any(piece and piece.count(".") + 1 < wanted for wanted, piece in pieces)


def _parts(row: Row, column: str) -> list[str]:
    """The parts of a piece; one that a sheet holds as the number 2.1 is 2.10."""
    piece = row.get(column).strip(" .[]")
    parts = [part.strip() for part in piece.split(".")] if piece else []
    if column in row.figures and len(parts) == _FIELD and len(parts[1]) == 1:
        parts[1] += "0"
    return parts


def _whole(row: Row, columns: Sequence[tuple[int, str]], above: Sequence[str]) -> Row:
    """A row with its codes put together."""
    base, cells = list(above), dict(row.cells)
    for wanted, column in columns:
        parts = _parts(row, column)
        missing = wanted - len(parts)
        if not parts or not all(part.isalnum() for part in parts):
            continue
        if 0 < missing <= len(base) and _agree(base[missing:], parts):
            parts = [*base[:missing], *parts]
            cells[column] = ".".join(parts)
        base = parts
    figures = {name: figure for name, figure in row.figures.items() if cells[name] == row.get(name)}
    return msgspec.structs.replace(row, cells=cells, figures=figures)


def _agree(known: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a piece begins as what is known of the code goes on."""
    return all(one.lstrip("0") == other.lstrip("0") for one, other in zip(known, parts, strict=False))


def _fields(table: Table, row: Row, nomenclature: Nomenclature) -> Sequence[str]:
    """The parts of the field that a program's piece belongs to: of the agency's fields that whose program is so called.

    Where none is, the agency's only field.
    """
    fields = fields_of_code(row.get(agency_code_column(table.headings)) or row.get("kode_skpd"))
    pieces = _parts(row, "kode_program")
    name = normalised(split_code(row.get("program") or row.get("nama_program"))[1])
    for field in fields if len(pieces) == 1 else ():
        entry = nomenclature.find(codes.canonical(tidy_code(f"{field}.{pieces[0]}")))
        if entry is not None and normalised(entry.name) == name:
            return field.split(".")
    return fields[0].split(".") if len(fields) == 1 else ()


def _long(table: Table, rows: Sequence[Row], columns: Sequence[str]) -> Table:
    """A table with one column of codes in place of those of each level."""
    made = []
    for row in rows:
        code = next((row.get(name) for name in reversed(columns) if row.get(name)), "")
        cells = {name: cell for name, cell in row.cells.items() if name not in columns}
        figures = {name: figure for name, figure in row.figures.items() if name not in columns}
        made.append(msgspec.structs.replace(row, cells={**cells, "kode": code}, figures=figures))
    headings = ("kode", *(name for name in table.headings if name not in columns))
    return msgspec.structs.replace(table, rows=tuple(made), headings=headings)
