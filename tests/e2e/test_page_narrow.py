"""Words of 60 letters and a screen of twice the size: no view becomes wider than the screen."""

from collections.abc import Iterator
from typing import Any

import pytest

from service import demo
from tests.e2e.conftest import Service, Visit, running, settled
from tests.e2e.test_page_axe import views

WORD = "Penyelenggaraan" * 4
PLAN = f'plan(slug: "{demo.FIRST}")'
SHOWN = f"""{{ {PLAN} {{
    opds(first: 3) {{ nodes {{ id }} }} objectives(first: 1) {{ nodes {{ id }} }}
    partners(first: 1) {{ nodes {{ id }} }}
    programs(first: 3, orderBy: BUDGET) {{ nodes {{ id }} }}
    work: programs(first: 1, filter: {{ level: SUB_ACTIVITY }}) {{ nodes {{ id indicators {{ id }} }} }}
    links(first: 1, filter: {{ kind: DEPENDS_ON, acrossOpds: true }}) {{
        nodes {{ originNode {{ __typename id }} targetNode {{ __typename id }} }} }} }} }}"""
NAMED = """mutation($input: Edit%sInput!) { edit%s(input: $input) { errors { __typename } } }"""
TOO_WIDE = """[...document.querySelectorAll('h1, h2, h3, button, label')]
    .filter((each) => each.getClientRects().length && !each.closest('.scroll, .graph, .unseen, .ways, nav'))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service on the example city in which what the views show first is called by words of 60 letters."""
    with running(tmp_path_factory.mktemp("narrow")) as started:
        token = started.token("Ani")

        def name(kind: str, id_: str, field: str = "name") -> None:
            given = {"plan": demo.FIRST, "id": id_, kind.lower(): {field: f"{WORD} {WORD}"}}
            made = started.ask(NAMED % (kind, kind), token, input=given)
            assert made[f"edit{kind}"]["errors"] == []

        shown: dict[str, Any] = started.ask(SHOWN)["plan"]
        work, link = shown["work"]["nodes"][0], shown["links"]["nodes"][0]
        ends = [each["id"] for each in (link["originNode"], link["targetNode"]) if each["__typename"] == "Program"]
        for each in {work["id"], *ends, *(one["id"] for one in shown["programs"]["nodes"])}:
            name("Program", each)
        for each in shown["opds"]["nodes"]:
            name("Opd", each["id"])
        name("Objective", shown["objectives"]["nodes"][0]["id"], "text")
        name("Partner", shown["partners"]["nodes"][0]["id"])
        name("Indicator", work["indicators"][0]["id"])
        yield started


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 720], ids=["a phone", "1440 pixels at twice the size"])
def test_no_view_is_wider_than_the_screen_with_words_of_60_letters(
    long_words: Service, visit: Visit, width: int
) -> None:
    assert len(WORD) == 60
    sheet = visit(long_words.view("ringkasan"), width=width)
    wide: dict[str, object] = {}
    for view in views(long_words):
        sheet.goto(f"{long_words.address}#/{demo.FIRST}/{view}")
        sheet.wait_for_timeout(50)
        settled(sheet)
        found: list[str] = sheet.evaluate(TOO_WIDE)
        if found or not sheet.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            wide[view] = found
    assert wide == {}
