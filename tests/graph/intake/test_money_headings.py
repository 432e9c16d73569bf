"""Headings of money are known by what their words mean, with their scale, year and stage; others are told."""

from pathlib import Path

import pytest

from graph.intake import Intake, look
from graph.intake.cells.money_heading import money_heading
from graph.model import Program
from graph.record import Holds
from tests.graph.intake.making import SUB, csv_file

HEADING = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target"]
ROW = ["Dinas A", "2026", "1.02.02.2.02.0004", SUB, "Balita", "Orang", "12"]


def _read(path: Path, **columns: str) -> Intake:
    return look([csv_file(path / "a.csv", [[*HEADING, *columns], [*ROW, *columns.values()]])])


def _budget(intake: Intake) -> int | None:
    assert not intake.errors, intake.errors
    (sub,) = (node for node in intake.contents.nodes.values() if isinstance(node, Program) and node.name == SUB)
    return sub.budget(2026)


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("*Pagu Anggaran", "250.000.000"),
        ("Pagu Anggaran (Rp)", "250.000.000"),
        ("Pagu (ribu rupiah)", "250.000"),
        ("Pagu (ribuan)", "250.000"),
        ("Pagu (Rp. Juta)", "250"),
        ("Anggaran (Rp. Juta)", "250,0"),
        ("PAGU INDIKATIF TAHUN 2026 (Rp.000)", "250.000"),
        ("Dana (Miliar)", "0,25"),
        ("Biaya (Rp1.000)", "250.000"),
        ("Pagu Rp (x1.000.000)", "250"),
        ("Pagu Renja 2026", "250.000.000"),
        ("Pagu APBD", "250.000.000"),
        ("Jumlah (Rp)", "250.000.000"),
        ("Kebutuhan Dana/Pagu Indikatif (Rp)", "250.000.000"),
        ("Anggaran Setelah Perubahan", "250.000.000"),
        ("Pagu (Rp) APBD-P 2026", "Rp 250.000.000,00"),
        ("Anggaran 2026 Murni", "250.000.000"),
        ("Total Belanja", "250.000.000"),
    ],
)
def test_ordinary_headings_of_money_are_read(tmp_path: Path, heading: str, written: str) -> None:
    assert _budget(_read(tmp_path, **{heading: written})) == 250_000_000


@pytest.mark.parametrize("heading", ["Biaya Satuan (Rp)", "Pagu Tahun N+1", "Sisa Anggaran", "Belanja Pegawai (Rp)"])
def test_other_money_is_told_and_not_read(tmp_path: Path, heading: str) -> None:
    intake = _read(tmp_path, **{heading: "250.000.000"})
    assert _budget(intake) in {None, 0}
    assert [(each.column, each.holds) for each in intake.report.unread] == [(heading, Holds.MONEY)]


@pytest.mark.parametrize("heading", ["Thn Anggaran", "Tahun Anggaran", "T.A.", "Thn. Anggaran Berjalan", "TA Belanja"])
def test_the_year_that_money_is_for_is_no_money(heading: str) -> None:
    assert money_heading(heading) is None


@pytest.mark.parametrize(
    "heading", ["Tahun 2026 Pagu", "Rencana Anggaran", "Anggaran Tahun Berjalan", "T.A. 2026 Anggaran (Rp)"]
)
def test_a_heading_that_begins_with_a_year_may_still_be_money(heading: str) -> None:
    assert money_heading(heading) is not None


def test_of_several_columns_the_latest_stage_counts(tmp_path: Path) -> None:
    columns = {"Pagu Usulan": "1.000.000", "Anggaran Murni": "2.000.000", "Anggaran Perubahan": "250.000.000"}
    intake = _read(tmp_path, **columns)
    assert _budget(intake) == 250_000_000
    assert [each.column for each in intake.report.unread] == ["Pagu Usulan"]


def test_a_column_of_one_year_is_not_added_to_one_without_a_year(tmp_path: Path) -> None:
    intake = _read(tmp_path, pagu="250.000.000", **{"Pagu Renja 2026": "240.000.000"})
    assert _budget(intake) == 250_000_000
    assert [each.column for each in intake.report.unread] == ["Pagu Renja 2026"]
