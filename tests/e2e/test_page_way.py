"""The whole way through the planners' page: import, see, follow, decide, undo; and two people at one link."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import PATIENCE, SAID, Service, Visit, running, settled

HEADING = "Instansi,Thn Anggaran,Kode Rekening,Uraian,Tingkatan,Tolok Ukur,Sasaran Angka,Anggaran (Rp)"
NAME = "Pengelolaan Pelayanan Kesehatan Balita"
ROW = f'Dinas Kesehatan,2026,1.02.02.2.02.0004,{NAME},sub kegiatan,Balita dilayani,10,"1.234.000"'
PLAN = f'plan(slug: "{demo.FIRST}")'
EDIT = """mutation ($input: EditLinkInput!) {
    editLink(input: $input) { revision errors { __typename ... on Problem { message } } } }"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service that people write to."""
    with running(tmp_path_factory.mktemp("way")) as started:
        yield started


def _first(shared: Service) -> str:
    nodes = shared.ask(f"{{ {PLAN} {{ initiatives(first: 1) {{ nodes {{ fingerprint }} }} }} }}")["plan"][
        "initiatives"
    ]["nodes"]
    return str(nodes[0]["fingerprint"])


def _importing(sheet: Page, file: Path) -> None:
    """A table with unknown headings is dropped, its columns are put right, and it is confirmed."""
    sheet.locator("input[type=file]").set_input_files(file)
    table = sheet.get_by_role("region", name=file.name)
    table.wait_for()
    for heading, column in {
        "Instansi": "opd", "Thn Anggaran": "tahun", "Kode Rekening": "kode", "Uraian": "nama", "Tingkatan": "tingkat",
        "Tolok Ukur": "indikator", "Sasaran Angka": "target", "Anggaran (Rp)": "pagu",
    }.items():  # fmt: skip
        table.get_by_label(f"{SAID['columns.holds']}: {heading}").select_option(column)
    sheet.get_by_role("button", name=SAID["import.again"]).click()
    expect(sheet.get_by_role("button", name=SAID["import.now"])).to_be_enabled()
    expect(sheet.locator(".result")).to_contain_text("Pengelolaan Pelayanan Kesehatan Balita")
    sheet.get_by_label(SAID["import.reason"]).fill("Renja 2026 Dinas Kesehatan")
    sheet.get_by_role("button", name=SAID["import.now"]).click()
    expect(sheet.locator(".result")).to_contain_text(
        SAID["import.done"].replace("{revision}", "2"), timeout=3 * PATIENCE
    )


def test_a_file_is_imported_an_initiative_is_accepted_and_listed_so_and_the_import_is_undone(
    shared: Service, visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "renja-2026.csv"
    file.write_text(f"{HEADING}\n{ROW}\n", "utf-8")
    sheet = visit(shared.view("impor"), token=shared.token("Ani"))
    _importing(sheet, file)

    sheet.get_by_role("link", name=SAID["import.coverage"]).click()
    settled(sheet)
    expect(sheet.locator("table.heat td button").first).to_be_visible()
    expect(sheet.locator(".since")).to_contain_text("Renja 2026 Dinas Kesehatan")

    sheet.goto(shared.view("keterkaitan"))
    sheet.locator(".side a").first.click()
    expect(sheet.locator('.graph[data-ready="yes"]')).to_be_visible()
    sheet.get_by_role("button", name=SAID["table"]).click()
    sheet.locator("main tbody tr th a").first.click()
    expect(sheet.locator("main")).to_contain_text(SAID["facts"])

    first = _first(shared)
    sheet.goto(shared.view(f"inisiatif/{first}"))
    sheet.get_by_role("button", name=SAID["decide.ACCEPTED"], exact=True).click()
    expect(sheet.locator("aside .tag.good").first).to_have_text(SAID["DecisionStanding.ACCEPTED"])

    sheet.goto(shared.view("rekomendasi", status="ACCEPTED"))
    expect(sheet.locator(".item")).to_have_count(1)
    expect(sheet.locator(".item .tag.good").first).to_have_text(SAID["DecisionStanding.ACCEPTED"])

    sheet.goto(shared.view("riwayat/2"))
    sheet.get_by_role("button", name=SAID["undo"]).click()
    sheet.goto(shared.view("riwayat"))
    expect(sheet.locator("main tbody tr")).to_have_count(3)


def test_who_corrects_a_link_that_another_has_corrected_meanwhile_sees_both_versions(
    shared: Service, visit: Visit
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
    sheet = visit(shared.view("keterkaitan", **where), token=shared.token("Budi"))
    sheet.locator(".side").get_by_role("button", name=SAID["link.correct"]).first.click()
    dialog = sheet.locator("dialog")
    dialog.get_by_label(SAID["reason"]).fill("Alasan dari Budi")
    edit = {"plan": demo.FIRST, "id": link["id"], "link": {"reason": "Alasan dari Ani"}}
    assert shared.ask(EDIT, token=shared.token("Ani"), input=edit)["editLink"]["errors"] == []
    dialog.get_by_role("button", name=SAID["save"], exact=True).click()
    for words in (SAID["conflict.title"], "Alasan dari Ani", "Alasan dari Budi"):
        expect(dialog.locator(".conflict")).to_contain_text(words)
    dialog.get_by_role("button", name=SAID["conflict.keepmine"]).click()
    expect(sheet.locator(".side")).to_contain_text("Alasan dari Budi")
