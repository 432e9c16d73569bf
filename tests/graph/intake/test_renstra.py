"""The Renstra table of 2025: work by its code, and below it rows of what comes of it, by year."""

from pathlib import Path

import pytest

from graph.intake import Intake, look
from graph.model import Indicator, LinkKind, Objective, Program, Stage
from graph.record import Severity
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, Rows, csv_file, xlsx

NAMES = "BIDANG URUSAN / PROGRAM / OUTCOME / KEGIATAN / SUBKEGIATAN / OUTPUT"
HEADING: Rows = [
    ["Perangkat Daerah : DINAS KESEHATAN"],
    [NAMES, "INDIKATOR OUTCOME/OUTPUT", "BASELINE TAHUN 2024", "TARGET DAN PAGU INDIKATIF TAHUN", "", "", "", "KET."],
    ["", "", "", "2026", "", "2027", "", ""],
    ["", "", "", "TARGET", "PAGU", "TARGET", "PAGU", ""],
]
ROWS: Rows = [
    ["1.02 - URUSAN PEMERINTAHAN BIDANG KESEHATAN", "", "", "", "500", "", "600", ""],
    [f"1.02.02 - {PROGRAM}", "", "", "", "500", "", "600", ""],
    ["Balita lebih sehat", "Persentase balita sehat (%)", "80", "85", "", "90", "", ""],
    [f"1.02.02.2.02 - {ACTIVITY}", "", "", "", "500", "", "600", ""],
    ["Layanan tersedia", "Jumlah layanan (Unit)", "5", "6", "", "7", "", ""],
    [f"1.02.02.2.02.0004 - {SUB}", "", "", "", "500", "", "600", ""],
    ["Balita terlayani", "Jumlah balita dilayani (Orang)", "1000", "1200", "", "1300", "", ""],
]


def _measured(intake: Intake) -> dict[str, tuple[str, str, list[tuple[int, str]]]]:
    """By indicator the code that it measures, its unit and its targets."""
    nodes = intake.contents.nodes
    of = {
        link.source_id: node.code
        for link in intake.contents.links.values()
        if link.kind is LinkKind.MEASURES and isinstance(node := nodes[link.target_id], Program)
    }
    indicators = (node for node in nodes.values() if isinstance(node, Indicator))
    return {
        node.name: (of[node.id], node.unit, [(year.year, year.target.text) for year in node.years if year.target])
        for node in indicators
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_row_of_what_comes_of_work_is_an_indicator_of_the_work_above_it(tmp_path: Path, kind: str) -> None:
    rows = [*HEADING, *ROWS]
    path = csv_file(tmp_path / "a.csv", rows) if kind == "csv" else xlsx(tmp_path / "a.xlsx", Renstra=rows)
    intake = look([path])
    assert not intake.errors
    assert [file.format for file in intake.report.files] == ["renstra"]
    assert _measured(intake) == {
        "Persentase balita sehat": ("1.02.02", "%", [(2026, "85"), (2027, "90")]),
        "Jumlah layanan": ("1.02.02.2.02", "Unit", [(2026, "6"), (2027, "7")]),
        "Jumlah balita dilayani": ("1.02.02.2.02.0004", "Orang", [(2026, "1200"), (2027, "1300")]),
    }
    programs = [node for node in intake.contents.nodes.values() if isinstance(node, Program)]
    assert {node.code: [year.stages[Stage.INDICATIVE].amount for year in node.years] for node in programs} == {
        code: [500, 600] for code in ("1.02.02", "1.02.02.2.02", "1.02.02.2.02.0004")
    }


def test_an_outcome_is_an_objective_that_its_program_serves_and_outputs_are_told(tmp_path: Path) -> None:
    intake = look([csv_file(tmp_path / "a.csv", [*HEADING, *ROWS])])
    (objective,) = (node for node in intake.contents.nodes.values() if isinstance(node, Objective))
    aligned = [link for link in intake.contents.links.values() if link.kind is LinkKind.ALIGNS]
    assert objective.text == "Balita lebih sehat"
    assert [(link.source_id.rpartition("/")[2], link.target_id) for link in aligned] == [("1.02.02", objective.id)]
    (told,) = (each for each in intake.problems if "keluaran" in each.reason)
    assert (told.severity, told.row, told.reason) == (
        Severity.NOTE,
        9,
        "keluaran pada 2 baris dibaca lewat indikatornya saja",
    )
