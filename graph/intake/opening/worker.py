"""Worker: the process that has each foreign file read by a copy of itself; started by ``opening.child``.

A copy reads one file and ends. Its limits are set before it sees the file's first byte, so that a file that makes it
die or loop takes nothing else with it. It answers on standard output, which is a file, with a MessagePack of what it
read or of problems; that it has, and how it ended, is said by single bytes on another descriptor.
"""

import os
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import Final, NoReturn

import msgspec

from graph.intake.cells import Grid
from graph.intake.limits import MIB, Limits
from graph.intake.opening.exported import Exported
from graph.intake.opening.kind import FileKind
from graph.intake.opening.opener import Document, opened, yaml_data
from graph.record import FileProblem, RefusedFiles

LENGTH: Final = struct.Struct("<I")
"""Stands before each task, and says how many bytes it has."""
PRINT_TIMES: Final = 8
"""A print takes so many times as long as a workbook."""
IS_PRINT: Final = b"p"
"""Said where a file is a print, and may take longer."""
ANSWERED: Final = b"a"
ENDED: Final = b"e"
"""Said where the copy ended without an answer."""
OUT_OF_TIME: Final = b"t"
"""Said where the copy was ended by the system, having used the processor for as long as it may."""
MOST_ANSWERED: Final = 512 * MIB
"""A longer answer is cut off by the system."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, and within which limits."""

    path: str
    limits: Limits
    is_data: bool = False
    """Whether it is a YAML file of which just the data are wanted, whatever they are."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, or why it was not."""

    grids: tuple[Grid, ...] = ()
    document: Document | None = None
    exported: Exported | None = None
    problems: tuple[FileProblem, ...] = ()


def _confine(limits: Limits) -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_FSIZE, MOST_ANSWERED),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (ceiling, hard if what == resource.RLIMIT_CPU else ceiling))


def answered(task: Task, words: int | None = None) -> Answer:
    """Give what a file holds, or why it is refused."""

    def known(kind: FileKind) -> None:
        if kind is FileKind.PRINT and words is not None:
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (int(task.limits.seconds * PRINT_TIMES) + 1, hard))
            os.write(words, IS_PRINT)

    path = Path(task.path)
    try:
        found = yaml_data(path, task.limits) if task.is_data else opened(path, task.limits, known)
    except RefusedFiles as refused:
        return Answer(problems=refused.problems)
    if isinstance(found, tuple):
        return Answer(grids=found)
    return Answer(document=found) if isinstance(found, Document) else Answer(exported=found)


def _read_and_end(task: Task, words: int) -> NoReturn:
    """Read a file, leave the answer, and end; however it goes, nothing of the worker runs in its copy."""
    status = 1
    try:
        _confine(task.limits)
        data = memoryview(msgspec.msgpack.encode(answered(task, words)))
        while data:
            data = data[os.write(1, data) :]
        status = 0
    finally:
        os._exit(status)


def main() -> None:
    """Have every file read that a task on standard input names, one after the other, until the input ends."""
    words = int(sys.argv[1])
    while head := sys.stdin.buffer.read(LENGTH.size):
        task = msgspec.msgpack.decode(sys.stdin.buffer.read(*LENGTH.unpack(head)), type=Task)
        os.ftruncate(1, 0)
        os.lseek(1, 0, os.SEEK_SET)
        child = os.fork()
        if child == 0:
            _read_and_end(task, words)
        _, status = os.waitpid(child, 0)
        is_late = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        os.write(words, OUT_OF_TIME if is_late else ENDED if status else ANSWERED)


if __name__ == "__main__":
    main()
