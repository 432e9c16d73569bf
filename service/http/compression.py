"""Compression: answers are sent smaller to those who can read them so."""

import gzip
from functools import lru_cache
from typing import Final

import zstandard
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, IdentityResponder
from starlette.types import ASGIApp, Receive, Scope, Send

LEAST: Final = 500
"""Bytes below which compressing is not worth it."""
OFFERED: Final = ("zstd", "gzip")
ZSTD_LEVEL: Final = 3
GZIP_LEVEL: Final = 6


class Compression:
    """Compresses answers with Zstandard or gzip, as the client asks by Accept-Encoding; event streams are let be."""

    def __init__(self, app: ASGIApp, least: int = LEAST) -> None:
        self._app = app
        self._least = least
        self._gzip = GZipMiddleware(app, minimum_size=least, compresslevel=GZIP_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chosen = encoding(Headers(scope=scope).get("accept-encoding", ""), OFFERED)
        if chosen == "zstd":
            await _Zstandard(self._app, self._least)(scope, receive, send)
        elif chosen == "gzip":
            await self._gzip(scope, receive, send)
        else:
            await IdentityResponder(self._app, self._least)(scope, receive, send)


class _Zstandard(IdentityResponder):
    """One answer in Zstandard, whole or piece by piece."""

    content_encoding = "zstd"

    def __init__(self, app: ASGIApp, least: int) -> None:
        super().__init__(app, least)
        self._compressor: zstandard.ZstdCompressionObj | None = None

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """Compress a piece; each can be read as soon as it comes."""
        if self._compressor is None and not more_body:
            return zstandard.compress(body, ZSTD_LEVEL)
        if self._compressor is None:
            self._compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj()
        flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK if more_body else zstandard.COMPRESSOBJ_FLUSH_FINISH
        return self._compressor.compress(body) + self._compressor.flush(flush)


def compressed(body: bytes, encoding: str) -> bytes:
    """Compress an answer as a whole, the same way as where it is compressed on its way."""
    if encoding == "zstd":
        return zstandard.compress(body, ZSTD_LEVEL)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def form(accept: str, length: int) -> str | None:
    """Say how an answer of so many bytes is sent to a client; None where it is sent as it is."""
    return encoding(accept, OFFERED) if accept and length >= LEAST else None


@lru_cache(256)
def encoding(accept: str, offered: tuple[str, ...]) -> str | None:
    """Choose an encoding of those that a client can read; None where it wants none.

    >>> encoding("gzip, deflate, br, zstd", ("zstd", "gzip")), encoding("gzip;q=1, zstd;q=0", ("zstd", "gzip"))
    ('zstd', 'gzip')
    >>> encoding("identity", ("zstd", "gzip")) is None
    True
    """
    given: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _, quality = part.partition(";")
        try:
            given[name.strip()] = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            given[name.strip()] = 0.0
    ranked = {name: given.get(name, given.get("*", 0.0)) for name in offered}
    best = max(ranked.values(), default=0.0)
    return next((name for name, quality in ranked.items() if quality == best), None) if best > 0 else None
