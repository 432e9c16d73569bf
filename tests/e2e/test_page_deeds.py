"""What planners do on the page: judge a link, set a finding aside, weigh money and ranks, answer a question."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload, expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running

PLAN = f'plan(slug: "{demo.FIRST}")'
ADD = """mutation($input: AddOpdInput!) { addOpd(input: $input) { revision errors { __typename } } }"""


@dataclass(frozen=True)
class Desk:
    """A service that may be written to, and Ani's token there."""

    service: Service
    token: str

    def add_opd(self, name: str, reason: str) -> None:
        opd = {"name": name, "shortName": name.upper()}
        given = {"plan": demo.FIRST, "idempotencyKey": name, "reason": reason, "opd": opd}
        made = self.service.ask(ADD, self.token, input=given)["addOpd"]
        assert made["errors"] == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(tmp_path_factory.mktemp("deeds")) as started:
        yield Desk(started, started.token("Ani"))


def test_what_came_since_the_last_visit_is_shown_until_it_is_seen(desk: Desk, visit: Visit) -> None:
    first = visit(desk.service.view("ringkasan"))
    expect(first.locator(".tiles")).to_be_visible()
    expect(first.locator(".since")).to_have_count(0)
    first.goto("about:blank")
    desk.add_opd("Dinas Kunjungan", "Dibentuk setelah kunjungan pertama")
    again = first.context.new_page()
    again.goto(desk.service.view("ringkasan"))
    since = again.get_by_role("region", name=SAID["since"])
    expect(since).to_contain_text("Dibentuk setelah kunjungan pertama")
    since.get_by_role("button", name=SAID["since.seen"]).click()
    expect(since).to_have_count(0)
    again.reload()
    expect(again.locator(".tiles")).to_be_visible()
    expect(since).to_have_count(0)


def test_a_link_is_confirmed_and_then_rejected_beside_the_picture(desk: Desk, visit: Visit) -> None:
    asked = f"{{ {PLAN} {{ opdMatrix {{ opd {{ shortName }} needed {{ shortName }} links {{ id }} }} }} }}"
    ties = {
        (each["opd"]["shortName"], each["needed"]["shortName"]): each["links"]
        for each in desk.service.ask(asked)["plan"]["opdMatrix"]
    }
    one, other = next(pair for pair, links in ties.items() if len(links) == 1 and pair[::-1] not in ties)
    [link] = ties[one, other]

    def standing() -> object:
        found = "query($id: ID!) { node(id: $id) { ... on Link { standing } } }"
        return desk.service.ask(found, id=link["id"])["node"]["standing"]

    sheet = visit(desk.service.view("keterkaitan", cara="pasangan", a=one, b=other), token=desk.token)
    card = sheet.locator(".side article.link")
    confirm = card.get_by_role("button", name=SAID["link.confirm"], exact=True)
    confirm.click()
    expect(card.locator("dd .tag")).to_have_text(SAID["Standing.CONFIRMED"])
    expect(confirm).to_have_count(0)
    assert standing() == "CONFIRMED"
    card.get_by_role("button", name=SAID["link.reject"], exact=True).click()
    expect(card).to_have_count(0)
    expect(sheet.locator("main")).to_contain_text(SAID["ties.pair.none"])
    assert standing() == "REJECTED"


def test_less_money_leaves_fewer_recommendations_in_the_portfolio(desk: Desk, visit: Visit) -> None:
    sheet = visit(desk.service.view("portofolio"))
    chosen = sheet.locator(".tiles li").first.locator("strong")
    expect(chosen).to_have_text(re.compile(r"^[1-9]"))
    expect(sheet.locator(".coming")).to_have_text("")
    before = int(chosen.inner_text())
    slider = sheet.get_by_label(SAID["portfolio.budget"].split("{")[0])
    slider.fill("3")
    expect(chosen).not_to_have_text(str(before))
    assert int(chosen.inner_text()) < before
    assert "dana=3" in sheet.url
    slider.fill("40")
    expect(chosen).to_have_text(str(before))


