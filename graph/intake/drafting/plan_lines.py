"""Plan lines: rows that each say something of one program, activity or sub-activity of an OPD.

Many formats are such rows under other headings. Rows that name nothing of their own hold one more indicator of the
row above. What money and targets of one node on several rows mean together, says ``repetition``.
"""

import re
from typing import Final

from graph import code as codes
from graph.intake.cells import BUDGETS, Row, Table, is_account, split_code, tidy_code, titled_opd, titled_year
from graph.intake.drafting.budget_columns import BudgetColumns
from graph.intake.drafting.draft import Draft, slug
from graph.intake.drafting.objective import put_objective
from graph.intake.drafting.plan_entry import Entry, EntryWriter
from graph.intake.drafting.program_tree import put_indicator
from graph.intake.drafting.quarters import ended_before, quarter_of
from graph.intake.drafting.repetition import Paid, first_prints
from graph.intake.drafting.spending import Spending, with_money_realised
from graph.intake.drafting.unaimed import Unaimed
from graph.intake.drafting.unit import UNITS, agency_code_column, opd_of_unit, unit_of_row
from graph.model import (
    Level,
    LinkKind,
    MarkCode,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
)
from graph.record import Severity
from graph.reference import fields_of_name, normalised, tidy_unit_code
from graph.reference.agency import SURE

_WIDE: Final = (
    (Level.PROGRAM, "kode_program", "program"),
    (Level.ACTIVITY, "kode_kegiatan", "kegiatan"),
    (Level.SUB_ACTIVITY, "kode_sub_kegiatan", "sub_kegiatan"),
)
_UP: Final = {Level.SUB_ACTIVITY: Level.ACTIVITY, Level.ACTIVITY: Level.PROGRAM}
_LEVEL_WORDS: Final = {"program": Level.PROGRAM, "kegiatan": Level.ACTIVITY, "sub kegiatan": Level.SUB_ACTIVITY}
_ABOVE: Final = ("urusan pemerintahan", "bidang urusan", "unsur ", "urusan wajib", "urusan pilihan", "non urusan")
_AGENCY: Final = re.compile(
    r"\b(?:dinas|badan|inspektorat|sekretariat|satpol|satuan polisi|kecamatan|kelurahan|rsud|bagian)\b[a-z ]*[a-z]",
    re.I,
)
_AIMED: Final = re.compile(r"(target|realisasi)(_(tw)?\d+|_semula|_akhir)?|baseline|satuan")
_YEARLY: Final = re.compile(r"(target|pagu|realisasi|realisasi_rp)_(20\d\d)")


