"""Budget form: a printed RKA or DPA (Permendagri 77/2020), of a sheet or a print, with as many forms as it holds.

Above a table of accounts stand the agency, the program, the activity and the sub-activity with their codes and
indicators. The accounts say what the work is paid with: they are told as unread, and their sum is held against that of
the sub-activity.
"""

import re
from typing import Final

import msgspec

from graph.figure import in_rupiah
from graph.intake.cells import (
    Grid,
    GridRow,
    Row,
    Table,
    UnreadableFigure,
    is_account,
    money,
    said_scale,
    scale_of,
    split_code,
    titled_year,
    unread_rows,
)
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats import plan_rows
from graph.intake.recognising import Found
from graph.record import FileProblem, Place, Severity
from graph.reference import normalised

_LOOK: Final = 150
_LABELS: Final = {
    "organisasi": "opd",
    "skpd": "opd",
    "perangkat daerah": "opd",
    "unit organisasi": "unit",
    "unit skpd": "unit",
    "sub unit organisasi": "sub_unit",
    "sub unit": "sub_unit",
    "program": "program",
    "kegiatan": "kegiatan",
    "sub kegiatan": "sub_kegiatan",
    "subkegiatan": "sub_kegiatan",
    "lokasi": "lokasi",
    "lokasi kegiatan": "lokasi",
    "lokasi sub kegiatan": "lokasi",
    "kelompok sasaran": "kelompok_sasaran",
    "kelompok sasaran kegiatan": "kelompok_sasaran",
    "kelompok sasaran sub kegiatan": "kelompok_sasaran",
    "alokasi tahun n": "amount",
    "jumlah tahun n": "amount",
    "pagu tahun n": "amount",
    "capaian program": "of_program",
    "indikator program": "of_program",
    "keluaran sub kegiatan": "of_sub_kegiatan",
    "indikator sub kegiatan": "of_sub_kegiatan",
    "indikator keluaran sub kegiatan": "of_sub_kegiatan",
    **dict.fromkeys(
        (
            *("urusan", "urusan pemerintahan", "bidang urusan", "nomor dpa", "no dpa", "sasaran program"),
            *("sumber dana", "sumber pendanaan", "waktu pelaksanaan", "waktu pelaksanaan kegiatan", "keterangan"),
            *("mulai", "sampai", "tahun anggaran", "sasaran kegiatan", "tipe kegiatan", "jenis layanan", "spm"),
            *("alokasi tahun n 1", "jumlah tahun n 1", "alokasi tahun", "jumlah tahun", "sasaran"),
        ),
        "",
    ),
}
_OUTPUT: Final = {
    "indikator": "indikator",
    "indikator kinerja": "indikator",
    "tolok ukur kinerja": "indikator",
    "target": "target",
    "target kinerja": "target",
    "satuan": "satuan",
}
"""What a form may say of its sub-activity behind a colon; without one these are headings."""
_BELOW: Final = {
    "opd": ("unit", "sub_unit", "program", "kegiatan", "sub_kegiatan"),
    "program": ("kegiatan", "sub_kegiatan"),
    "kegiatan": ("sub_kegiatan",),
    "sub_kegiatan": ("indikator", "target", "satuan", "lokasi"),
}
"""What a form says anew after it names one of these."""
_WORK: Final = ("program", "kegiatan", "sub_kegiatan")
_FORM: Final = re.compile(r"\b(?:rka|dpa|rkap|dppa|rencana kerja dan anggaran|dokumen pelaksanaan)\b")
_AIMED: Final = {"capaian": "program", "keluaran": "kegiatan", "hasil": "kegiatan", "masukan": ""}
"""Of which work the rows of the table of indicators are, by their first word."""
_HEADING: Final = frozenset({"indikator", "tolok ukur kinerja", "tolak ukur kinerja", "target kinerja", "target", ""})
_SUM: Final = re.compile(r"jumlah(?: anggaran| belanja| total)?(?: sub ?kegiatan)?(?: .{0,20})?")
_OF_YEAR: Final = re.compile(r"(?:alokasi|jumlah|pagu) tahun (20\d\d)")
_LONGEST_LABEL: Final = 80


class _Amounts(msgspec.Struct):
    """Where the amounts of the table of accounts stand, and what its accounts come to."""

    now: int
    before: int | None
    rows: list[GridRow] = []


