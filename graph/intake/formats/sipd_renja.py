"""SIPD-RI Renja: the export of a year's plan, flat or as JSON, one row per sub-activity, indicator and SKPD."""

import re
from typing import Final

import msgspec

from graph.intake.cells import Content, Row, Table
from graph.intake.drafting import Draft, Line, ProgramTree, opd_of_unit, put_indicator, unit_within
from graph.intake.recognising import Column, Format, same
from graph.model import IndicatorYear, Level, LinkKind, Mark, MarkCode, Money, Opd, Program, ProgramYear

_LABELS: Final = ("label_pusat", "label_prov", "label_kokab")


def read(table: Table, draft: Draft) -> None:
    """Read the export; a unit (UPTD, puskesmas, kelurahan) that no list names works for the SKPD above it."""
    reader = _Export(table, draft)
    for row in draft.each(table):
        reader.read(row)
    draft.note_read(table, "sipd-renja")


class _Export:
    """Reads rows; a program or activity that stands on many rows becomes one node."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._source = table.source
        self._draft = draft
        self._tree = ProgramTree(draft)
        self._above: dict[tuple[str, str], Program] = {}
        self._counted: dict[tuple[str, str], tuple[str, Money | None]] = {}
        self._outputs: set[tuple[str, str, str]] = set()

    def read(self, row: Row) -> None:
        """Read one row: its program, its activity and its sub-activity."""
        if not re.fullmatch(r"(19|20)\d\d", row["tahun"]):
            self._problem(row, "tahun", "tahun harus berupa empat angka")
            return
        for column in ("nama_skpd", "nama_program", "nama_giat", "nama_sub_giat"):
            if not row.get(column):
                self._problem(row, column, "nama kosong")
                return
        agency = opd_of_unit(self._draft, row["kode_skpd"], row["nama_skpd"], self._source)
        code, name = row.get("kode_sub_skpd"), row.get("nama_sub_skpd")
        opd = unit_within(self._draft, agency, code, name, self._source)
        year = int(row["tahun"])
        program = self._upper(row, opd, Level.PROGRAM, "kode_program", "nama_program", None)
        activity = self._upper(row, opd, Level.ACTIVITY, "kode_giat", "nama_giat", program)
        node = self._sub_activity(row, opd, activity, year)
        if row.get("indikator_outcome"):
            self._indicator(row, program.id, "indikator_outcome", "target_akhir", year)
        else:
            self._indicator(row, program.id, "tolak_ukur_capaian", "target_teks_capaian", year)
        self._indicator(row, activity.id, "urai_output", "target_sub_teks", year)
        if row.get("tolak_ukur_output"):
            self._indicator(row, node.id, "tolak_ukur_output", "target_teks_output", year, row.get("satuan_output"))
        else:
            self._indicator(row, node.id, "tolok_ukur_sub", "target_sub_teks", year, row.get("satuan_sub"))

    def _sub_activity(self, row: Row, opd: Opd, activity: Program, year: int) -> Program:
        """Put a sub-activity; where several rows with an output each have one amount, that is one amount."""
        budget = self._draft.money(self._table, row, "pagu")
        unit = row.get("kode_sub_skpd") or row["kode_skpd"]
        first = self._counted.get((unit, row["kode_sub_giat"]))
        output = (unit, row["kode_sub_giat"], row.get("tolak_ukur_output") or row.get("tolok_ukur_sub"))
        is_same = first is not None and budget is not None and first[1] is not None and first[1].amount == budget.amount
        again = is_same and bool(output[2]) and output not in self._outputs
        self._outputs.add(output)
        if first is None:
            self._counted[unit, row["kode_sub_giat"]] = (str(row.number), budget)
        line = Line(
            file=self._source,
            row=row.number,
            level=Level.SUB_ACTIVITY,
            name=row["nama_sub_giat"],
            code=row["kode_sub_giat"],
            years=() if again else (ProgramYear(year=year, budget=budget),),
            location=row.get("lokasi_bl"),
            beneficiaries=row.get("kelompok_sasaran"),
            tags=tuple(dict.fromkeys(label for label in (row.get(name) for name in _LABELS) if label)),
        )
        node = self._tree.put(opd, line, activity)
        if again and first is not None and row.get("nama_dana") != "":
            message = f"Pagu yang sama tertulis lagi (baris {first[0]}) dan dihitung sekali."
            mark = self._draft.cell_mark(MarkCode.REPEATED, message, self._table, row, "pagu")
            self._draft.mark(node.id, mark)
            node = msgspec.structs.replace(node, marks=self._draft.nodes[node.id].marks)
        return node

    def _upper(self, row: Row, opd: Opd, level: Level, code: str, name: str, above: Program | None) -> Program:
        key = (opd.id, f"{row[code]} {row[name]}")
        if key not in self._above:
            line = Line(
                file=self._source,
                row=row.number,
                level=level,
                name=row[name],
                code=row[code],
                years=(ProgramYear(year=int(row["tahun"])),),
            )
            self._above[key] = self._tree.put(opd, line, above)
        return self._above[key]

    def _indicator(self, row: Row, node_id: str, name: str, target: str, year: int, unit: str = "") -> None:
        if not row.get(name):
            return
        marks: list[Mark] = []
        value = self._draft.measure(self._table, row, target, marks, unit=unit)
        found = put_indicator(
            self._draft,
            node_id,
            row[name],
            unit,
            IndicatorYear(year=year, target=value),
            source=self._source,
            marks=tuple(marks),
        )
        self._draft.tie(LinkKind.MEASURES, found.id, node_id, self._source)

    def _problem(self, row: Row, column: str, reason: str) -> None:
        self._draft.problem(self._table.problem(row, column, reason))


FORMAT: Final = Format(
    id="sipd-renja",
    name="SIPD-RI Renja/RKPD (sub_bl)",
    columns=(
        *same("tahun", content=Content.YEAR),
        *same(
            "kode_skpd", "kode_sub_skpd", "kode_program", "kode_giat", "kode_sub_giat", content=Content.CODE, key=True
        ),
        *same("nama_skpd", "nama_sub_skpd", "nama_program", "nama_giat", "nama_sub_giat", key=True),
        *same("pagu", content=Content.MONEY),
        *same(
            "indikator_outcome",
            "urai_output",
            "lokasi_bl",
            "kelompok_sasaran",
            "nama_dana",
            "satuan_output",
            "satuan_sub",
        ),
        *same(*_LABELS),
        *same(
            *("target_akhir", "target_sub_teks", "target_teks_output", "target_teks_capaian"), content=Content.MEASURE
        ),
        Column("tolak_ukur_output", r"tol[ao]k ukur output"),
        Column("tolok_ukur_sub", r"tol[ao]k ukur sub"),
        Column("tolak_ukur_capaian", r"tol[ao]k ukur capaian"),
    ),
    needed=(
        frozenset(
            {"tahun", "kode_skpd", "nama_skpd", "kode_program", "nama_program", "kode_giat", "kode_sub_giat", "pagu"}
        ),
    ),
    read=read,
    order=50,
    seen="berkas nyata",
)
