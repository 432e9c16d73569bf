"""What a file says is never read as something else without a word: percentages, counts, failed formulas."""

import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from graph.intake import look, read_files
from graph.model import Indicator
from graph.record import FileProblem
from tests.graph.intake.making import DATA, csv_file, ods, xlsx

HEADING = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu"]
ROW = ["Dinas Kesehatan", "2026", "1.02.02", "PROGRAM A", "Balita dilayani", "orang", "12", "1.000.000"]


def _target(path: Path) -> float | None:
    (indicator,) = (node for node in read_files([path]).contents.nodes.values() if isinstance(node, Indicator))
    target = indicator.years[0].target
    return target.number if target else None


@pytest.mark.parametrize(
    ("number_format", "figure", "shown"),
    [
        ("0.00%", 0.855, 85.5),
        ("0%;-0%;0", 0.5, 50),
        ("[<=1]0%;0", 0.5, 50),
        ("[<=1]0%;0", 20, 20),
        ('0.00"%"', 85.5, 85.5),
        ("0\\\\%", 20, 20),
        ('#,##0;-#,##0;"0%"', 20, 20),
        ("0;-0;0%", 20, 20),
    ],
)
def test_a_percent_sign_multiplies_only_where_the_sheet_does(
    tmp_path: Path, number_format: str, figure: float, shown: float
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADING)
    sheet.append([*ROW[:5], "%", figure, 1_000_000])
    sheet["G2"].number_format = number_format.replace("\\\\", "\\")
    book.save(tmp_path / "a.xlsx")
    assert _target(tmp_path / "a.xlsx") == shown


@pytest.mark.parametrize(
    ("unit", "target", "number"),
    [
        ("orang", "1.500", 1_500),
        ("Orang", "1,500", 1_500),
        ("Dokumen", "12.345", 12_345),
        ("Unit Kerja", "1.500", 1_500),
        ("Dokumen/Laporan", "2.000", 2_000),
        ("", "1.500 titik", 1_500),
        ("orang", "1.5", 1.5),
        ("orang", "0.500", 0.5),
        ("km", "1.500", 1.5),
        ("Ton", "12.345", 12.345),
        ("%", "12.345", 12.345),
        ("Kasus per 1.000 penduduk", "1.500", 1.5),
        ("orang", "1.500 ton", 1.5),
        ("", "1.500", 1.5),
    ],
)
def test_a_count_is_whole(tmp_path: Path, unit: str, target: str, number: float) -> None:
    assert _target(csv_file(tmp_path / "a.csv", [HEADING, [*ROW[:5], unit, target, ROW[7]]])) == number


def test_a_count_is_whole_in_a_column_that_writes_dots_before_decimals(tmp_path: Path) -> None:
    more = [*ROW[:4], "Cakupan", "%", "96.85", ""]
    path = csv_file(tmp_path / "a.csv", [HEADING, [*ROW[:6], "1.500", ROW[7]], more])
    found = {node.name: node for node in read_files([path]).contents.nodes.values() if isinstance(node, Indicator)}
    assert [each.years[0].target.number for each in found.values() if each.years[0].target] == [1_500, 96.85]


# -- failed formulas ------------------------------------------------------------------------------------------------


def _as_calc_writes_it(path: Path) -> None:
    """Make cells with the text of a failure what LibreOffice Calc writes for one: no text, but a type of its own."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].decode()
    content = content.replace(
        '<table:table-cell office:value-type="string"><text:p>#',
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#',
    )
    namespace = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version'
    parts["content.xml"] = content.replace(" office:version", namespace, 1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _failed(path: Path, rows: list[list[str]]) -> tuple[FileProblem, ...]:
    match path.suffix:
        case ".csv":
            csv_file(path, rows)
        case ".xlsx":
            xlsx(path, Renja=rows)  # openpyxl writes the text of a failure as one
        case _:
            ods(path, rows)
            _as_calc_writes_it(path)
    return look([path]).errors


@pytest.mark.parametrize("written", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods"])
def test_a_failed_formula_is_a_problem_in_whatever_column_that_is_read(
    tmp_path: Path, suffix: str, written: str
) -> None:
    for at, name in enumerate(HEADING):
        second = ["", *ROW[1:]] if name != "opd" else ROW
        rows = [HEADING, ROW, [*second[:at], written, *second[at + 1 :]]]
        (error,) = _failed(tmp_path / f"a{suffix}", rows)
        assert (error.row, error.value) == (3, written), name
        assert name in error.column
        assert "rumus" in error.reason


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods"])
def test_a_failed_formula_where_nobody_reads_refuses_nothing(tmp_path: Path, suffix: str) -> None:
    rows = [[*HEADING, "keterangan"], [*ROW, "#REF!"], ["Jumlah", *[""] * 6, "#REF!", ""]]
    assert _failed(tmp_path / f"a{suffix}", rows) == ()


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_row_that_holds_nothing_but_a_failed_formula_is_no_empty_row(tmp_path: Path, suffix: str) -> None:
    rows = [HEADING, ROW, ["", "", "", "", "", "", "", "#REF!"]]
    (error,) = _failed(tmp_path / f"a{suffix}", rows)
    assert (error.row, error.value) == (3, "#REF!")


def test_a_failed_formula_of_an_old_workbook_is_a_problem(tmp_path: Path) -> None:
    data = (DATA / "cetakan_kecil.xls").read_bytes()
    numbers = struct.pack("<HHHH", 0xBD, 18, 4, 4)  # two numbers of row 5, from column E on
    at = data.index(numbers)
    failed = struct.pack("<HHHHHBB", 0x205, 8, 4, 5, 0, 0x17, 1) + struct.pack("<HH6x", 0x7FFF, 6)
    path = tmp_path / "a.xls"
    path.write_bytes(data[:at] + failed + data[at + 22 :])
    (error,) = look([path]).errors
    assert (error.row, error.column, error.value) == (5, "F (Pagu)", "#REF!")
    assert not look([DATA / "cetakan_kecil.xls"]).problems
