"""Mutating: cuts of real files, damaged in the ways in which files come damaged, each replayable from seed and number.

A cut is the heading of a real file and some of its rows, or some whole file. It is damaged as a table (cells, rows,
headings), put into a container (CSV of any encoding, JSON, XLSX, ODS, HTML, PDF), and damaged again there (bytes, parts
of a zip archive).
"""

import csv
import io
import json
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import msgspec
import openpyxl
import yaml

from graph.intake import template
from service import demo
from tests.graph.intake import budget_forms, making
from tests.graph.intake.making import DATA

Grid = list[list[str]]
Chance = random.Random

NASTY: Final = (
    *("", " ", "-", "0", "-1", "9" * 18, "9" * 400, "1e308", "1e999", "nan", "inf", "-0", "1.2.3.4", "2,735,354,500"),
    *("2.735.354.500", "Rp 1.234,56", "Rp. 5 M", "12,5", "12.5", "1.500", "85 %", "(3-5)", "2.5+1%", "WTP", "N/A"),
    *(
        "=1+1",
        "+62",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "#REF!",
        "#DIV/0!",
        "TRUE",
        "2026-05-03",
        "03/05/2026",
        "Mei-26",
    ),
    *("\u00a0", "\u200b", "\ufeff", "\u202eabc", "a\nb", "a\r\nb", "\t", '"', "'", ";", ",", "\x00", "\x0b", "\x1f"),
    *("_x000D_", "é", "日本", "\U0001f600", "\ud7ff", "\ufffe", "x" * 300, "x" * 40_000, "1.02.02.2.02.0004"),
    *("1.02.02", "X.XX.01", "2.1", "1.2.2", "Jumlah", "Total", "Keterangan: x", "Kepala Dinas", "NIP. 19", "contoh"),
    *("Perangkat Daerah: Dinas A", "Tahun Anggaran 2026", "Tahun 2024 - Triwulan 2", "2026", "26", "20 26", "../../x"),
)
ENCODINGS: Final = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32")
_NUMBER: Final = re.compile(rb"\d+")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HUGE: Final = (b"0", b"-1", b"1048576", b"4294967296", b"99999999999999999999", b"1e400", b"NaN")


