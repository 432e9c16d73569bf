"""Legible: which letters of a printed page a person reads as text of its tables. Runs in the reading process only.

A print that makes letters bold by printing them twice has each once; letters that nobody sees, watermarks over a table,
raised marks of footnotes behind a figure and what a line strikes out are no text of a cell.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

Placed = dict[str, Any]
"""What stands on a page, as pdfplumber gives it."""
Box = tuple[float, float, float, float]

_UNSEEN: Final = frozenset({3, 7})
"""Modes of text that draw nothing."""
_DOUBLED: Final = 0.7
"""Two letters of which one stands within so many widths of the other are one, printed twice."""
_MOST_DOUBLED: Final = 1.5
_LARGE: Final = 2.0
"""Letters so many times as large as those of a table are a watermark over it."""
_PALE_LARGE: Final = 1.4
"""The same for pale letters."""
_PALE: Final = 0.5
_WHITE: Final = 0.97
_THIN: Final = 1.6
_MIDDLE: Final = 0.22
"""A line within so many heights from the middle of a letter strikes it out."""
_COVERED: Final = 0.5
"""So much of a line must lie over letters for it to strike them out, else it is a rule of the table."""
_PASSED: Final = 0.8
_RAISED_SIZE: Final = 0.85
_OVERLAP: Final = 0.5


class _Device(PDFPageAggregatorWithMarkedContent):
    """Leaves out letters that are drawn without being seen."""

    _is_unseen = False
    unseen = 0

    def render_string(self, textstate: Any, *args: Any) -> None:
        self._is_unseen = textstate.render in _UNSEEN
        super().render_string(textstate, *args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        advance: float = super().render_char(*args, **kwargs)
        if self._is_unseen and self.cur_item._objs:
            self.cur_item._objs.pop()
            self.unseen += 1
        return advance


def lay_out(page: Page) -> int:
    """Lay a page out without letters that draw nothing; give how many there are."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    return device.unseen


def turned_by(page: Page) -> int:
    """By how many degrees a page must be turned, clockwise, for most of its letters to stand upright."""
    turns: Counter[int] = Counter()
    for letter in page.chars:
        right, up = letter["matrix"][:2]
        turns[(0 if right > 0 else 180) if abs(right) >= abs(up) else (90 if up > 0 else 270)] += 1
    return turns.most_common(1)[0][0] if turns else 0


class Legible:
    """What is legible on a page: its tables, its letters, the page with no others, and what of it is struck out."""

    def __init__(self, page: Page, unseen: int) -> None:
        self.counts = Counter[str]({"unseen": unseen} if unseen else {})
        self._gone: set[int] = set()
        letters = list(page.chars)
        self._leave(_twice(letters), "")
        letters = self._left(letters)
        self._leave(_white(letters, page), "unseen")
        letters = self._left(letters)
        struck, lines = _struck(letters, page)
        self.struck = struck
        self._gone |= {id(each) for each in (*struck, *lines)}
        self._page = page
        self.tables = self._filtered().find_tables()
        letters = self._left(letters)
        boxes = [table.bbox for table in self.tables]  # each is worked out anew whenever it is asked for
        inside = [letter for letter in letters if any(_is_in(letter, box) for box in boxes)]
        self._leave(_watermark(inside), "watermark")
        self._leave(_raised(self._left(inside)), "raised")
        self.letters = self._left(letters)
        self.page = self._filtered()

    def _leave(self, letters: Iterable[Placed], why: str) -> None:
        for letter in letters:
            self._gone.add(id(letter))
            if why and not letter["text"].isspace():
                self.counts[why] += 1

    def _left(self, letters: Iterable[Placed]) -> list[Placed]:
        return [letter for letter in letters if id(letter) not in self._gone]

    def _filtered(self) -> Page:
        if not self._gone:
            return self._page
        gone = frozenset(self._gone)
        return self._page.filter(lambda each: id(each) not in gone)


def overlap(letters: Sequence[Placed]) -> bool:
    """Whether letters of a cell lie over each other, so that nobody can tell what it says."""
    shown = sorted((each for each in letters if each["text"].isalnum()), key=itemgetter("x0"))
    for at, letter in enumerate(shown):
        for other in shown[at + 1 : at + 4]:
            width = min(letter["x1"] - letter["x0"], other["x1"] - other["x0"])
            shared = min(letter["x1"], other["x1"]) - other["x0"]
            height = min(letter["bottom"], other["bottom"]) - max(letter["top"], other["top"])
            if shared > _OVERLAP * width and height > _OVERLAP * min(letter["size"], other["size"]):
                return True
    return False


def _is_in(letter: Placed, box: Box) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _twice(letters: Sequence[Placed]) -> Iterator[Placed]:
    """Letters that stand on another of the same kind, and are drawn after it."""
    seen: dict[tuple[str, int, int], list[Placed]] = {}
    for letter in letters:
        if letter["text"].isspace():
            continue
        column, row = int(letter["x0"] // 2), int(letter["top"] // 2)
        near = [
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in seen.get((letter["text"], x, y), ())
        ]
        within = min(_MOST_DOUBLED, _DOUBLED * (letter["x1"] - letter["x0"]))
        if any(
            abs(other["x0"] - letter["x0"]) < within
            and abs(other["top"] - letter["top"]) < _MOST_DOUBLED
            and abs(other["size"] - letter["size"]) < 0.2 * letter["size"]
            for other in near
        ):
            yield letter
        else:
            seen.setdefault((letter["text"], column, row), []).append(letter)


def _lightness(color: object) -> float | None:
    """How light a colour is, from 0 to 1; None where that is not known."""
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, tuple | list) or not all(isinstance(each, int | float) for each in color):
        return None
    if len(color) == 4:
        return 1 - float(min(1.0, max(color[:3]) + color[3]))
    return float(min(color)) if len(color) in {1, 3} else None


