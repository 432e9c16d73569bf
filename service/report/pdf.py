"""PDF: a document on A4, set by reportlab with fonts that travel inside the file; the same bytes each time."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    CondPageBreak,
    Image,
    KeepTogether,
    ListFlowable,
    PageBreak,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as PlatypusTable

from graph.export.text import held
from service.report.document import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Steps,
)
from service.report.layout import BLUE, GREY, LINE, Cell, Side, Table, table
from service.report.words import short

_BLUE: Final = HexColor(f"#{BLUE}")
_GREY: Final = HexColor(f"#{GREY}")
_SIDES: Final = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_SIZES: Final = {1: 15, 2: 11.5, 3: 9.5}
_ROOM: Final = {1: 8.0, 2: 5.0, 3: 3.5}
"""Centimetres that a heading of each level needs below it, so that it does not end a page."""

_PER_CENTIMETRE: Final = 250
"""Characters that a cell may hold per centimetre of its width: some fifty lines."""

_PADDING: Final = 6
"""Points that the frame keeps inside the margins."""


@cache
def _fonts() -> None:
    """Make known the fonts that come with matplotlib; they hold the signs that people here write."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


@cache
def _style(name: str) -> Any:
    body = ParagraphStyle("body", fontName="DejaVuSans", fontSize=8.5, leading=12, spaceAfter=5)
    made = {
        "body": body,
        "remark": ParagraphStyle("remark", body, fontSize=7, leading=9, textColor=_GREY),
        "title": ParagraphStyle(
            "title", body, fontName="DejaVuSans-Bold", fontSize=19, leading=24, textColor=_BLUE, spaceAfter=2
        ),
        "subtitle": ParagraphStyle("subtitle", body, fontSize=11, leading=15, textColor=_GREY, spaceAfter=10),
    }
    for level, size in _SIZES.items():
        made[f"heading {level}"] = ParagraphStyle(
            f"heading {level}",
            body,
            fontName="DejaVuSans-Bold",
            fontSize=size,
            leading=size * 1.3,
            textColor=_BLUE,
            spaceBefore=9,
            spaceAfter=4,
        )
    return made[name]


@cache
def _cell_style(bold: bool, ink: str, side: Side) -> Any:
    name = f"cell {bold} {ink} {side}"
    font = "DejaVuSans-Bold" if bold else "DejaVuSans"
    return ParagraphStyle(
        name, fontName=font, fontSize=7.2, leading=9.4, textColor=HexColor(f"#{ink}"), alignment=_SIDES[side]
    )


