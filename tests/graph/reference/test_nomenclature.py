"""Two versions of the nomenclature stand side by side: what each has, what was renamed, whose a code is."""

import json
from pathlib import Path

import pytest

from graph import code as codes
from graph.intake import Intake, read_files
from graph.model import Level, MarkCode, Program
from graph.reference import VERSIONS, is_minimum_service, nomenclature, same, sub_activities, tags_of
from graph.reference.table import rows
from tests.graph.intake.making import csv_file

NEW = "1.03.10.2.01.0066"
"""A sub-activity that only the list of 2026 has."""


def _programs(intake: Intake) -> dict[str, Program]:
    return {node.code: node for node in intake.contents.nodes.values() if isinstance(node, Program)}


def _read(path: Path, code: str, name: str) -> Program:
    rows_ = [["opd", "tahun", "kode", "nama", "pagu"], ["Dinas Pekerjaan Umum", "2026", code, name, "1.000"]]
    return _programs(read_files([csv_file(path / "rencana.csv", rows_)]))[code]


def test_both_versions_have_name_and_source_and_each_code_the_first_that_has_it() -> None:
    assert all(each.name and each.source for each in VERSIONS)
    known = nomenclature().entries(Level.SUB_ACTIVITY)
    named = {row["kode"] for row in rows("sub_kegiatan.csv")}
    later = {row["kode"] for row in rows("sub_kegiatan_2026.csv")}
    assert len(later - named) == 1197
    assert known.keys() == named | later
    assert {known[code].version for code in named} == {VERSIONS[0].id}
    assert {(known[code].version, known[code].has_name) for code in later - named} == {(VERSIONS[1].id, False)}


def test_renamed_codes_are_found_both_ways() -> None:
    renamed = [each for each in sub_activities().values() if each.former]
    assert len(renamed) == 110
    for each in renamed:
        assert each.former in same(each.code)
        assert each.code in same(each.former)
        assert tags_of(each.former) == tags_of(each.code)
        assert is_minimum_service(each.former) == is_minimum_service(each.code)
    assert same("1.01.02.2.01.0001") == ("1.01.02.2.01.0001",)


def test_a_code_of_2026_is_known_in_that_version_and_keeps_the_name_of_its_file(tmp_path: Path) -> None:
    program = _read(tmp_path, NEW, "Pembangunan Flyover")
    assert (program.name, program.nomenclature, program.marks) == ("Pembangunan Flyover", "2026", ())


def test_an_outcome_that_stands_for_a_name_is_told_as_that(tmp_path: Path) -> None:
    [mark] = _read(tmp_path, NEW, "Terbangunnya Flyover").marks
    assert mark.code is MarkCode.NEAR_CODE
    assert "kinerjanya" in mark.message


def test_an_outcome_is_no_official_name_that_others_are_matched_with() -> None:
    assert nomenclature().match("Terbangunnya Flyover", Level.SUB_ACTIVITY) is None
    assert nomenclature().match("Terbangunnya Flyovers", Level.SUB_ACTIVITY, below="1.03.10") is None


def test_a_list_beside_the_plan_gives_the_name_that_the_list_of_2026_lacks(tmp_path: Path) -> None:
    (tmp_path / "sub.json").write_text(
        json.dumps([{"kode": NEW, "nama": "Pembangunan Flyover", "kode_kegiatan": "1.03.10.2.01", "kode_program": ""}])
    )
    rows_ = [["opd", "tahun", "kode", "nama", "pagu"], ["Dinas Pekerjaan Umum", "2026", NEW, "Bangun Jembatan", "1"]]
    plan = csv_file(tmp_path / "rencana.csv", rows_)
    program = _programs(read_files([plan, tmp_path / "sub.json"]))[NEW]
    assert program.nomenclature == "2026"
    assert "Pembangunan Flyover" in program.marks[0].message


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        ("1.01.02.3.01.0041", "khusus Papua"),
        ("1.01.02.4.01.0041", "khusus Papua"),
        ("1.03.13.5.01.0003", "khusus DI Yogyakarta"),
        ("1.01.07.7.01.0001", "khusus Aceh"),
        ("2.09.03.1.01.0015", "provinsi"),
        ("2.09.03.2.01.0015", ""),
        ("2.09.03", ""),
    ],
)
def test_codes_of_one_region_or_of_provinces_are_known_as_such(code: str, whose: str) -> None:
    assert codes.whose(code) == whose


def test_an_unknown_code_says_whose_it_is(tmp_path: Path) -> None:
    [mark] = _read(tmp_path, "2.09.03.1.01.0015", "Penyusunan Proyeksi Neraca Pangan").marks
    assert mark.code is MarkCode.UNKNOWN_CODE
    assert "kode provinsi" in mark.message
