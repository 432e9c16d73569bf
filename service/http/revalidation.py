"""Revalidation: a client that already has an answer is told so, and is not sent it again."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from service.http.compression import form
from service.http.media import GRAPHQL


def revalidated(request: Request, response: Response, *, is_open: bool = False, is_fixed: bool = False) -> Response:
    """Give an answer to a GET its ETag, or 304 in its place where the client has it already.

    The strong tag is one for each form in which bytes may be sent. The other parameters are those of
    ``cache_control``; where nothing is known of what an answer rests on, nobody but who asked may keep it.
    """
    if request.method != "GET" or response.status_code != 200 or not hasattr(response, "body"):
        return response
    digest = hashlib.sha256(response.body).hexdigest()[:32]
    kind = "g" if response.headers.get("content-type", "").startswith(GRAPHQL) else "j"
    how = form(request.headers.get("accept-encoding", ""), len(response.body))
    tag = f'"{digest}-{kind}-{how}"' if how else f'"{digest}-{kind}"'
    control = cache_control(is_open=is_open, is_fixed=is_fixed)
    headers = {"ETag": tag, "Cache-Control": control, "Vary": "Accept, Accept-Encoding, Accept-Language, Authorization"}
    if is_known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def cache_control(*, is_open: bool, is_fixed: bool) -> str:
    """Say who may keep an answer, and for how long without asking whether it still holds.

    Parameters
    ----------
    is_open
        Whether everyone may read it; else only who asked may keep it.
    is_fixed
        Whether only another version of the program can answer otherwise: it is then good for a day.

    >>> cache_control(is_open=False, is_fixed=False)
    'private, no-cache'
    """
    long = "max-age=86400, immutable" if is_fixed else "no-cache"
    if is_open:
        return f"public, {long}" if is_fixed else long
    return f"private, {long}"


def is_known(condition: str | None, tag: str) -> bool:
    """Say whether a client has the answer of a tag, by its If-None-Match; a weak tag counts, as RFC 9110 wants it.

    >>> is_known('W/"a", "b"', '"a"'), is_known("*", '"a"'), is_known(None, '"a"')
    (True, True, False)
    """
    if condition is None:
        return False
    known = {each.strip().removeprefix("W/") for each in condition.split(",")}
    return tag in known or "*" in known
