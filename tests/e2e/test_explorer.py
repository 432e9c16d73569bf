"""The explorer in a real browser: it takes its query from the address, and subscriptions run in it."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import Chromium, Service


@pytest.fixture
def sheet(browser: Chromium) -> Iterator[Page]:
    context = browser.context(1280, "light")
    yield context.new_page()
    context.close()


def _link(service: Service, query: str, **variables: object) -> str:
    return f"{service.address}graphql#{urlencode({'query': query, 'variables': json.dumps(variables)})}"


def test_a_query_of_the_address_is_answered_with_its_variables(service: Service, sheet: Page) -> None:
    sheet.goto(_link(service, "query One($slug: String!) { plan(slug: $slug) { title } }", slug=demo.FIRST))
    sheet.get_by_role("button", name="Execute query").click()
    expect(sheet.locator(".result-window")).to_contain_text('"title"')


def test_a_subscription_runs_until_it_is_stopped(service: Service, sheet: Page) -> None:
    sheet.goto(_link(service, f'subscription {{ planChanged(slug: "{demo.FIRST}", since: 0) {{ revision }} }}'))
    sheet.get_by_role("button", name="Execute query").click()
    expect(sheet.locator(".result-window")).to_contain_text('"revision": 1')
    sheet.get_by_role("button", name="Stop query").click()
    expect(sheet.get_by_role("button", name="Execute query")).to_be_visible()
