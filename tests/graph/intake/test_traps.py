"""One broken or awkward variant for each trap that tables of planners have."""

import datetime
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from graph.intake import Intake, look, read_files
from graph.model import Indicator, Objective, Program
from graph.record import FileProblem, RefusedFiles, Severity
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, Cell, Rows, csv_file, tc33, xlsx

HEADING: list[Cell] = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu"]
ROW: list[Cell] = ["Dinas Kesehatan", "2026", "1.02.02.2.02.0004", SUB, "Balita dilayani", "Orang", "12", "250.000.000"]


def _with(**changed: Cell) -> list[Cell]:
    return [changed.get(str(name), cell) for name, cell in zip(HEADING, ROW, strict=True)]


def _read(path: Path, *rows: list[Cell], heading: list[Cell] | None = None) -> Intake:
    return look([csv_file(path / "rencana.csv", [heading or HEADING, *rows])])


def _sub(intake: Intake) -> Program:
    return next(n for n in intake.contents.nodes.values() if isinstance(n, Program) and n.code == "1.02.02.2.02.0004")


def _indicator(intake: Intake) -> Indicator:
    return next(node for node in intake.contents.nodes.values() if isinstance(node, Indicator))


def _error(intake: Intake) -> FileProblem:
    assert intake.errors, "expected a problem"
    return intake.errors[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [HEADING, _with(target="12,5", nama=f"{SUB} – daerah"), _with(target="13,5", indikator="Lain")]
    path = csv_file(tmp_path / "rencana.csv", rows, delimiter=delimiter, encoding=encoding)
    intake = read_files([path])
    assert _sub(intake).name.endswith("– daerah")
    assert _sub(intake).budget(2026) == 250_000_000


def test_title_rows_above_the_heading_of_a_csv_say_whose_and_when(tmp_path: Path) -> None:
    rows: Rows = [
        ["Perangkat Daerah: Dinas Kesehatan"],
        ["Tahun Anggaran 2027"],
        [],
        *[row[2:] for row in (HEADING, ROW)],
    ]
    intake = read_files([csv_file(tmp_path / "rencana.csv", rows)])
    assert _sub(intake).budget(2027) == 250_000_000
    assert "opd/dinas-kesehatan" in intake.contents.nodes


def test_a_table_without_its_opd_asks_for_it(tmp_path: Path) -> None:
    error = _error(look([csv_file(tmp_path / "rencana.csv", [HEADING[1:], ROW[1:]])]))
    assert error.row == 2
    assert "perangkat daerah" in error.reason
    assert "Perangkat Daerah: ..." in error.hint


def test_a_merged_cell_holds_for_the_rows_below_it(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "gabung.xlsx",
        Renja=[HEADING, ROW, _with(opd="", tahun="", kode="", nama="", pagu="", indikator="Lain")],
    )
    book = openpyxl.load_workbook(path)
    for column in "ABCDH":
        book["Renja"].merge_cells(f"{column}2:{column}3")
    book.save(path)
    intake = read_files([path])
    assert _sub(intake).budget(2026) == 250_000_000
    measured = {link.target_id for link in intake.contents.links.values() if link.kind == "measures"}
    assert measured == {_sub(intake).id}
    assert len([n for n in intake.contents.nodes.values() if isinstance(n, Indicator)]) == 2


def test_the_same_amount_beside_two_indicators_is_one_amount_and_other_amounts_add_up(tmp_path: Path) -> None:
    same = _read(tmp_path, ROW, _with(indikator="Lain"))
    other = _read(tmp_path, ROW, _with(indikator="Lain", pagu="1.000.000"))
    assert (_sub(same).budget(2026), _sub(other).budget(2026)) == (250_000_000, 251_000_000)
    assert [mark.code for mark in _sub(same).marks] == ["repeated"]


def test_money_without_a_name_is_a_problem(tmp_path: Path) -> None:
    error = _error(_read(tmp_path, ROW, _with(kode="", nama="", indikator="")))
    assert (error.row, error.column) == (3, "pagu")
    assert "tidak menyebut program" in error.reason


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("250,000,000", 250_000_000),
        ("250.000.000", 250_000_000),
        ("Rp 250.000.000,00", 250_000_000),
        ("Rp. 250.000.000,-", 250_000_000),
        ("250 000 000", 250_000_000),
        ("250000000.00", 250_000_000),
        ("Rp -", 0),
    ],
)
def test_money_in_every_spelling(tmp_path: Path, written: str, amount: int) -> None:
    assert _sub(read_files([csv_file(tmp_path / "r.csv", [HEADING, _with(pagu=written)])])).budget(2026) == amount


