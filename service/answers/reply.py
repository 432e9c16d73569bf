"""Reply: how a kept answer is sent."""

from starlette.requests import Request
from starlette.responses import Response

from service import http
from service.answers.kept import Answer


def form_of(request: Request, answer: Answer) -> str | None:
    """Say how an answer is compressed for a client; None where it is sent as it is."""
    return http.form(request.headers.get("accept-encoding", ""), len(answer.body))


def reply(request: Request, answer: Answer, body: bytes, media: str, *, is_open: bool) -> Response:
    """Make the response.

    Parameters
    ----------
    request
        Where it is a GET, the response says who may keep it and for how long, and is 304 where the client has it.
    answer
        What is answered.
    body
        The same in the form that is sent.
    media
        The media type that the client reads.
    is_open
        Whether everyone may read it.
    """
    headers = {"Vary": "Accept, Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if request.method == "GET":
        control = http.cache_control(is_open=is_open, is_fixed=answer.is_fixed)
        headers |= http.validity(request, answer.digest, media, len(answer.body), control)
        if http.is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    if body is not answer.body:
        headers["Content-Encoding"] = str(form_of(request, answer))
    return Response(body, 200, headers, f"{media}; charset=utf-8")
