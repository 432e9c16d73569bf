"""Hosts: by which names the service is asked, so that no page of another site passes for its own.

A browser sends whatever name its page has. Who owns that name may let it lead to a machine of an intranet (DNS
rebinding), and then reads as the service's own pages do. Only names with a dot can be turned round so.
"""

from collections.abc import Mapping
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.sentence import Sentence
from schema.core import ErrorCode, cut
from service import http
from service.origins import HOSTS, listed


def hosts(environment: Mapping[str, str]) -> frozenset[str]:
    """Read the names by which browsers know the service.

    >>> sorted(hosts({"SINERGI_HOSTS": "Sinergi.kota.go.id, a.go.id:8443"}))
    ['a.go.id', 'sinergi.kota.go.id']
    """
    return frozenset(name for each in listed(environment, HOSTS) if (name := _name(each)))


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class Hosts:
    """Turns away what is asked without a name, by two, or where names are set by one that is none of them."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        refusal = self._refusal(scope) if scope["type"] in {"http", "websocket"} else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            chosen = http.language(Headers(scope=scope).get("accept-language"))
            await refusal.response(chosen=chosen)(scope, receive, send)

    def _refusal(self, scope: Scope) -> http.RefusalError | None:
        given = Headers(scope=scope).getlist("host")
        if len(given) > 1 or (not given and scope.get("http_version") == "1.1"):
            message = Sentence("Permintaan harus menyebut satu Host.", "A request must name one Host.")
            return http.RefusalError(HTTPStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, message)
        if given and self._names and not self._is_ours(_name(given[0])):
            message = Sentence(
                f"Layanan ini tidak bernama {cut(given[0])!r}; nama-namanya diatur dengan {HOSTS}.",
                f"This service is not called {cut(given[0])!r}; {HOSTS} sets its names.",
            )
            return http.RefusalError(HTTPStatus.MISDIRECTED_REQUEST, ErrorCode.BAD_REQUEST, message)
        return None

    def _is_ours(self, name: str) -> bool:
        if name in self._names or (name and "." not in name):
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True
