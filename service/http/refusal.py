"""Refusal: a request that is no GraphQL request, or not one that is answered here."""

from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from graph.sentence import Sentence
from schema.core import ErrorCode, Language, spoken
from service.http.media import JSON


class RefusalError(Exception):
    """Ends a request with a status code, a code for programs and a sentence for people."""

    def __init__(
        self,
        status: int,
        code: ErrorCode,
        message: Sentence,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.extensions = extensions or {}

    def response(self, media: str = JSON, chosen: Language = Language.ID) -> Response:
        """Make the answer: a GraphQL answer with one error and no data."""
        body = {
            "errors": [{"message": spoken(self.message, chosen), "extensions": {"code": self.code, **self.extensions}}]
        }
        headers = {"Vary": "Accept, Accept-Language", "X-Content-Type-Options": "nosniff", **self.headers}
        return Response(msgspec.json.encode(body), self.status, headers, f"{media}; charset=utf-8")
