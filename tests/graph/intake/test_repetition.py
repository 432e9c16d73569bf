"""What stands on several rows of one work is summed or told, never dropped; a form printed again counts once."""

from pathlib import Path

import pytest

from graph.intake import Intake, look, read_files
from graph.intake.unknown import Mapping
from graph.model import Indicator, MarkCode, Program
from tests.graph.intake.making import SUB, Cell, csv_file, xlsx

WORK = "1.02.02.2.02.0004"
HEADING: list[Cell] = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu", "lokasi"]


def _row(indicator: str, target: str, pagu: Cell, place: str = "", unit: str = "Orang", code: str = WORK) -> list[Cell]:
    return ["Dinas Kesehatan", "2026", code, SUB, indicator, unit, target, pagu, place]


def _read(tmp_path: Path, *rows: list[Cell]) -> Intake:
    return read_files([csv_file(tmp_path / "t.csv", [HEADING, *rows])])


def _work(intake: Intake, code: str = WORK) -> Program:
    return next(n for n in intake.contents.nodes.values() if isinstance(n, Program) and n.code == code)


def _indicator(intake: Intake) -> Indicator:
    (found,) = (n for n in intake.contents.nodes.values() if isinstance(n, Indicator))
    return found


def test_equal_amounts_are_summed_and_told(tmp_path: Path) -> None:
    heading: list[Cell] = ["Tahun", "Nama SKPD", "Program", "Kegiatan", "Pagu"]
    rows: list[list[Cell]] = [[2026, "KECAMATAN CONTOH", "PROGRAM X", "Kegiatan Y", money] for money in (100, 100, 50)]
    mapping = Mapping(
        format="baris",
        columns={"Tahun": "tahun", "Nama SKPD": "opd", "Program": "program", "Kegiatan": "kegiatan", "Pagu": "pagu"},
    )
    intake = read_files([csv_file(tmp_path / "t.csv", [heading, *rows])], mapping=mapping)
    work = next(n for n in intake.contents.nodes.values() if isinstance(n, Program) and n.budget())
    assert work.budget(2026) == 250
    assert [mark.message for mark in work.marks if mark.code is MarkCode.REPEATED] == [
        "Tertulis pada 3 baris; uangnya dijumlahkan."
    ]


def test_money_that_is_written_again_beside_each_indicator_counts_once_and_is_told(tmp_path: Path) -> None:
    work = _work(_read(tmp_path, _row("Satu", "1", 100), _row("Dua", "2", 100)))
    assert work.budget(2026) == 100
    assert any("dihitung sekali" in mark.message for mark in work.marks)


def test_where_a_table_gives_each_indicator_its_own_money_equal_amounts_are_their_own_too(tmp_path: Path) -> None:
    other = "1.02.02.2.02.0005"
    rows = [_row("Satu", "1", 100), _row("Dua", "2", 100)]
    rows += [_row("A", "1", 30, code=other), _row("B", "2", 70, code=other)]
    intake = _read(tmp_path, *rows)
    assert (_work(intake).budget(2026), _work(intake, other).budget(2026)) == (200, 100)


@pytest.mark.parametrize(
    ("unit", "targets", "places", "low", "high", "said"),
    [
        ("titik", ("1", "6", "3"), ("A", "B", "C"), 10, 10, "dijumlahkan: 1; 6; 3"),
        ("titik", ("4", "4", "4"), ("A", "B", "C"), 12, 12, "dijumlahkan"),
        ("titik", ("4", "4", "4"), ("", "", ""), 4, 4, ""),
        ("km", ("1,5", "2", "3"), ("A", "B", "C"), 6.5, 6.5, "dijumlahkan"),
        ("%", ("80", "90", "85"), ("A", "B", "C"), 80, 90, "rentang"),
        ("bulan", ("12", "12", "12"), ("A", "B", "C"), 12, 12, ""),
        ("", ("WTP", "WDP", "WTP"), ("A", "B", "C"), None, None, "tidak dihitung"),
    ],
)
def test_targets_of_repeated_rows_are_summed_or_kept_by_their_unit_and_told(
    tmp_path: Path,
    unit: str,
    targets: tuple[str, ...],
    places: tuple[str, ...],
    low: float | None,
    high: float | None,
    said: str,
) -> None:
    rows = [_row("Keluaran", target, 10, place, unit) for target, place in zip(targets, places, strict=True)]
    found = _indicator(_read(tmp_path, *rows))
    (year,) = found.years
    assert year.target is not None
    assert (year.target.low, year.target.high) == (low, high)
    told = [mark.message for mark in found.marks if mark.code is MarkCode.REPEATED]
    assert bool(told) is bool(said)
    assert all(said in each for each in told)


def test_a_form_that_is_printed_again_counts_once_and_is_told(tmp_path: Path) -> None:
    form = [_row("Satu", "1", 100), _row("B", "2", 30, code="1.02.02.2.02.0005")]
    intake = _read(tmp_path, *form, *form)
    assert _work(intake).budget(2026) == 100
    assert any("tercetak lagi" in told.reason for told in intake.report.notices)
    assert [each.repeated_rows for each in intake.report.files] == [2]