def is_form(grid: Grid) -> bool:
    """Whether a grid begins with a printed RKA or DPA of a sub-activity: its title, its fields and its accounts."""
    rows = grid.rows[:_LOOK]
    lines = [normalised(" ".join(filter(None, row.cells))) for row in rows[:_LOOK]]
    fields = {field for row in rows if (field := _field(row)[0])}
    named = any(_FORM.search(line) for line in lines) and {"opd", "kegiatan", "sub_kegiatan"} <= fields
    return named and any(_accounts(rows[at : at + 2]) is not None for at in range(len(rows)))


def forms(grid: Grid) -> tuple[Found, ...]:
    """Give the forms of a grid as one table of work, indicators and money."""
    return (Found(format=FORMAT, table=_Reader(grid).read()),)


def read(table: Table, draft: Draft) -> None:
    """Read the work of the forms as rows of a plan."""
    PlanLines(table, draft).read(FORMAT.id)


def _field(row: GridRow) -> tuple[str | None, str]:
    """Give which field of a form a row holds, empty for one that is not kept, and its value; None for no field."""
    cells = [cell for cell in row.cells if cell]
    if not cells:
        return None, ""
    label = normalised(cells[0].rstrip(": "))
    if label in _OUTPUT and (cells[0].rstrip().endswith(":") or cells[-1].startswith(":") or ":" in cells):
        return _OUTPUT[label], " ".join(cells[1:]).lstrip(": ").strip()
    if label in _LABELS and (len(cells) > 1 or cells[0].rstrip().endswith(":")):
        return _LABELS[label], " ".join(cells[1:]).lstrip(": ").strip()
    written, colon, value = " ".join(cells).partition(":")
    label = normalised(written) if colon and len(written) <= _LONGEST_LABEL else ""
    if label in _LABELS or label in _OUTPUT or _OF_YEAR.fullmatch(label):
        return _LABELS.get(label, _OUTPUT.get(label, label)), value.strip()
    return None, ""


def _accounts(rows: tuple[GridRow, ...] | list[GridRow]) -> _Amounts | None:
    """Where the amounts stand, where rows are the heading of a table of accounts."""
    if not rows:
        return None
    texts = [normalised(cell) for cell in rows[0].cells]
    if not any(text.startswith("kode rekening") for text in texts) or not any("uraian" in text for text in texts):
        return None
    width = max(len(row.cells) for row in rows)
    titles = [" ".join(normalised(row.cell(at)) for row in rows) for at in range(width)]
    over = ""
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        above = texts[at] if at < len(texts) else ""
        over = above or over
        if "jumlah" in title.split() and "harga" not in title:
            said = f"{over} {title}"
            kind = "before" if re.search(r"sebelum|semula", said) else "now"
            if not re.search(r"bertambah|berkurang|selisih", said):
                found.setdefault(kind, at)
    return _Amounts(found["now"], found.get("before")) if "now" in found else None


