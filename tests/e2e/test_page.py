"""The planners' page in a real browser: what every view shows of the example city."""

import json

import pytest
from playwright.sync_api import expect

from service import demo
from service.page.visit import questions
from tests.e2e.conftest import SAID, WORDS, Service, Visit

PLAN = f'plan(slug: "{demo.FIRST}")'


def test_the_overview_shows_the_first_initiatives_and_where_dimensions_meet_opds(
    service: Service, visit: Visit
) -> None:
    nodes = service.ask(f"{{ {PLAN} {{ initiatives(first: 3) {{ nodes {{ themeName }} }} }} }}")["plan"]["initiatives"][
        "nodes"
    ]
    sheet = visit(service.view("ringkasan"))
    for each in nodes:
        expect(sheet.locator(".top-list").first).to_contain_text(each["themeName"])
    cell = sheet.locator("table.heat td button").first
    many = int(cell.inner_text())
    cell.click()
    expect(sheet.locator("dialog tbody tr")).to_have_count(many)
    assert "sel=" in sheet.url
    sheet.keyboard.press("Escape")
    expect(sheet.locator("dialog")).to_have_count(0)


def test_the_first_views_ask_what_the_service_has_answered_before_anyone_came(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("riwayat"))
    asked: list[object] = []
    sheet.on("request", lambda each: asked.append(each.post_data_json) if each.method == "POST" else None)
    sheet.goto(service.address)
    expect(sheet.locator(".tiles")).to_be_visible()
    sheet.get_by_role("link", name=SAID["menu.keterkaitan"], exact=True).click()
    expect(sheet.locator('.graph[data-ready="yes"]')).to_be_visible()
    known = [json.loads(body) for body in questions(demo.FIRST)]
    assert [each for each in known if each not in asked] == []


def test_a_cell_of_an_objective_opens_its_list_and_a_gap_says_who_else_works_there(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("ringkasan", oleh="sasaran"))
    cell = sheet.locator("table.heat td button").first
    many = int(cell.inner_text())
    cell.click()
    expect(sheet.locator("dialog tbody tr")).to_have_count(many)
    sheet.keyboard.press("Escape")
    sheet.get_by_role("button", name=SAID["coverage.gaps"]).click()
    sheet.locator("table.heat td.hgap button").first.click()
    expect(sheet.locator("dialog")).to_contain_text(SAID["gap.objective"][:40])


def test_an_initiative_says_why_who_what_first_and_what_it_is_worth(service: Service, visit: Visit) -> None:
    asked = f"{{ {PLAN} {{ initiatives(first: 1) {{ nodes {{ fingerprint leadReason why }} }} }} }}"
    first = service.ask(asked)["plan"]["initiatives"]["nodes"][0]
    sheet = visit(service.view(f"inisiatif/{first['fingerprint']}", bukti="tabel"))
    for words in (first["why"], first["leadReason"], SAID["steps"], SAID["score"], SAID["ScorePart.effect"]):
        expect(sheet.locator("main")).to_contain_text(words)
    expect(sheet.get_by_role("region", name=SAID["evidence"]).locator("tbody tr").first).to_be_visible()
    expect(sheet.get_by_role("button", name=SAID["sign.to"].replace("{what}", SAID["decide"]))).to_be_visible()


def test_a_team_is_named_with_its_regulation_only_where_that_was_checked(service: Service, visit: Visit) -> None:
    asked = f"{{ {PLAN} {{ initiatives(first: 100) {{ nodes {{ fingerprint theme {{ id team teamSource }} }} }} }} }}"
    found = [each for each in service.ask(asked)["plan"]["initiatives"]["nodes"] if (each["theme"] or {}).get("team")]
    for checked in (True, False):
        first = next(each for each in found if bool(each["theme"]["teamSource"]) is checked)
        theme = first["theme"]
        shown = f"{theme['team']} ({theme['teamSource']})" if checked else theme["team"]
        for view, label in (
            (f"inisiatif/{first['fingerprint']}", SAID["team" if checked else "team.usual"]),
            (f"tema/{theme['id']}", f"{SAID['team']}: "),
        ):
            sheet = visit(service.view(view))
            expect(sheet.locator("main")).to_contain_text(f"{label}{shown}")
            expect(sheet.locator("main")).not_to_contain_text("()")


