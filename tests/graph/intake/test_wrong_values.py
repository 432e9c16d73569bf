"""What a file says is never read as something else without a word: percentages, counts, failed formulas."""

from pathlib import Path

import openpyxl
import pytest

from graph.intake import read_files
from graph.model import Indicator
from tests.graph.intake.making import csv_file

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
