"""Formulir E.81: the evaluation of the OPDs' annual plans (Permendagri 86/2017), as a table of its printed rows.

The form has no nomenclature codes; its outline numbers (1, 1.1, 1.1.1, 1.1.1.1) say what contains what. Some forms are
printed twice, and a row without a number, or with the same number once more, is one more indicator of the node above.
"""

import re
from functools import lru_cache
from typing import Final

from graph.figure import QUARTERS
from graph.intake.cells import Row, Table, split_code
from graph.intake.drafting import (
    Draft,
    Line,
    ProgramTree,
    named_quarter,
    put_indicator,
    put_objective,
    unit_of_row,
    within,
)
from graph.intake.formats.whose import SUB_UNITS
from graph.intake.recognising import Format, same
from graph.model import (
    IndicatorYear,
    Level,
    LinkKind,
    Mark,
    MarkCode,
    Opd,
    Program,
    ProgramYear,
)

NEEDED: Final = frozenset(
    {"tahun", "unit", "nomor", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator", "target_k", "pagu_rp"}
)
PERFORMANCE: Final = ("target_akhir_renstra_k", "realisasi_renstra_lalu_k", "target_k", "realisasi_k")
FIGURES: Final = (
    *("target_akhir_renstra_k", "target_akhir_renstra_rp", "realisasi_renstra_lalu_k", "realisasi_renstra_lalu_rp"),
    *("target_k", "pagu_rp", "tw1_k", "tw1_rp", "tw2_k", "tw2_rp", "tw3_k", "tw3_rp", "tw4_k", "tw4_rp"),
    *("realisasi_k", "realisasi_rp", "capaian_renja_k_persen", "capaian_renja_rp_persen"),
    *("realisasi_renstra_k", "realisasi_renstra_rp", "capaian_renstra_k_persen", "capaian_renstra_rp_persen"),
)
_LEVELS: Final = {
    2: (Level.PROGRAM, "program"),
    3: (Level.ACTIVITY, "kegiatan"),
    4: (Level.SUB_ACTIVITY, "sub_kegiatan"),
}
_MONEY_CHECKED: Final = ("realisasi_renstra_lalu_rp", "realisasi_renstra_rp")
_OUTLINE: Final = re.compile(r"\d+(\.\d+){0,3}")


@lru_cache(maxsize=1_000)
def quarter(period: str) -> int:
    """Give the quarter up to which a form reports.

    >>> quarter("Tahun 2024 - Triwulan 2"), quarter("Tahun 2024 - Triwulan III"), quarter("Tahun 2024")
    (2, 3, 4)
    """
    return named_quarter([period]) or 4


def read(table: Table, draft: Draft) -> None:
    """Read the forms of all OPDs in a table; a form that is printed again is left out."""
    kept = _first_prints(table)
    form = Form(table, draft)
    for row in draft.each(table, kept):
        form.read(row)
    draft.note_read(table, "e81", len(table.rows) - len(kept))


def _first_prints(table: Table) -> list[Row]:
    """Leave out the rows of a form that is printed again, cell for cell, on other pages."""
    if "salinan_ke" in table.headings:
        return [row for row in table.rows if row["salinan_ke"] in {"", "1"}]
    seen: set[tuple[str, ...]] = set()
    kept: list[Row] = []
    where = {"halaman", "baris_sumber"}
    for row in table.rows:
        cells = tuple(cell for heading, cell in row.cells.items() if heading not in where)
        if row["nomor"] and cells in seen:
            continue
        seen.add(cells)
        kept.append(row)
    return kept


def _with_code(written: str) -> tuple[str, str]:
    """Give the code that someone wrote before a name, and the name; a number alone is part of the name.

    >>> _with_code("1.02.02 Program A"), _with_code("3 Pilar Kesehatan")
    (('1.02.02', 'Program A'), ('', '3 Pilar Kesehatan'))
    """
    code, name = split_code(written)
    return (code, name) if name and code.count(".") >= 2 else ("", written)


class Form:
    """Reads rows in their printed order; knows which node each outline number stands for."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._source = table.source
        self._draft = draft
        self._tree = ProgramTree(draft)
        self._at: dict[tuple[str, str], str] = {}
        self._last: dict[str, str] = {}

    def read(self, row: Row) -> None:
        """Read one row."""
        self._draft.at(self._table, row)
        if not row["unit"]:
            self._problem(row, "unit", "nama perangkat daerah kosong")
            return
        if not re.fullmatch(r"(19|20)\d\d", row["tahun"]):
            self._problem(row, "tahun", "tahun harus berupa empat angka")
            return
        opd = unit_of_row(self._draft, self._draft.opd(row["unit"], self._source), row, self._source)
        number = row["nomor"]
        if number == "" or (row.get("baris_lanjutan") == "1" and (opd.id, number) in self._at):
            node_id = self._at.get((opd.id, number)) or self._last.get(opd.id)
            if node_id is None:
                self._problem(row, "nomor", "baris indikator tambahan tanpa simpul di atasnya")
                return
        elif "nomor" in row.dates:
            hint = "Ubah format kolom nomor menjadi Teks di lembar kerja, lalu tulis lagi nomornya."
            self._problem(row, "nomor", "lembar kerja mengubah nomor ini menjadi tanggal", hint)
            return
        elif not _OUTLINE.fullmatch(number):
            self._problem(row, "nomor", "nomor harus seperti 1, 1.1, 1.1.1 atau 1.1.1.1")
            return
        else:
            node_id = self._node(row, opd, number) or ""
            if not node_id:
                return
            self._at[opd.id, number] = node_id
            self._last[opd.id] = node_id
        self._indicator(row, node_id)

    def _node(self, row: Row, opd: Opd, number: str) -> str | None:
        depth = number.count(".") + 1
        above_number = number.rpartition(".")[0]
        above_id = self._at.get((opd.id, above_number), "")
        if depth > 1 and not above_id:
            self._problem(row, "nomor", f"induk {above_number} tidak ada pada {opd.short_name}")
            return None
        if depth == 1:
            return self._objective(row, opd)
        level, column = _LEVELS[depth]
        code, name = _with_code(row[column])
        if not name:
            self._problem(row, column, "nama kosong")
            return None
        year = self._money(row)
        for heading in _MONEY_CHECKED:
            self._draft.money(self._table, row, heading)
        line = Line(
            file=self._source,
            row=row.number,
            level=level,
            name=name,
            code=row.get("kode") or code,
            years=(year,),
            period_budget=self._draft.money(self._table, row, "target_akhir_renstra_rp"),
        )
        node = self._tree.put(opd, line, self._draft.node(Program, above_id))
        if level is Level.PROGRAM:
            self._draft.tie(LinkKind.ALIGNS, node.id, above_id, self._source)
        if level is Level.SUB_ACTIVITY:
            self._mark_missing(row, node.id)
        return node.id

    def _money(self, row: Row) -> ProgramYear:
        """What a row says of a year's money; quarters after the form's period are no report."""
        until = quarter(row.get("periode_cetak"))
        written = {number: self._draft.money(self._table, row, f"tw{number}_rp") for number in QUARTERS}
        parts = {number: money for number, money in written.items() if money is not None and number <= until}
        total = self._draft.money(self._table, row, "realisasi_rp")
        quarters, spent = within(parts, total, running=False)
        return ProgramYear(
            year=int(row["tahun"]), budget=self._draft.money(self._table, row, "pagu_rp"), spent=spent, quarter=until
        ).with_quarters(quarters)

    def _objective(self, row: Row, opd: Opd) -> str | None:
        if not row["sasaran"]:
            self._problem(row, "sasaran", "sasaran kosong")
            return None
        return put_objective(self._draft, opd, row["sasaran"], self._source)

    def _indicator(self, row: Row, node_id: str) -> None:
        if not row["indikator"]:
            return
        marks: list[Mark] = []
        reported = _reported(row)
        year = IndicatorYear(
            year=int(row["tahun"]),
            target=self._draft.measure(self._table, row, "target_k", marks),
            realised=self._draft.measure(self._table, row, "realisasi_k", marks) if reported else None,
            quarter=reported or quarter(row.get("periode_cetak")),
        ).with_quarters(
            {
                number: self._draft.measure(self._table, row, f"tw{number}_k", marks)
                for number in range(1, reported + 1)
                if f"tw{number}_k" in row.cells
            }
        )
        put_indicator(
            self._draft,
            node_id,
            row["indikator"],
            row.get("satuan"),
            year,
            baseline=self._draft.measure(self._table, row, "realisasi_renstra_lalu_k", marks),
            end_target=self._draft.measure(self._table, row, "target_akhir_renstra_k", marks),
            source=self._source,
            marks=tuple(marks),
        )

    def _mark_missing(self, row: Row, node_id: str) -> None:
        for column, what in (("target_k", "target"), ("pagu_rp", "pagu")):
            if not row[column]:
                message = f"Sub kegiatan ini tidak mempunyai {what} pada berkas."
                mark = self._draft.cell_mark(MarkCode.MISSING_VALUE, message, self._table, row, column)
                self._draft.mark(node_id, mark)

    def _problem(self, row: Row, column: str, reason: str, hint: str = "") -> None:
        self._draft.problem(self._table.problem(row, column, reason, hint))


FORMAT: Final = Format(
    id="e81",
    name="Formulir E.81 (tabel CSV)",
    columns=(
        *same(
            *("tahun", "periode_cetak", "halaman", "baris_sumber", "salinan_ke", "unit", "nomor", "level", "kode"),
            *("baris_lanjutan", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator", "satuan"),
            *FIGURES,
            *("penanggung_jawab", "penjelasan"),
        ),
        *SUB_UNITS,
    ),
    needed=(NEEDED,),
    read=read,
    order=50,
    seen="berkas nyata",
)


def _reported(row: Row) -> int:
    """The last quarter of the form's period of which an indicator reports anything: an empty cell is no report.

    0 where the form has columns for quarters and none of them says anything.
    """
    until = quarter(row.get("periode_cetak"))
    told = [number for number in range(1, until + 1) if row.get(f"tw{number}_k")]
    return max(told, default=0 if "tw1_k" in row.cells else until)
