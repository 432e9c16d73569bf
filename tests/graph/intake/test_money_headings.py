"""Headings of money are known by what their words mean, with their scale, year and stage; others are told."""

from pathlib import Path

import pytest

from graph.intake import Intake, look
from graph.intake.cells.money_heading import money_heading
from graph.model import Indicator, Program, Stage
from graph.record import Holds
from tests.graph.intake.making import SUB, csv_file

HEADING = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target"]
ROW = ["Dinas A", "2026", "1.02.02.2.02.0004", SUB, "Balita", "Orang", "12"]


def _read(path: Path, **columns: str) -> Intake:
    return look([csv_file(path / "a.csv", [[*HEADING, *columns], [*ROW, *columns.values()]])])


def _sub(intake: Intake) -> Program:
    assert not intake.errors, intake.errors
    (sub,) = (node for node in intake.contents.nodes.values() if isinstance(node, Program) and node.name == SUB)
    return sub


def _budget(intake: Intake) -> int | None:
    return _sub(intake).budget(2026)


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
    "heading",
    ["Dana Tersedia (Rp)", "Tahun 2026 Pagu", "Rencana Anggaran", "Anggaran Tahun Berjalan", "T.A. 2026 Anggaran (Rp)"],
)
def test_a_heading_that_says_more_may_still_be_money(heading: str) -> None:
    assert money_heading(heading) is not None


def test_of_several_columns_the_latest_stage_counts(tmp_path: Path) -> None:
    columns = {"Pagu Usulan": "1.000.000", "Anggaran Murni": "2.000.000", "Anggaran Perubahan": "250.000.000"}
    intake = _read(tmp_path, **columns)
    assert _budget(intake) == 250_000_000
    (year,) = _sub(intake).years
    assert {stage: money.amount for stage, money in year.stages.items()} == {
        Stage.PROPOSED: 1_000_000,
        Stage.ORIGINAL: 2_000_000,
        Stage.CHANGED: 250_000_000,
    }
    assert not intake.report.unread


def test_a_column_of_one_year_is_not_added_to_one_without_a_year(tmp_path: Path) -> None:
    intake = _read(tmp_path, pagu="250.000.000", **{"Pagu 2026": "240.000.000"})
    assert _budget(intake) == 250_000_000
    assert [each.column for each in intake.report.unread] == ["Pagu 2026"]


def test_one_column_without_a_year_is_told_beside_those_of_several_years(tmp_path: Path) -> None:
    intake = _read(tmp_path, pagu="490.000.000", **{"Pagu 2026": "250.000.000", "Pagu 2027": "240.000.000"})
    assert [year.budget and year.budget.amount for year in _sub(intake).years] == [250_000_000, 240_000_000]
    assert [each.column for each in intake.report.unread] == ["pagu"]


def _stages(intake: Intake) -> dict[Stage | None, int | None]:
    (year,) = _sub(intake).years
    return {stage: money.amount for stage, money in year.stages.items()}


@pytest.mark.parametrize(
    ("columns", "stages"),
    [
        ({"Pagu": "5"}, {None: 5}),
        ({"Pagu Indikatif": "5"}, {Stage.INDICATIVE: 5}),
        ({"Pagu APBD": "5"}, {Stage.ORIGINAL: 5}),
        ({"Pagu Indikatif": "4", "Pagu": "5"}, {Stage.INDICATIVE: 4, None: 5}),
        ({"Usulan Anggaran": "7", "Pagu Indikatif": "6", "Anggaran Murni": "5", "Anggaran Perubahan": "4"},
         {Stage.PROPOSED: 7, Stage.INDICATIVE: 6, Stage.ORIGINAL: 5, Stage.CHANGED: 4}),
        ({"Anggaran": "5", "Anggaran Perubahan": "4"}, {Stage.ORIGINAL: 5, Stage.CHANGED: 4}),
        ({"Anggaran Murni": "5", "Anggaran": "4"}, {Stage.ORIGINAL: 5, Stage.CHANGED: 4}),
        ({"Pagu 2026 (Murni)": "5", "Pagu 2026 (Perubahan)": "4"}, {Stage.ORIGINAL: 5, Stage.CHANGED: 4}),
        ({"Anggaran Murni": "5", "Anggaran Perubahan": ""}, {Stage.ORIGINAL: 5}),
        ({"Anggaran Murni": "5", "Anggaran Perubahan": "0"}, {Stage.ORIGINAL: 5, Stage.CHANGED: 0}),
        ({"Pagu": "4", "Tahapan": "Pergeseran II"}, {Stage.CHANGED: 4}),
        ({"Pagu": "4", "Tahap": "murni"}, {Stage.ORIGINAL: 4}),
    ],
)  # fmt: skip
def test_every_stage_that_columns_name_is_kept_and_the_latest_counts(
    tmp_path: Path, columns: dict[str, str], stages: dict[Stage | None, int]
) -> None:
    intake = _read(tmp_path, **columns)
    assert _stages(intake) == stages
    assert _budget(intake) == [*stages.values()][-1]
    assert not intake.report.unread


