"""Definition: the schema's text at an address, for tools that make code of it."""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from graph.sentence import Sentence
from schema import sdl
from schema.core import ErrorCode
from service import http

PATH: Final = "/schema.graphql"
"""Where the schema's text is."""
_text: Final = cache(sdl)


def definition(*, is_open: bool) -> Callable[[Request], Awaitable[Response]]:
    """Give what answers with the schema's text, where the schema may be asked for."""

    async def answer(request: Request) -> Response:
        """The schema's text."""
        if not is_open:
            return http.RefusalError(
                404,
                ErrorCode.INTROSPECTION_OFF,
                Sentence("Skema tidak dibuka di layanan ini.", "The schema is not open at this service."),
            ).response(chosen=http.language(request.headers.get("accept-language")))
        response = Response(_text(), media_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})
        return http.revalidated(request, response, is_open=True)

    return answer
