"""Events: answers that come piece by piece, as the server-sent events of graphql-sse (distinct connections).

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
"""

from typing import Final

from strawberry.http.streaming import SSETransport

LAST: Final = "last-event-id"
"""The header by which a client that comes back says what it read last."""


class Events(SSETransport):
    """Writes each event with line feeds alone: the standard allows all three ends of a line, some readers only this."""

    def encode_event(self, event: str, data: str | None = None) -> str:
        """Write one event; its data stands in one line."""
        return super().encode_event(event, data).replace("\r\n", "\n")

    @staticmethod
    def marked(event: str, id_: str) -> str:
        """Give an event its id, which a client that comes back sends as Last-Event-ID."""
        return f"id: {id_}\n{event}"

    def encode_comment(self, comment: str) -> str:
        """Write what no client reads, so that whoever stands between sees that the stream lives."""
        return super().encode_comment(comment).replace("\r\n", "\n")
