"""A meeting on the page: two planners' and an agency's browsers and a projector; then its tasks, ties and accesses."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from service import demo
from tests.e2e.conftest import PATIENCE, SAID, Service, Visit, running
from tests.e2e.test_page_axe import AXE, TOOLS, violations
from tests.node import needs_packages

DLH = "opd/dlh"
DONE = """mutation($input: %s!) { %s(input: $input) { errors { __typename ... on Problem { message } } } }"""
MEETING = """{ plan(slug: "%s") { meeting(number: %d) { minutesNumber closedAt
    agenda { nodes { number title decision { standing lead { shortName } } votes { nodes { choice } } } }
    tasks { nodes { standing evidence } } } } }"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("meeting")) as started:
        yield started


def _do(service: Service, token: str, mutation: str, **input_: Any) -> None:
    """Do something over the API, as somebody else in the room does."""
    query = DONE % (mutation[0].upper() + mutation[1:] + "Input", mutation)
    assert service.ask(query, token, input={"plan": demo.FIRST} | input_)[mutation]["errors"] == []


def _held(service: Service, token: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = service.ask(MEETING % (demo.FIRST, number), token)["plan"]["meeting"]
    return found


def _card(sheet: Page, title: str) -> Locator:
    return sheet.locator("section.card", has=sheet.get_by_role("heading", name=title, exact=True))


def _press(within: Page | Locator, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).click()


def _item(sheet: Page, title: str) -> Locator:
    return sheet.locator(".agenda > li", has_text=title)


def _called(sheet: Page, title: str) -> int:
    """Call a meeting on the page and give its number."""
    form = _card(sheet, SAID["meeting.call"])
    form.get_by_label(SAID["meeting.title"]).fill(title)
    form.get_by_label(SAID["meeting.place"]).fill("Ruang rapat Bappeda")
    form.get_by_label(SAID["meeting.invited.write"]).fill("DLH, DKK, DISKOMINFO")
    _press(form, SAID["meeting.call"])
    expect(sheet.locator("h1")).to_have_text(title)
    return int(sheet.url.rsplit("/", 1)[1])


def _agenda(service: Service, sheet: Page, ani: str, number: int) -> str:
    """Put eight items on the agenda, two on the page; gives the title of the first."""
    add = _card(sheet, SAID["meeting.add"])
    add.locator("[name=what]").select_option("INITIATIVE")
    matter = add.locator("[name=reference]")
    matter.select_option(index=1)
    title = matter.locator("option:checked").inner_text().strip()
    add.get_by_label(SAID["meeting.voted"]).check()
    _press(add, SAID["meeting.add"])
    expect(sheet.locator(".agenda > li")).to_have_count(1)
    add.locator("[name=what]").select_option("TOPIC")
    add.get_by_label(SAID["meeting.topic"]).fill("Jadwal")
    _press(add, SAID["meeting.add"])
    expect(sheet.locator(".agenda > li")).to_have_count(2)
    for at in range(3, 9):  # by a colleague: the page follows
        _do(service, ani, "addToAgenda", meeting=number, kind="TOPIC", title=f"Butir {at}")
    expect(sheet.locator(".agenda > li")).to_have_count(8)
    return title


def test_a_meeting_is_held_on_the_page_before_an_agency_and_a_projector(written: Service, visit: Visit) -> None:
    ani, budi = written.token("Ani"), written.token("Budi")
    dewi = written.token("Dewi", "agency", DLH)
    sheet = visit(written.view("rapat"), token=ani)
    number = _called(sheet, "FGD lintas perangkat daerah")
    title = _agenda(written, sheet, budi, number)
    agency = visit(written.view(f"rapat/{number}"), token=dewi)
    projector = visit(written.view(f"layar/{number}"))
    expect(projector.locator("h1")).to_have_text("FGD lintas perangkat daerah")
    _item(sheet, title).get_by_role("button", name=f"{SAID['meeting.present']}: {title}").click()
    expect(projector.locator("h1")).to_have_text(title)
    expect(_item(agency, title)).to_contain_text(SAID["meeting.shown"])
    expect(projector.locator(".top")).to_be_hidden()
    _votes_and_decision(written, sheet, agency, title, budi)
    turned = visit(written.view(f"layar/{number}"), token=budi)
    expect(turned.locator("h1")).to_have_text(title)
    turned.keyboard.press("ArrowRight")
    expect(projector.locator("h1")).to_have_text("Jadwal")
    _deferred_and_a_task(sheet)
    _reported(agency)
    expect(_card(sheet, SAID["tasks"])).to_contain_text(SAID["TaskStanding.DONE"])
    sheet.goto(written.view(f"rapat/{number}"))
    _closed(sheet, projector, number)
    held = _held(written, "", number)
    assert [each["decision"] and each["decision"]["standing"] for each in held["agenda"]["nodes"][:3]] == [
        "ACCEPTED", "DEFERRED", None,
    ]  # fmt: skip
    assert held["tasks"]["nodes"] == [{"standing": "DONE", "evidence": "BA 1/2027"}]


def _votes_and_decision(service: Service, sheet: Page, agency: Page, title: str, budi: str) -> None:
    """The agency votes for itself alone; the planner's decision meets one that was made elsewhere, and says so."""
    votes = _item(agency, title)
    expect(votes.locator("p[role=group]")).to_have_count(1)
    _press(votes.get_by_role("group", name=SAID["meeting.votefor"].format(opd="DLH")), SAID["VoteChoice.FOR"])
    expect(_item(sheet, title)).to_contain_text(f"DLH: {SAID['VoteChoice.FOR']}")
    expect(agency.get_by_text(SAID["meeting.write"])).to_have_count(0)
    fingerprint = sheet.get_by_role("link", name=SAID["meeting.about"]).get_attribute("href") or ""
    _do(service, budi, "decideInitiative", fingerprint=fingerprint.rsplit("/", 1)[1], standing="REJECTED", reason="x")
    mine = _item(sheet, title)
    mine.get_by_text(SAID["meeting.write"]).click()
    mine.locator("[name=lead]").fill("DLH")
    mine.locator("[name=output]").fill("Data bersama")
    _press(mine, SAID["meeting.decide"])
    expect(mine.locator(".conflict")).to_contain_text("Budi")
    _press(mine, SAID["meeting.decide"])
    expect(mine.locator("dl.facts")).to_contain_text(SAID["DecisionStanding.ACCEPTED"])
    expect(_item(agency, title).locator("dl.facts")).to_contain_text("Data bersama")


def _deferred_and_a_task(sheet: Page) -> None:
    item = _item(sheet, "Jadwal")
    item.get_by_text(SAID["meeting.write"]).click()
    item.locator("[name=standing]").select_option("DEFERRED")
    item.locator("[name=reason]").first.fill("Menunggu APBD")
    item.get_by_label(SAID["decision.until.write"]).fill("2999-01-10")
    _press(item, SAID["meeting.decide"])
    expect(item.locator("dl.facts")).to_contain_text("10 Januari 2999")
    tasks = _card(sheet, SAID["tasks"])
    tasks.get_by_text(SAID["task.assign"]).first.click()
    tasks.get_by_label(SAID["task.title"]).fill("Menyerahkan data")
    tasks.locator("[name=opd]").fill("DLH")
    _press(tasks, SAID["task.assign"])
    expect(tasks.locator("li")).to_contain_text("Menyerahkan data")


def _reported(agency: Page) -> None:
    """The agency tells of its task, which is done with evidence."""
    agency.goto(agency.url.replace("/rapat/1", "/tugas"))
    task = agency.locator("li", has_text="Menyerahkan data")
    task.get_by_text(SAID["task.report"]).first.click()
    task.locator("[name=standing]").select_option("DONE")
    task.get_by_label(SAID["task.evidence"]).fill("BA 1/2027")
    _press(task, SAID["task.report"])
    expect(task.locator(".tag").first).to_have_text(SAID["TaskStanding.DONE"])


def _closed(sheet: Page, projector: Page, number: int) -> None:
    """Closed, the meeting gives its minutes, and takes addenda only."""
    present = _card(sheet, SAID["meeting.attendance"])
    present.get_by_label("Dinas Lingkungan Hidup").click()
    expect(present.get_by_label("Dinas Lingkungan Hidup")).to_be_checked()
    form = _card(sheet, SAID["meeting.close"])
    form.get_by_label(SAID["meeting.number"]).fill("000.7/12/2026")
    _press(form, SAID["meeting.close"])
    expect(form).to_have_count(0)
    expect(sheet.get_by_text(SAID["meeting.write"])).to_have_count(0)
    expect(projector.locator("main")).to_contain_text("000.7/12/2026")
    with sheet.expect_download() as coming:
        sheet.get_by_role("link", name="Berita acara (DOCX)").click()
    paper = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(each.text for each in paper.paragraphs), *cells])
    for wanted in ("000.7/12/2026", "Data bersama", "Menyerahkan data", "10 Januari 2999", "Butir 8"):
        assert wanted in words
    addenda = _card(sheet, SAID["meeting.addenda"])
    addenda.get_by_label(SAID["meeting.addendum.write"]).fill("DKK hadir sejak butir 2.")
    _press(addenda, SAID["meeting.addendum"])
    expect(addenda.locator("li")).to_contain_text("DKK hadir")
    assert f"rapat/{number}" in sheet.url


