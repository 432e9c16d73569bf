"""Settings: every limit of the API in one place."""

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeVar

import msgspec

S = TypeVar("S")
PREFIX: Final = "SINERGI_LIMIT_"
"""Prefix of the environment variables with limits."""


class Persisted(Enum):
    """Which documents are answered."""

    OFF = "off"
    """Any document; documents are not found by hash."""
    ALSO = "also"
    """Any document; the trusted ones are found by hash as well."""
    ONLY = "only"
    """The trusted documents and no other."""


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits of one request. No value means "without limit"; a great number serves for that."""

    body: int = 1_048_576
    """Bytes of the body of a request in JSON: document, variables and all."""
    upload: int = 26_214_400
    """Bytes of the body of a request with files."""
    batch: int = 0
    """Operations in one request; 0 means that a request holds one operation, not a list."""
    document: int = 32_768
    """Bytes of a document in UTF-8."""
    tokens: int = 2_000
    """Words and signs of a document, as GraphQL counts them; comments and white space are none."""
    depth: int = 15
    """Fields inside each other, the innermost counted; introspection is not counted."""
    aliases: int = 50
    """Fields with another name in the answer, each as often as fragments repeat it."""
    root_fields: int = 20
    """Fields that one operation begins with."""
    repeats: int = 100
    """How often one name of the answer may be written in one place of it: comparing them takes quadratic time."""
    cost: int = 50_000
    """Fields that the answer is likely to hold: see ``schema.limit.cost``."""
    values: int = 50_000
    """Values that the answer holds, counted while it is made: fields, texts and numbers in lists; see ``Made``."""
    answer: int = 10_485_760
    """Bytes of the answer's names and texts, counted while it is made."""
    burst: int = 600_000
    """Cost that one reader may spend at once: a signed-in user, else an address."""
    rate: int = 10_000
    """Cost that comes back to a reader each second: what one core computes in a second."""
    seconds: float = 30.0
    """Seconds that one operation may run; a subscription may stay open longer."""
    import_seconds: float = 600.0
    """Seconds that an operation may run that imports files."""
    introspection: bool = True
    """Whether the schema may be asked for through the API."""
    persisted: Persisted = Persisted.OFF
    """Which documents are answered."""
    documents: str | None = None
    """The file of trusted documents: a JSON object of SHA-256 (hexadecimal) and document."""
    cached_documents: int = 128
    """How many parsed and validated documents are kept."""
    cached_answers: int = 67_108_864
    """Bytes of whole answers that are kept; 0 keeps none."""


DEFAULT: Final = Limits()
"""The default limits."""


def from_environment(environment: Mapping[str, str]) -> Limits:
    """Read the limits from environment variables such as ``SINERGI_LIMIT_DEPTH``; others keep their defaults.

    >>> from_environment({"SINERGI_LIMIT_DEPTH": "9", "SINERGI_LIMIT_PERSISTED": "only"}).depth
    9

    Raises
    ------
    ValueError
        Where a name is unknown or a value does not fit; the sentence says which.
    """
    return named(environment, PREFIX, Limits, "Batas")


def named(environment: Mapping[str, str], prefix: str, kind: type[S], called: str) -> S:
    """Read a structure from the environment variables that begin with a prefix.

    Raises
    ------
    ValueError
        Where a name is unknown or a value does not fit; the sentence calls the whole as ``called`` says.
    """
    given = {name.removeprefix(prefix).lower(): value for name, value in environment.items() if name.startswith(prefix)}
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(f"{called} dalam lingkungan ({prefix}…) tidak dapat dipakai: {error}") from error
