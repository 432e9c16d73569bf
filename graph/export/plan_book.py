"""Plan book: a plan as the workbook that a planner would make: its programs and its indicators, a row for each year.

It has what planners keep in sheets; ``graph.export.json`` and ``graph.export.csv`` hold everything. What is changed in
it comes back by ``graph.intake.formats.plan_book``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from graph.book import INDICATORS, NO_FORMULA, PROGRAMS, SEVERAL, Ties, measure_cell, money_cell, stage_cell
from graph.change import Contents
from graph.export import sheets
from graph.export.table import Cell, Table
from graph.model import AnyNode, Indicator, IndicatorYear, Measure, Program, ProgramYear

_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML holds."""
_OF_PROGRAMS: Final = ("OPD", "Kode", "Nama", "Tahun", "Pagu", "Tahap", "Realisasi", "Subdimensi")
_OF_INDICATORS: Final = ("OPD", "Kode", "Mengukur", "Nama", "Satuan", "Tahun", "Target", "Realisasi")
_GUIDE: Final = Table(
    name="Petunjuk",
    headings=("Tentang", "Petunjuk"),
    rows=(
        (PROGRAMS, "Satu baris satu program, kegiatan atau sub kegiatan dalam satu tahun."),
        (INDICATORS, "Satu baris satu indikator dalam satu tahun; Mengukur: program atau sasaran yang diukurnya."),
        ("Mengubah", "Ubah selnya lalu impor berkas ini; sebelum disimpan, perubahannya ditunjukkan dalam rupiah."),
        ("Menghapus", "Baris, kolom atau isi sel yang dihapus tidak mengubah rencana."),
        ("Baris", "Dikenali dari OPD, kode dan nama; baris yang belum ada di rencana ditambahkan."),
        ("Uang", "Angka saja, dalam rupiah penuh."),
        ("Tahap", "Tahap pagunya: usulan, indikatif, murni atau perubahan."),
        ("Seluruh rencana", "Berkas JSON dan ZIP memuat semuanya tanpa ada yang hilang."),
    ),
)


def write(contents: Contents) -> bytes:
    """Give the workbook of a plan: its programs, its indicators, and a sheet that explains them."""
    there = contents.nodes
    ties = Ties.of(there.values(), contents.links.values())
    programs = (row for node in there.values() if isinstance(node, Program) for row in _program(node, there, ties))
    indicators = (row for node in there.values() if isinstance(node, Indicator) for row in _indicator(node, ties))
    return sheets.workbook(
        (
            Table(name=PROGRAMS, headings=_OF_PROGRAMS, rows=sorted(programs, key=_order)),
            Table(name=INDICATORS, headings=_OF_INDICATORS, rows=sorted(indicators, key=_order)),
            _GUIDE,
        )
    )


def _order(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in row)


def _program(node: Program, there: Mapping[str, AnyNode], ties: Ties) -> Iterator[tuple[Cell, ...]]:
    names = (there[link.target_id].label for link in ties.served.get(node.id, ()))
    ends = (_text(SEVERAL.join(names)),)
    opd = ties.leads.get(node.id)
    begins = (_text(opd.name if opd else ""), _text(node.code), _text(node.name))
    years: tuple[ProgramYear | None, ...] = node.years or (None,)
    for year in years:
        if year is None:
            yield (*begins, None, None, None, None, *ends)
        else:
            yield (*begins, year.year, money_cell(year.budget), stage_cell(year), money_cell(year.spent), *ends)


def _indicator(node: Indicator, ties: Ties) -> Iterator[tuple[Cell, ...]]:
    for of in ties.measured.get(node.id, ()):
        opd = ties.leads.get(of.id) or ties.leads.get(node.id)
        begins = (_text(opd.name if opd else ""), _text(of.code), _text(of.label), _text(node.name), _text(node.unit))
        years: tuple[IndicatorYear | None, ...] = node.years or (None,)
        for year in years:
            if year is None:
                yield (*begins, None, None, None)
            else:
                yield (*begins, year.year, *map(_measure, (year.target, year.realised)))


def _text(text: str) -> str | None:
    plain = _UNWRITABLE.sub("", text)
    return f"{NO_FORMULA}{plain}" if plain.startswith("=") else plain or None


def _measure(measure: Measure | None) -> Cell:
    cell = measure_cell(measure)
    return _text(cell) if isinstance(cell, str) else cell
