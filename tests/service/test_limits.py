"""How much a request may ask for: each limit refuses with what is allowed and what was asked, and lets the rest by."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import strawberry
from graphql import (
    GraphQLError,
    GraphQLObjectType,
    get_introspection_query,
    get_named_type,
    is_composite_type,
    parse,
)
from graphql.language import Lexer, Source, TokenKind
from hypothesis import given
from hypothesis import strategies as st
from strawberry import relay

from bench.limits import answered as pages
from bench.limits import refused as bombs
from schema import SCHEMA
from schema.core import USUAL
from schema.limit import DEFAULT, LimitedSchema, Limits, Persisted, from_environment
from schema.limit.cost import cost
from schema.limit.document import Document, Documents
from schema.limit.fragment import operations
from schema.limit.persisted import sha256
from schema.limit.price import ARGUMENTS, EVALUATION, PRICES
from schema.limit.rate import Readers
from schema.limit.shape import shape
from schema.limit.size import KNOWN, WHOLE, levels
from schema.limit.token import tokens
from tests.service.conftest import Client

HOME = Path(__file__).parents[2]


def _id(kind: str, id_: str) -> str:
    return str(relay.GlobalID(kind, id_))


PLAN = '{ plan(slug: "a") { %s } }'
ASKED = dict.fromkeys(
    ("specified_by_url", "directive_is_repeatable", "schema_description", "input_value_deprecation"), True
)  # fmt: skip
"""All that the standard question for the schema may ask beyond the usual."""


@strawberry.type
class Item:
    number: int

    @strawberry.field
    def items(self, wait: float = 0.0) -> list["Item"]:
        time.sleep(wait)
        return [Item(number=each) for each in range(10)]


@strawberry.type
class Query:
    @strawberry.field
    def item(self) -> Item:
        return Item(number=0)

    @strawberry.field
    async def sleeper(self, seconds: float) -> float:
        await asyncio.sleep(seconds)
        return seconds


@strawberry.type
class Mutation:
    @strawberry.mutation
    def nothing(self) -> bool:
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self, seconds: float) -> AsyncIterator[int]:
        for each in range(3):
            await asyncio.sleep(seconds)
            yield each


SMALL = LimitedSchema(Query, mutation=Mutation, subscription=Subscription)


async def refused(given: LimitedSchema, query: str, **options: Any) -> dict[str, Any]:
    """The code and numbers of the only error of an operation that does not run."""
    result = await given.execute(query, **options)
    assert result.data is None
    assert result.errors is not None
    [error] = result.errors
    assert error.message
    return dict(error.extensions or {})


def within(**limits: Any) -> LimitedSchema:
    return SMALL.within(Limits(**limits))


def deep(depth: int) -> str:
    return "{ item " + "{ items " * (depth - 2) + "{ number }" + " }" * (depth - 1)


async def passes(given: LimitedSchema, query: str, **options: Any) -> None:
    result = await given.execute(query, **options)
    assert result.errors is None


@pytest.mark.parametrize(
    ("code", "limit", "allowed", "beyond", "actual"),
    [
        ("DOCUMENT_TOO_LARGE", {"document": 20}, "{ item { number } }", "{ item { number } }é", 21),
        ("TOO_MANY_TOKENS", {"tokens": 6}, "{ item { number } } # many words", "{ item { number } item }", 7),
        ("TOO_DEEP", {"depth": 4}, deep(4), deep(5), 5),
        ("TOO_MANY_ALIASES", {"aliases": 1}, "{ a: item { number } }", "{ a: item { b: number } }", 2),
        ("TOO_MANY_ROOT_FIELDS", {"root_fields": 1}, "{ __typename }", "{ __typename ...{ item { number } } }", 2),
        ("TOO_MANY_REPEATS", {"repeats": 2}, "{ item { number number } }", "{ item { number number number } }", 3),
        ("TOO_COSTLY", {"cost": 22}, "{ item { items { number items { number } } } }".replace(" items { number }", ""),
         "{ item { items { number items { number } } } }", 122),
        ("INTROSPECTION_OFF", {"introspection": False}, "{ __typename }", "{ __schema { queryType { name } } }", 1),
    ],
)  # fmt: skip
async def test_what_is_at_the_limit_is_answered_and_what_goes_beyond_is_refused_with_both_numbers(
    code: str, limit: dict[str, Any], allowed: str, beyond: str, actual: int
) -> None:
    await passes(within(**limit), allowed)
    found = await refused(within(**limit), beyond)
    assert found == {"code": code, "limit": int(next(iter(limit.values()))), "actual": actual}


async def test_a_limit_holds_on_every_way_an_operation_may_come() -> None:
    limited = within(depth=2, document=200)
    for query in (deep(3), "{" + " item" * 100, "subscription { ticks(seconds: 0) }" + " " * 200):
        results = [each async for each in await limited.stream(query)]
        assert len(results) == 1
        assert results[0].errors


async def test_a_document_that_was_refused_once_is_refused_again_though_documents_are_kept() -> None:
    limited = within(depth=3)
    for _ in range(3):
        assert (await refused(limited, deep(4)))["code"] == "TOO_DEEP"
        await passes(limited, deep(3))


async def test_what_validation_finds_is_said_each_time_though_documents_are_kept() -> None:
    for _ in range(3):
        result = await SMALL.execute("{ nothingSuch }")
        assert result.errors is not None
        assert "nothingSuch" in result.errors[0].message
        assert result.data is None


@pytest.mark.parametrize("asked", [{}, {"descriptions": False}, ASKED, {**ASKED, "input_value_deprecation": False}])
async def test_the_standard_introspection_of_explorers_is_within_the_usual_limits(asked: dict[str, bool]) -> None:
    query = get_introspection_query(**asked)
    await passes(SCHEMA, query)
    await passes(SCHEMA, query.replace("inputFields", "isOneOf inputFields"))  # as graphql-js 16.9 and later ask


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("TOO_MANY_ALIASES", " ".join(f"a{each}: __schema {{ description }}" for each in range(100))),
        ("TOO_COSTLY", " ".join(f"a{each}: __schema {{ description }}" for each in range(5))),
        ("ANSWER_TOO_LARGE", "__schema {{ types {{ fields {{ {} }} }} }}".format(
            " ".join(f"a{each}: type {{ kind name }}" for each in range(40)))),
    ],
)  # fmt: skip
async def test_the_schema_is_not_described_again_and_again(code: str, fields: str) -> None:
    result = await SCHEMA.execute(f"{{ {fields} }}")
    assert result.data is None
    assert code in [(error.extensions or {})["code"] for error in result.errors or ()]


async def test_names_of_the_schema_are_not_suggested_where_introspection_is_closed() -> None:
    for limited, suggests in ((SMALL, True), (within(introspection=False), False)):
        result = await limited.execute("{ itme { number } }")
        assert result.errors is not None
        assert ("Did you mean" in result.errors[0].message) == suggests


@pytest.mark.parametrize("seconds", [0.0, 0.02])
async def test_what_runs_too_long_is_stopped_whether_it_waits_or_computes(seconds: float) -> None:
    limited = within(seconds=0.1)
    query = "{ sleeper(seconds: 30) }"
    if seconds:  # 111 lists that take 20 ms each, and not one of them waits
        query = "{ item { items { items { items(wait: 0.02) { number } } } } }"
    found = await refused(limited, query)
    assert (found["code"], found["limit"]) == ("TIMEOUT", 0.1)
    assert found["actual"] >= 0.1
    await passes(limited, "{ sleeper(seconds: 0.01) item { items(wait: 0.01) { number } } }")


async def test_a_subscription_may_stay_open_longer_than_an_operation_may_run() -> None:
    results = [each async for each in await within(seconds=0.05).stream("subscription { ticks(seconds: 0.04) }")]
    assert [each.data for each in results] == [{"ticks": 0}, {"ticks": 1}, {"ticks": 2}]


def estimate(query: str, **variables: Any) -> int:
    document = parse(query)
    return cost(SCHEMA._schema, document, next(operations(document)), variables).total


@pytest.mark.parametrize(
    ("query", "variables", "expected"),
    [
        ("{ __typename }", {}, 1),
        ("{ rules { code name } }", {}, 1 + 10 * 2),
        (PLAN % "opds { totalCount }", {}, 1 + 1 + 1),
        (PLAN % "opds { nodes { name } }", {}, 1 + 1 + 1 + USUAL),
        (PLAN % "opds(first: 3) { nodes { name shortName } pageInfo { endCursor } }", {}, 1 + 1 + 1 + 3 * 2 + 2),
        (PLAN % "opds(last: 4) { edges { cursor node { name } } }", {}, 1 + 1 + 1 + 4 * 3),
        (PLAN % "dimensions { code }", {}, 1 + 1 + 6),
        (PLAN % "bottlenecks(most: 5) { score }", {}, 1 + 1 + 60 + 5),
        (PLAN % "bottlenecks { score }", {}, 1 + 1 + 60 + 20),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', {}, 1 + 3),
        ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["a"] * 500}, 1 + 500),
        ("query($n: Int) { plans(first: $n) { nodes { slug } } }", {"n": 50}, 1 + 1 + 50),
        ("query($n: Int = 7) { plans(first: $n) { nodes { slug } } }", {}, 1 + 1 + 7),
        ("query($n: Int) { plans(first: $n) { nodes { slug } } }", {}, 1 + 1 + USUAL),
        ("query($n: Int) { plans(first: $n) { nodes { slug } } }", {"n": "many"}, 1 + 1 + USUAL),
        ("query($n: Int) { plans(first: $n) { nodes { slug } } }", {"n": -5}, 1 + 1),
        ("{ plans { ...P } } fragment P on PlanSummaryConnection { nodes { ...S } totalCount } "
         "fragment S on PlanSummary { slug title }", {}, 1 + 1 + USUAL * 2 + 1),
        ("{ plans(first: 2) { ...{ nodes { slug } } ... on PlanSummaryConnection { nodes { title } } } }", {},
         1 + 2 * (1 + 2)),
        (PLAN % "opds(first: 100) { nodes { name } }", {}, 1 + 1 + 1 + 45),
        (PLAN % "objectives(first: 100, filter: {level: MISSION}) { nodes { text } }", {}, 1 + 1 + 1 + USUAL),
        (PLAN % "findings(first: 100, filter: {rule: \"DP01\"}) { nodes { remedy { comparison { toRevision } } } }", {},
         1 + 1 + 1 + USUAL * 3 + 100 * 10_000),
        (PLAN % "portfolio { score }", {}, 1 + 1 + 1 + 20_000),
        ('query($r: Revision) { plan(slug: "a", asOf: $r) { title } }', {}, 1 + 1),
        ('query($r: Revision) { plan(slug: "a", asOf: $r) { title } }', {"r": 3}, 1 + 1 + 10_000),
        ('{ plan(slug: "a", asOf: null) { title } }', {}, 1 + 1),
        ('query($r: Int) { a: plan(slug: "a", asOf: $r) { title } b: plan(slug: "a", asOf: 3) { title } }', {"r": 3},
         4 + 10_000),
        ('{ a: plan(slug: "a", asOf: 3) { title } b: plan(slug: "b", asOf: 3) { title } }', {}, 4 + 20_000),
        ('{ plan(slug: "a", asOf: 3) { ...P } } fragment P on Plan { initiatives(first: 1, weights: {effect: 2}) '
         "{ totalCount } }", {}, 1 + 1 + 1 + 10_000 + 100),
        ("query($i: ID!) { node(id: $i) { id } }", {"i": _id("Opd", "a/opd/x")}, 2),
        ("query($i: ID!) { node(id: $i) { id } }", {"i": _id("Opd", "a@3/opd/x")}, 2 + 10_000),
        ("query($i: ID!) { a: node(id: $i) { id } b: node(id: $i) { id } }",
         {"i": _id("Opd", "a@scenario:3,remedy:f/opd/x")}, 4 + 20_000),
        ("query($i: [ID!]!) { nodes(ids: $i, asOf: 3) { id } }",
         {"i": [_id("Opd", "a/opd/x"), _id("Opd", "b/opd/x")]}, 1 + 2 + 20_000),
        ("{ __schema { types { name fields { name } } } }", {}, 10_005),
        ("{ nothingSuch { below } plans { nothingSuch } }", {}, 3),
        ("mutation { nothingSuch }", {}, 1),
    ],
)  # fmt: skip
def test_the_cost_is_the_number_of_fields_that_the_answer_is_likely_to_hold(
    query: str, variables: dict[str, Any], expected: int
) -> None:
    assert estimate(query, **variables) == expected


async def test_the_cost_is_told_with_every_answer_and_every_refusal_for_it() -> None:
    result = await SMALL.execute("{ item { number } }")
    assert result.extensions == {"cost": {"estimated": 2, "limit": DEFAULT.cost, "actual": 2}}
    result = await within(cost=1).execute("{ item { number } }")
    assert result.extensions == {"cost": {"estimated": 2, "limit": 1}}
    result = await within(cost=100).execute("{ item { items { items { number } } } }")
    assert result.extensions == {"cost": {"estimated": 112, "limit": 100}}


async def test_the_estimate_is_what_the_answer_of_a_small_schema_really_holds() -> None:
    def fields(answer: object) -> int:
        if isinstance(answer, dict):
            return sum(1 + fields(each) for each in answer.values())
        return sum(map(fields, answer)) if isinstance(answer, list) else 0

    for query in ("{ item { number items { number } } }", "{ item { items { number items { number } } } }"):
        result = await SMALL.execute(query)
        assert result.extensions is not None
        assert fields(result.data) == result.extensions["cost"]["estimated"] == result.extensions["cost"]["actual"]


def test_only_the_operation_that_runs_is_paid_for() -> None:
    text = "query A { plans(first: 100) { nodes { slug } } } query B { __typename }"
    document = Documents(DEFAULT).read(text)
    assert isinstance(document, Document)
    costs = [cost(SCHEMA._schema, document.node, document.operation(name), {}).total for name in ("A", "B")]
    assert costs == [102, 1]


def test_every_known_size_belongs_to_a_list_of_the_schema() -> None:
    for key in KNOWN:
        parent, name = key.split(".")
        kind = SCHEMA._schema.type_map[parent]
        assert isinstance(kind, GraphQLObjectType)
        assert levels(kind.fields[name].type) == 1, key
        assert is_composite_type(get_named_type(kind.fields[name].type)), key
        assert "first" not in kind.fields[name].args, key


def test_every_price_belongs_to_a_field_or_an_argument_of_the_schema() -> None:
    types = [each for each in SCHEMA._schema.type_map.values() if isinstance(each, GraphQLObjectType)]
    fields = {f"{kind.name}.{name}": field for kind in types for name, field in kind.fields.items()}
    assert PRICES.keys() <= fields.keys()
    assert WHOLE.keys() <= {name for name, field in fields.items() if "first" in field.args}
    assert ARGUMENTS.keys() <= {name for field in fields.values() for name in field.args}


def test_whatever_evaluates_compares_or_solves_has_a_price() -> None:
    types = [each for each in SCHEMA._schema.type_map.values() if isinstance(each, GraphQLObjectType)]
    dear = {"Comparison", "Portfolio"}
    fields = {
        f"{kind.name}.{name}"
        for kind in types
        for name, field in kind.fields.items()
        if get_named_type(field.type).name in dear and kind.name != "PlanChange"  # whose two states are at hand
    }
    assert {name for name in fields if PRICES.get(name, 0) < EVALUATION} == set()


REMEDIES = "findings(first: %d) { nodes { remedy { comparison { findingsGone { totalCount } } } } }"


@pytest.mark.parametrize(
    ("query", "is_allowed"),
    [
        (PLAN % (REMEDIES % 1), True),
        (PLAN % (REMEDIES % 4), True),
        (PLAN % (REMEDIES % 8), False),
        (PLAN % (REMEDIES % 100), False),
        (PLAN % (REMEDIES.replace("%d", "%d, filter: {rule: \"SY01\"}") % 100), False),
        (PLAN % "a: portfolio { score } b: portfolio(budget: 5) { score }", True),
        (PLAN % " ".join(f"p{n}: portfolio(budget: {n}) {{ score gap }}" for n in range(40)), False),
        (PLAN % " ".join(f"p{n}: initiatives(first: 1, weights: {{effect: {n}}}) {{ totalCount }}" for n in range(40)),
         True),
        ('{ compare(plan: "a", from: 0) { findingsCame { totalCount } } }', True),
        ("{" + " ".join(f'c{n}: compare(plan: "a", from: {n}) {{ toRevision }}' for n in range(20)) + "}", False),
        ("{" + " ".join(f'p{n}: plan(slug: "a", asOf: {n}) {{ title }}' for n in range(20)) + "}", False),
        (PLAN % "scenarios(first: 100) { nodes { comparison { toRevision } } }", False),
    ],
)  # fmt: skip
async def test_what_computes_is_refused_where_it_would_take_more_than_some_seconds(
    query: str, is_allowed: bool
) -> None:
    assert (estimate(query) <= DEFAULT.cost) == is_allowed


@pytest.mark.parametrize("bomb", bombs("-"))
async def test_what_would_hold_or_compute_too_much_is_refused_before_it_runs(
    client: Client, slug: str, bomb: str
) -> None:
    asked = bombs(slug)[bomb]
    assert (await client.refused(asked.document, **asked.variables))["extensions"]["code"] == "TOO_COSTLY"


def test_a_reader_may_spend_so_much_at_once_and_so_much_each_second() -> None:
    now = [0.0]
    readers = Readers(burst=100, rate=10, clock=lambda: now[0])
    readers.spend("ani", 80)
    with pytest.raises(GraphQLError) as refused:
        readers.spend("ani", 50)
    assert refused.value.extensions == {"code": "RATE_LIMITED", "limit": 20, "actual": 50, "retryAfter": 3}
    readers.spend("budi", 100)
    now[0] = 3.0
    readers.spend("ani", 50)
    readers.settle("ani", 50, 5)
    readers.spend("ani", 45)
    now[0] = 1_000.0
    readers.spend("ani", 100)
    with pytest.raises(GraphQLError) as refused:
        readers.spend("ani", 500)
    assert refused.value.extensions is not None
    assert refused.value.extensions["retryAfter"] == 10


async def test_whoever_asks_too_much_of_late_is_refused_and_others_are_answered() -> None:
    class Asker(NamedTuple):
        reader: str | None

    limited = within(burst=25, rate=1)
    text = "{ item { items { number } } }"
    await passes(limited, text, context_value=Asker("ani"))
    await passes(limited, text, context_value=Asker("ani"))
    assert (await refused(limited, text, context_value=Asker("ani")))["code"] == "RATE_LIMITED"
    await passes(limited, text, context_value=Asker("budi"))
    for _ in range(3):
        await passes(limited, text, context_value=Asker(None))


@pytest.mark.parametrize("dashboard", pages("-"))
async def test_ordinary_dashboards_are_answered(client: Client, slug: str, dashboard: str) -> None:
    asked = pages(slug)[dashboard]
    await client.ask(asked.document, **asked.variables)


def test_what_arguments_hold_counts_as_often_as_it_is_given() -> None:
    def estimated(filter_: str, often: int = 1, **variables: Any) -> int:
        fields = " ".join(f"a{each}: programs(filter: {filter_}) {{ totalCount }}" for each in range(often))
        declared = f"query({', '.join(f'${each}: [String!]' for each in variables)})" if variables else ""
        return estimate(f"{declared} {PLAN % fields}", **variables)

    usual = estimated('{text: "air"}')
    assert estimated("{opds: $names}", names=["a"] * 300) == usual + 300
    assert estimated("{opds: $names}", 4, names=["a"] * 300) - estimated('{text: "air"}', 4) == 4 * 300
    assert estimated('{anyOf: [{text: "a"}, {not: {text: "b"}}]}') == usual + 2 + 3 * 50
    assert estimated(f'{{text: "{"a " * 500}"}}') == usual + 10


@pytest.mark.parametrize(
    "bomb",
    [
        "query { ...F0 }" + "".join(f" fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(180))
        + " fragment F180 on Query { __typename }",
        "query { item { ...F0 } }"
        + "".join(
            f" fragment F{i} on Item {{ a: items {{ ...F{i + 1} }} b: items {{ ...F{i + 1} }} }}" for i in range(85)
        )
        + " fragment F85 on Item { number }",
        "{ item {" + " items { number }" * 400 + " } }",
        "{ item {" + " ...F" * 900 + " } } fragment F on Item { number number number }",
        "{ item " + "{ items " * 198 + "{ number }" + " }" * 199,
        "{ item " + "{ items " * 400 + "{ number }" + " }" * 401,
        "{ item {" + (" items {" + " items { number }" * 10 + " }") * 28 + " } }",
        "{ item { number @include(if: true" + ")" * 1000,
        'query($a: String = "' + "x" * 30_000 + '") { __typename }',
        '"""' * 10_000,
        "{" + "a" * 32_000 + "}",
        "fragment A on Query { ...B } fragment B on Query { ...A } { ...A" + " item { number }" * 300 + " }",
        "fragment A on Item {" + " items { number }" * 200 + " } fragment A on Item { number } { item { ...A } }",
    ],
    ids=lambda bomb: bomb[:40],
)  # fmt: skip
async def test_a_document_made_to_cost_much_is_refused_at_once(bomb: str) -> None:
    limited = SMALL.within(DEFAULT)
    result = await limited.execute(bomb)
    assert result.errors
    json.dumps([each.formatted for each in result.errors])


