"""Lines: a stream of lines, where those that can wait a little are written together."""

import asyncio
from threading import Lock
from typing import Final, TextIO

SECONDS: Final = 0.25
"""How long a line waits at most while the event loop runs."""


class Lines:
    """Lines on their way to a stream, in the order in which they came; may be used from any thread.

    Writing and flushing takes the kernel longer than making most lines does, so under load it is done once for many.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting: list[str] = []
        self._turn = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def write(self, text: str) -> None:
        """Take text; it is written with the next flush."""
        with self._turn:
            self._waiting.append(text)

    def write_soon(self, text: str) -> None:
        """Take text within a running event loop, which writes it within ``SECONDS``."""
        with self._turn:
            self._waiting.append(text)
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            loop.call_later(SECONDS, self.flush)

    def flush(self) -> None:
        """Write all that waits."""
        with self._turn:
            self._loop = None
            text = "".join(self._waiting)
            self._waiting.clear()
            if text:
                self._stream.write(text)
                self._stream.flush()
