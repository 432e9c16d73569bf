"""PPTX: a document as slides, a slide for each heading of the first two levels; the same bytes each time."""

import datetime
import io
import math
from collections.abc import Iterator
from typing import Any, Final

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Cm, Pt
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from graph.export import settled
from graph.export.text import held
from service.report.document import Block, Document, Heading, Paragraph, Picture, Steps
from service.report.layout import BLUE, GREY, INK, LINE, Cell, Table, table

_WIDTH: Final = 33.867
"""Centimetres, of a slide of 16 to 9."""
_HEIGHT: Final = 19.05
_MARGIN: Final = 1.5
_TOP: Final = 3.4
"""Centimetres above what stands below the title."""
_BOTTOM: Final = 17.6
_TEXT: Final = _WIDTH - 2 * _MARGIN
_BODY, _SMALL, _HEAD = 14.0, 11.0, 24.0
_SIDE, _ABOVE = 0.2, 0.1
"""Centimetres between the text of a cell and its lines."""
_GAP: Final = 0.3
_HEAD_MOST: Final = (_BOTTOM - _TOP) / 2
"""How tall the head of a table may be, in centimetres: its rows need room as well."""
_POINTS: Final = 72 / 2.54
"""Of a centimetre."""
_FONT: Final = "Arial"
_MEASURED: Final = ("Helvetica", "Helvetica-Bold")
"""Have the widths of Arial."""
_PLAIN_TABLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LONG_AGO: Final = datetime.datetime(1980, 1, 1)
_SIDES: Final = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_TITLE, _TITLE_ONLY = 0, 5
"""Layouts of the empty presentation that python-pptx brings."""


def slides(document: Document) -> bytes:
    """Give a document as PPTX: what does not fit goes on on the next slide under the same title."""
    deck = _Deck(document)
    for block in document.blocks:
        if not block.only_paper:
            deck.add(block)
    return deck.data()


