"""Tables as databases write them: abbreviated headings, codes in pieces, money that is only called realised."""

import json
from pathlib import Path

import pytest

from graph.intake import Intake, look, read_files
from graph.model import Link, LinkKind, Program
from graph.record import Severity
from tests.graph.intake.making import ACTIVITY, DATA, PROGRAM, SUB, Rows, csv_file, xlsx

CODE = "1.02.02.2.02.0004"
HEALTH = "DINAS KESEHATAN"
UNIT_CODE = "1.02.0.00.0.00.01.0000"


def _work(intake: Intake) -> dict[str, tuple[str, int]]:
    """What each piece of work with money is called and gets, by its code."""
    assert not intake.errors, intake.errors
    programs = (node for node in intake.contents.nodes.values() if isinstance(node, Program))
    return {node.code: (node.name, node.budget()) for node in programs if node.years}


def test_realisation_as_sipkd_gives_it_is_read_as_it_is() -> None:
    intake = read_files([DATA / "sipkd_2025_sebagian.json"])
    work = _work(intake)
    years = [year for node in intake.contents.nodes.values() if isinstance(node, Program) for year in node.years]
    assert len(work) == 28
    assert sum(money for _, money in work.values()) == 74_267_795_400
    assert sum(year.spent.amount or 0 for year in years if year.spent) == 24_644_101_273
    assert work["1.01.02.2.02.0039"][0].startswith("Penyediaan Pendidik dan Tenaga Kependidikan")
    assert {(year.year, year.quarter) for year in years} == {(2025, 2)}, "the first half of the year had ended"
    assert not [each for each in intake.report.unread if each.holds != "other"]


@pytest.mark.parametrize(
    "headings",
    [
        ["THN", "KDUNIT", "NMUNIT", "NMPRGRM", "NMKEG", "KDSUBKEG", "NMSUBKEG", "PAGU"],
        ["tahun", "kd_skpd", "nm_skpd", "nm_program", "nm_keg", "kd_sub_keg", "nm_sub_keg", "pagumurni"],
        ["tahun", "kdskpd", "namaskpd", "namaprogram", "namagiat", "kodesubgiat", "namasubgiat", "nilaianggaran"],
        ["tahun", "kode_instansi", "nama_instansi", "program", "kegiatan", "kode_sub_giat", "sub_giat", "pagu2026"],
    ],
)
def test_abbreviated_headings_are_read_in_the_words_that_they_stand_for(tmp_path: Path, headings: list[str]) -> None:
    row = ["2026", UNIT_CODE, HEALTH, PROGRAM, ACTIVITY, CODE, SUB, "250000000"]
    assert _work(look([csv_file(tmp_path / "a.csv", [headings, row])])) == {CODE: (SUB, 250_000_000)}


_WIDE = ["SKPD", "Kode Urusan", "Kode Bidang Urusan", "Kode Program", "Kode Kegiatan", "Kode Sub Kegiatan"]
_NAMES = ["Program", "Kegiatan", "Sub Kegiatan", "Pagu 2026"]


@pytest.mark.parametrize(
    "pieces",
    [
        ["1", "02", "02", "2.02", "0004"],
        ["1", "1.02", "02", "2.02", "4"],
        ["1", "1.02", "1.02.02", "2.02.", "2.02.0004."],
        ["", "1.02", "02", "1.02.02.2.02", "0004"],
    ],
)
def test_codes_in_pieces_are_put_together(tmp_path: Path, pieces: list[str]) -> None:
    rows = [[*_WIDE, *_NAMES], [HEALTH, *pieces, PROGRAM, ACTIVITY, SUB, "100"]]
    assert _work(look([csv_file(tmp_path / "a.csv", rows)])) == {CODE: (SUB, 100)}


def test_a_piece_that_a_sheet_holds_as_a_number_keeps_its_zero(tmp_path: Path) -> None:
    rows: Rows = [[*_WIDE, *_NAMES], [HEALTH, 1, 2, 1, 2.1, 1, "", "", "", 100]]
    assert list(_work(look([xlsx(tmp_path / "a.xlsx", Data=rows)]))) == ["X.XX.01.2.10.0001"]


def test_pieces_that_do_not_go_together_are_asked(tmp_path: Path) -> None:
    rows = [[*_WIDE, *_NAMES], [HEALTH, "1", "02", "02", "2.02", "2.03.0004", PROGRAM, ACTIVITY, SUB, "100"]]
    (problem,) = look([csv_file(tmp_path / "a.csv", rows)]).errors
    assert (problem.row, problem.column, problem.value) == (2, "Kode Sub Kegiatan", "2.03.0004")


