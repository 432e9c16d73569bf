"""Tables of masterplan programs as books print them: by headings, sections, merged cells and marks of a road map."""

from pathlib import Path

import docx
import openpyxl
import pytest

from graph.intake import look
from graph.masterplan import Progress, QuickWinCriterion
from graph.model import MasterplanProgram
from tests.graph.intake.making import Cell, csv_file, xlsx
from tests.graph.intake.test_masterplan import PLAN, dimensions, programs, read, told

TOP: list[Cell] = ["No", "Program", "Penanggung Jawab", "Jangka"]
ONE: list[Cell] = ["1", "Layanan daring", "DISKOMINFO", "pendek"]
TWO: list[Cell] = ["2", "Puskesmas pintar", "DKK", "pendek"]


def _placed(path: Path) -> dict[str, list[str]]:
    intake = look([path], plan=PLAN)
    assert intake.errors == ()
    return {name: [each.removeprefix("dimension/") for each in dimensions(intake, name)] for name in programs(intake)}


def _table(document: docx.document.Document, *rows: list[Cell]) -> docx.table.Table:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = str(text)
    return table


def test_a_table_under_the_heading_of_a_dimension_stands_in_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Masterplan Smart City 2022-2026", 1)
    document.add_heading("4.1 Smart Governance", 2)
    _table(document, TOP, ONE)
    document.add_heading("4.2 Smart Living", 2)
    document.add_paragraph("Tabel 4.2 Program Smart Living")
    _table(document, TOP, TWO)
    document.save(str(tmp_path / "m.docx"))
    assert _placed(tmp_path / "m.docx") == {"Layanan daring": ["SG"], "Puskesmas pintar": ["SL"]}


def test_a_sheet_named_by_a_dimension_holds_its_programs(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "m.xlsx", **{"Smart Governance": [TOP, ONE], "Smart Living": [TOP, TWO]})
    assert _placed(path) == {"Layanan daring": ["SG"], "Puskesmas pintar": ["SL"]}


@pytest.mark.parametrize("at", [0, 1])
def test_a_line_that_only_names_a_dimension_is_no_program_and_tells_that_of_those_below(
    tmp_path: Path, at: int
) -> None:
    def line(text: str) -> list[Cell]:
        return [text if column == at else "" for column in range(4)]

    rows = [TOP, line("A. SMART GOVERNANCE"), line("Birokrasi"), ONE, line("Smart Living"), TWO]
    path = csv_file(tmp_path / "m.csv", rows)
    assert _placed(path) == {"Layanan daring": ["SG-3"], "Puskesmas pintar": ["SL"]}
    if at == 1:
        assert [value for value, reason in told(read(path)) if "judul dimensi" in reason] == [
            "A. SMART GOVERNANCE",
            "Birokrasi",
            "Smart Living",
        ]


def test_the_row_is_believed_before_the_section(tmp_path: Path) -> None:
    rows = [[*TOP, "Dimensi"], ["Smart Governance", *[""] * 4], [*ONE, ""], [*TWO, "Smart Living"]]
    assert _placed(csv_file(tmp_path / "m.csv", rows)) == {"Layanan daring": ["SG"], "Puskesmas pintar": ["SL"]}


def _merged_sheet(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([*TOP, "Dimensi"], [*ONE, "Smart Governance"], [*TWO, None], ["3", "Satu data", "DISKOMINFO", "", ""]):
        sheet.append(row)
    sheet.merge_cells("E2:E3")
    book.save(path / "m.xlsx")
    return path / "m.xlsx"


def _merged_document(path: Path) -> Path:
    document = docx.Document()
    last: list[Cell] = ["3", "Satu data", "DISKOMINFO", "", ""]
    table = _table(document, [*TOP, "Dimensi"], [*ONE, "Smart Governance"], [*TWO, ""], last)
    table.cell(1, 4).merge(table.cell(2, 4))
    document.save(str(path / "m.docx"))
    return path / "m.docx"


def _merged_page(path: Path) -> Path:
    def line(*cells: Cell) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    second = line(*ONE).replace("</tr>", '<td rowspan="2">Smart Governance</td></tr>')
    rows = (line(*TOP, "Dimensi"), second, line(*TWO), line("3", "Satu data", "DISKOMINFO", "", ""))
    (path / "m.xls").write_text(f"<table>{''.join(rows)}</table>", encoding="utf-8")
    return path / "m.xls"


@pytest.mark.parametrize("make", [_merged_sheet, _merged_document, _merged_page])
def test_a_merged_cell_holds_for_the_rows_that_it_reaches_over_and_no_further(tmp_path: Path, make: object) -> None:
    assert callable(make)
    assert _placed(make(tmp_path)) == {"Layanan daring": ["SG"], "Puskesmas pintar": ["SG"], "Satu data": []}


def _only(path: Path) -> MasterplanProgram:
    [program] = programs(read(path)).values()
    return program


def test_marks_below_years_are_the_years_of_the_road_map(tmp_path: Path) -> None:
    rows = [[*TOP, "2022", "2023", "Target 2023", "2024"], [*ONE, "√", "V", "5", ""]]
    program = _only(csv_file(tmp_path / "m.csv", rows))
    assert (program.start_year, program.end_year) == (2022, 2023)
    assert [(each.year, each.target and each.target.number, each.progress) for each in program.years] == [
        (2022, None, Progress.PLANNED),
        (2023, 5, None),
    ]


def test_what_is_no_mark_below_a_bare_year_is_told(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "m.csv", [[*TOP, "2022"], [*ONE, "5 layanan"]])
    assert told(read(path)) == [("5 layanan", "isi kolom tahun ini bukan tanda; tidak dibaca")]
    assert _only(path).years == ()


def test_a_list_of_quick_wins_says_that_each_is_one_and_how_it_meets_the_criteria(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Nama Quick Win", "Dimensi", "Perumusan", "Daya Tarik", "Manfaat", "Keunikan"]]
    rows += [["Layanan daring", "SG", "ya: SK 4/2024", "belum", "30 menit menjadi 5", ""]]
    program = _only(csv_file(tmp_path / "m.csv", rows))
    assert program.quick_win
    assert [(each.criterion, each.met, each.note) for each in program.criteria] == [
        (QuickWinCriterion.FORMULATION, True, "SK 4/2024"),
        (QuickWinCriterion.ATTRACTION, False, ""),
        (QuickWinCriterion.BENEFIT, None, "30 menit menjadi 5"),
    ]


def test_a_program_may_be_called_with_its_activity_and_its_years_the_time_that_it_runs(tmp_path: Path) -> None:
    rows = [["No", "Dimensi", "Program/Kegiatan", "OPD Pelaksana", "Waktu Pelaksanaan"]]
    rows += [["1", "Smart Governance", "Layanan daring", "DISKOMINFO", "2022-2024"]]
    program = _only(csv_file(tmp_path / "m.csv", rows))
    assert (program.name, program.start_year, program.end_year) == ("Layanan daring", 2022, 2024)
