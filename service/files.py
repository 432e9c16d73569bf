"""Files: those of a page in the browser that are given out: of its own kinds only, with its headers."""

from collections.abc import Mapping
from pathlib import Path, PurePath

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

KINDS = frozenset({".css", ".js", ".json", ".svg", ".txt"})
"""How the names of files end that a browser may have; all else that lies beside them is not given out."""


class PageFiles(StaticFiles):
    """The files of a page."""

    def __init__(self, folder: Path, headers: Mapping[str, str]) -> None:
        super().__init__(directory=folder)
        self._headers = headers

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give one file, with the page's headers."""
        if PurePath(path).suffix not in KINDS:
            raise HTTPException(status_code=404, headers=dict(self._headers))
        response = await super().get_response(path, scope)
        response.headers.update(self._headers)
        return response
