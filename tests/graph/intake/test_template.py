"""Our own workbook: people fill it in, and it is read back as they meant it."""

import io
from pathlib import Path

import openpyxl
import pytest

from graph.intake import look, read_files, template
from graph.model import Direction, Indicator, Link, LinkKind, Objective, ObjectiveLevel, Partner, Program
from graph.record import Severity
from tests.clock import later
from tests.graph.intake.making import SUB, Cell

FILLED: dict[str, list[list[Cell]]] = {
    "OPD": [[1, "DINKES", "Dinas Kesehatan", "1.02", ""], [2, "PUPR", "Dinas Pekerjaan Umum", "1.03;2.10", "DPU"]],
    "Sasaran": [
        [1, "V", "visi", "Kota sehat", "", "", ""],
        [2, "S1", "sasaran", "Meningkatnya kesehatan", "M1", "", "ya"],
        [3, "M1", "misi", "Membangun manusia", "V", "", ""],
        [4, "", "isu strategis", "Ibu kota baru", "", "", "", "Smart Living; SE-1"],
    ],
    "Program": [
        [1, "DINKES", 2026, "", "1.02.02.2.02.0004", SUB, "S1", 250_000_000, 1_000, "Kota", "Balita", "STUNTING"],
        [2, "PUPR", 2026, "program", "", "Program Air Bersih", "", 900_000_000, "", "", "", ""],
    ],
    "Indikator": [
        [1, "Prevalensi stunting", "%", "turun", "S1", "", "21,4", "14", 2026, "18", ""],
        [2, "Prevalensi stunting", "%", "turun", "S1", "", "", "", 2027, "16", ""],
        [3, "Balita dilayani", "Orang", "naik", "1.02.02.2.02.0004", "DINKES", "", "", 2026, "12", "3"],
    ],
    "Mitra": [[1, "Universitas Negeri", "perguruan tinggi", "UN", ""]],
    "Keterkaitan": [
        [
            1,
            "DINKES | 1.02.02.2.02.0004",
            "bergantung pada",
            "Program Air Bersih",
            "infrastruktur",
            "",
            3,
            "Air dulu",
            "",
        ],
        [2, "UN", "mendukung", SUB, "", "", "", "", "Nota kesepahaman"],
    ],
}


def _filled(path: Path, **changed: list[list[Cell]]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    for name, rows in {**FILLED, **changed}.items():
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                book[name].cell(5 + at, column + 1).value = cell if cell != "" else None
    book.save(path / "templat.xlsx")
    return path / "templat.xlsx"


def test_the_workbook_is_the_same_bytes_at_another_time() -> None:
    before = template()
    with later():
        assert template() == before


def test_the_workbook_has_one_sheet_per_concept_with_drop_downs_and_notes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    kinds = ["OPD", "Sasaran", "Program", "Indikator", "Mitra", "Masterplan", "Keterkaitan"]
    assert book.sheetnames == ["Petunjuk", *kinds]
    for page in book.worksheets[1:]:
        assert page["A4"].value == "contoh"
        assert all(cell.comment for cell in page[3])
        if page.title != "OPD":
            assert page.data_validations.dataValidation


def test_an_unfilled_workbook_says_that_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "templat.xlsx").write_bytes(template())
    (error,) = look([tmp_path / "templat.xlsx"]).errors
    assert "tidak berisi satu baris pun" in error.reason


