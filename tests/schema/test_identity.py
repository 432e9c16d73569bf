"""One id, one thing: whatever is read in another state of a plan has another id, by which it is found again."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from strawberry import relay

from acts.state import State
from tests.schema.city import City, city

OPD = "opd/dkk"
NAMED = "id ... on Opd { name }"


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _plain(id_: str) -> str:
    return str(relay.GlobalID.from_id(id_).node_id)


def _ids(answer: object) -> Iterator[str]:
    """All global ids of an answer."""
    if isinstance(answer, dict):
        yield from (value for key, value in answer.items() if key == "id" and isinstance(value, str))
        for each in answer.values():
            yield from _ids(each)
    elif isinstance(answer, list):
        for each in answer:
            yield from _ids(each)


async def _renamed(kota: City, name: str, **more: Any) -> dict[str, Any]:
    shows = f"""node {{ {NAMED} }} plan {{ id revision }}
        changes {{ nodes {{ localId nodeBefore {{ {NAMED} }} nodeAfter {{ {NAMED} }} }} }}"""
    return await kota.do("editOpd", {"id": OPD, "opd": {"name": name}} | more, shows)


async def test_before_and_after_have_ids_of_their_own_and_the_plan_as_it_is_keeps_its_ids(kota: City) -> None:
    edited = await _renamed(kota, "Dinas Sehat")
    [change] = edited["changes"]["nodes"]
    assert change["localId"] == OPD
    assert _plain(change["nodeBefore"]["id"]) == f"kota@1/{OPD}"
    assert [_plain(edited[name]["id"]) for name in ("node", "plan")] == [f"kota/{OPD}", "kota"]
    assert change["nodeAfter"] == edited["node"]
    compared = await kota.ask(
        """{ now: compare(plan: "kota", from: 1) { ...C } then: compare(plan: "kota", from: 1, to: 2) { ...C } }
        fragment C on Comparison { changes { nodes { nodeBefore { id } nodeAfter { id } } } }"""
    )
    found = {name: [_plain(each) for each in _ids(compared[name])] for name in compared}
    assert found == {"now": [f"kota@1/{OPD}", f"kota/{OPD}"], "then": [f"kota@1/{OPD}", f"kota@2/{OPD}"]}


async def test_what_is_read_at_a_revision_in_a_scenario_or_under_weights_is_found_again_by_its_id(kota: City) -> None:
    await _renamed(kota, "Dinas Sehat")
    await kota.do("createScenario", {"name": "Coba"})
    tried = await _renamed(kota, "Hanya Skenario", scenario="Coba")
    [number] = [each.id for each in await kota.store.scenarios.all("kota")]
    assert _plain(tried["node"]["id"]) == f"kota@scenario:{number}/{OPD}"
    shown = """id opds(first: 1, filter: { name: "kesehatan" }) { nodes { ...N } } themes(first: 1) { nodes { ...N } }
        links(first: 1) { nodes { ...N } } findings(first: 2) { nodes { ...N } }
        initiatives(first: 3) { nodes { ...N ... on Initiative { rank lead { id } } } }
        weighed: initiatives(first: 3, weights: { effect: 0, money: 9 }) {
            nodes { ...N ... on Initiative { rank } } }"""
    text = f"""{{ now: plan(slug: "kota") {{ {shown} }} old: plan(slug: "kota", asOf: 1) {{ {shown} }}
        new: plan(slug: "kota", asOf: 2) {{ id }} scenario(plan: "kota", name: "Coba") {{ plan {{ {shown} }} }} }}
        fragment N on Node {{ __typename id ... on Finding {{ fingerprint message }} ... on PlanNode {{ label source }}
            ... on Initiative {{ fingerprint title score {{ total }} }} ... on Link {{ kind confidence }} }}"""
    answer = await kota.ask(text)
    states = [answer["now"], answer["old"], answer["scenario"]["plan"]]
    assert [_plain(each["id"]) for each in [*states, answer["new"]]] == ["kota", "kota@1", "kota@scenario:1", "kota@2"]
    things = [each for state in states for each in _things(state)]
    by_id: dict[str, list[Any]] = {}
    for each in things:
        by_id.setdefault(each["id"], []).append(each)
    assert all(each == same[0] for same in by_id.values() for each in same), "one id, two things"
    assert len(by_id) > 20
    again = await kota.ask(
        """query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Finding { fingerprint message }
            ... on PlanNode { label source } ... on Initiative { fingerprint title score { total } rank lead { id } }
            ... on Link { kind confidence } } }""",
        ids=list(by_id),
    )
    for found, one in zip(again["nodes"], by_id.values(), strict=True):
        assert found | one[0] == found, one[0]["id"]


def _things(answer: object) -> Iterator[dict[str, Any]]:
    """All things of an answer that tell their type."""
    if isinstance(answer, dict):
        if "__typename" in answer:
            yield answer
        for each in answer.values():
            yield from _things(each)
    elif isinstance(answer, list):
        for each in answer:
            yield from _things(each)


async def test_what_a_remedy_or_a_suppression_would_make_of_the_plan_is_found_again(kota: City) -> None:
    every = await kota.ask(
        '{ plan(slug: "kota") { findings(first: 100) { nodes { id remedy { changes { localId } } } } } }'
    )
    mended = next(each["id"] for each in every["plan"]["findings"]["nodes"] if each["remedy"])
    tried = await kota.ask(
        """query($id: ID!) { node(id: $id) { ... on Finding { remedy { comparison {
            initiativesMoved { initiative { id rank } }
            changes { nodes { nodeAfter { id } linkAfter { id } } } } } } } }""",
        id=mended,
    )
    ids = list(_ids(tried))
    assert ids
    assert all("@remedy:" in _plain(each) for each in ids)
    assert all((await kota.ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids[:20]))["nodes"])
    await kota.do("suppressRule", {"rule": "SY01", "reason": "Uji", "expires": "2026-12-31"})
    seen = await kota.context.evaluations.suppressing(await kota.store.plan("kota"), 1, "SY01", is_suppressed=False)
    assert seen.name == "kota@1,with:SY01"
    id_ = str(relay.GlobalID("Plan", seen.name))
    assert (await kota.ask("query($id: ID!) { node(id: $id) { id } }", id=id_))["node"] == {"id": id_}
    as_it_is = await kota.context.evaluations.suppressing(await kota.store.plan("kota"), 1, "SY01", is_suppressed=True)
    assert as_it_is.name == "kota"


@pytest.mark.parametrize(
    ("id_", "as_of"),
    [("kota@x/opd/dkk", None), ("kota@01/opd/dkk", None), ("kota@1,1/opd/dkk", None), ("kota@/opd/dkk", 1),
     ("kota@1/opd/dkk", 2), ("kota@weights:1.0/opd/dkk", 1), ("kota@other:1/opd/dkk", None)],
)  # fmt: skip
async def test_an_id_of_no_state_or_of_another_than_is_asked_for_is_refused(
    kota: City, id_: str, as_of: int | None
) -> None:
    ids = [str(relay.GlobalID("Opd", id_))]
    answer = await kota.answer("query($ids: [ID!]!, $at: Revision) { nodes(ids: $ids, asOf: $at) { id } }", ids=ids,
                               at=as_of)  # fmt: skip
    if id_ == "kota@/opd/dkk":
        assert answer.errors is None
        return
    assert [(each.extensions or {})["code"] for each in answer.errors or ()] == ["BAD_ARGUMENT"]


async def test_what_is_no_more_is_null(kota: City) -> None:
    names = ["kota@scenario:9/opd/dkk", "kota@remedy:beef/opd/dkk", "kota/opd/x", "kota@1/opd/x"]
    ids = [str(relay.GlobalID("Opd", each)) for each in names]
    assert (await kota.ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids))["nodes"] == [None] * 4


@pytest.mark.parametrize(
    "state",
    [State(), State(revision=0), State(scenario=4), State(revision=2, without="SY01"), State(revision=2, within="a1"),
     State(revision=2, remedies=("a", "b")), State(weights=(1.0, 2.5, 1e-9))],
)  # fmt: skip
def test_a_state_is_read_as_it_is_written(state: State) -> None:
    assert State.read(str(state).removeprefix("@")) == state


async def test_an_argument_takes_the_id_of_whichever_state(kota: City) -> None:
    old = (await kota.ask('{ plan(slug: "kota", asOf: 1) { opd(shortName: "DKK") { id } } }'))["plan"]["opd"]["id"]
    edited = await kota.do("editOpd", {"id": old, "opd": {"name": "Dinas Sehat"}}, "node { label }")
    assert edited["errors"] == []