def test_numbers_of_a_sheet_need_no_guess(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "angka.xlsx", Renja=[HEADING, _with(pagu=12345.678, target=1.234, tahun=2026)])
    intake = read_files([path])
    target = _indicator(intake).years[0].target
    assert _sub(intake).budget(2026) == 12_345
    assert target is not None
    assert target.number == 1.234


def test_amounts_in_thousands_are_whole_rupiah_again(tmp_path: Path) -> None:
    heading = [*HEADING[:-1], "Pagu (Rp)"]
    rows: Rows = [["Rencana Kerja (dalam ribuan rupiah)"], heading, _with(pagu="250.000,5")]
    assert _sub(read_files([xlsx(tmp_path / "ribu.xlsx", Renja=rows)])).budget(2026) == 250_000_500


@pytest.mark.parametrize(("beside", "number"), [("96,85", 1500), ("96.85", 1.5), ("n", 1.5)])
def test_one_mark_is_read_as_its_column_uses_it(tmp_path: Path, beside: str, number: float) -> None:
    intake = _read(tmp_path, _with(target="1.500", satuan="Km"), _with(target=beside, indikator="Lain"))
    named = {node.name: node for node in intake.contents.nodes.values() if isinstance(node, Indicator)}
    target = named["Balita dilayani"].years[0].target
    assert target is not None
    assert target.number == number


def test_text_where_money_should_be_names_sheet_row_and_column(tmp_path: Path) -> None:
    rows = [["Rencana"], HEADING, ROW, _with(pagu="lihat lampiran", indikator="Lain")]
    error = _error(look([xlsx(tmp_path / "r.xlsx", Renja=rows)]))
    assert (error.file, error.sheet, error.row, error.column) == ("r.xlsx", "lembar Renja", 4, "H (pagu)")
    assert str(error).startswith("r.xlsx, lembar Renja, baris 4, kolom H (pagu): ")


def test_hidden_rows_and_sheets_are_left_out_and_told_and_filtered_rows_are_read(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "r.xlsx", Renja=[HEADING, ROW, _with(pagu="1", indikator="Lain")], Lama=[HEADING, _with(pagu="7")]
    )
    book = openpyxl.load_workbook(path)
    book["Renja"].row_dimensions[3].hidden = True
    book["Lama"].sheet_state = "hidden"
    book.save(path)
    intake = read_files([path])
    assert _sub(intake).budget(2026) == 250_000_000
    assert [notice.severity for notice in intake.report.notices] == [Severity.WARNING] * 2
    assert any("1 baris tersembunyi tidak dibaca: 3" in notice.reason for notice in intake.report.notices)
    book["Renja"].auto_filter.ref = "A1:H3"
    book["Renja"].auto_filter.add_filter_column(4, ["Balita dilayani"])
    book.save(path)
    assert _sub(read_files([path])).budget(2026) == 250_000_001


def test_hidden_columns_are_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "r.xlsx", Renja=[HEADING, ROW])
    book = openpyxl.load_workbook(path)
    book["Renja"].column_dimensions["H"].hidden = True
    book.save(path)
    assert _sub(read_files([path])).budget(2026) == 250_000_000


def test_a_heading_that_is_printed_again_on_a_sheet_is_left_out_and_told(tmp_path: Path) -> None:
    heading, rest = tc33()[3:5], tc33()[5:10]
    again = [*tc33()[:8], *heading, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], *rest[3:]]
    intake = look([xlsx(tmp_path / "r.xlsx", Renja=again)])
    assert not intake.errors
    told = [problem.row for problem in intake.problems if problem.reason == "judul kolom yang tercetak lagi"]
    assert told == [9, 10, 11]
    assert {node.code for node in intake.contents.nodes.values() if isinstance(node, Program)} == {
        "1.02.02",
        "1.02.02.2.02",
        "1.02.02.2.02.0004",
    }


