"""What takes long is made in another process: it ends with its request, and the process when nobody needs it."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest
from anyio import BrokenWorkerProcess

from acts import Processes, handed
from acts.processes import _written
from graph.change import PutNode
from graph.model import Opd
from graph.snapshot import PlanGraph
from rules.engine import Evaluation, evaluate
from tests.acts.apart import always_ended, ended_once, failed, slept, told
from tests.schema.city import INFO, beginning

PATIENCE = 60
"""Seconds; other work may keep the cores busy."""


@pytest.fixture
def evaluation() -> Evaluation:
    return evaluate(PlanGraph(INFO).apply(beginning().changes))


@pytest.fixture
async def processes() -> AsyncIterator[Processes]:
    before = _ours()
    yield Processes(1)
    for each in _ours() - before:
        os.kill(each, signal.SIGKILL)


def _ours() -> set[int]:
    return {each.pid for each in psutil.Process().children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE}


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - another process is waited for
            await asyncio.sleep(0.02)


async def test_work_is_done_elsewhere_and_gives_way(processes: Processes) -> None:
    pid, nice, _, _ = await processes.run(told)
    assert pid != os.getpid()
    assert nice == os.nice(0) + 5
    assert (await processes.run(told))[0] == pid


async def test_an_error_comes_back_with_where_it_was_raised(processes: Processes) -> None:
    with pytest.raises(ValueError, match="Tidak terbaca") as raised:
        await processes.run(failed, "Tidak terbaca")
    assert "in failed" in raised.value.__notes__[0]
    assert (await processes.run(told))[0] != os.getpid()


async def test_a_process_ends_with_the_request_that_it_works_for_and_others_get_another(
    processes: Processes, tmp_path: Path
) -> None:
    said = tmp_path / "pid"
    asked = asyncio.ensure_future(processes.run(slept, str(said)))
    await _until(lambda: said.exists() and said.read_text() != "")
    pid = int(said.read_text())
    waits = asyncio.ensure_future(processes.run(told))
    never = asyncio.ensure_future(processes.run(slept, str(tmp_path / "never")))
    await asyncio.sleep(0.1)
    never.cancel()
    asked.cancel()
    await asyncio.gather(asked, never, return_exceptions=True)
    await _until(lambda: pid not in _ours())
    assert (await waits)[0] not in {pid, os.getpid()}
    assert not (tmp_path / "never").exists()


async def test_so_many_processes_and_no_more(tmp_path: Path) -> None:
    processes = Processes(2)
    before = _ours()
    said = [tmp_path / str(number) for number in range(4)]
    asked = [asyncio.ensure_future(processes.run(slept, str(each))) for each in said]
    await _until(lambda: sum(each.exists() for each in said) == 2)
    await asyncio.sleep(0.3)
    assert (len(_ours() - before), sum(each.exists() for each in said)) == (2, 2)
    for each in asked:
        each.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    await _until(lambda: not _ours() - before)


async def test_a_process_that_is_not_needed_ends_and_the_next_work_has_another() -> None:
    processes, before = Processes(1, idle_seconds=0.2), _ours()
    pid = (await processes.run(told))[0]
    await _until(lambda: not _ours() - before)
    assert (await processes.run(told))[0] != pid


async def test_work_whose_process_is_gone_is_done_by_another_once(processes: Processes, tmp_path: Path) -> None:
    assert await processes.run(ended_once, str(tmp_path / "once")) == "done"
    with pytest.raises(BrokenWorkerProcess):
        await processes.run(always_ended)


async def test_a_plan_is_handed_over_once_where_nobody_else_reads_it(
    processes: Processes, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def write(path: Path, thing: handed.Thing, check: Callable[[], None]) -> None:
        written.append(path)
        handed.write(path, thing, check)

    monkeypatch.setattr("acts.processes.write", write)
    found = await asyncio.gather(*(processes.run(told, evaluation, of=evaluation.plan) for _ in range(3)))
    assert len(written) == 2
    expected = (evaluation.findings, evaluation.candidates, evaluation.plan.contents)
    assert all(each[2:] == (expected, evaluation.plan.contents) for each in found)
    paths = [path for path in written if path.exists()]
    assert len(paths) == 2
    assert {path.parent.stat().st_mode & 0o777 for path in paths} == {0o700}


def test_a_file_goes_with_what_it_holds() -> None:
    processes = Processes(1)
    plan = PlanGraph(INFO)
    found = asyncio.run(processes._handed(plan))
    path = Path(found.path)  # type: ignore[attr-defined]
    assert path.exists()
    del plan
    gc.collect()
    assert not path.exists()


def test_what_is_handed_over_is_written_in_pieces_and_is_the_same(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acts.handed._PIECE", 3)
    pieces: list[None] = []
    handed.write(tmp_path / "e", evaluation, lambda: pieces.append(None))
    assert len(pieces) > len(evaluation.stored.nodes) / 3
    read = handed.read(str(tmp_path / "e"))
    assert isinstance(read, Evaluation)
    assert (read.findings, read.candidates, read.weights) == (
        evaluation.findings, evaluation.candidates, evaluation.weights,
    )  # fmt: skip
    assert read.plan.contents == evaluation.plan.contents
    shared = next(iter(read.stored.nodes))
    assert read.stored.nodes[shared] is read.plan.nodes[shared]
    whole = (tmp_path / "e").stat().st_size
    monkeypatch.setattr("acts.handed._PIECE", 100_000)
    handed.write(tmp_path / "one", evaluation, lambda: None)
    assert whole < (tmp_path / "one").stat().st_size * 1.5  # nothing is written twice


def test_what_nobody_waits_for_is_not_written_to_its_end(tmp_path: Path) -> None:
    def check() -> None:
        raise asyncio.CancelledError

    node = Opd(id="opd/x", name="Dinas", short_name="D")
    plan = PlanGraph(INFO).apply([PutNode(node=node)])
    with pytest.raises(asyncio.CancelledError):
        _written(tmp_path / "x", plan, check)
    assert list(tmp_path.iterdir()) == []


async def test_where_no_file_can_be_written_the_work_is_done_here(
    processes: Processes, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("acts.processes.write", full)
    assert (await processes.run(told, evaluation))[0] == os.getpid()