class _Reader:
    """Reads the forms of a grid from top to bottom."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._fields: dict[str, str] = {}
        self._last = ""
        self._aim = ""
        self._year = ""
        self._title: list[str] = []
        self._accounts: _Amounts | None = None
        self._rows: list[Row] = []
        self._unread: list[GridRow] = []
        self._others: list[GridRow] = []
        self._problems: list[FileProblem] = []
        self._open: tuple[str, GridRow] | None = None
        self._checked = 0
        self._scale = 1

    def read(self) -> Table:
        """Give the table."""
        rows = self._grid.rows
        for at, row in enumerate(rows):
            if (found := _accounts(list(rows[at : at + 2]))) is not None:
                self._accounts, self._aim = (self._accounts or found), ""
                self._scale = max(self._scale, scale_of(row.cell(found.now)))
                self._accounts = msgspec.structs.replace(found, rows=self._accounts.rows)
                continue
            self._row(row)
        self._closed()
        if self._unread:
            total = f"{self._checked} jumlah sub kegiatan sama dengan jumlah rekeningnya"
            reason = f"rincian rekening belanja tidak disimpan ({len(self._unread)} baris); {total}"
            self._told(self._unread[0], reason, severity=Severity.NOTE)
        if self._others:
            reason = f"{len(self._others)} baris di luar rincian rekening tidak dibaca"
            self._told(self._others[0], reason, severity=Severity.WARNING, value=" ".join(self._others[0].cells))
        headings = dict.fromkeys(name for row in self._rows for name in row.cells)
        empty = dict.fromkeys(("tahun", *headings), "")
        return Table(
            file=self._grid.file,
            sheet=self._grid.sheet,
            headings=tuple(empty),
            rows=tuple(msgspec.structs.replace(row, cells={**empty, **row.cells}) for row in self._rows),
            written={"pagu": "Jumlah", "pagu_semula": "Jumlah sebelum perubahan", "opd": "Organisasi"},
            measures=("target",),
            scales=dict.fromkeys(("pagu", "pagu_semula") if self._scale > 1 else (), self._scale),
            title=tuple(self._title),
            unread=tuple(
                unread_rows(self._grid.file, self._grid.sheet, rows) for rows in (self._unread, self._others) if rows
            ),
            left_out=tuple(self._problems),
        )

    def _row(self, row: GridRow) -> None:
        cells = [cell for cell in row.cells if cell]
        if not cells:
            return
        line = " ".join(cells)
        self._scale = max(self._scale, said_scale(line))
        kind, value = _field(row)
        if kind is not None:
            self._said(kind, value, row)
        elif _FORM.search(normalised(line)) or re.search(r"\btahun anggaran\b.*20\d\d", normalised(line)):
            self._title_line(line)
        elif self._accounts is not None:
            self._account(row, cells)
        elif (words := normalised(line)).startswith(("indikator tolok ukur", "indikator dan tolok", "indikator tolak")):
            self._aim = "sub_kegiatan" if "sub kegiatan" in words else "kegiatan"
        elif self._aim or (normalised(cells[0]).split()[:1] and normalised(cells[0]).split()[0] in _AIMED):
            self._aimed(row, cells)
        elif len(cells) == 1 and self._last in {*_WORK, "opd"} and row.loose:
            self._fields[self._last] += f" {line}"
        elif len(cells) > 1:
            self._others.append(row)

    def _title_line(self, line: str) -> None:
        year = titled_year([line])
        self._title = [*self._title, line] if line not in self._title else self._title
        self._year = year or self._year
        self._last = self._aim = ""

    def _said(self, kind: str, value: str, row: GridRow) -> None:
        self._last, self._aim = kind, ""
        goes_on = self._fields.get(kind) == value and (self._open is not None or kind != "sub_kegiatan")
        if kind in {*_WORK, "opd"} and not goes_on:  # else its head is printed again on the next page
            self._closed()
            for below in (*_BELOW.get(kind, ()), *_BELOW["sub_kegiatan"]):
                self._fields.pop(below, None)
            self._accounts = None
            if kind == "sub_kegiatan":
                self._open = (value, row)
        if kind.startswith("of_"):
            self._aim = kind.removeprefix("of_")
        elif kind == "amount" or ((dated := _OF_YEAR.fullmatch(kind)) and dated[1] == self._year):
            self._amount(value, row)
        elif kind and value and not _OF_YEAR.fullmatch(kind):
            self._fields[kind] = value

    def _named(self, down_to: str) -> dict[str, str]:
        kept = {"opd", "unit", "sub_unit", *_WORK[: _WORK.index(down_to) + 1]}
        cells = {name: text for name, text in self._fields.items() if name in kept}
        if cells.get("unit") == cells.get("opd"):
            cells.pop("unit", None)
        for name in ("unit", "sub_unit"):
            if code := split_code(cells.get(name, ""))[0]:
                cells |= {f"kode_{name}": code, name: split_code(cells[name])[1]}
        return {**cells, "tahun": self._year}

    def _put(self, row: GridRow, cells: dict[str, str]) -> None:
        self._rows.append(Row(row.number, cells, sheet=row.sheet, title=tuple(self._title)))

    def _amount(self, value: str, row: GridRow) -> None:
        """What an activity gets in the form's year; of a sub-activity its accounts say that."""
        if "kegiatan" not in self._fields or self._open is not None:
            return
        cells = {**self._named("kegiatan"), "pagu": value}
        if all(each.cells != cells for each in self._rows):  # each of its sub-activities' forms prints it
            self._put(row, cells)

    def _aimed(self, row: GridRow, cells: list[str]) -> None:
        words = normalised(cells[0]).split()
        level = self._aim
        if words and words[0] in _AIMED and len(cells) > 1:
            level = _AIMED[words[0]]
            if words[0] == "capaian" and "kegiatan" in words:
                level = "kegiatan"
            if level == "kegiatan" and "sub" in words:
                level = "sub_kegiatan"
            self._aim, cells = level or "masukan", cells[1:]
        if {normalised(cell) for cell in cells} <= _HEADING or level not in _WORK or level not in self._fields:
            return
        if len(cells) > 1:
            target = " ".join(cells[1:])
            self._put(row, {**self._named(level), "indikator": cells[0], "target": target})

    # -- accounts -----------------------------------------------------------------------------------------------------

    def _account(self, row: GridRow, cells: list[str]) -> None:
        accounts = self._accounts
        if accounts is None:
            return
        first = normalised(cells[0].rstrip(": "))
        if _SUM.fullmatch(first) and self._open is not None:
            self._total(row, accounts)
        elif is_account(cells[0], among=True):
            accounts.rows.append(row)
            self._unread.append(row)
        elif self._at(row, accounts.now) is not None:
            self._unread.append(row)

    def _at(self, row: GridRow, position: int | None) -> int | None:
        if position is None:
            return None
        if position in row.figures:
            return round(row.figures[position])
        try:
            read = money(row.cell(position))
        except UnreadableFigure:
            return None
        return read.amount if read else None

    def _last_amount(self, row: GridRow) -> int | None:
        amounts = (self._at(row, at) for at in reversed(row.filled))
        return next((amount for amount in amounts if amount is not None), None)

    def _total(self, row: GridRow, accounts: _Amounts) -> None:
        """Put the money of the sub-activity: what its table of accounts prints as its sum."""
        now = self._at(row, accounts.now)
        now = self._last_amount(row) if now is None else now
        if now is None:
            return
        summed = self._summed(accounts)
        if summed is not None and summed != now:
            reason = f"jumlah sub kegiatan tidak sama dengan jumlah rekeningnya ({in_rupiah(summed)})"
            self._told(row, reason, "Periksa apakah ada halaman yang hilang.", severity=Severity.WARNING)
        self._checked += summed == now
        self._pay(row, now, self._at(row, accounts.before))

    def _summed(self, accounts: _Amounts) -> int | None:
        """What the most detailed accounts come to."""
        codes = {row.number: row.cell(row.filled[0]).strip(" .[]") for row in accounts.rows}
        amounts = [
            (codes[row.number], amount) for row in accounts.rows if (amount := self._at(row, accounts.now)) is not None
        ]
        leaves = [amount for code, amount in amounts if not any(other.startswith(f"{code}.") for other, _ in amounts)]
        return sum(leaves) if leaves else None

    def _pay(self, row: GridRow, now: int, before: int | None) -> None:
        cells = {**self._named("sub_kegiatan"), "pagu": str(now)}
        said = ("lokasi", "kelompok_sasaran", *_OUTPUT.values())
        cells |= {name: self._fields[name] for name in said if self._fields.get(name)}
        if before is not None:
            cells["pagu_semula"] = str(before)
        self._put(row, cells)
        self._open, self._accounts = None, None

    def _closed(self) -> None:
        """Where a sub-activity's form ends without its sum: take that of its accounts, or ask."""
        accounts, opened = self._accounts, self._open
        self._accounts, self._open = None, None
        if opened is None:
            return
        name, row = opened
        summed = self._summed(accounts) if accounts else None
        reason = "jumlah anggaran sub kegiatan ini tidak tercetak; halamannya mungkin terpotong"
        if summed is None:
            hint = "Muat formulir yang utuh, sampai baris Jumlah Anggaran Sub Kegiatan."
            self._told(row, reason, hint, severity=Severity.ERROR, value=name)
            return
        told = f"{reason}; dipakai jumlah rekeningnya ({in_rupiah(summed)})"
        self._told(row, told, severity=Severity.WARNING, value=name)
        self._pay(row, summed, None)

    def _told(self, row: GridRow, reason: str, hint: str = "", *, severity: Severity, value: str = "") -> None:
        place = Place(file=self._grid.file, sheet=row.sheet or self._grid.sheet, row=row.number, value=value)
        self._problems.append(place.problem(reason, hint, severity=severity))


FORMAT: Final = msgspec.structs.replace(
    plan_rows.FORMAT,
    id="rka-cetak",
    name="Formulir RKA/DPA rincian belanja sub kegiatan (cetakan atau lembar)",
    read=read,
    enough=(),
    needed=(frozenset({"opd", "sub_kegiatan", "pagu"}),),
    seen="Permendagri 77/2020",
)
