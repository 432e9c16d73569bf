"""Compiled operations over our own schema: random questions about a city's plan, answered as graphql-core answers."""

import asyncio
from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given

from schema import SCHEMA
from schema.limit.deadline import TimedExecution
from tests.effort import tried
from tests.schema.city import City, city
from tests.schema.compiled.documents import Asked, documents

CORE = copy(SCHEMA)
CORE.execution_context_class = TimedExecution


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    with asyncio.Runner() as runner:
        yield runner.get_loop()


@pytest.fixture(scope="module")
def kota(loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    opened = loop.run_until_complete(city(f"sqlite:///{tmp_path_factory.mktemp('kota')}/sinergi.db"))
    yield opened
    loop.run_until_complete(opened.store.close())


@tried(60, *HealthCheck)
@given(asked=documents(SCHEMA._schema, 'plan(slug: "kota")', "Plan", depth=3))
def test_every_question_about_a_plan_is_answered_as_graphql_core_answers_it(
    kota: City, loop: asyncio.AbstractEventLoop, asked: Asked
) -> None:
    async def outcome(schema: Any) -> tuple[str, bool]:
        found = await schema.execute(asked.text, variable_values=asked.variables, context_value=kota.context)
        # of several errors under one null, graphql-core names those that came before it: that is up to the database
        return repr(found.data), bool(found.errors)

    compiled = loop.run_until_complete(outcome(SCHEMA))
    assert compiled == loop.run_until_complete(outcome(CORE))