def _white(letters: Sequence[Placed], page: Page) -> Iterator[Placed]:
    """White letters that lie on nothing dark."""
    white = [each for each in letters if (_lightness(each["non_stroking_color"]) or 0) >= _WHITE]
    if not white:
        return
    dark = [
        (each["x0"], each["top"], each["x1"], each["bottom"])
        for each in (*page.rects, *page.curves)
        if each.get("fill") and (_lightness(each["non_stroking_color"]) or 0) < _WHITE
    ]
    dark += [(each["x0"], each["top"], each["x1"], each["bottom"]) for each in page.images]
    yield from (letter for letter in white if not any(_is_in(letter, box) for box in dark))


def _struck(letters: Sequence[Placed], page: Page) -> tuple[list[Placed], list[Placed]]:
    """Letters that a line strikes out, and these lines."""
    flat = [each for each in (*page.lines, *page.rects) if each["height"] <= _THIN and each["width"] > each["height"]]
    ordered = sorted(letters, key=_middle)
    heights = [_middle(letter) for letter in ordered]
    struck: dict[int, Placed] = {}
    lines: list[Placed] = []
    for line in flat:
        y = (line["top"] + line["bottom"]) / 2
        near = ordered[bisect_left(heights, y - 20) : bisect_left(heights, y + 20)]
        across = [
            letter
            for letter in near
            if abs(_middle(letter) - y) <= _MIDDLE * letter["height"]
            and line["x0"] - 0.5 <= (letter["x0"] + letter["x1"]) / 2 <= line["x1"] + 0.5
        ]
        if across and (_covers(line, across) or _passes(line, across, near)):
            struck.update((id(letter), letter) for letter in across)
            lines.append(line)
    for note in _annotations(page):
        struck.update((id(letter), letter) for letter in letters if _is_in(letter, note))
    return list(struck.values()), lines


def _covers(line: Placed, across: Sequence[Placed]) -> bool:
    """Whether most of a line lies over letters."""
    return bool(sum(letter["x1"] - letter["x0"] for letter in across) >= _COVERED * line["width"])


def _passes(line: Placed, across: Sequence[Placed], near: Sequence[Placed]) -> bool:
    """Whether a line passes from the first to the last of several texts beside each other, always in their middle.

    A rule of the table passes through letters only where the text of one cell overflows.
    """
    ordered = sorted(across, key=itemgetter("x0"))
    gaps = [after["x0"] - before["x1"] > 2 * before["size"] for before, after in pairwise(ordered)]
    touched = [
        letter
        for letter in near
        if letter["top"] < line["top"] < letter["bottom"] and line["x0"] < letter["x0"] and letter["x1"] < line["x1"]
    ]
    extent = ordered[-1]["x1"] - ordered[0]["x0"]
    return any(gaps) and len(touched) <= len(across) and extent >= _PASSED * line["width"]


def _annotations(page: Page) -> Iterator[Box]:
    """Where a reviewer has struck text out."""
    for note in page.annots:
        if str(getattr(note.get("data", {}).get("Subtype"), "name", "")) == "StrikeOut":
            yield note["x0"], note["top"], note["x1"], note["bottom"]


def _middle(letter: Placed) -> float:
    return float(letter["top"] + letter["bottom"]) / 2


def _usual(letters: Sequence[Placed], what: Callable[[Placed], float]) -> float:
    counts = Counter(round(what(letter), 1) for letter in letters)
    return counts.most_common(1)[0][0] if counts else 0.0


def _watermark(letters: Sequence[Placed]) -> Iterator[Placed]:
    """Letters of a table that are much larger than its others, or slanted."""
    usual = _usual(letters, itemgetter("size"))
    for letter in letters:
        right, up = letter["matrix"][:2]
        is_slanted = min(abs(right), abs(up)) > 0.05 * max(abs(right), abs(up))
        pale = (_lightness(letter["non_stroking_color"]) or 0) >= _PALE
        if is_slanted or letter["size"] > (_PALE_LARGE if pale else _LARGE) * usual:
            yield letter


def _raised(letters: Sequence[Placed]) -> Iterator[Placed]:
    """Small letters that stand raised right behind a figure."""
    usual = _usual(letters, itemgetter("size"))
    small = [each for each in letters if each["size"] < _RAISED_SIZE * usual and not each["text"].isspace()]
    if not small:
        return
    ordered = sorted(letters, key=itemgetter("x1"))
    ends = [letter["x1"] for letter in ordered]
    gone: set[int] = set()
    for letter in sorted(small, key=itemgetter("x0")):
        near = ordered[bisect_left(ends, letter["x0"] - 3) : bisect_left(ends, letter["x0"] + 1)]
        before = [each for each in near if each is not letter and each["top"] < _middle(letter) < each["bottom"]]
        if not before:
            continue
        last = max(before, key=itemgetter("x1"))
        is_behind = (last["text"].isdecimal() or last["text"] == "%") and last["size"] * _RAISED_SIZE > letter["size"]
        is_high = letter["bottom"] < last["bottom"] - 0.15 * last["size"]
        if (is_behind and is_high) or id(last) in gone:
            gone.add(id(letter))
            yield letter
