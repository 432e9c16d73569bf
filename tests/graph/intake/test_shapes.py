"""Tables of the shapes that regions have them in: sections, prints, levels, cascades, registers and lists."""

import json
from pathlib import Path

import openpyxl
import pytest

from graph.intake import Intake, look, read_files
from graph.masterplan import Term
from graph.model import Indicator, LinkKind, MasterplanProgram, Opd, Program
from graph.record import Severity
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, Rows, csv_file, xlsx

CODE = "1.02.02.2.02.0004"
OTHER = ("1.02.02.2.02.0001", "Pengelolaan Pelayanan Kesehatan Ibu Hamil")
SCHOOL = ("1.01.02.2.01.0001", "Pembangunan Unit Sekolah Baru")
HEADING = ["Kode", "Uraian", "Indikator", "Target", "Satuan", "Pagu"]
TITLE = [["Perangkat Daerah : DINAS KESEHATAN"], ["Tahun 2026"]]
TODDLERS = [CODE, SUB, "Balita", "10", "Orang", "100"]
MOTHERS = [*OTHER, "Ibu", "5", "Orang", "70"]


def _money(intake: Intake) -> dict[str, int]:
    """What each piece of work gets, by the OPD that leads it and its code."""
    assert not intake.errors, intake.errors
    nodes = intake.contents.nodes
    leads = {link.target_id: nodes[link.source_id] for link in intake.contents.links.values() if link.kind == "leads"}
    return {
        f"{leads[node.id].label} {node.code}": node.budget()
        for node in nodes.values()
        if isinstance(node, Program) and node.years
    }


@pytest.mark.parametrize("times", [2, 3, 4])
def test_a_form_counts_once_however_often_it_is_printed_and_that_is_told(tmp_path: Path, times: int) -> None:
    rows = [*TITLE, HEADING, *([TODDLERS, MOTHERS] * times)]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert _money(intake) == {f"DINAS KESEHATAN {CODE}": 100, f"DINAS KESEHATAN {OTHER[0]}": 70}
    (told,) = (each for each in intake.problems if each.severity is Severity.WARNING)
    assert told.reason == (
        f"formulir ini tercetak lagi: {2 * (times - 1)} baris sama persis dengan sebelumnya dan dihitung sekali"
    )


@pytest.mark.parametrize(
    "section",
    [
        ["{name}", "", "", "", "", ""],
        ["", "{name}", "", "", "", ""],
        ["{code}", "{name}", "", "", "", "{total}"],
        ["", "{name}", "", "", "", "{total}"],
        ["SKPD : {code} - {name}", "", "", "", "", ""],
    ],
)
def test_a_row_that_only_names_an_agency_says_whose_the_rows_below_are(tmp_path: Path, section: list[str]) -> None:
    health = {"name": "DINAS KESEHATAN", "code": "1.02.0.00.0.00.01.0000", "total": "170"}
    schools = {"name": "DINAS PENDIDIKAN", "code": "1.01.0.00.0.00.01.0000", "total": "9"}
    rows = [["Tahun 2026"], HEADING, [cell.format(**health) for cell in section], TODDLERS, MOTHERS]
    rows += [[cell.format(**schools) for cell in section], [*SCHOOL, "Unit", "1", "Unit", "9"]]
    assert _money(look([csv_file(tmp_path / "a.csv", rows)])) == {
        f"DINAS KESEHATAN {CODE}": 100,
        f"DINAS KESEHATAN {OTHER[0]}": 70,
        f"DINAS PENDIDIKAN {SCHOOL[0]}": 9,
    }


def test_rows_of_urusan_are_left_out_with_and_without_codes(tmp_path: Path) -> None:
    above = [["1.02", "URUSAN PEMERINTAHAN BIDANG KESEHATAN", "", "", "", "170"]]
    coded = [*TITLE, HEADING, *above, ["1.02.02", PROGRAM, "", "", "", "170"], TODDLERS, MOTHERS]
    bare: Rows = [*TITLE, HEADING[1:], ["KESEHATAN", "", "", "", "170"], TODDLERS[1:], MOTHERS[1:]]
    wanted = {f"DINAS KESEHATAN {CODE}": 100, f"DINAS KESEHATAN {OTHER[0]}": 70}
    assert _money(look([csv_file(tmp_path / "a.csv", coded)])) == {**wanted, "DINAS KESEHATAN 1.02.02": 170}
    assert _money(look([csv_file(tmp_path / "b.csv", bare)])) == wanted


