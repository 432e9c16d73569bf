"""One search over all that a plan has and what the rules make of it, on the small city and on the example city."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from acts import Evaluations
from graph.store import Store
from schema.core import NodeKind
from schema.plan.search_all import MatchKind
from tests.example import example_database
from tests.schema.city import City, city

THING = """fragment What on MatchedThing {
  __typename
  ... on PlanNode { id label }
  ... on Finding { fingerprint }
  ... on Initiative { fingerprint }
  ... on Action { fingerprint initiative { fingerprint } }
}"""
ADVICE = """initiatives(first: 5) {
    nodes { fingerprint title(language: EN) actions { fingerprint title(language: EN) } } }
  findings(first: 5) { nodes { fingerprint message(language: EN) } }"""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _plan(kota: City, asked: str, slug: str = "kota") -> dict[str, Any]:
    found: dict[str, Any] = (await kota.ask(f'{{ plan(slug: "{slug}") {{ {asked} }} }}'))["plan"]
    return found


async def _search(kota: City, text: str, slug: str = "kota") -> dict[str, Any]:
    query = f"""query($text: String!) {{ plan(slug: "{slug}") {{ searchAll(text: $text) {{
        suggestion counts {{ kind count }}
        matches(first: 100) {{ totalCount nodes {{ kind label(language: EN) score thing {{ ...What }} }} }}
    }} }} }} {THING}"""
    found: dict[str, Any] = (await kota.ask(query, text=text))["plan"]["searchAll"]
    return found


async def test_recommendations_actions_and_findings_are_found_in_both_languages(tmp_path: Path) -> None:
    await asyncio.to_thread(example_database, tmp_path / "sinergi.db")
    store = Store.open(f"sqlite:///{tmp_path / 'sinergi.db'}")
    example = City(store, Evaluations(store, today=lambda: date(2026, 3, 1)))
    advice = await _plan(example, ADVICE, "balikpapan")
    initiatives = advice["initiatives"]["nodes"]
    actions = [{**each, "of": one["fingerprint"]} for one in initiatives for each in one["actions"]]
    for kind, wanted, name in (
        ("Initiative", initiatives[0], "title"),
        ("Action", actions[0], "title"),
        ("Finding", advice["findings"]["nodes"][0], "message"),
    ):
        matches = (await _search(example, wanted[name][:200], "balikpapan"))["matches"]["nodes"]
        [match] = [each for each in matches if each["thing"].get("fingerprint") == wanted["fingerprint"]]
        assert (match["kind"], match["thing"]["__typename"], match["label"]) == (kind.upper(), kind, wanted[name])
        assert match["thing"].get("initiative") == ({"fingerprint": wanted["of"]} if "of" in wanted else None)
    of_action = await _plan(
        example, f'initiative(fingerprint: "{actions[0]["fingerprint"]}") {{ fingerprint }}', "balikpapan"
    )
    assert of_action["initiative"] == {"fingerprint": actions[0]["of"]}
    await store.close()


async def test_the_matches_of_a_kind_are_counted_and_can_be_had_alone(kota: City) -> None:
    found = await _search(kota, "dinsos")
    counts = {each["kind"]: each["count"] for each in found["counts"]}
    assert next(iter(counts)) == "OPD"
    assert len(counts) > 1
    assert sum(counts.values()) == found["matches"]["totalCount"]
    for kind, count in counts.items():
        asked = (
            f'searchAll(text: "dinsos") {{ matches(kinds: [{kind}], first: 100) {{ totalCount nodes {{ kind }} }} }}'
        )
        alone = (await _plan(kota, asked))["searchAll"]["matches"]
        assert alone == {"totalCount": count, "nodes": [{"kind": kind}] * count}


@pytest.mark.parametrize(
    ("text", "meant", "best"),
    [
        ("DKL", "dkk", "DKK"),
        ("dnisos", "dinsos", "DINSOS"),
        ("dinas sosail", "dinas sosial", "DINSOS"),
        ("Dinas Sosial", None, "DINSOS"),
        ("qqqqqqqq", None, None),
        ("2.16.99", None, None),
    ],
)
async def test_a_misspelt_text_finds_what_was_meant_and_says_so(
    kota: City, text: str, meant: str | None, best: str | None
) -> None:
    found = await _search(kota, text)
    assert found["suggestion"] == meant
    assert next((each["thing"]["label"] for each in found["matches"]["nodes"]), None) == best


async def test_a_search_text_has_a_greatest_length(kota: City) -> None:
    answer = await kota.answer(f'{{ plan(slug: "kota") {{ searchAll(text: "{"a" * 201}") {{ suggestion }} }} }}')
    assert [each.extensions["code"] for each in answer.errors] == ["BAD_ARGUMENT"]


def test_every_kind_of_node_can_be_matched() -> None:
    assert {each.value for each in MatchKind} == {each.value for each in NodeKind} | {"initiative", "action", "finding"}
