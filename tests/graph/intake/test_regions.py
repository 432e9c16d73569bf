"""What docs/regions.md says of real regions holds: rows, money, and work of known code."""

from pathlib import Path

import pytest

from graph.intake import read_files
from graph.model import Level, Program
from service import demo
from tests.graph.intake.making import DATA

PAGE = (Path(__file__).parents[3] / "docs" / "regions.md").read_text("utf-8")
CITY, REGENCY = (demo.files(slug) for slug in demo.DEMOS)


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        pytest.param(
            "Balikpapan",
            (*CITY, DATA / "balikpapan_renja_2024_e81_ringkasan.csv", DATA / "balikpapan_tag_lintas_opd.csv"),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "Bengkulu Utara",
            (*REGENCY, DATA / "bengkulu_utara_sipd_label_prioritas.csv"),
            marks=pytest.mark.long,
        ),
        ("Aceh Barat", (DATA / "aceh_barat_rpjmd_2025_2029.csv",)),
        ("Situbondo", (DATA / "situbondo_renstra_2026_2030.csv",)),
    ],
)
def test_rows_money_and_coverage_are_as_the_page_says(name: str, paths: tuple[Path, ...]) -> None:
    intake = read_files(paths)
    files = intake.report.files
    programs = (node for node in intake.contents.nodes.values() if isinstance(node, Program))
    money = sum(node.budget() for node in programs if node.level is Level.SUB_ACTIVITY)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} "))
    assert f"| {sum(file.rows for file in files):,} of {sum(file.rows_there for file in files):,} |" in row
    assert f"| {money:,} |" in row
    assert intake.report.known is not None
    assert f"| {intake.report.known.share:.1%} |".replace("%", " %") in row


def test_amounts_of_the_renstra_are_held_against_what_the_page_says_that_the_file_prints() -> None:
    intake = read_files([DATA / "situbondo_renstra_2026_2030.csv"])
    (told,) = (each.reason for each in intake.report.notices if "di bawahnya" in each.reason)
    assert told.startswith("pagu 17 program atau kegiatan per tahun")
    assert "(603 sama)" in told
    assert "603 of the 620 yearly amounts" in PAGE
