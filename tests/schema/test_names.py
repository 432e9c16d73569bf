"""Whatever names a thing takes its id or its name; a name of nothing is an error that says what may have been meant."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from strawberry import relay

from schema.core import cut
from tests.schema.city import City, city


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


WRONG = [
    ('programs(filter: { opd: "DISKOMINF" }) { totalCount }', "opd", ["DISKOMINFO"]),
    ('programs(filter: { opd: "" }) { totalCount }', "opd", []),
    ('programs(filter: { theme: "stuntin" }) { totalCount }', "theme", ["stunting"]),
    ('programs(filter: { code: "9.99.99" }) { totalCount }', "code", None),
    ('objectives(filter: { opd: "dinsoss" }) { totalCount }', "opd", ["DINSOS"]),
    ('themes(filter: { opd: "zzzz" }) { totalCount }', "opd", []),
    ('opds(filter: { mandate: "2.99" }) { totalCount }', "mandate", None),
    ('findings(filter: { rule: "SY99" }) { totalCount }', "rule", None),
    ('findings(filter: { opd: "dkkk" }) { totalCount }', "opd", ["DKK"]),
    ('suppressions(filter: { rule: "ZZ99" }) { totalCount }', "rule", []),
    ('initiatives(filter: { opd: "x/y" }) { totalCount }', "opd", []),
    ('initiatives(filter: { lead: "DINSO" }) { totalCount }', "lead", ["DINSOS"]),
    ('initiatives(filter: { dimension: "SG-9" }) { totalCount }', "dimension", None),
    ('links(filter: { entry: "tidak/ada" }) { totalCount }', "entry", None),
    ('program(code: "2.16.03", opd: "DISKOMINFOO") { name }', "opd", ["DISKOMINFO"]),
    ('opdTie(opd: "DINSOS", needed: "DUKCAPIL") { count }', "needed", ["DISDUKCAPIL"]),
    ('dependencies(of: "program/dinsos/1.06.05.2.02.0002") { distance }', "of", ["program/dinsos/1.06.05.2.02.0001"]),
    ('paths(start: "opd/dkk", end: "opd/dinso") { links { id } }', "end", ["opd/dinsos"]),
    ('cutImpact(of: "opd/x") { budget }', "of", None),
    ('coverage { byOpd { cell(dimension: "SG", column: "DISKOMINF") { programs } } }', "column", ["DISKOMINFO"]),
    ('coverage { byOpd { cell(dimension: "S G", column: "DKK") { programs } } }', "dimension", None),
    ('portfolio(capacities: [{ opd: "DINKES", capacity: 1 }]) { score }', "capacities.opd", None),
]


@pytest.mark.parametrize(("asked", "argument", "meant"), WRONG)
async def test_a_name_of_nothing_is_an_error_with_the_names_like_it(
    kota: City, asked: str, argument: str, meant: list[str] | None
) -> None:
    answer = await kota.answer(f'{{ plan(slug: "kota") {{ {asked} }} }}')
    [error] = answer.errors
    assert (error.extensions["code"], error.extensions["argument"]) == ("UNKNOWN_NAME", argument)
    found = error.extensions["suggestions"]
    assert all(each in error.message for each in found)
    if meant is not None:
        assert found[: len(meant)] == meant if meant else found == []


@pytest.mark.parametrize(
    "asked",
    ['themes(filter: { entry: "x" }) { totalCount }', 'dependencies(filter: { field: "9.99" }) { totalCount }',
     'themes(filter: { code: "9.99.99" }) { totalCount }'],
)  # fmt: skip
async def test_so_it_is_with_knowledge(kota: City, asked: str) -> None:
    answer = await kota.answer(f"{{ knowledge {{ {asked} }} }}")
    assert [error.extensions["code"] for error in answer.errors] == ["UNKNOWN_NAME"]


async def test_a_plan_that_is_not_there_is_named_with_those_like_it_that_may_be_read(kota: City) -> None:
    answer = await kota.answer('{ plan(slug: "kotaa") { title } }')
    [error] = answer.errors
    assert (error.extensions["code"], error.extensions["suggestions"]) == ("UNKNOWN_PLAN", ["kota"])
    long = (await kota.answer("query($s: String!) { plan(slug: $s) { title } }", s="x" * 100_000)).errors[0]
    assert len(long.message) < 300


def _id(kind: str, id_: str) -> str:
    return str(relay.GlobalID(kind, id_))


async def _count(kota: City, asked: str, **variables: Any) -> int:
    types = {name: "ID!" if name == "id" else "String!" for name in variables}
    given = ", ".join(f"${name}: {kind}" for name, kind in types.items())
    found = await kota.ask(
        f'query({given}) {{ plan(slug: "kota") {{ found: {asked} {{ totalCount }} }} }}', **variables
    )
    return int(found["plan"]["found"]["totalCount"])


@pytest.mark.parametrize(
    ("asked", "kind", "node", "name"),
    [
        ("programs(filter: { opd: $n })", "Opd", "opd/diskominfo", "diskominfo"),
        ("programs(filter: { opd: $n })", "Opd", "opd/diskominfo", "Dinas Komunikasi dan Informatika"),
        ("programs(filter: { theme: $n })", "Theme", "theme/spbe", "spbe"),
        ("themes(filter: { opd: $n })", "Opd", "opd/diskominfo", "DISKOMINFO"),
        ("findings(filter: { opd: $n })", "Opd", "opd/diskominfo", "DISKOMINFO"),
        ("initiatives(filter: { opd: $n })", "Opd", "opd/diskominfo", "DISKOMINFO"),
        ("initiatives(filter: { lead: $n })", "Opd", "opd/diskominfo", "DISKOMINFO"),
        ("initiatives(filter: { dimension: $n })", "Dimension", "dimension/SG", "SG"),
    ],
)
async def test_a_filter_takes_the_id_of_whichever_state_and_the_name(
    kota: City, asked: str, kind: str, node: str, name: str
) -> None:
    ids = (_id(kind, f"kota/{node}"), _id(kind, f"kota@1/{node}"), node, name)
    counts = {each: await _count(kota, asked, n=each) for each in ids}
    assert len(set(counts.values())) == 1, counts
    assert counts[name] > 0


async def test_an_id_of_another_plan_or_kind_names_nothing(kota: City) -> None:
    for wrong in (_id("Opd", "lain/opd/diskominfo"), _id("Theme", "kota/theme/spbe")):
        answer = await kota.answer(
            'query($n: String!) { plan(slug: "kota") { programs(filter: { opd: $n }) { totalCount } } }', n=wrong
        )
        assert [error.extensions["code"] for error in answer.errors] == ["UNKNOWN_NAME"]


async def test_initiatives_of_a_sub_dimension_are_among_those_of_its_dimension(kota: City) -> None:
    every = await kota.ask('{ plan(slug: "kota") { dimensions { code subDimensions { code } } } }')
    found = 0
    for each in every["plan"]["dimensions"]:
        whole = await _count(kota, "initiatives(filter: { dimension: $n })", n=each["code"])
        parts = [
            await _count(kota, "initiatives(filter: { dimension: $n })", n=sub["code"]) for sub in each["subDimensions"]
        ]
        assert max(parts) <= whole or not whole
        found += sum(parts)
    assert found > 0


async def test_a_decision_and_a_comment_take_the_id_of_the_initiative(kota: City) -> None:
    text = '{ plan(slug: "kota", asOf: 1) { initiatives(first: 1) { nodes { id fingerprint } } } }'
    [one] = (await kota.ask(text))["plan"]["initiatives"]["nodes"]
    decided = await kota.do(
        "decideInitiative", {"fingerprint": one["id"], "standing": "ACCEPTED"}, "initiative { fingerprint }"
    )
    assert (decided["errors"], decided["initiative"]) == ([], {"fingerprint": one["fingerprint"]})
    by_id = await kota.ask(
        'query($f: ID!) { plan(slug: "kota") { initiative(fingerprint: $f) { fingerprint } } }', f=one["id"]
    )
    assert by_id["plan"]["initiative"] == {"fingerprint": one["fingerprint"]}


def test_what_is_repeated_of_what_somebody_sent_is_cut() -> None:
    assert (cut("a" * 100), len(cut("a" * 101))) == ("a" * 100, 101)
