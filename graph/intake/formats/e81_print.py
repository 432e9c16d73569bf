"""Formulir E.81 as it is printed: one form per OPD, its name and quarter above it, on sheets or on pages.

Sheets and prints differ from the flat table only in how their rows are found; the rows are then read as ``e81`` does.
"""

import re
from typing import Final

import msgspec

from graph.intake.cells import Content, Row, Table, split_code, titled_opd, titled_year
from graph.intake.drafting import Draft
from graph.intake.formats.e81 import FIGURES, Form, quarter
from graph.intake.recognising import Column, Format
from graph.model import Level
from graph.record import Severity

_DEPTHS: Final = ("sasaran", "program", "kegiatan", "sub_kegiatan")
_OUTLINE: Final = re.compile(r"\d+(\.\d+){0,3}\.?")


class _Printed(msgspec.Struct):
    """One form: whose it is, and its rows as the flat table would have them."""

    unit: str
    year: str
    period: str
    rows: list[Row]
    cells: list[tuple[str, ...]]


def read(table: Table, draft: Draft) -> None:
    """Read all forms of a sheet or print; a form that is printed again counts once."""
    written = {name: table.column("uraian") for name in _DEPTHS} | dict.fromkeys(
        ("unit", "tahun"), "judul di atas tabel"
    )
    flat = msgspec.structs.replace(
        table,
        headings=("tahun", "periode_cetak", "unit", "nomor", *_DEPTHS, "indikator", "satuan", *FIGURES),
        written={**table.written, **written},
    )
    forms = _Splitter(table, draft).forms()
    kept = _first_prints(forms, table, draft)
    form = Form(flat, draft)
    for each in kept:
        for row in each.rows:
            form.read(row)
    draft.note_read(flat, "e81-cetak", sum(len(each.rows) for each in forms) - sum(len(each.rows) for each in kept))


def _first_prints(forms: list[_Printed], table: Table, draft: Draft) -> list[_Printed]:
    """Leave out forms that are printed again, and of two quarters of one OPD and year the earlier one."""
    kept: dict[tuple[str, str], _Printed] = {}
    for form in forms:
        key = (form.unit.casefold(), form.year)
        before = kept.get(key)
        if before is None:
            kept[key] = form
        elif before.cells == form.cells:
            continue
        elif quarter(before.period) == quarter(form.period):
            reason = f"formulir {form.unit} tercetak dua kali dengan isi berbeda"
            draft.problem(table.problem(form.rows[0], "nomor", reason, "Hapus salah satu cetakannya."))
        else:
            later, earlier = sorted((before, form), key=lambda each: quarter(each.period), reverse=True)
            kept[key] = later
            reason = f"formulir {form.unit} ada untuk dua triwulan; yang dipakai {later.period}"
            draft.problem(table.problem(earlier.rows[0], "", reason, severity=Severity.WARNING))
    return list(kept.values())


