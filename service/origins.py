"""Origins: pages of which other sites may ask the service from a browser."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from service.http import LAST, PREFLIGHT, REVISION_TOKEN

ORIGINS: Final = "SINERGI_ORIGINS"
HOSTS: Final = "SINERGI_HOSTS"
_SENT: Final = ("authorization", "content-type", "if-none-match", REVISION_TOKEN, LAST, *PREFLIGHT)
"""Headers that such a page may send, beside those that all may."""
_READ: Final = ("ETag", "Retry-After", REVISION_TOKEN, "WWW-Authenticate", "X-Request-Id")
"""Headers of answers that such a page may read, beside those that all may."""
_SECONDS: Final = 600
"""How long a browser may keep what it was told of this."""


def origins(environment: Mapping[str, str]) -> frozenset[str]:
    """Read the origins of pages that may ask: those of others, and the service's own names behind a proxy.

    >>> sorted(origins({"SINERGI_ORIGINS": "https://a.go.id, http://localhost:5173", "SINERGI_HOSTS": "b.go.id"}))
    ['http://b.go.id', 'http://localhost:5173', 'https://a.go.id', 'https://b.go.id']

    Raises
    ------
    ValueError
        Where one is no origin; the sentence says which.
    """
    found = {_origin(each, ORIGINS) for each in listed(environment, ORIGINS)}
    for each in listed(environment, HOSTS):
        found |= {_origin(f"{scheme}://{each}", HOSTS) for scheme in ("https", "http")}
    return frozenset(found)


def listed(environment: Mapping[str, str], name: str) -> list[str]:
    """Give the entries of a setting that is a list."""
    return [each.strip() for each in environment.get(name, "").split(",") if each.strip()]


def _origin(written: str, name: str) -> str:
    parts = urlsplit(written.lower())
    try:
        is_origin = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_origin = False
    if not is_origin or written.lower() != f"{parts.scheme}://{parts.netloc}" or {"*", "@", " "} & set(written):
        raise ValueError(f"{name} harus daftar seperti https://dasbor.kota.go.id, dipisah koma, bukan {written!r}.")
    return written.lower()


def shared(app: ASGIApp, allowed: frozenset[str]) -> ASGIApp:
    """Let pages of these origins ask an application, without cookies; any other page stays shut out by its browser."""
    if not allowed:
        return app
    return CORSMiddleware(
        app,
        allow_origins=sorted(allowed),
        allow_methods=["GET", "POST"],
        allow_headers=_SENT,
        expose_headers=_READ,
        max_age=_SECONDS,
    )
