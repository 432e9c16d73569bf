"""A masterplan is reviewed from end to end: read, judged, evaluated, readjusted, published and given as files."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from schema.plan import export_files
from service import demo
from tests.e2e.conftest import PATIENCE, SAID, Service, Visit, running
from tests.example import example_database

ROOT = Path(__file__).parents[2]
EARLIER = ROOT / "tests/data/balikpapan_renja_2023_e81_sebagian.csv"
MASTERPLAN = ROOT / "examples/masterplan/balikpapan.csv"
TITLE, METHANE = "Masterplan Smart City Kota Balikpapan", "Pemanfaatan gas metan TPA Manggar"
YEAR = 2023
ANSWERED = [f"P{number:03}" for number in range(1, 11)]
ACCEPTED = 5
LONG = 3 * PATIENCE
"""For what the service works out anew: the whole plan is read, written or evaluated."""
STANDS = """query($plan: String!) { plan(slug: $plan) {
    revision masterplanPrograms(first: 100) { nodes { name } }
    review { verdict dimensions { code name verdict missing } }
    readjustments(first: 100) { nodes { program { name } findings { fingerprint remedy { __typename } } } }
} }"""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have the example read before the browser's event loop stands in the way."""
    example_database(tmp_path_factory.mktemp("example") / "sinergi.db")


@pytest.fixture
def desk(example: None, tmp_path: Path) -> Iterator[Service]:  # noqa: ARG001 - only has to be there
    """Give a service of its own, so that a walk that begins again begins with the first revision."""
    with running(tmp_path) as started:
        yield started


