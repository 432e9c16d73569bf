"""Headings as regional offices write them are read right, asked or told; none is read as something else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.intake import Intake, look
from graph.model import Indicator, MarkCode, Program, ProgramYear
from graph.record import Holds, Severity
from tests.graph.intake.making import SUB, csv_file

HEADING = ("Perangkat Daerah", "Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator")
ROW = ("Dinas Kesehatan", "1.02.02.2.02.0004", SUB, "Jumlah Balita")
NEXT = ("Dinas Kesehatan", "1.02.02.2.02.0005", "Pengelolaan Pelayanan Kesehatan pada Usia Pendidikan Dasar", "Murid")
TITLE = ("Renja Tahun 2026",)


def _read(path: Path, columns: dict[str, str], *, title: Sequence[str] = TITLE, below: str = "") -> Intake:
    rows = [*([line] for line in title), [*HEADING, *columns], [*ROW, *columns.values()], *([[below]] * bool(below))]
    return look([csv_file(path / "a.csv", rows, delimiter=";")])


def _year(intake: Intake) -> ProgramYear:
    assert not intake.errors, intake.errors
    (year,) = next(node.years for node in intake.contents.nodes.values() if isinstance(node, Program) and node.years)
    return year


def _indicator(intake: Intake) -> Indicator:
    (found,) = (node for node in intake.contents.nodes.values() if isinstance(node, Indicator))
    return found


def _warned(intake: Intake) -> list[str]:
    return [each.column for each in intake.problems if each.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Pagu (x Rp1.000)", "250.000"),
        ("Pagu (Rp x 1000)", "250.000"),
        ("Pagu (x1000)", "250.000"),
        ("Pagu (Rp/1000)", "250.000"),
        ("Pagu (Rp. 000)", "250.000"),
        ("Pagu (dlm ribuan)", "250.000"),
        ("Anggaran (jt)", "250"),
        ("Pagu (x Rp 1.000.000,-)", "250"),
        ("Anggaran (M)", "0,25"),
        ("Anggaran (Rp M)", "0,25"),
        ("Pagu (T)", "0,00025"),
        ("Pagu (Rp T)", "0,00025"),
        ("Jml Pagu", "250.000.000"),
        ("Pagu Angg. T.A. 2026", "250.000.000"),
        ("Keb. Dana (rupiah penuh)", "250.000.000"),
    ],
)
def test_units_of_money_in_short_are_read(tmp_path: Path, heading: str, written: str) -> None:
    budget = _year(_read(tmp_path, {heading: written})).budget
    assert budget is not None
    assert budget.amount == 250_000_000


def test_what_a_metre_costs_is_no_budget(tmp_path: Path) -> None:
    intake = _read(tmp_path, {"Target": "1", "Biaya per m (Rp)": "250.000"})
    assert [each.column for each in intake.report.unread] == ["Biaya per m (Rp)"]


CAPTIONS = ("(ribuan)", "dalam ribuan", "(x Rp1.000)", "Satuan: Rp.1.000,-", "Keterangan: dlm ribuan Rp")


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("is_below", [False, True])
def test_a_caption_or_a_note_says_the_unit_of_all_money(tmp_path: Path, caption: str, is_below: bool) -> None:
    columns = {"Pagu": "250.000", "Realisasi Anggaran": "100.000"}
    title = TITLE if is_below else (*TITLE, caption)
    year = _year(_read(tmp_path, columns, title=title, below=caption * is_below))
    assert [money and money.amount for money in (year.budget, year.spent)] == [250_000_000, 100_000_000]


def test_the_unit_of_a_heading_counts_before_that_of_the_caption(tmp_path: Path) -> None:
    budget = _year(_read(tmp_path, {"Pagu (ribu)": "250.000"}, title=(*TITLE, "(dalam jutaan rupiah)"))).budget
    assert budget is not None
    assert budget.amount == 250_000_000


def test_an_amount_above_a_table_is_no_unit(tmp_path: Path) -> None:
    budget = _year(_read(tmp_path, {"Pagu": "250.000"}, title=(*TITLE, "Pagu: Rp 1.000.000"))).budget
    assert budget is not None
    assert budget.amount == 250_000


def test_money_of_a_few_rupiah_is_doubted(tmp_path: Path) -> None:
    heading = [*HEADING, "Pagu"]
    path = csv_file(tmp_path / "a.csv", [["Renja Tahun 2026"], heading, [*ROW, "250"], [*NEXT, "2,5"]], delimiter=";")
    (told,) = (each for each in look([path]).problems if each.column == "Pagu")
    assert "ribuan" in told.reason
    full = csv_file(tmp_path / "b.csv", [["Renja Tahun 2026"], heading, [*ROW, "250.000"], [*NEXT, "5"]], delimiter=";")
    assert not [each for each in look([full]).problems if each.column == "Pagu"]


def test_thousands_with_decimals_are_read_with_the_mark_of_their_column(tmp_path: Path) -> None:
    def read(name: str, *cells: str) -> list[int | None]:
        rows = [[*ROW, cells[0]], [*NEXT, cells[1]]]
        path = csv_file(tmp_path / name, [["Renja Tahun 2026"], [*HEADING, "Pagu (juta)"], *rows], delimiter=";")
        nodes = look([path]).contents.nodes.values()
        years = [year for node in nodes if isinstance(node, Program) for year in node.years]
        return [year.budget.amount for year in years if year.budget is not None]

    assert read("a.csv", "1.250,5", "2,125") == [1_250_500_000, 2_125_000]
    assert read("b.csv", "1,250.5", "2.125") == [1_250_500_000, 2_125_000]
    assert read("c.csv", "1.250.500,125", "2.125") == [1_250_500_125_000, 2_125_000_000]


@pytest.mark.parametrize(
    "columns",
    [
        {"Volume": "2", "Satuan": "Orang"},
        {"Vol": "2", "Sat": "Orang"},
        {"Target Volume": "2", "Target Satuan": "Orang"},
        {"Volume Keluaran": "2", "Satuan Keluaran": "Orang"},
        {"Volume/Satuan": "2 Orang"},
        {"Target dan Satuan": "2 Orang"},
        {"Target Tahun N": "2", "Satuan": "Orang"},
        {"Target Tahun Berjalan": "2", "Satuan": "Orang"},
        {"Target Renja": "2", "Satuan": "Orang"},
        {"Target RKPD 2026": "2", "Satuan": "Orang"},
        {"Target Kinerja Tahun 2026": "2", "Satuan": "Orang"},
    ],
)
def test_a_volume_and_the_target_of_a_plan_are_the_target_of_its_year(tmp_path: Path, columns: dict[str, str]) -> None:
    intake = _read(tmp_path, {**columns, "Pagu": "250.000.000"})
    indicator = _indicator(intake)
    assert [(each.year, each.target and each.target.number) for each in indicator.years] == [(2026, 2)]
    assert indicator.unit == "Orang"
    assert not _warned(intake)


def test_a_volume_beside_a_target_is_told(tmp_path: Path) -> None:
    intake = _read(tmp_path, {"Volume": "3", "Target": "2", "Satuan": "Orang", "Pagu": "250.000.000"})
    assert [each.target and each.target.number for each in _indicator(intake).years] == [2]
    assert [(each.column, each.holds) for each in intake.report.unread] == [("Volume", Holds.TARGET)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kondisi Awal", "baseline"),
        ("Kondisi Awal RPJMD", "baseline"),
        ("Kondisi Kinerja pada Awal Periode RPJMD", "baseline"),
        ("Data Capaian pada Tahun Awal Perencanaan", "baseline"),
        ("Baseline (2024)", "baseline"),
        ("Target Akhir RPJMD", "end_target"),
        ("Target Akhir Periode Renstra", "end_target"),
        ("Kondisi Kinerja pada Akhir Periode RPJMD", "end_target"),
        ("Target Jangka Menengah", "end_target"),
    ],
)
def test_where_an_indicator_began_and_shall_end_is_read(tmp_path: Path, heading: str, field: str) -> None:
    indicator = _indicator(_read(tmp_path, {heading: "7", "Target": "2", "Pagu": "250.000.000"}))
    assert getattr(indicator, field).number == 7
    assert [each.target and each.target.number for each in indicator.years] == [2]


@pytest.mark.parametrize("heading", ["Target RPJMD", "Target Renstra", "Target Triwulan I", "Realisasi Tahun Lalu"])
def test_targets_of_other_times_are_told(tmp_path: Path, heading: str) -> None:
    intake = _read(tmp_path, {heading: "7", "Target": "2", "Pagu": "250.000.000"})
    assert [each.target and each.target.number for each in _indicator(intake).years] == [2]
    assert _warned(intake) == [heading]


def test_years_around_that_of_the_title_are_dated(tmp_path: Path) -> None:
    columns = {"Realisasi Tahun n-1": "1", "Target Tahun n": "2", "Target Tahun N+1": "3", "Pagu": "250.000.000"}
    intake = _read(tmp_path, columns)
    values = {each.year: each.target or each.realised for each in _indicator(intake).years}
    assert {year: value and value.number for year, value in values.items()} == {2025: 1, 2026: 2, 2027: 3}
    assert _year(intake).year == 2026


@pytest.mark.parametrize("heading", ["Target 2027", "Realisasi 2025", "Capaian 2025"])
def test_a_target_of_another_year_moves_no_money(tmp_path: Path, heading: str) -> None:
    assert _year(_read(tmp_path, {heading: "7", "Pagu": "250.000.000"})).year == 2026


# -- what was spent by when ----------------------------------------------------------------------------------------

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")


def _spent(year: ProgramYear) -> tuple[int | None, dict[int, int | None], int]:
    quarters = {number: money.amount for number, money in year.quarters.items()}
    return (year.spent.amount if year.spent else None), quarters, year.quarter


@pytest.mark.parametrize("heading", ["Realisasi {}", "Realisasi Anggaran Bulan {} (Rp)", "Serapan {}"])
def test_months_make_up_quarters(tmp_path: Path, heading: str) -> None:
    columns = {heading.format(month): f"{number}000000" for number, month in enumerate(MONTHS, 1)}
    year = _year(_read(tmp_path, {"Target": "2", "Pagu": "250.000.000", **columns}))
    assert _spent(year) == (21_000_000, {1: 6_000_000, 2: 15_000_000}, 2)


def test_sums_until_a_month_are_parted_where_a_quarter_ends(tmp_path: Path) -> None:
    def read(**months: str) -> ProgramYear:
        columns = {f"Realisasi Keuangan s.d. {month}": amount for month, amount in months.items()}
        return _year(_read(tmp_path, {"Pagu": "250.000.000", **columns}))

    assert _spent(read(Maret="1000000", Juni="3000000")) == (3_000_000, {1: 1_000_000, 2: 2_000_000}, 2)
    assert _spent(read(Juni="3000000")) == (3_000_000, {}, 2)
    assert _spent(read(Februari="1000000", Mei="3000000")) == (3_000_000, {}, 2)


def test_a_month_alone_is_told(tmp_path: Path) -> None:
    intake = _read(tmp_path, {"Pagu": "250.000.000", "Realisasi Anggaran Juni": "3000000"})
    assert _year(intake).spent is None
    assert [(each.column, each.holds) for each in intake.report.unread] == [("Realisasi Anggaran Juni", Holds.MONEY)]


def test_months_that_are_swapped_are_told(tmp_path: Path) -> None:
    columns = {"Realisasi Anggaran s.d. Maret": "3000000", "Realisasi Anggaran s.d. Juni": "1000000"}
    intake = _read(tmp_path, {"Pagu": "250.000.000", **columns})
    assert any("tertukar" in each.hint for each in intake.problems)


def test_half_years_make_up_the_year_and_no_quarter(tmp_path: Path) -> None:
    columns = {"Realisasi Anggaran Semester I": "100000000", "Realisasi Anggaran Semester II": "50000000"}
    assert _spent(_year(_read(tmp_path, {"Pagu": "250.000.000", **columns}))) == (150_000_000, {}, 4)
    until = {"Realisasi Keuangan s.d. Semester I": "100000000"}
    assert _spent(_year(_read(tmp_path, {"Pagu": "250.000.000", **until}))) == (100_000_000, {}, 2)


def test_what_was_reached_by_month_or_half_year_is_told(tmp_path: Path) -> None:
    columns = {"Target": "2", "Pagu": "250.000.000", "Realisasi Semester I": "1", "Realisasi Januari": "1"}
    intake = _read(tmp_path, columns)
    assert {each.column for each in intake.report.unread} == {"Realisasi Semester I", "Realisasi Januari"}
    assert set(_warned(intake)) == {"Realisasi Semester I", "Realisasi Januari"}


def test_a_year_that_its_parts_do_not_make_up_is_told(tmp_path: Path) -> None:
    columns = {"Realisasi Anggaran Semester I": "100000000", "Realisasi Anggaran Semester II": "50000000"}
    intake = _read(tmp_path, {"Pagu": "250.000.000", "Realisasi Anggaran": "140.000.000", **columns})
    assert _spent(_year(intake))[0] == 140_000_000
    assert "Realisasi Anggaran" in _warned(intake)


def test_quarters_of_amounts_are_money_beside_a_target_that_is_none(tmp_path: Path) -> None:
    columns = {"Target": "2", "Pagu": "250.000", "Realisasi TW I": "100.000", "Realisasi TW II": "150.000"}
    year = _year(_read(tmp_path, columns, title=(*TITLE, "(dalam ribuan)")))
    assert _spent(year) == (250_000_000, {1: 100_000_000, 2: 150_000_000}, 2)


# -- amounts below zero --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["-250000000", "(250.000.000)", "Rp -250.000.000", "−250.000.000,00"])
@pytest.mark.parametrize("heading", ["Pagu", "Realisasi Anggaran"])
def test_an_amount_below_zero_is_told_and_in_no_sum(tmp_path: Path, heading: str, written: str) -> None:
    intake = _read(tmp_path, {"Target": "2", heading: written})
    year = _year(intake)
    money = year.budget or year.spent
    assert money is not None
    assert (money.amount, money.plausible) == (-250_000_000, False)
    assert _warned(intake) == [heading]
    marks = {mark.code for node in intake.contents.nodes.values() for mark in node.marks}
    assert MarkCode.IMPLAUSIBLE_MONEY in marks