def test_an_agency_says_of_its_own_tie_on_the_page_and_both_agree(written: Service, visit: Visit) -> None:
    matrix = "opdMatrix { opd { shortName } needed { shortName } links { id } }"
    ties = written.ask(f'{{ plan(slug: "{demo.FIRST}") {{ {matrix} }} }}')["plan"]["opdMatrix"]
    tie = next(each for each in ties if len(each["links"]) == 1)
    one, other = tie["opd"]["shortName"], tie["needed"]["shortName"]
    for name in (one, other):
        token = written.token(name, "agency", f"opd/{name.lower()}")
        sheet = visit(written.view("keterkaitan", cara="pasangan", a=one, b=other), token=token)
        card = sheet.locator(".side article.link").first
        expect(card.get_by_role("button", name=SAID["link.correct"])).to_have_count(0)
        _press(card, SAID["voice.say"])
        expect(card.locator(".tags + ul")).to_contain_text(name)
    expect(card).to_contain_text(SAID["voice.agreed"].format(opds=f"{one}, {other}"))
    sheet.goto(written.view("suara", tampil="setuju"))
    expect(sheet.locator("main .tag.good")).to_have_count(1)


TIES = """{ plan(slug: "%s") { revision
    from: programs(first: 1, filter: { opd: "DLH" }) { nodes { id label } }
    to: programs(first: 1, filter: { opd: "DISKOMINFO" }) { nodes { id label } }
    voicedLinks(filter: { isProposed: true }) { nodes { localId } } } }"""