def _stands(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = service.ask(STANDS, plan=demo.FIRST)["plan"]
    return found


def _proposed(stands: dict[str, Any], programs: list[str]) -> set[str]:
    """What is proposed for masterplan programs and can be taken over, by fingerprint."""
    return {
        finding["fingerprint"]
        for each in stands["readjustments"]["nodes"]
        for finding in each["findings"]
        if each["program"] and each["program"]["name"] in programs and finding["remedy"]
    }


def test_a_masterplan_is_reviewed_evaluated_readjusted_published_and_given_as_files(
    desk: Service, visit: Visit, tmp_path: Path
) -> None:
    token = desk.token("Ani")
    _loads(visit(desk.view("impor"), token))
    read = _stands(desk)
    _sees_the_weakest(visit(desk.view("tinjauan"), token), read["review"]["dimensions"])
    _answers(visit(desk.view("evaluasi"), token), tmp_path)
    programs = _readjusts(visit(desk.view("penyesuaian"), token), read["revision"] + 1)
    now = _stands(desk)
    assert len(_proposed(read, programs)) >= ACCEPTED
    assert _proposed(read, programs).isdisjoint(_proposed(now, programs))
    assert METHANE in programs
    names = {each["name"] for each in read["masterplanPrograms"]["nodes"]}
    assert {each["name"] for each in now["masterplanPrograms"]["nodes"]} == names - {METHANE}

    files = _files(visit(desk.view("ekspor"), token), tmp_path, now["revision"])
    _hold_the_review(files, now["review"])
    _hold_the_masterplan(files, programs)
    sheet = visit(desk.view(f"evaluasi/{YEAR}"), token)
    _holds_the_answers(_taken(sheet, sheet.get_by_role("link", name=re.compile("XLSX")), tmp_path / "evaluasi.xlsx"))


def _loads(sheet: Page) -> None:
    """An earlier year and the masterplan are read on top of RPJMD and the Renja of 2024."""
    sheet.locator("input[type=file]").set_input_files([EARLIER, MASTERPLAN])
    expect(sheet.locator(".result")).to_contain_text("ICLEI Asia Tenggara", timeout=LONG)  # a partner without a list
    sheet.get_by_role("button", name=SAID["questions.likeliest"]).click()
    works = sheet.locator("fieldset.question", has_text=SAID["NodeKind.PROGRAM"])
    for each in works.get_by_label(SAID["questions.new"], exact=True).all():
        each.check()  # work that is named otherwise is other work
    sheet.get_by_role("button", name=SAID["import.now"]).click()
    expect(sheet.locator(".result")).to_contain_text(SAID["import.done"].replace("{revision}", "2"), timeout=LONG)


def _sees_the_weakest(sheet: Page, dimensions: list[dict[str, Any]]) -> None:
    """The weakest dimension stands first and says why; of each year it is said how far it was read."""
    weakest = dimensions[0]
    rows = sheet.get_by_role("region", name=SAID["review.dimensions"], exact=True).locator("tbody tr")
    expect(rows.locator("th")).to_have_text([each["name"] for each in dimensions])
    years = sheet.get_by_role("region", name=SAID["review.years"], exact=True).locator("tbody tr")
    expect(years.filter(has_text=str(YEAR - 1))).to_contain_text(SAID["unread"])
    for year in (YEAR, YEAR + 1):
        expect(years.filter(has_text=str(year))).not_to_contain_text(SAID["unread"])
    rows.first.get_by_role("link", name=weakest["name"], exact=True).click()
    expect(sheet.locator(".view-head .lead")).to_have_text(weakest["verdict"])
    for reason in weakest["missing"]:
        expect(sheet.locator("main")).to_contain_text(reason)
    promised = sheet.get_by_role("table", name=SAID["review.promised"]).locator("tbody tr")
    expect(promised.filter(has_text=METHANE)).to_contain_text(SAID["review.notcarried"])


def _answers(sheet: Page, folder: Path) -> None:
    """A round is opened and ten questions are answered with evidence, which narrows the forecast."""
    sheet.get_by_role("button", name=SAID["evaluation.open.do"], exact=True).click()
    before = _forecast(sheet)
    for code in ANSWERED:
        sheet.get_by_role("table", name=SAID["evaluation.questions"]).get_by_role("link", name=code, exact=True).click()
        proof = folder / f"{code}.pdf"
        proof.write_text(code, "utf-8")
        sheet.get_by_label(SAID["evaluation.own"]).fill("3")
        sheet.get_by_label(SAID["evaluation.note"], exact=True).fill(f"Catatan {code}")
        sheet.get_by_label(SAID["evaluation.evidence.file"], exact=True).set_input_files(proof)
        sheet.get_by_label(SAID["evaluation.evidence.place"]).fill(f"arsip/{proof.name}")
        sheet.get_by_role("button", name=SAID["evaluation.evidence.add"]).click()
        expect(sheet.get_by_role("button", name=f"Hapus {proof.name}")).to_be_visible()
        sheet.get_by_role("button", name=SAID["save"], exact=True).click()
        expect(sheet.locator("main")).to_contain_text("Nilai 3 (nilai mandiri)")
        sheet.get_by_role("link", name=f"Putaran {YEAR}").click()
    likely, least, most = _figures(_forecast(sheet, before))
    _, least_before, most_before = _figures(before)
    assert least_before < least < likely < most < most_before


def _forecast(sheet: Page, before: str = "") -> str:
    """What the index may become, where it is no longer what it was."""
    heading = sheet.get_by_role("heading", name=re.compile("^Perkiraan indeks"))
    expect(heading).not_to_have_text(before)
    return heading.inner_text()


def _figures(forecast: str) -> list[float]:
    return [float(each.replace(",", ".")) for each in re.findall(r"\d(?:,\d+)?", forecast)]


def _readjusts(sheet: Page, revision: int) -> list[str]:
    """Proposals are taken into a scenario, what goes furthest first, and it is published."""
    rows = sheet.locator(".plain-list > li")
    take = sheet.get_by_role("button", name=SAID["readjusting.take"], exact=True)
    programs = []
    for number in range(1, ACCEPTED + 1):
        programs.append(rows.filter(has=take).first.get_by_role("link").first.inner_text())
        take.first.click()
        expect(rows.get_by_role("button", name=SAID["readjusting.taken"])).to_have_count(number, timeout=LONG)
    sheet.get_by_role("button", name=SAID["readjusting.publish"]).click()
    said = SAID["readjusting.published"].replace("{revision}", str(revision))
    expect(sheet.get_by_role("status").filter(has_text=said)).to_be_visible(timeout=LONG)
    return programs


def _taken(sheet: Page, link: Locator, path: Path) -> Path:
    """A file is fetched and kept."""
    with sheet.expect_download(timeout=LONG) as coming:
        link.click()
    coming.value.save_as(path)
    return path


def _files(sheet: Page, folder: Path, revision: int) -> dict[str, Path]:
    """Every file that the plan is given as, by its name in the address."""
    found = {}
    for each in export_files(demo.FIRST, revision):
        link = sheet.locator(f'main .exports a[download="{each.name}"]')
        found[each.name] = _taken(sheet, link, folder / each.name)
        assert found[each.name].stat().st_size > 0
        expect(link).to_have_attribute("aria-disabled", "false")
    assert sheet.locator("main .exports a").count() == len(found)
    return found


def _written(path: Path) -> str:
    """All that is read in a document, its tables included."""
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def _rows(path: Path, name: str) -> list[dict[str, Any]]:
    heading, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def _hold_the_review(files: dict[str, Path], review: dict[str, Any]) -> None:
    """Report, print, slides and data say the verdict of the whole and of each dimension, the weakest first."""
    word = _written(files["tinjauan.docx"])
    document = pypdfium2.PdfDocument(files["tinjauan.pdf"])
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    shown = [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in pptx.Presentation(str(files["tinjauan.pptx"])).slides
    ]
    places = []
    for each in review["dimensions"]:
        assert each["verdict"] in word
        assert " ".join(each["verdict"].split()) in printed
        title = f"{each['code']} {each['name']}: indeks"
        places.append(next(at for at, text in enumerate(shown) if text.startswith(title)))
    assert places == sorted(places)
    for text in (word, printed):
        assert review["verdict"] in text
        assert "Usulan bagi program masterplan" in text
    data = json.loads(files["tinjauan.json"].read_text("utf-8"))
    assert [each["code"] for each in data["dimensions"]] == [each["code"] for each in review["dimensions"]]


def _hold_the_masterplan(files: dict[str, Path], programs: list[str]) -> None:
    """The book has what became of the programs that were readjusted in its list of changes."""
    word = docx.Document(str(files["masterplan.docx"]))
    assert any(each.text == TITLE for each in word.paragraphs)
    changed = next(each for each in word.tables if each.cell(0, 0).text == "Perubahan")
    rows = [tuple(cell.text for cell in row.cells) for row in changed.rows][1:]
    assert {(what, name) for what, name, _ in rows} >= {
        ("dihapus" if each == METHANE else "diubah", each) for each in programs
    }
    assert METHANE not in {str(each["Nama Program"]) for each in _rows(files["masterplan.xlsx"], "Masterplan")}


def _holds_the_answers(path: Path) -> None:
    """The workbook has each answer with its evidence, in the order of the questions."""
    answered = [each for each in _rows(path, "pertanyaan") if each["nilai"] is not None]
    assert [(each["kode"], each["nilai"], each["catatan"]) for each in answered] == [
        (code, 3, f"Catatan {code}") for code in ANSWERED
    ]
    assert [(each["kode"], each["letak berkas"], each["SHA-256"]) for each in _rows(path, "bukti")] == [
        (code, f"arsip/{code}.pdf", hashlib.sha256(code.encode()).hexdigest()) for code in ANSWERED
    ]
