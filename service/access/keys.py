"""Keys: an issuer's public keys, kept, and asked for again when it signs with one that we have not seen."""

import asyncio
import logging
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Final

from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from service.access.choice import check_address, is_here
from service.access.public import fetch
from service.access.refusal import IssuerUnreachableError

FRESH_SECONDS: Final = 600
"""How long keys are trusted before the issuer is asked whether they still stand."""
STALE_SECONDS: Final = 86_400
"""How long keys are trusted while the issuer cannot be reached."""
PAUSE_SECONDS: Final = 60
"""The issuer is asked at most once in this time, whatever tokens come."""
_LOG: Final = logging.getLogger("sinergi.access")
_DISCOVERY: Final = "/.well-known/openid-configuration"


class Keys:
    """The keys of an issuer, found by OpenID Connect Discovery."""

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic, *, private: bool = False) -> None:
        self._issuer = issuer
        self._private = private or is_here(issuer)
        self._clock = clock
        self._keys: dict[str | None, PyJWK] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self._turn = asyncio.Lock()

    async def find(self, id_: str | None) -> PyJWK | None:
        """Give the key of an id; of a token that names none, the only key; None where there is no such key.

        Raises
        ------
        IssuerUnreachableError
            Where no keys can be had that are still to be trusted.
        """
        if self._found(id_) is None or self._is_older(FRESH_SECONDS):
            async with self._turn:  # those who wait here find what the first one fetched
                if (self._found(id_) is None or self._is_older(FRESH_SECONDS)) and self._may_ask():
                    await self._fetch()
        if self._is_older(STALE_SECONDS):
            raise IssuerUnreachableError(PAUSE_SECONDS)
        return self._found(id_)

    def _found(self, id_: str | None) -> PyJWK | None:
        if id_ is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return None if id_ is None else self._keys.get(id_)

    def _is_older(self, seconds: float) -> bool:
        return self._fetched is None or self._clock() - self._fetched > seconds

    def _may_ask(self) -> bool:
        return self._tried is None or self._clock() - self._tried >= PAUSE_SECONDS

    async def _fetch(self) -> None:
        self._tried = self._clock()
        try:
            self._keys = await asyncio.to_thread(_read, self._issuer, self._private)
        except (PyJWTError, OSError, HTTPException, ValueError) as error:
            _LOG.warning("the keys of %s cannot be had: %s", self._issuer, error)
            return  # what we have counts until it is stale
        self._fetched = self._clock()


def _read(issuer: str, private: bool) -> dict[str | None, PyJWK]:
    described = fetch(issuer.rstrip("/") + _DISCOVERY, private=private)
    if not isinstance(described, dict) or described.get("issuer") != issuer:
        raise ValueError("the issuer describes itself by another name")
    address = str(described.get("jwks_uri"))
    check_address(address, "jwks_uri")
    found = fetch(address, private=private)
    if not isinstance(found, dict):
        raise ValueError("the issuer's keys are no JSON object")
    return {key.key_id: key for key in PyJWKSet.from_dict(found).keys if key.public_key_use in {"sig", None}}
