"""The planners' page in the browser: see, decide, report; served from the package, without the internet."""

import hashlib
import mimetypes
import os
from functools import lru_cache
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import PathLike
from starlette.types import Scope

from service.access import OidcChoice
from service.files import KINDS, PageFiles
from service.http import LEAST, OFFERED, compressed, form, guarded, is_known
from service.page.words import FILES, spoken

FOLDER = Path(str(resources.files("service.page")))
"""Where the page's files lie."""

PAGE = (FOLDER / "index.html").read_text("utf-8")
"""The page itself; its modules ask the API for everything else."""

SIGN_IN = "sign-in.json"
"""Name of the file that tells the page where one signs in; ``null`` where there is only the token."""


def policy(issuer: str = "") -> str:
    """Give the page's Content-Security-Policy: nothing from outside but the issuer, no inline script, no inline style.

    >>> policy("https://masuk.example.go.id/realms/kota").split("; ")[5]
    "connect-src 'self' https://masuk.example.go.id"
    """
    parts = urlsplit(issuer)
    origin = f" {parts.scheme}://{parts.netloc}" if issuer else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            f"connect-src 'self'{origin}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _headers(issuer: str) -> dict[str, str]:
    return guarded(policy(issuer)) | {"Cache-Control": "no-cache"}


@lru_cache(512)
def _sent(path: str, changed: int, encoding: str | None, *, first: bool = False) -> tuple[bytes, str, str]:
    """Give a file's bytes as they are sent, their tag and their media type; made once until the file changes."""
    del changed
    file = Path(path)
    body = spoken(file, first=first) if file.name in FILES else file.read_bytes()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}-{encoding or "plain"}"'
    media = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return compressed(body, encoding) if encoding else body, tag, media


def ready_made() -> None:
    """Read the page's files and compress them, so that whoever comes first need not wait for it."""
    for path in FOLDER.rglob("*"):
        if path.suffix in KINDS:
            found = path.stat()
            for encoding in OFFERED if found.st_size >= LEAST else (None,):
                _sent(str(path.resolve()), found.st_mtime_ns, encoding, first=False)
                if path.name in FILES:
                    _sent(str(path.resolve()), found.st_mtime_ns, encoding, first=True)


class _Files(PageFiles):
    """The page's files."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Give a file from memory: the first view needs twenty, and each would be read and compressed anew."""
        request = Request(scope)
        encoding = form(request.headers.get("accept-encoding", ""), stat_result.st_size)
        first = Path(full_path).name in FILES and scope["query_string"] == b"first"
        body, tag, media = _sent(str(full_path), stat_result.st_mtime_ns, encoding, first=first)
        headers = {"ETag": tag, "Vary": "Accept-Encoding"}
        if is_known(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(body, status_code, headers, media)


def routes(oidc: OidcChoice | None = None) -> list[BaseRoute]:
    """Give the addresses of the page; with an issuer that knows the page, people may sign in there."""
    issuer = oidc if oidc and oidc.client_id else None
    headers = _headers(issuer.issuer if issuer else "")
    choice = {"issuer": issuer.issuer, "clientId": issuer.client_id, "scope": issuer.scope} if issuer else None

    async def home(request: Request) -> Response:
        del request
        return HTMLResponse(PAGE, headers=headers)

    async def sign_in(request: Request) -> Response:
        del request
        return JSONResponse(choice, headers=headers)

    return [
        Route("/", home),
        Route(f"/page/{SIGN_IN}", sign_in),
        Mount("/page", _Files(FOLDER, headers), name="page"),
    ]
