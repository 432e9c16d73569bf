"""What a person sees is what is read, in each format alike: struck, hidden, merged, scaled and marked cells."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from graph.intake import Intake, look
from graph.model import Indicator, Opd, Program
from graph.record import Severity
from tests.cases.telling import told
from tests.graph.intake.making import SUB, Cell, xlsx

HEADING: list[Cell] = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu"]
ROW: list[Cell] = ["Dinas A", "2026", "1.02.02.2.02.0004", SUB, "Balita", "Orang", 12, 250_000_000]
NEXT: list[Cell] = ["Dinas B", "2026", "1.02.02.2.02.0005", "Anak", "Anak", "Orang", 20, 100_000_000]
FIRST = f"Dinas A | 1.02.02.2.02.0004 | {SUB} | Balita [Orang] 2026: 12 | 2026: 250000000"
SECOND = "Dinas B | 1.02.02.2.02.0005 | Anak | Anak [Orang] 2026: 20 | 2026: 100000000"


def _sheet(path: Path, change: Callable[[Worksheet], object], *rows: list[Cell]) -> Path:
    made = xlsx(path / "r.xlsx", Renja=[HEADING, *(rows or (ROW, NEXT))])
    book = openpyxl.load_workbook(made)
    change(book["Renja"])
    book.save(made)
    return made


def _ods(path: Path, rows: list[str], styles: str = "", columns: str = "") -> Path:
    names = ("office", "table", "text", "style", "fo", "number")
    spaces = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in names}
    spaces["number"] = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
    said = "".join(f' xmlns:{name}="{space}"' for name, space in spaces.items())
    heading = "".join(_ods_cell(each) for each in HEADING)
    with zipfile.ZipFile(path / "r.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content{said}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f'<office:spreadsheet><table:table table:name="Renja">{columns}<table:table-row>{heading}</table:table-row>'
            f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path / "r.ods"


def _ods_number(kind: str, value: str, shown: str, about: str = "") -> str:
    said = f'office:value-type="{kind}" office:value="{value}"'
    return f"<table:table-cell {said}{about}><text:p>{shown}</text:p></table:table-cell>"


def _ods_cell(text: Cell, about: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{about}><text:p>{escape(str(text))}</text:p></table:table-cell>'
    )


def _ods_row(row: list[Cell], about: str = "", **cells: str) -> str:
    made = []
    for name, cell in zip(HEADING, row, strict=True):
        if written := cells.get(str(name)):
            made.append(written)
        elif isinstance(cell, int):
            made.append(_ods_number("float", str(cell), str(cell)))
        else:
            made.append(_ods_cell(cell))
    return f"<table:table-row{about}>{''.join(made)}</table:table-row>"


def _html(path: Path, rows: list[str], head: str = "") -> Path:
    heading = "".join(f"<th>{each}</th>" for each in HEADING)
    made = path / "r.xls"
    made.write_text(f"<html><head>{head}</head><table><tr>{heading}</tr>{''.join(rows)}</table></html>", "utf-8")
    return made


def _html_row(row: list[Cell], about: str = "", **cells: str) -> str:
    made = (f"<td>{cells.get(str(name), escape(str(cell)))}</td>" for name, cell in zip(HEADING, row, strict=True))
    return f"<tr{about}>{''.join(made)}</tr>"


def _word(path: Path, change: Callable[[docx.table.Table], object] = lambda _: None, *, title: str = "") -> Path:
    document = docx.Document()
    if title:
        document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(HEADING))
    for row in (HEADING, ROW, NEXT):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = str(text)
    change(table)
    document.save(str(path / "r.docx"))
    return path / "r.docx"


def _lines(intake: Intake) -> list[str]:
    assert not intake.errors, intake.errors
    return [line for line in told(intake) if "|" in line]


def _warned(intake: Intake, words: str) -> bool:
    return any(words in each.reason for each in intake.problems if each.severity is Severity.WARNING)


STRUCK, PLAIN = InlineFont(strike=True), InlineFont()


def _strike_row(sheet: Worksheet) -> None:
    for cell in sheet[3]:
        cell.font = Font(strike=True)


def _struck_word(table: docx.table.Table) -> None:
    for cell in table.rows[2].cells:
        cell.paragraphs[0].runs[0].font.strike = True


def _deleted_word(table: docx.table.Table) -> None:
    properties = table.rows[2]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))


_ODS_STRUCK = (
    '<style:style style:name="x" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="y" style:family="text" '
    'style:parent-style-name="z"/><style:style style:name="z" style:family="text"><style:text-properties '
    'style:text-line-through-type="single"/></style:style>'
)


_ODS_PARTLY = _ods_cell("").replace("<text:p>", '<text:p><text:span text:style-name="y">9</text:span>12')


def _ods_struck_row() -> str:
    return _ods_row(NEXT).replace("<table:table-cell", '<table:table-cell table:style-name="x"')


@pytest.mark.parametrize(
    "make",
    [
        lambda path: _sheet(path, _strike_row),
        lambda path: _ods(path, [_ods_row(ROW), _ods_struck_row()], _ODS_STRUCK),
        lambda path: _html(path, [_html_row(ROW), _html_row(NEXT, ' style="text-decoration: line-through"')]),
        lambda path: _html(
            path, [_html_row(ROW), _html_row(NEXT, " class=o")], "<style>.o{text-decoration:line-through}</style>"
        ),
        lambda path: _word(path, _struck_word),
        lambda path: _word(path, _deleted_word),
    ],
    ids=["xlsx", "ods", "html", "html-class", "docx", "docx-deleted"],
)
def test_a_row_that_is_struck_out_is_left_out_and_told(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    intake = look([make(tmp_path)])
    assert _lines(intake) == [FIRST]
    assert _warned(intake, "tidak dibaca: 3") or _warned(intake, "tidak dibaca: 2")
    (unread,) = intake.report.unread
    assert (unread.column, unread.filled) == ("", 1)
    assert "Anak" in unread.example


@pytest.mark.parametrize(
    "make",
    [
        lambda path: _sheet(
            path, lambda sheet: sheet.__setitem__("G2", CellRichText(TextBlock(STRUCK, "9"), TextBlock(PLAIN, "12")))
        ),
        lambda path: _ods(
            path,
            [
                _ods_row(
                    ROW,
                    target=_ODS_PARTLY,
                ),
                _ods_row(NEXT),
            ],
            _ODS_STRUCK,
        ),
        lambda path: _html(path, [_html_row(ROW, target="<s>9</s>12"), _html_row(NEXT)]),
        lambda path: _html(path, [_html_row(ROW, target="<del>9</del> 12<sup>1)</sup>"), _html_row(NEXT)]),
    ],
    ids=["xlsx", "ods", "html", "html-sup"],
)
def test_a_part_that_is_struck_out_does_not_count(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    intake = look([make(tmp_path)])
    assert _lines(intake) == [FIRST, SECOND]
    assert _warned(intake, "1 sel memuat tulisan dicoret")


def test_a_part_that_is_struck_out_in_a_document_does_not_count(tmp_path: Path) -> None:
    def change(table: docx.table.Table) -> None:
        paragraph = table.cell(1, 6).paragraphs[0]
        paragraph.runs[0].text = "9"
        paragraph.runs[0].font.strike = True
        paragraph.add_run("12")
        paragraph.add_run("1").font.superscript = True
        hidden = table.cell(1, 7).paragraphs[0].add_run("999")
        hidden.font.hidden = True
        money = table.cell(2, 7).paragraphs[0]
        deletion = OxmlElement("w:del")
        deletion.append(money.runs[0]._r)
        money._p.append(deletion)
        money.add_run("100.000.000")

    intake = look([_word(tmp_path, change)])
    assert _lines(intake) == [FIRST, SECOND]
    assert _warned(intake, "1 penghapusan dalam lacak perubahan")
    assert _warned(intake, "tersembunyi tidak dibaca")


def test_a_document_tells_its_opd_above_the_table_and_merged_cells_hold(tmp_path: Path) -> None:
    def change(table: docx.table.Table) -> None:
        for cell in table.columns[0].cells:
            cell.text = ""
        table.cell(0, 0).text = "No"
        merged = table.cell(1, 1).merge(table.cell(2, 1))
        merged.text = "2026"

    intake = look([_word(tmp_path, change, title="Perangkat Daerah : Dinas A")])
    assert _lines(intake) == [FIRST, SECOND.replace("Dinas B", "Dinas A")]


def test_raised_marks_behind_a_figure_are_no_part_of_it(tmp_path: Path) -> None:
    raised = InlineFont(vertAlign="superscript")
    rich = CellRichText(TextBlock(PLAIN, "12"), TextBlock(raised, "1"))
    path = _sheet(tmp_path, lambda sheet: sheet.__setitem__("G2", rich))
    assert _lines(look([path])) == [FIRST, SECOND]
    area = CellRichText(TextBlock(PLAIN, "m"), TextBlock(raised, "2"))
    path = _sheet(tmp_path, lambda sheet: sheet.__setitem__("F2", area))
    assert _lines(look([path]))[0] == FIRST.replace("Orang", "m2")


def test_a_struck_cell_takes_nothing_from_the_row_above(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A3"].font = Font(strike=True)

    (error,) = look([_sheet(tmp_path, change)]).errors
    assert error.row == 3
    assert "perangkat daerah" in error.reason


def test_a_row_whose_name_is_struck_out_is_left_out_though_a_remark_stays(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for cell in sheet[3][2:7]:
            cell.font = Font(strike=True)

    intake = look([_sheet(tmp_path, change)])
    assert _lines(intake) == [FIRST]
    assert any(each.row == 3 and "dicoret" in each.reason for each in intake.problems)


def test_a_row_whose_name_is_null_is_no_further_indicator_of_the_row_above(tmp_path: Path) -> None:
    null: list[Cell] = ["Dinas A", "2026", "NULL", "NULL", "Anak", "Orang", 20, 100_000_000]
    (error,) = look([xlsx(tmp_path / "r.xlsx", Renja=[HEADING, ROW, null])]).errors
    assert (error.row, "NULL" in error.reason) == (3, True)


def test_an_agency_that_is_null_is_not_that_of_the_row_above(tmp_path: Path) -> None:
    for word in ("NULL", "None", "n/a", "[NULL]"):
        (error,) = look([xlsx(tmp_path / "r.xlsx", Renja=[HEADING, ROW, [word, *NEXT[1:]]])]).errors
        assert error.row == 3


# -- numbers as they are shown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "format_", "written", "amount"),
    [
        ("pagu (ribu rupiah)", "#,##0,", 250_000_000, 250_000_000),
        ("pagu (Rp. Juta)", "#,##0.0,,", 250_000_000, 250_000_000),
        ("pagu (ribuan)", "#,##0", 250_000, 250_000_000),
        ("pagu", "#,##0,", 250_000_000, 250_000_000),
        ("pagu", '#,##0" ,"', 250_000_000, 250_000_000),
    ],
)
def test_a_scaled_format_and_a_scaled_heading_say_the_same_once(
    tmp_path: Path, heading: str, format_: str, written: int, amount: int
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H1"] = heading
        sheet["H2"] = written
        sheet["H2"].number_format = format_

    (program,) = (
        each
        for each in look([_sheet(tmp_path, change)]).contents.nodes.values()
        if isinstance(each, Program) and each.code == "1.02.02.2.02.0004"
    )
    assert program.budget(2026) == amount


def test_percentages_scales_and_formats_that_show_nothing_are_read_as_shown(tmp_path: Path) -> None:
    styles = (
        '<number:number-style style:name="n"><number:number number:display-factor="1000"/></number:number-style>'
        '<style:style style:name="s" style:family="table-cell" style:data-style-name="n"/>'
    )
    scaled = _ods_number("float", "250000000", "250.000", ' table:style-name="s"')
    percent = _ods_number("percentage", "0.855", "85,5%")
    path = _ods(tmp_path, [_ods_row(ROW, pagu=scaled, target=percent)], styles)
    line = _lines(look([path]))[0]
    assert "2026: 85.5 | 2026: 250000000" in line

    def change(sheet: Worksheet) -> None:
        sheet["H2"].number_format = ";;;"

    intake = look([_sheet(tmp_path, change)])
    assert _lines(intake)[0].endswith("2026: 12")
    assert _warned(intake, "disembunyikan formatnya")


# -- hidden, folded, merged --------------------------------------------------------------------------------------------


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


@pytest.mark.parametrize(
    "make",
    [
        lambda path: _sheet(path, _hide),
        lambda path: _ods(path, [_ods_row(ROW), _ods_row(NEXT, ' table:visibility="collapse"')]),
        lambda path: _html(path, [_html_row(ROW), _html_row(NEXT, ' style="display:none"')]),
        lambda path: _html(path, [_html_row(ROW), _html_row(NEXT, " hidden")]),
    ],
    ids=["xlsx", "ods", "html", "html-hidden"],
)
def test_a_hidden_row_is_left_out_and_told(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    intake = look([make(tmp_path)])
    assert _lines(intake) == [FIRST]
    assert _warned(intake, "1 baris tersembunyi tidak dibaca: 3")
    assert [(each.column, each.filled, each.holds) for each in intake.report.unread] == [("", 1, "money")]


_COLLAPSED = ' table:visibility="collapse"'


def _ods_group(*rows: str) -> str:
    return f'<table:table-row-group table:display="false">{"".join(rows)}</table:table-row-group>'


def _fold(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(2, 3, hidden=True)


def _filter_in_table(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True
    table = Table(displayName="T", ref="A1:H3")
    table.autoFilter = AutoFilter(ref="A1:H3")
    table.autoFilter.add_filter_column(0, ["Dinas A"])
    sheet.add_table(table)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: _sheet(path, _fold),
        lambda path: _sheet(path, _filter_in_table),
        lambda path: _ods(
            path,
            [_ods_group(_ods_row(ROW), _ods_row(NEXT, _COLLAPSED))],
        ),
        lambda path: _ods(path, [_ods_row(ROW), _ods_row(NEXT, ' table:visibility="filter"')]),
    ],
    ids=["xlsx-folded", "xlsx-table-filter", "ods-folded", "ods-filtered"],
)
def test_folded_and_filtered_rows_are_read_and_told(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    intake = look([make(tmp_path)])
    assert _lines(intake) == [FIRST, SECOND]
    assert _warned(intake, "tetap dibaca")


def _keep_under_merge(path: Path, *, hidden: int = 0) -> Path:
    made = _sheet(path, lambda _: None)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    text = (
        parts[part]
        .decode()
        .replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')
    )
    parts[part] = text.replace(f'<row r="{hidden}"', f'<row hidden="1" r="{hidden}"').encode()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made


def test_what_lies_under_a_merge_is_not_there(tmp_path: Path) -> None:
    intake = look([_keep_under_merge(tmp_path)])
    assert _lines(intake) == [FIRST, SECOND.replace("Dinas B", "Dinas A")]
    assert _warned(intake, "di bawah sel gabungan")
    assert [node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)] == ["Dinas A"]


def test_what_a_merge_shows_stays_where_its_first_row_is_hidden(tmp_path: Path) -> None:
    assert _lines(look([_keep_under_merge(tmp_path, hidden=2)])) == [SECOND.replace("Dinas B", "Dinas A")]


def test_what_lies_under_a_merge_of_an_ods_is_not_there(tmp_path: Path) -> None:
    top = _ods_cell("Dinas A", ' table:number-rows-spanned="2"')
    under = _ods_cell("Dinas Lama").replace("table-cell", "covered-table-cell")
    intake = look([_ods(tmp_path, [_ods_row(ROW, opd=top), _ods_row(NEXT, opd=under)])])
    assert _lines(intake) == [FIRST, SECOND.replace("Dinas B", "Dinas A")]


def test_a_formula_without_its_result_is_a_problem_at_its_cell_in_each_format(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=[.H1]*2"/>'
    (error,) = look([_ods(tmp_path, [_ods_row(ROW, pagu=formula), _ods_row(NEXT)])]).errors
    assert (error.row, "tanpa hasil" in error.reason) == (2, True)
    (error,) = look([_html(tmp_path, [_html_row(ROW, pagu="=H1*2"), _html_row(NEXT)])]).errors
    assert (error.row, "tanpa hasil" in error.reason) == (2, True)


def test_hidden_columns_are_read_and_told(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions["H"].hidden = True

    intake = look([_sheet(tmp_path, change)])
    assert _lines(intake) == [FIRST, SECOND]
    assert _warned(intake, "1 kolom tersembunyi tetap dibaca: H")


def test_a_hidden_sheet_is_told_with_what_it_holds(tmp_path: Path) -> None:
    made = xlsx(tmp_path / "r.xlsx", Renja=[HEADING, ROW], Lama=[HEADING, NEXT])
    book = openpyxl.load_workbook(made)
    book["Lama"].sheet_state = "hidden"
    book.save(made)
    (unread,) = look([made]).report.unread
    assert (unread.sheet, unread.filled, unread.holds) == ("lembar Lama", 2, "money")


def test_marks_of_a_page_and_words_for_nothing_are_read_alike(tmp_path: Path) -> None:
    rows = [HEADING, ["Dinas A &amp; B", *ROW[1:4], "<p>Balita</p>", "null", *ROW[6:]]]
    intake = look([xlsx(tmp_path / "r.xlsx", Renja=rows)])
    assert _lines(intake) == [f"Dinas A & B | 1.02.02.2.02.0004 | {SUB} | Balita [] 2026: 12 | 2026: 250000000"]
    assert {type(node) for node in intake.contents.nodes.values()} >= {Indicator}