class Mutated(msgspec.Struct, frozen=True, kw_only=True):
    """A damaged file: its name, its bytes, and what was done to make it."""

    name: str
    data: bytes
    done: tuple[str, ...]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a real file: how many of them are its heading, and what it is called."""

    name: str
    heading: Grid
    rows: Grid


_MONTHS: Final = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
_MONTHLY: Final[Grid] = [
    ["Renja Dinas Kesehatan Tahun 2026", *[""] * 10],
    ["Kode", "Sub Kegiatan", "Indikator", "Volume", "Satuan", *(f"Realisasi Anggaran {each}" for each in _MONTHS)],
    *(
        [f"1.02.02.2.02.000{at}", f"Pelayanan {at}", "Balita", "12", "Orang", *(f"{at}{n}.000.000" for n in range(6))]
        for at in range(1, 7)
    ),
]
SCALES: Final = (
    "(ribuan)",
    "(x Rp1.000)",
    "dalam jutaan rupiah",
    "(M)",
    "(T)",
    "Rp 000",
    "(jt)",
    "x",
    "Pagu: Rp 1.000",
)


# -- what is damaged ------------------------------------------------------------------------------------------------


@cache
def sources() -> tuple[Source, ...]:
    """All real tables of the repository, and forms as they are printed."""
    paths = [path for slug in demo.DEMOS for path in demo.files(slug)] + sorted(DATA.glob("*.csv"))
    found: list[Source] = []
    for path in paths:
        if path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
            found.append(Source(name=path.stem, heading=rows[:1], rows=rows[1:]))
    unit, period, form = making.first_forms(_e81(), 1)[0]
    above = [[line] for line in making.e81_title(unit, period)]
    printed = [*making.e81_rows(form), *making.e81_summary()]
    found.append(Source(name="e81 cetak", heading=_texts([*above, *making.e81_heading()]), rows=_texts(printed)))
    table = _texts(making.tc33())
    found.append(Source(name="tc33", heading=table[:5], rows=table[5:]))
    form_ = budget_forms.even([*budget_forms.head(), *budget_forms.FIRST, *budget_forms.SECOND])
    found.append(Source(name="rka", heading=form_[:24], rows=form_[24:]))
    found.append(Source(name="bulan", heading=_MONTHLY[:2], rows=_MONTHLY[2:]))
    return tuple(found)


def _e81() -> Path:
    return next(path for path in demo.files(demo.FIRST) if "e81" in path.name)


def _texts(rows: Sequence[Sequence[making.Cell]]) -> Grid:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@cache
def _documents() -> tuple[bytes, ...]:
    """Cuts of the real YAML document: all keys, few entries of each."""
    path = next(path for path in demo.files(demo.FIRST) if path.suffix == ".yaml")
    whole = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    outcomes = whole["sasaran_renstra_perangkat_daerah"]
    cuts = []
    for start in range(0, 60, 6):
        part = {**whole, "indikator_makro": whole["indikator_makro"][start % 8 : start % 8 + 3]}
        part["sasaran_renstra_perangkat_daerah"] = {**outcomes, "isi": outcomes["isi"][start : start + 4]}
        cuts.append(yaml.safe_dump(part, allow_unicode=True, sort_keys=False).encode())
    return tuple(cuts)


@cache
def _books() -> tuple[bytes, ...]:
    """Workbooks as they are handed on: the template and the old binary kind."""
    return (template(), (DATA / "cetakan_kecil.xls").read_bytes())


@cache
def _prints() -> tuple[bytes, ...]:
    """Prints of the shortest real forms, a few rows each."""
    with tempfile.TemporaryDirectory() as folder:
        forms = [(unit, period, rows[:5]) for unit, period, rows in making.first_forms(_e81(), 3)]
        return tuple(making.e81_pdf(Path(folder) / "a.pdf", [form]).read_bytes() for form in forms)


# -- damage to a table ----------------------------------------------------------------------------------------------


def _place(chance: Chance, table: Grid) -> tuple[int, int]:
    row = chance.randrange(len(table))
    return row, chance.randrange(len(table[row])) if table[row] else -1


def _nasty_cell(chance: Chance, table: Grid) -> None:
    row, at = _place(chance, table)
    if at >= 0:
        table[row][at] = chance.choice(NASTY)


def _swap_cells(chance: Chance, table: Grid) -> None:
    (row, at), (other, there) = _place(chance, table), _place(chance, table)
    if at >= 0 and there >= 0:
        table[row][at], table[other][there] = table[other][there], table[row][at]


def _edit_cell(chance: Chance, table: Grid) -> None:
    row, at = _place(chance, table)
    if at >= 0:
        text = table[row][at]
        cut = chance.randrange(len(text) + 1)
        table[row][at] = text[:cut] + chance.choice((*NASTY, "O", "l", ".", "0")) + text[cut + chance.randrange(2) :]


def _nasty_column(chance: Chance, table: Grid) -> None:
    at = chance.randrange(max(len(table[0]), 1))
    cell = chance.choice(NASTY)
    for row in table[1:]:
        if at < len(row):
            row[at] = cell


def _drop_column(chance: Chance, table: Grid) -> None:
    at = chance.randrange(max(len(table[0]), 1))
    for row in table:
        del row[at : at + 1]


def _move_column(chance: Chance, table: Grid) -> None:
    width = max(len(table[0]), 1)
    at, to = chance.randrange(width), chance.randrange(width)
    for row in table:
        if at < len(row):
            row.insert(to, row.pop(at))


def _drop_row(chance: Chance, table: Grid) -> None:
    del table[chance.randrange(len(table))]


def _double_row(chance: Chance, table: Grid) -> None:
    table.insert(chance.randrange(len(table)), list(chance.choice(table)))


def _swap_rows(chance: Chance, table: Grid) -> None:
    one, other = chance.randrange(len(table)), chance.randrange(len(table))
    table[one], table[other] = table[other], table[one]


def _cut_row(chance: Chance, table: Grid) -> None:
    row, at = _place(chance, table)
    del table[row][max(at, 0) :]


def _line_between(chance: Chance, table: Grid) -> None:
    line = chance.choice(("", "Jumlah", "Tahun Anggaran 2027", "Perangkat Daerah: Dinas B", "Catatan: x", "TOTAL", "x"))
    table.insert(chance.randrange(len(table) + 1), [line, *[""] * (max(len(table[0]), 1) - 1)])


def _change_heading(chance: Chance, table: Grid) -> None:
    if table[0]:
        at = chance.randrange(len(table[0]))
        other = chance.choice(chance.choice(sources()).heading)
        word = chance.choice(other) if other else ""
        table[0][at] = chance.choice((word, "", table[0][at][:-1], table[0][at].upper(), f"{table[0][at]} (Rp ribu)"))


def _repeat_heading(chance: Chance, table: Grid) -> None:
    table.insert(chance.randrange(len(table) + 1), list(table[0]))


def _number_columns(chance: Chance, table: Grid) -> None:
    table.insert(chance.choice((1, 1, len(table))), [str(number + 1) for number in range(len(table[0]))])


def _graft(chance: Chance, table: Grid) -> None:
    other = chance.choice(sources())
    table.extend([list(row) for row in (*other.heading, *other.rows[:2])])


def _scale_word(chance: Chance, table: Grid) -> None:
    word = chance.choice(SCALES)
    row = chance.choice(table[: 1 + len(table) // 2])
    if row and chance.random() < 0.5:
        at = chance.randrange(len(row))
        row[at] = f"{row[at]} {word}"
    else:
        table.insert(chance.choice((0, 0, len(table))), [word, *[""] * (len(table[0]) - 1)])


def _swap_headings(chance: Chance, table: Grid) -> None:
    row = chance.choice(table[:3])
    if len(row) > 1:
        at, other = chance.randrange(len(row)), chance.randrange(len(row))
        row[at], row[other] = row[other], row[at]


def _brackets(chance: Chance, table: Grid) -> None:
    filled = [(row, at) for row in table[1:] for at, cell in enumerate(row) if any(map(str.isdecimal, cell))]
    for row, at in chance.sample(filled, min(len(filled), chance.choice((1, 1, 5)))):
        row[at] = chance.choice(("({})", "-{}", "({}", "{}-", "Rp ({})")).format(row[at])


def _shift_cells(chance: Chance, table: Grid) -> None:
    row, at = _place(chance, table)
    if at >= 0 and chance.random() < 0.5:
        table[row].insert(at, "")
        table[row].pop()
    elif at >= 0:
        table[row].append("")
        del table[row][at]


def _two_encodings(chance: Chance, table: Grid) -> None:
    row, at = _place(chance, table)
    if at >= 0:
        table[row][at] = "Café Sénèque".encode().decode(chance.choice(("cp1252", "latin-1", "utf-8"))) + table[row][at]


_TABLE: Final[tuple[Callable[[Chance, Grid], None], ...]] = (
    *(_nasty_cell, _nasty_cell, _nasty_cell, _swap_cells, _edit_cell, _edit_cell, _nasty_column, _drop_column),
    *(_move_column, _drop_row, _double_row, _swap_rows, _cut_row, _line_between, _change_heading, _change_heading),
    *(_repeat_heading, _number_columns, _graft, _scale_word, _scale_word, _swap_headings, _brackets, _shift_cells),
    *(_repeat_heading, _two_encodings),
)

# -- damage to bytes ------------------------------------------------------------------------------------------------


def _flip(chance: Chance, data: bytearray) -> None:
    for _ in range(chance.choice((1, 1, 1, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _set_byte(chance: Chance, data: bytearray) -> None:
    data[chance.randrange(len(data))] = chance.choice((0, 9, 10, 13, 34, 44, 59, 255, chance.randrange(256)))


def _delete(chance: Chance, data: bytearray) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 2, 20, 200))]


def _insert(chance: Chance, data: bytearray) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.randbytes(chance.choice((1, 3, 16)))


def _double(chance: Chance, data: bytearray) -> None:
    at, to = chance.randrange(len(data)), chance.randrange(len(data))
    data[to:to] = data[at : at + 300]


def _cut(chance: Chance, data: bytearray) -> None:
    del data[chance.randrange(len(data)) :]


def _other_number(chance: Chance, data: bytearray) -> None:
    found = list(_NUMBER.finditer(data))
    if found:
        start, end = chance.choice(found).span()
        data[start:end] = chance.choice(_HUGE)


_BYTES: Final[tuple[Callable[[Chance, bytearray], None], ...]] = (
    *(_flip, _set_byte, _delete, _insert, _double, _cut, _other_number, _other_number),
)


def _damaged(chance: Chance, data: bytes, done: list[str], most: int = 2) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, most)):
        if damaged:
            harm = chance.choice(_BYTES)
            harm(chance, damaged)
            done.append(harm.__name__.strip("_"))
    return bytes(damaged)


def _repacked(chance: Chance, data: bytes, done: list[str]) -> bytes:
    """Damage one part of an archive, and pack it again so that only the part is wrong."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        names = archive.namelist()
        chosen, how = chance.choice(names), chance.choice(("part", "part", "part", "part", "drop", "empty", "rename"))
        done.append(f"{how} {chosen}")
        for name in names:
            part = archive.read(name)
            if name != chosen:
                packed.writestr(name, part)
            elif how == "part":
                packed.writestr(name, _damaged(chance, part, done))
            elif how != "drop":
                packed.writestr(f"../{name}" if how == "rename" else name, b"" if how == "empty" else part)
    return out.getvalue()


