"""Revalidation: a client that already has an answer is told so, and is not sent it again."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from service.http.compression import form
from service.http.media import GRAPHQL


def revalidated(request: Request, response: Response) -> Response:
    """Give an answer to a GET its ETag, or 304 in its place where the client has it already.

    Nobody but who asked may keep it, for nothing is known of what it rests on.
    """
    if request.method != "GET" or response.status_code != 200 or not hasattr(response, "body"):
        return response
    digest = hashlib.sha256(response.body).hexdigest()[:32]
    control = cache_control(is_open=False, is_fixed=False)
    headers = validity(request, digest, response.headers.get("content-type", ""), len(response.body), control)
    if is_known(request, headers["ETag"]):
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


def validity(request: Request, digest: str, media: str, length: int, control: str) -> dict[str, str]:
    """Give the headers by which an answer is kept; its strong tag is one for each form in which bytes may be sent."""
    kind = "g" if media.startswith(GRAPHQL) else "j"
    how = form(request.headers.get("accept-encoding", ""), length)
    tag = f'"{digest}-{kind}-{how}"' if how else f'"{digest}-{kind}"'
    return {"ETag": tag, "Cache-Control": control, "Vary": "Accept, Accept-Encoding, Authorization"}


def is_known(request: Request, tag: str) -> bool:
    """Say whether the client has the answer of a tag; a weak tag that it names counts, as RFC 9110 wants it."""
    given = request.headers.get("if-none-match")
    if given is None:
        return False
    known = {each.strip().removeprefix("W/") for each in given.split(",")}
    return tag in known or "*" in known
