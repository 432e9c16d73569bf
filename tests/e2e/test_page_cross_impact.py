"""Cross-impact on the page: three people score eight items, by keys and by choice, agree and disagree, and close."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit, running, settled
from tests.e2e.test_page_axe import AXE, TOOLS, violations
from tests.node import needs_packages

ROUND = """query($plan: String!) { plan(slug: $plan) { crossImpacts(first: 1) { nodes { number isClosed judgeCount
    items { localId } cells { source { localId } target { localId } mean agreement
        scores { score reason author opd { shortName } } }
    ranking { rank item { localId } total } } } } }"""
THEMES = ("Pengendalian banjir dan genangan", "Peningkatan investasi dan kepastian berusaha")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("pengaruh")) as started:
        yield started


def matrix(sheet: Page) -> Locator:
    return sheet.get_by_role("table", name=SAID["cross.matrix"])


def cell(sheet: Page, row: int, column: int) -> Locator:
    """The button where two items meet, counted from 1."""
    return matrix(sheet).locator("tbody tr").nth(row - 1).locator("td").nth(column - 1).get_by_role("button")


def kept(sheet: Page) -> None:
    """Wait until all that was scored is kept."""
    expect(sheet.get_by_role("status").filter(has_text=SAID["cross.saved"])).to_be_visible()


def test_three_people_score_eight_items_and_the_ranking_says_what_helps_the_whole(desk: Service, visit: Visit) -> None:
    ani, budi = desk.token("Ani"), desk.token("Budi")
    dewi = desk.token("Dewi", "agency", "opd/dlh")
    sheet = visit(desk.view("pengaruh"), ani)
    sheet.get_by_label(SAID["cross.title"], exact=True).fill("FGD pengaruh silang")
    sheet.get_by_label(SAID["cross.invited.write"]).fill("DLH")
    for box in sheet.locator("details.kinds").first.get_by_role("checkbox").all():
        box.check()
    sheet.get_by_label(SAID["cross.search"]).fill("banjir")
    sheet.get_by_role("checkbox", name=THEMES[0], exact=True).check()
    sheet.get_by_label(SAID["cross.search"]).fill("investasi")
    sheet.get_by_role("checkbox", name=THEMES[1], exact=True).check()
    sheet.get_by_role("button", name=SAID["cross.new.do"], exact=True).click()
    expect(sheet.locator("h1")).to_have_text("FGD pengaruh silang")
    expect(matrix(sheet).locator("tbody tr")).to_have_count(8)
    expect(matrix(sheet).get_by_role("button")).to_have_count(56)
    expect(cell(sheet, 8, 7)).to_have_accessible_name(re.compile(r"usulan -\d, belum dinilai\.$"))

    cell(sheet, 1, 2).focus()
    for key in ("3", "ArrowRight", "-", "2", "ArrowDown", "ArrowLeft", "ArrowLeft", "1"):
        sheet.keyboard.press(key)
    expect(cell(sheet, 2, 1)).to_be_focused()
    expect(cell(sheet, 2, 1)).to_have_accessible_name(re.compile(r"Nilai Anda \+1\.$"))
    kept(sheet)
    cell(sheet, 8, 7).click()
    expect(sheet.locator("main")).to_contain_text("Usulan -")
    sheet.get_by_role("radio", name=re.compile("melawan")).check()
    sheet.get_by_label(SAID["cross.reason"], exact=True).fill("Lahan terbuka berkurang")
    sheet.get_by_label(SAID["cross.reason"], exact=True).blur()
    expect(cell(sheet, 8, 7)).to_have_accessible_name(re.compile(r"-2, rata-rata 1 penilai.*Nilai Anda -2\.$"))
    kept(sheet)

    other = visit(f"{desk.address}{sheet.evaluate('location.hash')}", budi)
    for key in ("3", "ArrowRight", "2"):
        cell(other, 1, 2).press(key) if key == "3" else other.keyboard.press(key)
    other.get_by_role("radio", name=re.compile("memungkinkan")).check()
    kept(other)
    agency = visit(f"{desk.address}{sheet.evaluate('location.hash')}", dewi)
    expect(agency.get_by_label(SAID["cross.as"])).to_have_value("DLH")
    cell(agency, 1, 2).press("2")
    agency.keyboard.press("ArrowRight")
    agency.keyboard.press("3")
    kept(agency)
    expect(agency.get_by_role("button", name=SAID["cross.close"], exact=True)).to_have_count(0)

    expect(cell(sheet, 1, 3)).to_have_accessible_name(re.compile("rata-rata 3 penilai, bertentangan"))
    expect(cell(sheet, 1, 2)).to_have_accessible_name(re.compile("2,7, rata-rata 3 penilai, sepakat"))
    disputed = sheet.get_by_role("table", name=SAID["cross.disputed"])
    expect(disputed.locator("tbody tr")).to_have_count(2)
    expect(disputed.locator("tbody tr").first).to_contain_text("≠≠ Bertentangan")
    disputed.get_by_role("button").nth(1).click()
    expect(sheet.locator("main")).to_contain_text("Ani – Lahan terbuka berkurang")
    found = desk.ask(ROUND, ani, plan=demo.FIRST)["plan"]["crossImpacts"]["nodes"][0]
    assert (found["judgeCount"], len(found["items"])) == (3, 8)
    said = {(each["source"]["localId"], each["target"]["localId"]): each for each in found["cells"]}
    pair = said["theme/investasi", "theme/banjir"]
    assert [(each["score"], each["author"], each["reason"]) for each in pair["scores"]] == [
        (-2, "Ani", "Lahan terbuka berkurang"),
        (1, "Budi", ""),
    ]
    names = [row.inner_text() for row in
             sheet.get_by_role("table", name=SAID["cross.ranking"]).locator("tbody th").all()]  # fmt: skip
    assert len(names) == 8
    assert found["ranking"][0]["total"] > found["ranking"][-1]["total"]

    address = f"pengaruh/{found['number']}"
    reader = visit(desk.view(address))
    expect(reader.locator("main")).to_contain_text(SAID["cross.unreadable"])
    expect(reader.get_by_role("table")).to_have_count(0)
    sheet.get_by_role("button", name=SAID["cross.close"], exact=True).click()
    expect(sheet.get_by_label(SAID["cross.as"])).to_have_count(0)
    public = visit(desk.view(address, dari="theme/investasi", ke="theme/banjir"))
    expect(public.get_by_role("table", name=SAID["cross.ranking"]).locator("tbody tr")).to_have_count(8)
    expect(public.locator("main")).to_contain_text("Rata-rata -0,5 dari 2 penilai")
    for name in ("Ani", "Budi", "Lahan terbuka"):
        expect(public.locator("main")).not_to_contain_text(name)
    with public.expect_download() as taken:
        public.get_by_role("link", name="XLSX", exact=True).click()
    assert taken.value.suggested_filename == f"{demo.FIRST}-pengaruh-silang-{found['number']}.xlsx"

    sheet.get_by_role("link", name=SAID["cross.again"]).click()
    expect(sheet.locator("details.kinds").first.get_by_role("checkbox", checked=True)).to_have_count(6)
    expect(sheet.get_by_role("checkbox", name=THEMES[0], exact=True)).to_be_checked()


def opened(service: Service, token: str) -> int:
    """Have a round of a few items with a proposal, a score, and one that is disputed."""
    items = '["dimension/SG", "dimension/SEN", "theme/investasi", "theme/banjir", "theme/persampahan"]'
    made = f'{{plan: "{demo.FIRST}", title: "Uji", invited: ["DLH"], items: {items}}}'
    number = service.ask(f"mutation {{ openCrossImpact(input: {made}) {{ crossImpact {{ number }} }} }}", token)
    at = number["openCrossImpact"]["crossImpact"]["number"]
    for opd, score in (("", -3), ("DLH", 2)):
        pair = f'{{source: "dimension/SG", target: "theme/banjir", score: {score}}}'
        said = f'{{plan: "{demo.FIRST}", round: {at}, opd: "{opd}", scores: [{pair}]}}'
        service.ask(f"mutation {{ scoreCrossImpact(input: {said}) {{ revision }} }}", token)
    return int(at)


def test_what_is_not_kept_is_told_and_sent_again(desk: Service, visit: Visit) -> None:
    ani = desk.token("Ani lagi")
    number = opened(desk, ani)
    sheet = visit(desk.view(f"pengaruh/{number}"), ani)
    close = f'{{plan: "{demo.FIRST}", round: {number}}}'
    refused = {
        "scoreCrossImpact": {"revision": None, "errors": [{"__typename": "ValidationProblem", "message": "Sibuk"}]}
    }

    def refuse(route: Route) -> None:
        if "mutation ScoreCrossImpact" in (route.request.post_data or ""):
            route.fulfill(json={"data": refused})
        else:
            route.continue_()

    sheet.route("**/graphql", refuse)
    cell(sheet, 1, 3).press("3")
    expect(sheet.get_by_role("alert")).to_contain_text("Sibuk")
    expect(sheet.get_by_text(SAID["cross.waiting"].replace("{count}", "1"))).to_be_visible()
    sheet.unroute("**/graphql")
    sheet.get_by_role("alert").get_by_role("button", name=SAID["again"]).click()
    kept(sheet)
    expect(sheet.get_by_role("alert")).to_have_count(0)
    found = desk.ask(ROUND, ani, plan=demo.FIRST)["plan"]["crossImpacts"]["nodes"][0]["cells"]
    pair = ("dimension/SG", "theme/investasi")
    [said] = [each["scores"] for each in found if (each["source"]["localId"], each["target"]["localId"]) == pair]
    assert [each["score"] for each in said] == [3]
    cell(sheet, 1, 2).focus()
    desk.ask(f"mutation {{ closeCrossImpact(input: {close}) {{ revision }} }}", ani)
    sheet.keyboard.press("2")
    expect(sheet.get_by_role("alert").or_(sheet.get_by_text(re.compile("^Ditutup")))).to_be_visible()


def test_a_score_is_taken_back_by_a_key(desk: Service, visit: Visit) -> None:
    ani = desk.token("Ani tarik")
    sheet = visit(desk.view(f"pengaruh/{opened(desk, ani)}"), ani)
    cell(sheet, 1, 4).press("Delete")
    expect(cell(sheet, 1, 4)).to_have_accessible_name(re.compile("2, rata-rata 1 penilai, baru satu penilai\\.$"))


@needs_packages(TOOLS)
@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "id"), (390, "dark", "en")])
def test_a_round_has_nothing_that_axe_finds_and_fits_the_screen(
    desk: Service, visit: Visit, width: int, scheme: str, language: str
) -> None:
    ani = desk.token(f"Ani {width}")
    number = opened(desk, ani)
    sheet = visit(desk.view("pengaruh"), ani, width=width, scheme=scheme)
    if language == "en":
        sheet.get_by_role("button", name="English", exact=True).click()
    sheet.evaluate(AXE.read_text("utf-8"))
    picked = {"dari": "dimension/SG", "ke": "theme/banjir", "lang": language}
    for address in (
        desk.view("pengaruh", lang=language),
        desk.view(f"pengaruh/{number}", **picked),
        desk.view("pengaruh/999", lang=language),
    ):
        sheet.goto(address)
        sheet.wait_for_timeout(50)
        settled(sheet)
        assert violations(sheet) == [], address
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    expect(sheet.locator("main h1")).to_have_text(WORDS[language]["cross"])
    expect(sheet.get_by_role("alert")).to_be_visible()