def test_fragments_count_as_often_as_they_are_spread() -> None:
    found = shape(parse("{ a: item { ...F } b: item { ...F } } fragment F on Item { x: number y: number }"))
    assert (found.aliases, found.root_fields, found.depth, found.repeats) == (6, 2, 2, 1)
    found = shape(parse("{ item { ...F ...F } item { ...F number } } fragment F on Item { number items { number } }"))
    assert found.repeats == 2 * 2


NAME = st.from_regex(r"[_A-Za-z][_0-9A-Za-z]{0,5}", fullmatch=True)
VALUE = st.one_of(
    st.integers().map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda each: f"{each:e}"),
    st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(json.dumps),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\')).map(lambda each: f'"""{each}"""'),
    NAME.map(lambda each: f"${each}"),
    st.lists(NAME, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
)
FIELD = st.tuples(NAME, st.dictionaries(NAME, VALUE, max_size=2)).map(
    lambda each: each[0] + (f"({','.join(f'{k}: {v}' for k, v in each[1].items())})" if each[1] else "")
)
BETWEEN = st.sampled_from([" ", "\n", ", ", " #c\n"])
SELECTION = st.recursive(
    FIELD, lambda inner: st.tuples(FIELD, st.lists(inner, min_size=1, max_size=3), BETWEEN)
    .map(lambda each: f"{each[0]} {{ {each[2].join(each[1])} ...F }}"),
)  # fmt: skip