@pytest.mark.parametrize("title", [[], [["Tabel T-C.33"]]])
def test_a_code_over_columns_for_its_levels_names_what_stands_beside_it(tmp_path: Path, title: list[list[str]]) -> None:
    upper = ["Kode", "", "", "", "", "Uraian", "Pagu"]
    lower = ["Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan", "", ""]
    if title:
        upper[5:6] = [
            "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan",
            "Indikator Kinerja",
            "Target",
            "Sumber Dana",
        ]
        lower += [""] * 3
    rest = ["Balita", "10", "DAU"] * bool(title)
    nothing = ["", "", ""] * bool(title)
    rows = [*title, [f"Perangkat Daerah : {HEALTH}"], ["Tahun Anggaran 2026"], upper, lower]
    rows += [
        ["1", "02", "02", "", "", PROGRAM, *nothing, "100"],
        ["1", "02", "02", "2.02", "", ACTIVITY, *nothing, "100"],
    ]
    rows += [["1", "02", "02", "2.02", "0004", SUB, *rest, "100"]]
    assert _work(look([csv_file(tmp_path / "a.csv", rows)])) == {
        "1.02.02": (PROGRAM, 100),
        "1.02.02.2.02": (ACTIVITY, 100),
        CODE: (SUB, 100),
    }


@pytest.mark.parametrize(
    ("unit_code", "program", "piece", "code"),
    [
        ("1.01.2.22.0.00.01.0000", "PROGRAM PENGELOLAAN PENDIDIKAN", "02", "1.01.02"),
        ("1.01.2.22.0.00.01.0000", "PROGRAM PENGEMBANGAN KEBUDAYAAN", "02", "2.22.02"),
        ("1.01.2.22.0.00.01.0000", "PROGRAM LAIN", "02", ""),
        ("1.02.0.00.0.00.01.0000", "PROGRAM LAIN", "02", "1.02.02"),
    ],
)
def test_an_agencys_code_tells_the_field_of_a_piece_where_only_one_can_be_meant(
    tmp_path: Path, unit_code: str, program: str, piece: str, code: str
) -> None:
    rows = [
        ["KDUNIT", "SKPD", "KDPRGRM", "NMPRGRM", "NMKEG", "PAGU 2026"],
        [unit_code, "Dinas", piece, program, "A", "9"],
    ]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    if not code:
        assert [problem.value for problem in intake.errors] == [piece]
    else:
        assert {node.code for node in intake.contents.nodes.values() if isinstance(node, Program)} >= {code}


def test_a_record_of_sipd_without_the_year_column_of_its_export_is_read(tmp_path: Path) -> None:
    record = {
        **{"kode_skpd": "7.01.0.00.0.00.06.0000", "nama_skpd": "Kecamatan Satu"},
        **{"kode_sub_skpd": "7.01.0.00.0.00.06.0001", "nama_sub_skpd": "Kelurahan Dua", "no_giat": "2.01"},
        **{"kode_giat": "7.01.02.2.01", "nama_giat": "Koordinasi", "kode_sub_giat": "7.01.02.2.01.01"},
        **{
            "nama_sub_giat": "7.01.02.2.01.01 Koordinasi/Sinergi",
            "pagumurni": "500",
            "pagu": "700",
            "id_skpd": "529000",
        },
        "tahun_anggaran": "2023",
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"status": "success", "data": [record]}), "utf-8")
    intake = look([path])
    assert _work(intake) == {"7.01.02.2.01.0001": ("Koordinasi/Sinergi", 700)}
    leads = [link for link in intake.contents.links.values() if link.kind is LinkKind.LEADS]
    assert {link.source_id for link in leads} == {"opd/kelurahan-dua"}
    inside = Link(kind=LinkKind.CONTAINS, source_id="opd/kecamatan-satu", target_id="opd/kelurahan-dua")
    assert inside.id in intake.contents.links
    assert not [each for each in intake.problems if each.column == "id_skpd"], "a key is no money"


# -- figures without an indicator --------------------------------------------------------------------------------------


def test_targets_that_no_indicator_stands_beside_are_told(tmp_path: Path) -> None:
    heading = ["SKPD", "Kode", "Uraian", "Indikator", "Target 2026", "Satuan", "Pagu 2026"]
    rows = [[HEALTH, CODE, SUB, "", "1200", "Orang", "100"], [HEALTH, "1.02.02.2.02.0005", "B", "I", "5", "Orang", "9"]]
    with_some = look([csv_file(tmp_path / "a.csv", [heading, *rows])])
    without = look([csv_file(tmp_path / "b.csv", [[*heading[:3], *heading[4:]], [*rows[0][:3], *rows[0][4:]]])])
    for intake in (with_some, without):
        assert [(each.column, each.holds, each.filled, each.example) for each in intake.report.unread] == [
            ("Target 2026", "target", 1, "1200"),
            ("Satuan", "other", 1, "Orang"),
        ]
        (told,) = (each for each in intake.problems if each.severity is Severity.WARNING)
        assert (told.row, told.column) == (2, "Target 2026")
        assert "tidak menyebut indikatornya" in told.reason


