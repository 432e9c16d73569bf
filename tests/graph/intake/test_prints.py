"""The form E.81 says the same whether it comes as a flat table, a workbook, an open document or a print."""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec
import openpyxl
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from graph.change import Contents
from graph.intake import LIMITS, look, read_files
from graph.intake.opening.printed import read_print
from graph.model import AnyNode, Indicator, Measure, Money, Program
from graph.record import FileRead, RefusedFiles
from service import demo
from tests.graph.intake import making

Form = tuple[str, str, list[dict[str, str]]]
OPDS = next(path for path in demo.files(demo.FIRST) if path.name.endswith("opd.csv") and "mitra" not in path.name)
E81 = next(path for path in demo.files(demo.FIRST) if "e81" in path.name)


def _sheet(path: Path, forms: list[Form]) -> Path:
    return making.xlsx(path.with_suffix(".xlsx"), Cetak=making.e81_sheet(forms))


def _open(path: Path, forms: list[Form]) -> Path:
    return making.ods(path.with_suffix(".ods"), making.e81_sheet(forms))


def _pdf(path: Path, forms: list[Form]) -> Path:
    return making.e81_pdf(path.with_suffix(".pdf"), forms)


def _facts(contents: Contents) -> tuple[dict[str, AnyNode], list[str]]:
    """What contents say, without where it was read; figures by their value."""

    def bare(node: AnyNode) -> AnyNode:
        return msgspec.structs.replace(node, source="", marks=())

    return {id_: bare(node) for id_, node in contents.nodes.items()}, sorted(contents.links)


@pytest.fixture(scope="module")
def forms() -> list[Form]:
    return making.first_forms(E81, 3)


@pytest.mark.parametrize("made", [_sheet, _open, _pdf], ids=["xlsx", "ods", "pdf"])
def test_a_print_says_what_the_flat_table_says(
    tmp_path: Path, forms: list[Form], made: Callable[[Path, list[Form]], Path]
) -> None:
    plain = read_files([making.flat(tmp_path / "flat.csv", forms), OPDS])
    printed = read_files([made(tmp_path / "cetak", forms), OPDS])
    assert _facts(printed.contents) == _facts(plain.contents)
    assert {read.format for read in printed.report.files} == {"daftar-opd", "e81-cetak"}
    assert printed.report.marks_by_code == plain.report.marks_by_code


def test_a_code_that_someone_wrote_before_a_name_is_a_code_in_the_flat_table_too(
    tmp_path: Path, forms: list[Form]
) -> None:
    unit, period, rows = forms[0]
    coded = [
        {**row, "sub_kegiatan": f"7.01.01.2.06.0099 {row['sub_kegiatan']}"} if row["sub_kegiatan"] else row
        for row in rows[:4]
    ]
    assert any(row["sub_kegiatan"] for row in coded)
    plain = read_files([making.flat(tmp_path / "flat.csv", [(unit, period, coded)]), OPDS])
    printed = read_files([_sheet(tmp_path / "cetak", [(unit, period, coded)]), OPDS])
    assert _facts(printed.contents) == _facts(plain.contents)
    assert all("7.01" not in node.label for node in plain.contents.nodes.values())


@pytest.mark.parametrize("made", [_sheet, _pdf], ids=["xlsx", "pdf"])
def test_a_form_that_is_printed_twice_counts_once(
    tmp_path: Path, forms: list[Form], made: Callable[[Path, list[Form]], Path]
) -> None:
    once = read_files([made(tmp_path / "once", forms), OPDS])
    twice = read_files([made(tmp_path / "twice", [*forms, forms[0]]), OPDS])
    assert _facts(twice.contents) == _facts(once.contents)
    (read,) = (file for file in twice.report.files if file.format == "e81-cetak")
    assert read.repeated_rows == len(forms[0][2])


def test_two_prints_of_one_form_that_differ_are_refused(tmp_path: Path, forms: list[Form]) -> None:
    unit, period, rows = forms[0]
    other = [*rows[:-1], {**rows[-1], "pagu_rp": "1"}]
    with pytest.raises(RefusedFiles, match="tercetak dua kali dengan isi berbeda"):
        read_files([_sheet(tmp_path / "two", [forms[0], (unit, period, other)]), OPDS])