def test_dependencies_open_at_the_level_of_opds_and_go_down_to_programs_and_sub_activities(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("keterkaitan"))
    expect(sheet.locator(".graph canvas").first).to_be_visible()
    sheet.locator(".side a").first.click()
    for level in ("PROGRAM", "SUB_ACTIVITY"):
        sheet.get_by_role("button", name=SAID[f"ties.level.{level}"], exact=True).click()
        expect(sheet.locator('.graph[data-ready="yes"] canvas').first).to_be_visible()
        assert f"tingkat={level}" in sheet.url
    sheet.get_by_role("button", name=SAID["table"]).click()
    expect(sheet.locator("main table tbody tr").first).to_be_visible()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_is_taken_along_as_a_file(service: Service, visit: Visit, kind: str) -> None:
    sheet = visit(service.view("keterkaitan"))
    expect(sheet.locator('.graph[data-ready="yes"] canvas').first).to_be_visible()
    with sheet.expect_download() as coming:
        sheet.get_by_role("button", name=kind.upper(), exact=True).click()
    file = coming.value.path().read_bytes()
    if kind == "png":
        assert file.startswith(b"\x89PNG")
    else:
        assert file.startswith(b"<svg")
        assert file.count(b"<text") > 10
        assert b"DISKOMINFO" in file


