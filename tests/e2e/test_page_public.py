"""The page for the public: read by everybody, a proposal sent from outside, taken over, and seen as answered."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running, settled
from tests.e2e.test_page_axe import AXE, TOOLS, violations
from tests.node import needs_packages

TEXT = "Perbaiki trotoar di depan sekolah <b>segera</b>"
PUBLIC = SAID["public.no"].replace("{number}", "1")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("public"), SINERGI_PROPOSALS="open") as started:
        yield started


def test_by_default_everybody_reads_and_nothing_is_sent(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("publik"))
    for title in ("public.planned", "public.decided", "public.late", "public.legend"):
        expect(sheet.get_by_role("heading", name=SAID[title], exact=True)).to_be_visible()
    expect(sheet.locator("form, .top nav, .news")).to_have_count(0)
    expect(sheet.get_by_role("heading", name=SAID["public.became"])).to_have_count(0)
    expect(sheet.get_by_text(SAID["public.about"])).to_have_count(0)
    works = sheet.get_by_role("region").or_(sheet.locator("section.card")).first.locator("li")
    expect(works).to_have_count(10)
    count = sheet.locator("section.card").first.get_by_text(re.compile(r"^[\d.]+ pekerjaan"))
    whole = count.inner_text()
    words = sheet.get_by_label(SAID["public.words"])
    words.fill("xyz-tidak-ada")
    expect(sheet.get_by_text(SAID["public.noplace"])).to_be_visible()
    words.fill("sampah")
    expect(works.first).to_contain_text(re.compile("sampah", re.IGNORECASE))
    words.fill("")
    for label, option in (("dimension", "SEN"), ("public.place", "BALBAR")):
        expect(count).to_have_text(whole)
        select = sheet.locator("label.field", has_text=SAID[label]).locator("select")
        select.select_option(option)
        expect(count).not_to_have_text(whole)
        select.select_option("")


def test_a_proposal_from_outside_is_taken_over_and_seen_as_answered(opened: Service, visit: Visit) -> None:
    citizen = visit(opened.view("publik"))
    citizen.get_by_role("link", name=SAID["public.about"]).first.click()
    expect(citizen.get_by_role("button", name=SAID["public.about.other"])).to_be_visible()
    citizen.get_by_label(SAID["public.text"]).fill(TEXT)
    citizen.get_by_label(SAID["public.contact"]).fill("0812-555-777")
    kept = citizen.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert "0812" not in kept
    assert "trotoar" not in kept
    citizen.get_by_role("button", name=SAID["public.send"], exact=True).click()
    expect(citizen.get_by_role("status").filter(has_text=SAID["public.sent"].split("{")[0])).to_be_visible()
    became = citizen.locator("section.card", has_text=SAID["public.became"])
    expect(became).to_contain_text(SAID["ProposalStanding.OPEN"])
    assert "trotoar" not in became.inner_text()

    planner = visit(opened.view("usulan"), token=opened.token("Ani"))
    card = planner.locator("section.card", has_text=PUBLIC)
    expect(card).to_contain_text(TEXT)
    expect(card).to_contain_text("0812-555-777")
    card.get_by_role("button", name=SAID["proposals.answer"]).click()
    card.get_by_label(SAID["proposals.matter"]).select_option(index=1)
    card.get_by_label(SAID["proposals.words"]).fill("Perbaiki trotoar di depan sekolah")
    card.get_by_label(SAID["proposals.told"]).fill("Dibahas dengan dinas.")
    card.get_by_role("button", name=SAID["proposals.take"], exact=True).click()
    expect(planner.get_by_text(SAID["proposals.none"])).to_be_visible()
    planner.get_by_label(SAID["task.standing"]).select_option("TAKEN_OVER")
    link = card.get_by_role("link", name=SAID["public.as"].split("{")[0])
    expect(card).to_contain_text("Dibahas dengan dinas.")
    link.click()
    comments = planner.locator("section.card", has_text=SAID["comments"])
    expect(comments).to_contain_text("Usulan publik nomor 1: Perbaiki trotoar di depan sekolah")

    citizen.reload()
    settled(citizen)
    citizen.get_by_label(SAID["public.number"]).fill("1")
    expect(became).to_contain_text("Dibahas dengan dinas.")
    expect(became).to_contain_text("Perbaiki trotoar di depan sekolah")
    assert "0812" not in became.inner_text()
    citizen.get_by_label(SAID["public.number"]).fill("99")
    expect(became).to_contain_text(SAID["public.unknown"])


def test_a_proposal_becomes_a_link_a_scenario_or_is_declined(opened: Service, visit: Visit) -> None:
    send = """mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { proposal { number } } }"""
    numbers = [
        opened.ask(send, i={"plan": demo.FIRST, "text": f"Usul {each}"})["submitProposal"]["proposal"]["number"]
        for each in range(3)
    ]
    planner = visit(opened.view("usulan"), token=opened.token("Budi"))

    def chosen(number: int, outcome: str) -> Page:
        card = planner.locator(
            "section.card", has=planner.get_by_role("heading", name=f"Usulan nomor {number}", exact=True)
        )
        card.get_by_role("button", name=SAID["proposals.answer"]).click()
        card.get_by_role("button", name=outcome, exact=True).first.click()
        return planner

    chosen(numbers[0], SAID["ProposalOutcome.SCENARIO"])
    planner.get_by_label(SAID["proposals.scenario"]).fill("Trotoar")
    planner.get_by_label(SAID["proposals.told"]).fill("Dicoba.")
    planner.get_by_role("button", name=SAID["proposals.take"], exact=True).click()
    expect(planner.get_by_role("heading", name=f"Usulan nomor {numbers[0]}", exact=True)).to_have_count(0)
    chosen(numbers[1], SAID["ProposalOutcome.LINK"])
    for label, words in (("proposals.needing", "pengelolaan sampah"), ("proposals.needed", "jalan")):
        planner.get_by_label(SAID[label]).fill(words)
        planner.get_by_role("option").filter(visible=True).first.click()
    planner.get_by_label(SAID["proposals.told"]).fill("Ditambahkan.")
    planner.get_by_role("button", name=SAID["proposals.take"], exact=True).click()
    expect(planner.get_by_role("heading", name=f"Usulan nomor {numbers[1]}", exact=True)).to_have_count(0)
    chosen(numbers[2], SAID["proposals.decline"])
    planner.get_by_label(SAID["proposals.why"]).fill("Sudah ada.")
    planner.get_by_role("button", name=SAID["proposals.decline"], exact=True).last.click()
    expect(planner.get_by_text(SAID["proposals.none"])).to_be_visible()
    asked = f'{{ plan(slug: "{demo.FIRST}") {{ proposals(first: 3) {{ nodes {{ outcome answer text }} }} }} }}'
    found = opened.ask(asked)["plan"]["proposals"]["nodes"]
    assert [(each["outcome"], each["answer"], each["text"]) for each in found] == [
        (None, "Sudah ada.", None),
        ("LINK", "Ditambahkan.", "Usul 1"),
        ("SCENARIO", "Dicoba.", "Usul 0"),
    ]


@needs_packages(TOOLS)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "dark")])
def test_both_views_are_free_of_what_axe_finds(opened: Service, visit: Visit, width: int, scheme: str) -> None:
    opened.ask(
        "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { proposal { number } } }",
        opened.token(f"Citra {width} {scheme}"),
        i={"plan": demo.FIRST, "text": "panjang" * 60},
    )
    sheet = visit(opened.view("publik"), token=opened.token("Dewi"), width=width, scheme=scheme)
    sheet.evaluate(AXE.read_text("utf-8"))
    for view in ("publik", "usulan", "usulan?jawab=5", "publik?lang=en"):
        sheet.goto(f"{opened.address}#/{demo.FIRST}/{view}")
        sheet.wait_for_timeout(50)
        settled(sheet)
        assert violations(sheet) == [], view
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{view} is wider than the screen"
