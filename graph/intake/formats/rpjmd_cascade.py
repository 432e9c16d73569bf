"""RPJMD cascade: vision, mission, goal, outcome and program on one row, each with its indicators in one cell.

A cell holds several indicators, one per line, and the cells beside it their baselines, targets, units and OPDs on the
same lines. Programs that serve no outcome of the RPJMD stand in the same table with those columns empty.
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from graph.intake.cells import Content, Row, Table, value
from graph.intake.cells.aligned import aligned
from graph.intake.drafting import Draft, Line, ProgramTree, free_objective_id, put_indicator, put_objective, slug
from graph.intake.recognising import Column, Format
from graph.model import IndicatorYear, Level, LinkKind, Mark, MarkCode, Objective, ObjectiveLevel, Opd
from graph.record import Severity
from graph.reference import normalised

_MISSION: Final = re.compile(
    r"misi\s*+(?:ke\s*+(?:-\s*+)?)?(?P<number>\d+|[ivx]+)\s*+(?:[:.\-–]\s*+)?(?P<text>\S.*)", re.I | re.S
)
_AN_OPD: Final = re.compile(
    r"(dinas|badan|kecamatan|sekretariat|inspektorat|satuan polisi|bagian|rumah sakit|rsud|kantor|kelurahan)\b.*", re.I
)
_YEARLY: Final = re.compile(r"target_20\d\d")
_LEVELS: Final = ("tujuan", "sasaran", "program")
PRIORITY: Final = "prioritas RPJMD"
"""Tag of programs that serve an outcome of the RPJMD."""


def read(table: Table, draft: Draft) -> None:
    """Read the cascade."""
    cascade = _Cascade(table, draft)
    for row in draft.each(table):
        cascade.read(row)
    cascade.finish()
    draft.note_read(table, "rpjmd-cascading")


class _Cascade:
    """Reads rows; what stands on many rows becomes one node."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._source = table.source
        self._draft = draft
        self._tree = ProgramTree(draft)
        self._missions: dict[str, None] = {}
        self._visions: dict[str, None] = {}
        self._years = [name for name in table.headings if _YEARLY.fullmatch(name)]
        self._told = False

    def read(self, row: Row) -> None:
        """Read one row from its vision down to its program."""
        above = ""
        vision, mission = _text(row, "visi"), _text(row, "misi")
        if vision:
            above = self._objective("objective/visi", ObjectiveLevel.VISION, vision, "", above)
            self._visions[above] = None
        if mission:
            found = _MISSION.fullmatch(mission)
            code = f"Misi {found['number'].upper()}" if found else ""
            text = " ".join((found["text"] if found else mission).split())
            id_ = f"objective/{slug(code)}" if code else f"objective/misi-{slug(text, 60)}"
            above = self._objective(id_, ObjectiveLevel.MISSION, text, code, above)
            self._missions[above] = None
        for name, level in (("tujuan", ObjectiveLevel.GOAL), ("sasaran", ObjectiveLevel.OUTCOME)):
            if text := _text(row, name):
                above = self._objective(f"objective/{name}/{slug(text)}", level, text, "", above)
                self._indicators(row, above, name)
        served = above if _text(row, "sasaran") else ""
        if _text(row, "program"):
            self._program(row, served)
        elif not above:
            self._draft.problem(self._table.problem(row, "program", "baris ini tidak memuat sasaran maupun program"))

    def finish(self) -> None:
        """Put missions that stand without a vision under the only vision that there is."""
        if len(self._visions) == 1:
            for mission in self._missions:
                self._draft.tie(LinkKind.CONTAINS, next(iter(self._visions)), mission, self._source)

    def _objective(self, id_: str, level: ObjectiveLevel, text: str, code: str, above: str) -> str:
        id_ = free_objective_id(self._draft, id_, text)
        if self._draft.node(Objective, id_) is None:
            self._draft.put(Objective(id=id_, level=level, text=text, code=code, source=self._source))
        if above:
            self._draft.tie(LinkKind.CONTAINS, above, id_, self._source)
        return id_

    def _program(self, row: Row, served: str) -> None:
        name = _text(row, "program")
        opd = self._opd(row.get("opd_program"))
        line = Line(
            file=self._source,
            row=row.number,
            level=Level.PROGRAM,
            name=name,
            tags=(PRIORITY,) if served else (),
        )
        node = self._tree.put(opd, line, None)
        if opd is None:
            message = "Perangkat daerah penanggung jawab program ini tidak tertulis."
            self._draft.mark(
                node.id, self._draft.cell_mark(MarkCode.MISSING_VALUE, message, self._table, row, "opd_program", name)
            )
        outcome = _text(row, "outcome")
        if outcome and opd is not None:
            serves = put_objective(self._draft, opd, outcome, self._source)
            if served and serves != served:
                self._draft.tie(LinkKind.CONTAINS, served, serves, self._source)
            served = serves
        if served:
            self._draft.tie(LinkKind.ALIGNS, node.id, served, self._source)
        self._indicators(row, node.id, "program")

    def _indicators(self, row: Row, of: str, what: str) -> None:
        is_last = what == next((each for each in reversed(_LEVELS) if row.get(f"ik_{each}")), "")
        years = self._years if is_last else []
        if years:
            self._tell_whose(row, what)
        columns = (f"baseline_{what}", f"target_{what}")
        unit = row.get(f"satuan_{what}") or (row.get("satuan") if is_last else "")
        found, unaligned = aligned(
            row.get(f"ik_{what}"),
            tuple(row.get(column) for column in (*columns, *years)),
            (unit, row.get(f"opd_ik_{what}")),
        )
        marks: list[Mark] = []
        for position in unaligned:
            column = (*columns, *years, f"satuan_{what}", f"opd_ik_{what}")[position]
            message = "Isi sel ini tidak sejajar dengan baris-baris indikatornya, sehingga tidak dipasangkan."
            marks.append(self._draft.cell_mark(MarkCode.UNREAD_NUMBER, message, self._table, row, column))
        for name, baseline, target, *yearly, said, opd in found:
            cells = (name, value(baseline), value(target), value(said), opd)
            aims = {year: value(cell) for year, cell in zip(years, yearly, strict=True)}
            self._indicator(row, of, columns, cells, tuple(marks), aims)
        if not found and any(row.get(column) for column in columns):
            column = next(column for column in columns if row.get(column))
            message = "Nilai ini tidak mempunyai nama indikator, sehingga tidak dibaca."
            self._draft.mark(of, self._draft.cell_mark(MarkCode.MISSING_VALUE, message, self._table, row, column))

    def _indicator(
        self,
        row: Row,
        of: str,
        columns: tuple[str, str],
        cells: tuple[str, str, str, str, str],
        common: tuple[Mark, ...],
        aims: Mapping[str, str],
    ) -> None:
        name, baseline, target, unit, opd_name = cells
        if not slug(name):
            return
        marks = list(common)
        node = put_indicator(
            self._draft,
            of,
            name,
            unit,
            None,
            source=self._source,
            baseline=self._draft.measure(self._table, row, columns[0], marks, line=baseline, unit=unit),
            end_target=self._draft.measure(self._table, row, columns[1], marks, line=target, unit=unit),
        )
        for column, aim in aims.items():
            if target_ := self._draft.measure(self._table, row, column, marks, line=aim, unit=unit):
                year = IndicatorYear(year=int(column.removeprefix("target_")), target=target_)
                node = put_indicator(self._draft, of, name, unit, year, source=self._source)
        opd = self._opd(opd_name)
        if opd is not None:
            self._draft.tie(LinkKind.LEADS, opd.id, node.id, self._source)
        elif value(opd_name):
            message = "Pengampu ini bukan perangkat daerah yang terdaftar; indikator tanpa penanggung jawab."
            column = columns[0].replace("baseline", "opd_ik")
            marks.append(self._draft.cell_mark(MarkCode.UNKNOWN_OPD, message, self._table, row, column, opd_name))
        if marks:
            self._draft.put(msgspec.structs.replace(node, marks=tuple(dict.fromkeys((*node.marks, *marks)))))

    def _tell_whose(self, row: Row, what: str) -> None:
        """Tell whose the targets of a year are where a row has indicators of several levels."""
        if not self._told and sum(bool(row.get(f"ik_{each}")) for each in _LEVELS) > 1:
            reason = f"target per tahun dibaca sebagai milik indikator {what}, yang paling bawah pada barisnya"
            self._draft.problem(self._table.problem(row, f"ik_{what}", reason, severity=Severity.WARNING))
            self._told = True

    def _opd(self, name: str) -> Opd | None:
        name = " ".join(value(name).split())
        if not slug(name):
            return None
        return self._draft.find_opd(name) or (
            self._draft.opd(name, self._source) if _AN_OPD.fullmatch(normalised(name)) else None
        )