def test_sipd_rows_of_one_output_and_two_funds_are_two_amounts(tmp_path: Path) -> None:
    heading: list[Cell] = [
        *("tahun", "kode_skpd", "nama_skpd", "kode_program", "nama_program", "kode_giat", "nama_giat"),
        *("kode_sub_giat", "nama_sub_giat", "tolak_ukur_output", "nama_dana", "pagu"),
    ]
    row: list[Cell] = [
        2026,
        "1.02.0.00.0.00.01.0000",
        "Dinas Kesehatan",
        "1.02.02",
        "P",
        "1.02.02.2.02",
        "K",
        WORK,
        SUB,
    ]
    rows = [[*row, "Balita", fund, 100] for fund in ("DAU", "DAK")]
    assert _work(read_files([csv_file(tmp_path / "t.csv", [heading, *rows])])).budget(2026) == 200


# -- whose and when ---------------------------------------------------------------------------------------------------


def test_a_plan_of_one_year_gives_its_year_to_rows_that_say_none(tmp_path: Path) -> None:
    heading: list[Cell] = ["Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Sub Kegiatan", "Pagu"]
    path = csv_file(tmp_path / "t.csv", [heading, ["1.02.0.00.0.00.01.0000", "DINAS KESEHATAN", WORK, SUB, 50]])
    assert any("tahun baris ini tidak diketahui" in error.reason for error in look([path]).errors)
    intake = read_files([path], year=2026)
    assert _work(intake).budget(2026) == 50
    assert any("periode rencana: 2026" in told.reason for told in intake.report.notices)


@pytest.mark.parametrize(
    "section",
    [
        ["Perangkat Daerah : {}", "", "", "", ""],
        ["{}", "", "", "", ""],
        ["", "{}", "", "", ""],
        ["I", "{}", "", "", ""],
        ["{code}", "{}", "", "", ""],
    ],
)
def test_an_agency_in_a_row_of_its_own_is_that_of_the_rows_below_and_keeps_the_year(
    tmp_path: Path, section: list[str]
) -> None:
    rows: list[list[Cell]] = [["Evaluasi Renja"], ["Tahun 2026"], ["Kode", "Program/Kegiatan/Sub Kegiatan"]]
    rows[-1] += ["Indikator", "Target", "Pagu"]
    for opd, code in (("Dinas Kesehatan", WORK), ("Dinas Sosial", "1.06.05.2.02.0001")):
        whose = [cell.format(opd, code=f"{code[:4]}.0.00.0.00.01.0000") for cell in section]
        rows += [whose, [code, SUB, "Jumlah", 4, 50]]
    intake = read_files([csv_file(tmp_path / "t.csv", rows)])
    leads = {link.source_id for link in intake.contents.links.values() if link.id.startswith("leads:")}
    assert leads == {"opd/dinas-kesehatan", "opd/dinas-sosial"}
    assert _work(intake).budget(2026) == 50


def test_rows_of_urusan_and_bidang_stand_above_programs_and_are_left_out(tmp_path: Path) -> None:
    names = ["URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR", "KESEHATAN", "Bidang Urusan Kesehatan"]
    rows: list[list[Cell]] = [HEADING, *(["Dinas Kesehatan", "2026", "", name, "", "", "", 9, ""] for name in names)]
    intake = read_files([csv_file(tmp_path / "t.csv", [*rows, _row("Satu", "1", 100)])])
    assert _work(intake).budget(2026) == 100
    assert sum("di atas program" in told.reason for told in intake.problems) == 3


def test_lines_of_a_heading_below_its_column_numbers_are_no_data(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Perangkat Daerah: Dinas Kesehatan"],
        ["Tahun 2026"],
        ["Kode", "Uraian", "Indikator", "Target", "", "Realisasi", ""],
        ["1", "2", "3", "4", "", "5", ""],
        ["", "", "", "K", "Rp.", "K", "Rp."],
        [WORK, SUB, "Jumlah", 4, 50, 1, 20],
    ]
    names = ("kode", "nama", "indikator", "target", "pagu", "realisasi", "realisasi_rp")
    headings = ("Kode", "Uraian", "Indikator", "Target K", "Target Rp.", "Realisasi K", "Realisasi Rp.")
    mapping = Mapping(format="baris", columns=dict(zip(headings, names, strict=True)))
    work = _work(read_files([xlsx(tmp_path / "t.xlsx", Renja=rows)], mapping=mapping))
    assert [(year.budget and year.budget.amount, year.spent and year.spent.amount) for year in work.years] == [(50, 20)]
    flat = Mapping(
        format="baris", columns={"Kode": "kode", "Uraian": "nama", "Indikator": "indikator", "Target": "target"}
    )
    assert not look([xlsx(tmp_path / "t.xlsx", Renja=rows)], mapping=flat).errors
