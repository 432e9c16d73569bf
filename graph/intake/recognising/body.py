"""Body: the rows below a heading: which of them are data, and which are printed around the data.

Above a table stand title lines; on each page its heading may be printed again; between and below its rows stand
totals, footnotes and signatures. None of these is data, and each that is left out is told.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from graph.intake.cells import (
    SAMPLE,
    Content,
    Grid,
    GridRow,
    Row,
    Table,
    failed,
    holds,
    is_failed,
    letters,
    said_scale,
    titled_opd,
    unread_rows,
)
from graph.intake.progress import EVERY
from graph.intake.recognising.amounts import doubted, scales, total
from graph.intake.recognising.around import FOOTNOTE, TITLE, TOTAL, in_force, is_rest
from graph.intake.recognising.format import Column, Format, stem
from graph.intake.recognising.heading import DEEPEST, Heading, below_numbers, is_heading, is_numbering, recognised
from graph.record import MOST_SHOWN, FileProblem, Severity, UnreadColumn
from graph.reference import normalised, tidy_unit_code

_MOST_NAME: Final = 70

_FIGURE: Final = re.compile(r"(?!20\d\d$)[\d.,%\s-]+")
_SUMS: Final = ("total", "jumlah", "grand total", "sub total", "sub jumlah", "t o t a l", "j u m l a h")
_BEFORE_SUM: Final = 2
"""Cells within which a row with a target says that it is a sum: whose, and that."""
_COUNTS: Final = frozenset({"no", "nomor"})
_WORDS: Final = frozenset({Content.TEXT, Content.OPD})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A table and its format."""

    format: Format
    table: Table


def tables(grid: Grid, formats: Sequence[Format], told: Callable[[], object] = lambda: None) -> tuple[Found, ...]:
    """Give the tables of a grid, one below the other; none where no heading is known.

    ``told`` is called every few hundred rows; what it raises passes through.
    """
    found: list[Found] = []
    rows: Sequence[GridRow] = grid.rows
    title: tuple[str, ...] = ()
    while (heading := recognised(rows, formats)) is not None:
        above = tuple(_line(row) for row in rows[: heading.first])
        body = _Body(grid, heading, rows, in_force(above, title))
        rest = body.read(rows[heading.first + heading.depth :], formats, told)
        found.append(Found(format=heading.format, table=body.table()))
        title = body.titled
        rows = rest
        if not rest:
            break
    return tuple(found)


def _line(row: GridRow) -> str:
    return " ".join(cell for cell in row.cells if cell)