def _text(row: Row, name: str) -> str:
    text = " ".join(value(row.get(name)).split())
    return text if slug(text) else ""


def _group(what: str, heading: str) -> tuple[Column, ...]:
    """The columns of one level's indicators."""
    return (
        Column(f"ik_{what}", rf"(?:ik|indikator(?: kinerja)?) {heading}"),
        Column(f"baseline_{what}", rf"(?:baseline|kondisi awal) (?:ik |indikator )?{heading}", Content.MEASURE),
        Column(f"target_{what}", rf"target(?: akhir)? (?:ik |indikator )?{heading}", Content.MEASURE),
        Column(f"satuan_{what}", rf"satuan (?:ik |indikator )?{heading}"),
        Column(f"opd_ik_{what}", rf"(?:opd|perangkat daerah) (?:ik |indikator ){heading}", Content.OPD),
    )


FORMAT: Final = Format(
    id="rpjmd-cascading",
    name="RPJMD visi sampai program (cascading)",
    columns=(
        Column("visi", r"visi(?: rpjmd)?"),
        Column("misi", r"misi(?: rpjmd)?"),
        Column("tujuan", r"tujuan(?: rpjmd)?"),
        *_group("tujuan", r"tujuan(?: rpjmd)?"),
        Column("sasaran", r"sasaran(?: rpjmd)?"),
        *_group("sasaran", r"sasaran(?: rpjmd)?"),
        Column("satuan", r"satuan"),
        Column("target_{year}", r"(?:target )?(?:tahun )?(?P<year>20\d\d)(?: target)?", Content.MEASURE),
        Column("periode", r"periode(?: penilaian)?"),
        Column("program", r"program(?: prioritas)?"),
        Column("outcome", r"(?:outcome|hasil) program(?: prioritas)?"),
        *_group("program", r"program(?: prioritas)?"),
        Column("opd_program", r"(?:opd|perangkat daerah) penanggung ?jawab(?: program(?: prioritas)?)?", Content.OPD),
    ),
    needed=(
        frozenset({"misi", "tujuan", "sasaran"}),
        frozenset({"misi", "sasaran", "ik_sasaran"}),
        frozenset({"tujuan", "sasaran", "ik_sasaran"}),
    ),
    foreign=frozenset(
        {"kegiatan", "kode_kegiatan", "sub_kegiatan", "kode_sub_kegiatan", "kode_program", "pagu", "realisasi_rp"}
    ),
    read=read,
    order=45,
    seen="berkas nyata",
)
