"""What is wrong is said in Indonesian or in English, as the reader asks by Accept-Language; codes are an enum."""

import ast
import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from acts.refusal import ProblemCode
from graph.law import LAWS
from graph.sentence import Sentence
from graph.store import StoreError
from schema.core import ErrorCode
from schema.request import code_of
from service.app import create_app
from tests.schema.built import BUILT
from tests.schema.city import City, city
from tests.service.talk import Socket
from tools import api_errors

HOME = Path(__file__).parents[2]
ROOMS = ("graph", "acts", "schema", "service")
COMMAND_LINE = {
    "AnswerConflict", "DuplicateRound", "EmptyDatabase", "FellBehind", "ForeignDatabase", "NewerDatabase",
    "OccupiedDatabase", "RefusedToken", "RoundMoved", "RoundNotOpen", "UnknownToken", "UnusableAddress",
    "UnusableBackup", "UnusableToken",
}  # fmt: skip
"""Refusals of the store that no request meets under their own name."""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


async def _asked(kota: City, *requests: tuple[str, str, dict[str, Any]], language: str) -> list[httpx.Response]:
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        headers = {"Accept-Language": language} if language else {}
        return [
            await http.request(method, path, headers=headers | more.pop("headers", {}), **more)
            for method, path, more in requests
        ]


def _post(query: str) -> tuple[str, str, dict[str, Any]]:
    return "POST", "/graphql", {"json": {"query": query}}


