"""Amounts by stage and spending by quarter, from whatever files they come, and one after the other."""

from pathlib import Path

import pytest

from graph.change import Contents, apply
from graph.intake import FieldChange, look, preview, read_files
from graph.model import Mark, MarkCode, Money, Program, Stage
from tests.example import example_plan
from tests.graph.intake.making import SUB, Rows, csv_file
from tests.graph.intake.test_template import _filled

CODE = "1.02.02.2.02.0004"
HEADING = ["opd", "tahun", "kode", "nama"]
ROW = ["Dinas Kesehatan", "2026", CODE, SUB]


def _file(path: Path, name: str, **columns: str) -> Path:
    return csv_file(path / name, [[*HEADING, *columns], [*ROW, *columns.values()]])


def _sub(contents: Contents) -> Program:
    (sub,) = (node for node in contents.nodes.values() if isinstance(node, Program) and node.name == SUB)
    return sub


def _stages(sub: Program) -> dict[Stage | None, int | None]:
    (year,) = sub.years
    return {stage: money.amount for stage, money in year.stages.items()}


def _again(plan: Contents, path: Path) -> tuple[Program, tuple[FieldChange, ...]]:
    found = preview(plan, look([path], plan=plan))
    fields = [each.fields for each in found.changed if each.label == SUB]
    return _sub(apply(plan, found.changes)), fields[0] if fields else ()


@pytest.mark.parametrize("one_by_one", [True, False])
def test_the_budget_and_its_change_in_two_files_are_two_stages_of_one_year(tmp_path: Path, one_by_one: bool) -> None:
    first, later = _file(tmp_path, "a.csv", anggaran_murni="9"), _file(tmp_path, "b.csv", anggaran_perubahan="4")
    if one_by_one:
        sub, fields = _again(read_files([first]).contents, later)
        assert FieldChange(field="years.2026.budget", before="Rp 9", after="Rp 4", difference="-Rp 5") in fields
        assert FieldChange(field="years.2026.original", before="", after="Rp 9") in fields
    else:
        sub = _sub(read_files([first, later]).contents)
    assert _stages(sub) == {Stage.ORIGINAL: 9, Stage.CHANGED: 4}


def test_a_plan_from_before_stages_learns_the_stage_of_its_amount_from_the_file_that_names_it(tmp_path: Path) -> None:
    plan = read_files([_file(tmp_path, "a.csv", pagu="9")]).contents
    sub, fields = _again(plan, _file(tmp_path, "b.csv", pagu_murni="9"))
    assert _stages(sub) == {Stage.ORIGINAL: 9}
    assert FieldChange(field="years.2026.stage", before="", after="original") in fields


def test_an_amount_of_no_said_stage_beside_the_changed_budget_does_not_count_and_is_told(tmp_path: Path) -> None:
    plan = read_files([_file(tmp_path, "a.csv", anggaran_murni="9", anggaran_perubahan="4")]).contents
    for known in ("9", "4"):
        assert _again(plan, _file(tmp_path, "b.csv", pagu=known))[0].marks == ()
    sub, _ = _again(plan, _file(tmp_path, "b.csv", pagu="7"))
    assert _stages(sub) == {Stage.ORIGINAL: 9, Stage.CHANGED: 4}
    (mark,) = sub.marks
    assert mark.message == (
        "Berkas ini menyebut pagu 2026 sebesar 7 tanpa tahap; yang dihitung pagu perubahan 2026 sebesar 4 dari a.csv."
    )


def test_two_files_that_differ_in_one_stage_are_told(tmp_path: Path) -> None:
    files = [_file(tmp_path, name, anggaran_murni=amount) for name, amount in (("a.csv", "9"), ("b.csv", "8"))]
    sub = _sub(read_files(files).contents)
    assert _stages(sub) == {Stage.ORIGINAL: 9}
    assert [mark.message for mark in sub.marks] == [
        "Berkas ini menyebut pagu murni 2026 sebesar 8; yang dipakai dari a.csv."
    ]


def test_a_file_that_reports_nothing_does_not_say_up_to_when_the_plan_was_reported(tmp_path: Path) -> None:
    plan = read_files([_file(tmp_path, "a.csv", pagu="9", realisasi_anggaran_tw_1="2")]).contents
    sub, _ = _again(plan, _file(tmp_path, "b.csv", pagu="9", lokasi="Kota"))
    assert (sub.years[0].spent, sub.years[0].quarter) == (Money(text="2 (jumlah triwulan)", amount=2), 1)


def test_budget_lines_have_both_amounts(tmp_path: Path) -> None:
    heading = [*("tahun", "kode_skpd", "nama_skpd", "kode_program", "nama_program", "kode_kegiatan", "nama_kegiatan")]
    heading += ["kode_sub_kegiatan", "nama_sub_kegiatan", "kode_akun", "nilai_murni", "nilai_perubahan"]
    row = ["2026", "1.02.0.00.0.00.01.0000", "Dinas Kesehatan", "1.02.02", "P", "1.02.02.2.02", "K", CODE, SUB]
    rows: Rows = [heading, [*row, "5.1.02", "6", "3"], [*row, "5.1.03", "3", "1"]]
    assert _stages(_sub(read_files([csv_file(tmp_path / "a.csv", rows)]).contents)) == {
        Stage.ORIGINAL: 9,
        Stage.CHANGED: 4,
    }


def test_a_real_form_gives_the_quarters_up_to_its_period_and_doubts_the_same_amounts_in_them() -> None:
    plan = example_plan("balikpapan")
    reported = [
        (program, year) for program in plan.of(Program) for year in program.years if year.quarters and year.spent
    ]
    assert len(reported) > 300
    assert {*(number for _, year in reported for number in year.quarters)} == {1, 2}
    whole = [sum(money.amount or 0 for money in year.quarters.values()) for _, year in reported]
    assert whole == [year.spent.amount for _, year in reported if year.spent]
    for program, year in reported:
        doubtful = {money.amount for money in year.quarters.values() if not money.plausible}
        marked = {mark.value for mark in program.marks if mark.code is MarkCode.IMPLAUSIBLE_MONEY}
        assert all(any(str(amount) == value.replace(",", "") for value in marked) for amount in doubtful)


def test_the_template_takes_stages_on_rows_of_their_own_and_quarters_in_columns(tmp_path: Path) -> None:
    rest = ["", "", 9, "", "", "", "", "murni", 1, 2, "", ""]
    changed = ["", "", 4, "", "", "", "", "perubahan", "", "", "", ""]
    start = [1, "DINKES", 2026, "", CODE]
    rows = [[*start, SUB, "", *each[2:]] for each in (rest, changed)]
    indicator = [1, "Balita dilayani", "Orang", "naik", CODE, "DINKES", "", "", 2026, "12", "", "3", "5", "", ""]
    contents = read_files([_filled(tmp_path, Program=rows, Indikator=[indicator], Keterkaitan=[])]).contents
    sub = _sub(contents)
    assert _stages(sub) == {Stage.ORIGINAL: 9, Stage.CHANGED: 4}
    assert {number: money.amount for number, money in sub.years[0].quarters.items()} == {1: 1, 2: 2}
    (balita,) = (node for node in contents.nodes.values() if node.label == "Balita dilayani")
    assert [(number, value.text) for number, value in balita.years[0].quarters.items()] == [(1, "3"), (2, "5")]
    assert not any(isinstance(mark, Mark) and mark.code is MarkCode.REPEATED for mark in sub.marks)