def test_a_filled_workbook_is_read_as_it_was_meant(tmp_path: Path) -> None:
    contents = read_files([_filled(tmp_path)]).contents
    program = next(n for n in contents.nodes.values() if isinstance(n, Program) and n.name == SUB)
    assert (program.budget(2026), program.location, program.tags) == (250_000_000, "Kota", ("STUNTING",))
    objective = next(n for n in contents.nodes.values() if isinstance(n, Objective) and n.code == "S1")
    assert objective.priority
    assert f"aligns:{program.id}>{objective.id}" in contents.links
    assert f"contains:objective/m1>{objective.id}" in contents.links
    assert "contains:objective/visi>objective/m1" in contents.links
    issue = next(n for n in contents.nodes.values() if isinstance(n, Objective) and n.level is ObjectiveLevel.ISSUE)
    assert {f"aligns:{issue.id}>dimension/{code}" for code in ("SL", "SE-1")} <= contents.links.keys()
    stunting = next(n for n in contents.nodes.values() if isinstance(n, Indicator) and n.name == "Prevalensi stunting")
    assert stunting.direction is Direction.DOWN
    assert [(year.year, year.target.number) for year in stunting.years if year.target] == [(2026, 18), (2027, 16)]
    assert stunting.baseline is not None
    assert stunting.baseline.number == 21.4
    (water,) = (link for link in contents.links.values() if link.kind is LinkKind.DEPENDS_ON)
    assert isinstance(water, Link)
    assert (water.source_id, water.lag_months, water.reason) == (program.id, 3, "Air dulu")
    assert water.target_id.startswith("program/pupr/")
    assert f"supports:partner/universitas-negeri>{program.id}" in contents.links
    assert isinstance(contents.nodes["partner/universitas-negeri"], Partner)
    assert not any("contoh" in id_ for id_ in contents.nodes)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "said"),
    [
        ("Sasaran", [1, "X", "cita-cita", "Teks", "", "", ""], "tingkat", "pilihan ini tidak ada"),
        ("Sasaran", [1, "X", "tujuan", "Teks", "Z9", "", ""], "induk", "tidak ada"),
        ("Sasaran", [1, "X", "isu strategis", "Teks", "", "", "", "Smart Sky"], "dimensi", "tidak dikenal"),
        ("Indikator", [1, "I", "%", "", "Z9", "", "", "", 2026, "1", ""], "mengukur", "tidak ada"),
        ("Indikator", [1, "I", "%", "", "S1", "", "", "", "", "1", ""], "tahun", "empat angka"),
        ("Indikator", [1, "I", "%", "", "DINKES", "", "", "", "", "", ""], "mengukur", "program atau sasaran"),
        ("Mitra", [1, "X", "teman", "", ""], "jenis", "tidak dikenal"),
        ("Keterkaitan", [1, "UN", "memimpin", SUB, "", "", "", "", ""], "jenis", "tidak dapat menghubungkan"),
        ("Keterkaitan", [1, "PUPR", "mendukung", "Z9", "", "", "", "", ""], "ke", "tidak ada"),
        (
            "Keterkaitan",
            [1, SUB, "bergantung pada", "Program Air Bersih", "", "", "", "", ""],
            "ketergantungan",
            "harus diisi",
        ),
        ("Keterkaitan", [1, "PUPR", "mendukung", SUB, "", 9, "", "", ""], "bobot", "paling besar 3"),
    ],
)
def test_a_wrong_cell_of_the_workbook_is_named(
    tmp_path: Path, sheet: str, row: list[Cell], column: str, said: str
) -> None:
    (error,) = look([_filled(tmp_path, **{sheet: [*FILLED[sheet], row]})]).errors
    assert error.sheet == f"lembar {sheet}"
    assert error.row == 5 + len(FILLED[sheet])
    assert column.casefold() in error.column.casefold()
    assert said in error.reason
    assert error.hint or column in {"tahun", "mengukur", "bobot", "induk"}


def test_a_reference_that_fits_two_things_asks_for_the_opd(tmp_path: Path) -> None:
    programs = [*FILLED["Program"], [3, "PUPR", 2026, "", "1.02.02.2.02.0004", SUB, "", 1, "", "", "", ""]]
    rows: list[list[Cell]] = [[1, "I", "%", "", SUB, "", "", "", 2026, "1", ""]]
    (error, *_) = look([_filled(tmp_path, Program=programs, Indikator=rows, Keterkaitan=[])]).errors
    assert "beberapa" in error.reason
    assert "OPD | kode" in error.hint
    rows[0][4] = f"PUPR | {SUB}"
    assert not look([_filled(tmp_path, Program=programs, Indikator=rows, Keterkaitan=[])]).errors


def test_a_copy_of_a_sheet_that_says_otherwise_is_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_filled(tmp_path))
    copy = book.copy_worksheet(book["Program"])
    book.save(tmp_path / "sama.xlsx")
    copy["H5"] = 300_000_000
    book.save(tmp_path / "lain.xlsx")
    reasons = {
        name: [each.reason for each in look([tmp_path / name]).problems if each.severity is Severity.WARNING]
        for name in ("sama.xlsx", "lain.xlsx")
    }
    assert not reasons["sama.xlsx"]
    assert ["300000000" in reason for reason in reasons["lain.xlsx"]] == [True]
