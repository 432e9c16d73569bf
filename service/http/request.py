"""Request: what a well-formed GraphQL request over HTTP is; everything else is refused with a reason."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from starlette.datastructures import Headers
from starlette.types import Message, Receive
from strawberry.http import GraphQLRequestData, GraphQLRequestProtocol

from graph.sentence import Sentence, untranslated
from schema.core import ErrorCode
from schema.limit import Limits
from schema.limit.error import GREATEST, number
from service.http.media import EVENTS, GRAPHQL, JSON, media_type
from service.http.refusal import RefusalError

MULTIPART: Final = "multipart/form-data"
REVISION_TOKEN: Final = "Revision-Token"  # noqa: S105 - it lets nobody in
"""By which a client says up to what it has written (``service/revision_token.py``)."""
PREFLIGHT: Final = ("graphql-require-preflight", "x-requested-with", "apollo-require-preflight")
"""Headers that a page of another site cannot set without asking us first (CORS preflight), whatever their value."""
_KINDS: Final = {"query": str, "operationName": str, "documentId": str, "variables": dict, "extensions": dict}
_WORDS: Final = {str: Sentence("teks", "a text"), dict: Sentence("objek", "an object")}


def check_body(headers: Headers, limits: Limits, *, uploads: bool) -> int:
    """Let a POST through whose body is of a kind that we read and not too long; give how long it may be.

    Forms and plain text are what a page of another site can send with the reader's cookies and without asking. So
    they are no GraphQL here, and files come only with a header that such a page cannot set.

    Raises
    ------
    RefusalError
        415 for another kind of body, 403 for files without that header, 413 for a body that is too long.
    """
    name, parameters = media_type(headers.get("content-type", ""))
    if name == MULTIPART and uploads:
        if not any(header in headers for header in PREFLIGHT):
            message = Sentence(
                f"Kiriman berkas memerlukan kepala {' atau '.join(('GraphQL-Require-Preflight', 'X-Requested-With'))}.",
                "Files need the header GraphQL-Require-Preflight or X-Requested-With.",
            )
            raise RefusalError(403, ErrorCode.PREFLIGHT_REQUIRED, message)
        most = limits.upload
    elif name == JSON:
        most = limits.body
    else:
        message = Sentence(
            f"Content-Type harus {JSON}, bukan {name or 'kosong'}.",
            f"Content-Type must be {JSON}, not {name or 'empty'}.",
        )
        raise RefusalError(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message, {"Accept-Post": JSON})
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        message = Sentence(
            f"Isi permintaan dikirim apa adanya, tanpa Content-Encoding {encoding}.",
            f"Send the body as it is, without Content-Encoding {encoding}.",
        )
        raise RefusalError(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message, {"Accept-Encoding": "identity"})
    if name == JSON and parameters.get("charset", "utf-8") not in {"utf-8", "utf8"}:
        message = Sentence(
            f"Isi permintaan harus UTF-8, bukan {parameters['charset']}.",
            f"The body must be UTF-8, not {parameters['charset']}.",
        )
        raise RefusalError(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message, {"Accept-Post": JSON})
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) > most:
        raise _too_large(most, int(length))
    return most


def _too_large(most: int, actual: int, *, at_least: bool = False) -> RefusalError:
    actual = min(actual, GREATEST)
    least = Sentence("paling sedikit ", "at least ") if at_least else untranslated("")
    message = Sentence(
        f"Isi permintaan ini {least}{number(actual)} byte; paling banyak {number(most)}.",
        f"The body of this request has {least.en}{actual:,} bytes; at most {most:,}.",
    )
    extensions = {"limit": most, "actual": actual}
    return RefusalError(413, ErrorCode.REQUEST_TOO_LARGE, message, {"Connection": "close"}, extensions)


def bounded(receive: Receive, most: int) -> Receive:
    """Receive a body up to so many bytes; more raise a ``RefusalError`` with 413, whatever the headers promised."""
    received = 0

    async def receiving() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise _too_large(most, received, at_least=True)
        return message

    return receiving


_BODY: Final = Sentence("Isi permintaan", "The body")


def not_acceptable() -> RefusalError:
    """Refuse a client that reads no type of ours."""
    message = Sentence(
        f"Jawaban hanya ada sebagai {GRAPHQL} atau {JSON}, langganan juga sebagai {EVENTS}.",
        f"Answers come only as {GRAPHQL} or {JSON}, subscriptions as {EVENTS} as well.",
    )
    return RefusalError(406, ErrorCode.NOT_ACCEPTABLE, message)


def read_json(text: bytes | str, what: Sentence = _BODY) -> object:
    """Read JSON in UTF-8.

    Raises
    ------
    RefusalError
        400 where it is none.
    """
    if isinstance(text, bytes):
        text = text.removeprefix(BOM_UTF8)  # some clients begin with one, and readers may ignore it (RFC 8259)
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        why = _why(error)
        message = Sentence(f"{what} bukan JSON yang benar: {why.id}.", f"{what.en} is no JSON: {why.en}.")
        raise RefusalError(400, ErrorCode.BAD_JSON, message) from error


def read_query(parameters: Mapping[str, str | None]) -> dict[str, object]:
    """Read the parameters of a GET: variables and extensions are JSON, and empty ones are as if they were not there.

    Raises
    ------
    RefusalError
        400 where they are no JSON.
    """
    given: dict[str, object] = {key: value for key, value in parameters.items() if value}
    for key in ("variables", "extensions"):
        if isinstance(value := given.get(key), str):
            given[key] = read_json(value, untranslated(key))
    return given


def read_operation(given: object, protocol: GraphQLRequestProtocol = "http") -> GraphQLRequestData:
    """Read one operation: its document or the document's identifier, its name, variables and extensions.

    Raises
    ------
    RefusalError
        400 where a part is of another kind than it must be, or there is no document.
    """
    if not isinstance(given, dict):
        raise RefusalError(
            400,
            ErrorCode.BAD_REQUEST,
            Sentence(
                "Isi permintaan harus satu objek JSON dengan query.", "The body must be one JSON object with a query."
            ),
        )
    found: dict[str, Any] = {}
    for key, kind in _KINDS.items():
        found[key] = given.get(key)
        if found[key] is not None and not isinstance(found[key], kind):
            raise RefusalError(
                400,
                ErrorCode.BAD_REQUEST,
                Sentence(f"{key} harus {_WORDS[kind]} atau null.", f"{key} must be {_WORDS[kind].en} or null."),
            )
    extensions = found["extensions"] or {}
    if found["documentId"] is not None:
        extensions = {**extensions, "persistedQuery": {"version": 1, "sha256Hash": found["documentId"]}}
    if found["query"] is None and "persistedQuery" not in extensions:
        raise RefusalError(
            400, ErrorCode.BAD_REQUEST, Sentence("Permintaan ini tidak memuat query.", "This request has no query.")
        )
    return GraphQLRequestData(
        query=found["query"],
        variables=found["variables"],
        operation_name=found["operationName"],
        extensions=extensions or None,
        protocol=protocol,
    )


def _why(error: Exception) -> Sentence:
    """What makes a text no JSON, as msgspec says it."""
    said = str(error)
    byte = said.rpartition("(byte ")[2].removesuffix(")")
    if isinstance(error, RecursionError):
        return Sentence("bersusun terlalu dalam", "it is nested too deeply")
    if isinstance(error, UnicodeDecodeError) or "utf-8" in said.lower():
        return Sentence("bukan UTF-8", "it is not UTF-8")
    if "truncated" in said:
        return Sentence("berakhir sebelum lengkap", "it ends too early")
    if "out of range" in said:
        return Sentence("memuat bilangan yang terlalu besar", "it has a number that is too great")
    if byte.isdecimal():
        return Sentence(f"ada yang tidak pada tempatnya di byte {byte}", f"byte {byte} is out of place")
    return untranslated(said.rstrip("."))