def test_other_weights_give_another_order_and_go_back(desk: Desk, visit: Visit) -> None:
    asked = f"{{ {PLAN} {{ weights {{ name title value }} }} }}"
    weights = desk.service.ask(asked)["plan"]["weights"]
    sheet = visit(desk.service.view("portofolio"))
    sheet.locator("summary", has_text=SAID["portfolio.weights"]).click()
    for each in weights[:-1]:
        sheet.locator("details").get_by_label(each["title"]).fill("0")
    moves = sheet.get_by_role("region", name=SAID["portfolio.moves"])
    expect(moves.locator("tbody .tag").first).to_be_visible()
    given = ", ".join(f"{each['name']}: {each['value'] if each is weights[-1] else 0}" for each in weights)
    shown = f"{{ {PLAN} {{ initiatives(first: 1, weights: {{ {given} }}) {{ nodes {{ themeName }} }} }} }}"
    first = desk.service.ask(shown)["plan"]["initiatives"]["nodes"][0]["themeName"]
    expect(moves.locator("tbody tr").first).to_contain_text(first)
    sheet.get_by_role("button", name=SAID["portfolio.weights.back"]).click()
    expect(moves).to_have_count(0)
    assert "bobot" not in sheet.url


def test_a_finding_is_set_aside_with_a_reason_and_brought_back(desk: Desk, visit: Visit) -> None:
    found = f"{{ {PLAN} {{ findings(first: 1) {{ totalCount nodes {{ message rule }} }} }} }}"
    before = desk.service.ask(found)["plan"]["findings"]
    finding = before["nodes"][0]
    view = {"aturan": finding["rule"]}
    sheet = visit(desk.service.view("temuan", **view), token=desk.token)
    row = sheet.locator("main tbody tr").filter(has_text=finding["message"])
    row.get_by_role("button", name=SAID["suppress"], exact=True).click()
    panel = sheet.get_by_role("dialog", name=SAID["suppress"])
    panel.get_by_label(SAID["reason"]).fill("Sudah dibahas pada rapat koordinasi")
    panel.get_by_role("button", name=SAID["suppress"], exact=True).click()
    expect(panel).to_have_count(0)
    expect(row).to_have_count(0)
    assert desk.service.ask(found)["plan"]["findings"]["totalCount"] == before["totalCount"] - 1
    sheet.goto(desk.service.view("temuan", daftar="dikesampingkan"))
    row = sheet.locator(".plain-list > li").filter(has_text=finding["message"])
    expect(row).to_contain_text("Sudah dibahas pada rapat koordinasi")
    expect(row).to_contain_text("Ani")
    row.get_by_role("button", name=SAID["suppress.lift"]).click()
    expect(row).to_have_count(0)
    assert desk.service.ask(found)["plan"]["findings"]["totalCount"] == before["totalCount"]


