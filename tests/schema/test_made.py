"""An answer has an end: its values and bytes are counted while it is made, in whatever way it is made."""

import json
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import strawberry
from httpx import ASGITransport, AsyncClient
from hypothesis import HealthCheck, given

from graph.change import ChangeSet, PutLink, PutNode
from graph.model import Level, Link, LinkKind
from schema.compiled import CompiledExecution
from schema.limit import LimitedSchema, Limits
from schema.limit.deadline import TimedExecution
from schema.limit.made import Made
from service.app import create_app
from tests.effort import tried
from tests.schema.city import City, city, program
from tests.schema.compiled.documents import Asked, documents
from tests.schema.compiled.menagerie import schema as menagerie
from tests.service.talk import Socket

CODE: Final = "ANSWER_TOO_LARGE"
RESOLVED: list[int] = []


@strawberry.type
class Item:
    number: int = 1
    text: str = ""
    nothing: str | None = None

    @strawberry.field
    def items(self, many: int = 10) -> list["Item"]:
        RESOLVED.append(many)
        return [Item(text=self.text) for _ in range(many)]

    @strawberry.field
    async def later(self, many: int = 10) -> list["Item"]:
        RESOLVED.append(many)
        return [Item(text=self.text) for _ in range(many)]

    @strawberry.field
    def perhaps(self) -> "Item | None":
        return Item(text=self.text)

    @strawberry.field
    def numbers(self, many: int) -> list[int]:
        return list(range(many))

    @strawberry.field
    async def texts(self, many: int, length: int) -> list[str | None]:
        return ["é" * length] * many


@strawberry.type
class Query:
    @strawberry.field
    def item(self, length: int = 0) -> Item | None:
        return Item(text="a" * length)

    @strawberry.field
    async def later(self) -> str:
        return "é" * 10


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add(self) -> Item:
        return Item()


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def items(self) -> AsyncIterator[Item]:
        for _ in range(3):
            yield Item()


WAYS = (TimedExecution, CompiledExecution)


def held(way: type[TimedExecution], **limits: Any) -> LimitedSchema:
    options: Any = {"mutation": Mutation, "subscription": Subscription, "execution_context_class": way}
    return LimitedSchema(Query, limits=Limits(cost=10**9, **limits), **options)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("{ item { number } }", 2),
        ("{ item { a: nothing b: nothing perhaps { nothing } } }", 5),
        ("{ item { items { number text } } }", 2 + 10 * 2),
        ("{ item { later(many: 3) { number later(many: 4) { number } } } }", 2 + 3 * 2 + 12),
        ("{ item { numbers(many: 30) texts(many: 5, length: 1) } }", 1 + 2 + 30 + 5),
        ("{ item { items(many: 0) { number } items2: items(many: 2) { items(many: 0) { number } } } }", 1 + 2 + 2),
        ("mutation { add { items { number } } }", 2 + 10),
    ],
)
async def test_an_answer_of_so_many_values_is_given_and_one_of_more_is_not(
    way: type[TimedExecution], query: str, values: int
) -> None:
    result = await held(way, values=values).execute(query)
    assert result.errors is None
    result = await held(way, values=values - 1).execute(query)
    assert result.data is None
    [error] = result.errors or []
    assert error.extensions == {"code": CODE, "limit": values - 1, "actual": (error.extensions or {})["actual"]}
    assert (error.extensions or {})["actual"] >= values
    assert "nilai" in error.message


@pytest.mark.parametrize("way", WAYS)
async def test_usually_an_answer_ends_at_50_000_values(way: type[TimedExecution]) -> None:
    usual = LimitedSchema(Query, limits=Limits(cost=10**9), execution_context_class=way)
    assert (await usual.execute("{ item { numbers(many: 49998) } }")).errors is None
    [error] = (await usual.execute("{ item { numbers(many: 49999) } }")).errors or []
    assert error.extensions == {"code": CODE, "limit": 50_000, "actual": 50_001}


async def test_of_what_describes_the_schema_half_counts() -> None:
    query = '{ __type(name: "Item") { kind name fields { name description } } }'  # Item has eight
    assert (await held(TimedExecution, values=1 + 1 + 8 + 1).execute(query)).errors is None
    assert (await held(TimedExecution, values=1 + 1 + 8).execute(query)).data is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("{ item(length: 100) { text } }", 4 + 6 + 4 + 6 + 100),
        ("{ item(length: 100) { items { t: text } } }", 4 + 6 + 5 + 6 + 10 * (1 + 6 + 100)),
        ("{ later }", 5 + 6 + 20),
        ("{ item { texts(many: 4, length: 50) } }", 4 + 6 + 5 + 6 + 4 * (3 + 100)),
    ],
)
async def test_an_answer_of_so_many_bytes_is_given_and_one_of_more_is_not(
    way: type[TimedExecution], query: str, size: int
) -> None:
    result = await held(way, answer=size).execute(query)
    assert result.errors is None
    result = await held(way, answer=size - 1).execute(query)
    assert result.data is None
    [error] = result.errors or []
    assert error.extensions == {"code": CODE, "limit": size - 1, "actual": size}
    assert "byte" in error.message


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("items", ["items", "later"])
async def test_what_is_beyond_stops_at_once_and_is_not_made_anew(way: type[TimedExecution], items: str) -> None:
    RESOLVED.clear()
    query = "{ item { " + f"{items} {{ perhaps {{ " * 6 + "number" + " } }" * 6 + " } }"
    result = await held(way, values=500).execute(query)
    assert (result.data, len(result.errors or ())) == (None, 1)
    assert sum(RESOLVED) < 5_000  # in whole there would be a million


