"""Compiled operations: the same answers as graphql-core, whatever happens, and compiled where all goes well."""

import asyncio
from typing import Any

import pytest
import strawberry
from graphql import OperationType
from hypothesis import HealthCheck, given

from schema.compiled import CompiledExecution
from schema.limit.deadline import TimedExecution, deadline
from tests.effort import tried
from tests.schema.compiled.documents import Asked, documents
from tests.schema.compiled.menagerie import schema

COMPILED = schema(CompiledExecution)
CORE = schema(TimedExecution)
RUNNER = asyncio.Runner()


def _outcome(schema: strawberry.Schema, asked: Asked) -> tuple[Any, list[Any]]:
    result = RUNNER.run(schema.execute(asked.text, variable_values=asked.variables))
    errors = [error.formatted for error in result.errors or ()]
    return repr(result.data), sorted(errors, key=repr)


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The operations that graphql-core ran."""
    ran: list[str] = []
    run = TimedExecution.execute_operation

    def note(self: TimedExecution, serially: bool | None = None) -> Any:
        ran.append(self.operation.loc.source.body if self.operation.loc else "")
        return run(self, serially)

    monkeypatch.setattr(TimedExecution, "execute_operation", note)
    return ran


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@tried(250, *HealthCheck)
@given(asked=documents(CORE._schema))
def test_every_query_is_answered_as_graphql_core_answers_it_with_errors_and_nulls(asked: Asked) -> None:
    expected = _outcome(CORE, asked)
    assert _outcome(COMPILED, asked) == expected
    assert _outcome(COMPILED, asked) == expected  # the second time from what was compiled the first time


@pytest.mark.parametrize(
    "query",
    [
        "{ constant animal { __typename name } }",
        "{ dog(seed: 1) { name later colour tags nothing friends(first: 2) { name ... on Cat { id } } } }",
        "query ($n: Int!, $yes: Boolean!) { dog(seed: $n) { name @include(if: $yes) echo(times: $n) asked } }",
        "{ dog(seed: 1) { ...F } } fragment F on Dog { kin { name kin { name } } stranger { ... on Cat { name } } }",
        "{ dog(seed: 2) { pages { items { name } count first { name } } madeOneByOne { numbers } parented } }",
        '{ dog(seed: 1) { echo(wanted: { word: "a", colours: [RED] }) } cats(seeds: [1, 3]) { id share } }',
    ],
)
def test_what_goes_well_is_compiled(query: str, core: list[str]) -> None:
    asked = Asked(query, {"n": 1, "yes": True} if "$n" in query else {})
    compiled = _outcome(COMPILED, asked)
    assert core == []
    assert compiled == _outcome(CORE, asked)
    assert core == [query]


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { queryType { name } } }",
        "{ dog(seed: 3) { raises } }",
        "{ dog(seed: 3) { raisesLater name } }",
        "{ dog(seed: 7) { neverNull } }",
        "{ dog(seed: 1) { wrong } }",
        "{ dog(seed: 1) { loud } }",
        "{ dog(seed: 1) { place } }",
        "{ dog(seed: 1) { hiddenWait } }",
        "{ cats(seeds: [2]) { share } }",
        "{ cats(seeds: [1]) { bent { __typename } } }",
    ],
)
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_what_does_not_go_well_is_left_to_graphql_core(query: str, core: list[str]) -> None:
    compiled = _outcome(COMPILED, Asked(query, {}))
    assert core == [query]
    assert compiled == _outcome(CORE, Asked(query, {}))


def test_flags_choose_anew_each_time() -> None:
    query = "query ($a: Boolean!, $b: Boolean) { constant @include(if: $a) animal @skip(if: $a) { name } }"
    query = query.replace(", $b: Boolean", "")
    for flag in (True, False, True):
        asked = Asked(query, {"a": flag})
        assert _outcome(COMPILED, asked) == _outcome(CORE, asked)


def test_arguments_are_those_of_each_request() -> None:
    query = "query ($n: Int!) { dog(seed: $n) { name echo(times: $n) } }"
    for number in (1, 2, 1):
        asked = Asked(query, {"n": number})
        assert _outcome(COMPILED, asked) == _outcome(CORE, asked)


async def test_only_queries_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[OperationType] = []
    run = TimedExecution.execute_operation

    def note(self: TimedExecution, serially: bool | None = None) -> Any:
        ran.append(self.operation.operation)
        return run(self, serially)

    monkeypatch.setattr(TimedExecution, "execute_operation", note)
    assert (await COMPILED.execute("mutation { add }")).data == {"add": 1}
    assert (await COMPILED.execute("{ constant }")).data == {"constant": "constant"}
    assert ran == [OperationType.MUTATION]


async def test_what_runs_too_long_ends_with_the_error_of_the_deadline() -> None:
    async with deadline(-1.0):
        result = await COMPILED.execute("{ constant }")
    assert [(error.extensions or {})["code"] for error in result.errors or ()] == ["TIMEOUT"]


async def test_what_is_asked_together_is_waited_for_together() -> None:
    waiting: list[int] = []

    @strawberry.type
    class Slow:
        number: int

        @strawberry.field
        async def value(self) -> int:
            waiting.append(self.number)
            await asyncio.sleep(0)
            assert len(waiting) == 3
            return self.number

    @strawberry.type
    class Query:
        @strawberry.field
        def all(self) -> list[Slow]:
            return [Slow(number=number) for number in range(3)]

    schema = strawberry.Schema(Query, execution_context_class=CompiledExecution)
    result = await schema.execute("{ all { value } }")
    assert (result.data, result.errors) == ({"all": [{"value": number} for number in range(3)]}, None)
