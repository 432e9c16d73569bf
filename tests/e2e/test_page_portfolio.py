"""The portfolio on the page asks once for what people settle on, stops what is asked no more, and reads typed money."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from service import demo, page
from tests.e2e.conftest import SAID, WORDS, Service, Visit, running
from tests.effort import long

LONG = 5_000
"""Milliseconds of the page's clock, which the test moves on itself, in which all that waits for a moment has come."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that is written to."""
    with running(tmp_path_factory.mktemp("decided")) as started:
        yield started


def _chosen(sheet: Page) -> str:
    expect(sheet.locator(".coming").first).not_to_contain_text(SAID["portfolio.better"].split("{")[0])
    return sheet.locator(".tiles li").first.locator("strong").inner_text()


def _budgets(sheet: Page) -> tuple[list[int | None], list[int | None]]:
    """The budgets that are asked from now on, and those whose asking is stopped."""
    asked: list[int | None] = []
    stopped: list[int | None] = []

    def budget(request: Request) -> int | None:
        found: int | None = json.loads(request.post_data or "")["variables"]["budget"]
        return found

    def is_portfolio(request: Request) -> bool:
        return "subscription Portfolio" in (request.post_data or "")

    sheet.on("request", lambda each: asked.append(budget(each)) if is_portfolio(each) else None)
    sheet.on("requestfailed", lambda each: stopped.append(budget(each)) if is_portfolio(each) else None)
    return asked, stopped


def test_a_slider_asks_once_when_it_is_let_go_and_the_address_keeps_it(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("portofolio"))
    expect(sheet.locator(".tiles")).to_be_visible()
    asked, _ = _budgets(sheet)
    sheet.clock.install()
    sheet.clock.pause_at((sheet.evaluate("Date.now()") + LONG) / 1000)
    slider = sheet.get_by_label(SAID["portfolio.budget"].split("{")[0])
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    sheet.mouse.move(box["x"] + box["width"] - 8, middle)
    sheet.mouse.down()
    said = sheet.locator(".range").first.locator("span")
    seen = set()
    for part in range(9, 2, -1):
        sheet.mouse.move(box["x"] + box["width"] * part / 10, middle, steps=3)
        seen.add(said.inner_text())
    assert len(seen) > 5, "what is moved to is said"
    sheet.clock.run_for(LONG)
    assert asked == [], "nothing is asked while it is held"
    sheet.mouse.up()
    sheet.clock.run_for(LONG)
    expect(sheet).to_have_url(re.compile(r"dana=\d+"))
    sheet.clock.resume()
    expect(sheet.locator(".coming")).to_have_text("")
    [budget] = asked
    assert budget is not None
    expect(said).to_contain_text(f"{budget:,}".replace(",", "."))
    sheet.clock.pause_at((sheet.evaluate("Date.now()") + LONG) / 1000)
    slider.focus()
    for _ in range(6):
        sheet.keyboard.press("ArrowRight")
    sheet.clock.run_for(LONG)
    sheet.clock.resume()
    expect(sheet.locator(".coming")).to_have_text("")
    assert len(asked) == 2, "steps of the arrow keys are one question"


def test_what_is_asked_no_more_is_stopped_while_the_last_answer_stays_to_be_seen(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("portofolio"), expected="net::ERR")
    expect(sheet.locator(".tiles")).to_be_visible()
    before = _chosen(sheet)
    asked, stopped = _budgets(sheet)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "subscription Portfolio" in (route.request.post_data or "") and len(asked) < 3:
            held.append(route)
        else:
            route.continue_()

    sheet.route("**/graphql", hold)
    slider = sheet.get_by_label(SAID["portfolio.budget"].split("{")[0])
    for number, step in enumerate(("3", "2"), 1):
        slider.fill(step)
        expect(sheet.locator(".coming")).to_have_text(SAID["portfolio.coming"])
        while len(asked) < number:
            sheet.wait_for_timeout(50)
        assert _chosen(sheet) == before
    slider.fill("4")
    expect(sheet.locator(".coming")).to_have_text("")
    assert len(asked) == 3
    assert stopped == asked[:2]
    assert _chosen(sheet) != before
    assert len(held) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "Rp 300 miliar",
        *map(long, ("300.000.000.000", "300000000000", "300 miliar rupiah")),
    ],
)
def test_money_can_be_typed_and_stands_in_the_address(service: Service, visit: Visit, typed: str) -> None:
    sheet = visit(service.view("portofolio"))
    field = sheet.get_by_label(SAID["portfolio.amount"])
    field.fill(typed)
    field.press("Enter")
    expect(sheet).to_have_url(re.compile(r"rupiah=300000000000(&|$)"))
    expect(field).to_have_value("Rp 300.000.000.000")
    expect(sheet.locator(".tiles")).to_contain_text("Rp 300 miliar")
    sheet.reload()
    expect(field).to_have_value("Rp 300.000.000.000")
    sheet.get_by_label(SAID["portfolio.budget"].split("{")[0]).fill("5")
    expect(sheet).to_have_url(re.compile("dana=5"))
    assert "rupiah" not in sheet.url
    expect(field).not_to_have_value("Rp 300.000.000.000")
    field.fill("")
    field.press("Enter")
    expect(sheet).not_to_have_url(re.compile("dana|rupiah"))
    expect(field).to_have_value("")


