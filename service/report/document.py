"""Document: what a report consists of, whatever file it becomes."""

from collections.abc import Iterable, Iterator

import msgspec


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what stands in a document, one below the other."""

    only_paper: bool = False
    """Slides leave it out: it is to be read, not to be shown."""


class Heading(Block, frozen=True, kw_only=True):
    """A heading; the first level begins a new page where ``on_new_page`` says so."""

    text: str
    level: int = 1
    on_new_page: bool = False


class Paragraph(Block, frozen=True, kw_only=True):
    """Running text; a remark is set smaller and lighter."""

    text: str
    remark: bool = False


class Steps(Block, frozen=True, kw_only=True):
    """A numbered list."""

    items: tuple[str, ...]


class Facts(Block, frozen=True, kw_only=True):
    """Names and what they are, as a table without headings."""

    items: tuple[tuple[str, str], ...]


class Grid(Block, frozen=True, kw_only=True):
    """A table with headings that are repeated on each page.

    ``widths`` are shares of the page; the columns in ``numbers`` are set to the right. ``blank`` is the height in
    centimetres of rows that people write in by hand.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()
    blank: float = 0.0


class Matrix(Block, frozen=True, kw_only=True):
    """Numbers where rows and columns meet, the larger the darker; what is 0 stays empty and white."""

    corner: str
    """What the rows are."""
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]
    """By row, then by column."""
    caption: str


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """A place to sign: as what one signs, and the name below it; where that is not known, room to write it."""

    position: str
    name: str = ""


class Signatures(Block, frozen=True, kw_only=True):
    """Places to sign, two beside each other."""

    places: tuple[Signature, ...]


class Picture(Block, frozen=True, kw_only=True):
    """A PNG picture with what it shows, for those who see it and for those who do not."""

    png: bytes
    width: float
    """Centimetres."""
    height: float
    """Centimetres."""
    caption: str
    alternative: str


def on_paper(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks that slides leave out."""
    return (msgspec.structs.replace(block, only_paper=True) for block in blocks)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report, for A4 or for slides."""

    title: str
    subtitle: str
    footer: str
    blocks: tuple[Block, ...]


PAGE_WIDTH = 21.0
"""Centimetres, of A4."""

PAGE_HEIGHT = 29.7
"""Centimetres, of A4."""

MARGIN = 2.0
"""Centimetres, on all sides."""

TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
"""Centimetres between the margins."""