def test_a_tie_that_an_agency_proposes_is_taken_up_by_a_meeting_and_added_to_the_plan(
    written: Service, visit: Visit
) -> None:
    before = written.ask(TIES % demo.FIRST)["plan"]
    [origin], [target] = before["from"]["nodes"], before["to"]["nodes"]
    dewi = written.token("Dewi", "agency", DLH)
    agency = visit(written.view("suara", dari=origin["id"], ke=target["id"]), token=dewi)
    form = _card(agency, SAID["voice.propose"])
    form.locator("[name=kind]").select_option("PUBLIC_INFORMATION")
    form.get_by_label(SAID["reason"]).fill("Jadwal perlu diumumkan bersama")
    _press(form, SAID["voice.propose"])
    tie = f"{origin['label']} → {target['label']}"
    expect(agency.locator("section.card", has_text="Jadwal perlu diumumkan")).to_contain_text(SAID["voice.proposed"])
    expect(agency.get_by_role("button", name=SAID["voice.adopt"])).to_have_count(0)
    [proposed] = written.ask(TIES % demo.FIRST)["plan"]["voicedLinks"]["nodes"]
    sheet = visit(written.view("suara"), token=written.token("Ani"))
    for standing, offered in (("OPEN", 0), ("CONFIRMED", 1)):
        _do(written, dewi, "sayOfLink", link=proposed["localId"], opd="DLH", standing=standing)
        sheet.reload()
        expect(sheet.locator("section.card", has_text="Jadwal perlu diumumkan")).to_be_visible()
        expect(sheet.get_by_role("button", name=SAID["voice.adopt"])).to_have_count(offered)
    sheet.goto(written.view("rapat"))
    _called(sheet, "Rapat usulan")
    add = _card(sheet, SAID["meeting.add"])
    add.locator("[name=what]").select_option("PROPOSAL")
    add.locator("[name=reference]").select_option(label=tie)
    _press(add, SAID["meeting.add"])
    item = _item(sheet, tie)
    expect(item).to_contain_text(SAID["voice.proposed"])
    _press(item, SAID["voice.adopt"])
    expect(item).to_contain_text("DLH")
    expect(item).not_to_contain_text(SAID["voice.proposed"])
    after = written.ask(TIES % demo.FIRST)["plan"]
    assert after["revision"] == before["revision"] + 1
    assert after["voicedLinks"]["nodes"] == before["voicedLinks"]["nodes"] == []