def test_what_is_no_amount_is_refused_with_a_sentence_and_nothing_is_asked(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("portofolio", rupiah="400000000000"))
    field = sheet.get_by_label(SAID["portfolio.amount"])
    expect(field).to_have_value("Rp 400.000.000.000")
    asked, _ = _budgets(sheet)
    for typed in ("banyak", "300,000", "-5", "300 M"):
        field.fill(typed)
        field.press("Enter")
        expect(sheet.get_by_role("alert")).to_have_text(SAID["portfolio.amount.wrong"].replace("{typed}", typed))
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
    assert "rupiah=400000000000" in sheet.url
    assert asked == []
    sheet.goto(service.view("portofolio", rupiah="semua", dana="x", daya="y", **{"bobot.reach": "z"}))
    expect(sheet.locator(".tiles")).to_be_visible()
    expect(sheet.locator("main")).not_to_contain_text("NaN")


HELD = """
const real = window.fetch;
window.fetch = async (...given) => {
  const answer = await real(...given);
  if (!String(given[1]?.body).includes('subscription Portfolio')) return answer;
  const whole = await answer.text();
  const [first, ...rest] = whole.split('\\n\\n');
  const body = new ReadableStream({
    async start(to) {
      const bytes = new TextEncoder();
      to.enqueue(bytes.encode(`${first}\\n\\n`));
      await new Promise((done) => addEventListener('let-go', done, { once: true }));
      to.enqueue(bytes.encode(rest.join('\\n\\n')));
      to.close();
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
};
"""
"""Lets the first answer of a search through, and the others when it is told to."""


def test_a_good_set_is_seen_with_its_gap_while_the_best_is_searched(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("ringkasan"))
    sheet.add_init_script(HELD)
    sheet.goto(service.view("portofolio", rupiah="300000000000", daya="4"))
    sheet.reload()
    searching = re.compile(re.escape(SAID["portfolio.better"]).replace(r"\{share\}", r"\d[\d,]* %"))
    expect(sheet.locator(".coming")).to_have_text(searching)
    expect(sheet.locator(".top-list").first).to_be_visible()
    expect(sheet.locator(".stale")).to_have_count(0)
    sheet.evaluate("dispatchEvent(new Event('let-go'))")
    expect(sheet.locator(".coming")).to_have_text("")
    expect(sheet.locator(".tiles")).to_be_visible()


def test_two_sets_stand_side_by_side_with_what_only_one_of_them_has(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("portofolio", rupiah="300000000000"))
    expect(sheet.locator(".tiles")).to_be_visible()
    before = _chosen(sheet)
    sheet.get_by_role("button", name=SAID["portfolio.beside"]).click()
    second = sheet.get_by_role("region", name=SAID["portfolio.side2"], exact=True)
    expect(second.locator(".tiles strong").first).to_have_text(before)
    field = second.get_by_label(SAID["portfolio.amount"])
    expect(field).to_have_value("Rp 300.000.000.000")
    field.fill("5 miliar")
    field.press("Enter")
    expect(second.locator(".tiles strong").first).not_to_have_text(before)
    assert _chosen(sheet) == before, "the first stays as it is"
    assert "rupiah=300000000000" in sheet.url
    assert "rupiah2=5000000000" in sheet.url
    differing = sheet.get_by_role("table", name=SAID["portfolio.both"])
    fewer = int(before) - int(second.locator(".tiles strong").first.inner_text())
    assert differing.locator("tbody tr").count() >= fewer > 0
    expect(differing.locator("tbody tr").first).to_contain_text(SAID["portfolio.out"])
    sheet.get_by_role("button", name=SAID["portfolio.alone"]).click()
    expect(second).to_have_count(0)
    assert "2=" not in sheet.url


