"""While the service is too busy the page waits and asks again, without a word of error."""

from playwright.sync_api import Route, expect

from tests.e2e.conftest import SAID, Service, Visit


def test_what_was_turned_away_is_asked_again(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ekspor"), expected="503")
    turned_away: list[str] = []

    def answer(route: Route) -> None:
        if not turned_away and "query Overview(" in (route.request.post_data or ""):
            turned_away.append(route.request.url)
            busy = {"message": "terlalu sibuk", "extensions": {"code": "OVERLOADED", "retryAfter": 2}}
            route.fulfill(status=503, json={"errors": [busy]})
        else:
            route.continue_()

    sheet.route("**/graphql", answer)
    sheet.get_by_role("link", name=SAID["menu.ringkasan"], exact=True).click()
    expect(sheet.locator(".tiles")).to_be_visible()
    assert turned_away
    expect(sheet.locator("main")).not_to_contain_text("terlalu sibuk")