@given(SELECTION)
def test_tokens_are_counted_as_the_parser_counts_them(selection: str) -> None:
    lexer, count = Lexer(Source(f"{{ {selection} }}")), 0
    while lexer.advance().kind is not TokenKind.EOF:
        count += 1
    assert tokens(f"{{ {selection} }}") == count


@given(st.text('"\\#\n ,.{}(a1-é', max_size=60))
def test_counting_tokens_ends_with_a_number_for_any_text(text: str) -> None:
    assert 0 <= tokens(text) <= len(text)


def trusted(folder: Path, *documents: str) -> str:
    path = folder / "documents.json"
    path.write_text(json.dumps({sha256(each): each for each in documents}), "utf-8")
    return str(path)


async def test_only_trusted_documents_are_answered_where_only_they_may_be(tmp_path: Path) -> None:
    document = "query Q { item { number } }"
    limited = within(persisted=Persisted.ONLY, documents=trusted(tmp_path, document))
    for extensions in ({"persistedQuery": {"version": 1, "sha256Hash": sha256(document)}},
                       {"persistedQuery": {"sha256Hash": f"sha256:{sha256(document)}"}}):  # fmt: skip
        result = await limited.execute(None, operation_extensions=extensions)
        assert result.data == {"item": {"number": 0}}
    await passes(limited, document)
    assert (await refused(limited, "{ item { number } }"))["code"] == "PERSISTED_ONLY"
    assert (await refused(limited, get_introspection_query()))["code"] == "PERSISTED_ONLY"
    other = "{ sleeper(seconds: 0) }"
    known = {"persistedQuery": {"sha256Hash": sha256(other)}}
    assert (await refused(limited, other, operation_extensions=known))["code"] == "PERSISTED_ONLY"
    results = [each async for each in await limited.stream(other)]
    assert [each.errors[0].extensions["code"] for each in results] == ["PERSISTED_ONLY"]