@pytest.mark.parametrize(
    ("numbers", "merges"),
    [
        (["1", "2", "3", "4", "5", "6", "7", "8"], []),
        (["a", "b", "c", "d", "e", "f", "g", "h"], []),
        (["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8=7/5)"], []),
        (["1", "2", "3", "4", "5", "", "6", ""], ["E:F", "G:H"]),
    ],
)
@pytest.mark.parametrize("between", [False, True])
def test_a_row_of_column_numbers_is_no_data_and_hides_nothing(
    tmp_path: Path, numbers: list[str], merges: list[str], between: bool
) -> None:
    upper = ["No", "Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Target", "", "Realisasi", ""]
    lower = ["", "", "", "", "K", "Rp", "K", "Rp"]
    heading = [upper, numbers, lower] if between else [upper, lower, numbers]
    path = xlsx(
        tmp_path / "a.xlsx", Data=[*TITLE, *heading, ["1", CODE, SUB, "Balita", "10 Orang", 100, "5 Orang", 50]]
    )
    book = openpyxl.load_workbook(path)
    row = 3 + heading.index(numbers)
    for first, last in (merge.split(":") for merge in merges):
        book["Data"].merge_cells(f"{first}{row}:{last}{row}")
    book.save(path)
    intake = look([path])
    assert _money(intake) == {f"DINAS KESEHATAN {CODE}": 100}
    (sub,) = (node for node in intake.contents.nodes.values() if isinstance(node, Program) and node.years)
    assert sub.years[0].spent is not None
    assert sub.years[0].spent.amount == 50


def test_a_plan_may_end_at_activities_with_a_code_for_the_lowest_level(tmp_path: Path) -> None:
    wide = [["Kode", "Program", "Kegiatan", "Indikator Kegiatan", "Target", "Satuan", "Pagu"]]
    wide += [["1.02.02.2.02", PROGRAM, "Layanan rujukan", "Layanan", "10", "Unit", "100"]]
    coded = {f"DINAS KESEHATAN {code}": 100 for code in ("1.02.02.2.02",)}
    assert _money(look([csv_file(tmp_path / "a.csv", [*TITLE, *wide])])) == coded
    named = [["Tahun", "SKPD", "Program", "Kegiatan", "Tolok Ukur", "Target", "Satuan", "Anggaran"]]
    named += [["2026", "DINAS KESEHATAN", PROGRAM, ACTIVITY, "Layanan", "10", "Unit", "100"]]
    intake = look([csv_file(tmp_path / "b.csv", named)])
    assert _money(intake) == coded
    assert [node.label for node in intake.contents.nodes.values() if isinstance(node, Indicator)] == ["Layanan"]


def _aims(intake: Intake) -> dict[str, tuple[str, list[tuple[int, str]]]]:
    assert not intake.errors, intake.errors
    return {
        node.name: (node.unit, [(year.year, year.target.text) for year in node.years if year.target])
        for node in intake.contents.nodes.values()
        if isinstance(node, Indicator)
    }


def test_a_cascade_without_programs_gives_the_targets_of_its_years(tmp_path: Path) -> None:
    rows: Rows = [
        ["Misi", "Tujuan", "Sasaran", "Indikator Sasaran", "Satuan", "2025", "2026"],
        ["Misi 1 maju", "Tujuan A", "Sasaran A1", "IPM", "Indeks", "70", "71"],
        ["", "", "Sasaran A2", "Kemiskinan", "%", "8", "7"],
    ]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert _aims(intake) == {
        "IPM": ("Indeks", [(2025, "70"), (2026, "71")]),
        "Kemiskinan": ("%", [(2025, "8"), (2026, "7")]),
    }
    assert not intake.report.unread


