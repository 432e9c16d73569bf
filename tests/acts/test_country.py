"""Work is spread over processes: one that dies or fails takes nothing else with it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from acts import Came, Due, Evaluations, Failed, due, in_processes, judge_all, spreading
from acts.country import judge
from graph.record import StoredSuppression
from graph.record.gist import Gist
from graph.store import Store
from rules.configuration import Configuration
from service import demo
from tests.example import example_database, example_evaluation

NEVER, ILL = 13, 7


def number_of_process(thing: int) -> int:
    """Die of one thing, be ill of another, and give the number of the process for all others."""
    if thing == NEVER:
        os.kill(os.getpid(), signal.SIGKILL)
    if thing == ILL:
        raise ValueError(thing)
    return os.getpid()


async def _came(things: Sequence[int], processes: int) -> dict[int, int | Exception]:
    return {thing: came async for thing, came in in_processes(number_of_process, things, processes)}


def test_a_process_that_dies_is_told_of_the_thing_that_killed_it_alone() -> None:
    came = asyncio.run(_came(range(16), 2))
    assert sorted(came) == list(range(16))
    assert {thing for thing, each in came.items() if isinstance(each, Exception)} == {NEVER, ILL}
    assert isinstance(came[ILL], ValueError)
    assert os.getpid() not in came.values()


def test_processes_are_renewed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "RENEWED", 2)
    came = asyncio.run(_came(range(4), 1))
    assert came[0] == came[1] != came[2] == came[3]


async def _here(work: Callable[[Due], Came], asked: Sequence[Due]) -> AsyncIterator[tuple[Due, Came | Exception]]:
    for each in asked:
        if each.slug == "hilang":
            yield each, MemoryError("penuh")
        else:
            yield each, await asyncio.to_thread(work, each)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[tuple[Store, str]]:
    """The first example's plan and an empty one, and their database's address."""
    await asyncio.to_thread(example_database, tmp_path / "sinergi.db")
    address = f"sqlite:///{tmp_path}/sinergi.db"
    opened = Store.open(address)
    await opened.create_plan(replace(demo.info(demo.FIRST), slug="kosong"))
    yield opened, address
    await opened.close()


async def _judged(store: Store, asked: Sequence[Due]) -> dict[str, Came]:
    return {each.slug: came async for each, came in judge_all(store, asked, _here)}


async def test_each_plan_is_evaluated_once_until_it_or_its_configuration_changes(store: tuple[Store, str]) -> None:
    opened, address = store
    evaluations = Evaluations(opened)
    asked, standing = await due(opened, evaluations, address)
    assert ([each.slug for each in asked], standing) == ([demo.FIRST, "kosong"], [])
    came = await _judged(opened, asked)
    assert came == await opened.gists.of(came)
    found = came[demo.FIRST]
    assert isinstance(found, Gist)
    assert [each.fingerprint for each in found.initiatives] == [
        each.fingerprint for each in example_evaluation().initiatives
    ]
    asked, standing = await due(opened, evaluations, address)
    assert (asked, [each.slug for each in standing]) == ([], [demo.FIRST, "kosong"])
    assert len((await due(opened, evaluations, address, anew=True))[0]) == 2
    other = Evaluations(opened, Configuration(ignore=("SY",)))
    assert len((await due(opened, other, address))[0]) == 2
    said = StoredSuppression(rule="SY01", fingerprint="", reason="tahu", author="ani", expires=None)
    await opened.suppressions.add("kosong", said)
    assert [each.slug for each in (await due(opened, Evaluations(opened), address))[0]] == ["kosong"]


async def test_a_plan_that_fails_is_told_with_the_reason_and_asked_again_the_next_time(
    store: tuple[Store, str],
) -> None:
    opened, address = store
    asked, _ = await due(opened, Evaluations(opened), address)
    lost, gone = (replace(asked[1], slug=slug) for slug in ("hilang", "tiada"))
    old = replace(asked[1], basis=replace(asked[1].basis, program="0.0.1"))
    assert await _judged(opened, [lost, gone]) == {
        "hilang": Failed("Prosesnya berakhir sebelum selesai, mungkin kehabisan memori (MemoryError: penuh)."),
        "tiada": Failed("Rencana tiada tidak ada."),
    }
    told = await asyncio.to_thread(judge, old)
    assert isinstance(told, Failed)
    assert "0.0.1 yang memintanya" in told.message
    assert await opened.gists.bases() == {}
