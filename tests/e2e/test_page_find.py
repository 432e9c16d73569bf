"""One search over everything, by keys; what is picked stands on the same; and where one is after each move."""

import re

from playwright.sync_api import Locator, Page, expect

from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit, settled

PLAN = f'plan(slug: "{demo.FIRST}")'
MEANT = SAID["find.meant"].replace("{text}", "stunting")


def _searched(service: Service, text: str, more: str) -> dict[str, object]:
    found: dict[str, object] = service.ask(f'{{ {PLAN} {{ searchAll(text: "{text}") {{ {more} }} }} }}')["plan"][
        "searchAll"
    ]
    return found


def _options(sheet: Page) -> Locator:
    """What is offered beneath a field."""
    return sheet.locator("[role=listbox] [role=option]")


def test_a_key_leads_to_the_search_and_a_misspelt_word_to_what_was_meant(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan"))
    sheet.keyboard.press("/")
    field = sheet.get_by_role("combobox", name=SAID["find"])
    expect(field).to_be_focused()
    sheet.keyboard.type("stuntng")
    expect(_options(sheet).first).to_have_text(MEANT)
    expect(sheet.locator(".finder [role=status]")).to_contain_text(MEANT)
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("Enter")
    expect(field).to_have_value("stunting")
    expect(sheet.get_by_role("option", name=MEANT)).to_have_count(0)
    expect(sheet.get_by_role("group", name=SAID["find.kind.THEME"])).to_be_visible()
    sheet.keyboard.press("ArrowDown")
    chosen = sheet.locator("[role=option][aria-selected=true]")
    first = chosen.locator("strong").inner_text()
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("h1")).to_have_text(first)
    expect(sheet.locator("h1")).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("isi"))
    box = sheet.get_by_label(SAID["search"], exact=True)
    box.focus()
    sheet.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    expect(box).to_be_focused()


def test_an_opd_is_found_by_its_full_name_its_short_name_and_misspelt(service: Service, visit: Visit) -> None:
    opd = service.ask(f"{{ {PLAN} {{ opds(first: 1) {{ nodes {{ shortName name }} }} }} }}")["plan"]["opds"]["nodes"][0]
    sheet = visit(service.view("ringkasan"))
    field = sheet.get_by_role("combobox", name=SAID["find"])
    longest = max(opd["name"].split(), key=len)
    for text in (opd["name"], opd["shortName"].lower(), opd["name"].replace(longest, longest[:3] + longest[4:])):
        field.fill(text)
        group = sheet.get_by_role("group", name=SAID["find.kind.OPD"])
        expect(group.get_by_role("option").first).to_contain_text(opd["shortName"])
        field.press("Escape")
        expect(sheet.get_by_role("listbox")).to_be_hidden()


def test_enter_shows_all_that_was_found_by_kind_with_the_numbers_of_the_api(service: Service, visit: Visit) -> None:
    counts = _searched(service, "stunting", "counts { kind count }")["counts"]
    assert isinstance(counts, list)
    sheet = visit(service.view("ringkasan"))
    field = sheet.get_by_role("combobox", name=SAID["find"])
    field.fill("stunting")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    field.press("Enter")
    expect(sheet.locator("h1")).to_have_text(SAID["find.title"].replace("{text}", "stunting"))
    ways = sheet.get_by_role("navigation", name=SAID["find.kinds"])
    for each in counts:
        expect(ways).to_contain_text(f"{SAID['find.kind.' + each['kind']]} ({each['count']})")
    kind = counts[-1]
    ways.get_by_role("link", name=SAID["find.kind." + kind["kind"]]).click()
    expect(sheet.locator("main tbody tr")).to_have_count(kind["count"])
    sheet.goto(service.view("cari", cari="qqqqxyz"))
    expect(sheet.locator("main .empty")).to_contain_text("qqqqxyz")


def test_a_finding_that_was_found_is_shown_by_itself(service: Service, visit: Visit) -> None:
    query = "matches(first: 1, kinds: [FINDING]) { nodes { label } }"
    found = _searched(service, "stunting", query)["matches"]
    assert isinstance(found, dict)
    label = found["nodes"][0]["label"]
    sheet = visit(service.view("cari", cari="stunting", jenis="FINDING"))
    sheet.get_by_role("link", name=label).click()
    expect(sheet.locator("main tbody tr")).to_have_count(1)
    expect(sheet.locator("main tbody th")).to_contain_text(label)


def test_a_picker_is_held_by_keys_alone_and_says_what_it_found(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("keterkaitan", cara="simpul"))
    field = sheet.get_by_role("combobox", name=re.compile(f"^{SAID['ties.from']}"))
    field.focus()
    sheet.keyboard.type("linkungan hidup")
    expect(_options(sheet).first).to_be_visible()
    expect(sheet.locator("main .picker [role=status]")).not_to_be_empty()
    expect(field).to_have_attribute("aria-expanded", "true")
    sheet.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    sheet.keyboard.press("ArrowDown")
    expect(_options(sheet).first).to_be_visible()
    sheet.keyboard.press("Enter")
    expect(sheet).to_have_url(re.compile("dari="))
    expect(sheet.locator('.graph[data-ready="yes"]')).to_be_visible()
    expect(field).to_be_focused()


def test_a_search_that_is_not_answered_is_said(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan"), expected="ERR_FAILED")
    sheet.route("**/graphql", lambda route: route.abort())
    sheet.get_by_role("combobox", name=SAID["find"]).fill("stunting")
    expect(sheet.locator(".finder [role=status]")).to_have_text(SAID["problem.offline"])


def test_every_move_begins_at_the_heading_and_going_back_finds_the_place_that_was_left(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("isi", jenis="program"))
    link = sheet.locator("main tbody a").nth(600)
    link.scroll_into_view_if_needed()
    address = link.get_attribute("href")
    at = link.bounding_box()
    link.click()
    expect(sheet.locator("h1")).to_be_focused()
    assert sheet.evaluate("scrollY") == 0
    sheet.keyboard.press("Tab")
    assert sheet.evaluate("document.querySelector('main').contains(document.activeElement)")
    sheet.go_back()
    back = sheet.locator(f'main a[href="{address}"]')
    expect(back).to_be_focused()
    sheet.wait_for_timeout(1_000)  # heights of rows that come into sight
    again = back.bounding_box()
    assert at is not None
    assert again is not None
    assert abs(at["y"] - again["y"]) < 40
    sheet.go_forward()
    expect(sheet.locator("h1")).not_to_have_text(SAID["menu.isi"])


def test_the_search_speaks_english_too(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan", lang="en"))
    settled(sheet)
    sheet.get_by_role("combobox", name=WORDS["en"]["find"]).fill("stunting")
    expect(sheet.get_by_role("group", name=WORDS["en"]["find.kind.PROGRAM"])).to_be_visible()