def test_money_below_what_is_accepted_is_refused_with_both_amounts_and_decisions_can_be_ignored(
    own: Service, visit: Visit
) -> None:
    _money_below_what_is_accepted(own, visit)


def _money_below_what_is_accepted(service: Service, visit: Visit) -> None:
    plan = f'plan(slug: "{demo.FIRST}")'
    first = service.ask(f"{{ {plan} {{ portfolio {{ initiatives {{ fingerprint themeName }} }} }} }}")
    accepted, rejected = first["plan"]["portfolio"]["initiatives"][:2]
    token = service.token("perencana")
    decide = """mutation($plan: String!, $fingerprint: ID!, $standing: DecisionStanding!) { decideInitiative(input: {
        plan: $plan, fingerprint: $fingerprint, standing: $standing, reason: "Rapat" }) { errors { __typename } } }"""
    for each, standing in ((accepted, "ACCEPTED"), (rejected, "REJECTED")):
        service.ask(decide, token, plan=demo.FIRST, fingerprint=each["fingerprint"], standing=standing)
    sheet = visit(service.view("portofolio", rupiah="1000"))
    expect(sheet.get_by_role("alert")).to_contain_text("di atas pagu Rp 1.000")
    sheet.get_by_label(SAID["portfolio.ignore"]).check()
    expect(sheet.get_by_role("alert")).to_have_count(0)
    expect(sheet.locator(".tiles")).to_be_visible()
    sheet.goto(service.view("portofolio"))
    chosen = sheet.locator(".top-list").first
    expect(chosen).to_contain_text(accepted["themeName"])
    expect(chosen).not_to_contain_text(rejected["themeName"])
    left = sheet.get_by_role("table", name=SAID["portfolio.left"]).locator("tr", has_text=rejected["themeName"])
    expect(left).to_contain_text(SAID["portfolio.rejected"])


READ = """import {{ amountOf }} from {module};
process.stdout.write(JSON.stringify({given}.map(([text, language]) => amountOf(text, language))));"""


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is missing")
def test_amounts_are_read_as_they_are_written_in_each_language_and_refused_where_two_are_meant(tmp_path: Path) -> None:
    cases: list[tuple[str, str, int | None]] = [
        ("Rp 300 miliar", "id", 300_000_000_000),
        ("rp. 1,5 milyar", "id", 1_500_000_000),
        ("1.5 miliar", "id", 1_500_000_000),
        ("1.500 miliar", "id", 1_500_000_000_000),
        ("1,500 miliar", "id", None),
        ("1,500 billion", "en", 1_500_000_000_000),
        ("1.500 billion", "en", None),
        ("300,000,000,000", "id", 300_000_000_000),
        ("300.000.000.000", "en", 300_000_000_000),
        ("300 000 000 000", "id", 300_000_000_000),
        ("Rp300.000.000.000,00", "id", 300_000_000_000),
        ("Rp 300.000.000.000,-", "id", 300_000_000_000),
        ("1.234.567,891 juta", "id", 1_234_567_891_000),
        ("750 rupiah", "id", 750),
        ("2 triliun rupiah", "id", 2_000_000_000_000),
        ("300.000", "id", 300_000),
        ("300,000", "id", None),
        ("300.000", "en", None),
        ("300,5", "id", None),
        ("1,2345678901 miliar", "id", None),
        ("0.500 miliar", "id", None),
        ("30 00", "id", None),
        ("300 M", "id", None),
        ("300 constructor", "id", None),
        ("1e9", "id", None),
        ("0", "id", None),
        ("-5", "id", None),
        ("99999999999999999", "id", None),
        ("1.23.456", "id", None),
    ]
    module = json.dumps((page.FOLDER / "money.js").as_uri())
    script = tmp_path / "read.mjs"
    script.write_text(READ.format(module=module, given=json.dumps([case[:2] for case in cases])), "utf-8")
    said = subprocess.run(["node", script], capture_output=True, check=True, text=True, timeout=60).stdout
    assert json.loads(said) == [case[2] for case in cases]


def test_the_page_in_english_reads_english_money(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("portofolio"))
    sheet.get_by_role("button", name="English").click()
    field = sheet.get_by_label(WORDS["en"]["portfolio.amount"])
    field.fill("1.5 billion")
    field.press("Enter")
    expect(field).to_have_value("Rp 1,500,000,000")
