"""Every format that says whose a row is knows the columns of units within agencies, under any of their names."""

from pathlib import Path

import pytest

from graph.intake import Intake, look
from graph.model import LinkKind, Opd, Program
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, csv_file

AGENCY, AGENCY_CODE = "Dinas Kesehatan", "1.02.0.00.0.00.01.0000"
UNIT, UNIT_CODE = "Puskesmas Satu", "1.02.0.00.0.00.01.0003"
CODE = "1.02.02.2.02.0004"
_E81 = ["tahun", "unit", "nomor", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator", "target_k", "pagu_rp"]
_BEFORE = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Anggaran Sebelum", "Anggaran Setelah"]
_T_C_33 = ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target", "Pagu Indikatif", "Sumber Dana"]
_T_C_27 = ["Tujuan", "Sasaran", "Kode", "Program dan Kegiatan", "Indikator Kinerja", "2026 Target", "2026 Rp"]
_CHANGED = ["kode_sub_kegiatan", "sub_kegiatan", "uraian", "target", "anggaran", "menjadi_target", "menjadi_anggaran"]


def _units(intake: Intake) -> dict[str, str]:
    """By the name of each unit the agency that it is within."""
    nodes = intake.contents.nodes
    return {
        nodes[link.target_id].label: nodes[link.source_id].label
        for link in intake.contents.links.values()
        if link.kind is LinkKind.CONTAINS and isinstance(nodes[link.target_id], Opd)
    }


def _leads(intake: Intake) -> set[str]:
    """Who leads work or indicators."""
    nodes = intake.contents.nodes
    leads = (link for link in intake.contents.links.values() if link.kind is LinkKind.LEADS)
    return {nodes[link.source_id].label for link in leads}


@pytest.mark.parametrize(
    ("format_", "heading", "row"),
    [
        ("baris", ["Kode", "Uraian", "Pagu 2026"], [CODE, SUB, "100"]),
        (
            "e-budgeting",
            ["Tahun", "Program", "Kegiatan", "Sub Kegiatan", "Uraian Belanja", "Jumlah"],
            ["2026", PROGRAM, ACTIVITY, SUB, "ATK", "100"],
        ),
        (
            "rka-dpa",
            ["Tahun", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Kode Akun", "Nilai Rincian"],
            ["2026", CODE, SUB, "5.1.02", "100"],
        ),
        ("sp2d", ["Tanggal SP2D", "Nomor SP2D", "Sub Kegiatan", "Nilai"], ["2026-03-04", "1", SUB, "100"]),
        ("rkpd-perubahan", ["tahun", *_CHANGED], ["2026", CODE, SUB, "Balita", "9", "90", "10", "100"]),
        ("rkpd-semula-menjadi", ["Tahun", *_BEFORE], ["2026", CODE, SUB, "90", "100"]),
        ("t-c.33", _T_C_33, [CODE, SUB, "Balita", "10", "100", "DAU"]),
        ("t-c.27", _T_C_27, ["Sehat", "Balita sehat", CODE, SUB, "Balita", "10", "100"]),
        ("iku", ["Indikator", "Satuan", "2026"], ["Balita dilayani", "Orang", "10"]),
    ],
)
@pytest.mark.parametrize("named", ["Sub Unit", "nama_sub_skpd", "Unit Kerja", "NMSUBUNIT", "Unit Organisasi"])
def test_a_unit_leads_the_work_that_its_agencys_row_is_of(
    tmp_path: Path, format_: str, heading: list[str], row: list[str], named: str
) -> None:
    code = "kode_sub_skpd" if "s" in named.lower() and "sub" in named.lower() else "Kode Unit"
    whose = ["Kode SKPD", "SKPD" if format_ in {"iku", "e-budgeting"} else "Nama SKPD", code, named]
    rows = [["Tahun Anggaran 2026"], [*whose, *heading], [AGENCY_CODE, AGENCY, UNIT_CODE, UNIT, *row]]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert not intake.errors
    assert [file.format for file in intake.report.files] == [format_]
    assert (_leads(intake), _units(intake)) == ({UNIT}, {UNIT: AGENCY})
    assert not intake.report.unread


def test_a_form_of_evaluation_may_name_units(tmp_path: Path) -> None:
    sub = ["2026", AGENCY, "1.1.1.1", "", "", "", SUB, "Balita", "10", "100", UNIT_CODE, UNIT]
    rows = [[*_E81, "kode_sub_skpd", "nama_sub_skpd"]]
    rows += [["2026", AGENCY, "1", "Sehat", "", "", "", "", "", "", UNIT_CODE, UNIT]]
    rows += [["2026", AGENCY, "1.1", "", PROGRAM, "", "", "", "", "100", UNIT_CODE, UNIT]]
    rows += [["2026", AGENCY, "1.1.1", "", "", ACTIVITY, "", "", "", "100", UNIT_CODE, UNIT], sub]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert not intake.errors
    assert (_leads(intake), _units(intake)) == ({UNIT}, {UNIT: AGENCY})


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        (["Kode SKPD", "Nama SKPD"], [AGENCY_CODE, AGENCY]),
        (["Nama Perangkat Daerah", "Singkatan", "Kode Bidang Urusan"], [AGENCY, AGENCY, "1.02"]),
    ],
)
def test_a_list_of_agencies_may_name_units(tmp_path: Path, heading: list[str], agency: list[str]) -> None:
    rows = [[*heading, "Kode Unit", "Nama Unit"]]
    rows += [[*agency, UNIT_CODE, UNIT], [*agency, "1.02.0.00.0.00.01.0004", "Puskesmas Dua"]]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert _units(intake) == {UNIT: AGENCY, "Puskesmas Dua": AGENCY}
    assert not intake.report.unread


def test_of_a_unit_and_its_own_unit_the_smaller_one_leads(tmp_path: Path) -> None:
    heading = ["SKPD", "Unit Kerja", "Sub Unit", "Kode", "Uraian", "Pagu 2026"]
    row = [AGENCY, UNIT, "Puskesmas Pembantu Satu", CODE, SUB, "100"]
    intake = look([csv_file(tmp_path / "a.csv", [heading, row])])
    assert _leads(intake) == {"Puskesmas Pembantu Satu"}
    assert _units(intake) == {UNIT: AGENCY, "Puskesmas Pembantu Satu": AGENCY}


@pytest.mark.parametrize("agency", ["Unit Kerja", "Unit Organisasi", "Instansi", "Dinas/Badan", "Satuan Kerja"])
def test_where_no_agency_is_named_the_larger_unit_is_one(tmp_path: Path, agency: str) -> None:
    heading = [agency, "Sub Unit", "Kode Sub Kegiatan", "Indikator", "Target 2026"]
    intake = look([csv_file(tmp_path / "a.csv", [heading, [AGENCY, UNIT, CODE, "Balita", "10"]])])
    assert (_leads(intake), _units(intake)) == ({UNIT}, {UNIT: AGENCY})
    assert [node.code for node in intake.contents.nodes.values() if isinstance(node, Program)][-1] == CODE
