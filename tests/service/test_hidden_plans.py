"""Where reading is closed, nobody learns from an answer which plans there are but those that they may read."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from acts import STRANGER, Actor, Role
from schema import SCHEMA
from schema.request import Context
from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.schema.built import BUILT
from tests.schema.city import INFO, OTHER, City, city
from tests.service.asking import asking, attempt, with_role
from tests.service.test_access import MUTATIONS, OF_ADMINISTRATORS, OF_THE_PUBLIC, PUBLIC

NOWHERE = "kotb"
"""As long as the slug of the city, and as like any other."""
ELSEWHERE = Actor(name="dewi", roles={OTHER.region_code: Role.ADMINISTRATOR})
HIDDEN: tuple[Actor | None, ...] = (None, ELSEWHERE)
assert BUILT.query_type and BUILT.subscription_type
QUESTIONS = sorted(BUILT.query_type.fields.keys() - PUBLIC - OF_ADMINISTRATORS) + [
    f"subscription {name}" for name in sorted(BUILT.subscription_type.fields.keys() - {"importProgress"})
]
"""All but the progress of an import, which is of a person and not of a plan."""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    opened.context = Context(opened.store, opened.context.evaluations, STRANGER, reading_open=False)
    yield opened
    await opened.store.close()


def _like(said: object) -> str:
    """What is said of either plan, without its name."""
    return repr(said).replace(NOWHERE, INFO.slug)


@pytest.mark.parametrize("field", QUESTIONS)
@pytest.mark.parametrize("in_full", [False, True])
async def test_a_question_about_a_plan_that_is_hidden_is_answered_as_one_about_none(
    kota: City, field: str, in_full: bool
) -> None:
    query, variables = asking(field.removeprefix("subscription "), is_subscription=" " in field, in_full=in_full)
    for actor in HIDDEN:
        said = []
        for slug in (INFO.slug, NOWHERE):
            given = {name: _about(value, slug) for name, value in variables.items()}
            [error] = await _errors(kota, query, actor, given)
            said.append((error.message, error.extensions))
        assert _like(said[0]) == _like(said[1])
        assert said[0][1]["code"] == "FORBIDDEN"


async def _errors(kota: City, query: str, actor: Actor | None, variables: dict[str, Any]) -> Any:
    if not query.startswith("subscription"):
        return (await kota.answer(query, actor, **variables)).errors
    context = kota.context if actor is None else kota.context.acting(actor)
    stream: Any = await SCHEMA.stream(query, variables, context)
    first = await anext(stream)
    await stream.aclose()
    return first.errors


@pytest.mark.parametrize("mutation", sorted({*MUTATIONS, *OF_THE_PUBLIC}))
async def test_a_mutation_of_a_plan_that_is_hidden_is_refused_as_one_of_none(kota: City, mutation: str) -> None:
    for actor in HIDDEN:
        said = [await attempt(kota, mutation, actor, plan=slug) for slug in (INFO.slug, NOWHERE)]
        assert _like(said[0]) == _like(said[1])
        assert [each["__typename"] for each in said[0]] == ["Forbidden"]


@pytest.mark.parametrize("filter_", ["", ", kind: PLAN"])
async def test_the_audit_log_does_not_tell_them_either(kota: City, filter_: str) -> None:
    said = []
    for slug in (INFO.slug, NOWHERE):
        answer = await kota.answer(f'{{ auditLog(filter: {{ plan: "{slug}"{filter_} }}) {{ totalCount }} }}', ELSEWHERE)
        said.append([(each.message, each.extensions) for each in answer.errors])
    assert _like(said[0]) == _like(said[1])


@pytest.mark.parametrize(
    "path",
    [
        "/export/{}/rencana.json", "/export/{}/temuan.csv", "/export/{}/rapat/1/notulen.pdf",
        "/export/{}/pengaruh/1/pengaruh.csv", "/export/{}/evaluasi/2026/evaluasi.xlsx", "/calendar/{}/dkk.ics",
    ],
)  # fmt: skip
async def test_a_file_of_a_plan_that_is_hidden_is_refused_as_one_of_none(kota: City, path: str) -> None:
    sign_in = SignIn(kota.store.tokens, AccessChoice(reading_open=False))
    transport = httpx.ASGITransport(create_app(kota.store, sign_in=sign_in))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        said = [await http.get(path.format(slug)) for slug in (INFO.slug, NOWHERE)]
    assert said[0].status_code == said[1].status_code
    assert said[0].text == said[1].text.replace(NOWHERE, INFO.slug)


async def test_who_may_read_some_plans_is_still_told_which_of_them_may_have_been_meant(kota: City) -> None:
    query = '{ plan(slug: "kotb") { title } }'
    [error] = (await kota.answer(query, with_role(Role.VIEWER))).errors
    assert (error.extensions["code"], error.extensions["suggestions"]) == ("FORBIDDEN", [INFO.slug])
    [error] = (await kota.answer(query, Actor(name="citra", roles={"*": Role.VIEWER}))).errors
    assert error.extensions["code"] == "UNKNOWN_PLAN"


def _about(value: Any, slug: str) -> Any:
    """The same value, about another plan."""
    if isinstance(value, list):
        return [_about(each, slug) for each in value]
    return slug if value == INFO.slug else IDS[slug] if value == IDS[INFO.slug] else value


IDS = {"kota": "T3BkOmtvdGEvb3BkL2Rraw==", "kotb": "T3BkOmtvdGIvb3BkL2Rraw=="}
