"""Answer: what of a result is sent, and with which status code."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphql import GraphQLError
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from graph.sentence import Sentence
from schema.core import ErrorCode, Language, error_in
from schema.request import UNAVAILABLE
from service.http.media import GRAPHQL

_STATUS: Final[Mapping[str, int]] = {ErrorCode.TIMEOUT: 503, ErrorCode.INTERNAL: 500, ErrorCode.RATE_LIMITED: 429}
"""Status of an operation that was not answered, by the code of its first error; 400 for all others."""
_OURS: Final = Sentence(
    "Terjadi kesalahan di pihak kami; permintaan ini tidak dijawab.",
    "Something went wrong on our side; this request is not answered.",
)


def body(result: ExecutionResult, chosen: Language = Language.ID) -> GraphQLHTTPResponse:
    """Give what is sent of a result.

    An operation that did not run has no ``data``: where it was refused before, where it was stopped, and where its
    variables did not fit. An operation that ran has it, even where an error took all of it away.
    """
    found: GraphQLHTTPResponse = {}
    if result.errors:
        code = ErrorCode.BAD_DOCUMENT if isinstance(result, PreExecutionError) else ErrorCode.BAD_VARIABLES
        found["errors"] = [error_in(_shown(error, code), chosen) for error in result.errors]
    if not _is_unanswered(result):
        found["data"] = result.data
    if result.extensions:
        found["extensions"] = result.extensions
    return found


def _is_unanswered(result: ExecutionResult) -> bool:
    errors = result.errors or []
    nowhere = bool(errors) and all(error.path is None for error in errors)
    return isinstance(result, PreExecutionError) or (result.data is None and nowhere)


def _shown(error: GraphQLError, code: ErrorCode) -> dict[str, Any]:
    """What is said of an error; of our own faults only that they are ours.

    What graphql-core itself refuses before anything runs has no code of its own: it gets the one that is given.
    """
    cause = error.original_error
    if error.path is None and cause is not None and not isinstance(cause, GraphQLError | ValueError):
        return {"message": _OURS, "extensions": {"code": ErrorCode.INTERNAL}}
    if error.path is None and not (error.extensions or {}).get("code"):
        return {**error.formatted, "extensions": {**(error.extensions or {}), "code": code}}
    return {**error.formatted}


def status(answer: GraphQLHTTPResponse, media: str) -> int:
    """Give the status code of an answer to a well-formed request.

    Where nothing could be answered because the database cannot be used it is 503, of either type: whoever stands in
    between must neither keep that nor count it as well done. Else plain JSON is 200 whatever happened: its readers
    cannot tell our answer from that of a server in between. The newer type says more: 200 where the operation ran,
    with or without errors; 400 where it was refused; 503 where it was stopped for taking too long, 429 where
    its reader has asked too much of late.
    """
    codes = [_code(each) for each in answer.get("errors") or ()]
    is_nothing = not any(each is not None for each in (answer.get("data") or {}).values())
    if is_nothing and not UNAVAILABLE.isdisjoint(codes):
        return 503
    if media != GRAPHQL or "data" in answer:
        return 200
    return _STATUS.get(codes[0] if codes else "", 400)


def retry_after(answers: Sequence[GraphQLHTTPResponse]) -> dict[str, str]:
    """Give the header that names the seconds after which all of some answers may be asked again; none where none has to
    wait.
    """
    errors = (error for answer in answers for error in answer.get("errors") or ())
    seconds = [each["retryAfter"] for each in map(_extensions, errors) if "retryAfter" in each]
    return {"Retry-After": str(max(seconds))} if seconds else {}


def _code(error: object) -> str:
    return str(_extensions(error).get("code"))


def _extensions(error: object) -> Mapping[str, Any]:
    return (error.get("extensions") if isinstance(error, dict) else None) or {}
