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


def test_the_grid_of_opds_counts_every_tie_and_opens_the_pair(service: Service, visit: Visit) -> None:
    asked = "opdMatrix { count opd { shortName isTerritorial } needed { shortName isTerritorial } }"
    ties = service.ask(f'{{ plan(slug: "{demo.FIRST}") {{ {asked} }} }}')["plan"]["opdMatrix"]
    ties = [each for each in ties if not (each["opd"]["isTerritorial"] or each["needed"]["isTerritorial"])]
    sheet = visit(service.view("keterkaitan", cara="kisi"))
    cells = sheet.locator(".heat td button")
    expect(cells).to_have_count(len(ties))
    assert sum(int(each) for each in cells.all_inner_texts()) == sum(each["count"] for each in ties)
    most = max(ties, key=lambda each: int(each["count"]))
    one, other = most["opd"]["shortName"], most["needed"]["shortName"]
    sheet.get_by_role("button", name=re.compile(f"^{one} .* {other}: {most['count']} ")).click()
    expect(sheet.locator("main [role=status]").first).to_contain_text(one)
    assert f"a={one}&b={other}" in sheet.url


def test_critical_path_bottlenecks_and_circles_are_told_in_words(service: Service, visit: Visit) -> None:
    asked = "criticalPath { months nodes { label } } cycles { nodes { label } } bottlenecks(most: 1) { node { label } }"
    found = service.ask(f'{{ plan(slug: "{demo.FIRST}") {{ {asked} }} }}')["plan"]
    sheet = visit(service.view("keterkaitan", cara="bangun"))
    main = sheet.locator("main")
    expect(main).to_contain_text(SAID["shape.critical"].format(months=found["criticalPath"]["months"]))
    expect(main).to_contain_text(SAID["shape.cycles"].format(count=len(found["cycles"])))
    first, last = found["criticalPath"]["nodes"][-1]["label"], found["criticalPath"]["nodes"][0]["label"]
    chain = sheet.locator("main ol li")
    expect(chain.first).to_contain_text(first)
    expect(chain.last).to_contain_text(last)
    for node in (found["bottlenecks"][0]["node"], *(each["nodes"][0] for each in found["cycles"])):
        expect(main).to_contain_text(node["label"])


def test_the_matrix_has_sums_by_dimension_and_says_which_sub_dimension_has_no_work(
    service: Service, visit: Visit
) -> None:
    asked = """coverage { byOpd(level: SUB_DIMENSION) {
        dimensions { code } cells { dimension { code } programs } emptyDimensions { name } } }"""
    found = service.ask(f'{{ plan(slug: "{demo.FIRST}") {{ {asked} }} }}')["plan"]["coverage"]["byOpd"]
    sheet = visit(service.view("ringkasan", oleh="subdimensi"))
    for each in found["emptyDimensions"]:
        expect(sheet.locator(".notice.off", has_text=each["name"])).to_be_visible()
    sums = [
        sum(cell["programs"] for cell in found["cells"] if cell["dimension"]["code"] == each["code"])
        for each in found["dimensions"]
    ]
    assert sheet.locator(".heat tfoot td").all_inner_texts() == [str(each) for each in sums]
    sheet.locator(".heat tbody td button").first.click()
    expect(sheet.locator("dialog tbody tr").first).to_be_visible()
