"""A running service and a real browser before it; without Chromium what needs the browser is skipped."""

import json
import shutil
import subprocess
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from service import demo, page
from service.page.words import FILES, spoken
from tests.serving import COMMAND, environment, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60_000
"""Milliseconds that the browser waits for something; two cores may be busy with other tests."""
Scheme = Literal["light", "dark"]
HUNG = 300
"""Seconds after which a browser does not answer any more: some of what is asked of it has no time limit of its own."""
expect.set_options(timeout=PATIENCE)
WORDS: dict[str, dict[str, str]] = {
    name: {
        key: text[:1].upper() + text[1:] if key[:1].isupper() else text
        for key, text in json.loads(spoken(page.FOLDER / file)).items()
    }
    for file, name in FILES.items()
}
"""What the page says, by language and key; what values are called, as it begins a line."""
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

    def token(self, name: str, role: str = "planner", opd: str = "") -> str:
        """Make a token: of a planner, or of another role."""
        bound = ["--opd", opd] if opd else []
        command = [*COMMAND, "token", "create", name, "--region", "*", "--role", role, *bound]
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
    with serving(folder, **settings) as served:
        yield Service(served.address, folder, environment(**settings))


UNUSED = "words.id.json?first was preloaded using link preload but not used"
"""What a browser remarks where someone reads English and the page takes seconds to come: most read Indonesian."""


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service that nobody writes to."""
    with running(tmp_path_factory.mktemp("page")) as started:
        yield started


class Chromium:
    """A browser for many tests; one that is gone is followed by another."""

    def __init__(self, tool: Playwright) -> None:
        self._tool = tool
        self._started: Browser | None = None

    def context(self, width: int, scheme: Scheme) -> BrowserContext:
        """Give what one person sees of it, and of no other."""
        if self._started is None or not self._started.is_connected():
            self._started = self._tool.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        seen = self._started.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        seen.set_default_timeout(PATIENCE)
        return seen

    def end(self) -> None:
        """End its processes: what is asked of it in this moment fails, instead of waiting for ever."""
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if any(argument.startswith("--remote-debugging") for argument in process.cmdline()):
                    process.kill()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have a test begin again, once, where its browser is gone: that says nothing of our page."""
    for item in items:
        if "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TargetClosedError"]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Give a browser, for one module: its event loop stands in the way of tests that are coroutines."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as tool:
        yield Chromium(tool)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Chromium) -> Iterator[Visit]:
    """Open an address as a person of their own; what the browser complains of and is not expected fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []
    awaited: list[str] = []
    watches: list[threading.Timer] = []

    def watch() -> None:
        """Give the browser its time anew."""
        for each in watches:
            each.cancel()
        watches[:] = [threading.Timer(HUNG, browser.end)]
        watches[0].start()

    def go(address: str, token: str = "", width: int = 1440, scheme: Scheme = "light", expected: str = "") -> Page:
        watch()
        context = browser.context(width, scheme)
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

    try:
        yield go
        watch()
        for context in opened:
            context.close()
    finally:
        for each in watches:
            each.cancel()
    assert [each for each in complaints if not any(one in each for one in (*awaited, UNUSED))] == []


def settled(sheet: Page) -> None:
    """Wait until a view is there and nothing on it is still coming."""
    sheet.locator("main h1, main .empty, main .notice").first.wait_for()
    sheet.locator(".loading").first.wait_for(state="detached")
