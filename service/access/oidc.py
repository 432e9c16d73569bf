"""OIDC: who someone is by a token (JWT) of the trusted issuer."""

import re
from collections.abc import Mapping
from typing import Final

import jwt
from jwt.exceptions import (
    ExpiredSignatureError,
    ImmatureSignatureError,
    InvalidAudienceError,
    InvalidIssuerError,
    PyJWTError,
)

from acts import EVERYWHERE, Actor, Role
from graph.sentence import Sentence
from service.access.choice import OidcChoice
from service.access.keys import Keys
from service.access.refusal import NotSignedInError

ALGORITHMS: Final = ("RS256", "ES256")
LEEWAY: Final = 30
"""Seconds by which the issuer's clock and ours may differ."""
LONGEST_NAME: Final = 100
_ROLES: Final[Mapping[str, Role]] = {role.name.lower(): role for role in Role}
_KEY_TYPE: Final = {"RS256": "RSA", "ES256": "EC"}
_SENTENCES: Final[tuple[tuple[type[PyJWTError], Sentence], ...]] = (
    (
        ExpiredSignatureError,
        Sentence(
            "Masa berlaku token sudah lewat. Masuklah lagi pada penerbitnya.",
            "The token has expired. Sign in again at its issuer.",
        ),
    ),
    (
        ImmatureSignatureError,
        Sentence(
            "Token ini belum mulai berlaku. Periksa jam komputer.",
            "This token does not count yet. See whether the clock is right.",
        ),
    ),
    (
        InvalidAudienceError,
        Sentence(
            "Token ini diterbitkan untuk layanan lain, bukan untuk Sinergi.",
            "This token was issued for another service, not for Sinergi.",
        ),
    ),
    (
        InvalidIssuerError,
        Sentence(
            "Token ini dari penerbit lain, bukan dari yang dipercaya di sini.",
            "This token is of another issuer than is trusted here.",
        ),
    ),
)
_BROKEN: Final = Sentence(
    "Token ini tidak sah. Masuklah lagi pada penerbitnya.", "This token is not valid. Sign in again at its issuer."
)


class Issuer:
    """The issuer whose tokens are trusted."""

    def __init__(self, choice: OidcChoice, keys: Keys | None = None) -> None:
        self._choice = choice
        self._keys = keys or Keys(choice.issuer, private=choice.private)

    async def actor(self, text: str) -> Actor:
        """Give who bears a token.

        Raises
        ------
        NotSignedInError
            Where the token is not the issuer's, not for us, not valid now, or does not say who someone is.
        IssuerUnreachableError
            Where the issuer's keys cannot be had.
        """
        try:
            claims = await self._claims(text)
        except PyJWTError as error:
            sentence = next((said for kind, said in _SENTENCES if isinstance(error, kind)), _BROKEN)
            raise NotSignedInError(sentence) from error
        name = _claim(claims, self._choice.name_claim)
        if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
            raise NotSignedInError(
                Sentence(
                    f"Token ini tidak menyebut siapa pemegangnya (klaim {self._choice.name_claim}).",
                    f"This token does not say who bears it (claim {self._choice.name_claim}).",
                )
            )
        roles, opds = self._roles(claims), frozenset(_words(_claim(claims, self._choice.opds_claim)))
        return Actor(name=name.strip(), roles=roles, opds=opds if Role.AGENCY in roles.values() else frozenset())

    async def _claims(self, text: str) -> Mapping[str, object]:
        header = jwt.get_unverified_header(text)
        algorithm = header.get("alg")
        key_id = header.get("kid")
        if algorithm not in ALGORITHMS or not isinstance(key_id, str | None):
            raise jwt.InvalidAlgorithmError("another algorithm than those that we trust")
        key = await self._keys.find(key_id)
        if key is None or key.key_type != _KEY_TYPE[algorithm]:
            raise jwt.InvalidKeyError("no key of the issuer")
        claims: Mapping[str, object] = jwt.decode(
            text,
            key.key,
            algorithms=[algorithm],
            audience=self._choice.audience,
            issuer=self._choice.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud"]},
        )
        return claims

    def _roles(self, claims: Mapping[str, object]) -> Mapping[str, Role]:
        """The highest role that the token names, in each of its regions; none where it names none that we know."""
        named = [
            _ROLES[each.lower()] for each in _words(_claim(claims, self._choice.role_claim)) if each.lower() in _ROLES
        ]
        if not named:
            return {}
        where = _words(_claim(claims, self._choice.regions_claim)) if self._choice.regions_claim else [EVERYWHERE]
        return dict.fromkeys(where, max(named))


def _claim(claims: Mapping[str, object], name: str) -> object:
    """A claim by its name, or by a path with dots, as ``realm_access.roles``."""
    if name in claims:
        return claims[name]
    found: object = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _words(value: object) -> list[str]:
    """What a claim lists: a list of words, or words with spaces or commas between them."""
    if isinstance(value, str):
        return [each for each in re.split(r"[\s,]+", value) if each]
    return [each for each in value if isinstance(each, str) and each] if isinstance(value, list) else []