class _Body:
    """Reads the rows below a heading."""

    def __init__(self, grid: Grid, heading: Heading, rows: Sequence[GridRow], title: tuple[str, ...]) -> None:
        self._grid = grid
        self._heading = heading
        self.titled = title
        self._first_title = title
        self._sums: list[tuple[GridRow, str]] = []
        self._notes: list[str] = []
        self._pending: list[str] = []
        self._rows: list[Row] = []
        self._left_out: list[FileProblem] = []
        self._carried: dict[str, str] = {}
        self._columns: dict[str, Column] = {
            name: column
            for name in dict.fromkeys(heading.columns.values())
            if (column := heading.format.column(name)) is not None
        }
        self._positions: dict[str, list[int]] = {}
        for position, name in heading.columns.items():
            self._positions.setdefault(name, []).append(position)
        self._single = {name: positions[0] for name, positions in self._positions.items() if len(positions) == 1}
        self._of_money = {at for at, name in heading.columns.items() if self._columns[name].content is Content.MONEY}
        first, depth = heading.first, heading.depth
        self._again = {self._alike(row) for row in rows[first : first + depth]}
        self._again_starts = {next((cell for cell in cells if cell), "") for cells in self._again}
        self._says_what = [
            at
            for at in range(len(heading.texts))
            if (self._columns[held].key if (held := heading.columns.get(at)) else at < min(heading.columns))
        ]
        self._measures = [at for at, held in heading.columns.items() if self._columns[held].content is Content.MEASURE]
        self._unread: dict[int, list[str]] = {at: [] for at in range(len(heading.texts)) if at not in heading.columns}
        self._filled: Counter[int] = Counter()
        self._struck: list[GridRow] = []
        self._usual: frozenset[int] = frozenset()
        self._page_begins = False
        self._naming = [
            name for name, column in self._columns.items() if column.key and not column.carried and name not in _COUNTS
        ]
        self._identifying = [
            name for name, column in self._columns.items() if column.content is Content.CODE or name in _COUNTS
        ]

    @staticmethod
    def _alike(row: GridRow) -> tuple[str, ...]:
        return tuple(normalised(cell) for cell in row.cells)

    def _is_again(self, row: GridRow) -> bool:
        start = next((cell for cell in row.cells if cell), "")
        return normalised(start) in self._again_starts and self._alike(row) in self._again

    def read(self, rows: Sequence[GridRow], formats: Sequence[Format], told: Callable[[], object]) -> Sequence[GridRow]:
        """Read rows until the table ends; give the rows that are left for another table."""
        self._usual = self._usually_filled(rows)
        numbering: GridRow | None = None
        for at, row in enumerate(rows):
            if at % EVERY == 0:
                told()
            self._page_begins = self._page_begins or row.starts_page
            numbers, numbering = numbering, row if is_numbering(row) else None
            if row.loose:
                self._loose(row)
            elif self._is_again(row) or numbering is not None or below_numbers(numbers, row) is not None:
                self._leave(row, "judul kolom yang tercetak lagi")
            elif self._is_example(row):
                self._leave(row, "baris contoh")
            elif self._is_title(row):
                self._pending.append(_line(row))
            elif section := self._section(row):
                self._pending.append(section)
            elif self._is_total(row):
                self._leave(row, "baris jumlah atau ringkasan")
                self._total(row)
            elif self._is_footnote(row):
                self._leave(row, "catatan kaki atau tanda tangan")
                self._notes += [_line(row)] * (said_scale(_line(row)) > 1)
            elif self._is_other_heading(rows[at : at + DEEPEST + 1], formats):
                return rows[at - len(self._pending) :] if self._pending else rows[at:]
            else:
                self._data(row)
        return ()

    def table(self) -> Table:
        """The table that was read."""
        written: dict[str, str] = {}
        texts: dict[str, str] = {}
        for position, name in reversed(self._heading.columns.items()):
            texts[name] = " ".join(self._heading.texts[position].split())
            written[name] = self._written(position)
        money = {name: texts[name] for name, column in self._columns.items() if column.content is Content.MONEY}
        units = scales(money, self._first_title, self._notes)
        places = {self._heading.columns[at]: at for at in sorted(self._of_money, reverse=True)}
        table = Table(
            file=self._grid.file,
            sheet=self._grid.sheet,
            headings=tuple(self._columns),
            rows=tuple(self._rows),
            written={name: text for name, text in written.items() if text != name},
            measures=tuple(name for name, column in self._columns.items() if column.content is Content.MEASURE),
            texts=texts,
            scales=units,
            title=self._first_title,
            unread=(
                *(self._unread_column(at) for at in sorted(self._filled)),
                *([unread_rows(self._grid.file, self._grid.sheet, self._struck)] * bool(self._struck)),
            ),
            left_out=tuple(self._left_out),
            totals=tuple(each for row, said in self._sums if (each := total(row, said, places, units)) is not None),
        )
        return msgspec.structs.replace(table, left_out=(*table.left_out, *doubted(table, money)))

    def _unread_column(self, position: int) -> UnreadColumn:
        sample = self._unread[position]
        return UnreadColumn(
            file=self._grid.file,
            sheet=self._grid.sheet,
            column=self._written(position) or letters(position),
            filled=self._filled[position],
            holds=holds(self._heading.texts[position], sample),
            example=sample[0][:MOST_SHOWN],
        )

    def _loose(self, row: GridRow) -> None:
        text = _line(row)
        if TITLE.fullmatch(text):
            self._pending.append(text)
        elif said_scale(text) > 1:
            self._notes.append(text)

    def _settle(self) -> None:
        """Put title lines in force that stood between the rows."""
        if self._pending:
            self.titled = in_force(tuple(self._pending), self.titled)
            self._pending = []
            self._carried = {}

    def _data(self, row: GridRow) -> None:
        self._settle()
        begins, self._page_begins = self._page_begins, False
        if self._grid.even and self._is_uneven(row):
            hint = "Berkas mungkin terpotong, atau ada koma di luar tanda kutip."
            reason = f"baris ini berisi {len(row.cells)} sel, judulnya {len(self._heading.texts)} kolom"
            self._leave(row, reason, hint, severity=Severity.ERROR)
            return
        failures = {at for at, cell in enumerate(row.cells) if is_failed(cell)}
        if broken := [at for at, name in self._heading.columns.items() if at in failures and name != "no"]:
            self._left_out.extend(self._failed(row, at) for at in broken)
            return
        if self._is_nameless(row):
            return
        for at, sample in self._unread.items():
            if cell := row.cell(at):
                self._filled[at] += 1
                if len(sample) < SAMPLE:
                    sample.append(cell)
        cells = {name: self._cell(row, name, positions) for name, positions in self._positions.items()}
        if any(cells.values()):
            for name, column in self._columns.items():
                if column.carried:
                    above = "" if self._says_nothing(row, name) else self._carried.get(name, "")
                    self._carried[name] = cells[name] = cells[name] or above
            if begins and self._rows and self._goes_on(row, cells):
                self._append(row, cells)
                return
            single = self._single.items()
            self._rows.append(
                Row(
                    number=row.number,
                    cells=cells,
                    figures={name: row.figures[at] for name, at in single if at in row.figures} if row.figures else {},
                    dates=frozenset(name for name, at in single if at in row.dates) if row.dates else frozenset(),
                    scaled={name: row.scaled[at] for name, at in single if at in row.scaled} if row.scaled else {},
                    sheet=row.sheet,
                    title=self.titled,
                )
            )

    # -- rows that are not whole -----------------------------------------------------------------------------------

    def _usually_filled(self, rows: Sequence[GridRow]) -> frozenset[int]:
        """The positions of columns that are filled in at least half of the rows that have all cells."""
        if not self._grid.even:
            return frozenset()
        whole = [row for row in rows if len(row.cells) >= len(self._heading.texts) and not row.loose]
        filled = Counter(at for row in whole for at in row.filled)
        return frozenset(at for at in self._heading.columns if 2 * filled[at] >= len(whole))

    def _is_uneven(self, row: GridRow) -> bool:
        """Whether a row has filled cells beyond its heading, or ends before a column that rows usually fill.

        Excel leaves out the last cells of a row where they are empty, and writes too many where some are formatted.
        """
        width = len(self._heading.texts)
        return any(row.cells[width:]) or any(at >= len(row.cells) for at in self._usual)

    def _says_nothing(self, row: GridRow, name: str) -> bool:
        """Whether a cell of a column is not just empty: it says that there is nothing, or is struck out."""
        return any(
            at in row.struck or at in row.nothing for at, column in self._heading.columns.items() if column == name
        )

    def _is_nameless(self, row: GridRow) -> bool:
        """Whether all that could say what a row is about is struck out or says that it is nothing; tell such a row.

        It would else count as one more indicator of the row above.
        """
        at_names = [at for at, name in self._heading.columns.items() if name in self._naming]
        if any(row.cell(at) for at in at_names) or not any(row.cells):
            return False
        if any(at in row.struck for at in at_names):
            self._struck.append(row)
            hint = "Hapus coretannya bila baris itu bagian dari rencana."
            self._leave(row, "baris ini dicoret dan tidak dibaca", hint, severity=Severity.WARNING)
            return True
        if any(at in row.nothing for at in at_names):
            hint = "Tulis kode atau namanya, atau hapus baris ini."
            self._leave(row, "baris ini tidak menyebut apa pun: namanya NULL", hint, severity=Severity.ERROR)
            return True
        return False

    def _goes_on(self, row: GridRow, cells: dict[str, str]) -> bool:
        """Whether the first row of a page is the rest of the last row of the page before it: words, and no figure.

        What is named has a code or number of its own where the rows before do; without such columns the rest of a name
        is told by how it begins. An indicator has a unit or a target.
        """
        last = self._rows[-1]
        own = {name for name, cell in cells.items() if cell and cell != last.get(name)}
        if not own or row.sheet == last.sheet or any(self._columns[name].content not in _WORDS for name in own):
            return False
        if own & {"satuan", *_COUNTS} or any(row.figures):
            return False
        if named := own & {*self._naming}:
            before = [each for each in self._rows if any(each.get(name) for name in self._naming)]
            coded = [each for each in before if any(each.get(name) for name in self._identifying)]
            if not self._identifying or len(coded) < 0.9 * len(before):
                return all(is_rest(last.get(name), cells[name]) for name in named)
        return all(last.get(name) for name in own)

    def _append(self, row: GridRow, cells: dict[str, str]) -> None:
        last = self._rows[-1]
        joined = {
            name: f"{last.get(name)} {cell}".strip() if cell != last.get(name) else cell
            for name, cell in cells.items()
            if cell
        }
        self._rows[-1] = msgspec.structs.replace(last, cells={**last.cells, **joined})
        self._leave(row, "baris ini dibaca sebagai sambungan baris terakhir halaman sebelumnya")

    def _failed(self, row: GridRow, position: int) -> FileProblem:
        """Say that the formula of a cell that is read failed; what its row says would be a guess."""
        return FileProblem(
            file=self._grid.file,
            sheet=row.sheet or self._grid.sheet,
            row=row.number,
            column=self._written(position),
            value=row.cell(position),
            reason=failed.said(row.cell(position))[0],
            hint=failed.said(row.cell(position))[1],
        )

    def _written(self, position: int) -> str:
        """What the file calls the column at a position."""
        text = " ".join(self._heading.texts[position].split())
        shown = text if len(text) <= _MOST_NAME else f"{text[:40]}...{text[-20:]}"
        return f"{letters(position)} ({shown})" if self._grid.lettered else shown

    def _cell(self, row: GridRow, name: str, positions: list[int]) -> str:
        if len(positions) == 1:
            cell = row.cell(positions[0])
            is_above = not cell and row.above and self._columns[name].spread
            return row.above.get(positions[0], "") if is_above else cell
        return (self._columns[name].joined or " ").join(cell for at in positions if (cell := row.cell(at).strip(". ")))

    # -- what is no data ----------------------------------------------------------------------------------------

    def _leave(self, row: GridRow, reason: str, hint: str = "", *, severity: Severity = Severity.NOTE) -> None:
        self._left_out.append(
            FileProblem(
                file=self._grid.file,
                sheet=row.sheet or self._grid.sheet,
                row=row.number,
                value=_line(row)[:MOST_SHOWN],
                reason=reason,
                hint=hint,
                severity=severity,
            )
        )

    def _key_cells(self, row: GridRow) -> list[str]:
        """The cells in which a row says what it is: those of key columns and those that no column claims."""
        return [cell for at in self._says_what if (cell := row.cell(at))]

    def _is_whole(self, row: GridRow) -> bool:
        """Whether a row holds all that a row of its format must hold, so that it can only be data."""
        held = {name for at, name in self._heading.columns.items() if row.cell(at)}
        held |= {stem(name) for name in held}
        return any(needed <= held for needed in self._heading.format.needed)

    def _total(self, row: GridRow) -> None:
        """Note a row of totals; what it sums up is read when the unit of the amounts is known."""
        said = self._total_said(row)
        if normalised(said).startswith(_SUMS):
            self._sums.append((row, said))

    @staticmethod
    def _is_example(row: GridRow) -> bool:
        return normalised(next((cell for cell in row.cells if cell), "")) == "contoh"

    def _is_total(self, row: GridRow) -> bool:
        return bool(self._total_said(row))

    def _total_said(self, row: GridRow) -> str:
        """How a row says that it sums others up: in its first cell, or behind whose sum it is; else nothing.

        What has a target, and stands behind more than that, is what an indicator is called: "Jumlah kegiatan ...".
        """
        keys = self._key_cells(row)
        most = _BEFORE_SUM if any(row.cell(at) for at in self._measures) else len(keys)
        sums = [key for at, key in enumerate(keys[:most]) if at == 0 or normalised(key).startswith(_SUMS)]
        return next((key for key in sums if TOTAL.fullmatch(normalised(key))), "")

    def _is_title(self, row: GridRow) -> bool:
        filled = row.filled
        if not filled or filled[0] > 1 or len(filled) > 3 or row.figures or self._is_whole(row):
            return False
        claimed = {self._heading.columns.get(at) for at in filled[1:]} - {None}
        others = {name for name in claimed if name is not None and not self._columns[name].key}
        return not others and self._claims_title(filled[0]) and TITLE.fullmatch(_line(row)) is not None

    def _section(self, row: GridRow) -> str:
        """The agency whose name, perhaps with its number or code and its sums, is all that a row holds.

        What follows is its own.
        """
        filled = [at for at in row.filled if at not in self._of_money]
        if not filled or len(filled) > 3 or not all(map(self._claims_title, filled)):
            return ""
        if len(filled) == len(row.filled) and self._is_whole(row):
            return ""
        texts = [row.cell(at) for at in filled if self._heading.columns.get(at) != "no"]
        named = [text for text in texts if not re.fullmatch(r"[\divxIVX.\s)-]*", text)]
        code = next((code for text in texts if (code := tidy_unit_code(text))), "")
        name = titled_opd(named) if len(named) == 1 else ""
        is_section = name and (name == named[0] or TITLE.fullmatch(named[0]))
        return " ".join(filter(None, ("Perangkat Daerah:", code, name))) if is_section else ""

    def _claims_title(self, position: int) -> bool:
        name = self._heading.columns.get(position)
        return name is None or self._columns[name].key

    def _is_footnote(self, row: GridRow) -> bool:
        filled = row.filled
        if len(filled) > 2 or row.figures or self._is_whole(row):
            return False
        text = row.cell(filled[0]) if filled else ""
        return FOOTNOTE.fullmatch(text) is not None or (len(filled) == 1 and said_scale(text) > 1)

    def _is_other_heading(self, rows: Sequence[GridRow], formats: Sequence[Format]) -> bool:
        row = rows[0]
        cells = [cell for cell in row.cells if cell]
        if len(cells) < 3 or row.figures or not self._rows or any(_FIGURE.fullmatch(cell) for cell in cells):
            return False
        if not all(is_heading(normalised(cell), formats) for cell in cells[:2]):
            return False
        found = recognised(rows, formats)
        return found is not None and found.first == 0
