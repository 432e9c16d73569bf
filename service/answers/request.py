"""Request: what a request brings that its answer depends on, as it came, byte for byte."""

import hashlib
from typing import Final

from starlette.types import Scope

Parts = tuple[bytes | str | None, ...]
"""Equal parts mean equal requests, save for who asks, which the digest of their Authorization only stands for."""
LONGEST: Final = 16_384
"""Bytes of a request that is looked for as it came."""
READ: Final = (b"accept", b"accept-encoding", b"content-length", b"content-type", b"if-none-match")
"""The headers that are read on the way to an answer, beside Authorization; what others say changes no kept answer."""
AUTHORIZATION: Final = b"authorization"
_PLACES: Final = {name: place for place, name in enumerate((AUTHORIZATION, *READ), 2)}
_BESIDE: Final = 512
"""About how many bytes a request takes beside what it brings: tuple, headers of its answer, places in tables."""


def parts(scope: Scope) -> Parts | None:
    """Give what is in a request before its body; None where it is none that is answered as one before it.

    A header that comes twice makes it none: what it then means is not decided here.
    """
    method = scope["method"]
    if method not in {"GET", "POST"}:
        return None
    found: list[bytes | str | None] = [method, scope["query_string"], *(None for _ in _PLACES)]
    for name, value in scope["headers"]:
        place = _PLACES.get(name)
        if place is not None:
            if found[place] is not None:
                return None
            # a token is not kept in memory for longer than it takes to look at it
            found[place] = hashlib.sha256(value).digest() if name == AUTHORIZATION else value
    return tuple(found)


def is_signed(request: Parts) -> bool:
    """Say whether a request comes with an Authorization."""
    return request[_PLACES[AUTHORIZATION]] is not None


def size(request: Parts) -> int:
    """About how many bytes are taken by what a request brings."""
    return _BESIDE + sum(map(len, filter(None, request)))
