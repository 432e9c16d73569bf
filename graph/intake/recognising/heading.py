"""Heading: which row of a grid names the columns of a table, and of which format it is.

A heading may have several lines, a cell that stands over several columns, and a line of column numbers.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from graph.intake.cells import SAMPLE, Content, GridRow, called, content_of, spelled_out, standard_headings
from graph.intake.recognising.format import Format, any_heading
from graph.intake.recognising.period import dated
from graph.reference import normalised

LOOK: Final = 80
"""A heading is looked for in so many rows."""
DEEPEST: Final = 5
LONGEST: Final = 240
"""Letters of a heading; a longer text names no column."""

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_COLUMN_NUMBER: Final = re.compile(r"\(?\s*+(\d{1,2})\s*+(?:\)\s*+)?(?:[=(].*|[-–]\s*+\d{1,2}\)?)?")

_SUB_HEADINGS: Final = frozenset(
    {
        "k",
        "rp",
        "kinerja",
        "anggaran",
        "keuangan",
        "fisik",
        "target",
        "realisasi",
        "capaian",
        "satuan",
        "volume",
        "pagu",
    }
    | {"semula", "menjadi", "awal", "akhir"}
)
"""What the lowest line of a heading says that stands below the column numbers."""
_LEVELS: Final = frozenset({"urusan", "bidang", "bidang urusan", "program", "kegiatan", "sub kegiatan", "subkegiatan"})


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A recognised heading: its format, its rows within the grid, and which position is which column."""

    format: Format
    first: int
    depth: int
    columns: dict[int, str]
    texts: tuple[str, ...]


