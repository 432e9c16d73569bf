"""A running service and a real browser before it; without Chromium what needs the browser is skipped."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from service import demo, page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60_000
"""Milliseconds that the browser waits for something; two cores may be busy with other tests."""
expect.set_options(timeout=PATIENCE)
WORDS: dict[str, dict[str, str]] = {
    name: json.loads((page.FOLDER / f"words.{name}.json").read_text("utf-8")) for name in ("id", "en")
}
SAID = WORDS["id"]
"""What the page says in Indonesian, by key."""


@dataclass(frozen=True)
class Service:
    """A service in a process of its own."""

    address: str
    folder: Path
    environment: dict[str, str]

    def ask(self, query: str, token: str = "", **variables: object) -> dict[str, Any]:
        """Ask a question over the socket."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(f"{self.address}graphql", body, headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            said: dict[str, Any] = json.load(answer)
        assert "errors" not in said, said
        data: dict[str, Any] = said["data"]
        return data

    def token(self, name: str) -> str:
        """Make a token of a planner."""
        command = [
            sys.executable,
            "-c",
            "from service.cli import main; main()",
            "token",
            "create",
            name,
            "--region",
            "*",
        ]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def view(self, view: str, slug: str = demo.FIRST, **asked: str) -> str:
        """Give the address of a view."""
        query = urllib.parse.urlencode(asked)
        return f"{self.address}#/{slug}/{view}{f'?{query}' if query else ''}"


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Service]:
    """Run a service with the example city on a database of its own."""
    command = [sys.executable, "-u", "-c", "from service.cli import main; main()", "serve", "--port", "0"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SINERGI_")} | settings
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        said = ""
        assert server.stdout is not None
        for line in server.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said
        yield Service(found.group(), folder, environment)
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) in {0, -signal.SIGINT, 130}


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service that nobody writes to."""
    with running(tmp_path_factory.mktemp("page")) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser, for one module: its event loop stands in the way of tests that are coroutines."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address as a person of their own; what the browser complains of and is not expected fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []
    awaited: list[str] = []

    def go(address: str, token: str = "", width: int = 1440, scheme: str = "light", expected: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        awaited.extend([expected] if expected else [])
        if token:
            held = json.dumps(json.dumps({"bearer": token}))
            context.add_init_script(
                f"sessionStorage.getItem('sinergi.token') ?? sessionStorage.setItem('sinergi.token', {held})"
            )
        sheet = context.new_page()
        sheet.on("pageerror", lambda error: complaints.append(str(error)))
        sheet.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        sheet.goto(address)
        settled(sheet)
        return sheet

    yield go
    for context in opened:
        context.close()
    assert [each for each in complaints if not any(one in each for one in awaited)] == []


def settled(sheet: Page) -> None:
    """Wait until a view is there and nothing on it is still coming."""
    sheet.locator("main h1, main .empty, main .notice").first.wait_for()
    sheet.locator(".loading").first.wait_for(state="detached")
