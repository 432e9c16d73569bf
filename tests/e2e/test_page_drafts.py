"""Nothing that people type or do is lost or given to someone else, and one sign-in holds in all tabs of a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect

from service import demo, page
from tests.e2e.conftest import SAID, WORDS, Service, Visit, running, settled

PLAN = f'plan(slug: "{demo.FIRST}")'
REASON, COMMENT = "Menunggu perubahan anggaran", "Mohon dibahas bersama Dinas Kesehatan"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("drafts")) as started:
        yield started


def _view(desk: Service, rank: int) -> str:
    found = desk.ask(f"{{ {PLAN} {{ initiatives(first: {rank}) {{ nodes {{ fingerprint }} }} }} }}")
    return desk.view(f"inisiatif/{found['plan']['initiatives']['nodes'][rank - 1]['fingerprint']}")


def _comments(desk: Service, view: str) -> list[str]:
    fingerprint = view.rsplit("/", 1)[1]
    asked = (
        f'{{ initiative(plan: "{demo.FIRST}", fingerprint: "{fingerprint}") {{ comments {{ nodes {{ text }} }} }} }}'
    )
    return [each["text"] for each in desk.ask(asked)["initiative"]["comments"]["nodes"]]


def _sign_in(sheet: Page, token: str, name: str) -> None:
    sheet.get_by_role("button", name=SAID["sign.in"], exact=True).click()
    panel = sheet.get_by_role("dialog", name=SAID["sign.in"])
    panel.get_by_label(SAID["sign.token"]).fill(token)
    panel.get_by_role("button", name=SAID["sign.keep"]).click()
    expect(sheet.locator(".top-tools")).to_contain_text(name)


def _sign_out(sheet: Page, name: str) -> None:
    sheet.locator(".top-tools").get_by_role("button", name=name).click()
    sheet.get_by_role("button", name=SAID["sign.out"], exact=True).click()
    _is_out(sheet)


def _is_out(sheet: Page) -> None:
    expect(sheet.get_by_role("button", name=SAID["sign.in"], exact=True)).to_be_visible()


def test_what_is_typed_outlives_signing_out_and_a_closed_tab_and_is_given_to_nobody_else(
    desk: Service, visit: Visit
) -> None:
    ani, budi = desk.token("Ani"), desk.token("Budi")
    view = _view(desk, 1)
    sheet = visit(view)
    _sign_in(sheet, ani, "Ani")
    sheet.get_by_label(SAID["comment.write"]).fill(COMMENT)
    sheet.get_by_label(SAID["reason"]).fill(REASON)
    _sign_out(sheet, "Ani")
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_count(0)
    _sign_in(sheet, budi, "Budi")
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value("")
    expect(sheet.get_by_label(SAID["reason"])).to_have_value("")
    sheet.get_by_label(SAID["comment.write"]).fill("Dari Budi")
    context = sheet.context
    sheet.close()
    later = context.new_page()
    later.goto(view)
    settled(later)
    _is_out(later)
    _sign_in(later, ani, "Ani")
    expect(later.get_by_label(SAID["comment.write"])).to_have_value(COMMENT)
    expect(later.get_by_label(SAID["reason"])).to_have_value(REASON)


def test_a_new_tab_is_signed_in_with_the_open_ones_and_signing_out_signs_out_all(desk: Service, visit: Visit) -> None:
    view = _view(desk, 2)
    first = visit(view)
    waiting = first.context.new_page()
    waiting.goto(view)
    settled(waiting)
    _is_out(waiting)
    _sign_in(first, desk.token("Ani"), "Ani")
    expect(waiting.locator(".top-tools")).to_contain_text("Ani")
    opened = first.context.new_page()
    opened.goto(view)
    expect(opened.locator(".top-tools")).to_contain_text("Ani")
    expect(opened.get_by_label(SAID["comment.write"])).to_be_visible()
    assert opened.evaluate("document.cookie") == ""
    _sign_out(opened, "Ani")
    for each in (first, waiting):
        _is_out(each)
    last = first.context.new_page()
    last.goto(view)
    settled(last)
    _is_out(last)


def test_what_did_not_reach_the_service_waits_to_be_sent_again_and_is_done_once(desk: Service, visit: Visit) -> None:
    view = _view(desk, 3)
    sheet = visit(view, token=desk.token("Ani"), expected="net::ERR")
    sent: list[str] = []

    def note(request: Request) -> None:
        if "mutation Comment" in (request.post_data or ""):
            sent.append(request.post_data or "")

    def lose(route: Route) -> None:
        if "mutation" in (route.request.post_data or ""):
            route.fetch()  # it arrives, and its answer is lost
            route.abort()
        else:
            route.continue_()

    sheet.get_by_label(SAID["comment.write"]).fill(COMMENT)
    sheet.route("**/graphql", lose)
    sheet.get_by_role("button", name=SAID["comment.send"], exact=True).click()
    waiting = sheet.get_by_role("region", name=SAID["unsent"])
    expect(waiting).to_contain_text(SAID["deed.Comment"])
    sheet.unroute("**/graphql")
    sheet.on("request", note)
    sheet.goto(desk.view("temuan"))
    expect(waiting).to_contain_text(SAID["deed.Comment"])
    sheet.reload()
    settled(sheet)
    assert sent == []
    waiting.get_by_role("link").click()
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value(COMMENT)
    waiting.get_by_role("button", name=SAID["unsent.again"]).click()
    expect(waiting).to_have_count(0)
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value("")
    assert len(sent) == 1
    assert _comments(desk, view) == [COMMENT]


def test_what_was_not_sent_is_let_go_or_forgotten_once_the_form_is_sent_otherwise(desk: Service, visit: Visit) -> None:
    view = _view(desk, 4)
    sheet = visit(view, token=desk.token("Ani"), expected="net::ERR")
    waiting = sheet.get_by_role("region", name=SAID["unsent"])
    send = sheet.get_by_role("button", name=SAID["comment.send"], exact=True)
    for text in (COMMENT, f"{COMMENT} dan Bappeda"):
        sheet.get_by_label(SAID["comment.write"]).fill(text)
        sheet.route("**/graphql", lambda route: route.abort())
        send.click()
        expect(waiting).to_be_visible()
        sheet.unroute("**/graphql")
        if text == COMMENT:
            waiting.get_by_role("button", name=SAID["unsent.drop"]).click()
            expect(waiting).to_have_count(0)
    sheet.get_by_label(SAID["comment.write"]).fill("Yang dikirim")
    send.click()
    expect(sheet.locator("aside")).to_contain_text("Yang dikirim")
    expect(waiting).to_have_count(0)
    assert _comments(desk, view) == ["Yang dikirim"]


def test_the_page_says_when_the_service_cannot_be_reached_before_anything_is_sent(desk: Service, visit: Visit) -> None:
    sheet = visit(_view(desk, 5), token=desk.token("Ani"), expected="net::ERR")
    sheet.context.set_offline(True)
    expect(sheet.get_by_text(SAID["offline"])).to_be_visible()
    sheet.get_by_label(SAID["comment.write"]).fill(COMMENT)
    sheet.context.set_offline(False)
    expect(sheet.get_by_text(SAID["offline"])).to_have_count(0)
    expect(sheet.get_by_label(SAID["comment.write"])).to_have_value(COMMENT)


def test_there_is_no_form_for_what_one_may_not_do(desk: Service, visit: Visit) -> None:
    view = _view(desk, 6)
    viewer = visit(view, token=desk.token("Vina", "viewer"))
    expect(viewer.locator("aside").get_by_text(SAID["Role.PLANNER"].lower())).to_be_visible()
    expect(viewer.locator("aside form")).to_have_count(0)
    for place in ("temuan", "impor", "riwayat/2", "aturan", "akses"):
        viewer.goto(desk.view(place))
        settled(viewer)
        expect(viewer.locator("main form:not([role=search]), main input[type=file]")).to_have_count(0)
        expect(viewer.get_by_role("button", name=SAID["suppress"], exact=True)).to_have_count(0)
        expect(viewer.get_by_role("button", name=SAID["rule.off"], exact=True)).to_have_count(0)
    agency = visit(view, token=desk.token("Agus", "agency", "opd/dlh"))
    expect(agency.get_by_label(SAID["comment.write"])).to_be_visible()
    expect(agency.get_by_label(SAID["reason"], exact=True)).to_have_count(0)


def test_whatever_the_page_does_has_a_name_in_both_languages() -> None:
    found = {
        name
        for module in page.FOLDER.rglob("*.js")
        if "vendor" not in module.parts
        for name in re.findall(r"^\s*mutation (\w+)\(", module.read_text("utf-8"), re.MULTILINE)
    }
    assert "Decide" in found
    for words in WORDS.values():
        assert found - {"Import"} == {key.removeprefix("deed.") for key in words if key.startswith("deed.")}
