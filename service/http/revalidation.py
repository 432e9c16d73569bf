"""Revalidation: a client that already has an answer is told so, and is not sent it again."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response


def revalidated(request: Request, response: Response) -> Response:
    """Give an answer to a GET its ETag, or 304 in its place where the client has it already.

    The operation runs all the same, so that nobody is told of a revision that is not the latest; what is saved is the
    way. The tag is a weak one, for the same answer may be compressed in several ways.
    """
    if request.method != "GET" or response.status_code != 200:
        return response
    tag = f'W/"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    known = {each.strip() for each in request.headers.get("if-none-match", "").split(",")}
    if tag not in known and "*" not in known:
        return response
    kept = {key: response.headers[key] for key in ("ETag", "Cache-Control", "Vary") if key in response.headers}
    return Response(status_code=304, headers=kept)
