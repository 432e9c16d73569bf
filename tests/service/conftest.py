"""The example city, loaded and evaluated once per test process and asked over HTTP without a socket."""

import asyncio
import pickle
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from acts import Processes
from acts.processes import answer
from graph.store import Store
from schema.limit import Limits
from service import demo
from service.app import create_app
from tests.example import example_database


@pytest.fixture(autouse=True)
def _made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files made in this process, one after another, from what would be sent to another and back.

    Starting one takes seconds, and each event loop has its own; ``tests/acts/test_processes.py`` does.
    """
    turn = threading.Lock()

    def made(request: bytes) -> object:
        with turn:
            return pickle.loads(pickle.dumps(answer(request)))  # noqa: S301

    async def answered(_: Processes, request: bytes) -> object:
        return await asyncio.to_thread(made, request)

    monkeypatch.setattr(Processes, "_answered", answered)


class Client:
    """Asks GraphQL questions."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        answer = await self.http.post("/graphql", json={"query": query, "variables": variables})
        body: dict[str, Any] = answer.json()
        assert "errors" not in body, body["errors"]
        data: dict[str, Any] = body["data"]
        return data

    async def refused(self, query: str, **variables: Any) -> dict[str, Any]:
        answer = await self.http.post("/graphql", json={"query": query, "variables": variables})
        [error] = answer.json()["errors"]
        found: dict[str, Any] = error
        return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    path: Path = tmp_path_factory.mktemp("example") / "sinergi.db"
    await asyncio.to_thread(example_database, path)
    store = Store.open(f"sqlite:///{path}")
    app = create_app(store, limits=Limits(burst=10**9))  # one reader asks for all tests
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield Client(http)
    await store.close()


@pytest.fixture(scope="session")
def slug() -> str:
    return demo.FIRST
