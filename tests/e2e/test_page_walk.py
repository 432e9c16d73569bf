"""What a person met who had not built the page and carried out the tasks of docs/page.md."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page, Route, expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running, settled

PLAN = f'plan(slug: "{demo.FIRST}")'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """Give a service that is written to, and a planner's token."""
    with running(tmp_path_factory.mktemp("walk")) as started:
        yield started, started.token("Ani")


def _printed(sheet: Page, file: Path) -> str:
    sheet.emulate_media(media="print")
    sheet.pdf(path=file, format="A4")
    sheet.emulate_media(media="screen")
    with pdfplumber.open(file) as paper:
        return " ".join(" ".join(page.extract_text().split()) for page in paper.pages)


def _asking(words: str, then: Callable[[Route], None]) -> Callable[[Route], None]:
    """What to do with the questions that hold some words; all others go their way."""
    return lambda route: then(route) if words in (route.request.post_data or "") else route.continue_()


def test_what_can_be_agreed_and_the_headings_of_tables_are_on_paper(
    service: Service, visit: Visit, tmp_path: Path
) -> None:
    asked = f"{{ {PLAN} {{ initiatives(first: 1) {{ nodes {{ fingerprint actions {{ output }} }} }} }} }}"
    first = service.ask(asked)["plan"]["initiatives"]["nodes"][0]
    sheet = visit(service.view(f"inisiatif/{first['fingerprint']}"))
    written = _printed(sheet, tmp_path / "inisiatif.pdf")
    outputs = [each["output"] for each in first["actions"]]
    assert outputs
    for output in outputs:
        assert output[:30] in written
    sheet.goto(service.view("opd/DLH"))
    settled(sheet)
    written = _printed(sheet, tmp_path / "opd.pdf")
    assert f"{SAID['opd']} {SAID['ties.number']} {SAID['confidence']}" in written


