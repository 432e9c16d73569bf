"""Promise: what holds of every file, whatever is in it: it is refused with its place, or what it gives is a plan."""

import math
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import msgspec

from acts import Desk, Evaluations, compare_files, import_files, on_this_machine
from graph.change import EMPTY, Contents, apply
from graph.intake import Intake, Limits, look, preview
from graph.intake.opening import Reader, display_name
from graph.intake.opening.opener import Opened, opened, yaml_data
from graph.intake.opening.worker import Answer, Task, answered
from graph.model import Indicator, Program
from graph.record import RefusedFiles, refusal
from graph.snapshot import PlanInfo
from graph.store import Store


class Ending(StrEnum):
    """How reading a file ended."""

    LOADED = "loaded"
    REFUSED = "refused at a place in the file"
    REFUSED_WHOLE = "refused as a whole"
    READER_ENDED = "refused because its reader ended"


class ReadHere:
    """Foreign files are read in this process and by the same function, and what ended the reader is kept.

    Where they are read in a process of their own, such an end is a refusal of the file; it is the same refusal here.
    """

    def __init__(self) -> None:
        self.ended: list[str] = []

    def read(self, path: Path, limits: Limits) -> Opened:
        """Read as ``Reader.read`` does, in this process."""
        if path.suffix == ".xls":
            return self._forked(Task(path=str(path), limits=limits))
        try:
            return opened(path, limits)
        except (RefusedFiles, KeyboardInterrupt):
            raise
        except BaseException as error:
            self.ended.append(type(error).__name__)
            raise refusal(display_name(path), "berkas ini menghentikan pembacanya") from error

    def _forked(self, task: Task) -> Opened:
        """Read in a copy of this process, since what reads the old workbooks ends its process where memory runs out."""
        with tempfile.TemporaryFile() as answered:
            child = os.fork()
            if child == 0:
                _answer(task, answered.fileno())
            _, status = os.waitpid(child, 0)
            answered.seek(0)
            data = answered.read() if status == 0 else b""
        if not data:
            self.ended.append(f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "another end")
            raise refusal(display_name(Path(task.path)), "berkas ini menghentikan pembacanya")
        answer = msgspec.msgpack.decode(data, type=Answer)
        if answer.problems:
            raise RefusedFiles(answer.problems)
        return answer.exported or answer.document or answer.grids


def _answer(task: Task, out: int) -> NoReturn:
    """Read a file, write what it holds, and end."""
    status = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        answer = answered(task)
        os.write(out, msgspec.msgpack.encode(answer))
        status = 0
    finally:
        os._exit(status)


@contextmanager
def read_here() -> Iterator[ReadHere]:
    """Have foreign files read in this process for a while."""
    here, start, read, yaml = ReadHere(), Reader.start, Reader.read, Reader.yaml

    def read_in_here(reader: Reader, path: Path, waiting: Callable[[], object] = lambda: None) -> Opened:
        del waiting
        return here.read(path, reader.limits)

    Reader.start = lambda _: None  # type: ignore[method-assign]
    Reader.read = read_in_here  # type: ignore[method-assign]
    Reader.yaml = lambda self, path: yaml_data(path, self.limits).data  # type: ignore[method-assign]
    try:
        yield here
    finally:
        Reader.start, Reader.read, Reader.yaml = start, read, yaml  # type: ignore[method-assign]


def held(path: Path, here: ReadHere | None = None, *, twice: bool = False) -> tuple[Ending, Contents]:
    """Read one file into an empty plan, make sure of what is promised, and say how it ended.

    With ``twice`` it is read once more beside the plan that it made, which must not change.
    """
    ends = len(here.ended) if here else 0
    seen = look([path])
    _told(path, seen)
    if seen.errors:
        if here and len(here.ended) > ends:
            return Ending.READER_ENDED, EMPTY
        at_place = any(problem.row for problem in seen.errors)
        return (Ending.REFUSED if at_place else Ending.REFUSED_WHOLE), EMPTY
    after = apply(EMPTY, preview(EMPTY, seen).changes)
    _whole(after)
    if twice:
        again = preview(after, look([path], plan=after))
        fields = [(each.id, each.fields) for each in again.changed[:2]]
        assert not again.changes, f"a second time changes {fields or again.changes[:2]}"
        assert not again.questions, f"a second time asks {again.questions[:2]}"
    return Ending.LOADED, after


def _told(path: Path, seen: Intake) -> None:
    for problem in seen.problems:
        assert problem.file == display_name(path), problem
        assert problem.reason, problem
        assert problem.row >= 0, problem
        assert len(str(problem)) < 2_000, "a problem that nobody reads"
    nodes = seen.contents.nodes
    for link in seen.contents.links.values():
        assert link.source_id in nodes, link.id
        assert link.target_id in nodes, link.id


def _whole(plan: Contents) -> None:
    for id_, node in plan.nodes.items():
        assert node.id == id_
        assert node.label.strip(), f"{id_} has no name"
        if isinstance(node, Program):
            amounts = [money.amount for year in node.years for money in (year.budget, year.spent) if money]
            assert all(amount is None or abs(amount) < 2**63 for amount in amounts), f"{id_}: {amounts}"
            summed = [money for year in node.years for money in (*year.stages.values(), year.spent) if money]
            assert all(money.counted >= 0 for money in summed), f"{id_} takes from sums: {summed}"
        if isinstance(node, Program | Indicator):
            years = [year.year for year in node.years]
            assert years == sorted(set(years)), f"{id_} has a year twice, or out of order: {years}"
            assert all(1900 < year < 2200 for year in years), f"{id_}: {years}"
        if isinstance(node, Indicator):
            values = [value for year in node.years for value in (year.target, year.realised) if value]
            numbers = [number for value in values for number in (value.low, value.high) if number is not None]
            assert all(math.isfinite(number) for number in numbers), f"{id_}: {numbers}"


async def stored(store: Store, info: PlanInfo, path: Path, expected: Contents | None) -> None:
    """Import one file into a plan of its own by the way that the service goes; the plan holds all of it or nothing.

    ``expected`` is what it must hold then; None where the file must be refused.
    """
    await store.create_plan(info)
    try:
        desk = await Desk.of(store, Evaluations(store), on_this_machine(""), info)
        read = await compare_files(desk, [path])
        made = await import_files(desk, read)
    except RefusedFiles:
        assert expected is None, "refused, and was read before"
        assert (await store.snapshot(info.slug)).contents == EMPTY, "half-written"
        assert [each.revision for each in await store.plans() if each.info.slug == info.slug] == [0]
    else:
        assert expected is not None, "written, and was refused before"
        assert made.revision == (1 if read.changes else 0)
        assert (await store.snapshot(info.slug)).contents == expected
