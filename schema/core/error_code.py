"""Error code: what programs tell the errors of a request by, as `extensions.code`."""

from collections.abc import Mapping
from enum import auto
from typing import Any, Final

from graphql import GraphQLError

from acts.refusal import Code
from graph.sentence import Sentence
from schema.core.described import enumeration
from schema.core.language import Language
from schema.core.standard_error import standard


class ErrorCode(Code):
    """The values of `extensions.code` of errors, over every transport, and of the files of plans."""

    ANSWER_TOO_LARGE = auto()
    BAD_ARGUMENT = auto()
    BAD_DOCUMENT = auto()
    BAD_FRAGMENT = auto()
    BAD_JSON = auto()
    BAD_MULTIPART = auto()
    BAD_REQUEST = auto()
    BAD_VARIABLES = auto()
    BATCH_OFF = auto()
    BATCH_SIZE = auto()
    CROSS_IMPACT_CLOSED = auto()
    CURSOR_GONE = auto()
    DATABASE_DAMAGED = auto()
    DATABASE_FULL = auto()
    DATABASE_GONE = auto()
    DATABASE_LOCKED = auto()
    DATABASE_READ_ONLY = auto()
    DECISION_CONFLICT = auto()
    DOCUMENT_TOO_LARGE = auto()
    DUPLICATE_PLAN = auto()
    DUPLICATE_SCENARIO = auto()
    FORBIDDEN = auto()
    GOING_AWAY = auto()
    HEAD_TOO_LARGE = auto()
    INTERNAL = auto()
    INTROSPECTION_OFF = auto()
    ISSUER_UNREACHABLE = auto()
    MEETING_CLOSED = auto()
    MEETING_MOVED = auto()
    METHOD_NOT_ALLOWED = auto()
    NOTHING_TO_UNDO = auto()
    NOT_ACCEPTABLE = auto()
    NOT_SUPPRESSED = auto()
    OPERATION_UNKNOWN = auto()
    OVERLOADED = auto()
    PERSISTED_ONLY = auto()
    PERSISTED_QUERY_MISMATCH = auto()
    PERSISTED_QUERY_NOT_FOUND = auto()
    PERSISTED_QUERY_NOT_SUPPORTED = auto()
    PREFLIGHT_REQUIRED = auto()
    PROPOSAL_ANSWERED = auto()
    RATE_LIMITED = auto()
    REQUEST_TOO_LARGE = auto()
    REUSED_KEY = auto()
    REVISION_CONFLICT = auto()
    RULE_NOT_SUPPRESSED = auto()
    SCENARIO_MOVED = auto()
    SLOW_CLIENT = auto()
    STREAM_NEEDED = auto()
    SUBSCRIPTION_EXPIRED = auto()
    TIMEOUT = auto()
    TOO_COSTLY = auto()
    TOO_DEEP = auto()
    TOO_MANY_ALIASES = auto()
    TOO_MANY_EXPORTS = auto()
    TOO_MANY_IMPORTS = auto()
    TOO_MANY_PROPOSALS = auto()
    TOO_MANY_REPEATS = auto()
    TOO_MANY_ROOT_FIELDS = auto()
    TOO_MANY_SUBSCRIPTIONS = auto()
    TOO_MANY_TOKENS = auto()
    TOO_SLOW = auto()
    UNAUTHENTICATED = auto()
    UNAVAILABLE = auto()
    UNKNOWN_CROSS_IMPACT = auto()
    UNKNOWN_FILE = auto()
    UNKNOWN_ITEM = auto()
    UNKNOWN_MEETING = auto()
    UNKNOWN_NAME = auto()
    UNKNOWN_PLAN = auto()
    UNKNOWN_PROPOSAL = auto()
    UNKNOWN_REVISION = auto()
    UNKNOWN_ROUND = auto()
    UNKNOWN_SCENARIO = auto()
    UNKNOWN_TASK = auto()
    UNSUPPORTED_MEDIA_TYPE = auto()


