"""How things are timed, and how the table comes onto its page."""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bench.clock import Task, Timed, just, measure
from bench.graph import PAGE, ROOT
from bench.plain_rules import FIVE
from bench.table import BEGIN, END, table, write


def _nothing() -> None:
    """A call that takes no time."""


def _long() -> None:
    """A call that a rule engine could not stop from being broken off."""
    while True:
        try:
            time.sleep(1)
        except Exception:  # noqa: S112 - as an engine does that outlives its rules
            continue


def _timed(ours: float | None, other: float | None, sampled: float = 1.0) -> Timed:
    task = Task(name="walk", ours=just(_nothing), other=just(_nothing), other_name="by hand", sampled=sampled)
    return Timed(task=task, ours=ours, other=other)


def _cells(timed: Timed) -> list[str]:
    return [cell.strip() for cell in table(["1x: small"], [[timed]], (2, 60)).splitlines()[-1].strip("|").split("|")]


def test_tasks_take_turns_with_their_other_way() -> None:
    calls: list[str] = []
    tasks = [Task(name=x, ours=just(partial(calls.append, x)), other=just(partial(calls.append, "-"))) for x in "ab"]
    found = measure(tasks, times=2, limit=5, other_limit=5)
    assert "".join(calls) == "a-b-a-b-"
    assert all(each.ours is not None and each.other is not None for each in found)


def test_what_takes_too_long_is_broken_off_and_not_tried_again() -> None:
    [found] = measure([Task(name="a", ours=just(_long), other=just(_nothing))], times=2, limit=0.05, other_limit=5)
    assert found.ours is None
    assert found.other is not None


def test_a_ratio_says_how_many_times_as_long_we_take() -> None:
    assert _cells(_timed(0.5, 0.25)) == ["walk", "500", "2.0", "by hand"]
    assert _cells(_timed(0.5, 25.0, sampled=7.0))[2] == "about 0.020"


def test_a_call_that_was_broken_off_has_no_ratio_but_a_reason() -> None:
    assert _cells(_timed(0.5, None))[2] == "- (broken off after 60 s)"
    assert _cells(_timed(None, 0.5))[1:3] == ["> 2,000", "-"]


def test_writing_the_table_keeps_the_text_around_it(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write(page, "new")
    assert page.read_text() == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_a_table_between_marks_of_its_own_leaves_the_other_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\nold\n{END}\n<a>\nold\n<b>\n")
    write(page, "new", "<a>", "<b>")
    assert page.read_text() == f"{BEGIN}\nold\n{END}\n<a>\nnew\n<b>\n"


def test_a_page_without_marks_is_refused_and_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here")
    with pytest.raises(ValueError, match=r"page\.md"):
        write(page, "new")
    assert page.read_text() == "nothing here"


@pytest.mark.long
def test_in_haste_the_example_alone_is_measured_and_the_page_stays() -> None:
    before = PAGE.read_text("utf-8")
    command = [sys.executable, "bench/graph.py", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) > 20
    assert "20x" not in done.stdout
    assert PAGE.read_text("utf-8") == before


@pytest.mark.long
def test_in_haste_the_rules_are_measured_once_and_the_page_stays() -> None:
    before = PAGE.read_text("utf-8")
    command = [sys.executable, "-m", "bench.evaluation", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) == 8
    assert all(any(f"| {code} " in row for row in rows) for code in FIVE)
    assert PAGE.read_text("utf-8") == before