class _Deck:
    """Slides that are filled from the top to the bottom."""

    def __init__(self, document: Document) -> None:
        self._made = pptx.Presentation()
        self._made.slide_width, self._made.slide_height = Cm(_WIDTH), Cm(_HEIGHT)
        self._footer = document.footer
        self._title = document.title
        self._slide: Any = None
        self._at = _TOP
        self._set_properties(document)
        self._first(document)

    def add(self, block: Block) -> None:
        """Put a block where the slide has room, else on the next one."""
        match block:
            case Heading(level=3):
                self._need(_tall(block.text, _BODY, _TEXT, bold=True) + 2)
                self._text(block.text, _BODY, ink=BLUE, bold=True)
            case Heading():
                self._title = block.text
                self._new(block.text)
            case Paragraph():
                self._paragraph(block.text, _SMALL if block.remark else _BODY, GREY if block.remark else INK)
            case Steps():
                for number, item in enumerate(block.items, start=1):
                    self._paragraph(f"{number}. {item}", _BODY, INK)
            case Picture():
                self._picture(block)
            case _:
                self._table(table(block))

    def data(self) -> bytes:
        """Give the file."""
        out = io.BytesIO()
        self._made.save(out)
        return settled(out.getvalue())

    def _set_properties(self, document: Document) -> None:
        properties = self._made.core_properties
        properties.title, properties.subject = held(document.title)[:255], held(document.subtitle)[:255]
        properties.author = properties.last_modified_by = "Sinergi"
        properties.language, properties.revision = "id-ID", 1
        properties.created = properties.modified = _LONG_AGO

    def _first(self, document: Document) -> None:
        slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE])
        title, subtitle = slide.shapes.title, slide.placeholders[1]
        for shape, top, text, size, ink in (
            (title, 6.0, document.title, 36.0, BLUE),
            (subtitle, 9.5, document.subtitle, 20.0, GREY),
        ):
            _place(shape, _MARGIN, top, _TEXT, 3)
            _say(shape.text_frame, text, size, ink=ink, bold=shape is title)

    def _new(self, title: str) -> None:
        """Begin a slide."""
        self._slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_ONLY])
        size = _HEAD if _lines(title, _HEAD, _TEXT, bold=True) <= 2 else _HEAD * 2 / 3
        frame = self._slide.shapes.title.text_frame
        _place(self._slide.shapes.title, _MARGIN, 0.7, _TEXT, _TOP - 1)
        _say(frame, _fitting(title, size, _TEXT, _TOP - 1, bold=True), size, ink=BLUE, bold=True)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        below = self._box(_HEIGHT - 1.2, 0.6)
        _say(below, f"{self._footer} · ", 9, ink=GREY)
        number = OxmlElement("a:fld")
        number.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        number.set("type", "slidenum")
        shown = OxmlElement("a:t")
        shown.text = str(len(self._made.slides))
        run = below.paragraphs[0].runs[0]._r
        number.append(_copied(run.find(qn("a:rPr"))))
        number.append(shown)
        run.addnext(number)
        self._at = _TOP

    def _room(self) -> float:
        return _BOTTOM - self._at if self._slide is not None else 0.0

    def _need(self, height: float) -> None:
        """See that there is so much room, unless an empty slide has not."""
        if self._room() < height and (self._slide is None or self._at > _TOP):
            self._new(self._title if self._slide is None else f"{self._title} (lanjutan)")

    def _box(self, top: float, height: float) -> Any:
        box = self._slide.shapes.add_textbox(Cm(_MARGIN), Cm(top), Cm(_TEXT), Cm(height))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def _paragraph(self, text: str, size: float, ink: str) -> None:
        """A text; one that no slide can hold goes on on the next."""
        for part in _parts(text, size, _TEXT, _BOTTOM - _TOP):
            self._need(_tall(part, size, _TEXT))
            self._text(part, size, ink=ink)

    def _text(self, text: str, size: float, *, ink: str, bold: bool = False) -> None:
        height = _tall(text, size, _TEXT, bold=bold)
        _say(self._box(self._at, height), text, size, ink=ink, bold=bold)
        self._at += height + _GAP

    def _picture(self, picture: Picture) -> None:
        caption = _tall(picture.caption, _SMALL, _TEXT)
        whole = _BOTTOM - _TOP - caption - _GAP
        self._need(min(whole, picture.height * 0.8) + caption)
        share = min(_TEXT / picture.width, (self._room() - caption - _GAP) / picture.height)
        width, height = picture.width * share, picture.height * share
        left = (_WIDTH - width) / 2
        shape = self._slide.shapes.add_picture(io.BytesIO(picture.png), Cm(left), Cm(self._at), Cm(width), Cm(height))
        shape._element.nvPicPr.cNvPr.set("descr", held(picture.alternative))
        self._at += height + _GAP
        self._text(picture.caption, _SMALL, ink=GREY)

    def _table(self, table: Table) -> None:
        """A table; its rows go on on the next slide, under its head."""
        first = int(table.has_head)
        head = table.rows[:first]
        above = sum(_row_height(row, table, is_head=True) for row in head)
        rows, heights = [*head], above
        for row in table.rows[first:]:
            height = min(_row_height(row, table), _BOTTOM - _TOP - above)
            if len(rows) == first:
                self._need(above + height)
            elif heights + height > self._room():
                self._set(rows, table)
                self._need(above + height)
                rows, heights = [*head], above
            rows.append(row)
            heights += height
        self._need(above)
        self._set(rows, table)
        if table.caption:
            self._paragraph(table.caption, _SMALL, GREY)

    def _set(self, rows: list[tuple[Cell, ...]], table: Table) -> None:
        """Set some rows of a table on this slide."""
        first = int(table.has_head)
        heights = [_row_height(row, table, is_head=True) for row in rows[:first]]
        most = _BOTTOM - _TOP - sum(heights)
        heights += [min(_row_height(row, table), most) for row in rows[first:]]
        shape = self._slide.shapes.add_table(
            len(rows), len(table.widths), Cm(_MARGIN), Cm(self._at), Cm(_TEXT), Cm(sum(heights))
        )
        set_ = shape.table
        set_.first_row, set_.horz_banding = table.has_head, False
        set_._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
        for column, share in zip(set_.columns, table.widths, strict=True):
            column.width = Cm(share * _TEXT)
        for row, cells, height in zip(set_.rows, rows, heights, strict=True):
            row.height = Cm(height)
            for place, cell, share in zip(row.cells, cells, table.widths, strict=True):
                _write(place, cell, share * _TEXT, height, table.has_lines)
        self._at += sum(heights) + _GAP


