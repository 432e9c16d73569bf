"""Refusal: whoever comes with something that lets nobody in is told so, and is not taken for someone unknown."""

from graph.sentence import Sentence
from schema.core import ErrorCode
from service.http import RefusalError

_REALM = "sinergi"


class NotSignedInError(RefusalError):
    """Ends a request with 401 and the header that says how to sign in (RFC 6750)."""

    def __init__(self, message: Sentence, error: str = "invalid_token") -> None:
        challenge = f'Bearer realm="{_REALM}", error="{error}"'
        super().__init__(
            401, ErrorCode.UNAUTHENTICATED, message, {"WWW-Authenticate": challenge, "Cache-Control": "no-store"}
        )


class IssuerUnreachableError(RefusalError):
    """Ends a request with 503: the issuer's keys cannot be had, so its tokens can be neither trusted nor refused."""

    def __init__(self, seconds: int) -> None:
        message = Sentence(
            "Penerbit token sedang tidak dapat dihubungi, sehingga token belum dapat diperiksa. Coba lagi nanti.",
            "The issuer of the token cannot be reached, so it cannot be checked. Try again later.",
        )
        super().__init__(503, ErrorCode.ISSUER_UNREACHABLE, message, {"Retry-After": str(seconds)})