def test_the_numbers_of_a_year_that_was_not_read_are_no_naughts(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan", tahun="2022"))
    said = sheet.locator("main .notice", has_text=SAID["year.none"].split(":")[0].replace("{year}", "2022"))
    expect(said).to_have_count(1)
    for key in ("count.programs", "count.parts"):
        tile = sheet.locator(".tiles li", has=sheet.get_by_text(SAID[key], exact=True))
        expect(tile.locator("strong")).to_have_text("–")
    box, tiles = said.bounding_box(), sheet.locator(".tiles").bounding_box()
    assert box
    assert tiles
    assert box["y"] < tiles["y"], "it is said before the numbers"


def test_enter_takes_what_is_found_also_where_it_was_pressed_before_the_answer(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("keterkaitan", cara="simpul"))
    held: list[Route] = []
    sheet.route("**/graphql", _asking("query Found(", held.append))
    field = sheet.locator("main input[role=combobox]")
    field.fill("DLH")
    field.press("Enter")
    while not held:
        sheet.wait_for_timeout(50)
    assert "dari=" not in sheet.url
    for each in held:
        each.continue_()
    expect(sheet).to_have_url(re.compile("dari="))
    expect(sheet.locator("main").get_by_text("DLH", exact=True).first).to_be_visible()


@pytest.mark.parametrize("name", ["dlh", "Dinas Lingkungan Hidup"])
def test_a_name_in_full_leads_to_what_it_names_and_back_to_where_one_was(
    service: Service, visit: Visit, name: str
) -> None:
    sheet = visit(service.view("temuan"))
    sheet.locator("main").focus()
    sheet.keyboard.press("/")
    sheet.keyboard.type(name)
    sheet.keyboard.press("Enter")
    expect(sheet).to_have_url(re.compile("/opd/DLH"))
    expect(sheet.locator("h1")).to_have_text("Dinas Lingkungan Hidup")
    sheet.go_back()
    expect(sheet.locator("h1")).to_have_text(SAID["menu.temuan"])


def test_letters_stay_that_are_typed_while_a_view_is_drawn_anew(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("isi"))
    field = sheet.locator("main input[type=search]").first
    field.evaluate("field => { field.focus(); field.value = 'Ling'; field.dispatchEvent(new Event('input')); }")
    for _ in range(3):
        sheet.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    expect(field).to_have_value("Ling")
    expect(sheet).to_have_url(re.compile("cari=Ling"))
    field.press_sequentially("kungan")
    expect(sheet).to_have_url(re.compile("cari=Lingkungan"))
    expect(field).to_have_value("Lingkungan")
    sheet.goto(service.view("isi"))
    expect(field).to_have_value("")


def test_a_proposal_without_its_two_ends_says_how_they_are_chosen(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    sheet = visit(service.view("suara"), token=token)
    form = sheet.locator("main form", has=sheet.get_by_role("button", name=SAID["voice.propose"]))
    form.get_by_label(SAID["meeting.for"]).fill("DLH")
    form.get_by_label(SAID["reason"]).fill("Angkutan sampah lewat jalan kota.")
    form.get_by_role("button").click()
    expect(form.get_by_role("alert")).to_have_text(SAID["voice.choose"])


def test_months_are_whole_and_within_what_can_be_asked_and_objectives_at_stake_have_names(
    service: Service, visit: Visit
) -> None:
    found = service.ask(f'{{ {PLAN} {{ opd(shortName: "DLH") {{ id }} }} }}')["plan"]["opd"]["id"]
    sheet = visit(service.view("keterkaitan", cara="dampak", dari=found))
    months = sheet.get_by_label(SAID["impact.months"])
    for typed, counted in (("2.5", "3"), ("0", "1"), ("6", "6")):
        months.fill(typed)
        expect(sheet).to_have_url(re.compile(rf"bulan={counted}(&|$)"))
        expect(months).to_have_value(counted)
    expect(sheet.locator("main .notice.bad")).to_have_count(0)
    stake = sheet.locator("main details", has_text=SAID["impact.objectives"].split("} ")[1])
    stake.locator("summary").click()
    expect(stake.locator("li a").first).to_be_visible()


def test_a_whole_name_in_the_matrix_leads_to_its_agency(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan"))
    sheet.locator(".heat th .full", has_text="Dinas Lingkungan Hidup").click()
    expect(sheet.locator("h1")).to_have_text("Dinas Lingkungan Hidup")


def test_a_heading_sorts_wherever_it_is_pressed(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("isi"))
    heading = sheet.get_by_role("columnheader").nth(1)
    box = heading.bounding_box()
    assert box
    sheet.mouse.click(box["x"] + box["width"] - 14, box["y"] + box["height"] / 2)
    expect(heading).to_have_attribute("aria-sort", "ascending")


def test_the_way_to_the_neighbours_of_a_recommendation_is_one_line(service: Service, visit: Visit) -> None:
    asked = f"{{ {PLAN} {{ initiatives(first: 11) {{ nodes {{ fingerprint }} }} }} }}"
    last = service.ask(asked)["plan"]["initiatives"]["nodes"][-1]["fingerprint"]
    sheet = visit(service.view(f"inisiatif/{last}"))
    parts = sheet.locator(".beside > *")
    expect(parts).to_have_count(3)
    middles = [box["y"] + box["height"] / 2 for box in (each.bounding_box() for each in parts.all()) if box]
    assert max(middles) - min(middles) < 3
    assert all(box["height"] < 45 for box in (each.bounding_box() for each in parts.all()) if box)


def test_an_empty_plan_leads_to_the_import_instead_of_filters(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    made = service.ask(
        "mutation($input: CreatePlanInput!) { createPlan(input: $input) { errors { __typename } } }",
        token,
        input={"plan": "hampa", "title": "Rencana Hampa", "regionCode": "64.73", "regionName": "Kota Hampa",
               "startYear": 2025, "endYear": 2029},
    )  # fmt: skip
    assert made["createPlan"]["errors"] == []
    sheet = visit(service.view("isi", "hampa"), token=token)
    for view in ("isi", "temuan", "pohon"):
        sheet.goto(service.view(view, "hampa"))
        settled(sheet)
        empty = sheet.locator("main .empty", has_text=SAID["contents.empty"])
        expect(empty.get_by_role("link", name=SAID["menu.impor"])).to_be_visible()
    sheet.goto(service.view("isi", "hampa", cari="xyz"))
    expect(sheet.locator("main .empty")).to_have_text(SAID["contents.none"])
    sheet.goto(service.view("rekomendasi", "hampa"))
    expect(sheet.locator("main .empty")).to_have_text(SAID["initiatives.none"])


def test_a_budget_below_what_was_accepted_shows_no_set_of_other_limits_and_a_way_out(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    first = service.ask(f"{{ {PLAN} {{ initiatives(first: 1) {{ nodes {{ fingerprint }} }} }} }}")
    decided = {"plan": demo.FIRST, "fingerprint": first["plan"]["initiatives"]["nodes"][0]["fingerprint"]}
    service.ask(
        "mutation($input: DecideInitiativeInput!) { decideInitiative(input: $input) { errors { __typename } } }",
        token,
        input=decided | {"standing": "ACCEPTED", "reason": ""},
    )
    sheet = visit(service.view("portofolio"), token=token)
    expect(sheet.locator("main .tiles")).to_be_visible()
    field = sheet.get_by_label(SAID["portfolio.amount"])
    field.fill("Rp 1 juta")
    field.press("Enter")
    expect(sheet.locator("main .notice.bad")).to_be_visible()
    expect(sheet.locator("main .tiles")).to_have_count(0)
    sheet.locator("main").get_by_role("button", name=SAID["portfolio.ignore"]).click()
    expect(sheet.locator("main .tiles")).to_be_visible()
    expect(sheet.locator("main .notice.bad")).to_have_count(0)
    sheet.goto(service.view("opd/DLH"))
    together = sheet.locator(".card", has=sheet.get_by_role("heading", name=SAID["opd.together"]))
    expect(together.locator("li").first).to_contain_text(SAID["DecisionStanding.ACCEPTED"])


def test_an_edit_that_was_taken_back_elsewhere_is_no_longer_offered_to_be(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    sheet = visit(service.view("isi", jenis="program", sunting="1"), token=token)
    row = sheet.locator("main tbody tr").first
    before = row.get_by_role("rowheader").locator("a").inner_text()
    row.get_by_role("button", name=re.compile(before)).first.click()
    sheet.locator("main textarea").fill("Nama yang keliru")
    sheet.keyboard.press("Enter")
    told = sheet.locator(".waiting .notice.good")
    renamed = SAID["changed.renamed"].replace("{before}", before).replace("{after}", "Nama yang keliru")
    expect(told).to_contain_text(renamed.split("} ")[-1].split("“", 1)[1])
    told.get_by_role("link").click()
    sheet.locator("main").get_by_role("button", name=SAID["undo"]).click()
    expect(sheet.locator("main .notice.good")).to_be_visible()
    expect(told).to_have_count(0)


def test_a_comment_is_replied_to_beneath_it_and_its_writer_hears_of_it_at_the_next_visit(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    [first, *_] = service.ask(f"{{ {PLAN} {{ initiatives(first: 1) {{ nodes {{ fingerprint themeName }} }} }} }}")[
        "plan"
    ]["initiatives"]["nodes"]
    view = service.view(f"inisiatif/{first['fingerprint']}")
    writer = visit(service.view("ringkasan"), token=token)
    writer.goto(view)
    settled(writer)
    for text in ("Kapan dimulai?", "Siapa yang membayar?"):
        writer.get_by_label(SAID["comment.write"]).fill(text)
        writer.get_by_role("button", name=SAID["comment.send"], exact=True).last.click()
        expect(writer.locator("main aside")).to_contain_text(text)
    other = visit(view, token=service.token("Budi"))
    asked = other.locator("main aside li", has_text="Kapan dimulai?")
    asked.get_by_text(SAID["comment.reply"], exact=True).click()
    asked.get_by_label(SAID["comment.reply.write"]).fill("Bulan Maret.")
    asked.get_by_role("button", name=SAID["comment.send"]).click()
    reply = asked.locator(".replies li")
    expect(reply).to_contain_text("Bulan Maret.")
    expect(reply).to_contain_text("Budi → Ani")
    expect(asked.locator("details[open]")).to_have_count(0)
    expect(other.locator("main aside li", has_text="Siapa yang membayar?").locator(".replies")).to_have_count(0)
    writer.goto(service.view("ringkasan"))
    since = writer.locator(".since")
    expect(since).to_contain_text(SAID["since.reply"].replace("{who}", "Budi"))
    expect(since).to_contain_text("Bulan Maret.")
    expect(since.get_by_role("link", name=first["themeName"]).first).to_be_visible()


@pytest.mark.parametrize("times", [1, 2])
def test_what_took_too_long_once_is_asked_again_before_it_is_said(service: Service, visit: Visit, times: int) -> None:
    sheet = visit(service.view("temuan"), expected="504")
    late = {"errors": [{"message": "Terlalu lama.", "extensions": {"code": "TIMEOUT"}}]}
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) > times:
            route.continue_()
        else:
            route.fulfill(status=504, json=late)

    sheet.route("**/graphql", _asking("query Overview(", answer))
    sheet.get_by_role("link", name=SAID["menu.ringkasan"], exact=True).click()
    wrong = sheet.locator("main .notice.bad")
    if times == 2:
        expect(wrong).to_contain_text("Terlalu lama.")
        wrong.get_by_role("button", name=SAID["again"]).click()
    expect(sheet.locator(".tiles")).to_be_visible()
    expect(wrong).to_have_count(0)
    assert len(asked) == times + 1
