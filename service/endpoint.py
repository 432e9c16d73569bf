"""Endpoint: GraphQL over HTTP, WebSocket and event streams, and the explorer for browsers at the same address."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from json import JSONDecodeError
from typing import Any, Final

import msgspec
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from graphql import OperationType as GraphQLOperationType
from starlette import exceptions
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import MissingQueryError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.http.streaming import (
    AsyncTextStream,
    HTTPStreamTransport,
    MultipartSubscriptionTransport,
    merge_stream_with_heartbeat,
)
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.subscriptions import (
    GRAPHQL_SSE_PROTOCOL,
    GRAPHQL_TRANSPORT_WS_PROTOCOL,
    MULTIPART_SUBSCRIPTION_PROTOCOL,
)
from strawberry.types import ExecutionResult, SubscriptionExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UnsetType

from graph.sentence import Sentence, untranslated
from schema import Context
from schema.core import ErrorCode, failure, spoken
from schema.limit import LimitedSchema
from schema.request import PASSING, is_of_a_revision
from service import http, ide
from service.access import SignIn, authorization
from service.access_log import asked_by
from service.sockets import Sockets
from service.transport import FORBIDDEN, Transport, reason
from service.uploads import Uploads

METHODS: Final = "GET, POST, OPTIONS"
"""What may be done at this address."""
INIT_SECONDS: Final = 10
"""How long a WebSocket may take to say who it is."""
_CONTEXT: Final = "sinergi.context"
"""Where a request that is answered by a stream keeps what it works with."""
_IN_QUERY: Final = ("query", "documentId", "extensions")


class Endpoint(GraphQL[Context, None]):
    """Answers queries by POST and GET and mutations by POST; a browser that asks for a page gets the explorer.

    How a request is read and an answer is written follows the draft of GraphQL over HTTP (``service.http``); how much
    a request may ask for is the schema's matter (``schema.limit``).
    """

    def __init__(
        self,
        schema: LimitedSchema,
        context: Context,
        sign_in: SignIn | None = None,
        *,
        uploads: bool = False,
    ) -> None:
        """Make the endpoint.

        Parameters
        ----------
        schema
            The schema with its limits; also those on bodies and lists of operations are taken from it.
        context
            What every request works with.
        sign_in
            Tells who asks; where it is left out, everyone is whom the context names.
        uploads
            Whether files may be sent (https://github.com/jaydenseric/graphql-multipart-request-spec).
        """
        self.schema: LimitedSchema
        self.graphql_transport_ws_handler_class = Transport
        self.stream_transport_classes_by_protocol = {
            GRAPHQL_SSE_PROTOCOL: http.Events,
            MULTIPART_SUBSCRIPTION_PROTOCOL: MultipartSubscriptionTransport,
        }
        super().__init__(
            schema,
            graphql_ide="graphiql",
            allow_queries_via_get=True,
            multipart_uploads_enabled=uploads,
            subscription_protocols=(
                GRAPHQL_TRANSPORT_WS_PROTOCOL,
                GRAPHQL_SSE_PROTOCOL,
                MULTIPART_SUBSCRIPTION_PROTOCOL,
            ),
            connection_init_wait_timeout=timedelta(seconds=INIT_SECONDS),
        )
        self.max_subscriptions_per_connection = context.live.limits.per_connection
        self.sockets = Sockets(context.live)
        self._uploads = Uploads(context, sign_in)
        self._limits = schema.limits
        self._context = context
        self._sign_in = sign_in

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Every request works with the same store and evaluations, and with its own actor.

        Raises
        ------
        RefusalError
            401 where the request comes with a token that lets nobody in.
        """
        del response
        if self._sign_in is None:
            context = self._context.acting(self._context.actor)
        else:
            actor = asked_by(request.scope).actor or await self._sign_in.asker(request)
            context = self._acting(self._context.acting(actor), authorization(request))
        if isinstance(request, WebSocket):
            self.sockets.serve(request, context)
        return self._speaking(context, request)

    def _speaking(self, context: Context, request: Request | WebSocket) -> Context:
        """Let sentences be in the language that whoever asks reads best, and count what is spent by their address."""
        context.address = http.address(request)
        context.language = http.language(request.headers.get("accept-language"))
        return context

    def _acting(self, context: Context, authorization: str | None) -> Context:
        """Let whoever acts be asked again whether they still may."""
        if self._sign_in is not None and authorization is not None:
            context.confirm = partial(self._sign_in.confirm, authorization)
        return context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; whatever is wrong with it is answered in GraphQL's own form."""
        if scope["type"] != "http":
            await self._talk(WebSocket(scope, receive, send))
            return
        request = Request(scope, receive)
        media = http.accepted(request.headers.get("accept"))
        chosen = http.language(request.headers.get("accept-language"))
        try:
            response = await self._answer(request, media)
        except http.RefusalError as refusal:
            response = refusal.response(media or http.JSON, chosen)
        except HTTPException as error:
            refused = http.RefusalError(error.status_code, ErrorCode.BAD_REQUEST, untranslated(error.reason))
            response = refused.response(media or http.JSON, chosen)
        await response(scope, receive, send)

    async def _talk(self, socket: WebSocket) -> None:
        """Serve one WebSocket; those from pages of other sites and those that are too many are refused (403)."""
        if not self.sockets.have_room(socket):
            await self.reject_websocket(socket)
            return
        with self.sockets.opened(socket):
            try:
                await self.run(socket)
            except http.RefusalError as refusal:
                await socket.close(FORBIDDEN, reason(spoken(refusal.message, self.sockets.language(socket))))

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """Sign in by what a WebSocket was begun with, since browsers can set no headers for one; so with the language.

        Raises
        ------
        RefusalError
            Where it names a token that lets nobody in; the WebSocket is then closed with 4403.
        """
        given = {key.lower(): str(value) for key, value in context.connection_params.items() if value is not None}
        if "accept-language" in given:
            context.language = http.language(given["accept-language"])
        if "authorization" in given and self._sign_in is not None:
            context.actor = await self._sign_in.actor(given["authorization"], context.address)
            self._acting(context, given["authorization"])
        return {}

    async def _answer(self, request: Request, media: str | None) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        if request.method not in {"GET", "POST"}:
            message = Sentence(
                f"Di sini hanya GET dan POST, bukan {request.method}.",
                f"Only GET and POST are answered here, not {request.method}.",
            )
            raise http.RefusalError(405, ErrorCode.METHOD_NOT_ALLOWED, message, {"Allow": METHODS})
        if self.should_render_graphql_ide(self.request_adapter_class(request)):
            return await self.run(request)
        if media is None and http.stream(request.headers.get("accept")) is None:
            raise http.not_acceptable()
        if request.method == "POST":
            most = http.check_body(request.headers, self._limits, uploads=self.multipart_uploads_enabled)
            request = Request(request.scope, http.bounded(request.receive, most))
        if request.headers.get("content-type", "").lower().startswith("multipart/"):
            async with self._uploads.place(request):
                response = await self.run(request)
        else:
            response = await self.run(request)
        asked = asked_by(request.scope)
        is_open = asked.rests_on is not None and self._context.reading_open and "authorization" not in request.headers
        return http.revalidated(request, response, is_open=is_open, is_fixed=asked.is_fixed)

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Whether a browser asks for a page, not for an answer."""
        asks = any(request.query_params.get(name) for name in _IN_QUERY)
        return request.method == "GET" and not asks and http.names(request.headers.get("accept", ""), http.HTML)

    async def render_graphql_ide(self, request: Request) -> Response:
        """The explorer's page."""
        del request
        return HTMLResponse(ide.PAGE, headers=http.guarded(ide.POLICY) | {"Vary": "Accept"})

    def decode_json(self, data: str | bytes) -> object:
        """Read the JSON of a message or a part; where it is none, or too deep, that is a ``JSONDecodeError``."""
        try:
            return msgspec.json.decode(data)
        except (msgspec.DecodeError, RecursionError) as error:
            raise JSONDecodeError(str(error), "", 0) from error

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData | list[GraphQLRequestData]:
        """Read the operation of a request, or its operations where lists are allowed.

        Raises
        ------
        RefusalError
            Where it is not well-formed.
        """
        accept = request.headers.get("accept")
        is_stream = http.prefers(accept, http.EVENTS)
        given: object
        if request.method == "GET":
            given = http.read_query(dict(request.query_params))
        elif (request.content_type or "").lower().startswith("multipart/"):
            given = await self._sent(request)
        else:
            given = http.read_json(await request.get_body())
        if isinstance(given, list):
            return [http.read_operation(each) for each in self._batch(given, is_stream=is_stream)]
        asked = http.read_operation(given)
        chosen = http.stream(accept)
        if not is_stream and chosen is not None:
            meant = self._meant(asked)
            if meant is not None and meant[1].operation is GraphQLOperationType.SUBSCRIPTION:
                return replace(asked, protocol="sse" if chosen == http.EVENTS else "multipart-subscription")
            if meant is not None and http.accepted(accept) is None:
                raise http.not_acceptable()
        return replace(asked, protocol="sse") if is_stream else asked

    def _meant(self, asked: GraphQLRequestData) -> tuple[DocumentNode, OperationDefinitionNode] | None:
        """Give the document and the operation that are asked for; None where they are refused anyway."""
        try:
            self.schema.admit(asked.query, asked.operation_name, asked.extensions)
            return self.schema.meant(asked.query, asked.operation_name, asked.extensions)
        except GraphQLError:
            return None

    async def _sent(self, request: AsyncHTTPRequestAdapter) -> object:
        """Read an operation that comes with files.

        Raises
        ------
        RefusalError
            400 where its parts do not fit together.
        """
        try:
            sent = await request.get_form_data()
        except (exceptions.HTTPException, MultiPartException, ValueError) as error:
            raise http.unfit(Sentence("bentuknya bukan multipart/form-data", "it is no multipart/form-data")) from error
        return http.with_files(sent.form, sent.files)

    def _batch(self, given: list[Any], *, is_stream: bool) -> list[Any]:
        most = self._limits.batch
        if most == 0 or is_stream:
            raise http.RefusalError(
                400,
                ErrorCode.BATCH_OFF,
                Sentence(
                    "Kirim satu operasi per permintaan, bukan daftar.", "Send one operation in a request, no list."
                ),
            )
        if not 0 < len(given) <= most:
            message = Sentence(
                f"Daftar ini memuat {len(given)} operasi; harus 1 sampai {most}.",
                f"This list has {len(given)} operations; it must have 1 to {most}.",
            )
            sizes = {"limit": most, "actual": len(given)}
            raise http.RefusalError(400, ErrorCode.BATCH_SIZE, message, extensions=sizes)
        return given

    async def execute_operation(  # type: ignore[override]
        self,
        *,
        request: Request,
        request_data: GraphQLRequestData | list[GraphQLRequestData],
        context: Context,
        **given: Any,
    ) -> ExecutionResult | list[ExecutionResult] | SubscriptionExecutionResult:
        """Run one operation, or several one after another, so that the later ones see what the earlier ones did.

        A query ends where whoever asked has left; changes are made to their end.
        """
        given |= {"request": request, "context": context}
        if isinstance(request_data, list):
            asked_by(request.scope).may_have_written = True
            return [await self.execute_single(request_data=each, **given) for each in request_data]
        asked = asked_by(request.scope)
        asked.read(request_data.operation_name, request_data.query)
        if request_data.protocol != "http":
            request.scope[_CONTEXT] = context
            context.resumes = request.headers.get(http.LAST)
            return await super().execute_operation(request_data=request_data, **given)
        meant = self._meant(request_data)
        running = self.execute_single(request_data=request_data, **given)
        if meant is not None and meant[1].operation is not GraphQLOperationType.QUERY:
            asked.may_have_written = True
            return await running
        asked.is_kept = False
        result = await http.unless_left(request, running)
        if meant is not None and not result.errors and context.read_plans.is_complete:
            asked.rests_on = context.read_plans
            is_told = request.method == "GET"  # by Cache-Control
            asked.is_fixed = (
                is_told and context.read_plans.is_of_revisions and is_of_a_revision(self.schema._schema, *meant)
            )
        return result

    async def execute_single(  # type: ignore[override]
        self,
        *,
        request_adapter: AsyncHTTPRequestAdapter,
        request_data: GraphQLRequestData,
        context: Context,
        root_value: None,
        **unused: Any,
    ) -> ExecutionResult:
        """Run one operation.

        Raises
        ------
        RefusalError
            405 for a mutation by GET, 400 where there is no document.
        """
        del unused
        is_get = request_adapter.method == "GET"
        allowed = {OperationType.QUERY} if is_get else {OperationType.QUERY, OperationType.MUTATION}
        try:
            return await self.schema.execute(
                request_data.query,
                variable_values=request_data.variables,
                context_value=context,
                root_value=root_value,
                operation_name=request_data.operation_name,
                allowed_operation_types=allowed,
                operation_extensions=request_data.extensions,
            )
        except InvalidOperationTypeError as error:
            if error.operation_type is OperationType.MUTATION:
                message = Sentence("Perubahan hanya lewat POST, bukan GET.", "Mutations are sent by POST, not by GET.")
                raise http.RefusalError(405, ErrorCode.METHOD_NOT_ALLOWED, message, {"Allow": "POST"}) from error
            message = Sentence(
                "Langganan dibuka lewat WebSocket atau text/event-stream, bukan permintaan biasa.",
                "Subscriptions are opened over WebSocket or as text/event-stream, not by a plain request.",
            )
            refusal = failure(ErrorCode.STREAM_NEEDED, message)
            return PreExecutionError(data=None, errors=[refusal])
        except MissingQueryError as error:
            raise http.RefusalError(
                400, ErrorCode.BAD_REQUEST, Sentence("Permintaan ini tidak memuat query.", "This request has no query.")
            ) from error

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Give what is sent of a result."""
        return http.body(result, http.language(request.headers.get("accept-language")))

    def _stream_result(
        self, request: Request, result: SubscriptionExecutionResult, transport: HTTPStreamTransport
    ) -> AsyncTextStream:
        """Write results as they come; a stream that a client should take up again is cut, and not completed."""

        context: Context = request.scope[_CONTEXT]

        async def written() -> AsyncGenerator[str, None]:
            async for each in result:
                if any((error.extensions or {}).get("code") in PASSING for error in each.errors or ()):
                    return
                event = transport.encode_next(await self.process_result(request, each), self.encode_json_string)
                place = context.place if isinstance(transport, http.Events) else None
                yield event if place is None else http.Events.marked(event, place)
            yield transport.encode_complete()

        def beat() -> str:
            return transport.heartbeat_message(self.encode_json_string)

        return merge_stream_with_heartbeat(
            written, beat, transport.heartbeat_interval, send_initial_heartbeat=transport.send_initial_heartbeat
        )

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """The answer's beginning: its media type and headers, which resolvers may add to."""
        begun = await super().get_sub_response(request)
        begun.media_type = http.accepted(request.headers.get("accept")) or http.JSON
        begun.headers["Vary"] = "Accept, Accept-Language"
        begun.headers["X-Content-Type-Options"] = "nosniff"
        return begun

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        """Make the answer; that of a list of operations is plain JSON, for no one status fits them all."""
        answers = response_data if isinstance(response_data, list) else [response_data]
        media = http.JSON if isinstance(response_data, list) else sub_response.media_type or http.JSON
        code = 200 if isinstance(response_data, list) else http.status(response_data, media)
        code = sub_response.status_code or code
        content, kind = msgspec.json.encode(response_data), f"{media}; charset=utf-8"
        response = Response(content, code, http.retry_after(answers), kind, sub_response.background)
        response.headers.raw.extend(sub_response.headers.raw)
        return response