def test_a_date_where_the_year_should_be_is_its_year(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "r.xlsx", Renja=[HEADING, ROW])
    book = openpyxl.load_workbook(path)
    book["Renja"]["B2"] = datetime.date(2026, 1, 1)
    book.save(path)
    assert _sub(read_files([path])).budget(2026) == 250_000_000


def test_a_formula_that_was_never_calculated_is_a_problem(tmp_path: Path) -> None:
    error = _error(look([xlsx(tmp_path / "r.xlsx", Renja=[HEADING, _with(pagu="=100*2500000")])]))
    assert (error.row, error.column, error.value) == (2, "H (pagu)", "=100*2500000")
    assert "simpan" in error.hint


def test_a_failed_formula_is_a_problem_where_it_is_a_figure(tmp_path: Path) -> None:
    assert "rumus" in _error(_read(tmp_path, _with(target="#DIV/0!"))).reason
    assert "rumus" in _error(_read(tmp_path, _with(pagu="#REF!"))).reason


def test_a_target_that_became_a_date_is_kept_and_warned_of(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "r.xlsx", Renja=[HEADING, ROW])
    book = openpyxl.load_workbook(path)
    book["Renja"]["G2"] = datetime.date(2026, 5, 3)
    book.save(path)
    intake = read_files([path])
    assert [mark.code for mark in _indicator(intake).marks] == ["unread-number"]
    (warning,) = (problem for problem in intake.problems if problem.severity is Severity.WARNING)
    assert (warning.row, warning.column, warning.value) == (2, "G (target)", "2026-05-03")


@pytest.mark.parametrize(
    ("code", "reason"),
    [("1.02.02.2", "tingkat kode"), ("kode lama", "tidak terbaca"), ("1.02.02.2.02.0004.5.1", "tingkat kode")],
)
def test_a_code_that_is_none_is_a_problem(tmp_path: Path, code: str, reason: str) -> None:
    error = _error(_read(tmp_path, _with(kode=code)))
    assert (error.column, error.row) == ("kode", 2)
    assert reason in error.reason


def test_a_code_that_lost_its_zeros_is_mended(tmp_path: Path) -> None:
    assert _sub(_read(tmp_path, _with(kode="1.2.2.2.02.4"))).code == "1.02.02.2.02.0004"


def test_a_name_without_a_code_is_found_or_asked_for(tmp_path: Path) -> None:
    found = read_files(
        [csv_file(tmp_path / "r.csv", [HEADING, _with(kode="", nama=PROGRAM), _with(kode="", nama=ACTIVITY)])]
    )
    assert {node.level for node in found.contents.nodes.values() if isinstance(node, Program)} == {
        "program",
        "activity",
    }
    error = _error(_read(tmp_path, _with(kode="", nama="Pekerjaan yang tidak ada di nomenklatur")))
    assert "Tingkat" in error.hint


def test_the_year_must_be_known(tmp_path: Path) -> None:
    error = _error(_read(tmp_path, _with(tahun="")))
    assert "tahun" in error.reason


def test_a_row_that_is_cut_off_is_a_problem(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "r.csv", [HEADING, ROW, ROW[:4]])
    error = _error(look([path]))
    assert error.row == 3
    assert "terpotong" in error.hint


def test_signatures_footnotes_and_totals_never_become_programs(tmp_path: Path) -> None:
    intake = look([xlsx(tmp_path / "tc33.xlsx", Renja=tc33())])
    assert not intake.errors
    assert {node.code for node in intake.contents.nodes.values() if isinstance(node, Program)} == {
        "1.02.02",
        "1.02.02.2.02",
        "1.02.02.2.02.0004",
    }
    told = [problem.value for problem in intake.problems if problem.severity is Severity.NOTE]
    assert any(value.startswith("Jumlah") for value in told)
    assert any(value.startswith("Keterangan") for value in told)
    assert any(value.startswith("Kepala Dinas") for value in told)


def test_an_indicator_whose_name_begins_like_a_total_is_no_total(tmp_path: Path) -> None:
    intake = _read(tmp_path, ROW, _with(kode="", nama="", pagu="", indikator="Jumlah seluruh kegiatan"))
    assert "Jumlah seluruh kegiatan" in {n.name for n in intake.contents.nodes.values() if isinstance(n, Indicator)}