def test_of_two_quarters_the_later_counts_and_the_earlier_is_told(tmp_path: Path, forms: list[Form]) -> None:
    unit, _, rows = forms[0]
    first = [{**row, "realisasi_rp": "1" if row["realisasi_rp"] else ""} for row in rows]
    both = [(unit, "Tahun 2024 - Triwulan 3", rows), (unit, "Tahun 2024 - Triwulan 1", first)]
    intake = read_files([_sheet(tmp_path / "quarters", both), OPDS])
    assert any("dua triwulan" in notice.reason for notice in intake.report.notices)
    programs = [node for node in intake.contents.nodes.values() if isinstance(node, Program)]
    assert {year.quarter for program in programs for year in program.years} == {3}


def test_totals_numbering_and_repeated_headings_are_left_out_and_told(tmp_path: Path, forms: list[Form]) -> None:
    intake = look([_pdf(tmp_path / "cetak", forms), OPDS])
    reasons = {problem.reason for problem in intake.problems}
    assert {"baris jumlah atau ringkasan", "judul kolom yang tercetak lagi"} <= reasons
    read: FileRead = intake.report.files[-1]
    assert read.left_out_rows >= 4 * len(forms)


def test_a_figure_that_a_print_breaks_over_lines_is_one_figure(tmp_path: Path, forms: list[Form]) -> None:
    intake = read_files([_pdf(tmp_path / "cetak", forms), OPDS])
    amounts = {
        year.budget.text
        for node in intake.contents.nodes.values()
        if isinstance(node, Program)
        for year in node.years
        if isinstance(year.budget, Money)
    }
    assert amounts
    assert all(" " not in text or "+" in text for text in amounts)


_WORDS = "jumlah orang yang mengikuti pelatihan dinas pendidikan kota tiap bulan"
_BROKEN = (
    *("Rekomendas|i", "perpustakaa|n", "Register/serti|fikat", "kkal/perkapit|a/hari", "Usaha/Kegia|tan"),
    *("Penghargaa|n", "Sarana/Pras|arana", "Pembudiday|a", "Reko|mend|asi", "Usaha/|Kegiatan", "Perpu|stakaan"),
    *("098.955.50|0,-", "selesai|;", "PEMBU|DIDAYA"),
)


def _read(path: Path) -> list[tuple[str, ...]]:
    (grid,) = read_print(path, path.name, LIMITS)
    return [row.cells for row in grid.rows]


def _width(text: str) -> float:
    """How wide a column must be that holds a text and not one letter more."""
    return stringWidth(text, "Helvetica", 5) + 2.1


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_word_that_a_narrow_cell_breaks_is_one_word(tmp_path: Path, broken: str) -> None:
    first, *_ = broken.split("|")
    word = broken.replace("|", "")
    rows = [[_WORDS, word]] * 12
    path = making.ruled_pdf(tmp_path / "sempit.pdf", rows, [60, _width(first)])
    assert _read(path) == [(_WORDS, word)] * 12


@pytest.mark.parametrize(
    ("first", "second"), [("Dinas", "Pendidikan"), ("dinas", "pendidikan"), ("orang", "per hari"), ("Tahun", "2024")]
)
def test_two_words_of_which_the_first_fills_its_cell_stay_two(tmp_path: Path, first: str, second: str) -> None:
    rows = [[_WORDS, f"{first} {second}"]] * 12
    path = making.ruled_pdf(tmp_path / "sempit.pdf", rows, [30, max(_width(first), _width("pendidikan"[:5]))])
    assert {cells[1].split()[0] for cells in _read(path)} == {first}


def test_a_word_that_begins_beside_another_is_joined_where_the_print_has_it_whole(tmp_path: Path) -> None:
    rows = [[f"{_WORDS} penandatanganan", "baru penandatanganan"], [_WORDS, "baru keterangansaksama"]] * 12
    read = _read(making.ruled_pdf(tmp_path / "sempit.pdf", rows, [240, _width("baru penan")]))
    assert read[0][1] == "baru penandatanganan"
    assert read[1][1] == "baru ketera ngansaksama", "nothing tells whether it is one word"


def test_a_few_wrapped_lines_tell_nothing_about_broken_words(tmp_path: Path) -> None:
    path = making.ruled_pdf(tmp_path / "sempit.pdf", [["Rekomendasi", "satu"]], [_width("Rekomendas"), 60])
    assert _read(path) == [("Rekomendas i", "satu")]


def test_a_figure_that_a_narrow_cell_breaks_is_one_figure(tmp_path: Path) -> None:
    path = making.ruled_pdf(tmp_path / "sempit.pdf", [["2,735,354,500", "satu"]], [_width("2,735,35"), 60])
    assert _read(path) == [("2,735,354,500", "satu")]


