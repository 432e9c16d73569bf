"""Supervisor: begins the workers that answer at one address, begins anew one that dies, and ends them together."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from prometheus_client.multiprocess import mark_process_dead

from service.cli.worker import READY, Ready, Work
from service.together import NAME as COUNTS

_TURN_SECONDS: Final = 0.2
_PAUSE_SECONDS: Final = 1.0
"""Between the beginning of a worker and that of the one that takes its place."""
CLOSING_SECONDS: Final = 5.0
"""How much longer than its requests a worker may take to end."""
_MOST: Final = 65_536


class _Worker:
    """One worker, and the line over which it says that it answers and learns that its supervisor is gone."""

    def __init__(self, work: Work, listener: socket.socket, counts: Path) -> None:
        self.line, theirs = socket.socketpair()
        self.line.sendall(msgspec.json.encode(work))
        handed = listener.fileno(), theirs.fileno()
        command = (sys.executable, "-P", "-m", "service.cli.worker", *map(str, handed))
        self.process = subprocess.Popen(command, pass_fds=handed, env=os.environ | {COUNTS: str(counts)})  # noqa: S603 - our own program
        theirs.close()
        self.begun = time.monotonic()
        self.ready: Ready | None = None

    def has_died(self) -> bool:
        return self.process.poll() is not None

    def hear(self) -> None:
        """Hear whether it answers by now."""
        if self.ready is None and select.select([self.line], [], [], 0)[0] and (said := self.line.recv(_MOST)):
            self.ready = READY.decode(said)

    def end(self, until: float) -> None:
        """Wait for its end, and then no longer."""
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.line.close()


class Supervisor:
    """So many workers over one socket."""

    def __init__(
        self, work: Work, count: int, listener: socket.socket, counts: Path, answering: Callable[[str], None]
    ) -> None:
        """Begin nothing yet.

        Parameters
        ----------
        work
            What the first is told; the others begin once it answers.
        counts
            A folder where they count what all of them do, and which goes with them.
        answering
            Is called once all answer, with the slug of a plan to ask about.
        """
        self._work = work
        self._count = count
        self._listener = listener
        self._counts = counts
        self._answering = answering
        self._workers: list[_Worker] = []
        self._is_answering = False
        self._is_ending = False

    def run(self) -> int:
        """Supervise until told to stop, and give how it ended: 1 where a worker died before all of them answered."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._told_to_stop)
        self._begin(self._work)
        try:
            while not self._is_ending:
                time.sleep(_TURN_SECONDS)
                if not self._look():
                    return 1
        finally:
            self._end()
        return 0

    def _told_to_stop(self, *_: object) -> None:
        self._is_ending = True

    def _begin(self, work: Work) -> None:
        self._workers.append(_Worker(work, self._listener, self._counts))

    def _look(self) -> bool:
        """Look after all workers; False where one died before all of them answered."""
        for each in self._workers:
            each.hear()
        others = msgspec.structs.replace(self._work, is_first=False)
        for each in [each for each in self._workers if each.has_died()]:
            if not self._is_answering:
                return False
            if time.monotonic() - each.begun >= _PAUSE_SECONDS:
                self._workers.remove(each)
                each.line.close()
                mark_process_dead(each.process.pid, str(self._counts))  # type: ignore[no-untyped-call]
                said = f"Pekerja {each.process.pid} berakhir ({each.process.returncode}); yang baru dimulai."
                print(said, file=sys.stderr, flush=True)
                self._begin(others)
        if not self._is_answering and (first := self._workers[0].ready) is not None:
            while len(self._workers) < self._count:
                self._begin(others)
            if all(each.ready for each in self._workers):
                self._is_answering = True
                self._answering(first.slug)
        return True

    def _end(self) -> None:
        """End all workers: what takes longer than it may is cut off."""
        for each in self._workers:
            if not each.has_died():
                os.kill(each.process.pid, signal.SIGTERM)
        seconds = max((each.ready.stop_seconds for each in self._workers if each.ready), default=0.0)
        until = time.monotonic() + seconds + CLOSING_SECONDS
        for each in self._workers:
            each.end(until)