def test_two_tables_on_one_sheet_are_both_read(tmp_path: Path) -> None:
    listed: Rows = [["Singkatan", "Nama Lengkap", "Kode Bidang Urusan"], ["DINKES", "Dinas Kesehatan", "1.02"]]
    intake = read_files([xlsx(tmp_path / "r.xlsx", Semua=[*listed, [], HEADING, ROW])])
    assert [read.format for read in intake.report.files] == ["daftar-opd", "baris"]
    assert next(iter(n for n in intake.contents.links.values() if n.kind == "leads")).source_id == "opd/dinkes"


def test_a_title_between_the_rows_names_another_opd(tmp_path: Path) -> None:
    second = [*tc33()[5:10]]
    rows: Rows = [*tc33()[:10], ["Perangkat Daerah : Dinas Pendidikan"], *second]
    intake = read_files([xlsx(tmp_path / "r.xlsx", Renja=rows)])
    assert {"opd/dinas-kesehatan", "opd/dinas-pendidikan"} <= intake.contents.nodes.keys()
    assert sum(isinstance(node, Program) for node in intake.contents.nodes.values()) == 6


def test_objectives_that_begin_alike_stay_apart(tmp_path: Path) -> None:
    long = "Meningkatnya kualitas pelayanan kesehatan dasar bagi seluruh masyarakat di semua wilayah kerja puskesmas"
    heading = [*HEADING, "sasaran"]
    rows = [[*ROW, f"{long} kota"], [*_with(kode="1.02.02.2.02.0005"), f"{long} desa"]]
    intake = _read(tmp_path, *rows, heading=heading)
    assert {n.text for n in intake.contents.nodes.values() if isinstance(n, Objective)} == {
        f"{long} kota",
        f"{long} desa",
    }


def test_nothing_is_taken_in_where_one_cell_is_bad(tmp_path: Path) -> None:
    good = csv_file(tmp_path / "a.csv", [HEADING, ROW])
    bad = csv_file(tmp_path / "b.csv", [HEADING, _with(pagu="x")])
    with pytest.raises(RefusedFiles) as refused:
        read_files([good, bad])
    assert {problem.file for problem in refused.value.problems} == {"b.csv"}


def test_money_of_one_program_in_two_files_is_not_added(tmp_path: Path) -> None:
    one = csv_file(tmp_path / "a.csv", [HEADING, ROW])
    two = csv_file(tmp_path / "b.csv", [HEADING, _with(pagu="300.000.000")])
    sub = _sub(read_files([one, two]))
    assert sub.budget(2026) == 250_000_000
    (mark,) = (mark for mark in sub.marks if mark.code == "repeated")
    assert mark.file == "b.csv"
    assert "300.000.000" in mark.message
    assert "a.csv" in mark.message


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.json", b'{"a": [', "JSON"),
        ("a.json", b'{"a": 1}', "daftar"),
        ("a.json", b"[" * 100_000, "JSON"),
        ("a.yaml", b"a: &x [1]\nb: *x\n", "jangkar"),
        ("a.yaml", b"[" * 5_000, "YAML"),
        ("a.xls", b"<html><body>kosong</body></html>", "HTML"),
        ("a.xls", b"<?xml version='1.0'?><Workbook/>", "XML"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "gambar"),
        ("a.zip", b"PK\x05\x06" + b"\x00" * 18, "arsip"),
        ("a.xlsx", b"PK\x03\x04 rusak", "rusak"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rusak", "rusak"),
        ("a.pdf", b"%PDF-1.7 rusak", "PDF"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_what_it_is(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = _error(look([path]))
    assert error.file == name
    assert said in error.reason


def _word(path: Path) -> None:
    docx.Document().save(str(path))


def _scan(path: Path) -> None:
    Image.new("RGB", (80, 80), "white").save(path, "PDF")


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [("a.docx", _word, "tidak berisi tabel"), ("a.pdf", _scan, "pindaian")],
    ids=["word", "scan"],
)
def test_documents_and_scans_are_named(tmp_path: Path, name: str, make: Callable[[Path], None], said: str) -> None:
    make(tmp_path / name)
    assert said in _error(look([tmp_path / name])).reason
