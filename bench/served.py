"""Served: the example city, served by a process of its own for as long as something is measured."""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import psutil

TOKEN: Final = "ukur-" * 10
"""Of one who may write."""
_SERVE: Final = "from service.cli import main; main()"
Outcomes = list[tuple[float, str]]
"""Seconds and code of each request; no code where it was answered."""


class Served(NamedTuple):
    """A service that answers."""

    address: str
    """It ends with a slash."""
    pid: int

    def held(self) -> tuple[float, int, int]:
        """What all its processes hold: MiB of memory, each shared page in parts (PSS), open files, processes."""
        found = [psutil.Process(self.pid)]
        found += found[0].children(recursive=True)
        memory, files = 0, 0
        for each in found:
            try:
                memory += each.memory_full_info().pss
                files += each.num_fds()
            except psutil.Error:  # it has ended meanwhile
                continue
        return memory / 2**20, files, len(found)

    def wait_until_ready(self) -> None:
        """Wait until the first plan is evaluated."""

        async def ready() -> None:
            asker = Asker(self.address)
            while json.loads((await asker.get("readyz"))[1]) != {"status": "ready"}:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.2)
            asker.close()

        asyncio.run(ready())


@contextmanager
def served(**settings: str) -> Iterator[Served]:
    """Serve the example city on a free port of this machine, with settings of the environment."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-u", "-c", _SERVE, "serve", "--port", "0"]
        environment = os.environ | {"SINERGI_TOKEN": TOKEN, "PYTHONPATH": os.getcwd()} | settings
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            address = next(found.group() for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
            try:
                yield Served(address, process.pid)
            finally:
                process.terminate()


class Asker:
    """One client with one connection, which is quicker to ask than a library that knows all of HTTP."""

    def __init__(self, address: str, host: str = "192.0.2.1", *, token: str = "") -> None:
        """Ask as if from another machine, which the service believes of a proxy beside it."""
        self._at = urlsplit(address)
        self._head = f"host: {self._at.netloc}\r\nx-forwarded-for: {host}\r\n"
        self._head += f"authorization: Bearer {token}\r\n" if token else ""
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.outcomes: Outcomes = []

    async def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a file."""
        return await self._sent("GET", path, b"")

    async def query(self, query: str, **variables: Any) -> Mapping[str, Any]:
        """Ask GraphQL a question, and give what was answered."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        return dict(json.loads((await self._sent("POST", "graphql", body))[1]))

    async def _sent(self, method: str, path: str, body: bytes, kind: str = "application/json") -> tuple[int, bytes]:
        begun = time.perf_counter()
        try:
            status, answer = await self._answered(method, path, body, kind)
            code = _code(status, answer)
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            status, answer, code = 0, b"{}", type(error).__name__
        self.outcomes.append((time.perf_counter() - begun, code))
        return status, answer

    async def upload(self, operation: Mapping[str, object], file: str, text: str) -> tuple[int, bytes]:
        """Send a file with an operation."""
        parts = {"operations": json.dumps(operation), "map": '{"0": ["variables.input.files.0"]}'}
        said = "".join(
            f'--x\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{of}\r\n' for name, of in parts.items()
        )
        said += f'--x\r\ncontent-disposition: form-data; name="0"; filename="{file}"\r\n\r\n{text}\r\n--x--\r\n'
        return await self._sent("POST", "graphql", said.encode(), "multipart/form-data; boundary=x")

    async def follow(self, query: str, seconds: float) -> int:
        """Follow a subscription for so many seconds over a connection of its own, and give how much came."""
        begun, came, code = time.perf_counter(), 0, ""
        body = json.dumps({"query": query}).encode()
        head = f"POST /graphql HTTP/1.1\r\n{self._head}content-type: application/json\r\naccept: text/event-stream\r\n"
        try:
            reader, writer = await asyncio.open_connection(self._at.hostname, self._at.port)
            writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
            said = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
            self.outcomes.append((time.perf_counter() - begun, "" if said == "200" else said))
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds if said == "200" else 1):
                    while line := await reader.readline():
                        came += line.startswith(b"data:")
            writer.close()
        except (OSError, asyncio.IncompleteReadError) as error:
            code = type(error).__name__
            self.outcomes.append((time.perf_counter() - begun, code))
        return came

    async def _answered(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
        if self._open is None or self._open[0].at_eof():  # the service ends what has been idle for some seconds
            self._open = await asyncio.open_connection(self._at.hostname, self._at.port)
        reader, writer = self._open
        head = f"{method} /{path} HTTP/1.1\r\n{self._head}x-requested-with: 1\r\n"
        head += f"content-type: {kind}\r\ncontent-length: {len(body)}\r\n" if body else ""
        writer.write(head.encode() + b"\r\n" + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
        length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
        answer = await reader.readexactly(length)
        if b"connection: close" in lines:
            self.close()
        return int(lines[0].split()[1]), answer

    def close(self) -> None:
        """Leave."""
        if self._open is not None:
            self._open[1].close()
        self._open = None


def _code(status: int, answer: bytes) -> str:
    if b'"errors"' not in answer[:200]:
        return "" if status < 400 else str(status)
    found = json.loads(answer)
    errors = found.get("errors") if isinstance(found, dict) else None
    return str(errors[0].get("extensions", {}).get("code", status)) if errors else ""


def quantile(outcomes: Outcomes, share: float) -> float:
    """The seconds within which that share of those that were answered was."""
    found = sorted(seconds for seconds, code in outcomes if not code)
    return found[min(len(found) - 1, int(len(found) * share))] if found else float("nan")


def codes(outcomes: Outcomes) -> Counter[str]:
    """How many were not answered, by code."""
    return Counter(code for _, code in outcomes if code)
