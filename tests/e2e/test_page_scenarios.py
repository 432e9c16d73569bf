"""Scenarios in a real browser: begun, edited where they stand, laid side by side, and published after a conflict."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running

PLAN = f'plan(slug: "{demo.FIRST}")'
WORKS = f"""{{ {PLAN} {{ revision initiatives(first: 2) {{ nodes {{ fingerprint title }} }}
    programs(first: 50, filter: {{ level: SUB_ACTIVITY }}) {{ nodes {{ id name years {{ year budget {{ amount }} }}
        indicators {{ id }} opd {{ shortName }} }} }} }} }}"""
EDIT = f"""mutation($id: ID!, $year: Year!, $budget: Rupiah!) {{ editProgram(input: {{ plan: "{demo.FIRST}", id: $id,
    program: {{ years: [{{ year: $year, budget: $budget }}] }} }}) {{ revision errors {{ __typename }} }} }}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """A service of its own, and a planner's token."""
    with running(tmp_path_factory.mktemp("scenarios")) as service:
        yield service, service.token("perencana")


def _work(service: Service) -> tuple[dict[str, Any], int]:
    """A piece of work that has money in a year, and is called as no other is."""
    works = service.ask(WORKS)["plan"]["programs"]["nodes"]
    for each in works:
        money = [year for year in each["years"] if year["budget"] and year["budget"]["amount"]]
        is_plain = each["name"].replace(" ", "").isalpha()
        if is_plain and money and each["indicators"] and sum(other["name"] == each["name"] for other in works) == 1:
            return each, money[-1]["year"]
    raise AssertionError("the example has such work")


def _column(sheet: Page, row: str, number: int) -> Locator:
    """A cell of the table of effects."""
    table = sheet.get_by_role("table", name=SAID["scenario.effects"])
    line = table.locator("tbody tr").filter(has=sheet.get_by_role("rowheader", name=row, exact=True))
    return line.get_by_role("cell").nth(number)


def _pick(sheet: Page, label: str, name: str) -> None:
    field = sheet.get_by_role("combobox", name=re.compile(f"^{re.escape(label)}"))
    field.press_sequentially(name[:60])
    sheet.locator(".options [role=option]", has_text=name).first.click()


