"""Public: requests that reach addresses of the public internet only, whatever a name or an answer points to."""

import http.client
import json
import socket
import urllib.request
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

TIMEOUT: Final = 5
"""Seconds."""
LARGEST: Final = 1_048_576
"""Bytes of an answer that are read."""


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet: none of this machine, its network or its provider.

    >>> [is_public(each) for each in ("93.184.216.34", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.1.2.3")]
    [True, False, False, False, False]
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


class _Connection(http.client.HTTPSConnection):
    """Connects to the address that was looked at, so that the name cannot point elsewhere a moment later."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._create_connection = _connect

    def set_tunnel(self, *given: Any, **named: Any) -> None:
        """Go through the proxy of the environment, which is where whoever runs the service wants it to go."""
        self._create_connection = socket.create_connection
        super().set_tunnel(*given, **named)


def _connect(address: tuple[str, int], *given: Any, **named: Any) -> socket.socket:
    host, port = address
    found = [str(where[0]) for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(is_public, found)):
        raise OSError(f"{host} lies at {', '.join(found)}; SINERGI_OIDC_PRIVATE=true allows it")
    return socket.create_connection((found[0], port), *given, **named)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req)


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: object, **named: object) -> None:
        """Follow nobody elsewhere: the answer is then an error."""


def fetch(address: str, *, private: bool = False) -> object:
    """Give the JSON at an address; where ``private`` is false, only from the public internet and by https.

    Raises
    ------
    OSError
        Where it cannot be had, or lies where nothing may be asked.
    ValueError
        Where it is no JSON, or too long.
    """
    if not private and not address.startswith("https://"):
        raise OSError(f"{address} is not https; SINERGI_OIDC_PRIVATE=true allows it")
    opener = urllib.request.build_opener(_Straight, *(() if private else (_Https,)))
    with opener.open(address, timeout=TIMEOUT) as answer:
        body = answer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ValueError(f"{address} answers with more than {LARGEST} bytes")
    return json.loads(body)