class PlanLines:
    """Reads the rows of one table."""

    def __init__(self, table: Table, draft: Draft, *, adds: bool = False) -> None:
        self._table = table = with_money_realised(table, draft)
        self._draft = draft
        self._adds = adds
        self._entries: dict[tuple[str, ...], Entry] = {}
        self._last: dict[tuple[str, Level], tuple[str, ...]] = {}
        self._at: tuple[str, ...] | None = None
        self._yearly = [(found[1], int(found[2])) for name in table.headings if (found := _YEARLY.fullmatch(name))]
        self._is_wide = any(name in table.headings for _, *names in _WIDE for name in names)
        self._budgets = BudgetColumns(table, draft)
        self._spending = Spending(table, draft)
        self._has_accounts = any(is_account(row.get("kode")) for row in table.rows)
        self._account_rows = 0
        self._unaimed = Unaimed(table, draft, [name for name in table.headings if _AIMED.fullmatch(name)])
        self._code_of_opd = agency_code_column(table.headings)
        self._year_told = False
        self._opd_told = False
        self._fields = {
            normalised(name).removeprefix("urusan pemerintahan bidang ") for name in draft.nomenclature.fields.values()
        }
        self._objectives = {
            normalised(word): node.id
            for node in draft.nodes.values()
            if isinstance(node, Objective)
            for word in (node.code, node.text)
            if word
            and (word == node.code or {"visi", "tujuan", "sasaran", "strategi"}.intersection(node.id.split("/")[1:2]))
        }
        self._year_of_heading = titled_year([text for name, text in table.texts.items() if name in {"pagu", "target"}])
        self._year_of_columns = titled_year(
            [text for name, text in table.texts.items() if _YEARLY.fullmatch(name) and not name.startswith("realisasi")]
        )

    def read(self, format_: str) -> None:
        """Read all rows, then put what they add up to."""
        kept = first_prints(self._table.rows)
        for row in self._draft.each(self._table, kept):
            self._row(row)
        self._unaimed.tell()
        self._tell_accounts()
        EntryWriter(self._table, self._draft, self._yearly, adds=self._adds).put(self._entries)
        again = len(self._table.rows) - len(kept)
        if again:
            reason = f"formulir ini tercetak lagi: {again} baris sama persis dengan sebelumnya dan dihitung sekali"
            self._draft.problem(self._table.problem(None, "", reason, severity=Severity.WARNING))
        self._draft.note_read(self._table, format_, again)

    # -- whose, when and what -----------------------------------------------------------------------------------

    def _row(self, row: Row) -> None:
        if not self._is_wide and self._is_account(row):
            self._account_rows += 1
            return
        opd = self._opd(row)
        if opd is None:
            return
        named = self._wide(row) if self._is_wide else self._long(row)
        if named is None:
            return
        if named:
            self._at = self._entered(opd, named, row)
        elif self._at is None or self._at[0] != opd.id or not row.get("indikator"):
            names = ("indikator", *BUDGETS)
            if (column := next((name for name in names if row.get(name)), None)) is not None:
                self._problem(row, column, "baris ini tidak menyebut program, kegiatan atau sub kegiatan")
            else:
                self._objective(row, opd)
            return
        self._figures(self._entries[self._at], row, opd)

    def _opd(self, row: Row) -> Opd | None:
        """Whose a row is: the unit that it names within its agency, else the agency."""
        agency = self._agency(row)
        return agency and unit_of_row(self._draft, agency, row, self._table.source)

    def _agency(self, row: Row) -> Opd | None:
        source = self._table.source
        code, name = split_code(row.get("opd"))
        code = tidy_opd_code(row.get(self._code_of_opd)) or code
        if not name and not code:
            name = titled_opd(row.title)
            words = (word for line in row.title for word in line.split())
            code = next((code for word in words if (code := tidy_unit_code(word))), "")
        if not name and not code:
            known = self._draft.find_opd(row.get("penanggung_jawab"))
            if known is not None:
                return known
            units = ((tidy_opd_code(row.get(code)), row.get(name)) for code, name in UNITS)
            code, name = next(((code, name) for code, name in units if code or name), ("", ""))
        if not name and not code:
            name = self._opd_of_file(row)
        if not name and not code:
            hint = "Tulis nama perangkat daerah di atas tabel (Perangkat Daerah: ...), atau tambahkan kolomnya."
            self._problem(row, "opd", "tidak diketahui perangkat daerah siapa baris ini", hint)
            return None
        if name and slug(name):
            return opd_of_unit(self._draft, code, name, source)
        found = opd_of_unit(self._draft, code, code, source)
        if found.name == code and not found.marks:
            message = "Hanya kode perangkat daerah ini yang tertulis; muat juga daftar SKPD agar namanya diketahui."
            self._draft.mark(
                found.id, self._draft.cell_mark(MarkCode.UNKNOWN_OPD, message, self._table, row, "kode_opd", code)
            )
        return found

    def _opd_of_file(self, row: Row) -> str:
        """The agency that the sheet or the file is named after, as worksheets of one agency are."""
        sheet = self._table.sheet.removeprefix("lembar ").removeprefix("daftar ")
        for name in (sheet, self._table.file.rpartition(".")[0] or self._table.file):
            found = _AGENCY.search(name.replace("_", " "))
            agency = found[0] if found and fields_of_name(found[0]).fields else ""
            if not agency and name == sheet and fields_of_name(sheet).confidence >= SURE:
                agency = sheet  # short, as worksheets are called: DINKES
            if agency and not self._opd_told:
                reason = f"perangkat daerah tidak tertulis di tabel; diambil dari nama lembar atau berkas: {agency}"
                self._draft.problem(self._table.problem(row, "", reason, severity=Severity.WARNING))
                self._opd_told = True
            if agency:
                return agency
        return ""

    def _wide(self, row: Row) -> list[tuple[Level, str, str]] | None:
        """The levels that a row names in columns of their own, from program down."""
        named: list[tuple[Level, str, str]] = []
        deepest = "" if self._is_account(row) else tidy_code(row.get("kode"), is_figure="kode" in row.figures)
        for level, code_column, name_column in _WIDE:
            code, name = split_code(row.get(name_column))
            code = tidy_code(row.get(code_column), is_figure=code_column in row.figures) or tidy_code(code)
            if not code and deepest and codes.level(codes.canonical(deepest)) == level:
                code = deepest
            if row.get(code_column) and not code and not name:
                self._problem(row, code_column, "kode ini tidak seperti kode program, kegiatan atau sub kegiatan")
                return None
            if code and codes.level(codes.canonical(code)) != level:
                self._problem(
                    row, code_column if row.get(code_column) else name_column, f"kode ini bukan kode {_SAID[level]}"
                )
                return None
            if code or slug(name):
                named.append((level, code, name))
        return named

    def _long(self, row: Row) -> list[tuple[Level, str, str]] | None:
        """The level that a row names by its code, a word for it, or an official name; None for a row above them."""
        code, name = split_code(row.get("nama"))
        code = tidy_code(row.get("kode"), is_figure="kode" in row.figures) or tidy_code(code)
        if row.get("kode") and not code:
            self._problem(row, "kode", "kode ini tidak terbaca", "Tulis misalnya 1.01.02.2.01.0001.")
            return None
        if code:
            return self._coded(row, code, name)
        if not slug(name):
            return []
        found = self._level_of(row, name)
        if found is None and self._is_field(name):
            reason = "baris urusan atau bidang urusan, di atas program; dilewati"
            self._draft.cells.append(self._table.problem(row, "nama", reason, severity=Severity.NOTE))
            return None
        if found is None:
            hint = "Tambahkan kode nomenklaturnya, atau kolom Tingkat."
            self._problem(row, "nama", "tidak diketahui apakah ini program, kegiatan atau sub kegiatan", hint)
            return None
        return [(found, "", name)]

    def _is_account(self, row: Row) -> bool:
        return self._has_accounts and is_account(row.get("kode"), among=True)

    def _tell_accounts(self) -> None:
        """Tell that rows of accounts say what work is paid for, not what is done; a table of nothing else is none."""
        if not self._account_rows:
            return
        first = next(row for row in self._table.rows if self._is_account(row))
        reason = f"rekening pendapatan, belanja atau pembiayaan, bukan pekerjaan ({self._account_rows} baris dilewati)"
        hint = "Muat tabel yang menyebut sub kegiatannya, misalnya RKA/DPA SIPD dengan kolom Kode Sub Kegiatan."
        severity = Severity.WARNING if self._entries else Severity.ERROR
        self._draft.problem(self._table.problem(first, "kode", reason, hint, severity=severity))

    def _coded(self, row: Row, code: str, name: str) -> list[tuple[Level, str, str]] | None:
        level = codes.level(codes.canonical(code))
        if level == "field" or "." not in code:
            self._tell_above(row)
            return None
        if level is None:
            hint = "Kode program 3 bagian, kegiatan 5 bagian, sub kegiatan 6 bagian."
            self._problem(row, "kode", "tingkat kode ini tidak diketahui", hint)
            return None
        return [(Level(level), code, name)]

    def _tell_above(self, row: Row) -> None:
        """Tell that a row above all programs has an indicator; its money is the sum of theirs, its indicator is not."""
        if row.get("indikator"):
            reason = "baris urusan atau bidang urusan; indikator dan jumlahnya tidak dibaca"
            hint = "Periksa kodenya bila baris ini sebenarnya program, kegiatan atau sub kegiatan."
            self._draft.problem(self._table.problem(row, "kode", reason, hint, severity=Severity.WARNING))

    def _is_field(self, name: str) -> bool:
        """Whether a name is that of an urusan or a bidang urusan, which stand above programs."""
        words = normalised(name)
        return words.startswith(_ABOVE) or words.removeprefix("bidang ").removeprefix("urusan ") in self._fields

    def _level_of(self, row: Row, name: str) -> Level | None:
        said = _LEVEL_WORDS.get(normalised(row.get("tingkat")).replace("subkegiatan", "sub kegiatan"))
        if said is not None:
            return said
        if re.match(r"program\s*:?\s", name, re.IGNORECASE):
            return Level.PROGRAM
        return next((level for level in Level if self._draft.nomenclature.match(name, level) is not None), None)

    def _entered(self, opd: Opd, named: list[tuple[Level, str, str]], row: Row) -> tuple[str, ...]:
        """Note the nodes that a row names, and those above them that it leaves out; give the deepest."""
        key: tuple[str, ...] = ()
        for level, code, name in named:
            above = self._above(opd, level, code, row)
            mine = codes.canonical(code) if code else f"{above[-1] if above else ''}~{slug(normalised(name))}"
            key = (opd.id, str(level), mine)
            if key not in self._entries:
                entry = self._draft.nomenclature.find(code) if code else None
                known = name or (entry.name if entry else "")
                self._entries[key] = Entry(opd, level, known or code, code, above, row)
            elif name and self._entries[key].name == self._entries[key].code:
                self._entries[key].name = name
            self._last[opd.id, level] = key
        return key

    def _above(self, opd: Opd, level: Level, code: str, row: Row) -> tuple[str, ...] | None:
        if level not in _UP:
            return None
        up = codes.parent(codes.canonical(code)) if code else None
        if up is None:
            return self._last.get((opd.id, _UP[level]))
        key = (opd.id, str(_UP[level]), up)
        if key not in self._entries:
            written = codes.parent(tidy_code(code)) or up
            self._entered(opd, [(_UP[level], written, "")], row)
        self._last[opd.id, _UP[level]] = key
        return key

    # -- what a row says of its node ------------------------------------------------------------------------------

    def _figures(self, entry: Entry, row: Row, opd: Opd) -> None:
        entry.location = entry.location or row.get("lokasi")
        entry.beneficiaries = entry.beneficiaries or row.get("kelompok_sasaran")
        entry.tags = tuple(dict.fromkeys((*entry.tags, *(tag for tag in (row.get("label"),) if tag))))
        budgets = self._budgets.amounts(row)
        quarters, spent, until = self._spending.of(row)
        paid_on = row.get("tanggal") or (row.get("tahun") if self._adds else "")
        if spent is not None and not quarters and (paid_in := quarter_of(paid_on)):
            quarters, spent = {paid_in: spent}, None
        ended = until if self._adds else max(until, ended_before(row.get("tahun")))
        period = self._draft.money(self._table, row, "pagu_akhir")
        is_dated = any(not each.year for each in budgets) or bool(quarters) or spent is not None
        needs_year = is_dated or self._is_measured(row)
        year = self._year(row) if needs_year else 0
        if needs_year and not year:
            return
        entry.add_budgets(budgets, year, row.get("indikator"))
        if ended:
            entry.reported[year] = max(ended, entry.reported.get(year, 0))
        for number, amount in quarters.items():
            entry.quarters.setdefault((year, number), []).append(Paid(amount, row.get("indikator")))
        self._spend(entry, year, spent, row)
        for what, yearly in self._yearly:
            if what == "realisasi_rp":
                self._spend(entry, yearly, self._draft.money(self._table, row, f"{what}_{yearly}"), row)
        entry.period = entry.period or period
        if objective := self._objective(row, opd):
            entry.objectives = tuple(dict.fromkeys((*entry.objectives, objective)))
        if row.get("indikator"):
            entry.indicators.append((row, row.get("indikator"), str(year)))
        else:
            self._unaimed.note(row)

    def _is_measured(self, row: Row) -> bool:
        """Whether a row has an indicator whose target or achievement is of the row's own year."""
        figures = row.get("target") or row.get("realisasi") or not self._yearly
        return bool(row.get("indikator") and figures)

    @staticmethod
    def _spend(entry: Entry, year: int, amount: Money | None, row: Row) -> None:
        if amount is not None:
            entry.spent.setdefault(year, []).append(Paid(amount, row.get("indikator")))

    def _year(self, row: Row) -> int:
        written = row.get("tahun") or self._year_of_heading or titled_year(row.title) or self._year_of_columns
        written = written or self._year_of_plan(row) or self._year_of_file(row)
        found = {int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", written)}
        if len(found) > 1:
            hint = "Tulis satu tahun pada setiap baris, atau pagu setiap tahun pada kolomnya sendiri."
            self._problem(row, "tahun", "sel ini menyebut lebih dari satu tahun", hint)
            return 0
        if found:
            return found.pop()
        if not self._year_told or row.get("tahun"):
            hint = (
                "Tulis tahun di atas tabel (Tahun Anggaran 2026), atau tambahkan kolom Tahun. "
                "Bila kolomnya Tahun 1, Tahun 2, tulis periodenya di atas tabel (Renstra 2025-2029)."
            )
            self._problem(row, "tahun", "tahun baris ini tidak diketahui", hint)
            self._year_told = True
        return 0

    def _year_of_plan(self, row: Row) -> str:
        return self._told(row, str(self._draft.year or ""), "periode rencana", Severity.NOTE)

    def _year_of_file(self, row: Row) -> str:
        found = titled_year([self._table.file.replace("_", " ")])
        return self._told(row, found, "nama berkas", Severity.WARNING)

    def _told(self, row: Row, found: str, whence: str, severity: Severity) -> str:
        if found and not self._year_told:
            reason = f"tahun tidak tertulis di tabel; diambil dari {whence}: {found}"
            self._draft.problem(self._table.problem(row, "", reason, severity=severity))
            self._year_told = True
        return found

    def _objective(self, row: Row, opd: Opd) -> str:
        """Put the objective that a row names, below its goal where it names one; give its id."""
        text, goal = split_code(row.get("sasaran"))[1], split_code(row.get("tujuan"))[1]
        source = self._table.source
        id_ = self._known_objective(row.get("sasaran")) or (
            put_objective(self._draft, opd, text, source) if slug(text) else ""
        )
        if slug(goal):
            above = f"objective/{opd.id.removeprefix('opd/')}/tujuan-{slug(normalised(goal))}"
            if self._draft.node(Objective, above) is None:
                self._draft.put(Objective(id=above, level=ObjectiveLevel.GOAL, text=goal, source=source))
                self._draft.tie(LinkKind.LEADS, opd.id, above, source)
            if id_:
                self._draft.tie(LinkKind.CONTAINS, above, id_, source)
        if id_ and row.get("indikator_sasaran"):
            put_indicator(self._draft, id_, row.get("indikator_sasaran"), "", None, source=source)
        return id_

    def _known_objective(self, written: str) -> str:
        """The id of an objective of the region that the cell names by its code or in its words."""
        words = normalised(written)
        return self._objectives.get(words, "") if words else ""

    def _problem(self, row: Row, column: str, reason: str, hint: str = "") -> None:
        self._draft.problem(self._table.problem(row, column, reason, hint))


_SAID: Final = {Level.PROGRAM: "program", Level.ACTIVITY: "kegiatan", Level.SUB_ACTIVITY: "sub kegiatan"}


def tidy_opd_code(text: str) -> str:
    """Give the code of an OPD without blanks; empty where the cell holds none.

    >>> tidy_opd_code(" 1.01.2.22.0.00.01.0000 "), tidy_opd_code("Dinas A")
    ('1.01.2.22.0.00.01.0000', '')
    """
    written = re.sub(r"\s", "", text).strip("[].")
    return written if re.fullmatch(r"[\dxX]+(\.[\dxX]+)*", written) else ""
