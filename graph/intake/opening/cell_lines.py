"""Cell lines: the cells of a printed table with the lines that each of them holds."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_words

from graph.intake.opening.broken_words import Line, WrappedCell
from graph.intake.opening.legible import Box, Placed, overlap
from graph.intake.opening.plain import clean

_APART: Final = 3.0
"""Points by which letters of one line may stand higher than others; in small print half a letter."""


class CellRow:
    """A row of a table: its cells, what is struck out in them, and which of them nobody can read for sure."""

    def __init__(self) -> None:
        self.cells: list[str | WrappedCell] = []
        self.struck: dict[int, str] = {}
        self.doubtful: list[int] = []


def table_cells(table: Table, letters: Sequence[Placed], struck: Sequence[Placed]) -> Iterator[CellRow]:
    """Give the rows of a table; a cell of one line is its text, one that another cell covers is empty."""
    letters = sorted(letters, key=_middle)
    heights = [_middle(letter) for letter in letters]
    for row in table.rows:
        _, top, _, bottom = row.bbox
        within = letters[bisect_left(heights, top) : bisect_left(heights, bottom)]
        out = [letter for letter in struck if top <= _middle(letter) < bottom]
        found = CellRow()
        for at, box in enumerate(row.cells):
            inside = _inside(within, box) if box else []
            found.cells.append(_cell(inside, box[2]) if box else "")
            if overlap(inside):
                found.doubtful.append(at)
            if box and out and (gone := _inside(out, box)):
                found.struck[at] = clean("".join(letter["text"] for letter in sorted(gone, key=itemgetter("x0"))))
        yield found


def _middle(letter: Placed) -> float:
    return float(letter["top"] + letter["bottom"]) / 2


def _inside(letters: Sequence[Placed], box: Box) -> list[Placed]:
    left, top, right, bottom = box
    return [
        letter
        for letter in letters
        if left <= (letter["x0"] + letter["x1"]) / 2 < right and top <= _middle(letter) < bottom
    ]


def _cell(inside: list[Placed], right: float) -> str | WrappedCell:
    if not inside:
        return ""
    upright = [letter for letter in inside if abs(letter["matrix"][0]) >= abs(letter["matrix"][1])]
    if not any(not letter["text"].isspace() for letter in upright):
        return _upward(inside)
    inside = upright  # a word that stands upright beside them is none of the cell's
    apart = min(_APART, max(letter["size"] for letter in inside) / 2)
    words = [word for word in extract_words(inside, y_tolerance=apart, return_chars=True) if clean(word["text"])]
    lines = cluster_objects(words, itemgetter("top"), apart)
    if len(lines) < 2:
        return " ".join(word["text"] for line in lines for word in line)
    blanks = [letter for letter in inside if letter["text"].isspace()]
    return WrappedCell(tuple(_line(line, blanks, apart) for line in lines), right)


def _upward(letters: list[Placed]) -> str:
    """Give the text of a cell whose letters stand on their side, as in a narrow heading."""
    goes_up = letters[0]["matrix"][1] > 0
    apart = max(letter["size"] for letter in letters) / 2
    lines = cluster_objects(letters, itemgetter("x0"), apart)
    texts = [
        "".join(letter["text"] for letter in sorted(line, key=itemgetter("top"), reverse=goes_up)) for line in lines
    ]
    return clean(" ".join(texts if goes_up else texts[::-1]))


def _line(words: list[Placed], blanks: list[Placed], apart: float) -> Line:
    first, last = words[0], words[-1]
    ends = any(blank["x0"] >= last["x1"] - apart / 2 and abs(blank["top"] - last["top"]) < apart for blank in blanks)
    return Line(
        text=" ".join(word["text"] for word in words) + " " * ends,
        left=first["x0"],
        first_letter=first["chars"][0]["x1"],
        first_word=first["x1"],
        last_word=last["x0"],
        right=last["x1"],
    )
