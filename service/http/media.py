"""Media: which media types a client can read, and which of ours it gets."""

from collections.abc import Iterator
from email.message import Message
from functools import lru_cache
from typing import Final, NamedTuple

GRAPHQL: Final = "application/graphql-response+json"
"""A GraphQL answer whose status code says whether the operation ran."""
JSON: Final = "application/json"
"""A GraphQL answer whose status code says only whether the request was well-formed; also the type of requests."""
EVENTS: Final = "text/event-stream"
"""A stream of answers as server-sent events."""
HTML: Final = "text/html"
"""A page for people."""


class MediaType(NamedTuple):
    """A media type with its parameters, all in lower case."""

    name: str
    parameters: dict[str, str]


@lru_cache(256)
def media_type(header: str) -> MediaType:
    """Read a Content-Type, or one part of an Accept.

    >>> media_type('Application/JSON; charset="UTF-8"')
    MediaType(name='application/json', parameters={'charset': 'utf-8'})
    """
    message = Message()
    message["content-type"] = header
    found = message.get_params() or [("", "")]
    return MediaType(found[0][0].strip().lower(), {key.lower(): value.lower() for key, value in found[1:]})


class _Range(NamedTuple):
    """A part of an Accept header."""

    name: str
    quality: float


def _ranges(accept: str) -> Iterator[_Range]:
    for part in accept.split(","):
        name, parameters = media_type(part)
        if parameters.get("charset", "utf-8") in {"utf-8", "utf8"}:
            yield _Range(name, _quality(parameters.get("q", "1")))


def qualities(accept: str) -> Iterator[tuple[str, float]]:
    """Give what a header of preferences names, each with its quality.

    >>> list(qualities("en-GB, id;q=0.5"))
    [('en-gb', 1.0), ('id', 0.5)]
    """
    for part in accept.split(","):
        name, parameters = media_type(part)
        yield name, _quality(parameters.get("q", "1"))


def _quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0


@lru_cache(256)
def names(accept: str, name: str) -> bool:
    """Say whether an Accept header names a media type itself, not only a wildcard that it falls under.

    >>> names("text/html,*/*;q=0.8", HTML), names("*/*", HTML)
    (True, False)
    """
    return any(each.name == name and each.quality > 0 for each in _ranges(accept))


@lru_cache(256)
def accepted(accept: str | None) -> str | None:
    """Choose the media type of an answer; None where the client can read none of ours.

    The client's order of quality decides. Where it does not care, a client that names both gets the newer type, and
    one that takes anything gets plain JSON, which everyone can read.

    >>> accepted("application/json;q=0.9, application/graphql-response+json")
    'application/graphql-response+json'
    >>> accepted("*/*"), accepted(None), accepted("image/png")
    ('application/json', 'application/json', None)
    """
    if accept is None or not accept.strip():
        return JSON
    return _best(accept)[1]


MULTIPART_STREAM: Final = "multipart/mixed"
"""A stream of answers as Apollo's clients read it, where its parameters say so."""


@lru_cache(256)
def stream(accept: str | None) -> str | None:
    """Choose the media type of a subscription's stream, by quality and then by order; None where none is taken.

    >>> stream("application/json, multipart/mixed;subscriptionSpec=1.0, text/event-stream;q=0.9")
    'multipart/mixed'
    >>> stream("application/json, text/event-stream, multipart/mixed;deferSpec=20220824")
    'text/event-stream'
    >>> stream("application/json, multipart/mixed")
    """
    best: tuple[float, str | None] = (0.0, None)
    for part in (accept or "").split(","):
        name, parameters = media_type(part)
        is_ours = name == EVENTS or (
            name == MULTIPART_STREAM and parameters.get("subscriptionspec", "").startswith("1.0")
        )
        if is_ours and (quality := _quality(parameters.get("q", "1"))) > best[0]:
            best = (quality, name)
    return best[1]


@lru_cache(256)
def prefers(accept: str | None, name: str) -> bool:
    """Say whether a client would rather read a type that it names than JSON, or can read no JSON of ours.

    >>> prefers("text/event-stream", "text/event-stream")
    True
    >>> prefers("text/event-stream, application/json", "text/event-stream")
    False
    >>> prefers("text/event-stream, application/json;q=0.9", "text/event-stream")
    True
    """
    if accept is None:
        return False
    return max((each.quality for each in _ranges(accept) if each.name == name), default=0.0) > _best(accept)[0]


def _best(accept: str) -> tuple[float, str | None]:
    """The JSON that a client likes best, and how much."""
    ranges = list(_ranges(accept))
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen: str | None = None
    for offered in (JSON, GRAPHQL):
        exact = [each.quality for each in ranges if each.name == offered]
        wild = [each.quality for each in ranges if each.name == "application/*"]
        any_ = [each.quality for each in ranges if each.name == "*/*"]
        for specificity, qualities in ((3, exact), (2, wild), (1, any_)):
            if qualities:
                rank = (max(qualities), specificity, int(specificity == 3 and offered == GRAPHQL))
                if rank[0] > 0 and rank > best:
                    best, chosen = rank, offered
                break
    return best[0], chosen
