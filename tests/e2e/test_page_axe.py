"""Every view of the planners' page is free of what axe-core finds, on a desk in light and on a phone in the dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from service import demo
from tests.e2e.conftest import Service, Visit, settled
from tests.node import needs_packages

TOOLS = Path(__file__).parents[1] / "page"
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
FIRST = """{ plan(slug: "%s") {
    initiatives(first: 1) { nodes { fingerprint theme { id } indicators { id } } }
    objectives(first: 1) { nodes { id } } partners(first: 1) { nodes { id } } opds(first: 3) { nodes { id shortName } }
    indicators: programs(first: 1, filter: { level: SUB_ACTIVITY }) { nodes { id indicators { id } } }
    links(first: 1, filter: { kind: DEPENDS_ON, acrossOpds: true }) {
        nodes { entry originNode { id } targetNode { id } } }
} }"""


def views(service: Service) -> Iterator[str]:
    plan: dict[str, Any] = service.ask(FIRST % demo.FIRST)["plan"]
    first, link = plan["initiatives"]["nodes"][0], plan["links"]["nodes"][0]
    work = plan["indicators"]["nodes"][0]
    start, end = link["originNode"]["id"], link["targetNode"]["id"]
    yield from (
        "ringkasan",
        "ringkasan?tampil=celah",
        "ringkasan?oleh=sasaran&tampil=uang",
        "rekomendasi",
        "portofolio",
        "skenario",
        "skenario/tiada",
        "portofolio?banding=1&rupiah2=5000000000",
        "tinjauan",
        "tinjauan/SEN",
        "pohon?sampai=PROGRAM&opd=DLH&indikator=1",
        "evaluasi",
        "evaluasi/2023",
    )
    yield from (f"inisiatif/{first['fingerprint']}", f"inisiatif/{first['fingerprint']}?bukti=tabel")
    yield from ("keterkaitan?cara=kisi", "keterkaitan?cara=bangun", "ringkasan?oleh=subdimensi")
    yield from ("keterkaitan", "keterkaitan?tampil=tabel&lang=en", f"keterkaitan?cara=simpul&dari={start}")
    yield from (f"keterkaitan?cara=jalur&dari={start}&ke={end}", f"keterkaitan?cara=dampak&dari={end}")
    yield from (f"isi?jenis={each}" for each in ("opd", "program", "sasaran", "mitra", "tema"))
    yield from (f"program/{work['id']}", f"indikator/{work['indicators'][0]['id']}")
    yield from (f"sasaran/{plan['objectives']['nodes'][0]['id']}", f"mitra/{plan['partners']['nodes'][0]['id']}")
    yield from (f"opd/{plan['opds']['nodes'][2]['shortName']}", f"tema/{first['theme']['id']}", "temuan", "aturan")
    yield from ("temuan?daftar=dikesampingkan", "pengetahuan", f"pengetahuan/{link['entry']}", "impor", "ekspor")
    yield from ("bacaan", "riwayat", "riwayat/1", "tidak-ada", "rapat", "tugas", "keputusan", "suara", "akses")
    yield from (
        "pengaruh",
        "publik",
        "usulan",
        "program/tiada",
        "rapat/tiada",
        "layar/tiada",
        "pengaruh/tiada",
        "evaluasi/tiada",
        "riwayat/tiada",
    )


def violations(sheet: Page) -> list[str]:
    """What axe-core, which the page must hold, finds on it."""
    found: list[dict[str, Any]] = sheet.evaluate("async () => (await axe.run(document)).violations")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.mark.long
@needs_packages(TOOLS)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_no_view_has_what_axe_finds(service: Service, visit: Visit, width: int, scheme: str) -> None:
    sheet = visit(service.view("ringkasan"), width=width, scheme=scheme)
    sheet.evaluate(AXE.read_text("utf-8"))
    wrong: dict[str, list[str]] = {}
    for view in views(service):
        sheet.goto(f"{service.address}#/{demo.FIRST}/{view}")
        sheet.wait_for_timeout(50)
        settled(sheet)
        if said := violations(sheet):
            wrong[view] = said
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{view} is wider than the screen"
    assert wrong == {}
