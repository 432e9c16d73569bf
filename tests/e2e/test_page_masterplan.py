"""The masterplan on the page: its programs, carriers to confirm, and proposals taken into a scenario and published."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running

ADD = """mutation($whole: AddMasterplanInput!, $one: AddMasterplanProgramInput!, $other: AddMasterplanProgramInput!) {
    addMasterplan(input: $whole) { errors { __typename } }
    one: addMasterplanProgram(input: $one) { node { id } errors { __typename } }
    other: addMasterplanProgram(input: $other) { node { id } errors { __typename } } }"""
METHANE, OLD = "Pemanfaatan gas metan TPA", "Portal lama"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str, dict[str, Any]]]:
    with running(tmp_path_factory.mktemp("masterplan")) as started:
        token = started.token("Ani")
        plan = {"plan": demo.FIRST}
        usual = {"masterplan": "masterplan/kota-cerdas", "opd": "opd/dlh", "dimensions": ["dimension/SEN-2"]}
        whole = {"name": "Kota Cerdas", "startYear": 2019, "endYear": 2028, "books": [{"name": "Buku 2"}]}
        made = started.ask(
            ADD,
            token,
            whole=plan | {"masterplan": whole},
            one=plan | {"masterplanProgram": usual | {"name": METHANE, "quickWin": True}},
            other=plan | {"masterplanProgram": usual | {"name": OLD, "endYear": 2020}},
        )
        yield started, token, made


def test_the_list_leads_to_a_program_whose_carrier_a_person_confirms(
    desk: tuple[Service, str, dict[str, Any]], visit: Visit
) -> None:
    service, token, _ = desk
    sheet = visit(service.view("isi", jenis="masterplan"), token)
    expect(sheet.locator("table")).to_contain_text(OLD)
    expect(sheet.get_by_role("link", name="Kota Cerdas")).to_be_visible()
    sheet.get_by_role("link", name=METHANE).click()
    expect(sheet.locator("h1")).to_have_text(METHANE)
    expect(sheet.locator("main")).to_contain_text(SAID["masterplan.nocarriers"])
    sheet.get_by_role("button", name=SAID["masterplan.confirm"]).first.click()
    expect(sheet.locator("main")).not_to_contain_text(SAID["masterplan.nocarriers"])
    expect(sheet.get_by_role("table", name=SAID["masterplan.carriers"]).locator("tbody tr")).to_have_count(1)


def test_the_masterplan_shows_its_books_and_programs(desk: tuple[Service, str, dict[str, Any]], visit: Visit) -> None:
    service, token, _ = desk
    sheet = visit(service.view("isi", jenis="masterplan"), token)
    sheet.get_by_role("link", name="Kota Cerdas").click()
    expect(sheet.locator("h1")).to_have_text("Kota Cerdas")
    expect(sheet.locator("main")).to_contain_text("Buku 2")
    expect(sheet.locator("main")).to_contain_text(SAID["masterplan.noact"])
    expect(sheet.get_by_role("link", name=OLD)).to_be_visible()


def test_proposals_are_told_since_an_earlier_revision(desk: tuple[Service, str, dict[str, Any]], visit: Visit) -> None:
    service, token, _ = desk
    sheet = visit(service.view("penyesuaian"), token)
    since = sheet.get_by_label(SAID["readjusting.since"])
    since.fill("1")
    since.press("Tab")
    expect(sheet).to_have_url(re.compile("sejak=1"))
    expect(sheet.locator(".plain-list").first).to_be_visible()
    since.fill("999")
    since.press("Tab")
    expect(sheet.locator(".plain-list")).to_have_count(0)  # there is no such revision


def test_a_proposal_is_taken_into_a_scenario_and_published(
    desk: tuple[Service, str, dict[str, Any]], visit: Visit
) -> None:
    service, token, _ = desk
    sheet = visit(service.view("penyesuaian", usulan="DROP"), token)
    row = sheet.locator("li", has=sheet.get_by_role("link", name=OLD)).first
    expect(row).to_contain_text("2020")
    row.get_by_role("button", name=SAID["readjusting.take"]).click()
    expect(row.get_by_role("button", name=SAID["readjusting.taken"])).to_be_disabled()
    sheet.get_by_role("button", name=SAID["readjusting.publish"]).click()
    expect(sheet.get_by_role("link", name=OLD)).to_have_count(0)
    asked = f'{{ plan(slug: "{demo.FIRST}") {{ masterplanPrograms(first: 9) {{ nodes {{ name }} }} }} }}'
    assert [each["name"] for each in service.ask(asked)["plan"]["masterplanPrograms"]["nodes"]] == [METHANE]
