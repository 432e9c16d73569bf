"""Loaders: whoever loads after others have left is answered, and so is every question with a wrong part."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import parse, validate
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from schema import SCHEMA, Context, Evaluations
from schema.limit import Limits
from schema.request.loader import Loader
from tests.effort import tried
from tests.schema.city import PLANNER, TODAY, City, city

SECONDS = 20.0
"""A question of these that takes longer waits for what never comes."""
QUICK = SCHEMA.within(Limits(seconds=SECONDS))

PARTS = (
    'node(id: "x") { id }',
    'nodes(ids: ["x"]) { id }',
    "plans(first: -1) { totalCount }",
    "auditLog { totalCount }",
    "knowledge { themes(first: -1) { totalCount } }",
    'plan(slug: "x") { title }',
    'plan(slug: "kota", asOf: 99) { title }',
    'plan(slug: "kota") { title search(text: "", first: -1) { totalCount } }',
    'rule(code: "SY01") { acceptance(plan: "kota") { accepted } aside: suppression(plan: "kota") { reason } }',
    'rules { acceptance(plan: "x") { accepted } }',
    'plan(slug: "kota") { initiatives(first: 2) { nodes { decision { reason } comments { totalCount } } } }',
    'plan(slug: "kota") { findings(first: -1) { totalCount } initiatives(first: 2) { nodes { decision { reason } } } }',
    'plan(slug: "lain") { title scenarios { totalCount } }',
    'opd(plan: "x", shortName: "A") { name }',
    'initiative(plan: "x", fingerprint: "y") { title }',
    'program(plan: "kota", code: "1") { name }',
    'paths(plan: "kota", start: "a", end: "b", most: -1) { links { id } }',
    'scenario(plan: "kota", name: "tidak ada") { name }',
    "rules { code }",
)
"""Parts of a question: some are wrong at once, some a moment later, some wait for each kind of loader."""


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    with asyncio.Runner() as runner:
        yield runner.get_loop()


@pytest.fixture(scope="module")
def kota(loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    opened = loop.run_until_complete(city(f"sqlite:///{tmp_path_factory.mktemp('kota')}/sinergi.db"))
    yield opened
    loop.run_until_complete(opened.store.close())


@pytest.mark.parametrize("steps", range(8))
@pytest.mark.parametrize("others", [1, 3])
async def test_whoever_loads_after_all_others_have_left_is_answered(steps: int, others: int) -> None:
    async def read(keys: list[int]) -> list[int]:
        await asyncio.sleep(0)
        return [key + 1 for key in keys]

    async def load(key: int) -> int:
        return await loader.load(key)

    loader = Loader(read, cache=False)
    left = [asyncio.ensure_future(load(key)) for key in range(others)]
    for _ in range(steps):
        await asyncio.sleep(0)
    for each in left:
        each.cancel()
    first = asyncio.ensure_future(load(10))
    await asyncio.gather(*left, return_exceptions=True)
    async with asyncio.timeout(SECONDS):
        assert [await each for each in (first, load(20), load(30))] == [11, 21, 31]


async def test_what_is_asked_for_together_is_read_together_though_one_leaves() -> None:
    read: list[list[int]] = []

    async def note(keys: list[int]) -> list[int]:
        read.append(keys)
        return keys

    loader = Loader(note, cache=False)
    stays = [loader.load(1), loader.load(2)]
    asyncio.ensure_future(loader.load(3)).cancel()
    later = loader.load(4)
    assert await asyncio.gather(*stays, later) == [1, 2, 4]
    assert len(read) == 1


def test_the_parts_fit_the_schema() -> None:
    assert (
        validate(SCHEMA._schema, parse("{ " + " ".join(f"a{n}: {part}" for n, part in enumerate(PARTS)) + " }")) == []
    )


async def _asked(text: str, context: Context) -> tuple[str, set[str]]:
    found: Any = await QUICK.execute(text, context_value=context)
    return repr(found.data), {str((error.extensions or {}).get("code")) for error in found.errors or ()}


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@tried(150, *HealthCheck)
@given(parts=st.lists(st.sampled_from(PARTS), min_size=2, max_size=5), is_known=st.booleans())
def test_a_question_of_right_and_wrong_parts_is_answered_at_once(
    kota: City, loop: asyncio.AbstractEventLoop, parts: list[str], is_known: bool
) -> None:
    evaluations = kota.context.evaluations if is_known else Evaluations(kota.store, today=lambda: TODAY)
    context = Context(kota.store, evaluations, PLANNER)
    together = "{ " + " ".join(f"a{number}: {part}" for number, part in enumerate(parts)) + " }"

    async def ask() -> None:
        _, codes = await _asked(together, context)
        assert not codes & {"TIMEOUT", "None"}
        # and what comes after it on the same WebSocket
        _, codes = await _asked('{ plan(slug: "kota") { title scenarios { totalCount } } }', context)
        assert codes == set()

    loop.run_until_complete(ask())
