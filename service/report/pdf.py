"""PDF: a document on A4, set by reportlab with fonts that travel inside the file; the same bytes each time."""

import io
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
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
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text

from graph.export.text import held
from service.report.document import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Block,
    Document,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Steps,
)
from service.report.words import short

_BLUE: Final = HexColor("#1f4e79")
_PALE: Final = HexColor("#eaf2fa")
_LINE: Final = HexColor("#b7c4d3")
_GREY: Final = HexColor("#555555")
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
        "cell": ParagraphStyle("cell", body, fontSize=7.2, leading=9.4, spaceAfter=0),
        "number": ParagraphStyle("number", body, fontSize=7.2, leading=9.4, spaceAfter=0, alignment=TA_RIGHT),
        "head": ParagraphStyle(
            "head", body, fontName="DejaVuSans-Bold", fontSize=7.2, leading=9.4, spaceAfter=0, textColor="white"
        ),
        "remark": ParagraphStyle("remark", body, fontSize=7, leading=9, textColor=_GREY),
        "title": ParagraphStyle(
            "title", body, fontName="DejaVuSans-Bold", fontSize=19, leading=24, textColor=_BLUE, spaceAfter=2
        ),
        "subtitle": ParagraphStyle("subtitle", body, fontSize=11, leading=15, textColor=_GREY, spaceAfter=10),
    }
    made["number head"] = ParagraphStyle("number head", made["head"], alignment=TA_RIGHT)
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
    frame.afterFlowable = lambda flowable: _outline(frame.canv, flowable)
    footer = _footer(_plain(document.footer))
    frame.build(story, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def _outline(canvas: Any, flowable: Any) -> None:
    """Add a heading that has been set to the outline."""
    kind, _, level = flowable.style.name.partition(" ") if isinstance(flowable, Text) else ("", "", "")
    if kind == "heading":
        key = f"{canvas.getPageNumber()} {flowable.getPlainText()}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(flowable.getPlainText(), key, int(level) - 1)


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
    return Text(escape(_plain(text)).replace("\n", "<br/>"), _style(style))


def _cell(text: str, style: str, share: float) -> Any:
    """A cell of a table, cut where its row would be taller than a page."""
    return _text(short(text, int(share * TEXT_WIDTH * _PER_CENTIMETRE)), style)


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
        case Facts():
            return [_facts(block), Spacer(1, 7)]
        case Grid():
            return [_grid(block), Spacer(1, 7)]
        case Picture():
            image = Image(io.BytesIO(block.png), block.width * cm, block.height * cm)
            return [KeepTogether([image, _text(block.caption, "remark")])]
        case _:
            raise TypeError(type(block).__name__)


def _facts(facts: Facts) -> Any:
    rows = [[_cell(name, "cell", 0.27), _cell(value, "cell", 0.73)] for name, value in facts.items]
    table = Table(rows, colWidths=[0.27 * TEXT_WIDTH * cm, 0.73 * TEXT_WIDTH * cm], hAlign="LEFT")
    table.setStyle(TableStyle([*_LINES, ("BACKGROUND", (0, 0), (0, -1), _PALE)]))
    return table


def _grid(grid: Grid) -> Any:
    rows = [
        [_text(text, "number head" if number in grid.numbers else "head") for number, text in enumerate(grid.headings)]
    ]
    rows += [
        [
            _cell(cell, "number" if number in grid.numbers else "cell", grid.widths[number])
            for number, cell in enumerate(row)
        ]
        for row in grid.rows
    ]
    heights = [None, *(_height(cells, grid) for cells in rows[1:])] if grid.blank else None
    table = Table(
        rows,
        colWidths=[share * TEXT_WIDTH * cm for share in grid.widths],
        rowHeights=heights,
        repeatRows=1,
        hAlign="LEFT",
    )
    table.setStyle(TableStyle([*_LINES, ("BACKGROUND", (0, 0), (-1, 0), _BLUE)]))
    return table


def _height(cells: list[Any], grid: Grid) -> float:
    """How tall a row is that people may write in: as tall as ``blank``, more where what stands in it needs more."""
    inner = [share * TEXT_WIDTH * cm - 2 * _SIDE for share in grid.widths]
    needed: list[float] = [cell.wrap(width, PAGE_HEIGHT * cm)[1] for cell, width in zip(cells, inner, strict=True)]
    tallest: float = max(grid.blank * cm, max(needed) + 2 * _ABOVE)
    return tallest


_SIDE: Final = 4
"""Points between the text of a cell and the lines beside it."""
_ABOVE: Final = 2.5
"""Points between the text of a cell and the lines above and below it."""

_LINES: Final = (
    ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), _ABOVE),
    ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
    ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
)
