"""Address: from where a request or a WebSocket comes."""

from starlette.requests import HTTPConnection


def address(connection: HTTPConnection) -> str | None:
    """Give the address from which it comes, as trusted proxies say; None where a server told none."""
    return connection.client and connection.client.host
