"""What planners put right on the page: what a file's columns hold, and names, ceilings and targets where they stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import SAID, Service, Visit, running


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
