"""What goes wrong in one part of an answer takes nothing from the others."""

from collections.abc import AsyncIterator

import pytest
from strawberry import relay

from tests.schema.city import City, city


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ('plan(slug: "x") { title }', "UNKNOWN_PLAN"),
        ('plan(slug: "kota") { opds(first: 101) { totalCount } }', "BAD_ARGUMENT"),
        ("plans(first: 101) { totalCount }", "BAD_ARGUMENT"),
        ("auditLog { totalCount }", "FORBIDDEN"),
        ('compare(plan: "kota", from: 9) { fromRevision }', "UNKNOWN_REVISION"),
        ('coverage(plan: "x") { byOpd { gaps } }', "UNKNOWN_PLAN"),
        ('impact(plan: "kota", of: "opd/x") { cut { budget } }', "UNKNOWN_NAME"),
        ('nodes(ids: [""], asOf: 1) { id }', "BAD_ARGUMENT"),
    ],
)
async def test_a_root_that_fails_is_null_and_the_others_are_answered(kota: City, wrong: str, code: str) -> None:
    answer = await kota.answer(f'{{ plan: plan(slug: "kota") {{ title }} rules {{ code }} wrong: {wrong} }}')
    assert answer.data["plan"] == {"title": "Rencana Kota"}
    assert answer.data["rules"]
    assert answer.data["wrong"] in (None, [None], {"opds": None}, {"byOpd": None})
    assert [(error.path[0], error.extensions["code"]) for error in answer.errors] == [("wrong", code)]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("programs(first: 101) { totalCount }", "BAD_ARGUMENT"),
        ('findings(filter: { opd: "DINSO" }) { totalCount }', "UNKNOWN_NAME"),
        ('initiatives(after: "x") { totalCount }', "CURSOR_GONE"),
        ("portfolio(capacity: -1.0) { score }", "BAD_ARGUMENT"),
        ("findingCounts(groupBy: []) { count }", "BAD_ARGUMENT"),
        ('dependencies(of: "x") { distance }', "UNKNOWN_NAME"),
        ("bottlenecks(most: 101) { score }", "BAD_ARGUMENT"),
        ("changedSince { fromRevision }", "BAD_ARGUMENT"),
        ("changedSince(revision: 9) { fromRevision }", "UNKNOWN_REVISION"),
        ('searchAll(text: "%s") { suggestion }' % ("a" * 201), "BAD_ARGUMENT"),
        ("accesses { totalCount }", "FORBIDDEN"),
        ("opds { nodes { programs(first: 101) { totalCount } } }", "BAD_ARGUMENT"),
    ],
)
async def test_what_fails_within_a_plan_is_null_and_the_rest_of_the_plan_is_answered(
    kota: City, wrong: str, code: str
) -> None:
    answer = await kota.answer(f'{{ plan(slug: "kota") {{ title themes {{ totalCount }} wrong: {wrong} }} }}')
    assert answer.data["plan"]["title"] == "Rencana Kota"
    assert answer.data["plan"]["themes"]["totalCount"] > 0
    assert answer.data["plan"]["wrong"] is None
    assert {(*error.path[:2], error.extensions["code"]) for error in answer.errors} == {("plan", "wrong", code)}


async def test_a_mutation_that_fails_does_not_hide_what_the_one_before_it_did(kota: City) -> None:
    add = 'addOpd(input: { plan: "kota", opd: { name: "Dinas A", shortName: "A" } }) { revision }'
    import_ = 'importFiles(input: { plan: "kota", files: [] }) { revision }'
    answer = await kota.answer(f"mutation {{ {add} wrong: {import_} }}")
    assert answer.data["addOpd"] == {"revision": 2}


async def test_of_several_ids_only_the_wrong_ones_are_null_each_with_its_place(kota: City) -> None:
    good = str(relay.GlobalID("Opd", "kota/opd/dkk"))
    ids = [good, "x", str(relay.GlobalID("Opd", "lain-lagi/opd/a")), str(relay.GlobalID("Opd", "kota/opd/x")),
           str(relay.GlobalID("Query", "kota")), good]  # fmt: skip
    answer = await kota.answer("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert answer.data == {"nodes": [{"id": good}, None, None, None, None, {"id": good}]}
    assert sorted((error.path, error.extensions["code"]) for error in answer.errors) == [
        (["nodes", 1], "BAD_ARGUMENT"), (["nodes", 2], "UNKNOWN_PLAN"), (["nodes", 4], "BAD_ARGUMENT")]  # fmt: skip
