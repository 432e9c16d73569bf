"""Plan book: the workbook of a plan that ``graph.export.plan_book`` writes, with what a person changed in it.

A row is known by its OPD, code and name. What differs from what the workbook showed of the plan is what changes; a
column or row that is not there, and a cell that was emptied, changes nothing. Rows of nothing that the plan has are
new work, read as any table of programs is.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Generic, TypeVar

import msgspec

from graph import book as shown
from graph import code as codes
from graph.intake.cells import Content, Grid, GridRow, Row, Table, named_stage, tidy_code
from graph.intake.drafting import Draft, PlanLines, put_indicator
from graph.intake.formats import plan_rows, template_sheets
from graph.intake.recognising import Column, Format, Found
from graph.model import (
    Dimension,
    Indicator,
    IndicatorYear,
    Link,
    LinkKind,
    Mark,
    Objective,
    Opd,
    Program,
    ProgramYear,
)
from graph.record import FileProblem, Severity
from graph.reference import normalised

N = TypeVar("N", Program, Program | Objective)
Y = TypeVar("Y", ProgramYear, IndicatorYear)
_LOOK: Final = 10
"""In so many rows the headings of a sheet are looked for that has a title."""
_OWN: Final = "subdimensi"
_OF_YEARS: Final = ("pagu", "tahap", "realisasi_rp", "target", "realisasi")


def is_book(grid: Grid) -> bool:
    """Whether a sheet is one of the workbook of a plan: by its name and by the headings in its first row.

    It may lack columns, and have others, but none that a table of programs or of indicators has. A sheet that a person
    renamed, copied or gave a title is known by all its headings.
    """
    name = normalised(grid.sheet.removeprefix("lembar "))
    if any(_is_heading(row, format_) for row in grid.rows[:_LOOK] for format_ in FORMATS):
        return True
    if name not in _BY_SHEET or not grid.rows or grid.rows[0].number != 1:
        return False
    format_, other = _BY_SHEET[name], _OTHERS[name]
    headings = [normalised(cell) for cell in grid.rows[0].cells if cell]
    columns = {each for heading in headings for each in format_.names(heading)}
    is_other = any(other.names(heading) and not format_.names(heading) for heading in headings)
    return len(columns) > 1 and not {"kode", "nama"}.isdisjoint(columns) and not is_other


def _is_heading(row: GridRow, format_: Format) -> bool:
    """Whether a row has all headings of a sheet, or most and the one that is only ours."""
    headings = {normalised(cell) for cell in row.cells if cell}
    named = {name for heading in headings for name in format_.names(heading)}
    is_ours = _OWN in headings and {"kode", "nama", "tahun"} <= named  # no other table has it in one word
    return named >= {each.name for each in format_.columns} or (is_ours and len(named) > len(format_.columns) - 3)


def told_twice(tables: Sequence[Found]) -> FileProblem | None:
    """Give the problem where a file has two sheets of one kind, as a copy that was kept of one; None where not."""
    for format_ in FORMATS:
        of_kind = [each.table for each in tables if each.format.id == format_.id]
        if len(of_kind) > 1:
            names = " dan ".join(table.sheet for table in of_kind)
            reason = f"ada {len(of_kind)} lembar yang sama jenisnya: {names}"
            hint = "Hapus salinannya, agar jelas perubahan lembar mana yang dimaksud."
            return FileProblem(file=of_kind[1].file, sheet=of_kind[1].sheet, reason=reason, hint=hint)
    return None


class _Known(Generic[N]):
    """Finds what rows of a sheet mean by the columns that the sheet has of OPD, code and name."""

    def __init__(self, table: Table, nodes: tuple[N, ...], ties: shown.Ties, name: str) -> None:
        self._has = [column in table.headings for column in ("opd", "kode", name)]
        self._name = name
        self._found: dict[tuple[str, str, str], dict[str, N]] = defaultdict(dict)
        for node in nodes:
            opd = ties.leads.get(node.id)
            code, label = codes.canonical(node.code) if isinstance(node, Program) else node.code, normalised(node.label)
            for owner in _names(opd):
                for key in ((owner, code, label), (owner, code, "*"), (owner, "*", label)):
                    self._found[self._key(*key)][node.id] = node

    def _key(self, *parts: str) -> tuple[str, str, str]:
        """A key in which a column that the sheet does not have says nothing."""
        opd, code, name = (part if has else "*" for part, has in zip(parts, self._has, strict=True))
        return opd, code, name

    def _said(self, row: Row) -> tuple[str, str, str]:
        code = tidy_code(row.get("kode"), is_figure="kode" in row.figures)
        return (
            normalised(row.get("opd")),
            codes.canonical(code) if code else row.get("kode"),
            normalised(row.get(self._name)),
        )

    def exact(self, row: Row) -> tuple[N, ...]:
        """What has just the row's OPD, code and name."""
        return tuple(self._found.get(self._key(*self._said(row)), {}).values())

    def of_code(self, row: Row) -> tuple[N, ...]:
        """What has the row's OPD and code, where it has a code."""
        opd, code, _ = self._said(row)
        return tuple(self._found.get(self._key(opd, code, "*"), {}).values()) if code else ()

    def of_name(self, row: Row) -> tuple[N, ...]:
        """What has the row's OPD and name."""
        opd, _, name = self._said(row)
        return tuple(self._found.get(self._key(opd, "*", name), {}).values()) if name else ()


