"""How often the database is asked: once for any read of a revision that is in memory, however much it names."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from graph.store import NO_REQUEST
from schema import Context
from schema.request import Proposing
from tests.schema.city import ADMINISTRATOR, INFO, PLANNER, City, city

LISTS = ["opds", "programs", "themes", "links", "findings", "initiatives", "objectives", "indicators", "partners"]
NETWORK = "program/diskominfo/2.16.03.2.01.0003"


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent meanwhile; beginning and ending a transaction asks nothing."""
    sent: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def _asked(kota: City, query: str, **variables: Any) -> list[str]:
    """The statements of a query, once the revision is in memory."""
    await kota.ask(query, **variables)
    with statements() as sent:
        await kota.ask(query, **variables)
    return sent


def _once(address: str) -> int:
    """How many statements tell how the plans stand: a SQLite file in which nobody has written since is not asked."""
    return 0 if address.startswith("sqlite") else 1


async def _ids(kota: City) -> list[str]:
    shows = " ".join(f"{name} {{ nodes {{ id }} }}" for name in LISTS)
    found = (await kota.ask(f'{{ plan(slug: "kota") {{ {shows} }} }}'))["plan"]
    return [each["id"] for name in LISTS for each in found[name]["nodes"]]


EVERYTHING = f"""{{ plan(slug: "kota") {{
    title revision region {{ name }} dimensions {{ label }}
    {" ".join(f"{name} {{ totalCount nodes {{ id }} }}" for name in LISTS)}
    initiatives {{ nodes {{ title lead {{ name }} participants {{ opd {{ name }} }} findings {{ message }}
        programs {{ program {{ label dimensions {{ label }} }} }} score {{ parts {{ name value }} }} }} }}
    opdMatrix {{ __typename }} cycles {{ __typename }}
    search(text: "jaringan") {{ nodes {{ node {{ label }} }} }} }} }}"""
MANY_ROOTS = " ".join(f'r{n}: program(plan: "kota", code: "2.16.03", asOf: {1 if n % 2 else "null"}) {{ name }}'
                      for n in range(20))  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        EVERYTHING,
        EVERYTHING.replace('"kota")', '"kota", asOf: 1)'),
        f"{{ {MANY_ROOTS} }}",
        '{ plan(slug: "kota") { title } coverage(plan: "kota") { byOpd { __typename } } plans { nodes { slug } } }',
    ],
    ids=["everything", "everything-as-of", "many-roots", "plans"],
)
async def test_any_read_of_a_revision_in_memory_is_one_statement(kota: City, query: str) -> None:
    sent = await _asked(kota, query)
    assert len(sent) <= (2 if "plans {" in query else 1), sent


async def test_a_hundred_nodes_of_two_plans_are_one_statement(kota: City, address: str) -> None:
    ids = (await _ids(kota))[:98]
    other = (await kota.ask('{ plan(slug: "lain") { id } }', actor=None))["plan"]["id"]
    assert len(ids) > 40
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert len(await _asked(kota, query, ids=ids)) == _once(address)
    found = [each["id"] for each in (await kota.ask(query, ids=ids))["nodes"]]
    assert found == ids
    with statements() as sent:
        await kota.ask(query, actor=None, ids=[*ids, other])
    assert len(sent) <= 3, sent  # the other plan is not in memory yet: its contents and suppressions
    with statements() as sent:
        await kota.ask(query, actor=None, ids=[*ids, other])
    assert len(sent) == _once(address), sent


async def test_the_plans_of_all_regions_are_read_as_those_of_one(kota: City) -> None:
    of_all = "{ regions { nodes { code plans { slug plan { title } } } } }"
    of_one = of_all.replace("regions", 'regions(filter: { name: "kota" })')
    sent = await _asked(kota, of_all, actor=None)
    assert len(sent) == len(await _asked(kota, of_one, actor=None)), sent
    found = (await kota.ask(of_all, actor=None))["regions"]["nodes"]
    assert [[plan["slug"] for plan in each["plans"]] for each in found] == [["kota"], ["lain"]]


async def test_what_people_said_is_read_once_for_all_that_show_it(kota: City) -> None:
    found = (await kota.ask('{ plan(slug: "kota") { initiatives { nodes { fingerprint } } } }'))["plan"]["initiatives"]
    for each in found["nodes"]:
        await kota.store.comments.add(INFO.slug, each["fingerprint"], "Baik", PLANNER.name)
    for number in range(3):
        await kota.store.scenarios.create(
            INFO.slug, f"s{number}", (), base=1, author="ani", reason="", asked=NO_REQUEST
        )
    one = '{ plan(slug: "kota") { initiatives(first: 1) { nodes { decision { standing } comments { totalCount } } } } }'
    all_ = one.replace("first: 1", "first: 100")
    assert len(found["nodes"]) > 1
    assert len(await _asked(kota, all_)) == len(await _asked(kota, one))
    ids = [
        each["id"]
        for each in (await kota.ask('{ plan(slug: "kota") { scenarios { nodes { id } } } }'))["plan"]["scenarios"][
            "nodes"
        ]
    ]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Scenario { name } } }"
    assert len(await _asked(kota, query, ids=ids)) == len(await _asked(kota, query, ids=ids[:1]))


async def test_what_became_of_proposals_is_read_as_that_of_one(kota: City) -> None:
    kota.context = Context(kota.store, kota.context.evaluations, proposing=Proposing(is_open=True))
    for number in range(1, 4):
        sent = await kota.do("submitProposal", {"text": f"Trotoar {number}"}, actor=None)
        taken = {"proposal": number, "answer": "Ya.", "scenario": f"s{number}"}
        assert [sent["errors"], (await kota.do("takeOverProposal", taken))["errors"]] == [[], []]
    all_ = '{ plan(slug: "kota") { proposals(first: 3) { nodes { subject } } } }'
    one = all_.replace("3", "1")
    assert len((await kota.ask(all_, None))["plan"]["proposals"]["nodes"]) == 3
    assert len(await _asked(kota, all_, actor=None)) == len(await _asked(kota, one, actor=None))


@pytest.mark.parametrize("arguments", ["", '(filter: { plan: "kota", author: "impor" }, first: 1)', "(last: 100)"])
async def test_the_audit_log_with_its_plans_is_one_statement(kota: City, arguments: str) -> None:
    query = f"{{ auditLog{arguments} {{ totalCount nodes {{ kind plan {{ slug region {{ name }} }} }} }} }}"
    with statements() as sent:
        found = (await kota.ask(query, ADMINISTRATOR))["auditLog"]
    assert found["nodes"]
    assert len(sent) == 1


async def test_an_unknown_plan_among_others_is_named(kota: City, address: str) -> None:
    await kota.ask('{ plan(slug: "kota") { slug } }')
    with statements() as sent:
        answer = await kota.answer('{ one: plan(slug: "kota") { slug } two: plan(slug: "\\u0000") { slug } }')
    assert len(sent) == 4 * _once(address)  # what fails is run anew, for the errors, and names like it are looked up
    assert [error.extensions["code"] for error in answer.errors] == ["UNKNOWN_PLAN"]
