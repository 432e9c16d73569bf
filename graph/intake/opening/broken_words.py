"""Broken words: which lines of a printed cell go on inside a word, told from where its letters stand.

A renderer breaks between the letters of a word only where the word alone is wider than its cell, and then at the last
letter that fits. Where a line ends at a blank, both are mostly otherwise; where they are not, the other words of the
print decide. Behind a slash or hyphen some break any word, but those write the blanks too at which they break. What
stays in doubt keeps its blank: two words written as one are harder to see than one written as two.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_HYPHENED: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-\s*$")
_CUT: Final = re.compile(r".?\d\n\d.?|\w[/-]\n\w.?|.?\w\n[/-]\w|.?\w\n[,.;:)].?")
"""Two marks or digits around a line's end as they stand inside a word, an amount, or before what closes a sentence."""
_DOUBLED: Final = 4
"""Letters by which the second part of a doubled word is known in the first."""
_WRAPS: Final = 20
"""So many lines must have been wrapped before they tell where a print's cells end, and whether it writes blanks."""


class Line(msgspec.Struct, frozen=True):
    """One line of a cell: its text, and the places of its outer words and letters in points from the page's left."""

    text: str
    """Ends with a blank where the print has written one there."""
    left: float
    first_letter: float
    """Where its first letter ends."""
    first_word: float
    """Where its first word ends."""
    last_word: float
    """Where its last word begins."""
    right: float


class WrappedCell(msgspec.Struct, frozen=True):
    """A cell of several lines."""

    lines: tuple[Line, ...]
    edge: float
    """Its right edge."""


class BrokenWords:
    """Joins the lines of a print's cells; knows how near to their edge they are filled, and which words are whole."""

    def __init__(self, cells: Sequence[str | WrappedCell]) -> None:
        """Learn from all cells of a print; those of one line come as their text."""
        wrapped = [cell for cell in cells if isinstance(cell, WrappedCell)]
        wraps = [line.text.endswith(" ") for cell in wrapped for line in cell.lines[:-1]]
        self._enough = len(wraps) >= _WRAPS
        self._writes_blanks = sum(wraps) > len(wraps) / 2
        self._padding = min((cell.edge - line.right for cell in wrapped for line in cell.lines), default=0.0)
        self._whole: set[str] = set()
        for cell in cells:
            self._whole.update(word for word in self._words(cell) if len(word) > 1)

    def joined(self, cell: WrappedCell) -> str:
        """Give a cell's text, with a blank wherever a line does not go on inside a word."""
        filled = self._filled(cell)
        text = cell.lines[0].text
        for at, (line, following) in enumerate(pairwise(cell.lines)):
            if self._is_hyphened(text, following.text):
                text = text.rstrip()[:-1] + following.text
                continue
            goes_on = self._behind_mark(line, following) or (
                filled[at] and self._one_word(text, line, _beyond(cell.lines[at + 1 :], filled[at + 1 :]))
            )
            text += following.text if goes_on else f" {following.text}"
        return text

    def _is_hyphened(self, text: str, following: str) -> bool:
        """Whether a hyphen at the end of a line only parts a word that stands whole elsewhere in the print."""
        head, tail = _HYPHENED.search(text), _LETTERS.match(following)
        if head is None or tail is None or not following[0].islower():
            return False
        first, second = head[1].casefold(), tail[0].casefold()
        is_doubled = second[:_DOUBLED] in first  # anak-anak, perundang-undangan
        return not is_doubled and first + second in self._whole

    def _behind_mark(self, line: Line, following: Line) -> bool:
        """Whether a print that writes the blanks at which it wraps has wrapped here at a slash or hyphen alone."""
        marked = line.text[-1] in "/-" and line.text[-2:-1].isalnum() and following.text[0].isalnum()
        return marked and self._enough and self._writes_blanks

    def _filled(self, cell: WrappedCell) -> list[bool]:
        """Tell which lines have no room for the next letter, where no line has any for the word across their end."""
        end = cell.edge - self._padding
        room = end - min(line.left for line in cell.lines)
        if not self._enough or self._padding > room:
            return [False] * (len(cell.lines) - 1)
        return [
            line.right + following.first_letter - following.left > end
            and line.right - line.last_word + following.first_word - following.left > room
            for line, following in pairwise(cell.lines)
        ]

    def _one_word(self, text: str, line: Line, beyond: str) -> bool:
        """Whether the text up to the end of a filled line and what stands beyond it are likely one word there.

        Without a word of the print that says so, it must be the line's only one: few renderers begin to break a word
        beside another.
        """
        before, after = text[-1], beyond[0]
        alone = line.last_word == line.left
        if not (before.isalpha() and after.isalpha()):
            return alone and bool(_CUT.fullmatch(f"{text[-2:]}\n{beyond[:2]}"))
        head, tail = _LETTERS.findall(text)[-1].casefold(), _LETTERS.findall(beyond)[0].casefold()
        if head + tail in self._whole:
            return True
        return alone and before.isupper() == after.isupper() and not {head, tail} & self._whole

    def _words(self, cell: str | WrappedCell) -> Iterator[str]:
        """Give the words of a cell, but for those that may be parts of one."""
        if isinstance(cell, str):
            yield from _LETTERS.findall(cell.casefold())
            return
        filled = self._filled(cell)
        for line, begins, ends in zip(cell.lines, [False, *filled], [*filled, False], strict=True):
            words = _LETTERS.findall(line.text.casefold())
            yield from words[begins : len(words) - ends]


def _beyond(lines: Sequence[Line], filled: Sequence[bool]) -> str:
    """Give the text of a line, and of those after it as long as all of them are filled with letters only."""
    text = ""
    for line, goes_on in zip(lines, [*filled, False], strict=True):
        text += line.text
        if not (goes_on and line.text.isalpha()):
            break
    return text
