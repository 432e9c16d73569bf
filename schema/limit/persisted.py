"""Persisted: trusted documents, found by the SHA-256 of their text."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from graphql import GraphQLError

from graph.sentence import Sentence
from schema.core import ErrorCode, failure
from schema.limit.settings import Limits, Persisted

_PREFIX: Final = "sha256:"


def sha256(document: str) -> str:
    """Give the hash by which a document is found: SHA-256 of its UTF-8, in lower-case hexadecimal.

    >>> sha256("{ __typename }")[:12]
    '7f56e67dd21a'
    """
    return hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()


def read_trusted(path: Path) -> dict[str, str]:
    """Read the file of trusted documents: a JSON object of hash and document, the hash with or without ``sha256:``.

    Raises
    ------
    ValueError
        Where the file cannot be read, is no such object, or a hash is not that of its document.
    """
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: daftar dokumen tepercaya tidak dapat dibaca: {error}") from error
    if not isinstance(read, dict) or not all(isinstance(each, str) for each in read.values()):
        raise ValueError(f"{path}: harus satu objek JSON berisi sha256 dan dokumennya.")
    for key, document in read.items():
        if key.removeprefix(_PREFIX) != sha256(document):
            raise ValueError(f"{path}: {key} bukan sha256 dokumennya ({sha256(document)}).")
    return {key.removeprefix(_PREFIX): document for key, document in read.items()}


class Trusted:
    """Finds the document of a request, or refuses it."""

    def __init__(self, limits: Limits) -> None:
        """Read the trusted documents, where there are any.

        Raises
        ------
        ValueError
            Where trusted documents are wanted and the file is not named or cannot be used.
        """
        self._mode = limits.persisted
        if self._mode is not Persisted.OFF and limits.documents is None:
            raise ValueError("Mode dokumen tepercaya memerlukan berkas daftarnya (documents).")
        is_read = self._mode is not Persisted.OFF and limits.documents is not None
        self._documents = read_trusted(Path(limits.documents)) if is_read and limits.documents else {}

    def document(self, text: str | None, extensions: Mapping[str, Any] | None) -> str | None:
        """Give the document of a request, sent as text, by the hash in its extensions, or by both.

        Parameters
        ----------
        text
            The document as it was sent; None where only its hash was.
        extensions
            The request's extensions; ``persistedQuery.sha256Hash`` is the hash.

        Raises
        ------
        GraphQLError
            Where the hash is unknown or another document's, or where only trusted documents are answered and this
            is none.
        """
        asked = (extensions or {}).get("persistedQuery")
        hashed = asked.get("sha256Hash") if isinstance(asked, dict) else None
        if isinstance(hashed, str):
            text = self._named(hashed.removeprefix(_PREFIX), text)
        if self._mode is Persisted.ONLY and text is not None and sha256(text) not in self._documents:
            raise failure(
                ErrorCode.PERSISTED_ONLY,
                Sentence(
                    "Hanya dokumen tepercaya yang dijawab di sini, dan dokumen ini tidak terdaftar. "
                    "Minta pengelola mendaftarkannya.",
                    "Only trusted documents are answered here, and this one is not listed. "
                    "Ask the operator to list it.",
                ),
            )
        return text

    def _named(self, hashed: str, text: str | None) -> str:
        if text is not None:
            if sha256(text) != hashed:
                raise failure(
                    ErrorCode.PERSISTED_QUERY_MISMATCH,
                    Sentence(
                        "sha256Hash bukan hash dokumen yang dikirim bersamanya.",
                        "sha256Hash is not the hash of the document that came with it.",
                    ),
                )
            return text
        if self._mode is Persisted.OFF:
            raise failure(
                ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
                Sentence(
                    "Di layanan ini tidak ada dokumen tepercaya. Kirim dokumennya.",
                    "This service has no trusted documents. Send the document.",
                ),
            )
        if hashed not in self._documents:
            raise _unknown()
        return self._documents[hashed]


def _unknown() -> GraphQLError:
    """Clients that know automatic persisted queries send the whole document when they see this code."""
    return failure(
        ErrorCode.PERSISTED_QUERY_NOT_FOUND,
        Sentence(
            "Tidak ada dokumen tepercaya dengan hash itu. Kirim dokumennya, atau minta pengelola mendaftarkannya.",
            "There is no trusted document with this hash. Send the document, or ask the operator to list it.",
        ),
    )
