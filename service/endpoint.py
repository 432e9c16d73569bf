"""Endpoint: GraphQL over HTTP, and the explorer for browsers at the same address."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.websockets import WebSocket
from strawberry import Schema
from strawberry.asgi import GraphQL

from schema import Context
from service import ide


class Endpoint(GraphQL[Context, None]):
    """Answers queries by POST and GET; a browser that asks for a page gets the explorer."""

    def __init__(self, schema: Schema, context: Context) -> None:
        super().__init__(schema, graphql_ide="graphiql", allow_queries_via_get=True)
        self._context = context

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Every request works with the same store and evaluations."""
        del request, response
        return self._context

    async def render_graphql_ide(self, request: Request) -> Response:
        """The explorer's page."""
        del request
        headers: dict[str, Any] = {"Content-Security-Policy": ide.POLICY, "X-Content-Type-Options": "nosniff"}
        return HTMLResponse(ide.PAGE, headers=headers)