WRONG = {
    "field": (_post("{ nix }"), "tidak mempunyai field 'nix'", "Cannot query field 'nix'"),
    "syntax": (_post("{"), "Tata tulis salah", "Syntax Error"),
    "argument": (_post('{ plan(slug: "kota") { opds(first: 101) { totalCount } } }'), "harus 0", "must be 0"),
    "name": (_post('{ plan(slug: "kotaa") { title } }'), "Maksud Anda kota?", "Did you mean kota?"),
    "limit": (_post("{" + "a: __typename " * 1_001 + "}"), "memuat", "words and signs"),
    "depth": (_post("{ a" + "{ a" * 30 + "}" * 31), "bersusun", "levels deep"),
    "no JSON": (("POST", "/graphql", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
                "bukan JSON", "is no JSON"),
    "cut JSON": (("POST", "/graphql", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
                "berakhir sebelum lengkap", "ends too early"),
    "broken JSON": (("POST", "/graphql", {"content": b'{"a": tru }', "headers": {"Content-Type": "application/json"}}),
                "pada tempatnya di byte", "out of place"),
    "deep JSON": (("POST", "/graphql", {"content": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}),
                "bersusun terlalu dalam", "nested too deeply"),
    "no UTF-8": (("POST", "/graphql", {"content": b'"\xff"', "headers": {"Content-Type": "application/json"}}),
                "bukan UTF-8", "not UTF-8"),
    "great number": (("POST", "/graphql", {"content": b"[1e999]", "headers": {"Content-Type": "application/json"}}),
                     "terlalu besar", "too great"),
    "no method": (("DELETE", "/graphql", {}), "hanya GET", "Only GET"),
    "no media": (("GET", "/graphql?query={__typename}", {"headers": {"Accept": "image/png"}}), "Jawaban", "Answers"),
    "token": (("GET", "/graphql?query={__typename}", {"headers": {"Authorization": "Bearer x"}}),
              "tidak dikenal", "is unknown"),
    "file": (("GET", "/export/kota/x.pdf", {}), "tidak ada", "There is no"),
    "no plan's file": (("GET", "/export/x/y.pdf", {}), "Rencana x", "plan x"),
    "problem": (_post('mutation { addOpd(input: { plan: "kota", opd: { name: "A", shortName: "A" } }) '
                      "{ errors { ... on Problem { message } } } }"), "Masuklah", "Sign in"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
async def test_an_error_is_said_in_the_language_that_is_asked_for(kota: City, case: str) -> None:
    request, indonesian, english = WRONG[case]
    for language, words in (
        ("", indonesian),
        ("id,en;q=0.9", indonesian),
        ("en-US,id;q=0.8", english),
        ("fr", indonesian),
    ):
        method, path, more = request
        [answer] = await _asked(kota, (method, path, dict(more)), language=language)
        assert words in answer.text, language
        assert "Accept-Language" in answer.headers["vary"]


async def test_kept_answers_are_kept_by_language(kota: City) -> None:
    transport = httpx.ASGITransport(create_app(kota.store))
    query = _post('{ plan(slug: "kota") { title } wrong: plan(slug: "x") { title } }')
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        said = [
            (await http.request(*query[:2], headers={"Accept-Language": each}, **query[2])).json()["errors"][0][
                "message"
            ]
            for each in ("id", "en", "id", "en")
        ]
    assert said == ["Rencana x tidak ada.", "There is no plan x."] * 2


async def test_a_problem_takes_a_language_of_its_own(kota: City) -> None:
    payload = await kota.do(
        "removeOpd",
        {"id": "opd/x"},
        "errors { ... on Problem { id: message(language: ID) en: message(language: EN) } }",
    )
    assert [(each["id"], each["en"]) for each in payload["errors"]] == [
        ("opd/x tidak ada di rencana kota.", "opd/x is not in plan kota.")
    ]


async def test_a_websocket_speaks_the_language_that_it_was_opened_with(kota: City) -> None:
    socket = Socket(create_app(kota.store), [(b"accept-language", b"en")])
    await socket.opened()
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    socket.say(type="subscribe", id="1", payload={"query": 'subscription { planChanged(slug: "x") { cursor } }'})
    assert "There is no plan x." in (await asyncio.wait_for(socket.told(), 30))["text"]
    socket.say(type="subscribe", id="2", payload={"query": "{ plans(first: 101) { totalCount } }"})
    assert "must be 0 to 100" in (await asyncio.wait_for(socket.told(), 30))["text"]
    await socket.close()


# -- codes --------------------------------------------------------------------------------------------------------


def _kinds(kind: type[StoreError]) -> Iterator[type[StoreError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def test_every_refusal_of_the_store_has_a_code() -> None:
    kinds = [
        each for each in _kinds(StoreError) if each.__name__ not in COMMAND_LINE and "tests" not in each.__module__
    ]
    assert len(kinds) > 15
    assert all(code_of(each) in ErrorCode for each in kinds)


def test_every_law_and_every_fault_of_a_change_has_a_code() -> None:
    source = "".join((HOME / "graph" / name).read_text("utf-8") for name in ("change.py", "law.py", "store/rows.py"))
    told = set(re.findall(r'(?:return|code=)\s*"([a-z]+(?:-[a-z]+)*)"', source)) | set(LAWS)
    assert len(told) > 8
    assert {each.upper().replace("-", "_") for each in told} <= set(ProblemCode)


def test_the_codes_are_enums_of_the_schema_and_all_of_them_stand_in_the_page_on_errors() -> None:
    page = api_errors.PAGE.read_text("utf-8")
    assert page == api_errors.page(), "Run `make docs`."
    for name, codes in (("ErrorCode", ErrorCode), ("ProblemCode", ProblemCode)):
        kind: Any = BUILT.type_map[name]
        assert kind.values.keys() == set(codes)
        assert [each for each in codes if f"| `{each}` |" not in page] == []


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for room in ROOMS:
        for path in sorted((HOME / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                    yield str(path.relative_to(HOME)), node


MAKERS = {"schema/core/error_code.py", "schema/limit/error.py", "schema/limit/extension.py"}
"""Where errors are made: each takes a code of the enum and a sentence in both languages, which mypy checks."""


def test_errors_are_made_only_where_a_code_and_both_languages_are_needed() -> None:
    assert {path for path, _ in _calls("GraphQLError")} <= MAKERS


def test_a_sentence_differs_in_both_languages_and_both_end_alike() -> None:
    found = 0
    for path, call in _calls("Sentence"):
        texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if len(texts) == 2:
            found += 1
            assert texts[0] != texts[1], (path, texts)
            assert texts[0][-1:] == texts[1][-1:] or not texts[0].endswith("."), (path, texts)
            assert re.findall(r"\{\w+\}", texts[0]) == re.findall(r"\{\w+\}", texts[1]), (path, texts)
    assert found > 60


def test_a_sentence_is_the_same_after_it_was_an_error_or_copied() -> None:
    import copy
    import pickle

    said = Sentence("Tidak ada.", "There is none.")
    for each in (copy.deepcopy(said), pickle.loads(pickle.dumps(said)), str(ValueError(said)), str(said)):  # noqa: S301
        assert isinstance(each, Sentence)
        assert (each.id, each.en) == ("Tidak ada.", "There is none.")
