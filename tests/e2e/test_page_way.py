"""The whole way through the planners' page: import, see, follow, decide, undo; and two people at one plan."""

import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from service import demo
from tests.e2e.conftest import PATIENCE, SAID, Service, Visit, running

HEADING = "Instansi,Thn Anggaran,Kode Rekening,Uraian Kerja,Tingkatan,Tolok Ukur,Sasaran Angka,Anggaran (Rp)"
NAME = "Pengelolaan Pelayanan Kesehatan Balita"
ROW = f'Dinas Kesehatan,2026,1.02.02.2.02.0004,{NAME},sub kegiatan,Balita dilayani,10,"1.234.000"'
MEANS = {
    "Instansi": "opd", "Thn Anggaran": "tahun", "Kode Rekening": "kode", "Uraian Kerja": "nama", "Tingkatan": "tingkat",
    "Tolok Ukur": "indikator", "Sasaran Angka": "target", "Anggaran (Rp)": "pagu",
}  # fmt: skip
WHY = "Renja 2026 Dinas Kesehatan"
AGREED = "Disepakati pada rapat koordinasi stunting"
PLAN = f'plan(slug: "{demo.FIRST}")'
EDIT = """mutation ($input: EditLinkInput!) {
    editLink(input: $input) { revision errors { __typename ... on Problem { message } } } }"""
DECIDE = """mutation ($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) { errors { __typename ... on Problem { message } } } }"""
LONG = 3 * PATIENCE
"""For what the service works out anew: the whole plan is read, written or evaluated."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service that people write to."""
    with running(tmp_path_factory.mktemp("way")) as started:
        yield started


@pytest.fixture(scope="module")
def people(shared: Service) -> dict[str, str]:
    """Give two planners' tokens."""
    return {name: shared.token(name) for name in ("Ani", "Budi")}


def _revision(shared: Service) -> int:
    return int(shared.ask(f"{{ {PLAN} {{ revision }} }}")["plan"]["revision"])


def _initiative(shared: Service, rank: int) -> str:
    asked = f"{{ {PLAN} {{ initiatives(first: {rank}) {{ nodes {{ fingerprint }} }} }} }}"
    return str(shared.ask(asked)["plan"]["initiatives"]["nodes"][rank - 1]["fingerprint"])


def _importing(sheet: Page, file: Path) -> None:
    """A table with unknown headings is dropped, its columns are put right, and it is confirmed."""
    sheet.locator("input[type=file]").set_input_files(file)
    table = sheet.get_by_role("region", name=file.name)
    table.wait_for(timeout=LONG)
    for heading, column in MEANS.items():
        table.get_by_label(f"{SAID['columns.holds']}: {heading}").select_option(column)
    sheet.get_by_role("button", name=SAID["import.again"]).click()
    expect(sheet.get_by_role("button", name=SAID["import.now"])).to_be_enabled(timeout=LONG)
    expect(sheet.locator(".result")).to_contain_text(NAME)
    sheet.get_by_label(SAID["import.reason"]).fill(WHY)
    sheet.get_by_role("button", name=SAID["import.now"]).click()


def _taken(sheet: Page, what: str, kind: str) -> Path:
    """A file is fetched from the view of the export."""
    with sheet.expect_download(timeout=LONG) as coming:
        sheet.get_by_role("link", name=f"{SAID['export.get']}: {SAID[f'export.{what}']} {kind}", exact=True).click()
    return coming.value.path()


