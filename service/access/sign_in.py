"""Sign-in: from the Authorization header of a request to who asks and what they may do."""

import hashlib
import hmac
from typing import Final

from starlette.requests import HTTPConnection

from acts import ANONYMOUS, EVERYWHERE, STRANGER, Actor, Role
from graph.sentence import Sentence
from graph.store import StoreError
from graph.store.token import ALL_REGIONS, MARK, RefusedToken, Tokens
from schema.core import failure
from schema.request import code_of
from service.access.choice import AccessChoice
from service.access.oidc import Issuer
from service.access.refusal import NotSignedInError
from service.access.slowing import Slowing
from service.http import RefusalError, address

ADMINISTRATOR: Final = "administrator"
"""What the bearer of the token in the environment is called in history."""


class SignIn:
    """Tells who asks, by a local token, a token of the trusted issuer, or the one token of the environment."""

    def __init__(self, tokens: Tokens, choice: AccessChoice | None = None, slowing: Slowing | None = None) -> None:
        self._tokens = tokens
        self._slowing = slowing or Slowing()
        self.choice = choice or AccessChoice()
        self.unknown = ANONYMOUS if self.choice.reading_open else STRANGER
        """Who asks without an Authorization."""
        self._own = _digest(self.choice.token) if self.choice.token else None
        self._issuer = Issuer(self.choice.oidc) if self.choice.oidc else None

    async def asker(self, request: HTTPConnection) -> Actor:
        """Give who asks, by a request.

        Raises
        ------
        RefusalError
            As ``actor``.
        """
        return await self.actor(authorization(request), address(request))

    async def actor(self, authorization: str | None, address: str | None = None) -> Actor:
        """Give who asks, by what the request says of itself and the address from which it comes.

        Raises
        ------
        NotSignedInError
            Where there is an Authorization, but one that lets nobody in.
        IssuerUnreachableError
            Where it is the issuer's and its keys cannot be had.
        RefusalError
            503 where the database cannot be used; 429 where too many wrong tokens came from the address.
        """
        try:
            return await self._actor(authorization)
        except NotSignedInError:
            await self._slowing.wrong(address)
            raise

    async def _actor(self, authorization: str | None) -> Actor:
        if authorization is None:
            return self.unknown
        scheme, _, text = authorization.strip().partition(" ")
        text = text.strip()
        if scheme.lower() != "bearer" or not text or " " in text:
            raise NotSignedInError(
                Sentence(
                    "Kepala Authorization harus berbunyi: Bearer, spasi, lalu token.",
                    "The header Authorization must read: Bearer, a space, then the token.",
                ),
                "invalid_request",
            )
        if self._own is not None and hmac.compare_digest(_digest(text), self._own):
            return Actor(name=ADMINISTRATOR, roles={EVERYWHERE: Role.ADMINISTRATOR})
        if self._issuer is not None and text.count(".") == 2 and not text.startswith(MARK):
            return await self._issued(self._issuer, text)
        return await self._local(text)

    async def confirm(self, authorization: str) -> None:
        """Ask again of someone who signed in whether what they came with still lets them in.

        Raises
        ------
        GraphQLError
            With code ``UNAUTHENTICATED`` where its token was revoked or has expired; with that of the refusal where it
            cannot be told now.
        """
        try:
            await self.actor(authorization)
        except RefusalError as refused:
            raise failure(refused.code, refused.message) from refused

    async def _issued(self, issuer: Issuer, text: str) -> Actor:
        try:
            return await issuer.actor(text)
        except NotSignedInError as refused:
            await self._tokens.refused.unknown(text, str(refused))
            raise

    async def _local(self, text: str) -> Actor:
        try:
            token = await self._tokens.bearer(text)
        except RefusedToken as refused:
            raise NotSignedInError(refused.message) from refused
        except StoreError as error:
            raise RefusalError(503, code_of(type(error)), error.message) from error
        region = EVERYWHERE if token.region_code == ALL_REGIONS else token.region_code
        return Actor(name=token.name, roles={region: Role[token.role.name]}, opds=frozenset(token.opds))


def authorization(request: HTTPConnection) -> str | None:
    """Give what a request says of who asks; None where it says nothing."""
    return ", ".join(request.headers.getlist("authorization")) if "authorization" in request.headers else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="replace")).digest()
