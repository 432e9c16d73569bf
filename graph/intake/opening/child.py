"""Child: the side of the service that has foreign files read in another process, from their first byte on."""

import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec

from graph.intake.limits import Limits
from graph.intake.opening.kind import display_name
from graph.intake.opening.opener import Opened
from graph.intake.opening.worker import (
    ANSWERED,
    IS_PRINT,
    LENGTH,
    MOST_ANSWERED,
    OUT_OF_TIME,
    PRINT_TIMES,
    Answer,
    Task,
)
from graph.record import RefusedFiles, refusal

COMMAND: Final = (sys.executable, "-m", "graph.intake.opening.worker")
_EVERY: Final = 0.5
"""After so many seconds without an answer, whoever waits is told."""
_BUSY: Final = 4
"""A file's time is that of the processor; by the clock it is so many times that, for a machine may be busy."""


class Reader:
    """Has files read one after the other by one worker, which is started at once and ends with the reader.

    One reader serves one thread. Where the worker ends or takes too long, the next file has another.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end()

    def start(self) -> None:
        """Start the worker, so that it is ready when the first file is known."""
        self._worker = _Worker()

    def read(self, path: Path, waiting: Callable[[], object] = lambda: None) -> Opened:
        """Have a file read, within the limits on its time and memory.

        ``waiting`` is called now and then until it is read; what it raises passes through.

        Raises
        ------
        RefusedFiles
            Where the file is refused, or where reading it took too long, too much memory, or ended badly.
        """
        answer = self._answer(Task(path=str(path.absolute()), limits=self.limits), waiting)
        return answer.exported or answer.document or answer.grids

    def yaml(self, path: Path) -> object:
        """Give whatever a YAML file holds.

        Raises
        ------
        RefusedFiles
            As ``read`` does.
        """
        answer = self._answer(Task(path=str(path.absolute()), limits=self.limits, is_data=True), lambda: None)
        return answer.document.data if answer.document else None

    def _answer(self, task: Task, waiting: Callable[[], object]) -> Answer:
        file = display_name(Path(task.path))
        worker = self._worker = self._worker or _Worker()
        data = b""
        try:
            data = worker.read(task, waiting)
        except _TakesTooLong as error:
            self._end()
            reason = f"berkas ini tidak selesai dibaca dalam {error.seconds:g} detik"
            raise refusal(file, reason, "Simpan lembar yang diperlukan saja.") from error
        except _HasEnded:
            self._end()
        try:
            answer = msgspec.msgpack.decode(data, type=Answer)
        except (msgspec.DecodeError, RecursionError) as error:
            raise refusal(
                file,
                "berkas ini menghentikan pembacanya (rusak, atau jauh lebih besar daripada tampaknya)",
                "Salin tabelnya ke berkas XLSX baru, lalu coba lagi.",
            ) from error
        if answer.problems:
            raise RefusedFiles(answer.problems)
        return answer

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _TakesTooLong(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _HasEnded(Exception):
    pass


class _Worker:
    """A started worker: the process, the pipe by which it says how it is, and the file with its last answer."""

    def __init__(self) -> None:
        self._words, said = os.pipe()
        self._answered = tempfile.TemporaryFile()  # noqa: SIM115 - closed by ``end``
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                (*COMMAND, str(said)),
                stdin=subprocess.PIPE,
                stdout=self._answered,
                stderr=subprocess.DEVNULL,
                pass_fds=(said,),
                start_new_session=True,  # so that it and its copies can be ended together
            )
        except BaseException:
            os.close(self._words)
            self._answered.close()
            raise
        finally:
            os.close(said)
        self._tasks = self._process.stdin.fileno() if self._process.stdin else -1

    def read(self, task: Task, waiting: Callable[[], object]) -> bytes:
        """Give the answer to a task; nothing where the copy that read the file ended without one.

        Raises
        ------
        _TakesTooLong
            With the seconds that it had.
        _HasEnded
            Where the worker itself has ended.
        """
        written = msgspec.msgpack.encode(task)
        try:
            os.write(self._tasks, LENGTH.pack(len(written)) + written)
        except BrokenPipeError as error:
            raise _HasEnded from error
        seconds, begun = task.limits.seconds, time.monotonic()
        poll = select.poll()
        poll.register(self._words, select.POLLIN)
        while (left := begun + seconds * _BUSY - time.monotonic()) > 0:
            if not poll.poll(min(left, _EVERY) * 1000):
                waiting()
                continue
            word = os.read(self._words, 1)
            if word == IS_PRINT:
                seconds = task.limits.seconds * PRINT_TIMES
                continue
            if not word:
                raise _HasEnded
            if word == OUT_OF_TIME:
                break
            return self._answer() if word == ANSWERED else b""
        raise _TakesTooLong(seconds)

    def _answer(self) -> bytes:
        size = self._answered.seek(0, os.SEEK_END)
        self._answered.seek(0)
        return self._answered.read() if size <= MOST_ANSWERED else b""

    def end(self) -> None:
        """End the worker and whatever reads for it."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        os.close(self._words)
        self._answered.close()