def pdf(document: Document) -> bytes:
    """Give a document as PDF, with an outline of its headings and its title as the file's."""
    _fonts()
    out = io.BytesIO()
    frame = SimpleDocTemplate(
        out,
        pagesize=(PAGE_WIDTH * cm, PAGE_HEIGHT * cm),
        leftMargin=MARGIN * cm - _PADDING,
        rightMargin=MARGIN * cm - _PADDING,
        topMargin=MARGIN * cm,
        bottomMargin=MARGIN * cm,
        title=_plain(document.title),
        subject=_plain(document.subtitle),
        author="Sinergi",
        creator="Sinergi",
        lang="id",
        invariant=1,
    )
    story: list[Any] = [_text(document.title, "title"), _text(document.subtitle, "subtitle")]
    for block in document.blocks:
        story += _flowables(block)
    frame.afterFlowable = _Outline(lambda: frame.canv).add
    footer = _footer(_plain(document.footer))
    frame.build(story, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


class _Outline:
    """The outline of a PDF, whose levels may only go down one by one."""

    def __init__(self, canvas: Callable[[], Any]) -> None:
        self._canvas = canvas
        self._level = -1

    def add(self, flowable: Any) -> None:
        """Add a heading that has been set."""
        kind, _, level = flowable.style.name.partition(" ") if isinstance(flowable, Text) else ("", "", "")
        if kind == "heading":
            self._level = min(int(level) - 1, self._level + 1)
            canvas, title = self._canvas(), flowable.getPlainText()
            key = f"{canvas.getPageNumber()} {title}"
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(title, key, self._level)


def _footer(text: str) -> Any:
    def draw(canvas: Any, frame: Any) -> None:
        canvas.saveState()
        canvas.setFont("DejaVuSans", 7)
        canvas.setFillColor(_GREY)
        canvas.drawString(MARGIN * cm, 1.1 * cm, text[:110])
        canvas.drawRightString((PAGE_WIDTH - MARGIN) * cm, 1.1 * cm, f"Halaman {frame.page}")
        canvas.restoreState()

    return draw


def _plain(text: str) -> str:
    return held(text)


def _text(text: str, style: str) -> Any:
    return _set_text(text, _style(style))


def _cell(cell: Cell, share: float) -> Any:
    """A cell of a table, cut where its row would be taller than a page."""
    most = int(share * TEXT_WIDTH * _PER_CENTIMETRE)
    text = cell.text if len(cell.text) <= most else short(cell.text, most)
    return _set_text(text, _cell_style(cell.bold, cell.ink, cell.side))


def _set_text(text: str, style: Any) -> Any:
    return Text(escape(_plain(text)).replace("\n", "<br/>"), style)


def _flowables(block: Block) -> list[Any]:
    match block:
        case Heading():
            before = PageBreak() if block.on_new_page else CondPageBreak(_ROOM[block.level] * cm)
            return [before, _text(block.text, f"heading {block.level}")]
        case Paragraph():
            return [_text(block.text, "remark" if block.remark else "body")]
        case Steps():
            items = [_text(item, "body") for item in block.items]
            return [ListFlowable(items, bulletType="1", bulletFontName="DejaVuSans", bulletFontSize=8.5, leftIndent=16)]
        case Picture():
            image = Image(io.BytesIO(block.png), block.width * cm, block.height * cm)
            return [KeepTogether([image, _text(block.caption, "remark")])]
        case _:
            found = table(block)
            below = [Spacer(1, 3), _text(found.caption, "remark")] if found.caption else [Spacer(1, 7)]
            return [set_table(found), *below]


def set_table(table: Table) -> Any:
    """Give a table as reportlab sets it; its head stands on every page."""
    rows = [[_cell(*each) for each in zip(row, table.widths, strict=True)] for row in table.rows]
    first = int(table.has_head)
    heights = [None] * first + [_height(cells, table) for cells in rows[first:]] if table.height else None
    fills = [
        ("BACKGROUND", (across, down), (across, down), HexColor(f"#{cell.fill}"))
        for down, row in enumerate(table.rows)
        for across, cell in enumerate(row)
        if cell.fill
    ]
    set_ = PlatypusTable(
        rows,
        colWidths=[share * TEXT_WIDTH * cm for share in table.widths],
        rowHeights=heights,
        repeatRows=first,
        hAlign="LEFT",
    )
    set_.setStyle(TableStyle([*(_LINES if table.has_lines else ()), *_ROOM_IN_CELLS, *fills]))
    return set_


def _height(cells: list[Any], table: Table) -> float:
    """How tall a row is that people may write in: as tall as it says, more where what stands in it needs more."""
    inner = [share * TEXT_WIDTH * cm - 2 * _SIDE for share in table.widths]
    needed: list[float] = [cell.wrap(width, PAGE_HEIGHT * cm)[1] for cell, width in zip(cells, inner, strict=True)]
    tallest: float = max(table.height * cm, max(needed) + 2 * _ABOVE)
    return tallest


_SIDE: Final = 4
"""Points between the text of a cell and the lines beside it."""
_ABOVE: Final = 2.5
"""Points between the text of a cell and the lines above and below it."""

_LINES: Final = (("GRID", (0, 0), (-1, -1), 0.4, HexColor(f"#{LINE}")),)
_ROOM_IN_CELLS: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), _ABOVE),
    ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
    ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
)