def test_a_question_of_the_yearly_evaluation_is_taken_up_and_opened_from_the_agenda(
    written: Service, visit: Visit
) -> None:
    ani = written.token("Ani")
    _do(written, ani, "openEvaluationRound", year=2023, stage="FIRST", cohort="reguler")
    sheet = visit(written.view("rapat"), token=ani)
    _called(sheet, "Rapat evaluasi")
    add = _card(sheet, SAID["meeting.add"])
    add.locator("[name=what]").select_option("EVALUATION")
    options = add.locator("[name=reference]")
    expect(options.locator("option")).to_have_count(42)  # none chosen, the round, and what would raise it the most
    options.select_option(value="evaluation/2023")
    _press(add, SAID["meeting.add"])
    expect(sheet.locator(".agenda > li")).to_contain_text("Putaran evaluasi 2023")
    add.locator("[name=what]").select_option("EVALUATION")
    options.select_option(index=2)
    title = options.locator("option:checked").inner_text().removeprefix("2023 ")
    _press(add, SAID["meeting.add"])
    _item(sheet, title).get_by_role("link", name=SAID["meeting.about"]).click()
    expect(sheet).to_have_url(re.compile(rf"evaluasi/2023\?.*soal={title.split(' ')[0]}"))
    expect(sheet.locator("main")).to_contain_text(title.split(" ")[0])


def test_what_moved_since_the_last_visit_is_told_on_the_first_view(written: Service, visit: Visit) -> None:
    ani = written.token("Ani")
    _do(written, ani, "assignTask", title="Tugas dari dahulu", opd="DKK", due="2999-01-31")
    sheet = visit(written.view("ringkasan"), token=ani)
    moved = sheet.get_by_role("link", name=SAID["followed.moved"].format(count=1))
    expect(sheet.locator("main h1")).to_be_visible()
    sheet.wait_for_function(f"localStorage.getItem('sinergi.visited.{demo.FIRST}')")
    _do(written, ani, "assignTask", title="Tugas yang baru", opd="DKK", due="2999-02-28")
    sheet.evaluate("sessionStorage.clear()")
    sheet.reload()
    moved.click()
    expect(sheet.locator("main")).to_contain_text("Tugas yang baru")
    expect(sheet.locator("main")).not_to_contain_text("Tugas dari dahulu")