def test_targets_of_a_year_are_the_lowest_indicator_s_and_that_is_told_where_a_row_has_several(tmp_path: Path) -> None:
    rows: Rows = [
        ["Tujuan", "Indikator Tujuan", "Sasaran", "Indikator Sasaran", "Target 2026"],
        ["Tujuan A", "IPM", "Sasaran A1", "UHH", "71"],
    ]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert _aims(intake) == {"IPM": ("", []), "UHH": ("", [(2026, "71")])}
    (told,) = intake.problems
    assert told.reason == "target per tahun dibaca sebagai milik indikator sasaran, yang paling bawah pada barisnya"


def test_iku_measure_the_outcome_that_their_table_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sasaran", "Indikator", "Satuan", "Perangkat Daerah", "2025", "2026"],
        ["Meningkatnya kesehatan", "UHH", "Tahun", "Dinas Kesehatan", "70", "71"],
    ]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert _aims(intake) == {"UHH": ("Tahun", [(2025, "70"), (2026, "71")])}
    (tie,) = (link for link in intake.contents.links.values() if link.kind is LinkKind.MEASURES)
    assert intake.contents.nodes[tie.target_id].label == "Meningkatnya kesehatan"
    assert not intake.report.unread


def test_worksheets_of_one_agency_each_are_known_by_their_names(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "DINKES": [["Tahun 2026"], HEADING, TODDLERS],
        "DINAS PENDIDIKAN": [["Tahun 2026"], HEADING, [*SCHOOL, "Unit", "1", "Unit", "9"]],
    }
    intake = look([xlsx(tmp_path / "a.xlsx", **sheets)])
    assert {opd.name: opd.mandates for opd in intake.contents.nodes.values() if isinstance(opd, Opd)} == {
        "DINKES": ("1.02",),
        "DINAS PENDIDIKAN": ("1.01",),
    }
    told = [each.reason for each in intake.problems if "nama lembar" in each.reason]
    assert sorted(each.rpartition(": ")[2] for each in told) == ["DINAS PENDIDIKAN", "DINKES"]


@pytest.mark.parametrize("with_year", [False, True])
def test_a_register_of_payments_tells_what_was_spent_in_each_quarter(tmp_path: Path, with_year: bool) -> None:
    heading = ["No SP2D", "Tanggal SP2D", "SKPD", "Kode Sub Kegiatan", "Sub Kegiatan", "Nilai"]
    paid = [("2026-03-02", "100"), ("02/05/2026", "100"), ("12 Mei 2026", "50")]
    rows = [[str(at), day, "DINAS KESEHATAN", CODE, SUB, amount] for at, (day, amount) in enumerate(paid)]
    if with_year:
        heading, rows = ["Tahun", *heading], [["2026", *row] for row in rows]
    intake = read_files([csv_file(tmp_path / "a.csv", [heading, *rows])])
    (sub,) = (node for node in intake.contents.nodes.values() if isinstance(node, Program) and node.years)
    (year,) = sub.years
    assert {number: money.amount for number, money in year.quarters.items()} == {1: 100, 2: 150}
    assert (year.spent and year.spent.amount, year.quarter, year.budget) == (250, 2, None)