def _names(opd: Opd | None) -> tuple[str, ...]:
    return tuple({normalised(name): None for name in (opd.name, opd.short_name, *opd.aliases)}) if opd else ("",)


def _text(row: Row, column: str) -> str:
    """A cell without what stands before a text that a spreadsheet would take for a formula."""
    return row.get(column).removeprefix(shown.NO_FORMULA)


class _Sheet:
    """One sheet of the workbook, and what is common to its rows."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self.table, self.draft = table, draft
        self.ties = shown.Ties.of(draft.everything(), draft.known_links())
        self._emptied: dict[str, list[Row]] = defaultdict(list)

    def changed(self, row: Row, column: str, was: object) -> bool:
        """Whether a person wrote something else into a cell; an emptied one is told and changes nothing."""
        if column not in self.table.headings:
            return False
        written, before = _text(row, column), "" if was is None else str(was)
        if written == before or normalised(written) == normalised(before) != "":
            return False
        if not written:
            self._emptied[column].append(row)
            return False
        return not (column in row.figures and isinstance(was, int | float) and row.figures[column] == was)

    def year(self, row: Row, known: tuple[Y, ...]) -> int:
        """The year that a row is of; 0 where nobody knows, which is a problem where it says anything of a year."""
        written = row.get("tahun").removesuffix(".0")
        if re.fullmatch(r"20\d\d", written):
            return int(written)
        if not any(row.get(column) for column in _OF_YEARS):
            return 0
        if not written and (self.draft.year or len(known) == 1):
            return self.draft.year or known[0].year
        reason = "tahun harus berupa empat angka" if written else "tahun baris ini tidak diketahui"
        self.problem(row, "tahun", reason, "Tulis tahunnya, misalnya 2026.")
        return 0

    def problem(self, row: Row, column: str, reason: str, hint: str) -> None:
        """Refuse a cell."""
        self.draft.problem(self.table.problem(row, column, reason, hint))

    def doubtful(self, row: Row, column: str, found: int) -> None:
        """Refuse a changed row that may mean several things."""
        reason = f"{found} hal di rencana mempunyai OPD, kode dan nama ini; tidak diketahui mana yang diubah"
        self.problem(row, column, reason, "Ubah langsung di halaman rencana, atau pakai berkas JSON.")

    def close(self) -> None:
        """Tell of the cells that were emptied."""
        for column, rows in self._emptied.items():
            reason = f"{len(rows)} sel pada kolom ini dikosongkan; isinya di rencana tetap"
            hint = "Tulis 0 bila nilainya memang nol, atau hapus di halaman rencana."
            self.draft.problem(self.table.problem(rows[0], column, reason, hint, severity=Severity.WARNING))


def read_programs(table: Table, draft: Draft) -> None:
    """Read the sheet of programs."""
    _Programs(table, draft).read()


class _Programs(_Sheet):
    def __init__(self, table: Table, draft: Draft) -> None:
        super().__init__(table, draft)
        self._known = _Known(table, draft.every(Program), self.ties, "nama")
        self._dimensions = {
            normalised(word): each.id
            for each in draft.every(Dimension)
            for word in (each.label, each.name_en, each.code)
        }

    def read(self) -> None:
        """Read all rows: first those that are known as they stand, so that of the others it is known what is left."""
        exact = {row.number: self._known.exact(row) for row in self.table.rows}
        taken = {node.id for found in exact.values() for node in found}
        new: list[Row] = []
        for row in self.draft.each(self.table):
            if not row.get("kode") and not row.get("nama"):
                self.problem(row, "nama", "baris ini tidak menyebut program", "Tulis kode atau namanya.")
                continue
            if not (found := exact[row.number]):
                found = self._meant(row, taken, new)
            if len(found) == 1:
                self._edit(row, found[0])
            elif found and not any(self._is_same(row, each) for each in found):
                self.doubtful(row, "nama", len(found))
        self.close()
        self.draft.is_part = True
        added = {row.number for row in new}
        rest = tuple(row for row in self.table.rows if row.number not in added)
        self.draft.note_read(msgspec.structs.replace(self.table, rows=rest, left_out=()), PROGRAMS.id)
        if new:
            self._add(new)

    def _meant(self, row: Row, taken: set[str], new: list[Row]) -> tuple[Program, ...]:
        """The program whose code or name a person changed; none where the row is of a new one."""
        of_code = self._known.of_code(row)
        if any(each.id in taken for each in of_code):
            reason = f"kode ini sudah dipakai baris lain dengan nama lain: {of_code[0].name}"
            self.problem(row, "kode", reason, "Samakan namanya pada semua baris program ini, atau betulkan kodenya.")
            return ()
        found = of_code or tuple(each for each in self._known.of_name(row) if each.id not in taken)
        if not found:
            new.append(row)
        return found

    def _is_same(self, row: Row, node: Program) -> bool:
        """Whether a row says of a program just what the plan does."""
        of = next((year for year in node.years if str(year.year) == row.get("tahun").removesuffix(".0")), None)
        if of is None:
            return not any(row.get(column) for column in ("tahun", *_OF_YEARS))
        cells = {"pagu": shown.money_cell(of.budget), "realisasi_rp": shown.money_cell(of.spent)}
        cells["tahap"] = shown.stage_cell(of)
        return all(row.get(column) == ("" if cell is None else str(cell)) for column, cell in cells.items())

    def _edit(self, row: Row, node: Program) -> None:
        before = node = self.draft.node(Program, node.id) or node
        if row.get("nama") and normalised(row["nama"]) != normalised(node.name):
            node = msgspec.structs.replace(node, name=_text(row, "nama"))
        code = codes.canonical(tidy_code(row.get("kode"), is_figure="kode" in row.figures))
        if self.changed(row, "kode", node.code) and code != codes.canonical(node.code):
            if not code:
                self.problem(row, "kode", "kode ini tidak terbaca", "Tulis misalnya 1.01.02.2.01.0001.")
                return
            entry = self.draft.nomenclature.find(code)
            node = msgspec.structs.replace(
                node, code=code, written_code="", nomenclature=entry.version if entry else ""
            )
        if year := self.year(row, node.years):
            old = next((each for each in node.years if each.year == year), ProgramYear(year=year))
            years = {each.year: each for each in node.years} | {year: self._year(row, old)}
            node = msgspec.structs.replace(node, years=tuple(years[each] for each in sorted(years)))
        if node != before:
            self.draft.edit(node)
        self._serve(row, node)

    def _year(self, row: Row, old: ProgramYear) -> ProgramYear:
        """A year with what the row changes of its budget, of the stage of it, and of what was spent."""
        new, stage, budget = old, old.stage, old.budget
        is_staged = self.changed(row, "tahap", shown.stage_cell(old))
        if is_staged:
            stage = named_stage(row["tahap"])
            if stage is None:
                self.problem(row, "tahap", "tahap ini tidak dikenal", "Tulis usulan, indikatif, murni atau perubahan.")
        if is_paid := self.changed(row, "pagu", shown.money_cell(old.budget)):
            budget = self.draft.money(self.table, row, "pagu")
        if (is_staged or is_paid) and budget is not None:
            new = new.with_stages({**old.stages, stage: budget})
        if self.changed(row, "realisasi_rp", shown.money_cell(old.spent)):
            new = msgspec.structs.replace(new, spent=self.draft.money(self.table, row, "realisasi_rp") or old.spent)
        return new

    def _serve(self, row: Row, node: Program) -> None:
        """Tie the program to the dimensions that its cell names, and untie it from those that it named before."""
        served = {link.target_id: link for link in self.ties.served.get(node.id, ())}
        was = shown.SEVERAL.join(self._label(link) for link in served.values())
        if not self.changed(row, "subdimensi", was):
            return
        ids: list[str] = []
        for word in re.split(r"[;\n]", row["subdimensi"]):
            if normalised(word) in self._dimensions:
                ids.append(self._dimensions[normalised(word)])
            elif normalised(word):
                reason = f"subdimensi {word.strip()!r} tidak dikenal"
                hint = "Tulis nama atau kodenya (misalnya SG-1), dipisah titik koma."
                self.problem(row, "subdimensi", reason, hint)
                return
        self.draft.put(self.draft.node(Program, node.id) or node)
        for id_ in dict.fromkeys(ids):
            if id_ not in served:
                self.draft.tie(LinkKind.ALIGNS, node.id, id_, self.table.source, "subdimensi")
        for id_, link in served.items():
            if id_ not in ids:
                self.draft.untie(link)

    def _label(self, link: Link) -> str:
        found = self.draft.node(Dimension, link.target_id)
        return found.label if found else link.target_id

    def _add(self, rows: list[Row]) -> None:
        """Read rows of work that the plan does not have, and tie it to what it serves."""
        table = msgspec.structs.replace(self.table, rows=tuple(rows), unread=(), left_out=(), totals=())
        PlanLines(table, self.draft).read(PROGRAMS.id)
        sheet = _Programs(table, self.draft)
        for row in rows:
            for node in sheet._known.exact(row) or sheet._known.of_code(row):
                sheet._serve(row, node)


def read_indicators(table: Table, draft: Draft) -> None:
    """Read the sheet of indicators."""
    _Indicators(table, draft).read()


class _Indicators(_Sheet):
    def __init__(self, table: Table, draft: Draft) -> None:
        super().__init__(table, draft)
        measured: tuple[Program | Objective, ...] = (*draft.every(Program), *draft.every(Objective))
        self._known: _Known[Program | Objective] = _Known(table, measured, self._owners(), "mengukur")
        self._indicators: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
        for node in draft.every(Indicator):
            for of in self.ties.measured.get(node.id, ()):
                self._indicators[of.id, normalised(node.name)].append(node)

    def _owners(self) -> shown.Ties:
        """The ties, where what no OPD leads is that of the OPD which leads an indicator of it."""
        of = {each.id: id_ for id_, found in self.ties.measured.items() for each in found if id_ in self.ties.leads}
        more = {id_: self.ties.leads[indicator] for id_, indicator in of.items()}
        return msgspec.structs.replace(self.ties, leads={**more, **self.ties.leads})

    def read(self) -> None:
        """Read all rows."""
        for row in self.draft.each(self.table):
            if not row.get("nama"):
                if "nama" in self.table.headings:
                    self.problem(row, "nama", "nama indikator kosong", "Tulis namanya.")
                continue
            of = self._known.exact(row) or self._known.of_code(row) or self._known.of_name(row)
            found = [each for one in of for each in self._indicators.get((one.id, normalised(row["nama"])), ())]
            if len(found) == 1:
                self._edit(row, found[0])
            elif found and not any(self._is_same(row, each) for each in found):
                self.doubtful(row, "nama", len(found))
            elif not found:
                self._add(row, of)
        self.close()
        self.draft.is_part = True
        self.draft.note_read(self.table, INDICATORS.id)

    def _is_same(self, row: Row, node: Indicator) -> bool:
        year = next((each for each in node.years if str(each.year) == row.get("tahun").removesuffix(".0")), None)
        cells = (shown.measure_cell(year.target), shown.measure_cell(year.realised)) if year else (None, None)
        return [row.get("target"), row.get("realisasi")] == ["" if cell is None else str(cell) for cell in cells]

    def _edit(self, row: Row, node: Indicator) -> None:
        before = node = self.draft.node(Indicator, node.id) or node
        if self.changed(row, "satuan", node.unit):
            node = msgspec.structs.replace(node, unit=_text(row, "satuan"))
        marks: list[Mark] = []
        if number := self.year(row, node.years):
            old = next((each for each in node.years if each.year == number), IndicatorYear(year=number))
            year = self._year(row, old, marks)
            if year != IndicatorYear(year=number):
                years = {each.year: each for each in node.years} | {number: year}
                node = msgspec.structs.replace(node, years=tuple(years[each] for each in sorted(years)))
        if node != before:
            self.draft.edit(msgspec.structs.replace(node, marks=tuple(dict.fromkeys((*node.marks, *marks)))))

    def _year(self, row: Row, old: IndicatorYear, marks: list[Mark]) -> IndicatorYear:
        new = old
        if self.changed(row, "target", shown.measure_cell(old.target)):
            target = self.draft.measure(self.table, row, "target", marks)
            new = msgspec.structs.replace(new, target=target or old.target)
        if self.changed(row, "realisasi", shown.measure_cell(old.realised)):
            realised = self.draft.measure(self.table, row, "realisasi", marks)
            new = msgspec.structs.replace(new, realised=realised or old.realised)
        return new

    def _add(self, row: Row, of: tuple[Program | Objective, ...]) -> None:
        if len(of) != 1:
            reason = "yang diukur tidak ada di rencana" if not of else f"yang diukur cocok dengan {len(of)} hal"
            self.problem(row, "mengukur", reason, "Tulis OPD, kode dan nama program, atau teks sasarannya.")
            return
        marks: list[Mark] = []
        number = self.year(row, ())
        year = self._year(row, IndicatorYear(year=number), marks) if number else None
        self.draft.put(self.draft.node(type(of[0]), of[0].id) or of[0])
        put_indicator(
            self.draft,
            of[0].id,
            _text(row, "nama"),
            _text(row, "satuan"),
            year,
            source=self.table.source,
            marks=tuple(marks),
        )


_COMMON: Final = (
    Column("opd", r"(?:nama )?(?:opd|skpd|perangkat daerah)", Content.OPD, key=True, spread=True),
    Column("kode", r"kode(?: rekening| nomenklatur)?", Content.CODE, key=True),
    Column("tahun", r"tahun(?: anggaran)?", Content.YEAR),
)
_NEEDED: Final = (frozenset({"kode"}), frozenset({"nama"}))
PROGRAMS: Final = Format(
    id="rencana-program",
    name="Lembar Program dari rencana yang diekspor",
    columns=(
        *_COMMON,
        Column("nama", r"nama(?: program)?|uraian", key=True),
        Column("pagu", r"(?:pagu|anggaran)(?: rp)?", Content.MONEY),
        Column("tahap", r"tahap(?:an)?(?: anggaran)?"),
        Column("realisasi_rp", r"realisasi(?: anggaran)?(?: rp)?", Content.MONEY),
        Column("subdimensi", r"(?:sub ?)?dimensi"),
    ),
    needed=_NEEDED,
    read=read_programs,
    order=30,
    seen="berkas kita",
)
INDICATORS: Final = Format(
    id="rencana-indikator",
    name="Lembar Indikator dari rencana yang diekspor",
    columns=(
        *_COMMON,
        Column("mengukur", r"mengukur|program|sasaran", key=True),
        Column("nama", r"nama(?: indikator)?|indikator", key=True),
        Column("satuan", r"satuan"),
        Column("target", r"target", Content.MEASURE),
        Column("realisasi", r"realisasi|capaian", Content.MEASURE),
    ),
    needed=_NEEDED,
    read=read_indicators,
    order=72,
    seen="berkas kita",
)
_BY_SHEET: Final = {normalised(shown.PROGRAMS): PROGRAMS, normalised(shown.INDICATORS): INDICATORS}
_OTHERS: Final = dict(zip(_BY_SHEET, (plan_rows.FORMAT, template_sheets.INDICATORS), strict=True))
FORMATS: Final = (PROGRAMS, INDICATORS)
"""The formats of its sheets; they are known by the names of the sheets, not among the formats of other tables."""
