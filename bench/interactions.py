"""Interactions: how long the longest task of the browser's main thread is after something was pressed on the page.

Run it before a running service: ``python bench/interactions.py http://127.0.0.1:8000/``. Counted is the processor's
time of a task, from the browser's own trace, so that a busy machine does not make it longer.
"""

import argparse
import json
import os
import shutil
import statistics
from collections.abc import Callable
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

Press = Callable[[Page], object]
ALL: Final = "isi?jenis=program&penunjang=1"
"""The longest list of the example city."""
PRESSED: Final[dict[str, tuple[str, Press]]] = {
    "order a list of all programs": (ALL, lambda sheet: sheet.locator("th button.sort").last.click()),
    "filter it by a word": (ALL, lambda sheet: sheet.locator("input[type=search]").last.fill("kesehatan")),
    "open another list": (ALL, lambda sheet: sheet.locator(".ways a").nth(2).click()),
    "show the gaps of the matrix": ("ringkasan", lambda sheet: sheet.locator(".tabs button").nth(2).click()),
    "open a cell of the matrix": ("ringkasan", lambda sheet: sheet.locator(".heat td button").first.click()),
    "filter the recommendations": (
        "rekomendasi",
        lambda sheet: sheet.locator("main select").first.select_option(index=1),
    ),
    "open a recommendation": ("rekomendasi", lambda sheet: sheet.locator(".item h2 a").first.click()),
    "open an agency": ("ringkasan", lambda sheet: sheet.locator(".heat th a").first.click()),
    "open the review": ("ringkasan", lambda sheet: sheet.locator(".top nav a").nth(1).click()),
    "open the rules": ("ringkasan", lambda sheet: sheet.locator(".top nav a").nth(9).click()),
    "show what is critical": ("keterkaitan", lambda sheet: sheet.locator(".ways a").nth(6).click()),
    "list all ties": ("keterkaitan", lambda sheet: sheet.locator(".ways a").nth(2).click()),
    "go to another view": ("ringkasan", lambda sheet: sheet.locator(".top nav a").nth(4).click()),
    "unfold the tree to sub-activities": (
        "pohon",
        lambda sheet: sheet.locator("main select").first.select_option(index=3),
    ),
    "draw a picture of all OPDs": ("isi", lambda sheet: sheet.locator(".top nav a").nth(6).click()),
    "show it as a grid": ("keterkaitan", lambda sheet: sheet.locator(".ways a").nth(1).click()),
    "list the findings": ("ringkasan", lambda sheet: sheet.locator(".top nav a").nth(8).click()),
}
"""What is pressed, in which view."""
WAITS: Final = 2_500
"""Milliseconds after which all that a press leads to has come."""


def first_plan(browser: Browser, address: str) -> str:
    """Give the slug of the first plan of a service."""
    sheet = browser.new_page()
    asked = sheet.request.post(f"{address}graphql", data={"query": "{ plans(first: 1) { nodes { slug } } }"})
    slug: str = asked.json()["data"]["plans"]["nodes"][0]["slug"]
    sheet.close()
    return slug


def longest(browser: Browser, place: str, press: Press) -> float:
    """Press something and give the milliseconds of the longest task that followed."""
    sheet = browser.new_page(viewport={"width": 1440, "height": 900})
    sheet.goto(place)
    sheet.locator("main h1").wait_for()
    sheet.locator(".loading").first.wait_for(state="detached")
    sheet.wait_for_timeout(WAITS)
    browser.start_tracing(page=sheet, categories=["disabled-by-default-devtools.timeline", "toplevel", "__metadata"])
    press(sheet)
    sheet.wait_for_timeout(WAITS)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    sheet.close()
    mains = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    tasks = [each for each in events if (each["pid"], each["tid"]) in mains and "tdur" in each]
    return max((each["tdur"] for each in tasks), default=0) / 1000


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    print("| interaction | longest task, ms |\n| --- | --- |")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        plan = f"{given.address}#/{first_plan(browser, given.address)}"
        for name, (view, press) in PRESSED.items():
            found = [longest(browser, f"{plan}/{view}", press) for _ in range(given.times)]
            print(f"| {name} | {statistics.median(found):,.0f} |", flush=True)
        browser.close()
    print("Load (1, 5, 15 minutes): {:.0f}, {:.0f}, {:.0f}.".format(*os.getloadavg()))


if __name__ == "__main__":
    main()
