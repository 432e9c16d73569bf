"""Cell lines: the cells of a printed table with the lines that each of them holds."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, Final

from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_words

from graph.intake.opening.broken_words import Line, WrappedCell
from graph.intake.opening.plain import clean

_APART: Final = 3.0
"""Points by which letters of one line may stand higher than others; in small print half a letter."""

_Placed = dict[str, Any]


def table_cells(table: Table) -> Iterator[tuple[str | WrappedCell, ...]]:
    """Give the rows of a table; a cell of one line is its text, one that another cell covers is empty."""
    letters = sorted(table.page.chars, key=_middle)
    heights = [_middle(letter) for letter in letters]
    for row in table.rows:
        _, top, _, bottom = row.bbox
        within = letters[bisect_left(heights, top) : bisect_left(heights, bottom)]
        yield tuple(_cell(within, cell) if cell else "" for cell in row.cells)


def _middle(letter: _Placed) -> float:
    return float(letter["top"] + letter["bottom"]) / 2


def _cell(letters: list[_Placed], box: tuple[float, float, float, float]) -> str | WrappedCell:
    left, top, right, bottom = box
    inside = [
        letter
        for letter in letters
        if left <= (letter["x0"] + letter["x1"]) / 2 < right and top <= _middle(letter) < bottom
    ]
    if not inside:
        return ""
    apart = min(_APART, max(letter["size"] for letter in inside) / 2)
    words = [word for word in extract_words(inside, y_tolerance=apart, return_chars=True) if clean(word["text"])]
    lines = cluster_objects(words, itemgetter("top"), apart)
    if len(lines) < 2:
        return " ".join(word["text"] for line in lines for word in line)
    blanks = [letter for letter in inside if letter["text"].isspace()]
    return WrappedCell(tuple(_line(line, blanks, apart) for line in lines), right)


def _line(words: list[_Placed], blanks: list[_Placed], apart: float) -> Line:
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
