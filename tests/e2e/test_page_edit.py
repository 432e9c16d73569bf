"""What planners put right on the page: what a file's columns hold, and names, ceilings and targets where they stand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running, settled

PLAN = f'plan(slug: "{demo.FIRST}")'
WORK = f"""{{ {PLAN} {{ revision programs(first: 1, orderBy: BUDGET, filter: {{ level: PROGRAM, overhead: false }}) {{
    nodes {{ id name years {{ year budget {{ amount }} }} }} }} }} }}"""
EDIT = """mutation($input: EditProgramInput!) {
    editProgram(input: $input) { revision errors { __typename } } }"""
DECIDE = """mutation($input: DecideInitiativeInput!) { decideInitiative(input: $input) { errors { __typename } } }"""
COMMENT = """mutation($input: CommentOnInitiativeInput!) {
    commentOnInitiative(input: $input) { errors { __typename } } }"""
CHANGED = SAID["changed.to"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """Give a service that is written to, and a planner's token."""
    with running(tmp_path_factory.mktemp("edit")) as started:
        yield started, started.token("Ani")


def test_a_column_without_a_guess_is_shown_with_its_contents_and_can_be_said(
    desk: tuple[Service, str], visit: Visit, tmp_path: Path
) -> None:
    service, token = desk
    file = tmp_path / "aneh.csv"
    file.write_text(
        "Instansi,Thn Anggaran,Uraian Kerja,Tingkatan,Qwert\n"
        "Dinas Kesehatan,2026,Pengelolaan Pelayanan Kesehatan Balita,sub kegiatan,1.02.02.2.02.0004\n",
        "utf-8",
    )
    sheet = visit(service.view("impor"), token)
    sheet.locator("input[type=file]").set_input_files(file)
    table = sheet.get_by_role("region", name=file.name)
    expect(table.locator("tr", has_text="Qwert")).to_contain_text("1.02.02.2.02.0004")
    for heading, column in (("Qwert", "kode"), ("Uraian Kerja", "nama"), ("Tingkatan", "tingkat")):
        table.get_by_label(f"{SAID['columns.holds']}: {heading}").select_option(column)
    sheet.get_by_role("button", name=SAID["import.again"]).click()
    expect(sheet.get_by_role("button", name=SAID["import.now"])).to_be_enabled()
    chosen = table.get_by_label(f"{SAID['columns.holds']}: Qwert")
    expect(chosen).to_have_value("kode")
    chosen.select_option("")
    sheet.get_by_role("button", name=SAID["import.again"]).click()
    expect(sheet.locator(".result")).to_contain_text(SAID["left.title"].replace("{count}", "1"))


def _work(service: Service) -> tuple[dict[str, Any], int, int]:
    """The dearest program, its last year with money, and how much that is."""
    [work] = service.ask(WORK)["plan"]["programs"]["nodes"]
    year = [each for each in work["years"] if each["budget"]][-1]
    return work, year["year"], year["budget"]["amount"]


def _rupiah(amount: int) -> str:
    return f"Rp {amount:,}".replace(",", ".")


def _told(what: str, label: str, before: str, after: str) -> str:
    return CHANGED.format(what=what, label=label, before=before, after=after)