def _write(place: Any, cell: Cell, width: float, height: float, has_lines: bool) -> None:
    place.margin_left = place.margin_right = Cm(_SIDE)
    place.margin_top = place.margin_bottom = Cm(_ABOVE)
    text = _fitting(cell.text, _SMALL, width - 2 * _SIDE, height - 2 * _ABOVE, bold=cell.bold)
    _say(place.text_frame, text, _SMALL, ink=cell.ink, bold=cell.bold, side=cell.side)
    if has_lines:
        properties = place._tc.get_or_add_tcPr()
        for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
            line, fill, colour = OxmlElement(side), OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
            line.set("w", str(Pt(0.5)))
            colour.set("val", LINE)
            fill.append(colour)
            line.append(fill)
            properties.append(line)
    if cell.fill:
        place.fill.solid()
        place.fill.fore_color.rgb = _colour(cell.fill)


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(name)  # type: ignore[no-untyped-call,no-any-return]


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Cm(left), Cm(top), Cm(width), Cm(height)


def _say(frame: Any, text: str, size: float, *, ink: str, bold: bool = False, side: str = "left") -> None:
    """Write a text, each of its lines as a paragraph."""
    for number, line in enumerate(held(text).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _SIDES[side]
        run = paragraph.add_run()
        run.text = line
        font = run.font
        font.name, font.size, font.bold, font.color.rgb = _FONT, Pt(size), bold, _colour(ink)
        font.language_id = MSO_LANGUAGE_ID.INDONESIAN


def _copied(element: Any) -> Any:
    """A copy: an element stands in one place only."""
    return element.__copy__() if element is not None else OxmlElement("a:rPr")


def _split(text: str, size: float, width: float, *, bold: bool = False) -> Iterator[tuple[str, int]]:
    """The lines that a text takes, each with how many those are: a word may be longer than a line."""
    font, points = _MEASURED[bold], width * _POINTS
    for line in simpleSplit(text, font, size, points) or [""]:
        yield line, max(1, math.ceil(stringWidth(line, font, size) / points))


def _lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    return sum(number for _, number in _split(text, size, width, bold=bold))


def _line(size: float) -> float:
    """How tall a line is, in centimetres."""
    return 1.2 * size / _POINTS


def _tall(text: str, size: float, width: float, *, bold: bool = False) -> float:
    return _lines(text, size, width, bold=bold) * _line(size)


def _row_height(row: tuple[Cell, ...], table: Table, *, is_head: bool = False) -> float:
    needed = max(
        _tall(cell.text, _SMALL, share * _TEXT - 2 * _SIDE, bold=cell.bold)
        for cell, share in zip(row, table.widths, strict=True)
    )
    height = needed + 2 * _ABOVE + 0.05
    return min(height, _HEAD_MOST) if is_head else max(height, table.height)


def _fitting(text: str, size: float, width: float, height: float, *, bold: bool = False) -> str:
    """A text, cut where it is taller than its place."""
    most = max(1, int(height / _line(size) + 0.01))
    if _lines(text, size, width, bold=bold) <= most:
        return text
    [first, *_] = _parts(text, size, width, height, bold=bold)
    return f"{first[:-2].rstrip()} …"


def _parts(text: str, size: float, width: float, height: float, *, bold: bool = False) -> Iterator[str]:
    """A text in parts of which each fits."""
    most = max(1, int(height / _line(size) + 0.01))
    if _lines(text, size, width, bold=bold) <= most:
        yield text
        return
    part: list[str] = []
    taken = 0
    for line, number in _split(text, size, width, bold=bold):
        if part and taken + number > most:
            yield " ".join(part)
            part, taken = [], 0
        at = 0
        step = max(1, len(line) * most // number) if number > most else len(line)
        while number > most and len(line) - at > step:
            yield line[at : at + step]
            at += step
        part.append(line[at:])
        taken += min(number, most)
    yield " ".join(part)
