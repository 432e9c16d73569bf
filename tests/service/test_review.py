"""The review on the command line and as files, of the example city."""

import json
from pathlib import Path
from typing import Any

import pytest

from service import demo
from tests.command import ran
from tests.example import example_database, example_plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("review")
    example_database(home / "var" / "sinergi.db")
    return home


def _review(folder: Path, *arguments: str) -> dict[str, Any]:
    done = ran(folder, "review", demo.FIRST, *arguments, "--format", "json")
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_review_names_the_weakest_first_and_its_sums_are_those_of_the_plan(folder: Path) -> None:
    found = _review(folder)
    for rows in (
        found["dimensions"],
        found["missions"],
        found["opds"],
        *(d["subDimensions"] for d in found["dimensions"]),
    ):
        indexes = [row["index"] for row in rows]
        assert indexes == sorted(indexes)
    assert sum(row["budget"] for row in found["dimensions"]) + found["outside"]["budget"] == found["budget"]
    assert sum(row["budget"] for row in found["opds"]) == found["budget"]
    weakest = found["dimensions"][0]
    assert weakest["subDimensions"][0]["index"] == 0.0
    assert weakest["subDimensions"][0]["name"] in weakest["verdict"]
    assert all(row["verdict"] != row["verdict_en"] for row in found["dimensions"])


def test_a_year_that_was_not_read_is_null_and_said(folder: Path) -> None:
    found = _review(folder, "--year", "2023")
    assert (found["index"], found["budget"], found["outside"]["budget"]) == (None, None, None)
    assert {row["budget"] for row in found["dimensions"]} == {None}
    assert [(year["year"], year["reading"], year["budget"]) for year in found["years"]] == [(2023, "none", None)]
    text = ran(folder, "review", demo.FIRST, "--year", "2023").out
    assert "Belum dibaca: 2023." in text
    assert "Rp 0" not in text


def test_the_text_says_what_the_figures_say(folder: Path) -> None:
    text, found = ran(folder, "review", demo.FIRST).out, _review(folder)
    assert all(row["verdict"] in text for row in (*found["dimensions"], *found["opds"], *found["missions"]))
    info = example_plan().info
    assert [year["year"] for year in found["years"]] == [*range(info.start_year, info.end_year + 1)]
    assert f"{info.start_year}: belum dibaca." in text