async def test_where_there_are_no_trusted_documents_clients_are_told_to_stop_asking_by_hash() -> None:
    found = await within().execute(None, operation_extensions={"persistedQuery": {"sha256Hash": "0" * 64}})
    assert found.errors is not None
    assert found.errors[0].extensions == {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}


async def test_trusted_documents_may_be_named_by_hash_beside_any_other(tmp_path: Path) -> None:
    document = "query Q { item { number } }"
    limited = within(persisted=Persisted.ALSO, documents=trusted(tmp_path, document))
    await passes(limited, "{ item { number } }")
    result = await limited.execute(None, operation_extensions={"persistedQuery": {"sha256Hash": sha256(document)}})
    assert result.data == {"item": {"number": 0}}
    unknown = {"persistedQuery": {"sha256Hash": "0" * 64}}
    found = await limited.execute(None, operation_extensions=unknown)
    assert found.errors is not None
    assert found.errors[0].extensions == {"code": "PERSISTED_QUERY_NOT_FOUND"}
    assert (await refused(limited, "{ item { number } }", operation_extensions=unknown))["code"] == (
        "PERSISTED_QUERY_MISMATCH"
    )
    assert (await SMALL.execute(None, operation_extensions=unknown)).errors


async def test_a_trusted_document_is_held_to_the_limits_too(tmp_path: Path) -> None:
    limited = within(depth=2, persisted=Persisted.ONLY, documents=trusted(tmp_path, deep(3)))
    assert (await refused(limited, deep(3)))["code"] == "TOO_DEEP"