def test_a_ceiling_is_edited_in_the_table_told_in_words_and_taken_back(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    work, year, amount = _work(service)
    sheet = visit(service.view("isi", jenis="program", tingkat="PROGRAM", tahun=str(year)), token)
    sheet.get_by_label(SAID["edit.switch"]).check()
    what = f"{SAID['what.budget']} {year}"
    pen = sheet.get_by_role("button", name=SAID["edit.of"].format(what=what, label=work["name"]), exact=True)
    pen.focus()
    sheet.keyboard.press("Enter")
    expect(sheet.locator(".editor input[name=value]")).to_be_focused()
    sheet.keyboard.press("Escape")
    expect(pen).to_be_focused()
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("Rp 5 M")
    sheet.keyboard.press("Enter")
    expect(sheet.locator(".editor [role=alert]")).to_contain_text("Rp 5 M")
    sheet.locator(".editor input[name=value]").fill("Rp 9.876 miliar")
    sheet.keyboard.press("Enter")
    told = _told(what, work["name"], _rupiah(amount), _rupiah(9_876_000_000_000))
    notice = sheet.locator(".waiting .notice.good")
    expect(notice).to_contain_text(told)
    expect(sheet.locator("tr", has_text=work["name"]).first).to_contain_text(_rupiah(9_876_000_000_000))
    expect(pen).to_be_focused()
    notice.get_by_role("link").click()
    expect(sheet.get_by_role("table", name=SAID["changed"])).to_contain_text(told)
    notice.get_by_role("button", name=SAID["edit.undo"]).click()
    expect(notice).to_contain_text(SAID["edit.undone"].format(told=told))
    expect(notice.get_by_role("button", name=SAID["edit.undo"])).to_have_count(0)
    assert _work(service)[2] == amount


def test_who_edits_what_someone_else_did_meanwhile_sees_both_versions(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    work, year, amount = _work(service)
    sheet = visit(service.view(f"program/{work['id']}"), token)
    what = f"{SAID['what.budget']} {year}"
    sheet.get_by_role("button", name=SAID["edit.of"].format(what=what, label=work["name"]), exact=True).click()
    sheet.locator(".editor input[name=value]").fill("Rp 111.000.000")
    theirs = {"plan": demo.FIRST, "id": work["id"], "program": {"years": [{"year": year, "budget": 222_000_000}]}}
    assert service.ask(EDIT, service.token("Budi"), input=theirs)["editProgram"]["errors"] == []
    expect(sheet.locator(".news")).to_contain_text("Budi")
    expect(sheet.locator(".editor input[name=value]")).to_have_value("Rp 111.000.000")
    sheet.locator(".editor").get_by_role("button", name=SAID["save"]).click()
    both = sheet.get_by_role("alert").filter(has_text=SAID["conflict.title"])
    expect(both).to_contain_text(_rupiah(222_000_000))
    expect(both).to_contain_text(_rupiah(111_000_000))
    both.get_by_role("button", name=SAID["conflict.keepmine"]).click()
    expect(sheet.locator(".facts")).to_contain_text(_rupiah(111_000_000))
    assert _work(service)[2] != amount


def test_names_and_targets_are_edited_where_they_stand(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    found = f"{{ {PLAN} {{ indicators(first: 20) {{ nodes {{ id name years {{ year target {{ text }} }} }} }} }} }}"
    indicator = next(each for each in service.ask(found)["plan"]["indicators"]["nodes"] if each["years"])
    sheet = visit(service.view(f"indikator/{indicator['id']}"), token)
    year = indicator["years"][0]
    of = SAID["edit.of"].format(what=f"{SAID['what.target']} {year['year']}", label=indicator["name"])
    sheet.get_by_role("button", name=of, exact=True).click()
    sheet.locator(".editor input[name=value]").fill("77,5")
    sheet.keyboard.press("Enter")
    expect(sheet.locator(".waiting .notice.good")).to_contain_text("77,5")
    of = SAID["edit.of"].format(what=SAID["what.name"], label=indicator["name"])
    sheet.get_by_role("button", name=of, exact=True).click()
    sheet.locator(".editor textarea").fill("Nama yang dibetulkan")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("h1")).to_have_text("Nama yang dibetulkan")


def test_the_name_of_a_regulation_leads_to_the_entry_that_rests_on_it(desk: tuple[Service, str], visit: Visit) -> None:
    service, _ = desk
    work, _, _ = _work(service)
    sheet = visit(service.view(f"program/{work['id']}"))
    source = sheet.locator(f"td[data-label='{SAID['source']}'] a").first
    name = source.inner_text()
    source.click()
    expect(sheet.locator("h1")).to_be_focused()
    settled(sheet)
    assert "/pengetahuan/" in sheet.url
    expect(sheet.locator("main")).to_contain_text(name)


@pytest.mark.parametrize("role", ["", "viewer"])
def test_who_may_not_edit_gets_no_pen(desk: tuple[Service, str], visit: Visit, role: str) -> None:
    service, _ = desk
    work, _, _ = _work(service)
    sheet = visit(service.view(f"program/{work['id']}"), service.token("Citra", role) if role else "")
    expect(sheet.locator(".facts").first).to_be_visible()
    expect(sheet.locator("button.edit")).to_have_count(0)
    sheet.goto(service.view("isi", jenis="program", sunting="1"))
    expect(sheet.locator("main tbody tr").first).to_be_visible()
    expect(sheet.get_by_label(SAID["edit.switch"])).to_have_count(0)
    expect(sheet.locator("button.edit")).to_have_count(0)


def test_what_others_decided_and_wrote_is_told_at_the_next_visit(desk: tuple[Service, str], visit: Visit) -> None:
    service, token = desk
    sheet = visit(service.view("ringkasan"), token)
    expect(sheet.locator(".tiles")).to_be_visible()
    context = sheet.context
    sheet.close()
    asked = f"{{ {PLAN} {{ initiatives(first: 1) {{ nodes {{ fingerprint }} }} }} }}"
    [first] = service.ask(asked)["plan"]["initiatives"]["nodes"]
    given = {"plan": demo.FIRST, "fingerprint": first["fingerprint"]}
    dewi = service.token("Dewi")
    decided = given | {"standing": "DEFERRED", "reason": "Menunggu anggaran", "seenDecision": None}
    assert service.ask(DECIDE, dewi, input=decided)["decideInitiative"]["errors"] == []
    written = given | {"text": "Mohon data dari Dinas Kesehatan"}
    assert service.ask(COMMENT, dewi, input=written)["commentOnInitiative"]["errors"] == []
    again = context.new_page()
    again.goto(service.view("ringkasan"))
    since = again.get_by_role("region", name=SAID["since"])
    expect(since).to_contain_text("Menunggu anggaran")
    expect(since.locator(".tag")).to_have_text(SAID["DecisionStanding.DEFERRED"].capitalize())
    expect(since).to_contain_text("Mohon data dari Dinas Kesehatan")
    since.get_by_role("button", name=SAID["since.seen"]).click()
    expect(since).to_have_count(0)
    again.reload()
    expect(again.locator(".tiles")).to_be_visible()
    settled(again)
    expect(since).to_have_count(0)
    own = visit(service.view("ringkasan"), dewi)
    own.reload()
    expect(own.locator(".tiles")).to_be_visible()
    settled(own)
    expect(own.get_by_role("region", name=SAID["since"])).to_have_count(0)