# -- containers -----------------------------------------------------------------------------------------------------


def _as_csv(chance: Chance, table: Grid) -> bytes:
    text = io.StringIO(newline="")
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    ends = chance.choice(("\n", "\n", "\r\n", "\r"))
    writer = csv.writer(text, delimiter=chance.choice(",,,;\t"), lineterminator=ends, quoting=quoting)
    writer.writerows(table)
    return text.getvalue().encode(chance.choice(ENCODINGS), errors="replace")


def _as_json(chance: Chance, table: Grid) -> bytes:
    def typed(cell: str) -> object:
        return int(cell) if cell.isdecimal() and cell.isascii() and len(cell) < 19 and chance.random() < 0.5 else cell

    records = [dict(zip(table[0], map(typed, row), strict=False)) for row in table[1:]]
    return json.dumps(chance.choice((records, {"data": records}, {"data": {"list": records}}))).encode()


def _as_xlsx(chance: Chance, table: Grid) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in table:
        cells = [_NOT_XML.sub("", cell) for cell in row]
        typed = [
            int(cell) if cell.isdecimal() and cell.isascii() and len(cell) < 16 else cell[:32_767] for cell in cells
        ]
        sheet.append([cell if cell != "" else None for cell in typed])
    if chance.random() < 0.2:
        sheet.row_dimensions[chance.randint(1, len(table) + 1)].hidden = True
    if chance.random() < 0.2:
        row = chance.randint(1, len(table) + 1)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row + chance.randint(0, 2), end_column=3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_ods(chance: Chance, table: Grid) -> bytes:
    del chance
    with tempfile.TemporaryDirectory() as folder:
        plain = [[_NOT_XML.sub("", cell) for cell in row] for row in table]
        return making.ods(Path(folder) / "a.ods", plain).read_bytes()