def test_what_was_agreed_is_followed_on_the_first_view_on_the_agencys_and_among_the_decisions(
    written: Service, visit: Visit
) -> None:
    ani = written.token("Ani")
    for title, due in (("Tugas lewat hari", "2020-01-31"), ("Tugas nanti", "2999-01-31")):
        _do(written, ani, "assignTask", title=title, opd="DKK", due=due)
    _do(written, ani, "createMeeting", title="Rapat tindak lanjut", heldOn="2026-12-11", body="FORUM")
    shows = "revision initiatives(first: 3) { nodes { fingerprint } }"
    found = written.ask(f'{{ plan(slug: "{demo.FIRST}") {{ {shows} }} }}')
    matter = found["plan"]["initiatives"]["nodes"][1]["fingerprint"]
    sheet = visit(written.view(f"inisiatif/{matter}"), token=ani)
    talk = _card(sheet, SAID["decision"])
    talk.locator("textarea").first.fill("Menunggu DPRD")
    talk.locator("[name=until]").fill("2999-03-01")
    _press(talk, SAID["decide.DEFERRED"])
    expect(talk).to_contain_text("1 Maret 2999")
    talk.get_by_text(SAID["meeting.toagenda"]).click()
    _press(talk, SAID["meeting.add"])
    sheet.goto(written.view("keputusan", tampil="tunda"))
    decided = sheet.locator("section.card", has_text="Menunggu DPRD")
    expect(decided).to_contain_text(SAID["decisions.saw"].format(revision=found["plan"]["revision"]))
    expect(decided).to_contain_text(SAID["decisions.then"])
    other = found["plan"]["initiatives"]["nodes"][2]["fingerprint"]
    _do(written, ani, "decideInitiative", fingerprint=other, standing="ACCEPTED")
    sheet.goto(written.view("keputusan"))
    tables = sheet.locator("main [role=region]")
    expect(tables.nth(1)).to_be_visible()
    names = tables.evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    assert len(set(names)) == len(names)
    decided.locator("h2 a").click()
    talk.get_by_text(SAID["decision.withdraw"]).first.click()
    talk.locator("[name=reason]").fill("Keliru")
    _press(talk, SAID["decision.withdraw"])
    expect(talk).to_contain_text(SAID["decision.withdrawn"].format(who="Ani", reason="Keliru"))
    sheet.goto(written.view("opd/DKK"))
    expect(_card(sheet, SAID["tasks"])).to_contain_text("Tugas lewat hari")
    sheet.goto(written.view("ringkasan"))
    sheet.get_by_role("link", name=SAID["followed.late"].format(count=1)).click()
    expect(sheet.locator("main")).to_contain_text("Tugas lewat hari")
    expect(sheet.locator("main")).not_to_contain_text("Tugas nanti")
    sheet.goto(written.view("rapat"))
    expect(sheet.get_by_role("row", name=re.compile("Rapat tindak lanjut")).locator(".num")).to_have_text("1")


def test_an_administrator_invites_an_agency_by_a_link_that_is_shown_once_and_revokes_it(
    written: Service, visit: Visit
) -> None:
    sheet = visit(written.view("akses"), token=written.token("Citra", "administrator"))
    form = _card(sheet, SAID["access.give"])
    form.locator("[name=name]").fill("Gita")
    form.get_by_label(SAID["access.opds.write"]).fill("DKK")
    form.get_by_label(SAID["access.expires"]).fill("2999-12-31")
    _press(form, SAID["access.give"])
    link = form.locator("code").inner_text()
    guest = visit(link, expected="401")
    expect(guest.locator(".top-tools")).to_contain_text("Gita")
    assert "undangan" not in guest.url
    sheet.reload()
    expect(sheet.locator("main")).to_contain_text("Gita")
    expect(sheet.locator("code")).to_have_count(0)
    _press(sheet.locator("main"), f"{SAID['access.revoke']}: Gita")
    expect(sheet.get_by_role("row", name=re.compile("Gita"))).to_contain_text(SAID["access.revoked"])
    guest.reload()
    expect(guest.get_by_role("dialog")).to_contain_text(SAID["sign.refused"])


@needs_packages(TOOLS)
@pytest.mark.parametrize("view", ["rapat", "rapat/1", "layar/1", "tugas", "keputusan", "suara", "akses"])
def test_the_views_of_meetings_are_read_by_all_in_english_on_a_phone(written: Service, visit: Visit, view: str) -> None:
    sheet = visit(written.view(view, lang="en"), token=written.token("Ani", "administrator"), width=390, scheme="dark")
    expect(sheet.locator("h1")).to_be_visible(timeout=PATIENCE)
    sheet.evaluate(AXE.read_text("utf-8"))
    assert violations(sheet) == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 390
