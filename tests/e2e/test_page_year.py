"""The year that views show goes from view to view; a year without files says so, and tiles lead to what they count."""

import re

import pytest
from playwright.sync_api import expect

from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit, settled

PLAN = f'plan(slug: "{demo.FIRST}")'


def _years(service: Service, reading: str) -> list[int]:
    found = service.ask(f"{{ {PLAN} {{ reviewYears {{ year reading }} }} }}")["plan"]["reviewYears"]
    return [each["year"] for each in found if each["reading"] == reading]


def _number(text: str) -> int:
    return int(text.strip().replace(".", ""))


@pytest.mark.parametrize("tile", ["opds", "programs", "parts", "objectives", "partners", "ties", "findings"])
def test_a_tile_leads_to_exactly_what_it_counts(service: Service, visit: Visit, tile: str) -> None:
    sheet = visit(service.view("ringkasan"))
    found = sheet.locator(".tiles a").filter(has=sheet.get_by_text(SAID[f"count.{tile}"], exact=True))
    count = _number(found.locator("strong").inner_text())
    found.click()
    expect(sheet.locator(".tiles")).to_have_count(0)
    settled(sheet)
    expect(sheet.locator("main tbody tr")).to_have_count(count)


def test_the_tile_of_recommendations_leads_to_as_many(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan"))
    found = sheet.locator(".tiles a").filter(has=sheet.get_by_text(SAID["count.initiatives"], exact=True))
    count = found.locator("strong").inner_text()
    found.click()
    expect(sheet.locator("main [role=status]").first).to_contain_text(
        SAID["initiatives.count"].replace("{count}", count)
    )


def test_the_year_goes_along_and_one_without_files_is_said_instead_of_naughts(service: Service, visit: Visit) -> None:
    unread, read = _years(service, "NONE")[0], _years(service, "WHOLE")[0]
    sheet = visit(service.view("ringkasan"))
    choice = sheet.get_by_label(SAID["year"])
    expect(choice.locator(f'option[value="{unread}"]')).to_have_text(f"{unread} – belum dibaca")
    choice.select_option(str(unread))
    expect(sheet.locator("main .notice.off")).to_contain_text(str(unread))
    expect(sheet.locator("table.heat")).to_have_count(0)
    choice.select_option(str(read))
    expect(sheet.locator("table.heat")).to_be_visible()
    for view in ("tinjauan", "keterkaitan", "isi", "rekomendasi"):
        sheet.get_by_role("link", name=SAID[f"menu.{view}"], exact=True).click()
        expect(sheet).to_have_url(re.compile(rf"{view}\?tahun={read}"))
    sheet.goto(service.view("isi", jenis="program", tahun=str(unread)))
    sheet.reload()
    expect(sheet.locator("main")).to_contain_text(str(unread))
    expect(sheet.locator("main tbody tr")).to_have_count(0)


def test_all_dependencies_stand_in_one_list_with_their_origin_in_words(service: Service, visit: Visit) -> None:
    filter_ = "{ kind: DEPENDS_ON, acrossOpds: true, not: { standing: REJECTED } }"
    asked = f"{{ {PLAN} {{ links(first: 1, filter: {filter_}) {{ totalCount nodes {{ origin }} }} }} }}"
    links = service.ask(asked)["plan"]["links"]
    sheet = visit(service.view("keterkaitan", cara="daftar"))
    expect(sheet.locator("main tbody tr")).to_have_count(links["totalCount"])
    origin = SAID[f"Origin.{links['nodes'][0]['origin']}"]
    expect(sheet.locator("main tbody tr").first).to_contain_text(origin)
    expect(sheet.locator("main .card > .note").first).to_contain_text(SAID["ties.origins"].partition(":")[0])


def test_a_pair_has_the_same_number_of_ties_in_every_view(service: Service, visit: Visit) -> None:
    asked = f"{{ {PLAN} {{ opdMatrix {{ count opd {{ id shortName }} needed {{ shortName }} }} }} }}"
    tie = max(service.ask(asked)["plan"]["opdMatrix"], key=lambda each: int(each["count"]))
    one, other, count = tie["opd"]["shortName"], tie["needed"]["shortName"], tie["count"]
    sheet = visit(service.view(f"opd/{one}"))
    name = f"{one} → {other}: {count}"
    expect(sheet.locator(f'main a[aria-label="{name}"]').first).to_be_visible()
    sheet.goto(service.view("keterkaitan", cara="pasangan", a=one, b=other, tampil="tabel"))
    settled(sheet)
    there = sheet.locator("main tbody tr").filter(has=sheet.locator(f'th a.tag:text-is("{one}")'))
    expect(there).to_have_count(count)
    sheet.goto(service.view("keterkaitan", cara="simpul", dari=tie["opd"]["id"], hilir="0", lintas="1", tampil="tabel"))
    settled(sheet)
    outward = sheet.locator("main tbody tr").filter(has=sheet.locator(f'td a.tag:text-is("{other}")'))
    expect(outward).to_have_count(count)


def test_english_says_one_of_one(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ekspor", lang="en"))
    said = """async (counts) => {
        const { t } = await import(new URL('page/words.js', document.baseURI));
        return counts.map((count) => t('ties.count', { count }));
    }"""
    one = WORDS["en"]["ties.count.one"].replace("{count}", "1")
    assert sheet.evaluate(said, ["1", "2", "1,203"]) == [one, "2 dependencies", "1,203 dependencies"]
