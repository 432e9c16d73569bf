"""DOCX: a document as a Word file that people can go on writing in; the same bytes each time."""

import datetime
import io
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from graph.export import settled
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
from service.report.layout import BLUE, GREY, INK, LINE, Cell, Table, table

_BLUE: Final = RGBColor.from_string(BLUE)
_GREY: Final = RGBColor.from_string(GREY)
_FONT: Final = "Arial"
_SIZES: Final = {"Title": 20, "Heading 1": 15, "Heading 2": 12, "Heading 3": 10.5}
_LONG_AGO: Final = datetime.datetime(1980, 1, 1)


def word(document: Document) -> bytes:
    """Give a document as DOCX in Word's own styles, its language set to Indonesian, pages numbered."""
    made = docx.Document()
    _set_page(made)
    _set_styles(made)
    _set_properties(made, document)
    _footer(made, document.footer)
    made.add_paragraph(held(document.title), style="Title")
    _run(made.add_paragraph(), document.subtitle, size=11, grey=True)
    for block in document.blocks:
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return settled(out.getvalue())


def _set_page(made: WordDocument) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(PAGE_WIDTH), Cm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)


def _set_styles(made: WordDocument) -> None:
    normal: Any = made.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    for name, size in _SIZES.items():
        style: Any = made.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _FONT, Pt(size), True, _BLUE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), _FONT)


def _set_properties(made: WordDocument, document: Document) -> None:
    properties = made.core_properties
    properties.title, properties.subject = held(document.title)[:255], held(document.subtitle)[:255]
    properties.author = properties.last_modified_by = "Sinergi"
    properties.comments, properties.language = "", "id-ID"
    properties.created = properties.modified = _LONG_AGO
    properties.revision = 1


def _footer(made: WordDocument, text: str) -> None:
    paragraph = made.sections[0].footer.paragraphs[0]
    _run(paragraph, f"{text} · halaman ", size=7.5, grey=True)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    shown = paragraph.add_run("1")
    shown.font.size, shown.font.color.rgb = Pt(7.5), _GREY
    number.append(shown._r)
    paragraph._p.append(number)


def _add(made: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            heading = made.add_heading(held(block.text), block.level)
            heading.paragraph_format.page_break_before = block.on_new_page
        case Paragraph():
            _run(made.add_paragraph(), block.text, size=8.5 if block.remark else None, grey=block.remark)
        case Steps():
            for number, item in enumerate(block.items, start=1):
                step = made.add_paragraph()
                step.paragraph_format.left_indent, step.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
                _run(step, f"{number}.\t{item}")
                step.paragraph_format.tab_stops.add_tab_stop(Cm(0.7))
        case Picture():
            _picture(made, block)
        case _:
            _table(made, table(block))


def _run(paragraph: WordParagraph, text: str, *, size: float | None = None, grey: bool = False) -> None:
    run = paragraph.add_run(held(text))
    if size is not None:
        run.font.size = Pt(size)
    if grey:
        run.font.color.rgb = _GREY


def _picture(made: WordDocument, picture: Picture) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), Cm(picture.width), Cm(picture.height))
    shape._inline.docPr.set("descr", held(picture.alternative))
    _run(made.add_paragraph(), picture.caption, size=8.5, grey=True)


def _gap(made: WordDocument) -> None:
    """A little room below a table."""
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)


def _table(made: WordDocument, table: Table) -> None:
    set_ = made.add_table(len(table.rows), len(table.widths), style="Table Grid")
    set_.autofit = False
    _set_lines(set_, table.has_lines)
    for column, share in zip(set_.columns, table.widths, strict=True):
        column.width = Cm(share * TEXT_WIDTH)
    for number, (row, cells) in enumerate(zip(set_.rows, table.rows, strict=True)):
        is_head = table.has_head and number == 0
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader" if is_head else "w:cantSplit"))
        if table.height and not is_head:
            row.height, row.height_rule = Cm(table.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for place, cell, share in zip(row.cells, cells, table.widths, strict=True):
            place.width = Cm(share * TEXT_WIDTH)
            _write(place, cell)
    if table.caption:
        _run(made.add_paragraph(), table.caption, size=8.5, grey=True)
    else:
        _gap(made)


def _set_lines(table: WordTable, has_lines: bool) -> None:
    """Thin grey lines or none, and some room above and below the text of cells."""
    borders, room = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        kind = "single" if has_lines else "nil"
        for name, value in (("val", kind), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    for side, width in (("top", "40"), ("bottom", "40")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(room)


_SIDES: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def _write(place: _Cell, cell: Cell) -> None:
    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(held(cell.text))
    run.font.size = Pt(8)
    if cell.bold:
        run.font.bold = True
    if cell.ink != INK:
        run.font.color.rgb = RGBColor.from_string(cell.ink)
    if cell.side != "left":
        paragraph.alignment = _SIDES[cell.side]
    if cell.fill:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), cell.fill)
        place._tc.get_or_add_tcPr().append(shade)