def test_lines_of_small_print_stay_apart(tmp_path: Path) -> None:
    path = making.ruled_pdf(tmp_path / "kecil.pdf", [[_WORDS, _WORDS]] * 3, [30, 20], size=2.5)
    assert _read(path) == [(_WORDS, _WORDS)] * 3


def test_a_print_that_writes_its_blanks_shows_where_a_slash_has_none(tmp_path: Path) -> None:
    rows = [["Jumlah \nlayanan \ntahun", "Orang/\nbulan"], ["Jumlah \nlayanan", "Orang/ \nbulan"]] * 6
    read = _read(making.ruled_pdf(tmp_path / "sempit.pdf", rows, [60, 60], as_it_is=True))
    assert read[:2] == [("Jumlah layanan tahun", "Orang/bulan"), ("Jumlah layanan", "Orang/ bulan")]
    without = [[cell.replace(" \n", "\n") for cell in row] for row in rows]
    read = _read(making.ruled_pdf(tmp_path / "sempit.pdf", without, [60, 60], as_it_is=True))
    assert {cells[1] for cells in read} == {"Orang/ bulan"}


def test_a_problem_in_a_print_names_its_page_and_row(tmp_path: Path, forms: list[Form]) -> None:
    unit, period, rows = forms[0]
    broken = [*rows[:-1], {**rows[-1], "pagu_rp": "banyak"}]
    intake = look([_pdf(tmp_path / "cetak", [(unit, period, broken)]), OPDS])
    (error,) = intake.errors
    assert error.sheet.startswith("halaman ")
    assert error.row > 0
    assert error.value == "banyak"
    assert "Target Kinerja dan Anggaran Renja PD Tah" in error.column


def test_a_sheet_that_holds_numbers_does_not_lose_the_zero_of_outline_numbers(tmp_path: Path) -> None:
    sheet: list[list[making.Cell]] = [[line] for line in making.e81_title("Dinas A", "Tahun 2024 - Triwulan 2")]
    sheet += making.e81_heading()
    sheet.append([1, "Sasaran A", "IKM", "%", *[""] * 24])
    for number in range(1, 12):
        sheet.append([float(f"1.{number}"), f"Program nomor {number}", f"Indikator {number}", "%", *[""] * 24])
    intake = read_files([making.xlsx(tmp_path / "angka.xlsx", Cetak=sheet)])
    names = {node.name for node in intake.contents.nodes.values() if isinstance(node, Program)}
    assert names == {f"Program nomor {number}" for number in range(1, 12)}
    of = {link.target_id for link in intake.contents.links.values() if link.kind == "measures"}
    assert len(of) == 1 + 11


def test_an_outline_number_that_became_a_date_is_named(tmp_path: Path) -> None:
    sheet: list[list[making.Cell]] = [[line] for line in making.e81_title("Dinas A", "Tahun 2024 - Triwulan 2")]
    sheet += [*making.e81_heading(), [1, "Sasaran A", "IKM", "%", *[""] * 24], ["", "Program A", "X", "%", *[""] * 24]]
    path = making.xlsx(tmp_path / "tanggal.xlsx", Cetak=sheet)
    book = openpyxl.load_workbook(path)
    book["Cetak"].cell(len(sheet), 1).value = datetime.date(2024, 1, 1)
    book.save(path)
    (error,) = look([path]).errors
    assert (error.sheet, error.row) == ("lembar Cetak", len(sheet))
    assert "tanggal" in error.reason
    assert "Teks" in error.hint


def test_a_percentage_is_read_as_it_is_shown(tmp_path: Path) -> None:
    sheet: list[list[making.Cell]] = [[line] for line in making.e81_title("Dinas A", "Tahun 2024 - Triwulan 2")]
    sheet += [*making.e81_heading(), ["1", "Sasaran A", "IKM", "%", *[""] * 4, 0.855, *[""] * 19]]
    path = making.xlsx(tmp_path / "persen.xlsx", Cetak=sheet)
    book = openpyxl.load_workbook(path)
    book["Cetak"].cell(len(sheet), 9).number_format = "0.0%"
    book.save(path)
    (indicator,) = (node for node in read_files([path]).contents.nodes.values() if isinstance(node, Indicator))
    assert indicator.years[0].target == Measure(text="85.5%", low=85.5, high=85.5)
