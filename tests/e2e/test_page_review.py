"""The review on the page: the weakest first, a page of each dimension, years beside each other, missions confirmed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit, running
from tests.example import example_plan

REVIEW = """{ plan(slug: "%s") { review { index verdict proposals { totalCount }
  dimensions { code name verdict subDimensions { code name verdict } } } } }"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("review")) as started:
        yield started


def _table(sheet: Page, name: str) -> list[str]:
    """The first cell of each row of a table."""
    table = sheet.get_by_role("region", name=name, exact=True)
    expect(table).to_be_visible()
    return table.locator("tbody th").all_inner_texts()


def test_the_weakest_dimension_stands_first_and_its_page_says_why(service: Service, visit: Visit) -> None:
    told = service.ask(REVIEW % demo.FIRST)["plan"]["review"]
    sheet = visit(service.view("tinjauan"))
    expect(sheet.locator(".view-head .lead")).to_have_text(told["verdict"])
    assert _table(sheet, SAID["review.dimensions"]) == [each["name"] for each in told["dimensions"]]
    weakest = told["dimensions"][0]
    sheet.get_by_role("link", name=weakest["name"], exact=True).click()
    expect(sheet.locator("h1")).to_have_text(weakest["name"])
    expect(sheet.locator(".view-head .lead")).to_have_text(weakest["verdict"])
    assert _table(sheet, SAID["review.below"]) == [each["name"] for each in weakest["subDimensions"]]
    issues = sheet.get_by_role("region", name=SAID["review.issues"], exact=True)
    expect(issues.locator("tbody th a").first).to_have_attribute("href", re.compile("inisiatif/"))
    empty = weakest["subDimensions"][0]
    sheet.get_by_role("link", name=empty["name"], exact=True).first.click()
    expect(sheet.locator("h1")).to_have_text(empty["name"])
    expect(sheet.get_by_text(SAID["review.nowork"])).to_be_visible()


def test_a_year_that_was_not_read_is_said_and_never_zero(service: Service, visit: Visit) -> None:
    info = example_plan().info
    sheet = visit(service.view("tinjauan"))
    years = sheet.get_by_role("region", name=SAID["review.years"], exact=True)
    row = years.locator("tbody tr", has_text=str(info.start_year))
    expect(row.locator("td").first).to_have_text(SAID["unread"])
    assert "0" not in row.inner_text().replace(str(info.start_year), "")
    row.get_by_role("link").click()
    expect(sheet.locator(".remarks")).to_contain_text(f"Belum dibaca: {info.start_year}.")
    expect(sheet.get_by_role("region", name=SAID["review.dimensions"], exact=True)).to_contain_text(SAID["unread"])


def test_the_matrix_of_missions_is_never_blank_without_a_word(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan", oleh="sasaran", level="MISSION"))
    expect(sheet.get_by_text(SAID["coverage.unplaced"])).to_be_visible()


def test_a_proposed_mission_is_confirmed_and_then_is_proposed_no_more(written: Service, visit: Visit) -> None:
    before = written.ask(REVIEW % demo.FIRST)["plan"]["review"]["proposals"]["totalCount"]
    sheet = visit(written.view("tinjauan"), token=written.token("Ani"))
    heading = sheet.get_by_role("heading", name=re.compile(SAID["review.proposals"].split("{")[0]))
    expect(heading).to_contain_text(str(before))
    sheet.get_by_role("button", name=SAID["review.confirm"], exact=True).first.click()
    expect(heading).to_contain_text(str(before - 1))
    assert written.ask(REVIEW % demo.FIRST)["plan"]["review"]["proposals"]["totalCount"] == before - 1


def test_two_revisions_stand_beside_each_other(written: Service, visit: Visit) -> None:
    sheet = visit(written.view("tinjauan"), token=written.token("Ani"))
    heading = sheet.get_by_role("heading", name=re.compile(SAID["review.proposals"].split("{")[0]))
    before = heading.inner_text()
    sheet.get_by_role("button", name=SAID["review.confirm"], exact=True).first.click()
    expect(heading).not_to_have_text(before)
    sheet.reload()
    sheet.get_by_role("combobox", name=SAID["review.since.revision"]).select_option("1")
    rows = _table(sheet, SAID["review.since"])
    told = written.ask(REVIEW % demo.FIRST)["plan"]["review"]
    assert rows == [SAID["review.whole"], *(each["name"] for each in told["dimensions"])]


def test_the_review_is_read_in_english_and_on_a_phone(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("tinjauan", lang="en"), width=390)
    expect(sheet.locator("h1")).to_have_text(WORDS["en"]["menu.tinjauan"])
    expect(sheet.get_by_role("region", name=WORDS["en"]["review.dimensions"], exact=True)).to_be_visible()
    width = sheet.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
