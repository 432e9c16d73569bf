"""Visit: a first visit of the page, and a first search, before anyone comes: nobody waits for what is made once."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope

from service import http
from service.page import FOLDER, ready_made

_DOCUMENTS: Final = re.compile(r"const (\w+) = gql\(`([^`]*)`\)")
_FIRST: Final[tuple[tuple[str, str, dict[str, object]], ...]] = (
    ("shell.js", "PLANS", {}),
    ("views/overview.js", "OVERVIEW", {"plan": ..., "year": None, "language": "ID"}),
    ("views/overview.js", "BEHIND", {"plan": ..., "after": None}),
    ("views/ties/matrix.js", "MATRIX", {"plan": ..., "years": False}),
)
"""What the page asks for its first view and for the picture of all OPDs: the module, its document, its variables."""


_SEARCHED: Final = """query Searched($plan: String!) {
  plan(slug: $plan) { searchAll(text: "a") { suggestion } }
}"""
"""What makes the indices that every search looks its words up in."""


async def visit(answering: ASGIApp, slug: str) -> None:
    """Make the page's files and the answers to its first questions, as someone gets them who did not sign in.

    Parameters
    ----------
    answering
        What answers, and keeps its answers.
    slug
        The plan that the page shows first.
    """
    await to_thread.run_sync(ready_made)  # as files are looked up: what that needs is loaded with the first
    searched = json.dumps({"query": _SEARCHED, "variables": {"plan": slug}}).encode()
    for body in (*questions(slug), searched):
        for encoding in http.OFFERED:
            await answering(_scope(encoding, len(body)), _receive(body), _send)


def questions(slug: str) -> Iterator[bytes]:
    """Give the bodies of the requests that these views send, in Indonesian."""
    for module, name, variables in _FIRST:
        documents = dict(_DOCUMENTS.findall(Path(FOLDER, module).read_text("utf-8")))
        given = {each: slug if value is ... else value for each, value in variables.items()}
        yield json.dumps({"query": documents[name].strip(), "variables": given}).encode()


def _scope(encoding: str, length: int) -> Scope:
    headers = (
        ("content-type", "application/json"),
        ("content-length", str(length)),
        ("accept", "application/json"),
        ("accept-encoding", encoding),
    )
    return {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


def _receive(body: bytes) -> Receive:
    said: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if not said:
            await asyncio.Event().wait()  # nobody leaves
        return said.pop()

    return receive


async def _send(message: Message) -> None:
    """Nobody is there who would read it."""
    del message
