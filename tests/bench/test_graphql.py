"""The bench of the service under load asks what the schema knows, and measures answers, not refusals."""

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from graphql import parse, validate

from bench.graphql.run import QUERIES, answer, body, rate
from schema import SCHEMA

QUERY = "{ plans { totalCount } }"
loaded = pytest.mark.skipif(shutil.which("wrk") is None or shutil.which("taskset") is None, reason="needs wrk, taskset")


class _Handler(BaseHTTPRequestHandler):
    """Answers the query as a service does; whoever asks at /errors or /down gets what a bench must not count."""

    protocol_version = "HTTP/1.1"
    asked: list[bytes]

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        said = b'{"errors": []}' if self.path == "/errors" else b'{"data": {"plans": null}}'
        self.send_response(503 if self.path == "/down" else 200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    _Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_is_one_that_the_schema_knows(name: str) -> None:
    assert validate(SCHEMA._schema, parse(QUERIES[name])) == []


def test_an_answer_with_errors_is_none(address: str) -> None:
    assert answer(address, QUERY) == b'{"data": {"plans": null}}'
    with pytest.raises(AssertionError, match="errors"):
        answer(f"{address}/errors", QUERY)


@loaded
def test_answers_a_second_are_those_to_the_query_and_none_that_failed(address: str, tmp_path: Path) -> None:
    assert rate(address, QUERY, 1, tmp_path) > 0
    assert set(_Handler.asked) == {body(QUERY)}
    with pytest.raises(AssertionError, match="Non-2xx"):
        rate(f"{address}/down", QUERY, 1, tmp_path)
