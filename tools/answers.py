"""Answers: runs the GraphQL examples of a page on the example city and writes the real answer below each.

A page's examples run from top to bottom on a city of their own, signed in as an administrator, so that later ones see
what earlier ones did. Where an example gives an answer's leaf the name of a variable that a later example declares
(``id`` as ``program: id``), that is the variable's value.
"""

import asyncio
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from typing import Any, Final

import httpx
from graphql import DocumentNode, OperationDefinitionNode, OperationType, parse

from graph.store import Store
from schema import SCHEMA, Context
from schema.limit import Limits
from schema.request import LiveLimits
from service import demo
from service.access import AccessChoice, SignIn
from service.app import create_app

EXAMPLE: Final = re.compile(
    r"```graphql\n(?P<asked>.*?)```\n(?:(?P<between>\n(?:[^`#\n][^\n]*\n+)?)```json\n.*?```\n)?", re.DOTALL
)
"""A GraphQL block, and its answer where it has one already, with a line of words between them."""
WIDTH: Final = 118
_PATIENCE: Final = 600.0
"""Seconds; examples are answered also where the machine has much else to do."""
_TOKEN: Final = "example-" * 5


def examples(page: str) -> list[DocumentNode]:
    """Give the documents of a page's examples, in their order."""
    return [parse(found["asked"]) for found in EXAMPLE.finditer(page)]


def answered(page: str, client: type[httpx.AsyncClient] = httpx.AsyncClient) -> str:
    """Give a page with the real answer below each example; of a subscription without variables, its first.

    All that is neither a subscription nor an import is posted by a client of the given type.
    """
    return asyncio.run(_answered(page, client))


async def _answered(page: str, made: type[httpx.AsyncClient]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/sinergi.db")
        await store.upgrade()
        await demo.load(store, demo.FIRST)
        app = create_app(
            store,
            limits=Limits(seconds=_PATIENCE, burst=10**9),
            live=LiveLimits(lag_seconds=_PATIENCE),
            sign_in=SignIn(store.tokens, AccessChoice(token=_TOKEN, proposals_open=True)),
        )
        async with made(
            transport=httpx.ASGITransport(app),
            base_url="http://example",
            headers={"authorization": f"Bearer {_TOKEN}"},
            timeout=120,
        ) as client:
            known: dict[str, Any] = {}
            written, end = [], 0
            for found in EXAMPLE.finditer(page):
                written.append(page[end : found.start()])
                written.append(
                    await _example(client, app.state.context, found["asked"], found["between"] or "\n", known)
                )
                end = found.end()
        await store.close()
    return "".join([*written, page[end:]])


async def _example(client: httpx.AsyncClient, context: Context, text: str, between: str, known: dict[str, Any]) -> str:
    shown = f"```graphql\n{text}```\n"
    [operation] = [each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode)]
    names = [each.variable.name.value for each in operation.variable_definitions or ()]
    if operation.operation is OperationType.SUBSCRIPTION:
        return shown if names else f"{shown}{between}```json\n{_pretty(await _first(context, text))}\n```\n"
    if names == ["files"]:
        answer = await _sent(client, text)
        return f"{shown}{between}```json\n{_pretty(answer)}\n```\n"
    if missing := [name for name in names if name not in known]:
        raise ValueError(f"no earlier example gives {', '.join(missing)}: {text}")
    variables = {name: known[name] for name in names}
    answer = (await client.post("/graphql", json={"query": text, "variables": variables})).json()
    answer.pop("extensions", None)
    known.update(_leaves(answer))
    return f"{shown}{between}```json\n{_pretty(answer)}\n```\n"


async def _sent(client: httpx.AsyncClient, text: str) -> dict[str, Any]:
    """Send the example's first file of tables, as a browser sends files."""
    path = min(each for each in demo.files(demo.FIRST) if each.suffix == ".csv")
    form = {
        "operations": json.dumps({"query": text, "variables": {"files": [None]}}),
        "map": json.dumps({"0": ["variables.files.0"]}),
    }
    headers = {"GraphQL-Require-Preflight": "1"}
    files = {"0": (path.name, path.read_bytes())}
    sent = await client.post("/graphql", data=form, files=files, headers=headers)
    answer: dict[str, Any] = sent.json()
    answer.pop("extensions", None)
    return answer


async def _first(context: Context, text: str) -> dict[str, Any]:
    stream = await SCHEMA.stream(text, context_value=context)
    async with aclosing(stream) as answers:
        async for answer in answers:
            assert answer.errors is None, answer.errors  # noqa: S101
            return {"data": answer.data}
    raise ValueError(f"nothing was told: {text}")


def _leaves(answer: object) -> Iterator[tuple[str, Any]]:
    if isinstance(answer, Mapping):
        for key, value in answer.items():
            if isinstance(value, str | int | float):
                yield key, value
            else:
                yield from _leaves(value)
    elif isinstance(answer, list):
        for each in reversed(answer):  # so that the first one counts
            yield from _leaves(each)


def _pretty(value: object, indent: int = 0, room: int = WIDTH) -> str:
    """JSON that stays on one line where it fits."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= room or not isinstance(value, dict | list) or not value:
        return line
    pad, inner = " " * indent, " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {_pretty(each, indent + 2)}" for key, each in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{pad}}}"
    parts = [inner + _pretty(each, indent + 2) for each in value]
    return "[\n" + ",\n".join(parts) + f"\n{pad}]"
