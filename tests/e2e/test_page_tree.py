"""The performance tree on the page: from the vision to the sub-activities, unfolded, filtered and printed."""

import re
from pathlib import Path

import pdfplumber
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit

TREE = """query($opd: String, $downTo: TreeDepth!) { plan(slug: "%s") {
    performanceTree(first: 100, filter: { downTo: $downTo, opd: $opd }) {
        totalCount
        nodes { depth partCount isOrphan node { id label } crossings { linkCount opd { shortName } } } } } }"""


def _lines(sheet: Page) -> int:
    return sheet.locator(".tree .branch").count()


def test_the_tree_shows_what_stands_alone_and_is_unfolded_step_by_step(service: Service, visit: Visit) -> None:
    tree = service.ask(TREE % demo.FIRST, downTo="OBJECTIVE")["plan"]["performanceTree"]
    sheet = visit(service.view("pohon"))
    expect(sheet.locator(".tree .branch")).to_have_count(tree["totalCount"])
    assert sheet.locator(".tree .branch.orphan").count() > 0
    expect(sheet.locator(".tiles")).to_contain_text(SAID["tree.orphans.objectives"])
    first = next(each for each in tree["nodes"] if each["isOrphan"] and each["crossings"])
    line = sheet.locator(".tree > li").filter(has_text=first["node"]["label"]).first
    crossing = first["crossings"][0]
    expect(line).to_contain_text(f"{crossing['opd']['shortName']} {crossing['linkCount']}")
    for level in ("PROGRAM", "ACTIVITY", "SUB_ACTIVITY"):
        line.get_by_role("button", name=re.compile(SAID["tree.unfold"])).first.click()
        expect(line.locator(".level", has_text=re.compile(f"^{SAID[f'Level.{level}']}$")).first).to_be_visible()
    before = _lines(sheet)
    line.get_by_role("button", name=re.compile(SAID["tree.fold"])).first.click()
    expect(line.locator(".branch")).to_have_count(1)
    assert _lines(sheet) < before


def test_the_tree_of_one_opd_is_printed_whole_and_without_what_others_do(
    service: Service, visit: Visit, tmp_path: Path
) -> None:
    tree = service.ask(TREE % demo.FIRST, downTo="PROGRAM", opd="DLH")["plan"]["performanceTree"]
    sheet = visit(service.view("pohon", sampai="PROGRAM", opd="DLH", indikator="1"))
    expect(sheet.locator(".tree .branch")).to_have_count(tree["totalCount"])
    sheet.pdf(path=tmp_path / "pohon.pdf", format="A4")
    with pdfplumber.open(tmp_path / "pohon.pdf") as paper:
        written = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for each in tree["nodes"]:
        assert each["node"]["label"].split()[-1] in written
    sheet.get_by_label(SAID["tree.orphans.only"]).check()
    expect(sheet.locator(".tree > li > .branch:not(.orphan)")).to_have_count(0)
    expect(sheet.locator(".tree > li > .branch.orphan").first).to_be_visible()