MEANINGS: Final[dict[str, str]] = {
    "ANSWER_TOO_LARGE": "The answer held too many values or bytes and was ended; `limit`, `actual`.",
    "BAD_ARGUMENT": "The value of an argument cannot be used.",
    "BAD_DOCUMENT": "The document is no GraphQL, or does not fit the schema.",
    "BAD_FRAGMENT": "Fragments contain each other, or two have one name.",
    "BAD_JSON": "The body, or a parameter, is no JSON.",
    "BAD_MULTIPART": "`operations`, `map` and the files do not fit together.",
    "BAD_REQUEST": "The request is no GraphQL request.",
    "BAD_VARIABLES": "The variables do not fit the document.",
    "BATCH_OFF": "Lists of operations are not answered here.",
    "BATCH_SIZE": "The list holds no operation, or too many; `limit`, `actual`.",
    "CROSS_IMPACT_CLOSED": "The cross-impact round is closed and stays as it is.",
    "CURSOR_GONE": "The cursor is of another list or order, or of an earlier version: begin at the first page.",
    "DATABASE_DAMAGED": "The database is damaged; only its operator can help.",
    "DATABASE_FULL": "The database cannot take more; nothing was stored.",
    "DATABASE_GONE": "The database cannot be reached.",
    "DATABASE_LOCKED": "The database is too busy; nothing was stored. Try again.",
    "DATABASE_READ_ONLY": "The database can only be read; nothing was stored.",
    "DECISION_CONFLICT": "Another decision stands than the one that was seen.",
    "DOCUMENT_TOO_LARGE": "The document has too many bytes; `limit`, `actual`.",
    "DUPLICATE_PLAN": "There is a plan with this slug already.",
    "DUPLICATE_SCENARIO": "There is an open scenario with this name already.",
    "FORBIDDEN": "The user may not do or read this.",
    "GOING_AWAY": "The service is being stopped: connect again and continue.",
    "HEAD_TOO_LARGE": "The address and headers of the request are too large; `limit`, `headers`.",
    "INTERNAL": "A fault of the service.",
    "INTROSPECTION_OFF": "The schema may not be asked for here.",
    "ISSUER_UNREACHABLE": "The token cannot be checked, since its issuer cannot be reached. Try again.",
    "MEETING_CLOSED": "The meeting is closed; it takes addenda only.",
    "MEETING_MOVED": "Someone else changed the meeting meanwhile.",
    "METHOD_NOT_ALLOWED": "The method is not allowed here, such as a mutation by GET.",
    "NOTHING_TO_UNDO": "The plan has no revision to undo.",
    "NOT_ACCEPTABLE": "None of the media types in `Accept` is offered.",
    "NOT_SUPPRESSED": "The finding is not suppressed.",
    "OPERATION_UNKNOWN": "The document has no operation with this name, or several and none was named.",
    "OVERLOADED": "The service is too busy, and did nothing of the request; `retryAfter` in seconds.",
    "PERSISTED_ONLY": "Only trusted documents are answered, and this is none.",
    "PERSISTED_QUERY_MISMATCH": "The hash is not that of the document that was sent with it.",
    "PERSISTED_QUERY_NOT_FOUND": "No trusted document has this hash.",
    "PERSISTED_QUERY_NOT_SUPPORTED": "The service has no trusted documents: send documents, no hashes.",
    "PREFLIGHT_REQUIRED": "Files need a header that pages of other sites cannot set.",
    "PROPOSAL_ANSWERED": "The proposal was answered already.",
    "RATE_LIMITED": "The reader has asked too much of late; `limit`, `actual`, `retryAfter` in seconds.",
    "REQUEST_TOO_LARGE": "The body is too long; `limit`, `actual`.",
    "REUSED_KEY": "The idempotency key was used for another request.",
    "REVISION_CONFLICT": "The plan has changed since the expected revision.",
    "RULE_NOT_SUPPRESSED": "The rule is not switched off in the plan.",
    "SCENARIO_MOVED": "Someone else changed the scenario meanwhile.",
    "SLOW_CLIENT": "The subscriber read too slowly: subscribe again after the last `cursor`.",
    "STREAM_NEEDED": "Subscriptions are opened over WebSocket or as an event stream.",
    "SUBSCRIPTION_EXPIRED": "The subscription was open for as long as may be: connect again and continue.",
    "TIMEOUT": "The operation took too long; `limit`, `actual`.",
    "TOO_COSTLY": "The estimated cost is too high; `limit`, `actual`.",
    "TOO_DEEP": "The document is nested too deeply; `limit`, `actual`.",
    "TOO_MANY_ALIASES": "The document has too many aliases; `limit`, `actual`.",
    "TOO_MANY_EXPORTS": "Too many files are waiting to be made. Try again.",
    "TOO_MANY_IMPORTS": "Too many imports are running; `limit`, `actual`. Try again.",
    "TOO_MANY_PROPOSALS": "Too many proposals wait for an answer.",
    "TOO_MANY_REPEATS": "One name is selected too often in one place; `limit`, `actual`.",
    "TOO_MANY_ROOT_FIELDS": "The operation has too many root fields; `limit`, `actual`.",
    "TOO_MANY_SUBSCRIPTIONS": "Too many subscriptions are open; `limit`, `actual`. Try again.",
    "TOO_MANY_TOKENS": "The document has too many words and signs; `limit`, `actual`.",
    "TOO_SLOW": "The request came too slowly.",
    "UNAUTHENTICATED": "The token lets nobody in, or a sign-in is needed.",
    "UNAVAILABLE": "The database cannot be used.",
    "UNKNOWN_CROSS_IMPACT": "The plan has no such cross-impact round.",
    "UNKNOWN_FILE": "The plan has no such file to download.",
    "UNKNOWN_ITEM": "The meeting has no such item.",
    "UNKNOWN_MEETING": "The plan has no such meeting.",
    "UNKNOWN_NAME": "An argument names nothing; `argument`, `suggestions`.",
    "UNKNOWN_PLAN": "There is no such plan; `suggestions`.",
    "UNKNOWN_PROPOSAL": "The plan has no such proposal.",
    "UNKNOWN_REVISION": "The plan has no such revision.",
    "UNKNOWN_ROUND": "The plan has no evaluation round of the year that the user may read.",
    "UNKNOWN_SCENARIO": "The plan has no such open scenario.",
    "UNKNOWN_TASK": "The plan has no such task.",
    "UNSUPPORTED_MEDIA_TYPE": "The kind, character set or encoding of the body is not read here.",
}
ERROR_CODE = enumeration(ErrorCode, MEANINGS)
_STANDARD: Final = frozenset({ErrorCode.BAD_DOCUMENT, ErrorCode.BAD_VARIABLES})
"""The codes of what graphql-core says itself."""
LONGEST: Final = 1_500
"""Letters of a sentence that is told: whoever sends a long text is not sent all of it again."""
_END: Final = 500
"""Letters of its end, which says what to do."""


def failure(code: ErrorCode, message: Sentence, **more: object) -> GraphQLError:
    """Make an error of a request.

    Parameters
    ----------
    code
        What programs tell it by.
    message
        The sentence for people: what is wrong and what to do.
    more
        What else programs are told in ``extensions``.
    """
    return GraphQLError(message, extensions={"code": code, **more})


def invalid(message: Sentence) -> GraphQLError:
    """Make the error for an argument that cannot be used; the message tells its writer how to correct it."""
    return failure(ErrorCode.BAD_ARGUMENT, message)


def spoken(text: str, language: Language) -> str:
    """Give a sentence in a language, any other text as it is; of a very long one its beginning and its end."""
    said = (text.en if language is Language.EN else text.id) if isinstance(text, Sentence) else text
    return said if len(said) <= LONGEST else f"{said[: LONGEST - _END]} … {said[-_END:]}"


def error_in(error: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Give an error, as it is sent, with its sentence in a language."""
    said: str = error["message"]
    if not isinstance(said, Sentence) and (error.get("extensions") or {}).get("code") in _STANDARD:
        said = standard(said)
    return {**error, "message": spoken(said, language)}
