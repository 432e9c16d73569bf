"""Ways that planners go daily, each with few clicks, and the whole of one by the keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running, settled

PLAN = f'plan(slug: "{demo.FIRST}")'
MOST_TABS = 6
"""Presses of the Tab key that lead from the heading of a recommendation to its decision at most."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """Give a service that is written to, and a planner's token."""
    with running(tmp_path_factory.mktemp("ways")) as started:
        yield started, started.token("Ani")


class Clicks:
    """Clicks and counts; a field that is typed into counts once."""

    def __init__(self, sheet: Page) -> None:
        self._sheet = sheet
        self.count = 0

    def on(self, role: str, name: str | re.Pattern[str]) -> None:
        self.count += 1
        self._sheet.locator("main").get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def into(self, name: str | re.Pattern[str], text: str) -> None:
        self.count += 1
        field = self._sheet.locator("main").get_by_label(name)
        field.fill(text)
        field.press("Enter")


def _find(sheet: Page, text: str) -> None:
    """Go to what the search finds first, by keys."""
    sheet.locator("main").focus()
    sheet.keyboard.press("/")
    sheet.keyboard.type(text)
    expect(sheet.locator(".finder [role=option]").first).to_be_visible()
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("h1")).to_be_focused()


def test_who_is_late_by_six_months_takes_two_clicks(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan"))
    clicks = Clicks(sheet)
    _find(sheet, "Penanganan Sampah melalui Pengangkutan")
    clicks.on("link", SAID["seeimpact"])
    clicks.into(SAID["impact.months"], "6")
    expect(sheet).to_have_url(re.compile("bulan=6"))
    expect(sheet.locator("main .notice")).to_be_visible()
    assert clicks.count <= 2


def test_the_path_between_two_agencies_takes_three_clicks_and_is_turned_round_with_one(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("ringkasan"))
    clicks = Clicks(sheet)
    _find(sheet, "dlh")
    clicks.on("link", SAID["seeties"])
    clicks.on("link", SAID["ties.way.jalur"])
    clicks.count += 1
    field = sheet.get_by_role("combobox", name=re.compile(f"^{SAID['ties.end']}"))
    field.fill("setda")
    expect(sheet.locator("main [role=option]").first).to_be_visible()
    field.press("Enter")
    expect(sheet).to_have_url(re.compile("ke="))
    assert clicks.count <= 3
    before = re.findall(r"(dari|ke)=([^&]+)", sheet.url)
    sheet.get_by_role("button", name=SAID["ties.swap"]).click()
    expect(sheet).not_to_have_url(re.compile(re.escape(f"dari={dict(before)['dari']}")))
    assert dict(re.findall(r"(dari|ke)=([^&]+)", sheet.url)) == {
        "dari": dict(before)["ke"],
        "ke": dict(before)["dari"],
    }


def test_five_decisions_in_a_row_take_ten_clicks(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    sheet = visit(service.view("rekomendasi", status="OPEN"), token=token)
    titles = sheet.locator(".item h2 a").all_inner_texts()[:5]
    clicks = Clicks(sheet)
    clicks.on("link", titles[0])
    for at, title in enumerate(titles):
        expect(sheet.locator("h1")).to_have_text(title)
        clicks.on("button", SAID["decide.ACCEPTED"])
        expect(sheet.locator("main aside .tag.good").first).to_be_visible()
        if at < 4:
            clicks.on("link", SAID["beside.next"])
    decided = service.ask(f"{{ {PLAN} {{ initiatives(first: 5) {{ nodes {{ title decision {{ standing }} }} }} }} }}")
    assert [each["title"] for each in decided["plan"]["initiatives"]["nodes"]] == titles
    assert {each["decision"]["standing"] for each in decided["plan"]["initiatives"]["nodes"]} == {"ACCEPTED"}
    assert clicks.count <= 10
    sheet.go_back()
    expect(sheet.locator("h1")).to_have_text(titles[3])


def test_a_new_region_is_begun_with_four_clicks(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    sheet = visit(service.view("ringkasan"), token=token)
    clicks = Clicks(sheet)
    clicks.count += 1
    sheet.get_by_role("link", name=SAID["menu.berkas"], exact=True).click()
    for name, text in (("plan.region", "Kabupaten Kutai Barat"), ("plan.region.code", "64.07")):
        clicks.count += 1
        sheet.get_by_label(SAID[name], exact=True).fill(text)
    clicks.on("button", SAID["plan.make"])
    expect(sheet.locator("main")).to_contain_text(SAID["first"])
    assert clicks.count <= 4
    made = service.ask('{ plan(slug: "kabupaten-kutai-barat") { title region { code name } } }')["plan"]
    region = {"code": "64.07", "name": "Kabupaten Kutai Barat"}
    assert made == {"title": "Rencana Kabupaten Kutai Barat", "region": region}


def test_someone_goes_from_the_overview_to_a_decision_by_the_keyboard_alone(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    asked = f"{{ {PLAN} {{ initiatives(last: 1) {{ nodes {{ fingerprint title }} }} }} }}"
    last = service.ask(asked)["plan"]["initiatives"]["nodes"][0]
    sheet = visit(service.view("ringkasan"), token=token)
    sheet.keyboard.press("/")
    sheet.keyboard.type(last["title"])
    group = sheet.locator(f'.finder [role=group][aria-label="{SAID["find.kind.INITIATIVE"]}"]')
    expect(group).to_be_visible()
    for _ in range(12):
        sheet.keyboard.press("ArrowDown")
        if group.locator("[aria-selected=true]").count():
            break
    sheet.keyboard.press("Enter")
    expect(sheet.locator("h1")).to_have_text(last["title"])
    expect(sheet.locator("h1")).to_be_focused()
    settled(sheet)
    button = sheet.get_by_role("button", name=SAID["decide.ACCEPTED"], exact=True)
    expect(button).to_be_visible()
    way = sheet.locator(".view-head").get_by_role("button", name=SAID["decision"], exact=True)
    for _ in range(MOST_TABS):
        sheet.keyboard.press("Tab")
        if way.evaluate("e => e === document.activeElement"):
            break
    sheet.keyboard.press("Enter")
    expect(sheet.locator("main aside textarea").first).to_be_focused()
    sheet.keyboard.type("Disepakati lewat papan tik")
    for _ in range(MOST_TABS):
        sheet.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    sheet.keyboard.press("Enter")
    expect(sheet.locator("main aside")).to_contain_text("Disepakati lewat papan tik")
    asked = f'{{ {PLAN} {{ initiative(fingerprint: "{last["fingerprint"]}") {{ decision {{ reason }} }} }} }}'
    assert service.ask(asked)["plan"]["initiative"]["decision"]["reason"] == "Disepakati lewat papan tik"


def test_before_the_service_is_ready_the_page_says_so_and_fills_itself(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ekspor"), expected="503")
    state = {"warming": [demo.FIRST]}

    def ready(route: object) -> None:
        route.fulfill(json={"status": "ready", **state})  # type: ignore[attr-defined]

    def answer(route: object) -> None:
        if state and "query Overview(" in (route.request.post_data or ""):  # type: ignore[attr-defined]
            route.fulfill(  # type: ignore[attr-defined]
                status=503, json={"errors": [{"message": "30 detik", "extensions": {"code": "TIMEOUT"}}]}
            )
        else:
            route.continue_()  # type: ignore[attr-defined]

    sheet.route("**/readyz", ready)
    sheet.route("**/graphql", answer)
    sheet.get_by_role("link", name=SAID["menu.ringkasan"], exact=True).click()
    expect(sheet.locator(".loading").first).to_have_text(SAID["assessing"])
    state.clear()
    expect(sheet.locator(".tiles")).to_be_visible()
    expect(sheet.locator("main")).not_to_contain_text("30 detik")
