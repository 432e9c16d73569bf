"""A plan that leaves by the service's addresses and comes in over GraphQL elsewhere is the same plan."""

import csv
import io
import json
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from graph.change import EMPTY, ChangeSet, Contents, PutNode, apply, difference
from graph.export import packed
from graph.model import Program
from graph.store import Store
from schema import Evaluations
from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.graph.export.everything import EVERYTHING, SUB_ACTIVITY
from tests.graph.intake.promise import read_here
from tests.schema.city import INFO, TODAY, City
from tests.service.sender import TOKEN, Sender

EXPORTS = f'{{ plan(slug: "{INFO.slug}") {{ exports {{ format name url }} }} }}'
FORMATS = ("json", "csv")
ALL = ("xlsx", *FORMATS)
BEFORE, AFTER = "Semua kecamatan", "=Kecamatan Timur"


@asynccontextmanager
async def _service(folder: Path, contents: Contents) -> AsyncIterator[Sender]:
    """A service of its own, with a plan that holds these contents, or nothing yet."""
    store = Store.open(f"sqlite:///{folder}/sinergi.db")
    await store.upgrade()
    await store.create_plan(INFO)
    if contents != EMPTY:
        changes = tuple(difference(EMPTY, contents))
        await store.apply(INFO.slug, ChangeSet(changes=changes, author="ani", reason="awal"))
    app = create_app(store, sign_in=SignIn(store.tokens, AccessChoice(token=TOKEN)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=60) as http:
        yield Sender(City(store, Evaluations(store, today=lambda: TODAY)), http)
    await store.close()


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[tuple[Sender, Sender]]:
    """Where a plan is, and where it is to be."""
    async with AsyncExitStack() as opened:
        opened.enter_context(read_here())  # a process for each workbook would take most of the time
        here = await opened.enter_async_context(_service(tmp_path / "here", EVERYTHING))
        yield here, await opened.enter_async_context(_service(tmp_path / "there", EMPTY))


async def _exported(sender: Sender) -> dict[str, tuple[str, bytes]]:
    """The plan's files at its latest revision, by format: the file's name among the exports, and what it holds."""
    plan = (await sender.http.post("/graphql", json={"query": EXPORTS})).json()["data"]["plan"]
    files = {each["format"]: each for each in plan["exports"] if each["name"].startswith("rencana.")}
    answers = {format_: await sender.http.get(files[format_]["url"]) for format_ in ALL}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {format_: (files[format_]["name"], answer.content) for format_, answer in answers.items()}


async def _sent(sender: Sender, file: tuple[str, bytes], **input_: Any) -> dict[str, Any]:
    body = (await sender.post([file], **input_)).json()
    assert "errors" not in body, body
    payload: dict[str, Any] = body["data"]["importFiles"]
    assert payload["errors"] == []
    assert payload["preview"]["importable"]
    assert payload["preview"]["notUnderstood"]["totalCount"] == 0
    assert payload["preview"]["questions"]["nodes"] == []
    return payload


def _counted(payload: dict[str, Any]) -> tuple[int, int, int]:
    """How many nodes and links are new, and how many nodes are changed and gone."""
    new, changed, gone = (payload["preview"][name]["totalCount"] for name in ("new", "changed", "gone"))
    return new, changed, gone


@pytest.mark.parametrize("format_", FORMATS)
async def test_an_exported_plan_comes_in_elsewhere_and_goes_out_as_the_same_bytes(
    services: tuple[Sender, Sender], format_: str
) -> None:
    here, there = services
    files = await _exported(here)
    size = len(EVERYTHING.nodes) + len(EVERYTHING.links)
    seen = await _sent(there, files[format_])
    assert (_counted(seen), seen["revision"], seen["comparedWith"]) == ((size, 0, 0), None, 0)
    assert await there.kota.revision() == 0
    made = await _sent(there, files[format_], dryRun=False, expectedRevision=seen["comparedWith"])
    assert (_counted(made), made["revision"]) == ((size, 0, 0), 1)
    assert await _exported(there) == files
    for whole in (False, True):
        again = await _sent(there, files[format_], dryRun=False, whole=whole)
        assert (_counted(again), again["revision"]) == ((0, 0, 0), 1)
    assert await there.kota.revision() == 1


def _in_json(data: bytes) -> bytes:
    plan = json.loads(data)
    [program] = [node for node in plan["nodes"] if node["id"] == SUB_ACTIVITY]
    program["location"] = AFTER
    return json.dumps(plan).encode()


def _in_csv(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    rows = list(csv.reader(io.StringIO(files["program.csv"].decode("utf-8-sig"), newline="")))
    out = io.StringIO()
    csv.writer(out).writerows([f"'{AFTER}" if cell == BEFORE else cell for cell in row] for row in rows)
    return packed(files | {"program.csv": out.getvalue().encode("utf-8-sig")})


@pytest.mark.parametrize(("format_", "change"), [("json", _in_json), ("csv", _in_csv)], ids=FORMATS)
async def test_one_cell_that_was_changed_in_an_exported_plan_is_all_that_changes(
    services: tuple[Sender, Sender], format_: str, change: Callable[[bytes], bytes]
) -> None:
    here, _ = services
    name, data = (await _exported(here))[format_]
    for whole in (False, True):
        seen = await _sent(here, (name, change(data)), whole=whole)
        assert (_counted(seen), seen["comparedWith"]) == ((0, 1, 0), 1)
        [changed] = seen["preview"]["changed"]["nodes"]
        assert changed["fields"] == [{"field": "location", "before": BEFORE, "after": AFTER, "difference": ""}]
    assert await here.kota.revision() == 1
    made = await _sent(here, (name, change(data)), dryRun=False)
    assert made["revision"] == 2
    after = (await here.kota.store.snapshot(INFO.slug)).contents
    [put] = difference(EVERYTHING, after)
    assert apply(EVERYTHING, [put]) == after
    program = after.nodes[SUB_ACTIVITY]
    assert isinstance(program, Program)
    assert program.location == AFTER


async def test_an_amount_that_was_changed_in_the_workbook_is_shown_with_its_difference_and_is_all_that_changes(
    services: tuple[Sender, Sender],
) -> None:
    here, _ = services
    name, data = (await _exported(here))["xlsx"]
    unchanged = await _sent(here, (name, data), dryRun=False)
    assert (_counted(unchanged), unchanged["revision"]) == ((0, 0, 0), 1)
    book = openpyxl.load_workbook(io.BytesIO(data))
    [cell] = [cell for row in book["Program"].iter_rows() for cell in row if cell.value == 250_000_000]
    cell.value = 250_500_000
    out = io.BytesIO()
    book.save(out)
    made = await _sent(here, (name, out.getvalue()), dryRun=False)
    [changed] = made["preview"]["changed"]["nodes"]
    before, after = "Rp 250.000.000", "Rp 250.500.000"
    assert [each for each in changed["fields"] if each["field"] != "marks"] == [
        {"field": "years.2025.budget", "before": before, "after": after, "difference": "+Rp 500.000"}
    ]
    [put] = difference(EVERYTHING, (await here.kota.store.snapshot(INFO.slug)).contents)
    assert isinstance(put, PutNode)
    assert put.node.id == SUB_ACTIVITY