@pytest.mark.parametrize("way", WAYS)
async def test_each_answer_of_a_subscription_has_its_own_end(way: type[TimedExecution]) -> None:
    query = "subscription { items { items { number } } }"
    results: list[Any] = [each async for each in await held(way, values=12).stream(query)]
    assert [each.errors for each in results] == [None] * 3
    results = [each async for each in await held(way, values=11).stream(query)]
    assert [each.data for each in results] == [None] * 3
    assert [[error.extensions["code"] for error in each.errors] for each in results] == [[CODE]] * 3


MENAGERIE = {way: menagerie(way) for way in WAYS}


@tried(150, *HealthCheck)
@given(asked=documents(MENAGERIE[TimedExecution]._schema))
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
async def test_both_ways_count_alike_and_as_much_as_is_sent(asked: Asked) -> None:
    counts: list[Made] = []

    async def counted(way: type[TimedExecution]) -> Any:
        made: list[TimedExecution] = []
        begin = way.__init__

        def note(self: TimedExecution, *args: Any, **kwargs: Any) -> None:
            begin(self, *args, **kwargs)
            made.append(self)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(way, "__init__", note)
            result = await MENAGERIE[way].execute(asked.text, variable_values=asked.variables)
        counts.extend(each.made for each in made[:1])  # what is refused before it runs makes none
        return result

    results = [await counted(way) for way in WAYS]
    if results[0].errors:
        return
    core, compiled = counts
    assert (core.values, core.size) == (compiled.values, compiled.size)
    # what is null in a list may be a text or an object, and an object counts by its fields
    assert _values(results[0].data, null=0) <= core.values <= _values(results[0].data, null=1)
    sent = len(json.dumps(results[0].data, separators=(",", ":"), ensure_ascii=False).encode())
    assert core.size - 12 * core.values <= sent <= core.size + 12 * core.values + len("{}")


def _values(answer: object, null: int) -> int:
    if isinstance(answer, dict):
        return sum(1 + _values(each, null) for each in answer.values())
    if isinstance(answer, list):
        items = [_values(each, null) if isinstance(each, dict | list) else 1 for each in answer if each is not None]
        return sum(items) + null * answer.count(None)
    return 0


BOMB = (
    'query ($most: Int!) { plan(slug: "kota") { programs(first: $most, filter: {level: SUB_ACTIVITY}) { nodes '
    + "{ parent { children " * 5
    + "{ id name }"
    + " } }" * 5
    + " } } }"
)


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    above = program("dinsos", "1.06.05.2.02", Level.ACTIVITY)
    below = [program("dinsos", f"1.06.05.2.02.{number:04}") for number in range(10, 25)]
    ties = [Link(kind=LinkKind.CONTAINS, source_id=above.id, target_id=each.id, source="berkas") for each in below]
    changes: tuple[Any, ...] = (
        *(PutNode(node=each) for each in (above, *below)),
        *(PutLink(link=each) for each in ties),
    )
    await opened.store.apply("kota", ChangeSet(changes=changes, author="ani", reason="uji", base_revision=1))
    yield opened
    await opened.store.close()


@pytest.mark.parametrize("limits", [{"values": 20_000}, {"answer": 200_000, "values": 10**9}])
async def test_a_question_that_visits_big_lists_again_and_again_is_stopped_on_every_way(
    kota: City, limits: dict[str, int]
) -> None:
    app = create_app(kota.store, limits=Limits(cost=10**12, burst=10**15, **limits))
    body = {"query": BOMB, "variables": {"most": 20}}
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test", timeout=60) as client:
        answers = [
            await client.post("/graphql", json=body),
            await client.post("/graphql", json=body, headers={"accept": "application/graphql-response+json"}),
            await client.get("/graphql", params={"query": BOMB, "variables": '{"most":20}'}),
            # what graphql-core alone runs: introspection beside it
            await client.post(
                "/graphql", json=body | {"query": BOMB.replace("{ plan", "{ __schema { __typename } plan")}
            ),
        ]
        for answer in answers:
            said = answer.json()
            assert [error["extensions"]["code"] for error in said["errors"]] == [CODE]
            assert said.get("data") is None
            assert len(answer.content) < 1_000
        assert [answer.status_code for answer in answers] == [200, 400, 200, 200]
        stream = await client.post("/graphql", json=body, headers={"accept": "text/event-stream"})
        assert CODE in stream.text
        assert len(stream.content) < 2_000
        small = await client.post("/graphql", json=body | {"variables": {"most": 0}})
        assert "errors" not in small.json()
    socket = Socket(app)
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    socket.say(type="subscribe", id="1", payload=body)
    while CODE not in (said := await socket._told.get()).get("text", ""):
        assert '"children"' not in said.get("text", "")
    await socket.close()
