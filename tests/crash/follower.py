"""Follower: one who reads what is done to the plan, and goes on after the last of it whenever the service is back."""

import threading
import time
from contextlib import suppress

import httpx

from tests.schema.city import INFO

_QUERY = f'subscription {{ planChanged(slug: "{INFO.slug}") {{ cursor }} }}'
_SECONDS = 60


class Follower:
    """What they were told, by its numbers in the audit log, as it came."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self._reading: threading.Thread | None = None

    def follow(self, http: httpx.Client) -> None:
        """Read on from another life of the service, until it is killed."""
        if self._reading:
            self._reading.join()
        self._reading = threading.Thread(target=self._read, args=(http,))
        self._reading.start()

    def _read(self, http: httpx.Client) -> None:
        last = str(self.seen[-1] if self.seen else 0)
        headers = {"Accept": "text/event-stream", "Last-Event-ID": last}
        with (
            suppress(httpx.HTTPError),
            http.stream("POST", "/graphql", json={"query": _QUERY}, headers=headers) as told,
        ):
            for line in told.iter_lines():
                if line.startswith("id: "):
                    self.seen.append(int(line.removeprefix("id: ")))

    def wait(self, number: int) -> None:
        """Wait until they were told of a number, or for some time."""
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until and number not in self.seen[-1:]:
            time.sleep(0.01)