def test_two_scenarios_are_built_compared_and_one_is_published_after_a_conflict(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    work, year = _work(service)
    sheet = visit(service.view("skenario"), token)
    sheet.get_by_label(SAID["scenario.name"]).fill("Pagu naik")
    sheet.get_by_role("button", name=SAID["scenario.begin.do"], exact=True).click()
    expect(sheet.get_by_role("heading", name="Pagu naik")).to_be_visible()
    expect(sheet.get_by_role("button", name=SAID["scenario.publish"])).to_be_disabled()
    _pick(sheet, SAID["scenario.work"], work["name"])
    sheet.get_by_label(SAID["scenario.ceiling"]).fill("Rp 987 miliar")
    sheet.get_by_role("button", name=SAID["scenario.edit.do"]).click()
    changed = sheet.get_by_role("table", name=SAID["scenario.changed"].replace("{count}", "1"))
    expect(changed).to_contain_text("Rp 987.000.000.000")
    expect(_column(sheet, SAID["scenario.money"], 0)).to_contain_text("semula")

    first = service.ask(WORKS)["plan"]["initiatives"]["nodes"][0]
    sheet.goto(service.view(f"inisiatif/{first['fingerprint']}"))
    sheet.get_by_role("link", name=SAID["scenario.try"]).first.click()
    expect(sheet.get_by_label(SAID["scenario.name"])).to_have_value(first["title"][:150])
    sheet.get_by_label(SAID["scenario.name"]).fill("Bersama")
    sheet.get_by_role("button", name=SAID["scenario.begin.do"], exact=True).click()
    expect(sheet.get_by_role("heading", name="Bersama", exact=True)).to_be_visible()
    expect(sheet.get_by_role("button", name=SAID["scenario.publish"])).to_be_enabled()

    sheet.goto(service.view("skenario"))
    for name in ("Pagu naik", "Bersama"):
        sheet.get_by_label(SAID["scenario.beside"].replace("{name}", name)).check()
    table = sheet.get_by_role("table", name=SAID["scenario.effects"])
    for name in ("Pagu naik", "Bersama"):
        expect(table.get_by_role("columnheader", name=name)).to_be_visible()
    expect(_column(sheet, SAID["scenario.findings"], 1)).to_contain_text("→")
    expect(_column(sheet, SAID["scenario.money"], 1)).not_to_contain_text("semula")
    assert "banding=" in sheet.url

    other = service.token("rekan")
    done = service.ask(EDIT, other, id=work["id"], year=year, budget=123_000_000_000)["editProgram"]
    assert done["errors"] == []
    sheet.goto(service.view("skenario/Pagu naik"))
    expect(sheet.locator(".notice", has_text="sudah berubah sejak revisi").first).to_be_visible()
    sheet.get_by_role("button", name=SAID["scenario.rebase"]).click()
    clash = sheet.get_by_role("alert")
    expect(clash).to_contain_text(SAID["scenario.clash"])
    expect(clash).to_contain_text("Rp 123.000.000.000")
    expect(clash).to_contain_text("Rp 987.000.000.000")
    clash.get_by_role("button", name=SAID["scenario.keep"]).click()
    expect(clash).to_have_count(0)
    expect(sheet.get_by_role("button", name=SAID["scenario.rebase"])).to_have_count(0)
    sheet.get_by_role("button", name=SAID["scenario.publish"]).click()
    expect(sheet).to_have_url(re.compile(rf"riwayat/{done['revision'] + 1}"))
    query = "query($id: ID!) { node(id: $id) { ... on Program { years { year budget { amount } } } } }"
    years = service.ask(query, id=work["id"])["node"]["years"]
    assert [each["budget"]["amount"] for each in years if each["year"] == year] == [987_000_000_000]
    sheet.goto(service.view("skenario"))
    sheet.locator("summary", has_text=SAID["scenario.closed"].split("(")[0]).click()
    expect(sheet.locator("details li", has_text="Pagu naik")).to_contain_text(f"revisi {done['revision'] + 1}")


def test_targets_names_and_links_are_edited_where_they_stand_and_a_scenario_is_renamed_and_closed(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    work, year = _work(service)
    sheet = visit(service.view("skenario"), token)
    sheet.get_by_label(SAID["scenario.name"]).fill("Coba")
    sheet.get_by_role("button", name=SAID["scenario.begin.do"], exact=True).click()
    _pick(sheet, SAID["scenario.work"], work["name"])
    sheet.get_by_label(SAID["name"], exact=True).fill("Nama yang baru")
    sheet.get_by_role("button", name=SAID["scenario.edit.do"]).click()
    changes = sheet.locator("section", has=sheet.get_by_role("heading", name=re.compile("^Yang diubah")))
    expect(changes).to_contain_text("Nama yang baru")
    expect(sheet.get_by_label(SAID["name"], exact=True)).to_have_value("Nama yang baru")
    sheet.get_by_label(SAID["scenario.target.new"], exact=True).fill("77")
    sheet.get_by_role("spinbutton", name=SAID["scenario.year"]).fill(str(year))
    sheet.get_by_role("button", name=SAID["scenario.target.do"]).click()
    expect(changes).to_contain_text("77")
    sheet.reload()
    expect(sheet.get_by_label(SAID["scenario.target.new"], exact=True)).to_have_value("77")
    expect(sheet.get_by_label(SAID["name"], exact=True)).to_have_value("Nama yang baru")
    other = service.ask(f"{{ {PLAN} {{ opds(first: 5) {{ nodes {{ shortName }} }} }} }}")["plan"]["opds"]["nodes"]
    partner = next(each["shortName"] for each in other if each["shortName"] != work["opd"]["shortName"])
    _pick(sheet, SAID["scenario.link.to"], partner)
    sheet.locator("select[name=linkKind]").select_option("SUPPORTS")
    sheet.get_by_role("button", name=SAID["scenario.link.do"]).click()
    expect(changes).to_contain_text("→")
    expect(changes.locator("tbody tr")).to_have_count(3)
    sheet.locator("summary", has_text=SAID["scenario.rename"]).click()
    sheet.get_by_label(SAID["scenario.name"]).fill("Coba lagi")
    sheet.get_by_role("button", name=SAID["scenario.rename"]).click()
    expect(sheet.get_by_role("heading", name="Coba lagi", exact=True)).to_be_visible()
    sheet.get_by_role("button", name=SAID["scenario.discard"]).click()
    expect(sheet.locator("details li", has_text="Coba lagi")).to_have_count(1)


def test_who_is_not_signed_in_is_told_what_it_takes(desk: tuple[Service, str], visit: Visit) -> None:
    service, _ = desk
    sheet = visit(service.view("skenario"))
    expect(sheet.get_by_role("button", name=SAID["sign.to"].replace("{what}", SAID["scenario.to"]))).to_be_visible()
    expect(sheet.get_by_label(SAID["scenario.name"])).to_have_count(0)
