"""Tables that planners keep: plans that end at kegiatan, cascades, IKU without a baseline, registers, worksheets."""

import json
from pathlib import Path

import pytest

from graph.intake import Intake, look, read_files
from graph.model import Indicator, Objective, Opd, Program
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, Cell, csv_file, xlsx

WORK = "1.02.02.2.02.0004"
DINKES = "1.02.0.00.0.00.01.0000"


def _read(tmp_path: Path, *rows: list[Cell], name: str = "t.csv") -> Intake:
    return read_files([csv_file(tmp_path / name, rows)])


def _format(intake: Intake) -> str:
    (read,) = intake.report.files
    return read.format


def _programs(intake: Intake) -> dict[str, Program]:
    return {node.code: node for node in intake.contents.nodes.values() if isinstance(node, Program)}


def test_a_renja_that_ends_at_kegiatan_is_read(tmp_path: Path) -> None:
    heading: list[Cell] = ["Tahun", "Perangkat Daerah", "Bidang Urusan", "Program", "Kegiatan", "Indikator Keluaran"]
    heading += ["Target", "Satuan", "Lokasi", "Pagu Indikatif (Rp)"]
    row: list[Cell] = [2026, "DINAS KESEHATAN", "KESEHATAN", PROGRAM, ACTIVITY, "Layanan", 4, "dokumen", "Kota", 120]
    intake = _read(tmp_path, heading, row)
    assert _format(intake) == "baris"
    assert _programs(intake)["1.02.02.2.02"].budget(2026) == 120
    (indicator,) = (node for node in intake.contents.nodes.values() if isinstance(node, Indicator))
    assert (indicator.name, indicator.unit) == ("Layanan", "dokumen")


def test_a_sub_activity_of_which_only_the_code_is_written_has_its_official_name(tmp_path: Path) -> None:
    heading: list[Cell] = ["Kode SKPD", "SKPD", "Kode Program", "Program", "Kode Kegiatan", "Kegiatan"]
    heading += ["Kode Sub Kegiatan", "Pagu", "Tahun"]
    row: list[Cell] = [DINKES, "DINAS KESEHATAN", "1.02.02", PROGRAM, "1.02.02.2.02", ACTIVITY, WORK, 50, 2026]
    work = _programs(_read(tmp_path, heading, row))[WORK]
    assert (work.name, work.budget(2026)) == (SUB, 50)


def test_a_cascade_without_programs_is_read(tmp_path: Path) -> None:
    heading: list[Cell] = ["Misi", "Tujuan", "Sasaran", "Indikator Sasaran"]
    rows: list[list[Cell]] = [
        ["Meningkatkan mutu hidup", "Meningkatnya kesehatan", "Menurunnya stunting", "Prevalensi stunting"],
        ["Meningkatkan mutu hidup", "Meningkatnya kesehatan", "Meningkatnya sanitasi", "Cakupan sanitasi aman"],
    ]
    intake = _read(tmp_path, heading, *rows)
    assert _format(intake) == "rpjmd-cascading"
    levels = [str(node.level) for node in intake.contents.nodes.values() if isinstance(node, Objective)]
    assert sorted(levels) == ["goal", "mission", "outcome", "outcome"]
    assert sum(isinstance(node, Indicator) for node in intake.contents.nodes.values()) == 2


def test_indicators_without_a_baseline_are_read_with_their_agencies(tmp_path: Path) -> None:
    heading: list[Cell] = ["No", "Indikator Kinerja Utama", "Satuan", "2025", "2026", "Perangkat Daerah"]
    rows: list[list[Cell]] = [
        [1, "Prevalensi stunting", "%", 20, 18, "Dinas Kesehatan"],
        [2, "PDRB", "Rp", 1, 2, "BPS"],
    ]
    intake = _read(tmp_path, heading, *rows)
    assert _format(intake) == "iku"
    stunting = next(node for node in intake.contents.nodes.values() if isinstance(node, Indicator) and node.unit == "%")
    assert stunting.baseline is None
    assert [year.target and year.target.number for year in stunting.years] == [20, 18]
    assert [node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)] == ["Dinas Kesehatan"]


def test_a_table_of_work_is_no_list_of_indicators_or_objectives(tmp_path: Path) -> None:
    work: list[Cell] = ["Misi", "Tujuan", "Sasaran", "Nama Sub Kegiatan RKPD", "Pagu Validasi"]
    unread = look([csv_file(tmp_path / "a.csv", [work, ["M", "T", "S", SUB, 50]])])
    assert [file.format for file in unread.report.files] in ([], ["baris"])
    iku: list[Cell] = ["Indikator", "Satuan", "SKPD", "Nama Sub Kegiatan RKPD", "Target Fisik"]
    unread = look([csv_file(tmp_path / "b.csv", [iku, ["I", "%", "Dinas Kesehatan", SUB, 5]])])
    assert [file.format for file in unread.report.files] in ([], ["baris"])


@pytest.mark.parametrize("own_year", [True, False])
def test_a_register_of_payments_says_what_was_spent(tmp_path: Path, own_year: bool) -> None:
    row = {
        **{"kode_skpd": DINKES, "nama_skpd": "DINAS KESEHATAN", "kode_program": "1.02.02", "nama_program": PROGRAM},
        **{"kode_giat": "1.02.02.2.02", "nama_giat": ACTIVITY, "kode_sub_giat": WORK, "nama_sub_giat": SUB},
        **{"nomor_sp2d": "1", "tanggal_sp2d": "2026-02-01", "nilai_sp2d": 100},
    }
    if own_year:
        row["tahun"] = 2026
    path = tmp_path / "sp2d.json"
    path.write_text(json.dumps([row, {**row, "nomor_sp2d": "2"}, {**row, "nomor_sp2d": "3", "nilai_sp2d": 50}]))
    intake = read_files([path])
    assert _format(intake) == "sp2d"
    (year,) = _programs(intake)[WORK].years
    assert (year.year, year.budget, year.spent and year.spent.amount) == (2026, None, 250)


@pytest.mark.parametrize(
    ("file", "sheet"), [("t.xlsx", "DINAS KESEHATAN"), ("Renja_Dinas_Kesehatan_2026.xlsx", "Sheet1")]
)
def test_a_worksheet_of_one_agency_is_named_after_it(tmp_path: Path, file: str, sheet: str) -> None:
    rows: list[list[Cell]] = [["Tahun", "Kode", "Uraian", "Indikator", "Target", "Pagu"]]
    rows.append([2026, WORK, SUB, "Balita", 4, 50])
    intake = read_files([xlsx(tmp_path / file, **{sheet: rows})])
    (opd,) = (node for node in intake.contents.nodes.values() if isinstance(node, Opd))
    assert opd.name.casefold().startswith("dinas kesehatan")
    assert opd.mandates == ("1.02",)
    assert any("nama lembar atau berkas" in told.reason for told in intake.report.notices)