def test_a_file_is_imported_an_initiative_is_accepted_and_stands_so_in_the_report_and_the_import_is_undone(
    shared: Service, people: dict[str, str], visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "renja-2026.csv"
    file.write_text(f"{HEADING}\n{ROW}\n", "utf-8")
    before = _revision(shared)
    sheet = visit(shared.view("ringkasan"), token=people["Ani"])
    expect(sheet.locator("table.heat td button").first).to_be_visible()
    sheet.goto(shared.view("impor"))
    _importing(sheet, file)
    expect(sheet.locator(".result")).to_contain_text(
        SAID["import.done"].replace("{revision}", str(before + 1)), timeout=LONG
    )

    sheet.get_by_role("link", name=SAID["import.coverage"]).click()
    expect(sheet.locator("table.heat td button").first).to_be_visible(timeout=LONG)
    expect(sheet.locator(".since")).to_contain_text(WHY, timeout=LONG)

    sheet.goto(shared.view("keterkaitan"))
    sheet.locator(".side a").first.click()
    expect(sheet.locator('.graph[data-ready="yes"]')).to_be_visible()
    sheet.get_by_role("button", name=SAID["table"]).click()
    sheet.locator("main tbody tr th a").first.click()
    expect(sheet.locator("main")).to_contain_text(SAID["facts"])

    first = _initiative(shared, 1)
    sheet.goto(shared.view(f"inisiatif/{first}"))
    sheet.get_by_label(SAID["reason"]).fill(AGREED)
    sheet.get_by_role("button", name=SAID["decide.ACCEPTED"], exact=True).click()
    expect(sheet.locator("aside .tag.good").first).to_have_text(SAID["DecisionStanding.ACCEPTED"])

    sheet.goto(shared.view("rekomendasi", status="ACCEPTED"))
    expect(sheet.locator(f'.item a[href*="{first}"]').first).to_be_visible()
    expect(sheet.locator(".item .tag.good").first).to_have_text(SAID["DecisionStanding.ACCEPTED"])

    sheet.goto(shared.view(f"inisiatif/{first}"))
    sheet.emulate_media(media="print")
    expect(sheet.locator("aside .tag.good").first).to_have_text(SAID["DecisionStanding.ACCEPTED"])
    expect(sheet.locator("aside")).to_contain_text("Ani")
    expect(sheet.locator("aside form").first).to_be_hidden()
    sheet.emulate_media(media="screen")

    sheet.goto(shared.view("ekspor"))
    with zipfile.ZipFile(_taken(sheet, "bahan-rapat", "DOCX")) as report:
        written = report.read("word/document.xml").decode()
    for words in (AGREED, "Ani"):
        assert words in written
    rows = {each["fingerprint"]: each for each in json.loads(_taken(sheet, "rekomendasi", "JSON").read_text("utf-8"))}
    said = {name: each["decision"] for name, each in rows.items() if each["decision"]["standing"]}
    assert said.keys() == {first}
    assert (said[first]["standing"], said[first]["reason"], said[first]["author"]) == ("accepted", AGREED, "Ani")

    sheet.goto(shared.view(f"riwayat/{before + 1}"))
    sheet.get_by_role("button", name=SAID["undo"]).click()
    undone = SAID["undo.done"].partition(": ")[0].format(by=before + 2, revision=before + 1)
    expect(sheet.locator("main [role=status]", has_text=undone)).to_be_visible(timeout=LONG)
    sheet.goto(shared.view("riwayat"))
    expect(sheet.locator("main tbody tr")).to_have_count(before + 2)
    said = SAID["undo.reason"].partition(": ")[0].format(revision=before + 1)
    expect(sheet.locator("main tbody tr").first).to_contain_text(said)


def test_what_one_does_the_other_sees_without_losing_what_is_typed_and_a_clash_shows_both(
    shared: Service, people: dict[str, str], visit: Visit
) -> None:
    view = shared.view(f"inisiatif/{_initiative(shared, 2)}")
    ani, budi = visit(view, token=people["Ani"]), visit(view, token=people["Budi"])
    budi.get_by_label(SAID["comment.write"]).fill("Sebuah komentar yang belum dikirim")
    budi.get_by_label(SAID["reason"]).fill("Dananya belum ada")
    ani.get_by_label(SAID["reason"]).fill("Paling mendesak")
    ani.get_by_role("button", name=SAID["decide.DEFERRED"], exact=True).click()
    expect(budi.locator(".news")).to_contain_text(SAID["news.decision"].replace("{who}", "Ani"))
    expect(budi.locator("aside")).to_contain_text("Paling mendesak")
    expect(budi.get_by_label(SAID["comment.write"])).to_have_value("Sebuah komentar yang belum dikirim")
    expect(budi.get_by_label(SAID["reason"])).to_have_value("Dananya belum ada")
    expect(ani.locator(".news .notice")).to_have_count(0)

    budi.get_by_role("button", name=SAID["decide.REJECTED"], exact=True).click()
    clash = budi.locator(".conflict")
    for words in (SAID["conflict.decided"], "Paling mendesak", "Dananya belum ada", SAID["DecisionStanding.DEFERRED"]):
        expect(clash).to_contain_text(words)
    clash.get_by_role("button", name=SAID["conflict.keepmine"]).click()
    expect(ani.locator(".news")).to_contain_text("Budi")
    expect(ani.locator("aside .tag.bad").first).to_have_text(SAID["DecisionStanding.REJECTED"])
    for sheet in (ani, budi):
        card = sheet.locator("aside .card").filter(has=sheet.get_by_role("heading", name=SAID["decision"], exact=True))
        expect(card.locator(".kept").first).to_have_text("Dananya belum ada")
        expect(card).to_contain_text("Budi")
        [earlier] = card.locator(".before li").all()
        for words in (SAID["DecisionStanding.DEFERRED"], "Paling mendesak", "Ani", str(dt.date.today().year)):
            expect(earlier).to_contain_text(words)


def test_a_decision_made_between_a_look_and_a_press_is_not_overwritten(
    shared: Service, people: dict[str, str], visit: Visit
) -> None:
    fingerprint = _initiative(shared, 3)
    sheet = visit(shared.view(f"inisiatif/{fingerprint}"), token=people["Ani"])
    sheet.get_by_label(SAID["reason"]).fill("Alasan Ani")

    def meanwhile(route: Route) -> None:
        if "mutation Decide" in (route.request.post_data or ""):
            said = {"plan": demo.FIRST, "fingerprint": fingerprint, "standing": "REJECTED", "reason": "Alasan Budi"}
            assert shared.ask(DECIDE, token=people["Budi"], input=said)["decideInitiative"]["errors"] == []
        route.continue_()

    sheet.route("**/graphql", meanwhile)
    sheet.get_by_role("button", name=SAID["decide.ACCEPTED"], exact=True).click()
    for words in ("Alasan Budi", "Budi", SAID["DecisionStanding.REJECTED"], "Alasan Ani"):
        expect(sheet.locator(".conflict")).to_contain_text(words)
    sheet.locator(".conflict").get_by_role("button", name=SAID["conflict.keeptheirs"]).click()
    expect(sheet.locator(".conflict")).to_have_count(0)
    asked = '{ initiative(plan: "%s", fingerprint: "%s") { decisions { nodes { reason } } } }'
    assert shared.ask(asked % (demo.FIRST, fingerprint))["initiative"]["decisions"]["nodes"] == [
        {"reason": "Alasan Budi"}
    ]


def test_who_corrects_a_link_that_another_has_corrected_meanwhile_sees_both_versions(
    shared: Service, people: dict[str, str], visit: Visit
) -> None:
    asked = """{ plan(slug: "%s") { links(first: 1, filter: { kind: DEPENDS_ON, acrossOpds: true }) {
        nodes { id originNode { id } targetNode { id } } } } }"""
    link = shared.ask(asked % demo.FIRST)["plan"]["links"]["nodes"][0]
    where = {
        "cara": "jalur",
        "dari": link["originNode"]["id"],
        "ke": link["targetNode"]["id"],
        "tingkat": "SUB_ACTIVITY",
    }
    sheet = visit(shared.view("keterkaitan", **where), token=people["Budi"])
    sheet.locator(".side").get_by_role("button", name=SAID["link.correct"]).first.click()
    dialog = sheet.locator("dialog")
    dialog.get_by_label(SAID["reason"]).fill("Alasan dari Budi")
    edit = {"plan": demo.FIRST, "id": link["id"], "link": {"reason": "Alasan dari Ani"}}
    assert shared.ask(EDIT, token=people["Ani"], input=edit)["editLink"]["errors"] == []
    expect(sheet.locator(".news")).to_contain_text("Ani")
    expect(dialog.get_by_label(SAID["reason"])).to_have_value("Alasan dari Budi")
    dialog.get_by_role("button", name=SAID["save"], exact=True).click()
    for words in (SAID["conflict.title"], "Alasan dari Ani", "Alasan dari Budi"):
        expect(dialog.locator(".conflict")).to_contain_text(words)
    dialog.get_by_role("button", name=SAID["conflict.keepmine"]).click()
    expect(sheet.locator(".side")).to_contain_text("Alasan dari Budi", timeout=LONG)