RECORDS = [
    {"opd": "Dinas Kesehatan", "tahun": 2026, "kode": CODE, "nama": SUB, "pagu": 100},
    {"opd": "Dinas Kesehatan", "tahun": 2026, "kode": OTHER[0], "nama": OTHER[1], "pagu": 70},
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS),
        json.dumps({"0": RECORDS[0], "2": RECORDS[1]}),
        json.dumps({"success": True, "data": {"12": RECORDS[0], "x": RECORDS[1]}}),
        json.dumps([list(RECORDS[0]), *(list(each.values()) for each in RECORDS)]),
        json.dumps({"draw": 1, "columns": list(RECORDS[0]), "data": [list(each.values()) for each in RECORDS]}),
        "\n".join(map(json.dumps, RECORDS)),
        json.dumps({name: [each[name] for each in RECORDS] for name in RECORDS[0]}),
        json.dumps({"Dinas Kesehatan": [{k: v for k, v in each.items() if k != "opd"} for each in RECORDS]}),
    ],
    ids=["list", "php", "php with keys", "lists", "headed lists", "lines", "columns", "by agency"],
)
def test_every_way_to_write_a_list_in_json_gives_the_same_plan(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    assert _money(look([tmp_path / "a.json"])) == {f"Dinas Kesehatan {CODE}": 100, f"Dinas Kesehatan {OTHER[0]}": 70}


def test_a_stage_of_a_masterplan_is_its_term_and_a_stage_of_work_is_that_of_its_budget(tmp_path: Path) -> None:
    rows = [["Dimensi", "Program", "Tahapan", "Penanggung Jawab"], ["Smart Governance", "Satu data", "Pendek", "A"]]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    (program,) = (node for node in intake.contents.nodes.values() if isinstance(node, MasterplanProgram))
    assert program.term is Term.SHORT


def test_a_table_that_needs_its_title_to_be_a_plan_is_first_any_other_that_it_can_be(tmp_path: Path) -> None:
    rows = [["tag", "unit", "kode_sub_kegiatan", "sub_kegiatan", "indikator", "target", "satuan", "pagu"]]
    rows += [["STUNTING", "Dinas Kesehatan", CODE, SUB, "Balita", "10", "Orang", "100"]]
    assert [each.format for each in look([csv_file(tmp_path / "a.csv", rows)]).report.files] == ["tag-tema"]


def _units(intake: Intake) -> dict[str, str]:
    """By unit the agency that contains it."""
    nodes = intake.contents.nodes
    within = (link for link in intake.contents.links.values() if link.kind is LinkKind.CONTAINS)
    return {nodes[each.target_id].label: nodes[each.source_id].label for each in within if "opd/" in each.target_id}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Kode Sub Unit", "Nama Sub Unit"),
        ("Kode Sub SKPD", "Nama Sub SKPD"),
        ("Kode Unit SKPD", "Nama Unit SKPD"),
        ("", "Unit Kerja"),
        ("Kode Sub OPD", "Sub OPD"),
    ],
)
def test_a_unit_that_a_column_names_leads_its_work_within_its_agency(tmp_path: Path, code: str, name: str) -> None:
    agency, unit = "1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0007"
    heading = ["Tahun", "Kode SKPD", "Nama SKPD", code, name, "Kode", "Uraian", "Pagu"]
    rows = [
        ["2026", agency, "DINAS KESEHATAN", agency, "DINAS KESEHATAN", *OTHER, "70"],
        ["2026", agency, "DINAS KESEHATAN", unit, "PUSKESMAS SATU", CODE, SUB, "100"],
        ["2026", agency, "DINAS KESEHATAN", "", "", CODE, SUB, "9"],
    ]
    kept = [at for at, text in enumerate(heading) if text]
    intake = look([csv_file(tmp_path / "a.csv", [[row[at] for at in kept] for row in (heading, *rows)])])
    assert _money(intake) == {
        f"DINAS KESEHATAN {OTHER[0]}": 70,
        f"PUSKESMAS SATU {CODE}": 100,
        f"DINAS KESEHATAN {CODE}": 9,
    }
    assert _units(intake) == {"PUSKESMAS SATU": "DINAS KESEHATAN"}
    assert not intake.report.unread


def test_a_unit_of_no_said_agency_is_one_itself(tmp_path: Path) -> None:
    rows = [["Tahun", "Unit Kerja", "Kode", "Uraian", "Pagu"], ["2026", "DINAS KESEHATAN", CODE, SUB, "100"]]
    intake = look([csv_file(tmp_path / "a.csv", rows)])
    assert (_money(intake), _units(intake)) == ({f"DINAS KESEHATAN {CODE}": 100}, {})


def test_a_column_of_opds_that_no_heading_names_is_asked_and_any_other_is_left_unread(tmp_path: Path) -> None:
    told = [["Catatan", *HEADING], ["perlu rapat", *TODDLERS]]
    assert _money(look([csv_file(tmp_path / "a.csv", [*TITLE, *told])])) == {f"DINAS KESEHATAN {CODE}": 100}
    asked = look([csv_file(tmp_path / "b.csv", [["Lembaga Pelaksana", *HEADING], ["Dinas Kesehatan", *TODDLERS]])])
    assert (asked.report.files, [each.row for each in asked.errors]) == ((), [1])
