"""Uploads: who may send files, and how many at the same time, asked before any of them is taken in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from acts import Actor, Operation, may_somewhere
from graph.sentence import Sentence
from schema import Context
from schema.core import ErrorCode
from schema.request import RETRY_SECONDS, Full, Places, reader
from service import http
from service.access import NotSignedInError, SignIn


class Uploads:
    """The requests with files that are being taken in or carried out."""

    def __init__(self, context: Context, sign_in: SignIn | None) -> None:
        """Begin with none; where nobody tells who asks, everyone is whom the context names, and may send."""
        limits = context.live.limits
        self._actor = context.actor
        self._sign_in = sign_in
        self._places = Places(limits.uploads, limits.uploads_per_reader)

    @asynccontextmanager
    async def place(self, request: Request) -> AsyncIterator[None]:
        """Have a place for a request with files until it is answered.

        Raises
        ------
        RefusalError
            401 where its sender did not sign in, 403 where they have no right to import, 503 where too many are sent.
        """
        actor = self._actor if self._sign_in is None else await self._sign_in.asker(request)
        if self._sign_in is not None:
            _check(request, actor)
        try:
            with self._places.place(reader(actor, http.address(request))):
                yield
        except Full as full:
            message = Sentence(
                f"Sudah {full.actual} kiriman berkas sedang diterima. Coba lagi sebentar lagi.",
                f"{full.actual} requests with files are being taken in already. Try again in a moment.",
            )
            headers, sizes = {"Retry-After": str(RETRY_SECONDS)}, {"limit": full.limit, "actual": full.actual}
            raise http.RefusalError(503, ErrorCode.TOO_MANY_IMPORTS, message, headers, sizes) from full


def _check(request: Request, actor: Actor) -> None:
    """Refuse files of someone who may import nowhere.

    Raises
    ------
    RefusalError
        401 where they did not sign in, else 403.
    """
    if may_somewhere(actor, Operation.IMPORT):
        return
    if "authorization" not in request.headers:
        message = Sentence(
            "Berkas hanya diterima dari yang masuk lebih dulu.", "Files are taken only from those who signed in."
        )
        raise NotSignedInError(message, "invalid_request")
    message = Sentence("Anda tidak berhak memuat berkas.", "You may not import files.")
    raise http.RefusalError(403, ErrorCode.FORBIDDEN, message)