def test_a_stage_that_nobody_knows_is_told_and_the_amount_is_kept(tmp_path: Path) -> None:
    intake = _read(tmp_path, Pagu="4", Tahap="entah")
    assert _stages(intake) == {None: 4}
    assert [(each.column, each.value) for each in intake.problems] == [("Tahap", "entah")]


@pytest.mark.parametrize(
    ("title", "name", "stage"),
    [
        ("RENCANA KERJA PERUBAHAN (RENJA PERUBAHAN) TAHUN 2026", "a.csv", Stage.CHANGED),
        ("APBD Tahun Anggaran 2026", "a.csv", Stage.ORIGINAL),
        ("", "DPPA_2026.csv", Stage.CHANGED),
        ("", "baru.csv", None),
        ("Perubahan Renstra, pagu 2026", "a.csv", None),
    ],
)
def test_the_title_or_the_file_names_the_stage_where_no_column_does(
    tmp_path: Path, title: str, name: str, stage: Stage | None
) -> None:
    rows = [[title]] * bool(title) + [[*HEADING, "pagu"], [*ROW, "5"]]
    assert _stages(look([csv_file(tmp_path / name, rows)])) == {stage: 5}


def test_rows_of_several_stages_of_one_work_are_its_stages_and_no_sum(tmp_path: Path) -> None:
    rows = [[*HEADING, "pagu", "tahap"], [*ROW, "5", "murni"], [*ROW, "4", "perubahan"]]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert _stages(intake) == {Stage.ORIGINAL: 5, Stage.CHANGED: 4}


def test_what_was_set_before_goes_on_where_only_other_rows_of_the_work_are_changed(tmp_path: Path) -> None:
    other = ["Dinas A", "2026", "1.02.02.2.02.0004", SUB, "Ibu", "Orang", "3"]
    rows = [[*HEADING, "Anggaran Murni", "Anggaran Perubahan"], [*ROW, "5", "4"], [*other, "3", ""]]
    assert _stages(look([csv_file(tmp_path / "a.csv", rows)])) == {Stage.ORIGINAL: 8, Stage.CHANGED: 7}


@pytest.mark.parametrize(
    ("columns", "quarters", "spent", "until"),
    [
        ({"Realisasi Anggaran TW I": "2", "Realisasi Anggaran TW II": "3"}, {1: 2, 2: 3}, 5, 2),
        ({"Realisasi Anggaran Triwulan I (Rp)": "2", "Realisasi Anggaran Triwulan II (Rp)": "3",
          "Realisasi Anggaran Triwulan III (Rp)": "0", "Realisasi Anggaran": "5"}, {1: 2, 2: 3, 3: 0}, 5, 2),
        ({"TW 1 Rp": "2", "TW 2 Rp": "5", "Realisasi Anggaran": "5"}, {1: 2, 2: 3}, 5, 2),
        ({"Realisasi Keuangan s.d. TW I": "2", "Realisasi Keuangan s.d. TW II": "5"}, {1: 2, 2: 3}, 5, 2),
        ({"Realisasi Anggaran": "5"}, {}, 5, 4),
    ],
)  # fmt: skip
def test_spending_by_quarter_is_that_within_each_however_it_is_written(
    tmp_path: Path, columns: dict[str, str], quarters: dict[int, int], spent: int, until: int
) -> None:
    intake = _read(tmp_path, pagu="9", **columns)
    (year,) = _sub(intake).years
    assert {number: money.amount for number, money in year.quarters.items()} == quarters
    assert (year.spent.amount if year.spent else None, year.quarter) == (spent, until)
    assert not intake.report.unread


def test_an_indicator_is_reported_by_quarter(tmp_path: Path) -> None:
    intake = _read(tmp_path, pagu="9", **{"Realisasi TW I": "3", "Realisasi Kinerja TW II": "5", "Realisasi": "8"})
    (indicator,) = (node for node in intake.contents.nodes.values() if isinstance(node, Indicator))
    (year,) = indicator.years
    assert {number: value.text for number, value in year.quarters.items()} == {1: "3", 2: "5"}
    assert (year.realised and year.realised.text, year.quarter) == ("8", 2)