@pytest.mark.parametrize(
    ("columns", "cells", "spent"),
    [
        (["Realisasi"], ["1.500.000"], 1_500_000),
        (["Indikator", "Target", "Satuan", "Realisasi"], ["Balita", "12", "Orang", "1.500.000"], 1_500_000),
        (["Indikator", "Target", "Satuan", "Realisasi"], ["PAD", "2.000.000", "Rp", "1.500.000"], None),
        (["Indikator", "Target", "Satuan", "Realisasi"], ["Balita", "12", "Orang", "11"], None),
    ],
)
def test_what_is_only_called_realised_is_money_where_its_cells_are_amounts(
    tmp_path: Path, columns: list[str], cells: list[str], spent: int | None
) -> None:
    heading = ["Tahun", "SKPD", "Kode", "Uraian", *columns, "Pagu"]
    intake = look([csv_file(tmp_path / "a.csv", [heading, ["2026", HEALTH, CODE, SUB, *cells, "2.000.000"]])])
    (year,) = (year for node in intake.contents.nodes.values() if isinstance(node, Program) for year in node.years)
    assert (year.spent.amount if year.spent else None) == spent
    told = [each for each in intake.problems if "sebagai uang yang terealisasi" in each.reason]
    assert [each.column for each in told] == ["Realisasi"] * (spent is not None)


def test_percentages_are_no_money_whatever_else_their_heading_says(tmp_path: Path) -> None:
    heading = ["Tahun", "SKPD", "Kode", "Uraian", "Pagu", "Realisasi Keuangan (%)", "Realisasi Keuangan (Rp)"]
    row = ["2026", HEALTH, CODE, SUB, "2.500.000", "60", "1.500.000"]
    intake = look([csv_file(tmp_path / "a.csv", [heading, row])])
    (year,) = (year for node in intake.contents.nodes.values() if isinstance(node, Program) for year in node.years)
    assert year.spent is not None
    assert year.spent.amount == 1_500_000
    assert [each.column for each in intake.report.unread] == ["Realisasi Keuangan (%)"]


def test_nested_records_are_read_by_what_they_are_of(tmp_path: Path) -> None:
    record = {
        "tahun": 2026,
        "skpd": {"kode": UNIT_CODE, "nama": HEALTH},
        "program": {"kode_program": "1.02.02", "nama_program": PROGRAM},
        "sub_kegiatan": {"kode": CODE, "nama": SUB},
        "pagu": 250_000_000,
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": [record, record | {"pagu": 1}]}), "utf-8")
    assert _work(look([path])) == {CODE: (SUB, 250_000_001)}


# -- accounts ----------------------------------------------------------------------------------------------------------

_ACCOUNTS = [
    ["5", "BELANJA", "300"],
    ["5.1.02.01.01", "Belanja Pakai Habis", "300"],
    ["5.1.02.01.01.0024", "ATK", "300"],
]


def test_rows_of_accounts_below_work_are_no_work_and_are_told(tmp_path: Path) -> None:
    rows = [[f"Perangkat Daerah : {HEALTH}"], ["Tahun Anggaran 2026"], ["Kode Rekening", "Uraian", "Jumlah (Rp)"]]
    intake = look([csv_file(tmp_path / "a.csv", [*rows, [CODE, SUB, "300"], *_ACCOUNTS])])
    assert _work(intake) == {CODE: (SUB, 300)}
    (told,) = (each for each in intake.problems if "rekening" in each.reason)
    assert (told.severity, told.row) == (Severity.WARNING, 5)
    assert "(3 baris dilewati)" in told.reason


def test_a_table_of_nothing_but_accounts_is_no_plan(tmp_path: Path) -> None:
    rows = [[f"Perangkat Daerah : {HEALTH}"], ["Tahun Anggaran 2026"], ["Kode Rekening", "Uraian", "Jumlah (Rp)"]]
    (problem,) = look([csv_file(tmp_path / "a.csv", [*rows, *_ACCOUNTS])]).errors
    assert "bukan pekerjaan" in problem.reason
    assert "Sub Kegiatan" in problem.hint


def test_an_account_is_never_the_code_of_the_work_that_it_pays(tmp_path: Path) -> None:
    heading = ["Tahun", "SKPD", "Sub Kegiatan", "Kode Rekening", "Anggaran"]
    row = ["2026", HEALTH, SUB, "5.1.02.01.01.0024", "300"]
    assert _work(look([csv_file(tmp_path / "a.csv", [heading, row])])) == {CODE: (SUB, 300)}
