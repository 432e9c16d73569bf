"""First steps: an empty plan says what to do, and a region that has only a Renja gets a page that works."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from graph.store import Store
from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running, settled

RENJA = next(slug for slug in demo.DEMOS if slug != demo.FIRST)
"""An example region of which only a Renja was read: no vision, no outcomes, no indicators of them."""
CREATE = "mutation($input: CreatePlanInput!) { createPlan(input: $input) { plan { slug } errors { __typename } } }"


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("first")
    with running(folder) as started:

        async def load() -> None:
            store = Store.open(f"sqlite:///{folder / 'var' / 'sinergi.db'}")
            await demo.load(store, RENJA)
            await store.close()

        thread = threading.Thread(target=lambda: asyncio.run(load()))  # the browser's loop runs in this one
        thread.start()
        thread.join()
        yield started


def test_an_empty_plan_says_what_to_do_and_gives_the_template(regions: Service, visit: Visit) -> None:
    plan = {"plan": "kosong", "title": "Rencana Kosong", "regionCode": "64.72", "regionName": "Kota Samarinda"}
    token = regions.token("Ani")
    made = regions.ask(CREATE, token, input=plan | {"startYear": 2025, "endYear": 2029})["createPlan"]
    assert made["errors"] == []
    sheet = visit(regions.view("ringkasan", "kosong"), token=token)
    card = sheet.locator(".card", has_text=SAID["first"])
    with sheet.expect_download() as coming:
        card.get_by_role("link", name=SAID["first.template.get"]).click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    card.get_by_role("link", name=SAID["menu.impor"], exact=True).click()
    expect(sheet.locator("input[type=file]")).to_be_attached()
    sheet.goto(regions.view("pohon", "kosong"))
    settled(sheet)
    expect(sheet.locator("main")).to_contain_text(SAID["contents.empty"])


@pytest.mark.parametrize(
    "view",
    ["ringkasan", "tinjauan", "pohon", "rekomendasi", "keterkaitan", "keterkaitan?cara=kisi", "keterkaitan?cara=bangun",
     "isi", "isi?jenis=sasaran", "temuan", "aturan", "bacaan", "evaluasi", "portofolio"],
)  # fmt: skip
def test_every_view_works_for_a_region_that_has_only_a_renja(regions: Service, visit: Visit, view: str) -> None:
    name, _, asked = view.partition("?")
    query = dict(each.split("=") for each in asked.split("&") if each)
    sheet = visit(regions.view(name, RENJA, **query))
    expect(sheet.locator("main h1")).not_to_have_text(SAID["problem"])
    expect(sheet.locator("main .notice.bad")).to_have_count(0)
    if view == "pohon":
        expect(sheet.locator(".tree > li").first).to_contain_text(SAID["opd"])
        expect(sheet.locator(".tree .orphan")).to_have_count(0)
