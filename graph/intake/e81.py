"""Formulir E.81: the evaluation of the OPDs' annual plans (Permendagri 86/2017), as a table of its printed rows.

The form has no nomenclature codes; its outline numbers (1, 1.1, 1.1.1, 1.1.1.1) say what contains what. Some forms are
printed twice, and a row without a number, or with the same number once more, is one more indicator of the node above.
"""

import re
from typing import Final

from graph.intake.draft import Draft, slug
from graph.intake.problem import FileProblem
from graph.intake.program_tree import Line, ProgramTree, put_indicator
from graph.intake.report import FileRead
from graph.intake.table import Row, Table
from graph.model import (
    IndicatorYear,
    Level,
    LinkKind,
    Mark,
    MarkCode,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    ProgramYear,
)
from graph.reference import normalised

HEADINGS: Final = frozenset(
    {"tahun", "unit", "nomor", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator", "target_k", "pagu_rp"}
)
_LEVELS: Final = {
    2: (Level.PROGRAM, "program"),
    3: (Level.ACTIVITY, "kegiatan"),
    4: (Level.SUB_ACTIVITY, "sub_kegiatan"),
}
_MONEY_CHECKED: Final = ("tw1_rp", "tw2_rp", "tw3_rp", "tw4_rp", "realisasi_renstra_lalu_rp", "realisasi_renstra_rp")
_OUTLINE: Final = re.compile(r"\d+(\.\d+){0,3}")
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}


def quarter(period: str) -> int:
    """Give the quarter up to which a form reports.

    >>> quarter("Tahun 2024 - Triwulan 2"), quarter("Tahun 2024 - Triwulan III"), quarter("Tahun 2024")
    (2, 3, 4)
    """
    found = re.search(r"Triwulan\s+(\d|IV|I{1,3})\b", period, re.IGNORECASE)
    if found is None:
        return 4
    return _ROMAN.get(found[1].upper()) or int(found[1])


def read(table: Table, draft: Draft) -> None:
    """Read the forms of all OPDs in a table; a form that is printed again is left out."""
    kept = _first_prints(table)
    repeated = len(table.rows) - len(kept)
    form = _Form(table, draft)
    for row in kept:
        form.read(row)
    draft.files.append(FileRead(file=table.file, format="e81", rows=len(kept), repeated_rows=repeated))


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


class _Form:
    """Reads rows in their printed order; knows which node each outline number stands for."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._file = table.file
        self._draft = draft
        self._tree = ProgramTree(draft)
        self._at: dict[tuple[str, str], str] = {}
        self._last: dict[str, str] = {}

    def read(self, row: Row) -> None:
        """Read one row."""
        if not row["unit"]:
            self._problem(row, "unit", "nama perangkat daerah kosong")
            return
        if not re.fullmatch(r"(19|20)\d\d", row["tahun"]):
            self._problem(row, "tahun", "tahun harus berupa empat angka")
            return
        opd = self._draft.opd(row["unit"], self._file)
        number = row["nomor"]
        if number == "" or (row.get("baris_lanjutan") == "1" and (opd.id, number) in self._at):
            node_id = self._at.get((opd.id, number)) or self._last.get(opd.id)
            if node_id is None:
                self._problem(row, "nomor", "baris indikator tambahan tanpa simpul di atasnya")
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
        name = row[column]
        if not name:
            self._problem(row, column, "nama kosong")
            return None
        year = ProgramYear(
            year=int(row["tahun"]),
            budget=self._draft.money(self._file, row, "pagu_rp"),
            spent=self._draft.money(self._file, row, "realisasi_rp"),
            quarter=quarter(row.get("periode_cetak")),
        )
        for heading in _MONEY_CHECKED:
            self._draft.money(self._file, row, heading)
        line = Line(
            file=self._file,
            row=row.number,
            level=level,
            name=name,
            code=row.get("kode"),
            year=year,
            period_budget=self._draft.money(self._file, row, "target_akhir_renstra_rp"),
        )
        node = self._tree.put(opd, line, self._draft.node(Program, above_id))
        if level is Level.PROGRAM:
            self._draft.tie(LinkKind.ALIGNS, node.id, above_id, self._file)
        if level is Level.SUB_ACTIVITY:
            self._mark_missing(row, node.id)
        return node.id

    def _objective(self, row: Row, opd: Opd) -> str | None:
        if not row["sasaran"]:
            self._problem(row, "sasaran", "sasaran kosong")
            return None
        id_ = objective_id(opd, row["sasaran"])
        if self._draft.node(Objective, id_) is None:
            level = ObjectiveLevel.OUTCOME
            self._draft.put(Objective(id=id_, level=level, text=row["sasaran"], source=self._file))
            self._draft.tie(LinkKind.LEADS, opd.id, id_, self._file)
        return id_

    def _indicator(self, row: Row, node_id: str) -> None:
        if not row["indikator"]:
            return
        marks: list[Mark] = []
        year = IndicatorYear(
            year=int(row["tahun"]),
            target=self._draft.measure(self._file, row, "target_k", marks),
            realised=self._draft.measure(self._file, row, "realisasi_k", marks),
            quarter=quarter(row.get("periode_cetak")),
        )
        put_indicator(
            self._draft,
            node_id,
            row["indikator"],
            row["satuan"],
            year,
            baseline=self._draft.measure(self._file, row, "realisasi_renstra_lalu_k", marks),
            end_target=self._draft.measure(self._file, row, "target_akhir_renstra_k", marks),
            source=self._file,
            marks=tuple(marks),
        )

    def _mark_missing(self, row: Row, node_id: str) -> None:
        for column, what in (("target_k", "target"), ("pagu_rp", "pagu")):
            if not row[column]:
                message = f"Sub kegiatan ini tidak mempunyai {what} pada berkas."
                self._draft.mark(
                    node_id,
                    Mark(code=MarkCode.MISSING_VALUE, message=message, file=self._file, row=row.number, column=column),
                )

    def _problem(self, row: Row, column: str, reason: str) -> None:
        self._draft.problem(
            FileProblem(file=self._file, row=row.number, column=column, value=row.get(column)[:80], reason=reason)
        )


def objective_id(opd: Opd, text: str) -> str:
    """The id of an OPD's objective: the same for every spelling in other case or punctuation."""
    return f"objective/{opd.id.removeprefix('opd/')}/{slug(normalised(text))}"
