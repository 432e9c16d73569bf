"""The yearly evaluation on the command line."""

import json
import re
from pathlib import Path

import pytest

from rules.assessment import results
from tests.command import Ran, ran

DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"
INDEX = ("evaluation", "index", "--year", "2023", "--cohort", "reguler")
PARTS = {"baseline": "4", "output": "3", "outcome": "3.5", "impact": "3", "quick_win": "3.55"}


def asked(folder: Path, *arguments: str, parts: dict[str, str]) -> Ran:
    given = [each for part, score in parts.items() for each in ("--part", f"{part}={score}")]
    return ran(folder, *(arguments or INDEX), *given, "--format", "json")


def test_the_index_is_one_number_with_two_decimals_and_no_database_is_opened(tmp_path: Path) -> None:
    assert asked(tmp_path, parts=PARTS) == (0, '{"index": 3.36}\n', "")
    assert asked(tmp_path, parts=PARTS | {"quick_win": "0.25"}).out == '{"index": 2.70}\n'
    assert list(tmp_path.iterdir()) == []


def test_every_cohort_of_the_results_is_known_by_its_name(tmp_path: Path) -> None:
    one_each = {(each.year, each.cohort): each for each in results() if each.index is not None}
    assert len(one_each) == 4
    for (year, cohort), each in one_each.items():
        parts = {part: str(score) for part, score in each.parts.items()}
        done = asked(tmp_path, "evaluation", "index", "--year", str(year), "--cohort", cohort, parts=parts)
        assert json.loads(done.out)["index"] == pytest.approx(float(each.index or 0), abs=0.0131)


def test_the_index_as_a_table_shows_what_each_part_weighs(tmp_path: Path) -> None:
    given = [each for part, score in PARTS.items() for each in ("--part", f"{part}={score}")]
    done = ran(tmp_path, *INDEX, *given)
    assert "Indeks Pencapaian 2023, reguler: 3,36" in done.out
    assert re.search(r"Outcome\W+30 %\W+3\.5", done.out)
    assert ran(tmp_path, *INDEX, *given, "--format", "csv").out.splitlines() == ["index", "3.36"]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"collaboration": "2"}, ["collaboration", "baseline, output, outcome, impact, quick_win"]),
        ({"governance": "2"}, ["governance", "baseline, output, outcome, impact, quick_win"]),
        ({"output": None}, ["output belum disebut"]),
        ({"output": "4.001"}, ["output", "0 sampai 4", "4.001"]),
        ({"output": "-0.1"}, ["output", "0 sampai 4"]),
        ({"output": "baik"}, ["output", "baik"]),
        ({"output": "3,5"}, ["output", "titik", "3,5"]),
        ({"output": "nan"}, ["output", "nan"]),
        ({"output": "inf"}, ["output", "inf"]),
        ({"output": "1e0"}, ["output", "1e0"]),
        ({"output": "٣"}, ["output", "٣"]),
        ({"output": ""}, ["output", "''"]),
        ({"output": "x", "impact": "y"}, ["output", "impact"]),
    ],
)
def test_parts_that_do_not_fit_are_refused(tmp_path: Path, changed: dict[str, str | None], names: list[str]) -> None:
    parts = {part: score for part, score in (PARTS | changed).items() if score is not None}
    done = asked(tmp_path, parts=parts)
    assert (done.status, done.out) == (1, "")
    assert [name for name in names if name not in done.err] == []


@pytest.mark.parametrize("part", ["baseline", "baseline=4"])
def test_a_part_is_given_once_and_with_its_score(tmp_path: Path, part: str) -> None:
    done = ran(tmp_path, *INDEX, "--part", "baseline=4", "--part", part)
    assert (done.status, part in done.err) == (1, True)


@pytest.mark.parametrize(
    ("year", "cohort", "names"),
    [
        ("2024", "reguler", ["2024", "2022, 2023", "docs/evaluation.md"]),
        ("2023", "kppn/ikn", ["'kppn/ikn'", "reguler, KPPN/IKN"]),
        ("2022", "reguler", ["KPPN/IKN 2021 (baru), evaluasi pertama"]),
        ("2023", "", ["reguler, KPPN/IKN"]),
    ],
)
def test_another_year_or_cohort_is_refused(tmp_path: Path, year: str, cohort: str, names: list[str]) -> None:
    done = asked(tmp_path, "evaluation", "index", "--year", year, "--cohort", cohort, parts=PARTS)
    assert (done.status, done.out) == (1, "")
    assert [name for name in names if name not in done.err] == []


def test_what_the_page_about_it_shows_is_what_comes_out(tmp_path: Path) -> None:
    page = DOCS.read_text("utf-8")
    command, _, told = page.partition("```sh\n")[2].partition("```")[0].replace("\\\n", " ").partition("#")
    assert ran(tmp_path, *command.split()[1:]).out.strip() == told.strip()
    toml, yaml = (re.search(rf"```{kind}\n(.*?)```", page, re.S) for kind in ("toml", "yaml"))
    assert toml
    assert yaml
    (tmp_path / "sinergi.toml").write_text(toml[1], "utf-8")
    (tmp_path / "evaluasi-2024.yaml").write_text(yaml[1], "utf-8")
    parts = PARTS | {"collaboration": "4"}
    done = asked(tmp_path, "evaluation", "index", "--year", "2024", "--cohort", "KPPN/IKN", parts=parts)
    assert json.loads(done.out) == {"index": 3.41}
