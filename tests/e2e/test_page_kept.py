"""What people type is kept until it is sent, and what they press is done once, however often and on whatever line."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Request, Route, expect

from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit, running
from tests.serving import COMMAND

PLAN = f'plan(slug: "{demo.FIRST}")'
REASON, COMMENT = "Menunggu perubahan anggaran", "Mohon dibahas bersama Dinas Kesehatan"
SAYS = "decisions { nodes { reason author } } comments { nodes { text } }"


@dataclass(frozen=True)
class Desk:
    """A service that may be written to, and Ani's token there."""

    service: Service
    token: str

    def initiative(self, rank: int) -> str:
        asked = f"{{ {PLAN} {{ initiatives(first: {rank}) {{ nodes {{ fingerprint }} }} }} }}"
        return str(self.service.ask(asked)["plan"]["initiatives"]["nodes"][rank - 1]["fingerprint"])

    def revoke(self, name: str) -> None:
        """Let someone's latest token count no longer."""

        def token(*command: str) -> str:
            done = subprocess.run(
                [*COMMAND, "token", *command],
                cwd=self.service.folder,
                env=self.service.environment,
                capture_output=True,
                check=True,
                text=True,
            )
            return done.stdout

        found = [each for each in json.loads(token("list", "--json")) if each["name"] == name]
        token("revoke", max(found, key=lambda each: str(each["made_at"]))["id"])

    def said(self, fingerprint: str) -> tuple[list[dict[str, str]], list[str]]:
        """The decisions on an initiative, and the comments."""
        asked = f'{{ initiative(plan: "{demo.FIRST}", fingerprint: "{fingerprint}") {{ {SAYS} }} }}'
        found = self.service.ask(asked)["initiative"]
        return found["decisions"]["nodes"], [each["text"] for each in found["comments"]["nodes"]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(tmp_path_factory.mktemp("kept")) as started:
        yield Desk(started, started.token("Ani"))


def _typed(sheet: Page) -> None:
    sheet.get_by_label(SAID["reason"]).fill(REASON)
    sheet.get_by_label(SAID["comment.write"]).fill(COMMENT)


def _is_there(sheet: Page, name: str = "id") -> None:
    expect(sheet.get_by_label(WORDS[name]["reason"])).to_have_value(REASON)
    expect(sheet.get_by_label(WORDS[name]["comment.write"])).to_have_value(COMMENT)


def _signed_in(sheet: Page, token: str) -> None:
    panel = sheet.get_by_role("dialog", name=SAID["sign.in"])
    panel.get_by_label(SAID["sign.token"]).fill(token)
    panel.get_by_role("button", name=SAID["sign.keep"]).click()
    expect(panel).to_have_count(0)


def test_what_is_typed_is_there_again_after_signing_in_anew(desk: Desk, visit: Visit) -> None:
    fingerprint = desk.initiative(1)
    view = desk.service.view(f"inisiatif/{fingerprint}")
    sheet = visit(view, token=desk.service.token("Ani"), expected="401")
    _typed(sheet)
    desk.revoke("Ani")
    sheet.get_by_role("button", name=SAID["comment.send"], exact=True).click()
    expect(sheet.get_by_role("dialog")).to_contain_text(SAID["sign.refused"])
    _signed_in(sheet, desk.token)
    _is_there(sheet)
    sheet.get_by_role("button", name=SAID["comment.send"], exact=True).click()
    expect(sheet.locator("aside")).to_contain_text(COMMENT)
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value("")
    expect(sheet.get_by_label(SAID["reason"])).to_have_value(REASON)
    sheet.get_by_role("button", name=SAID["decide.DEFERRED"], exact=True).click()
    expect(sheet.get_by_label(SAID["reason"])).to_have_value("")
    sheet.reload()
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value("")
    expect(sheet.get_by_label(SAID["reason"])).to_have_value("")
    assert desk.said(fingerprint) == ([{"reason": REASON, "author": "Ani"}], [COMMENT])


def test_what_is_typed_outlives_language_other_views_and_a_reload_and_belongs_to_its_subject(
    desk: Desk, visit: Visit
) -> None:
    view = desk.service.view(f"inisiatif/{desk.initiative(2)}")
    sheet = visit(view, token=desk.token)
    _typed(sheet)
    sheet.get_by_role("button", name="English").click()
    _is_there(sheet, "en")
    sheet.get_by_role("button", name="Bahasa Indonesia").click()
    _is_there(sheet)
    sheet.get_by_role("link", name=SAID["menu.temuan"], exact=True).click()
    expect(sheet.locator("h1")).to_have_text(SAID["menu.temuan"])
    sheet.go_back()
    _is_there(sheet)
    sheet.reload()
    _is_there(sheet)
    sheet.goto(desk.service.view(f"inisiatif/{desk.initiative(3)}"))
    expect(sheet.get_by_label(SAID["reason"])).to_have_value("")
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value("")


def test_the_reason_for_which_a_finding_is_set_aside_and_a_plan_to_be_begun_are_kept_too(
    desk: Desk, visit: Visit
) -> None:
    sheet = visit(desk.service.view("temuan"), token=desk.token)
    sheet.get_by_role("button", name=SAID["suppress"], exact=True).first.click()
    panel = sheet.get_by_role("dialog", name=SAID["suppress"])
    panel.get_by_label(SAID["reason"]).fill(REASON)
    sheet.reload()
    sheet.get_by_role("button", name=SAID["suppress"], exact=True).first.click()
    expect(panel.get_by_label(SAID["reason"])).to_have_value(REASON)
    sheet.goto(desk.service.view("impor"))
    sheet.get_by_label(SAID["plan.region"], exact=True).fill("Kota Contoh")
    sheet.get_by_label(SAID["plan.until"]).fill("2031")
    sheet.get_by_role("button", name="English").click()
    expect(sheet.get_by_label(WORDS["en"]["plan.region"], exact=True)).to_have_value("Kota Contoh")
    expect(sheet.get_by_label(WORDS["en"]["plan.until"])).to_have_value("2031")


def _keys(sheet: Page, mutation: str) -> list[str]:
    """The keys under which something is asked from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if f"mutation {mutation}(" in (request.post_data or ""):
            found.append(json.loads(request.post_data or "")["variables"]["input"]["idempotencyKey"])

    sheet.on("request", note)
    return found


def test_a_double_click_does_nothing_twice(desk: Desk, visit: Visit) -> None:
    fingerprint = desk.initiative(4)
    sheet = visit(desk.service.view(f"inisiatif/{fingerprint}"), token=desk.token)
    _typed(sheet)
    decided, commented = _keys(sheet, "Decide"), _keys(sheet, "Comment")
    sheet.get_by_role("button", name=SAID["comment.send"], exact=True).dblclick()
    expect(sheet.locator("aside")).to_contain_text(COMMENT)
    sheet.get_by_role("button", name=SAID["decide.ACCEPTED"], exact=True).dblclick(delay=150)
    expect(sheet.locator("aside .tag.good").first).to_have_text(SAID["DecisionStanding.ACCEPTED"])
    expect(sheet.get_by_role("button", name=SAID["decide.ACCEPTED"], exact=True)).to_be_enabled()
    expect(sheet.locator(".conflict")).to_have_count(0)
    assert (len(decided), len(commented)) == (1, 1)
    assert desk.said(fingerprint) == ([{"reason": REASON, "author": "Ani"}], [COMMENT])


def test_while_something_is_done_no_button_begins_anything_else(desk: Desk, visit: Visit) -> None:
    fingerprint = desk.initiative(5)
    sheet = visit(desk.service.view(f"inisiatif/{fingerprint}"), token=desk.token)
    _typed(sheet)
    held: list[Route] = []
    sheet.route("**/graphql", lambda route: held.append(route) if "mutation" in _asked(route) else route.continue_())
    sheet.get_by_role("button", name=SAID["decide.DEFERRED"], exact=True).click()
    for name in ("decide.ACCEPTED", "decide.DEFERRED", "decide.REJECTED", "comment.send"):
        expect(sheet.get_by_role("button", name=SAID[name], exact=True)).to_be_disabled()
    [one] = held
    one.continue_()
    expect(sheet.get_by_role("button", name=SAID["comment.send"], exact=True)).to_be_enabled()
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value(COMMENT)
    assert desk.said(fingerprint) == ([{"reason": REASON, "author": "Ani"}], [])


def _asked(route: Route) -> str:
    return route.request.post_data or ""


def test_who_tries_again_after_a_lost_answer_does_it_once_and_sees_no_conflict(desk: Desk, visit: Visit) -> None:
    fingerprint = desk.initiative(6)
    sheet = visit(desk.service.view(f"inisiatif/{fingerprint}"), token=desk.token, expected="net::ERR")
    _typed(sheet)
    keys = _keys(sheet, "Decide")

    def lose(route: Route) -> None:
        if "mutation" in _asked(route) and len(keys) < 2:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    sheet.route("**/graphql", lose)
    reject = sheet.get_by_role("button", name=SAID["decide.REJECTED"], exact=True)
    reject.click()
    expect(sheet.locator("aside .notice.bad")).to_have_text(SAID["problem.offline"])
    expect(sheet.get_by_label(SAID["reason"])).to_have_value(REASON)
    reject.click()
    expect(sheet.get_by_label(SAID["reason"])).to_have_value("")
    expect(sheet.locator("aside .tag.bad").first).to_have_text(SAID["DecisionStanding.REJECTED"])
    expect(sheet.locator(".conflict")).to_have_count(0)
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert desk.said(fingerprint)[0] == [{"reason": REASON, "author": "Ani"}]
    sheet.get_by_label(SAID["reason"]).fill(REASON)
    reject.click()
    expect(sheet.locator("aside .before li")).to_have_count(1)
    assert keys[2] != keys[1]