@pytest.mark.parametrize("content", ['{"0": "{ item }"}', "[]", '{"a": 1}', "{", None])
def test_a_list_of_trusted_documents_that_cannot_be_trusted_stops_the_start(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "documents.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(ValueError, match=re.escape(str(path))):
        within(persisted=Persisted.ONLY, documents=str(path))
    with pytest.raises(ValueError, match="berkas"):
        within(persisted=Persisted.ONLY)


def test_limits_are_read_from_the_environment() -> None:
    given = {"SINERGI_LIMIT_DEPTH": "9", "SINERGI_LIMIT_INTROSPECTION": "false", "SINERGI_LIMIT_SECONDS": "2.5"}
    assert from_environment(given) == Limits(depth=9, introspection=False, seconds=2.5)
    assert from_environment({"PATH": "/bin"}) == DEFAULT
    for name, value in (("SINERGI_LIMIT_DEPT", "9"), ("SINERGI_LIMIT_DEPTH", "deep"), ("SINERGI_LIMIT_PERSISTED", "x")):
        with pytest.raises(ValueError, match="SINERGI_LIMIT_"):
            from_environment({name: value})


def test_every_limit_and_every_code_is_described_in_the_documentation() -> None:
    text = (HOME / "docs/api-limits.md").read_text("utf-8")
    for name in Limits.__struct_fields__:
        assert f"`SINERGI_LIMIT_{name.upper()}`" in text, name
        value = getattr(DEFAULT, name)
        shown = value.value if isinstance(value, Persisted) else str(value).lower()
        assert value is None or re.search(rf"`SINERGI_LIMIT_{name.upper()}` \| `{re.escape(shown)}`", text), name
    sources = [
        *(HOME / "schema/limit").glob("*.py"),
        *(path for path in (HOME / "service/http").glob("*.py") if path.name != "__init__.py"),  # that one has names
        HOME / "service/endpoint.py",
    ]
    found = {code for path in sources for code in re.findall(r'"([A-Z]{3,}(?:_[A-Z]+)*)"', path.read_text("utf-8"))}
    codes = found - {"GET", "POST", "OPTIONS", "GRAPHQL", "HTML", "JSON", "DEFAULT"}
    assert {code for code in codes if f"`{code}`" not in text} == set()


def test_pages_that_show_everything_are_within_the_usual_limits() -> None:
    everything = """{ plan(slug: "a") { initiatives(first: 20) { totalCount nodes {
        rank fingerprint title why themeName leadReason quickWin steps
        lead { shortName } runnerUp { shortName } participants { role reason opd { shortName } }
        partners { kind reason partner { name } } programs { brings program { code name } opd { shortName } }
        dimensions { code } score { total bestRank worstRank parts { name value weight explanation } }
        findings { rule message } nodes { __typename id label } links { id kind entry } } } } }"""
    table = """{ plan(slug: "a") { programs(first: 100) { pageInfo { endCursor } nodes {
        id code name budget(year: 2024) opd { id shortName name } dimensions { code name } themes { name }
        indicators { name years { year target realisation } } } } } }"""
    for query in (everything, table):
        assert 1000 < estimate(query) < DEFAULT.cost / 2
