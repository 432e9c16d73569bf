"""The guide in Indonesian: its pictures are taken here, and what it names is on the page.

`TESTS_PICTURES=docs/page/panduan` puts the pictures there anew.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, settled

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "panduan.md"
PICTURES = {
    "ringkasan": "ringkasan?tahun=2024",
    "impor": "impor",
    "pohon": "pohon?sampai=PROGRAM&opd=DLH",
    "tinjauan": "tinjauan",
    "kisi": "keterkaitan?cara=kisi",
    "rekomendasi": "rekomendasi",
    "inisiatif": "inisiatif/",
    "rapat": "rapat",
    "temuan": "temuan?aturan=AL01",
    "riwayat": "riwayat",
}
"""The pictures of the guide, and the views that they show."""


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_guide_shows_a_view_as_it_is(
    service: Service, visit: Visit, tmp_path: Path, name: str
) -> None:
    view = PICTURES[name]
    if view.endswith("/"):
        asked = f'{{ plan(slug: "{demo.FIRST}") {{ initiatives(first: 1) {{ nodes {{ fingerprint }} }} }} }}'
        view += service.ask(asked)["plan"]["initiatives"]["nodes"][0]["fingerprint"]
    sheet = visit(f"{service.address}#/{demo.FIRST}/{view}", token=service.token("Ani"), width=1200)
    settled(sheet)
    expect(sheet.locator("main h1")).to_be_visible()
    folder = ROOT / os.environ["TESTS_PICTURES"] if "TESTS_PICTURES" in os.environ else tmp_path
    picture = folder / f"{name}.png"
    sheet.screenshot(path=picture)
    assert picture.stat().st_size > 10_000
    assert f"page/panduan/{name}.png" in GUIDE.read_text("utf-8")
    assert (ROOT / "docs" / "page" / "panduan" / f"{name}.png").exists()


def test_the_guide_has_ten_pages_and_names_only_what_is_on_the_page() -> None:
    text = GUIDE.read_text("utf-8")
    assert len(re.findall(r"^## \d+\. ", text, re.MULTILINE)) == 10
    said = {each.strip() for each in SAID.values()}
    named = set(re.findall(r"\*([^*\n]+)\*", text))
    assert len(named) > 20
    assert sorted(named - said) == []
