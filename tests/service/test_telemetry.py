"""Traces: each request and each operation is a span, with what came of it and without what was sent."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from graph.store import TokenRole
from schema.limit import Limits
from service import demo
from service.app import create_app
from service.telemetry import Telemetry, telemetry
from service.telemetry.spans import Spans
from tests.schema.city import INFO, City, city
from tests.service.talk import Socket

READ = 'query Baca { plan(slug: "kota") { title initiatives { nodes { title } } } }'


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


class Traced:
    """The service with its spans in memory."""

    def __init__(self, kota: City) -> None:
        self.exporter = InMemorySpanExporter()
        self.app = create_app(kota.store, limits=Limits(depth=8), spans=Spans(SimpleSpanProcessor(self.exporter)))
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://test")

    async def asked(self, query: str, **sent: Any) -> httpx.Response:
        self.exporter.clear()
        return await self.http.post("/graphql", json={"query": query} | sent.pop("also", {}), **sent)

    def spans(self) -> dict[str, ReadableSpan]:
        found = {each.name: each for each in self.exporter.get_finished_spans()}
        assert len(found) == len(self.exporter.get_finished_spans())
        return found


@pytest.fixture
async def traced(kota: City) -> AsyncIterator[Traced]:
    made = Traced(kota)
    yield made
    await made.http.aclose()


def _said(span: ReadableSpan, *names: str) -> list[Any]:
    return [(span.attributes or {}).get(name) for name in names]


def _is_under(span: ReadableSpan, other: ReadableSpan) -> bool:
    assert span.context is not None
    assert other.context is not None
    return span.parent is not None and span.parent.span_id == other.context.span_id


async def test_a_request_its_operation_and_the_evaluation_are_spans_of_one_trace(traced: Traced) -> None:
    await traced.asked(READ, headers={"X-Request-Id": "r-1"})
    spans = traced.spans()
    assert spans.keys() == {"POST /graphql", "query Baca", "evaluate"}
    request, operation, evaluation = spans["POST /graphql"], spans["query Baca"], spans["evaluate"]
    assert _is_under(operation, request)
    assert _is_under(evaluation, operation)
    names = ("http.request.method", "url.path", "http.response.status_code", "sinergi.request_id")
    assert _said(request, *names) == ["POST", "/graphql", 200, "r-1"]
    names = ("graphql.operation.type", "graphql.operation.name", "sinergi.answer.kept", "sinergi.request_id")
    assert _said(operation, *names) == ["query", "Baca", False, "r-1"]
    assert _said(evaluation, "sinergi.plan", "sinergi.revision") == [INFO.slug, 1]
    assert all(each.status.is_ok or each.status.is_unset for each in spans.values())
    assert all(each.end_time and each.start_time and each.end_time >= each.start_time for each in spans.values())


async def test_a_kept_answer_is_told_from_one_that_was_worked_out(traced: Traced) -> None:
    for is_kept in (False, True, True):
        await traced.asked(READ)
        spans = traced.spans()
        assert _said(spans["query Baca"], "graphql.operation.type", "sinergi.answer.kept") == ["query", is_kept]
        assert _is_under(spans["query Baca"], spans["POST /graphql"])


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ('query Baca { plan(slug: "x") { title } }', "query Baca", "UNKNOWN_PLAN"),
        ('{ plan(slug: "kota") { tidakAda } }', "query", "ERROR"),
        ("query Dalam { a { b { c { d { e { f { g { h { i } } } } } } } } }", "query Dalam", "TOO_DEEP"),
        ("query Rusak {", "graphql Rusak", "REFUSED"),
    ],
)
async def test_an_error_is_seen_by_its_code(traced: Traced, query: str, name: str, code: str) -> None:
    await traced.asked(query)
    operation = traced.spans()[name]
    assert not operation.status.is_ok
    assert not operation.status.is_unset
    assert _said(operation, "error.type") == [code]


async def test_a_mutation_and_an_address_that_is_not_there_are_told_apart(traced: Traced) -> None:
    query = 'mutation Tambah { addOpd(input: { plan: "kota", opd: { name: "A", shortName: "A" } }) { revision } }'
    await traced.asked(query)
    assert _said(traced.spans()["mutation Tambah"], "graphql.operation.type") == ["mutation"]
    traced.exporter.clear()
    await traced.http.get("/tidak/ada")
    assert list(traced.spans()) == ["GET"]


async def test_what_machines_ask_all_the_time_makes_no_span(traced: Traced) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        await traced.http.get(path)
    assert traced.spans() == {}


async def test_a_trace_that_began_elsewhere_goes_on(traced: Traced) -> None:
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    await traced.asked(READ, headers={"traceparent": f"00-{trace}-{parent}-01"})
    for each in traced.spans().values():
        assert each.context is not None
        assert f"{each.context.trace_id:032x}" == trace
    request = traced.spans()["POST /graphql"]
    assert request.parent is not None
    assert f"{request.parent.span_id:016x}" == parent


async def test_nothing_that_was_sent_stands_in_a_span(traced: Traced, kota: City) -> None:
    token = (await kota.store.tokens.create("Ani Rahasia", TokenRole.PLANNER, INFO.region_code)).text
    query = """mutation Tambah($nama: String!) {
        addOpd(input: { plan: "kota", reason: "sebabnya", opd: { name: $nama, shortName: "AB" } }) { revision } }"""
    variables = {"variables": {"nama": "Dinas Rahasia"}}
    answer = await traced.asked(query, also=variables, headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["data"]["addOpd"]["revision"] == 2
    written = "".join(each.to_json() for each in traced.spans().values())
    for secret in (token, "Rahasia", "sebabnya", "shortName"):
        assert secret not in written


async def test_what_nobody_expected_is_an_error_without_its_words(
    traced: Traced, kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("kata sandi")

    monkeypatch.setattr(kota.store, "fault", broken)
    monkeypatch.setattr("service.telemetry.spans.QUIET", frozenset())
    assert (await traced.http.get("/readyz")).status_code == 500
    [span] = traced.spans().values()
    assert not span.status.is_ok
    assert _said(span, "error.type") == ["RuntimeError"]
    assert "kata sandi" not in span.to_json()


async def test_an_import_is_a_span_with_how_it_ended(kota: City) -> None:
    exporter = InMemorySpanExporter()
    token = (await kota.store.tokens.create("Ani", TokenRole.PLANNER, INFO.region_code)).text
    app = create_app(kota.store, spans=Spans(SimpleSpanProcessor(exporter)))
    query = """mutation Impor($files: [Upload!]!) { importFiles(input: { plan: "kota", files: $files, dryRun: true }) {
        errors { __typename } } }"""
    path = min(each for each in demo.files(demo.FIRST) if each.suffix == ".csv")
    form = {
        "operations": json.dumps({"query": query, "variables": {"files": [None]}}),
        "map": json.dumps({"0": ["variables.files.0"]}),
    }
    headers = {"Authorization": f"Bearer {token}", "GraphQL-Require-Preflight": "1"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=60) as http:
        sent = await http.post("/graphql", data=form, files={"0": (path.name, path.read_bytes())}, headers=headers)
    assert sent.json()["data"]["importFiles"]["errors"] == []
    spans = {each.name: each for each in exporter.get_finished_spans()}
    assert _said(spans["import"], "sinergi.import.outcome") == ["tried"]
    assert _is_under(spans["import"], spans["mutation Impor"])


async def test_each_operation_over_a_websocket_is_a_span_too(traced: Traced, caplog: pytest.LogCaptureFixture) -> None:
    socket = Socket(traced.app)
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    socket.say(type="subscribe", id="1", payload={"query": READ})
    assert [await socket.heard() for _ in range(2)] == ["next", "complete"]
    news = 'subscription Kabar { planChanged(slug: "kota", since: 0) { revision } }'
    socket.say(type="subscribe", id="2", payload={"query": news})
    assert await socket.heard() == "next"
    socket.say(type="complete", id="2")
    socket.say(type="ping")
    assert await socket.heard() == "pong"
    await socket.close()
    for _ in range(200):  # the subscription is ended by the loop, not by whoever left it
        if len(traced.spans()) == 3:
            break
        await asyncio.sleep(0.01)
    found = traced.spans()
    assert found.keys() == {"query Baca", "evaluate", "subscription Kabar"}
    assert _is_under(found["evaluate"], found["query Baca"])
    assert _said(found["subscription Kabar"], "graphql.operation.type") == ["subscription"]
    assert not caplog.records


class Receiver:
    """Takes spans by OTLP over HTTP, as a collector does."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.services: set[str] = set()
        taken = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/traces"
                body = self.rfile.read(int(self.headers["content-length"]))
                taken.take(ExportTraceServiceRequest.FromString(body))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def take(self, request: ExportTraceServiceRequest) -> None:
        for each in request.resource_spans:
            named = {said.key: said.value.string_value for said in each.resource.attributes}
            self.services.add(named["service.name"])
            self.names += [span.name for scope in each.scope_spans for span in scope.spans]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@pytest.mark.parametrize(
    "named", [{}, {"OTEL_SERVICE_NAME": "sinergi-kota"}, {"OTEL_RESOURCE_ATTRIBUTES": "service.name=x"}]
)
async def test_spans_reach_a_collector_by_otlp(
    kota: City, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, named: dict[str, str]
) -> None:
    for name, value in {"OTEL_EXPORTER_OTLP_ENDPOINT": receiver.address, **named}.items():
        monkeypatch.setenv(name, value)
    spans = Spans()
    transport = httpx.ASGITransport(create_app(kota.store, spans=spans))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        await http.post("/graphql", json={"query": READ})
    spans.close()
    assert set(receiver.names) == {"POST /graphql", "query Baca", "evaluate"}
    assert receiver.services == {
        "sinergi" if not named else "x" if "OTEL_RESOURCE_ATTRIBUTES" in named else "sinergi-kota"
    }


def test_where_nobody_asks_for_traces_nothing_of_opentelemetry_is_imported() -> None:
    script = "import service.cli, service.app, sys; print([each for each in sys.modules if 'opentelemetry' in each])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_setting_that_cannot_be_followed_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert telemetry({"SINERGI_TELEMETRY": " OTLP "}) is Telemetry.OTLP
    with pytest.raises(ValueError, match="harus otlp atau off, bukan 'jaeger'"):
        telemetry({"SINERGI_TELEMETRY": "jaeger"})
    monkeypatch.setattr("service.telemetry.choice.find_spec", lambda _: None)
    assert telemetry({}) is Telemetry.OFF
    with pytest.raises(ValueError, match=r"sinergi\[telemetry\]"):
        telemetry({"SINERGI_TELEMETRY": "otlp"})
