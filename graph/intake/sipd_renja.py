"""SIPD-RI Renja: the flat export of a year's plan, one row per sub-activity and SKPD."""

import re
from typing import Final

from graph.intake.draft import Draft
from graph.intake.problem import FileProblem
from graph.intake.program_tree import Line, ProgramTree, put_indicator
from graph.intake.report import FileRead
from graph.intake.table import Row, Table
from graph.model import IndicatorYear, Level, LinkKind, Mark, Opd, Program, ProgramYear

HEADINGS: Final = frozenset(
    {"tahun", "kode_skpd", "nama_skpd", "kode_program", "nama_program", "kode_giat", "kode_sub_giat", "pagu"}
)
_LABELS: Final = ("label_pusat", "label_prov", "label_kokab")


def read(table: Table, draft: Draft) -> None:
    """Read the export; a unit (UPTD, puskesmas, kelurahan) that no list names works for the SKPD above it."""
    reader = _Export(table, draft)
    for row in table.rows:
        reader.read(row)
    draft.files.append(FileRead(file=table.file, format="sipd-renja", rows=len(table.rows)))


class _Export:
    """Reads rows; a program or activity that stands on many rows becomes one node."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._file = table.file
        self._draft = draft
        self._tree = ProgramTree(draft)
        self._above: dict[tuple[str, str], Program] = {}

    def read(self, row: Row) -> None:
        """Read one row: its program, its activity and its sub-activity."""
        if not re.fullmatch(r"(19|20)\d\d", row["tahun"]):
            self._problem(row, "tahun", "tahun harus berupa empat angka")
            return
        for column in ("nama_skpd", "nama_program", "nama_giat", "nama_sub_giat"):
            if not row.get(column):
                self._problem(row, column, "nama kosong")
                return
        opd = self._opd(row)
        year = int(row["tahun"])
        program = self._upper(row, opd, Level.PROGRAM, "kode_program", "nama_program", None)
        activity = self._upper(row, opd, Level.ACTIVITY, "kode_giat", "nama_giat", program)
        place = row.get("lokasi_bl")
        line = Line(
            file=self._file,
            row=row.number,
            level=Level.SUB_ACTIVITY,
            name=row["nama_sub_giat"],
            code=row["kode_sub_giat"],
            year=ProgramYear(year=year, budget=self._draft.money(self._file, row, "pagu")),
            location=place,
            beneficiaries=row.get("kelompok_sasaran"),
            tags=tuple(dict.fromkeys(label for label in (row.get(name) for name in _LABELS) if label)),
        )
        node = self._tree.put(opd, line, activity)
        self._indicator(row, program.id, "indikator_outcome", "target_akhir", year)
        self._indicator(row, activity.id, "urai_output", "target_sub_teks", year)
        self._indicator(row, node.id, "tolak_ukur_output", "target_teks_output", year, row.get("satuan_output"))

    def _opd(self, row: Row) -> Opd:
        code = row["kode_skpd"]
        listed = self._draft.find_opd(code)
        if listed is not None:
            return listed
        above = self._draft.find_opd(re.sub(r"\.\d{4}$", ".0000", code))
        return above or self._draft.opd(row["nama_skpd"], self._file)

    def _upper(self, row: Row, opd: Opd, level: Level, code: str, name: str, above: Program | None) -> Program:
        key = (opd.id, f"{row[code]} {row[name]}")
        if key not in self._above:
            line = Line(
                file=self._file,
                row=row.number,
                level=level,
                name=row[name],
                code=row[code],
                year=ProgramYear(year=int(row["tahun"])),
            )
            self._above[key] = self._tree.put(opd, line, above)
        return self._above[key]

    def _indicator(self, row: Row, node_id: str, name: str, target: str, year: int, unit: str = "") -> None:
        if not row.get(name):
            return
        marks: list[Mark] = []
        value = self._draft.measure(self._file, row, target, marks)
        found = put_indicator(
            self._draft,
            node_id,
            row[name],
            unit,
            IndicatorYear(year=year, target=value),
            source=self._file,
            marks=tuple(marks),
        )
        self._draft.tie(LinkKind.MEASURES, found.id, node_id, self._file)

    def _problem(self, row: Row, column: str, reason: str) -> None:
        self._draft.problem(
            FileProblem(file=self._file, row=row.number, column=column, value=row.get(column)[:80], reason=reason)
        )
