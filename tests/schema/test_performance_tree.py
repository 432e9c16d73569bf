"""The performance tree over the schema: how far down, under what, of whom, and what both OPDs agree on."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from acts import Actor, Role
from tests.schema.city import INFO, City, city

AIM, PROGRAM, PART = "objective/layanan", "program/diskominfo/2.16.03", "program/diskominfo/2.16.03.2.01.0003"
NEEDED = "program/dinsos/1.06.05.2.02.0001"
LINE = """totalCount nodes { depth partCount isOrphan node { id label } opds { shortName } budget(year: 2025)
    crossings { opd { shortName } linkCount agreedCount links { id } } }"""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _tree(kota: City, asked: str) -> list[dict[str, Any]]:
    found = await kota.ask(
        f'{{ plan(slug: "kota") {{ performanceTree(first: 100, filter: {{ {asked} }}) {{ {LINE} }} }} }}'
    )
    lines: list[dict[str, Any]] = found["plan"]["performanceTree"]["nodes"]
    return lines


def _ids(lines: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(each["node"]["label"], each["depth"]) for each in lines]


async def test_the_tree_is_given_as_far_down_as_asked_and_says_what_stands_alone(kota: City) -> None:
    lines = await _tree(kota, "downTo: OBJECTIVE")
    assert _ids(lines)[0] == ("Layanan publik digital", 0)
    alone = {each["node"]["label"] for each in lines if each["isOrphan"]}
    assert alone == {"BKPSDM", "DINSOS", "DISDUKCAPIL", "DKK", "DISKOMINFO"}
    assert len(await _tree(kota, "downTo: OBJECTIVE, isOrphan: true")) == len(alone)
    assert [each["budget"] for each in lines[:1]] == [1_000_000]
    deep = await _tree(kota, "downTo: SUB_ACTIVITY")
    assert [each["depth"] for each in deep[:3]] == [0, 1, 2]
    assert len(deep) == len(lines) + 7
    assert len(await _tree(kota, "downTo: PROGRAM")) == len(lines) + 1


async def test_what_stands_under_a_node_and_of_an_opd_is_given_alone(kota: City) -> None:
    [part] = await _tree(kota, f'downTo: SUB_ACTIVITY, under: "{PROGRAM}"')
    assert (part["depth"], part["opds"]) == (0, [{"shortName": "DISKOMINFO"}])
    assert await _tree(kota, f'downTo: SUB_ACTIVITY, under: "{PART}"') == []
    of_opd = await _tree(kota, 'downTo: SUB_ACTIVITY, opd: "DINSOS"')
    assert [each["depth"] for each in of_opd] == [0, 1]
    answer = await kota.answer(
        '{ plan(slug: "kota") { performanceTree(filter: { under: "program/tidak" }) { totalCount } } }'
    )
    assert answer.errors[0].extensions["code"] == "UNKNOWN_NAME"


async def test_a_need_counts_as_agreed_once_both_opds_say_so(kota: City) -> None:
    link = {"kind": "DEPENDS_ON", "dependencyKind": "DATA", "originNode": PART, "targetNode": NEEDED, "reason": "data"}
    await kota.do("addLink", {"link": link, "reason": "data"})
    [crossing] = (await _tree(kota, f'downTo: SUB_ACTIVITY, under: "{PROGRAM}"'))[0]["crossings"]
    assert (crossing["opd"]["shortName"], crossing["linkCount"], crossing["agreedCount"]) == ("DINSOS", 1, 0)
    for opd in ("diskominfo", "dinsos"):
        actor = Actor(name=opd, roles={INFO.region_code: Role.AGENCY}, opds=frozenset({f"opd/{opd}"}))
        said = {"link": crossing["links"][0]["id"], "opd": f"opd/{opd}", "standing": "CONFIRMED"}
        query = "mutation($input: SayOfLinkInput!) { sayOfLink(input: $input) { errors { __typename } } }"
        found = await kota.ask(query, actor, input={"plan": INFO.slug} | said)
        assert found["sayOfLink"]["errors"] == []
    whole = await _tree(kota, "downTo: OBJECTIVE")
    assert [each["agreedCount"] for each in whole[0]["crossings"]] == [1]
