"""Whoever sends a very long text is told what is wrong with it, not the text again."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from strawberry.relay import GlobalID

from acts import Actor, Role
from schema.core import Language
from service import http
from tests.schema.built import BUILT
from tests.schema.city import City, city
from tests.service.asking import asking

LONG = "x" * 30_000
TEXTS = (LONG, str(GlobalID("Opd", LONG)), str(GlobalID("Opd", f"kota@{LONG}/opd/dkk")), str(GlobalID(LONG, "kota")))
MOST = 2_000
ADMINISTRATOR = Actor(name="ani", roles={"*": Role.ADMINISTRATOR})
assert BUILT.query_type


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _told(kota: City, query: str, **variables: Any) -> list[str]:
    result = await kota.answer(query, ADMINISTRATOR, **variables)
    answers: list[Any] = [http.body(result, each) for each in Language]
    return [error["message"] for answer in answers for error in answer.get("errors", ())]


@pytest.mark.parametrize("field", sorted(BUILT.query_type.fields))
async def test_no_error_of_a_question_repeats_all_of_a_long_argument(kota: City, field: str) -> None:
    query, variables = asking(field, in_full=True)
    for name, value in variables.items():
        for text in TEXTS if isinstance(value, str | list) else ():
            told = await _told(kota, query, **variables | {name: [text] if isinstance(value, list) else text})
            assert max(map(len, told), default=0) <= MOST


async def test_nor_does_a_problem_of_a_mutation_and_each_says_what_is_wrong(kota: City) -> None:
    payload = await kota.do("editOpd", {"id": LONG, "opd": {"name": "Dinas"}}, "errors { ... on Problem { message } }")
    [problem] = payload["errors"]
    assert 0 < len(problem["message"]) <= MOST
    [indonesian, english] = await _told(kota, "query($i: ID!) { node(id: $i) { id } }", i=TEXTS[2])
    assert indonesian.startswith("Id ini menyebut keadaan rencana yang tidak dikenal: xxx")
    assert english.startswith("This id names an unknown state of the plan: xxx")


async def test_an_id_that_names_nothing_is_no_id(kota: City) -> None:
    told = await _told(kota, "query($i: ID!) { node(id: $i) { id } }", i=str(GlobalID("Program", "")))
    assert told == ["Id 'UHJvZ3JhbTo=' bukan id yang diberikan di sini.", "'UHJvZ3JhbTo=' is no id that is given here."]