def is_numbering(row: GridRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 ... or (1), (2), (3) ... or a, b, c ..."""
    letters = [cell.strip("() ").casefold() for cell in row.cells if cell]
    if len(letters) >= 3 and letters == list(_ALPHABET[: len(letters)]):
        return True
    numbers: list[int] = []
    for cell in row.cells:
        if cell:
            match = _COLUMN_NUMBER.fullmatch(cell)
            if match is None:
                return False
            numbers.append(int(match[1]))
    return len(numbers) >= 3 and numbers[0] == 1 and numbers == sorted(set(numbers))


def below_numbers(numbering: GridRow | None, row: GridRow) -> GridRow | None:
    """A line of a heading that stands below its column numbers, without those merged down into it; None for others."""
    if numbering is None:
        return None
    cells = tuple("" if cell == numbering.cell(at) else cell for at, cell in enumerate(row.cells))
    words = [normalised(cell) for cell in cells if cell]
    if len(words) < 2 or not _SUB_HEADINGS.issuperset(words):
        return None
    return GridRow(number=row.number, cells=cells, sheet=row.sheet)


def combined(rows: Sequence[GridRow]) -> tuple[str, ...]:
    """Give one heading per column from the lines of a heading.

    A cell over several columns has its text in the first of them only; it holds for those to its right that have a
    heading of their own below it and none above.
    """
    lines: list[tuple[str, ...]] = []
    numbering: GridRow | None = None
    for row in rows:
        if is_numbering(row):
            numbering = row
        else:
            lines.append((below_numbers(numbering, row) or row).cells)
    if len(lines) == 1:
        return lines[0]
    width = max(map(len, lines), default=0)
    lines = [(*line, *[""] * (width - len(line))) for line in lines]
    holding = [[number for number, line in enumerate(lines) if line[at]] for at in range(width)]
    filled: list[list[str]] = []
    for number, cells in enumerate(lines):
        line: list[str] = []
        for at, cell in enumerate(cells):
            reaches_here = not cell and line and holding[at] and holding[at][0] > number
            line.append(line[-1] if reaches_here else cell)
        filled.append(line)
    return tuple(" ".join(dict.fromkeys(line[at] for line in filled if line[at])) for at in range(width))


def recognised(rows: Sequence[GridRow], formats: Sequence[Format]) -> Heading | None:
    """Find the first heading of any format; where several lines fit, those that name the most columns."""
    best: Heading | None = None
    for first, row in enumerate(rows[:LOOK]):
        if best is not None and first >= best.first + best.depth:
            break
        if row.loose or len(row.filled) < 2:
            continue
        for depth in range(1, min(DEEPEST, len(rows) - first) + 1):
            block = rows[first : first + depth]
            if block[-1].loose:
                break
            above = [" ".join(filter(None, each.cells)) for each in rows[:first]]
            found = _fitting(dated(combined(block), above), formats, rows[first + depth : first + depth + SAMPLE])
            if found is not None and (best is None or _count(found[1]) > _count(best.columns) - _is_levels(block[-1])):
                best = Heading(format=found[0], first=first, depth=depth, columns=found[1], texts=combined(block))
    return best


def _count(columns: dict[int, str]) -> int:
    return len(set(columns.values()))


def _is_levels(row: GridRow) -> bool:
    """Whether a row only names the levels of a code that stands over several columns: no row of data does."""
    words = [normalised(cell) for cell in row.cells if cell]
    return len(words) > 1 and _LEVELS.issuperset(words)


def _fitting(
    texts: tuple[str, ...], formats: Sequence[Format], below: Sequence[GridRow]
) -> tuple[Format, dict[int, str]] | None:
    headings = [normalised(text) if len(text) <= LONGEST else "" for text in texts]
    knowing = _of(formats).knowing
    money = standard_headings(texts)
    known = Counter(id_ for heading in headings for id_ in knowing(heading))
    for at, (_, standard) in money.items():
        known.update({id_ for each in standard for id_ in knowing(each)} - set(knowing(headings[at])))
    shares = {at for at, text in enumerate(texts) if "%" in text}
    likely = [format_ for format_ in formats if known[format_.id] >= format_.fewest]
    for by_enough in (False, True):
        best: tuple[Format, dict[int, str]] | None = None
        for format_ in likely:
            columns = format_.assigned(headings, money, format_.enough if by_enough else format_.needed, shares)
            if columns is not None and _has_foreign(format_, columns, headings):
                continue
            if columns is not None and by_enough and _says_whose(columns, below):
                continue
            if columns is not None and (best is None or _named(*best, headings) < _named(format_, columns, headings)):
                best = (format_, columns)
        if best is not None:
            return best
    return None


def _named(format_: Format, columns: dict[int, str], headings: Sequence[str]) -> tuple[int, int]:
    """How many columns of a format headings name, first without those that are known only when spelled out."""
    short = {name for at, name in columns.items() if format_.abbreviated(headings[at])}
    return len(set(columns.values()) - short), len(set(columns.values()))


def _has_foreign(format_: Format, columns: dict[int, str], headings: Sequence[str]) -> bool:
    """Whether a table has columns beside those of a format that no table of the format has."""
    foreign = format_.foreign - {*columns.values()}
    others = (heading for at, heading in enumerate(headings) if heading and at not in columns)
    return bool(foreign) and any(called(heading) in foreign for heading in others)


def _says_whose(columns: dict[int, str], below: Sequence[GridRow]) -> bool:
    """Whether a column that no heading names holds OPDs: then the title does not say whose the rows are."""
    width = max((len(row.cells) for row in below), default=0)
    held = ([row.cells[at] for row in below if at < len(row.cells)] for at in range(width) if at not in columns)
    return any(content_of(list(filter(None, cells))) is Content.OPD for cells in held)


class _Headings:
    """What is known of the headings of some formats, kept from one table to the next."""

    def __init__(self, formats: Sequence[Format]) -> None:
        self._formats = formats
        self._any = any_heading(formats)
        self._known: dict[str, tuple[str, ...]] = {}

    def knowing(self, heading: str) -> tuple[str, ...]:
        """The ids of the formats that have a column of this heading."""
        if len(heading) > LONGEST:
            return ()
        knowing = self._known.get(heading)
        if knowing is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            is_any = heading and (self._any.fullmatch(heading) or self._any.fullmatch(spelled_out(heading)))
            knowing = tuple(each.id for each in self._formats if each.names(heading)) if is_any else ()
            self._known[heading] = knowing
        return knowing


_headings: dict[tuple[str, ...], _Headings] = {}
_MOST_KNOWN: Final = 20_000
_MOST_MAPPINGS: Final = 50


def _of(formats: Sequence[Format]) -> _Headings:
    ids = tuple(format_.id for format_ in formats)
    if ids not in _headings:
        if len(_headings) >= _MOST_MAPPINGS:
            _headings.clear()
        _headings[ids] = _Headings(formats)
    return _headings[ids]


def is_heading(text: str, formats: Sequence[Format]) -> bool:
    """Whether a normalised text is the heading of a column in any format."""
    return bool(_of(formats).knowing(text))
