"""All plans are evaluated by one command, which goes on where it was and tells what failed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from service import demo
from service.cli.country import SOME_FAILED
from tests.command import ran

OTHERS = tuple(slug for slug in demo.DEMOS if slug != demo.FIRST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("negeri")
    assert ran(made, "demo", "--all").status == 0
    return made


def _rows(text: str) -> dict[str, dict[str, Any]]:
    return {row["slug"]: row for row in json.loads(text)}


def test_a_plan_that_fails_is_told_and_keeps_no_other_from_being_evaluated(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "var" / "sinergi.db")) as database, database:
        *broken, body = database.execute(
            "SELECT plan_id, node.id, body FROM node JOIN plan ON plan.id = plan_id WHERE slug = ? LIMIT 1",
            (demo.FIRST,),
        ).fetchone()
        database.execute("UPDATE node SET body = '{}' WHERE plan_id = ? AND id = ?", broken)
    done = ran(folder, "recommend", "--all", "--format", "json")
    assert done.status == SOME_FAILED
    rows = _rows(done.out)
    assert {slug: row["standing"] for slug, row in rows.items()} == {
        demo.FIRST: "failed",
        **dict.fromkeys(OTHERS, "evaluated"),
    }
    assert "ValidationError" in rows[demo.FIRST]["message"]
    assert f"2/2 {demo.FIRST}: ValidationError" in done.err or f"1/2 {demo.FIRST}: ValidationError" in done.err
    assert rows[OTHERS[0]]["initiatives"] == 80
    assert rows[OTHERS[0]]["message"] is None

    with closing(sqlite3.connect(folder / "var" / "sinergi.db")) as database, database:
        database.execute("UPDATE node SET body = ? WHERE plan_id = ? AND id = ?", (body, *broken))
    again = ran(folder, "recommend", "--all", "--format", "json", "--processes", "1")
    assert again.status == 0
    assert {slug: row["standing"] for slug, row in _rows(again.out).items()} == {
        demo.FIRST: "evaluated",
        **dict.fromkeys(OTHERS, "standing"),
    }
    assert again.err == f"1/1 {demo.FIRST}: 80 rekomendasi\n"
    third = ran(folder, "recommend", "--all", "--format", "csv")
    assert third.status == 0
    assert third.out.splitlines()[1:] == [f"{slug},standing,1,," for slug in demo.DEMOS]
    assert third.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (demo.FIRST, "--all"),
        ("--all", "--as-of", "1"),
        ("--all", "--processes", "2", "--scheduler", "tcp://127.0.0.1:1"),
        (demo.FIRST, "--anew"),
        (demo.FIRST, "--processes", "2"),
        (demo.FIRST, "--scheduler", "tcp://127.0.0.1:1"),
    ],
)
def test_what_does_not_go_together_is_refused_with_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused = ran(tmp_path, "recommend", *arguments)
    assert refused.status == 1
    assert "--all" in refused.err or "--processes" in refused.err
    assert not (tmp_path / "var").exists()


def test_a_database_without_plans_has_nothing_to_evaluate(tmp_path: Path) -> None:
    done = ran(tmp_path, "recommend", "--all")
    assert (done.status, done.out, done.err) == (0, "Tidak ada rencana.\n", "")
