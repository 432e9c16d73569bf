"""The audit log over GraphQL: page by page, filtered, and only of the regions that one answers for."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from acts import Actor, Role
from graph.store import TokenRole
from service.app import create_app
from tests.schema.city import ADMINISTRATOR, INFO, OTHER, City, city

OF_REGION = Actor(name="dewi", roles={OTHER.region_code: Role.ADMINISTRATOR, INFO.region_code: Role.PLANNER})
SHOWS = "nodes { number kind action subject author reason revision madeAt plan { slug region { code } } }"


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    await opened.store.comments.add(INFO.slug, "f", "Baik", "budi")
    await opened.store.comments.add(OTHER.slug, "g", "Kurang", "dewi")
    await opened.store.tokens.create("Ani", TokenRole.PLANNER)
    yield opened
    await opened.store.close()


async def _log(kota: City, actor: Actor = ADMINISTRATOR, **filter_: Any) -> list[dict[str, Any]]:
    query = f"query($filter: AuditFilter) {{ auditLog(filter: $filter) {{ totalCount {SHOWS} }} }}"
    found = (await kota.ask(query, actor, filter=filter_ or None))["auditLog"]
    assert found["totalCount"] == len(found["nodes"])
    nodes: list[dict[str, Any]] = found["nodes"]
    return nodes


def _said(entries: list[dict[str, Any]]) -> list[tuple[str | None, str, str]]:
    return [(each["plan"] and each["plan"]["slug"], each["kind"], each["action"]) for each in entries]


async def test_who_answers_for_all_regions_sees_everything_the_latest_first(kota: City) -> None:
    found = await _log(kota)
    assert _said(found) == [
        (None, "TOKEN", "CREATED"),
        ("lain", "COMMENT", "CREATED"),
        ("kota", "COMMENT", "CREATED"),
        ("kota", "REVISION", "CREATED"),
        ("lain", "PLAN", "CREATED"),
        ("kota", "PLAN", "CREATED"),
    ]
    comment = found[2]
    assert (comment["author"], comment["reason"], comment["subject"], comment["revision"]) == ("budi", "Baik", "f", 1)
    assert comment["plan"]["region"] == {"code": INFO.region_code}
    assert (found[0]["plan"], found[0]["revision"]) == (None, None)


async def test_who_answers_for_a_region_sees_what_was_done_there_and_nothing_else(kota: City) -> None:
    theirs = [("lain", "COMMENT", "CREATED"), ("lain", "PLAN", "CREATED")]
    assert _said(await _log(kota, OF_REGION)) == theirs
    assert _said(await _log(kota, OF_REGION, region=OTHER.region_code)) == theirs
    assert _said(await _log(kota, OF_REGION, plan=OTHER.slug, author="dewi")) == theirs[:1]
    assert await _log(kota, OF_REGION, kind="TOKEN") == []


async def test_it_is_filtered_by_all_that_an_entry_says(kota: City) -> None:
    assert _said(await _log(kota, author="budi")) == [("kota", "COMMENT", "CREATED")]
    assert _said(await _log(kota, kind="REVISION", region=INFO.region_code)) == [("kota", "REVISION", "CREATED")]
    assert await _log(kota, action="REFUSED") == []
    made = [each["madeAt"] for each in await _log(kota)]
    assert [each["madeAt"] for each in await _log(kota, since=made[2])] == [at for at in made if at >= made[2]]
    assert [each["madeAt"] for each in await _log(kota, until=made[2])] == [at for at in made if at < made[2]]
    bare = made[2].removesuffix("+00:00")
    assert await _log(kota, until=bare) == await _log(kota, until=made[2])


async def test_pages_follow_each_other_in_both_orders_whatever_is_done_meanwhile(kota: City) -> None:
    query = """query($after: String, $order: TimeOrder!) { auditLog(first: 2, after: $after, orderBy: $order)
        { nodes { number } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
    before = [each["number"] for each in await _log(kota)]
    for order, whole in (("NEWEST", before), ("OLDEST", before[::-1])):
        seen: list[int] = []
        after, is_more = None, True
        while is_more:
            page = (await kota.ask(query, ADMINISTRATOR, after=after, order=order))["auditLog"]
            assert page["pageInfo"]["hasPreviousPage"] is bool(seen)
            seen += [each["number"] for each in page["nodes"]]
            after, is_more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
            if order == "NEWEST":
                await kota.store.comments.add(INFO.slug, "f", "lagi", "budi")
        assert seen[: len(whole)] == whole
    assert len(await _log(kota)) == len(before) + 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("first: 1, last: 1", "BAD_ARGUMENT"),
        ("first: 101", "BAD_ARGUMENT"),
        ('after: "x"', "CURSOR_GONE"),
        ('before: "LTE"', "CURSOR_GONE"),
        ('after: "OTk5OTk5OTk5OTk5OTk5"', "CURSOR_GONE"),
        ('filter: { since: "0001-01-01T00:00:00+14:00" }', "BAD_ARGUMENT"),
        ('filter: { plan: "tidak-ada" }', "UNKNOWN_PLAN"),
        ('filter: { plan: "\\u0000" }', "UNKNOWN_PLAN"),
    ],
)
async def test_what_cannot_be_followed_is_refused_with_a_code(kota: City, arguments: str, code: str) -> None:
    answer = await kota.answer(f"{{ auditLog({arguments}) {{ totalCount }} }}", ADMINISTRATOR)
    assert [error.extensions["code"] for error in answer.errors] == [code]


async def test_odd_words_find_nothing(kota: City) -> None:
    assert await _log(kota, region="\0") == []
    assert await _log(kota, author="\ud800") == []


async def test_it_is_never_kept_not_even_beside_a_plan(sqlite_address: str) -> None:
    kota = await city(sqlite_address)
    token = (await kota.store.tokens.create("Citra", TokenRole.ADMINISTRATOR)).text
    query = '{ plan(slug: "kota") { slug } auditLog { totalCount } }'
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def count() -> int:
            headers = {"Authorization": f"Bearer {token}"}
            answer = await http.post("/graphql", json={"query": query}, headers=headers)
            return int(answer.json()["data"]["auditLog"]["totalCount"])

        before = await count()
        await kota.store.tokens.create("Budi", TokenRole.VIEWER)
        assert await count() == before + 1
    await kota.store.close()
