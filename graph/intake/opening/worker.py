"""Worker: the process that reads one foreign file and then ends; started by ``opening.child``, never imported.

Its limits are set before any library sees the file. It answers on standard output with a MessagePack of grids or
problems; a file that makes it die or loop takes nothing else with it.
"""

import resource
import sys
from pathlib import Path

import msgspec

from graph.intake.grid import Grid
from graph.intake.limits import MIB, Limits
from graph.intake.opening.exported import Exported
from graph.intake.opening.kind import FileKind
from graph.intake.problem import FileProblem, RefusedFiles


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, and within which limits."""

    path: str
    file: str
    kind: FileKind
    limits: Limits
    seconds: int


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, or why it was not."""

    grids: tuple[Grid, ...] = ()
    exported: Exported | None = None
    problems: tuple[FileProblem, ...] = ()


MOST_ANSWERED = 512 * MIB
"""A longer answer is cut off by the system."""


def _confine(task: Task) -> None:
    for what, most in (
        (resource.RLIMIT_AS, task.limits.memory),
        (resource.RLIMIT_CPU, task.seconds),
        (resource.RLIMIT_FSIZE, MOST_ANSWERED),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (ceiling, ceiling))


def read(task: Task) -> tuple[Grid, ...] | Exported:
    """Read the file of a task.

    Raises
    ------
    RefusedFiles
        Where it holds no table that can be read.
    """
    path = Path(task.path)
    if task.kind is FileKind.PRINT:
        from graph.intake.opening.printed import read_print

        return read_print(path, task.file, task.limits)
    if task.kind is FileKind.HTML:
        from graph.intake.opening.html_tables import html_grids
        from graph.intake.opening.text import decode

        return html_grids(task.file, decode(task.file, path.read_bytes()), task.limits)
    from graph.intake.opening.workbook import read_workbook

    return read_workbook(path, task.file, task.kind, task.limits)


def answered(task: Task) -> Answer:
    """Give what a file holds, or why it is refused."""
    try:
        found = read(task)
    except RefusedFiles as refused:
        return Answer(problems=refused.problems)
    return Answer(exported=found) if isinstance(found, Exported) else Answer(grids=found)


def main() -> None:
    """Read the file that the task on standard input names."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    _confine(task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answered(task)))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
