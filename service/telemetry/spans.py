"""Spans: what the service did, when and for how long, for OpenTelemetry.

Names and attributes follow its semantic conventions for HTTP and GraphQL where these say something. Neither documents
nor variables, tokens or persons stand in a span.

Conventions: https://opentelemetry.io/docs/specs/semconv/
"""

import os
import time
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from copy import copy
from functools import partial
from importlib.metadata import version
from typing import Final

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.environment_variables import OTEL_RESOURCE_ATTRIBUTES, OTEL_SERVICE_NAME
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from strawberry.extensions import SchemaExtension
from strawberry.types.execution import ExecutionContext
from strawberry.types.graphql import OperationType

from graph.snapshot import PlanGraph
from schema.limit import LimitedSchema
from service.access_log import CURRENT, QUIET, asked_by

_LONGEST: Final = 100
_NANOSECONDS: Final = 1_000_000_000


class _Seen:
    """How many operations of a request have a span already."""

    def __init__(self) -> None:
        self.operations = 0


_SEEN: ContextVar[_Seen] = ContextVar("seen")


class Spans:
    """Makes the spans of one application."""

    def __init__(self, processor: SpanProcessor | None = None) -> None:
        """Begin to trace.

        Parameters
        ----------
        processor
            Takes the spans; where it is left out they go by OTLP over HTTP to where ``OTEL_EXPORTER_OTLP_ENDPOINT``
            says, in batches, and what cannot be sent is dropped.
        """
        self._provider = TracerProvider(resource=_resource(), shutdown_on_exit=False)
        self._provider.add_span_processor(processor or BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("sinergi", version("sinergi"))

    def over(self, schema: LimitedSchema) -> LimitedSchema:
        """Give the same schema, each of whose operations is a span."""
        other = copy(schema)
        other.extensions = (partial(_Operations, self._tracer), *schema.extensions)
        return other

    def requests(self, app: ASGIApp) -> ASGIApp:
        """Give the same application, each of whose requests is a span."""
        return _Requests(app, self._tracer)

    def evaluated(self, plan: PlanGraph, seconds: float) -> None:
        """Make the span of an evaluation that has just ended; may be called from any thread."""
        span = self._past("evaluate", seconds)
        span.set_attributes({"sinergi.plan": plan.info.slug, "sinergi.revision": plan.revision})
        span.end()

    def imported(self, outcome: str, seconds: float) -> None:
        """Make the span of an import that has just ended."""
        span = self._past("import", seconds)
        span.set_attribute("sinergi.import.outcome", outcome)
        if outcome == "failed":
            span.set_status(StatusCode.ERROR)
        span.end()

    def close(self) -> None:
        """Send what was not sent yet, and make no more."""
        self._provider.shutdown()

    def _past(self, name: str, seconds: float) -> Span:
        return self._tracer.start_span(name, start_time=time.time_ns() - int(seconds * _NANOSECONDS))


def _resource() -> Resource:
    """Who makes the spans: ourselves, unless the environment says another name."""
    is_named = OTEL_SERVICE_NAME in os.environ or f"{SERVICE_NAME}=" in os.environ.get(OTEL_RESOURCE_ATTRIBUTES, "")
    named = {} if is_named else {SERVICE_NAME: "sinergi"}
    return Resource.create({**named, "service.version": version("sinergi")})


class _Requests:
    """Makes a span of each HTTP request; what a WebSocket asks for are spans of its operations alone."""

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        begun = time.time_ns()
        method = scope["method"]
        span = self._tracer.start_span(
            method,
            context=propagate.extract(Headers(scope=scope)),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": method, "url.path": scope["path"], **_request_id()},
            start_time=begun,
        )
        seen = _Seen()
        token = _SEEN.set(seen)

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._answered(span, scope, message["status"])
            await send(message)

        try:
            with trace.use_span(span, record_exception=False, set_status_on_exception=False):
                await self._app(scope, receive, watched)
                asked = asked_by(scope)
                if asked.operation is not None and not seen.operations:
                    self._unrun(begun, asked.operation, is_kept=bool(asked.is_kept))
        except Exception as error:  # its words may hold what was sent; the log has them
            span.set_status(StatusCode.ERROR)
            span.set_attribute("error.type", type(error).__name__)
            raise
        finally:
            span.end()
            _SEEN.reset(token)

    def _answered(self, span: Span, scope: Scope, status: int) -> None:
        span.set_attribute("http.response.status_code", status)
        if status != 404:  # an address that is not there may be anything
            span.update_name(f"{scope['method']} /{scope['path'].split('/')[1]}")
        if status >= 500:
            span.set_status(StatusCode.ERROR)
            span.set_attribute("error.type", str(status))

    def _unrun(self, begun: int, name: str, *, is_kept: bool) -> None:
        """Make the span of an operation that did not run: a kept answer was given, or it was refused before."""
        span = self._tracer.start_span("graphql", start_time=begun, attributes=_request_id())
        _name(span, "query" if is_kept else None, name)
        span.set_attribute("sinergi.answer.kept", is_kept)
        if not is_kept:
            span.set_status(StatusCode.ERROR)
            span.set_attribute("error.type", "REFUSED")
        span.end()


class _Operations(SchemaExtension):
    """Makes a span of each operation that runs, from reading its document to the end of its answer."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        self.execution_context: ExecutionContext

    def on_operation(self) -> Iterator[None]:
        """Begin and end the span."""
        if (seen := _SEEN.get(None)) is not None:
            seen.operations += 1
        self._span = self._tracer.start_span("graphql", attributes={"sinergi.answer.kept": False, **_request_id()})
        try:
            yield
        except BaseException as error:
            self._span.set_status(StatusCode.ERROR)
            self._span.set_attribute("error.type", type(error).__name__)
            raise
        finally:
            self._end()

    async def on_execute(self) -> AsyncIterator[None]:
        """Let what runs meanwhile be part of the span; a subscription gives its answers from one task or another."""
        if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
            yield
            return
        with trace.use_span(self._span, record_exception=False, set_status_on_exception=False):
            yield

    def _end(self) -> None:
        execution = self.execution_context
        known = execution.graphql_document is not None
        _name(self._span, execution.operation_type.value if known else None, execution.operation_name or "")
        errors = getattr(execution.result, "errors", None) or execution.pre_execution_errors
        if errors:
            self._span.set_status(StatusCode.ERROR)
            self._span.set_attribute("error.type", str((errors[0].extensions or {}).get("code", "ERROR"))[:_LONGEST])
            self._span.set_attribute("sinergi.errors", len(errors))
        self._span.end()


def _name(span: Span, kind: str | None, name: str) -> None:
    named = name[:_LONGEST]
    span.update_name(" ".join(part for part in (kind or "graphql", named) if part))
    if kind:
        span.set_attribute("graphql.operation.type", kind)
    if named:
        span.set_attribute("graphql.operation.name", named)


def _request_id() -> dict[str, str]:
    """The id that the answer and the lines of the log carry too."""
    found = CURRENT.get()
    return {"sinergi.request_id": found} if found else {}
