"""Page: how soon the planners' page is there with an empty cache, in Chromium, by the browser's own clock.

Run it before a running service: ``python bench/page.py http://127.0.0.1:8000/ --times 5``. With several addresses, say
of two versions, they are opened in turns, so that a busy machine is as busy for each.
"""

import argparse
import json
import shutil
import statistics
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


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="+", metavar="address")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--view", choices=VIEWS, action="append", help="only this view; may be given again")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    print(f"| view | {' | '.join(COLUMNS)} |\n| --- |{' --- |' * len(COLUMNS)}")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        for view in given.view or VIEWS:
            rounds = [[once(browser, each, view, VIEWS[view]) for each in given.addresses] for _ in range(given.times)]
            for address, found in zip(given.addresses, zip(*rounds, strict=True), strict=True):
                medians = (f"{statistics.median(each[name] for each in found):,.0f}" for name in COLUMNS)
                print(f"| {view}{f' {address}' if rounds[0][1:] else ''} | {' | '.join(medians)} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