def test_a_rule_is_switched_off_with_a_reason_told_to_others_and_switched_on_again(desk: Desk, visit: Visit) -> None:
    found = f"{{ {PLAN} {{ findings(first: 1) {{ totalCount nodes {{ rule }} }} }} }}"
    before = desk.service.ask(found)["plan"]["findings"]
    code = before["nodes"][0]["rule"]
    other = visit(desk.service.view("ringkasan"))
    expect(other.locator(".tiles")).to_be_visible()
    sheet = visit(desk.service.view("aturan"), token=desk.token)
    rule = sheet.locator(f"#aturan-{code}")
    said = desk.service.ask(f'{{ rule(code: "{code}") {{ title explanation(language: ID) }} }}')["rule"]
    expect(rule.get_by_role("heading")).to_contain_text(said["title"])
    for part in said["explanation"].partition(". ")[2].splitlines():
        expect(rule).to_contain_text(part)
    rule.get_by_role("button", name=SAID["rule.off"], exact=True).click()
    panel = sheet.get_by_role("dialog", name=SAID["rule.off"])
    panel.get_by_label(SAID["reason"]).fill("Tidak dipakai di daerah ini")
    panel.get_by_role("button", name=SAID["rule.off"], exact=True).click()
    expect(panel).to_have_count(0)
    for words in ("Tidak dipakai di daerah ini", "Ani", SAID["rule.off.open"]):
        expect(rule.locator(".notice")).to_contain_text(words)
    assert desk.service.ask(found)["plan"]["findings"]["totalCount"] < before["totalCount"]
    expect(other.locator(".news")).to_contain_text(SAID["news.rule.off"].replace("{who}", "Ani"))
    note = other.locator("main .notice.off")
    expect(note).to_contain_text("Tidak dipakai di daerah ini")
    expect(note.get_by_role("link")).to_have_attribute("href", re.compile(f"aturan/{code}$"))
    rule.get_by_role("button", name=SAID["rule.on"]).click()
    expect(rule.get_by_role("button", name=SAID["rule.off"], exact=True)).to_be_visible()
    expect(note).to_have_count(0)
    assert desk.service.ask(found)["plan"]["findings"] == before


def test_what_was_done_before_someone_came_is_no_news_to_them(desk: Desk, visit: Visit) -> None:
    said = "mutation($input: SuppressRuleInput!) { suppressRule(input: $input) { errors { __typename } } }"
    given = {"plan": demo.FIRST, "rule": "AL02", "reason": "Lama"}
    assert desk.service.ask(said, desk.token, input=given)["suppressRule"]["errors"] == []
    time.sleep(2)  # the clock of the service's answers has whole seconds
    sheet = visit(desk.service.view("ringkasan"))
    expect(sheet.locator("main .notice.off")).to_contain_text("Lama")
    desk.add_opd("Dinas Kabar", "Dibentuk sesudahnya")
    expect(sheet.locator(".news li")).to_contain_text(["Dibentuk sesudahnya"])
    lifted = (
        "mutation($input: LiftRuleSuppressionInput!) { liftRuleSuppression(input: $input) { errors { __typename } } }"
    )
    assert (
        desk.service.ask(lifted, desk.token, input={"plan": demo.FIRST, "rule": "AL02"})["liftRuleSuppression"][
            "errors"
        ]
        == []
    )


def test_a_doubtful_name_is_answered_before_a_file_is_taken_in(desk: Desk, visit: Visit) -> None:
    def file(name: str) -> FilePayload:
        heading = "opd,tahun,kode,nama,tingkat,indikator,target,pagu"
        row = f"Dinas Kesehatan,2024,,{name},sub kegiatan,,,500"
        return {"name": "renja.csv", "mimeType": "text/csv", "buffer": f"{heading}\n{row}\n".encode()}

    sheet = visit(desk.service.view("impor"), token=desk.token)
    drop, confirm = sheet.locator(".drop input"), sheet.get_by_role("button", name=SAID["import.now"])
    drop.set_input_files(file("Penanggulangan Wabah Penyakit"))
    confirm.click()
    expect(sheet.locator(".notice.good")).to_be_visible()
    drop.set_input_files(file("Penanggulangan Wabah Penyakit Menular"))
    question = sheet.locator("fieldset.question")
    expect(question).to_contain_text("Penanggulangan Wabah Penyakit Menular")
    expect(confirm).to_be_disabled()
    question.get_by_label(SAID["questions.new"]).check()
    expect(confirm).to_be_enabled()
    confirm.click()
    expect(sheet.locator(".notice.good")).to_be_visible()
    asked = f'{{ {PLAN} {{ programs(first: 9, filter: {{ name: "Wabah Penyakit" }}) {{ nodes {{ name }} }} }} }}'
    names = {each["name"] for each in desk.service.ask(asked)["plan"]["programs"]["nodes"]}
    assert {"Penanggulangan Wabah Penyakit", "Penanggulangan Wabah Penyakit Menular"} <= names
