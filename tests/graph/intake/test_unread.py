"""A plan is not read as a list that it is none of, and what nobody reads of it is told."""

from pathlib import Path

import pytest

from graph.change import EMPTY
from graph.intake import look, preview
from graph.intake.cells import holds
from graph.model import Opd, Program
from graph.record import Holds, Severity
from service.cli.difference import difference_row, show_difference
from tests.graph.intake.making import csv_file

HEADING = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu"]
ROW = ["Dinas Kesehatan", "2026", "1.02.02", "PROGRAM A", "Balita dilayani", "orang", "12", "1.000.000"]
SUB = "1.02.02.2.02.0015"
_LIST = ["kode_skpd", "nama_skpd"]
_AGENCY = ["1.02.0.00.0.00.01.0000", "Dinas Kesehatan"]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        (["kode_sub_keg", "nama_sub_keg", "pagu_indikatif"], [SUB, "Gizi", "150000000"]),
        (["Kode Subkegiatan", "Nama Subkegiatan", "Anggaran Murni 2026"], [SUB, "Gizi", "50000000"]),
        (["Indikator Kinerja", "Target"], ["Jumlah dokumen", "2"]),
        (["Nama Program", "Anggaran"], ["PROGRAM A", "50000000"]),
        (["Kode Kegiatan", "Uraian Kegiatan"], ["1.02.02.2.02", "Gizi"]),
        (["target_sub_keg", "satuan"], ["2", "dok"]),
    ],
)
def test_a_table_of_work_is_no_list_of_agencies(tmp_path: Path, columns: list[str], cells: list[str]) -> None:
    intake = look([csv_file(tmp_path / "a.csv", [[*_LIST, *columns], [*_AGENCY, *cells]])], year=2026)
    formats = {each.format for each in intake.report.files}
    assert not formats & {"daftar-skpd-sipd", "daftar-opd", "nomenklatur"}
    if intake.errors:
        assert intake.proposals, "what its columns may be is proposed"
    else:
        assert [node for node in intake.contents.nodes.values() if isinstance(node, Program)]


def test_a_table_of_money_by_agency_and_code_is_no_nomenclature(tmp_path: Path) -> None:
    heading = ["nama_skpd", "kode_program", "nama_program", "kode_kegiatan", "nama_kegiatan", "kode", "nama", "nilai"]
    row = ["Dinas A", "1.02.02", "PROGRAM A", "1.02.02.2.02", "Kegiatan A", SUB, "Gizi", "50000000"]
    intake = look([csv_file(tmp_path / "a.csv", [heading, row])])
    assert "nomenklatur" not in {each.format for each in intake.report.files}
    plain = look([csv_file(tmp_path / "b.csv", [heading[1:-1], row[1:-1]])])
    assert [each.format for each in plain.report.files] == ["nomenklatur"]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [([], []), (["Total Sub Kegiatan", "Set Pagu Giat"], ["3", "5000000"]), (["jumlah_program"], ["3"])],
)
def test_a_list_of_agencies_stays_one(tmp_path: Path, columns: list[str], cells: list[str]) -> None:
    intake = look([csv_file(tmp_path / "a.csv", [[*_LIST, *columns], [*_AGENCY, *cells]])])
    assert [each.format for each in intake.report.files] == ["daftar-skpd-sipd"]
    assert [node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)] == ["Dinas Kesehatan"]


@pytest.mark.parametrize(
    ("heading", "cells", "what"),
    [
        ("Pagu Anggaran (Rp)", ["250.000.000"], Holds.MONEY),
        ("Pagu (ribu rupiah)", ["250.000"], Holds.MONEY),
        ("Alokasi Anggaran", ["Rp 250 juta"], Holds.MONEY),
        ("Nilai Kontrak", ["250"], Holds.MONEY),
        ("Rincian", ["250.000.000", "1.000.000"], Holds.MONEY),
        ("Target Kinerja PD", ["12", "85,5%"], Holds.TARGET),
        ("Volume Target", ["12 dokumen"], Holds.TARGET),
        ("Nama Sub Unit Kegiatan", ["Gizi Masyarakat"], Holds.NAME),
        ("Pengelola", ["Dinas Kesehatan", "Badan Kepegawaian"], Holds.NAME),
        ("Keterangan", ["rutin"], Holds.OTHER),
        ("Prioritas ke", ["3"], Holds.OTHER),
    ],
)
def test_what_a_column_holds_is_told_by_its_heading_and_its_cells(heading: str, cells: list[str], what: Holds) -> None:
    assert holds(heading, cells) is what


def test_filled_columns_that_nobody_reads_are_told_and_warned_of_where_they_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heading = [*HEADING, "Pagu Tahun N+1", "Keterangan", "Kosong"]
    rows = [heading, [*ROW, "", "rutin", ""], ["", *ROW[1:3], "PROGRAM B", *ROW[4:], "250.000.000", "baru", ""]]
    rows[2][2] = "1.02.03"
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert [(each.column, each.filled, each.holds, each.example) for each in intake.report.unread] == [
        ("Pagu Tahun N+1", 1, Holds.MONEY, "250.000.000"),
        ("Keterangan", 2, Holds.OTHER, "rutin"),
    ]
    (warned,) = intake.problems
    assert (warned.severity, warned.column, warned.value) == (Severity.WARNING, "Pagu Tahun N+1", "250.000.000")
    assert intake.report.decode(intake.report.encode()) == intake.report
    found = preview(EMPTY, intake)
    show_difference(found, whole=False)
    assert "kolom Keterangan: terisi pada 2 baris, misalnya 'rutin'" in capsys.readouterr().out
    row = difference_row("kota", found, None)
    assert row["unread"] == (
        {
            "file": "a.csv",
            "sheet": "",
            "column": "Pagu Tahun N+1",
            "filled": 1,
            "holds": "money",
            "example": "250.000.000",
        },
        {"file": "a.csv", "sheet": "", "column": "Keterangan", "filled": 2, "holds": "other", "example": "rutin"},
    )


def test_a_heading_that_comes_twice_is_told(tmp_path: Path) -> None:
    intake = look([csv_file(tmp_path / "a.csv", [[*HEADING, "pagu"], [*ROW, "2.000.000"]])])
    assert [(each.column, each.holds) for each in intake.report.unread] == [("pagu", Holds.MONEY)]


def test_a_table_that_is_read_whole_leaves_nothing_unread(tmp_path: Path) -> None:
    assert look([csv_file(tmp_path / "a.csv", [HEADING, ROW])]).report.unread == ()