def _as_html(chance: Chance, table: Grid) -> bytes:
    spans = ("", "", "", "", ' colspan="2"', ' rowspan="3"', ' colspan="99999"')
    rows = ("".join(f"<td{chance.choice(spans)}>{escape(cell)}</td>" for cell in row) for row in table)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><table>{body}</table></body></html>".encode(errors="replace")


_CONTAINERS: Final[dict[str, tuple[Callable[[Chance, Grid], bytes], int]]] = {
    "csv": (_as_csv, 76),
    "json": (_as_json, 10),
    "xlsx": (_as_xlsx, 5),
    "ods": (_as_ods, 2),
    "html": (_as_html, 4),
}
_WHOLE: Final = {"yaml": 2, "xls": 0.5, "pdf": 0.5}
PACKED: Final = frozenset({"xlsx", "ods"})
KINDS: Final = (*_CONTAINERS, *_WHOLE)


def mutated(seed: str, number: int) -> Mutated:
    """Give the damaged file of that number; the same seed and number give the same one."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - for tests
    weights = [weight for _, weight in _CONTAINERS.values()] + list(_WHOLE.values())
    (kind,) = chance.choices(KINDS, weights)
    done: list[str] = [kind]
    damaged = _whole if kind in _WHOLE else _container
    data = damaged(chance, kind, done)
    return Mutated(name=f"berkas-{number}.{kind}", data=data, done=tuple(done))


def _whole(chance: Chance, kind: str, done: list[str]) -> bytes:
    return _damaged(chance, chance.choice({"yaml": _documents, "xls": _books, "pdf": _prints}[kind]()), done, most=4)


def _container(chance: Chance, kind: str, done: list[str]) -> bytes:
    source = chance.choice(sources())
    start, count = chance.randrange(len(source.rows)), chance.choice((1, 1, 2, 3, 6))
    if kind == "csv" and chance.random() < 0.002:
        start, count = 0, len(source.rows)
    table = [list(row) for row in (*source.heading, *source.rows[start : start + count])]
    done.append(source.name)
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        if len(table) > 1:
            harm = chance.choice(_TABLE)
            harm(chance, table)
            done.append(harm.__name__.strip("_"))
    data = _CONTAINERS[kind][0](chance, table or [[""]])
    if len(done) == 2 or chance.random() < 0.3:
        packed = kind in PACKED and chance.random() < 0.6
        data = _repacked(chance, data, done) if packed else _damaged(chance, data, done)
    return data