def test_a_program_is_followed_outward_to_two_depths_of_its_own(service: Service, visit: Visit) -> None:
    ends = "originNode { id label } targetNode { id label }"
    filter_ = "{ kind: DEPENDS_ON, acrossOpds: true }"
    asked = f"{{ {PLAN} {{ links(first: 1, filter: {filter_}) {{ nodes {{ {ends} }} }} }} }}"
    link = service.ask(asked)["plan"]["links"]["nodes"][0]
    sheet = visit(service.view("keterkaitan", cara="simpul", dari=link["originNode"]["id"], hilir="0", tampil="tabel"))
    expect(sheet.locator("main")).to_contain_text(link["targetNode"]["label"])
    before = sheet.locator("main tbody tr").count()
    sheet.locator("fieldset").first.get_by_role("button", name="2", exact=True).click()
    expect(sheet.locator("fieldset").first.get_by_role("button", name="2", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(sheet.locator("main tbody tr").first).to_be_visible()
    assert sheet.locator("main tbody tr").count() >= before
    sheet.goto(
        service.view(
            "keterkaitan", cara="jalur", dari=link["originNode"]["id"], ke=link["targetNode"]["id"], tampil="tabel"
        )
    )
    expect(sheet.locator("main tbody tr").first).to_contain_text(link["originNode"]["label"])
    sheet.goto(service.view("keterkaitan", cara="dampak", dari=link["targetNode"]["id"], tampil="tabel"))
    expect(sheet.locator("main tbody")).to_contain_text(link["originNode"]["label"])


def test_filters_leave_only_what_fits(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("keterkaitan", jenis="LAND", tampil="tabel", min="1"))
    few = sheet.locator("main tbody tr").count()
    sheet.get_by_label(SAID["ties.kind"]).select_option("")
    expect(sheet.locator("main tbody tr")).not_to_have_count(few)
    assert sheet.locator("main tbody tr").count() > few > 0


def test_an_opd_sees_on_whom_it_depends_and_who_depends_on_it(service: Service, visit: Visit) -> None:
    opd = service.ask(f"{{ {PLAN} {{ opds(first: 20) {{ nodes {{ shortName name }} }} }} }}")["plan"]["opds"]["nodes"][
        -1
    ]
    sheet = visit(service.view(f"opd/{opd['shortName']}"))
    for words in (opd["name"], SAID["opd.needs"], SAID["opd.needed"], SAID["opd.together"]):
        expect(sheet.locator("main")).to_contain_text(words)


@pytest.mark.parametrize(
    ("view", "key"),
    [
        ("rekomendasi", "quickwin.only"),
        ("isi?jenis=program", "with.overhead"),
        ("temuan", "family"),
        ("aturan", "rule.remedy"),
        ("pengetahuan", "confidence"),
        ("bacaan", "reading.marks.note"),
        ("riwayat", "revisions"),
        ("rapat", "meetings.lead"),
        ("tugas", "tasks.lead"),
        ("keputusan", "decisions.lead"),
        ("suara", "voices.lead"),
        ("akses", "accesses.lead"),
    ],
)
def test_every_view_opens(service: Service, visit: Visit, view: str, key: str) -> None:
    expect(visit(service.view(view)).locator("main")).to_contain_text(SAID[key])


def test_initiatives_are_filtered_by_theme_and_by_what_was_decided(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("rekomendasi", status="ACCEPTED"))
    expect(sheet.locator("main")).to_contain_text(SAID["initiatives.empty"])
    sheet.get_by_label(SAID["decision"]).select_option("OPEN")
    title = sheet.locator(".item h2").nth(1).inner_text()
    choice = sheet.locator(f'label:has(> span:text-is("{SAID["theme"]}")) select')
    name = next(each for each in choice.locator("option").all_inner_texts() if title.startswith(f"{each}: "))
    choice.select_option(label=name)
    expect(sheet.locator(".item")).to_have_count(1)


def test_the_page_speaks_english_when_asked_and_stays_so(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("rekomendasi"))
    sheet.get_by_role("button", name="English").click()
    expect(sheet.locator("html")).to_have_attribute("lang", "en")
    expect(sheet.locator("main")).to_contain_text(WORDS["en"]["initiatives.lead"])
    assert "lang=en" in sheet.url
    sheet.goto(f"{service.address}")
    expect(sheet.locator("html")).to_have_attribute("lang", "en")


def test_an_address_without_a_view_is_said_in_a_sentence(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("tidak-ada"))
    expect(sheet.get_by_role("alert")).to_have_text(SAID["view.unknown"].replace("{view}", "tidak-ada") + SAID["again"])


@pytest.mark.parametrize("hash_", ["opd/100%", "program/%", "opd/%E0%A4%A", "opd/%25%zz"])
def test_a_stray_per_cent_sign_in_an_address_is_taken_as_it_is_written(
    service: Service, visit: Visit, hash_: str
) -> None:
    says = "Id '%' bukan id" if hash_ == "program/%" else SAID["node.gone"]
    sheet = visit(f"{service.address}#/{demo.FIRST}/{hash_}")
    expect(sheet.locator("main")).to_contain_text(says)
    sheet.goto(service.view("ringkasan"))
    expect(sheet.locator(".tiles")).to_be_visible()
    sheet.evaluate(f"location.hash = '#/{demo.FIRST}/{hash_}'")
    expect(sheet.locator("main")).to_contain_text(says)
    expect(sheet.locator(".tiles")).to_have_count(0)


def test_a_plan_or_a_view_with_a_stray_per_cent_sign_is_said_to_be_unknown(service: Service, visit: Visit) -> None:
    sheet = visit(f"{service.address}#/kota%")
    expect(sheet.locator("main")).to_contain_text(SAID["plan.unknown"].replace("{slug}", "kota%"))
    sheet.goto(f"{service.address}#/{demo.FIRST}/%%%")
    expect(sheet.locator("main")).to_contain_text(SAID["view.unknown"].replace("{view}", "%%%"))
    expect(sheet.get_by_role("link", name=SAID["menu.ringkasan"], exact=True)).to_be_visible()


def test_the_keyboard_reaches_the_content_and_moves_a_picture(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("keterkaitan"))
    sheet.keyboard.press("Tab")
    expect(sheet.locator(".skip")).to_be_focused()
    sheet.keyboard.press("Enter")
    expect(sheet.locator("main")).to_be_focused()
    expect(sheet.locator('.graph[data-ready="yes"]')).to_be_visible()
    canvas = sheet.locator(".canvas")
    canvas.focus()
    before = canvas.screenshot()
    sheet.keyboard.press("ArrowRight")
    sheet.keyboard.press("+")
    sheet.wait_for_timeout(300)
    assert canvas.screenshot() != before


def test_a_heading_with_a_very_long_word_stays_within_a_phone(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("rekomendasi"), width=360)
    sheet.locator("h1").evaluate("e => { e.textContent = 'Pembangunan/Peningkatan/Perluasan/Perbaikan Gedung' }")
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 360
