"""The planners' page in the browser: see, decide, report; served from the package, without the internet."""

from importlib import resources
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(str(resources.files("service.page")))
"""Where the page's files lie."""

PAGE = (FOLDER / "index.html").read_text("utf-8")
"""The page itself; its modules ask the API for everything else."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""The page's Content-Security-Policy: nothing from outside, no inline script, no inline style."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""What is sent with the page and with every file of it."""


class Files(StaticFiles):
    """The page's files; the Python module among them is not given out."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give one file, with the page's headers."""
        if path.endswith((".py", ".pyc")) or "__pycache__" in path:
            raise HTTPException(status_code=404)
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response
