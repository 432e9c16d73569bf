"""How far an import can be trusted: rows, printed totals, known codes, and what changes in nothing but its source."""

from pathlib import Path

import pytest

from graph.change import EMPTY
from graph.intake import Intake, look, preview, read_files
from graph.record import Known, Severity, known
from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
from rules.engine import evaluate
from rules.recommend.initiative import Doubt
from service.report.rows import finding_row, initiative_row
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, Cell, csv_file
from tests.rules.notation import INFO

HEADING: list[Cell] = ["opd", "tahun", "kode", "nama", "pagu"]
WORK = "1.02.02.2.02.0004"


def _row(code: str, name: str, pagu: Cell) -> list[Cell]:
    return ["Dinas Kesehatan", "2026", code, name, pagu]


def _read(tmp_path: Path, *rows: list[Cell]) -> Intake:
    return read_files([csv_file(tmp_path / "t.csv", [HEADING, *rows])])


LEVELS = [
    _row("1.02.02", PROGRAM, 300),
    _row("1.02.02.2.02", ACTIVITY, 300),
    _row(WORK, SUB, 100),
    _row("1.02.02.2.02.0005", "Pengelolaan Pelayanan Kesehatan pada Usia Pendidikan Dasar", 200),
]


@pytest.mark.parametrize(("total", "agree"), [(300, 1), (900, 1), (299, 1), (350, 0)])
def test_printed_totals_are_held_against_what_was_read(tmp_path: Path, total: int, agree: int) -> None:
    intake = _read(tmp_path, *LEVELS, ["Jumlah", "", "", "", total])
    assert [file.totals for file in intake.report.files] == [agree]
    told = [each for each in intake.report.notices if "jumlah yang tercetak" in each.reason]
    assert [(each.row, each.severity) for each in told] == [(6, Severity.WARNING)] * (1 - agree)


def test_totals_of_parts_and_of_all_are_each_met(tmp_path: Path) -> None:
    parts: list[list[Cell]] = [_row(WORK, SUB, 100), ["Sub Total", "", "", "", 100]]
    parts += [_row("1.02.02.2.02.0005", "Dua", 200), ["Sub Total", "", "", "", 200], ["Total", "", "", "", 300]]
    assert [file.totals for file in _read(tmp_path, *parts).report.files] == [3]


def test_rows_that_are_there_are_those_read_and_those_left_out(tmp_path: Path) -> None:
    (file,) = _read(tmp_path, *LEVELS, ["Jumlah", "", "", "", 300]).report.files
    assert (file.rows, file.rows_there) == (4, 5)


def test_the_report_says_how_much_has_known_codes(tmp_path: Path) -> None:
    intake = _read(tmp_path, _row(WORK, SUB, 100), _row("9.99.02.2.02.0001", "Pekerjaan lama", 300))
    assert intake.report.known == Known(work=2, known=1, rupiah=400, known_rupiah=100)
    assert intake.report.known.share == 0.25
    assert known(()).share == 1.0


def test_where_few_codes_are_known_everything_carries_the_doubt(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [_row("1.02.05.2.03.0001", "Bimbingan Teknis UKBM", 5)]
    rows += [["Dinas PMD", "2026", f"2.13.05.2.01.000{number}", "Pemberdayaan PKK", 5] for number in (1, 2, 3)]
    rows += [_row(f"9.99.02.2.02.000{number}", f"Lama {number}", 9) for number in range(1, 9)]
    plan = PlanGraph(INFO, 1, _read(tmp_path, *rows).contents)
    low, high = evaluate(plan), evaluate(plan, Configuration(least_known=0.0))
    assert (low.doubts, high.doubts) == ((Doubt.LOW_COVERAGE,), ())
    assert low.findings and low.candidates
    assert all(Doubt.LOW_COVERAGE in each.doubts for each in low.candidates)
    assert not any(Doubt.LOW_COVERAGE in each.doubts for each in high.candidates)
    assert finding_row(low.plan, low.findings[0], low.doubts)["doubts"] == ["low-coverage"]
    assert "low-coverage" in str(initiative_row(low.plan, low.candidates[0])["doubts"])
    assert DEFAULT.least_known == 0.6


def test_a_misspelt_name_does_not_overwrite_an_official_one(tmp_path: Path) -> None:
    old = _read(tmp_path, _row(WORK, SUB, 100)).contents
    found = preview(
        old, look([csv_file(tmp_path / "baru.csv", [HEADING, _row(WORK, "Pengelolaan Balita", 120)])], plan=old)
    )
    (change,) = (each for each in found.changed if each.kind == "program" and each.id.endswith(WORK))
    assert "name" not in {field.field for field in change.fields}
    assert any(field.field == "years.2026.budget" for field in change.fields)


def test_what_changes_in_nothing_but_its_source_is_counted_apart(tmp_path: Path) -> None:
    old = _read(tmp_path, *LEVELS).contents
    again = [HEADING, *LEVELS[:3], _row("1.02.02.2.02.0005", str(LEVELS[3][3]), 250)]
    found = preview(old, look([csv_file(tmp_path / "baru.csv", again)], plan=old))
    real = {each.id for each in found.changed} - {each.id for each in found.only_source}
    assert {id_ for id_ in real if id_.startswith("program/")} == {"program/dinas-kesehatan/1.02.02.2.02.0005"}
    assert found.only_source
    assert preview(EMPTY, look([tmp_path / "baru.csv"])).only_source == ()
