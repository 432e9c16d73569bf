"""Each request leaves one line that says how it ended, and all its lines carry its id."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from schema.request import LiveLimits
from service.access import AccessChoice, SignIn
from service.access_log import REQUEST_ID, AccessLog, Asked, Ended
from service.app import create_app
from service.logs import LogStyle, RequestLog, handler, log_style
from tests.schema.city import City, city
from tests.service.talk import Socket
from tests.serving import TOKEN

ASKED = 'query Ringkas { plan(slug: "kota") { revision } }'


class Written:
    """What is written while a test runs."""

    def __init__(self, style: LogStyle) -> None:
        self._stream = io.StringIO()
        self.handler = handler(style, self._stream)
        self.log = RequestLog(style, self._stream)

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def style() -> LogStyle:
    return LogStyle.JSON


@pytest.fixture
def written(style: LogStyle) -> Iterator[Written]:
    made, root = Written(style), logging.getLogger()
    root.addHandler(made.handler)
    yield made
    root.removeHandler(made.handler)


@pytest.fixture
async def http(sqlite_address: str, written: Written) -> AsyncIterator[httpx.AsyncClient]:
    kota: City = await city(sqlite_address)
    transport = httpx.ASGITransport(create_app(kota.store, log=written.log))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made
    await kota.store.close()


async def test_a_line_says_how_a_request_ended_and_nothing_of_who_asked_or_what(
    http: httpx.AsyncClient, written: Written
) -> None:
    for id_ in ("satu", "dua"):
        answer = await http.post("/graphql", json={"query": ASKED}, headers={REQUEST_ID: id_})
        assert answer.headers[REQUEST_ID] == id_
    refused = await http.post("/graphql", json={"query": ASKED}, headers={"Authorization": "Bearer rahasia"})
    await http.get("/healthz")
    first, second, third = written.lines
    assert first.items() >= {
        "event": "request", "request_id": "satu", "method": "POST", "path": "/graphql", "status": 200,
        "operation": "Ringkas", "kept": "miss", "level": "info", "logger": "sinergi.request",
    }.items()  # fmt: skip
    assert first["milliseconds"] > 0
    assert first["timestamp"].endswith("Z")
    assert (second["request_id"], second["kept"]) == ("dua", "hit")
    assert (third["request_id"], third["status"]) == (refused.headers[REQUEST_ID], 401)
    assert "rahasia" not in written.text
    assert "revision" not in written.text


@pytest.mark.parametrize("id_", ["dua kata", "x" * 101, "é", "a\tb", ""])
async def test_an_id_that_is_not_fit_to_be_written_is_replaced(http: httpx.AsyncClient, id_: str) -> None:
    answer = await http.get("/healthz", headers={REQUEST_ID: id_.encode("latin-1")})
    assert len(answer.headers[REQUEST_ID]) == 32


async def test_what_nobody_expected_is_answered_and_written_with_the_same_id(written: Written) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send
        logging.getLogger("pustaka").warning("hampir")
        raise RuntimeError("rusak")

    transport = httpx.ASGITransport(AccessLog(broken, [written.log.ended]))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.get("/x", headers={REQUEST_ID: "tiga"})
    assert (answer.status_code, answer.headers[REQUEST_ID]) == (500, "tiga")
    assert "tiga" in answer.text
    assert "rusak" not in answer.text
    library, ours = written.lines
    assert (library["event"], library["request_id"], library["logger"]) == ("hampir", "tiga", "pustaka")
    assert (ours["level"], ours["request_id"], ours["status"]) == ("error", "tiga", 500)
    assert "RuntimeError: rusak" in ours["exception"]


@pytest.mark.parametrize("style", [LogStyle.READABLE])
async def test_a_readable_line_stays_one_line_whatever_is_asked(http: httpx.AsyncClient, written: Written) -> None:
    await http.get("/a%0Ab%1b[31m")
    name = "a b\n= "
    await http.post("/graphql", json={"query": "{ plans { totalCount } }", "operationName": name})
    first, second = written.text.splitlines()
    assert "\x1b" not in first
    assert "status=404" in first
    assert f" operation={name!r} " in second


@pytest.mark.parametrize("style", list(LogStyle))
async def test_a_line_of_a_request_looks_like_those_that_go_through_logging(style: LogStyle, written: Written) -> None:
    logging.getLogger("pustaka").warning("request")
    begun = datetime.now(UTC)
    ended = Ended("POST", '/é="', 200, "satu", 0.0123, Asked(operation='"x\\"', is_kept=True))
    written.log.ended(ended)
    if style is LogStyle.OFF:
        assert "satu" not in written.text
        return
    library, ours = written.text.splitlines()
    if style is LogStyle.JSON:
        read = json.loads(ours)
        assert datetime.fromisoformat(read.pop("timestamp")) - begun < timedelta(seconds=60)
        assert read == {
            "event": "request", "level": "info", "logger": "sinergi.request", "method": "POST", "path": '/é="',
            "status": 200, "operation": '"x\\"', "kept": "hit", "milliseconds": 12.3, "request_id": "satu",
        }  # fmt: skip
    else:
        assert library.split(" ", 1)[1] == "[warning  ] request [pustaka]"
        assert ours.split(" ", 1)[1] == (
            "[info     ] request [sinergi.request] method=POST path='/é=\"' status=200 operation='\"x\\\\\"' kept=hit "
            "milliseconds=12.30 request_id=satu"
        )
        assert len(ours.split(" ", 1)[0]) == len(library.split(" ", 1)[0])


@pytest.mark.parametrize("style", [LogStyle.READABLE])
async def test_where_nobody_reads_the_log_any_more_requests_are_answered(
    http: httpx.AsyncClient, written: Written
) -> None:
    def broken(text: str) -> int:
        raise BrokenPipeError(text)

    written.log._stream = io.StringIO()
    written.log._stream.write = broken  # type: ignore[method-assign]
    for _ in range(2):
        assert (await http.post("/graphql", json={"query": ASKED})).status_code == 200


def test_lines_are_written_as_they_come_and_before_the_process_ends() -> None:
    program = (
        "import logging, os\n"
        "from service.logs import LogStyle, set_up\n"
        "from service.access_log import Asked, Ended\n"
        "log = set_up(LogStyle.JSON)\n"
        "log.ended(Ended('GET', '/a', 200, 'satu', 0.1, Asked()))\n"
        "logging.getLogger('pustaka').warning('hampir')\n"
        "log.ended(Ended('GET', '/b', 200, 'dua', 0.1, Asked()))\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line.get("path", line["event"]) for line in lines] == ["/a", "hampir", "/b"]


def test_a_style_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="SINERGI_LOG"):
        log_style({"SINERGI_LOG": "xml"})


async def test_a_websocket_leaves_a_line_when_it_is_closed_and_one_for_each_operation(
    sqlite_address: str, written: Written
) -> None:
    kota = await city(sqlite_address)
    live = LiveLimits(connections=1)
    sign_in = SignIn(kota.store.tokens, AccessChoice(token=TOKEN))
    app = create_app(kota.store, sign_in=sign_in, live=live, log=written.log)
    socket = Socket(app, [(b"x-request-id", b"s-1")])
    accepted = await socket.opened()
    assert (accepted["type"], dict(accepted["headers"])[b"x-request-id"]) == ("websocket.accept", b"s-1")
    socket.say(type="connection_init", payload={"Authorization": f"Bearer {TOKEN}"})
    assert await socket.heard() == "connection_ack"
    refused = Socket(app, [(b"x-request-id", b"s-2")])  # one too many, for who signed in stays
    assert (await refused.opened())["type"] != "websocket.accept"
    await refused.close()
    assert [line["request_id"] for line in written.lines] == ["s-2"], "the other one is still open"
    for query, answers in (
        ("query Plans { plans { totalCount } }", ["next", "complete"]),
        ("query Bad { no }", ["error"]),
    ):
        socket.say(type="subscribe", id="1", payload={"query": query})
        assert [await socket.heard() for _ in answers] == answers
    await socket.close()
    told = [(line["method"], line["status"], line["request_id"], line.get("operation")) for line in written.lines]
    assert told == [
        ("WEBSOCKET", 403, "s-2", None),
        ("SUBSCRIBE", 200, "s-1", "Plans"),
        ("SUBSCRIBE", 400, "s-1", "Bad"),
        ("WEBSOCKET", 101, "s-1", None),
    ]
    assert all(line["milliseconds"] >= 0 and line["path"] == "/graphql" for line in written.lines)
    await kota.store.close()