class _Splitter:
    """Parts the rows of a print into forms."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._draft = draft
        self._forms: list[_Printed] = []
        self._title: tuple[str, ...] | None = None
        self._names: dict[str, str] = {}
        self._previous = ""
        self._counters = [0, 0, 0, 0]

    def forms(self) -> list[_Printed]:
        """Give the forms in their printed order."""
        for row in self._draft.each(self._table):
            self._turn(row)
            number, again = self._number(row)
            self._add(row, number, again)
        return self._forms

    def _turn(self, row: Row) -> None:
        """Begin a new form where the title names another OPD, or where the numbers begin again."""
        restarts = row["nomor"].rstrip(".") == "1" and "1" in self._names and self._previous != "1"
        unit = titled_opd(row.title)
        form = self._forms[-1] if self._forms else None
        is_other = form is None or (row.title != self._title and unit not in {"", form.unit})
        self._title = row.title
        if not is_other and not restarts:
            return
        year = titled_year(row.title) or titled_year([self._table.file.replace("_", " ")])
        period = next((line for line in row.title if re.search(r"triwulan|semester", line, re.IGNORECASE)), "")
        self._forms.append(_Printed(unit or row.get("penanggung_jawab").strip("; "), year, period, [], []))
        self._names = {}
        self._previous = ""
        self._counters = [0, 0, 0, 0]

    def _number(self, row: Row) -> tuple[str, bool]:
        """The outline number of a row, and whether the row is one more indicator of the node above."""
        number = row["nomor"].rstrip(".")
        named = row.get("uraian") or row.get("sasaran_kolom")
        if number == "" and not named:
            return "", True
        if "nomor" not in row.dates and (number == "" or not _OUTLINE.fullmatch(number) or self._counts_on(row)):
            return self._counted(row), False
        if "nomor" in row.figures and number in self._names and number.count(".") == 1:
            number = self._with_zero(number)
        if number == self._previous and named in {"", self._names.get(number)}:
            return number, True
        if number in self._names:
            reason = f"nomor {number} sudah dipakai: {self._names[number]}"
            self._draft.problem(self._table.problem(row, "nomor", reason, "Periksa urutan nomornya."))
        return number, False

    def _with_zero(self, number: str) -> str:
        """Give 1.10 for a second 1.1 that comes after 1.9: a sheet that holds numbers drops the zero."""
        above, _, last = number.partition(".")
        siblings = [
            int(name.split(".")[1]) for name in self._names if name.startswith(f"{above}.") and name.count(".") == 1
        ]
        following = max(siblings, default=0) + 1
        return f"{above}.{following}" if str(following).rstrip("0") == last and following % 10 == 0 else number

    def _counts_on(self, row: Row) -> bool:
        """Whether the numbers only count rows: the form has objectives in a column of their own."""
        return "sasaran_kolom" in self._table.headings and "." not in row["nomor"] and not row.get("sasaran_kolom")

    def _counted(self, row: Row) -> str:
        """Give an outline number by what the row names, for forms whose own numbers say nothing."""
        depth = 0 if row.get("sasaran_kolom") else self._depth(row)
        if depth is None:
            return row["nomor"] or "?"
        self._counters[depth] += 1
        self._counters[depth + 1 :] = [0] * (3 - depth)
        return ".".join(str(max(count, 1)) for count in self._counters[: depth + 1])

    def _depth(self, row: Row) -> int | None:
        code, name = split_code(row["uraian"])
        parts = code.count(".") + 1
        if code and parts in {3, 5, 6}:
            return {3: 1, 5: 2, 6: 3}[parts]
        if re.match(r"program\b", name, re.IGNORECASE):
            return 1
        levels = {Level.ACTIVITY: 2, Level.SUB_ACTIVITY: 3, Level.PROGRAM: 1}
        return next((d for level, d in levels.items() if self._draft.nomenclature.match(name, level)), None)

    def _add(self, row: Row, number: str, again: bool) -> None:
        form = self._forms[-1]
        named = row.get("sasaran_kolom") or split_code(row.get("uraian"))[1]
        depth = number.count(".") if number else -1
        if number and not again:
            self._names[number] = row.get("uraian") or row.get("sasaran_kolom")
        if number:
            self._previous = number
        names = {name: named if at == depth else "" for at, name in enumerate(_DEPTHS)}
        cells = {
            **{name: row.get(name) for name in ("indikator", "satuan", "penanggung_jawab", "penjelasan", *FIGURES)},
            **names,
            "tahun": form.year,
            "periode_cetak": form.period,
            "unit": form.unit,
            "nomor": number,
            "kode": split_code(row.get("uraian"))[0],
            "baris_lanjutan": "1" if again else "",
        }
        form.cells.append(tuple(cells.values()))
        form.rows.append(msgspec.structs.replace(row, cells=cells))


def _pair(stem: str, heading: str) -> tuple[Column, Column]:
    """The two columns of one heading: performance (K) and rupiah (Rp)."""
    money = "pagu_rp" if stem == "target" else f"{stem}_rp"
    return (
        Column(f"{stem}_k", rf"(?:{heading}) k", Content.MEASURE),
        Column(money, rf"(?:{heading}) rp", Content.MONEY),
    )


def _achieved(stem: str, heading: str) -> tuple[Column, Column]:
    return (
        Column(f"{stem}_k_persen", rf"(?:{heading}) k", Content.MEASURE),
        Column(f"{stem}_rp_persen", rf"(?:{heading}) rp", Content.MEASURE),
    )


_QUARTERS: Final = (("tw1", "i|1"), ("tw2", "ii|2"), ("tw3", "iii|3"), ("tw4", "iv|4"))
FORMAT: Final = Format(
    id="e81-cetak",
    name="Formulir E.81 (cetakan: XLSX atau PDF)",
    columns=(
        Column("nomor", r"no|nomor|no urut", key=True),
        Column("sasaran_kolom", r"sasaran", key=True),
        Column("uraian", r"(?:sasaran )?(?:urusan )?program kegiatan(?: sub ?kegiatan)?", key=True, joined=" "),
        Column("indikator", r"indikator kinerja.*"),
        Column("satuan", r"satuan"),
        *_pair("target_akhir_renstra", r"target (?:kinerja dan anggaran )?(?:renja|renstra).*akhir periode.*"),
        *_pair("realisasi_renstra_lalu", r"realisasi capaian kinerja renstra.*tahun lalu.*"),
        *_pair("target", r"target kinerja dan anggaran renja.*(?:tahun berjalan|dievaluasi).*"),
        *(
            column
            for stem, number in _QUARTERS
            for column in _pair(stem, rf"realisasi kinerja(?: dan anggaran)? pada triwulan(?: tw)? (?:{number})")
        ),
        *_pair("realisasi", r"realisasi capaian kinerja(?: dan anggaran)? renja.*dievaluasi.*"),
        *_achieved("capaian_renja", r"tingkat capaian kinerja dan anggaran.*"),
        *_pair("realisasi_renstra", r"realisasi kinerja dan anggaran renstra.*"),
        *_achieved("capaian_renstra", r"tingkat capaian kinerja dan realisasi anggaran.*"),
        Column("penanggung_jawab", r"unit.*penanggung ?jawab", Content.OPD),
        Column("penjelasan", r"penjelasan|keterangan"),
    ),
    needed=(frozenset({"nomor", "uraian", "indikator", "target_k", "pagu_rp"}),),
    read=read,
    order=50,
    seen="berkas nyata",
)
