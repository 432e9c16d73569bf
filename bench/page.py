"""Page: how soon the planners' page is there with an empty cache, in Chromium, by the browser's own clock.

Run it before a running service: ``python bench/page.py http://127.0.0.1:8000/ --times 5``. With several addresses, say
of two versions, they are opened in turns, so that a busy machine is as busy for each. Without an address each opening
gets a service that has just started (``nothing kept``), and is done once more (``kept``).
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGE = Path(__file__).parents[1] / "service" / "page"
VIEWS = {"ringkasan": ".tiles", "rekomendasi": ".item", "keterkaitan": '.graph[data-ready="yes"]'}
"""Views, and what must be there before one can work with them."""
OBSERVER = """
    window.largest = 0;
    new PerformanceObserver((list) => { for (const each of list.getEntries()) window.largest = each.startTime; })
        .observe({ type: 'largest-contentful-paint', buffered: true });
    window.blocked = 0;
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) window.blocked += Math.max(0, each.duration - 50);
    }).observe({ type: 'longtask', buffered: true });
    new MutationObserver((_, watching) => {
        if (!document.querySelector(%s)) return;
        watching.disconnect();
        requestAnimationFrame(() => { window.ready = performance.now(); });
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
"""
"""What the browser notes by itself; ``ready`` is the frame with which a view can be worked with."""
NUMBERS = """() => {
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const sent = (list) => list.reduce((sum, each) => sum + each.transferSize, 0) / 1000;
    return {
        first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, largest: window.largest,
        ready: window.ready, blocked: window.blocked, kilobytes: sent(all),
        scripts: sent(all.filter((each) => each.name.endsWith('.js'))), requests: all.length,
    };
}"""
COLUMNS = ("first", "largest", "ready", "blocked", "kilobytes", "scripts", "requests")


def once(browser: Browser, address: str, view: str, until: str) -> dict[str, float]:
    """Open a view with an empty cache and give the browser's numbers, times in milliseconds."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    sheet = context.new_page()
    sheet.add_init_script(OBSERVER % json.dumps(until))
    sheet.goto(f"{address}#//{view}", wait_until="commit")
    sheet.locator(until).first.wait_for()
    sheet.wait_for_function("window.ready")
    sheet.wait_for_timeout(500)
    found: dict[str, float] = sheet.evaluate(NUMBERS)
    context.close()
    return found


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """Start a service on the database in a folder, and give its address as soon as it listens."""
    command = [sys.executable, "-u", "-c", "from service.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        told = ""
        while "Ctrl+C" not in told:
            told += server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert found is not None
        yield found.group()
        server.send_signal(signal.SIGINT)
        server.wait(60)


def fresh(folder: Path, opened: Callable[[str], dict[str, float]]) -> dict[str, dict[str, float]]:
    """Open a view of a service that has just started, and then once more."""
    with started(folder) as address:
        return {"nothing kept": opened(address), "kept": opened(address)}


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*", metavar="address")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--view", choices=VIEWS, action="append", help="only this view; may be given again")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    print(f"| view | {' | '.join(COLUMNS)} |\n| --- |{' --- |' * len(COLUMNS)}")
    with sync_playwright() as tool, tempfile.TemporaryDirectory() as folder:
        browser = tool.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        for view in given.view or VIEWS:

            def opened(address: str, view: str = view) -> dict[str, float]:
                return once(browser, address, view, VIEWS[view])

            rounds = [
                {each: opened(each) for each in given.addresses} or fresh(Path(folder), opened)
                for _ in range(given.times)
            ]
            for name in rounds[0]:
                medians = (f"{statistics.median(each[name][column] for each in rounds):,.0f}" for column in COLUMNS)
                print(f"| {view}, {name} | {' | '.join(medians)} |", flush=True)
        browser.close()
    print("Load (1, 5, 15 minutes): {:.0f}, {:.0f}, {:.0f}.".format(*os.getloadavg()))


if __name__ == "__main__":
    main()
