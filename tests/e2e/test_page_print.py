"""What comes out of the printer: the numbers of the matrix, whole pictures, and what was assumed and left out."""

from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import SAID, Scheme, Service, Visit, settled
from tests.effort import long

PLAN = f'plan(slug: "{demo.FIRST}")'
A4 = 794
"""Width of the paper, in pixels."""


def _printed(sheet: Page, file: Path) -> str:
    sheet.pdf(path=file, format="A4", print_background=True)
    with pdfplumber.open(file) as paper:
        return "\n".join(page.extract_text() for page in paper.pages)


@pytest.mark.parametrize("scheme", ["light", long("dark")])
@pytest.mark.parametrize("shows", ["program", long("uang")])
def test_the_matrix_is_printed_with_its_numbers(
    service: Service, visit: Visit, tmp_path: Path, shows: str, scheme: Scheme
) -> None:
    sheet = visit(service.view("ringkasan", tampil=shows), scheme=scheme)
    cells = sheet.locator("table.heat tbody tr").first.locator("td button")
    expect(cells.first).to_be_visible()
    row = [each.strip() for each in cells.all_inner_texts()]
    assert len(row) > 2
    written = _printed(sheet, tmp_path / "ringkasan.pdf").replace("\n", " ")
    last = 0
    for each in row:
        found = written.find(each.split()[0], last)
        assert found >= 0, (each, row)
        last = found
    sheet.emulate_media(media="print")
    for cell in cells.all():
        expect(cell).to_be_visible()
    pale = "e => getComputedStyle(e).color !== getComputedStyle(e.parentElement).backgroundColor"
    assert cells.first.evaluate(pale)
    expect(sheet.get_by_role("button", name=SAID["sign.in"], exact=True)).to_be_hidden()


@pytest.mark.long
def test_a_picture_is_printed_whole(service: Service, visit: Visit, tmp_path: Path) -> None:
    sheet = visit(service.view("keterkaitan", min="1"))
    expect(sheet.locator('.graph[data-ready="yes"]')).to_be_visible()
    names = service.ask(f"{{ {PLAN} {{ opdMatrix {{ opd {{ shortName }} }} }} }}")["plan"]["opdMatrix"]
    with_arrows = {each["opd"]["shortName"] for each in names}
    written = _printed(sheet, tmp_path / "keterkaitan.pdf")
    shown = sheet.locator(".graph").first
    assert shown.is_visible()
    drawn = [name for name in sorted(with_arrows) if name in written]
    assert len(drawn) > len(with_arrows) / 2
    sheet.set_viewport_size({"width": A4, "height": 1100})
    sheet.emulate_media(media="print")
    picture = sheet.locator(".graph .printed svg")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= A4
    expect(sheet.locator(".graph .canvas")).to_be_hidden()
    sheet.emulate_media(media="screen")
    expect(picture).to_have_count(0)
    expect(sheet.locator(".graph .canvas")).to_be_visible()


def test_paper_says_what_is_printed_what_was_assumed_and_what_is_not_on_it(
    service: Service, visit: Visit, tmp_path: Path
) -> None:
    known = service.ask(f"{{ {PLAN} {{ title revision region {{ name }} weights {{ title }} }} }}")["plan"]
    sheet = visit(service.view("portofolio", rupiah="300000000000"))
    expect(sheet.locator(".tiles")).to_be_visible()
    written = " ".join(_printed(sheet, tmp_path / "portofolio.pdf").split())
    wanted = [known["title"], known["region"]["name"], "Dana: Rp 300.000.000.000", "Daya tiap OPD: 6"]
    for words in (*wanted, *(each["title"] for each in known["weights"])):
        assert words in written, words
    sheet.goto(service.view("rekomendasi"))
    settled(sheet)
    expect(sheet.locator(".item").first).to_be_visible()
    count = sheet.locator("main p[role=status]").inner_text()
    assert "25 dari" not in count
    written = " ".join(_printed(sheet, tmp_path / "rekomendasi.pdf").split())
    assert f"{count} 25 dari {count.split()[0]}" in written


def test_paper_says_what_was_filtered_by_and_unfolds_what_the_screen_folds(
    service: Service, visit: Visit, tmp_path: Path
) -> None:
    sheet = visit(service.view("ringkasan", tahun="2024", tampil="uang"))
    expect(sheet.locator("table.heat")).to_be_visible()
    written = " ".join(_printed(sheet, tmp_path / "ringkasan.pdf").split())
    for words in (f"{SAID['year']}: 2024", f"{SAID['coverage.show']}: {SAID['coverage.money']}"):
        assert words in written, words
    asked = f"{{ {PLAN} {{ initiatives(first: 40) {{ nodes {{ fingerprint examples {{ name }} }} }} }} }}"
    found = service.ask(asked)["plan"]["initiatives"]["nodes"]
    sheet.goto(service.view(f"inisiatif/{next(each['fingerprint'] for each in found if each['examples'])}"))
    folded = sheet.locator("main details", has_text=SAID["examples"])
    expect(folded).not_to_have_attribute("open", "")
    sheet.emulate_media(media="print")
    expect(folded).to_have_attribute("open", "")
    sheet.emulate_media(media="screen")
    expect(folded).not_to_have_attribute("open", "")


@pytest.mark.parametrize("view", ["ringkasan", "ringkasan?oleh=sasaran", "tinjauan"])
def test_no_table_is_cut_on_a_projector(service: Service, visit: Visit, view: str) -> None:
    name, _, asked = view.partition("?")
    sheet = visit(service.view(name, **dict(each.split("=") for each in asked.split("&") if each)), width=1024)
    tables = sheet.locator("main .scroll")
    expect(tables.first).to_be_visible()
    for table in tables.all():
        assert table.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), table.get_attribute("aria-label")
    expect(sheet.get_by_role("button", name=SAID["print"])).to_be_visible()
