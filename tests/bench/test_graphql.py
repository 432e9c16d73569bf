"""The bench of the service under load asks what the schema knows, and measures answers, not refusals."""

import base64
import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from graphql import GraphQLObjectType, build_schema, parse, validate

from bench.graphql.outcome import BEGIN, END, KEPT, MERCURIUS, NEW, PLAIN, YOGA, goals, page, table
from bench.graphql.run import PAGE, QUERIES, answer, body, compare, data, rate
from bench.graphql.server import HERE, all_started, on_node, plain, started
from schema import SCHEMA

SUBSET = build_schema((HERE / "subset.graphql").read_text("utf-8"))
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


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_is_one_that_the_others_know(name: str) -> None:
    assert validate(SUBSET, parse(QUERIES[name])) == []


def test_the_others_have_a_part_of_our_schema() -> None:
    for name, kind in SUBSET.type_map.items():
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            own = SCHEMA._schema.type_map[name]
            assert isinstance(own, GraphQLObjectType)
            for called, field in kind.fields.items():
                said = str(own.fields[called].type).replace("Code", "String")
                assert (name, called, str(field.type)) == (name, called, said)
                assert set(field.args) <= set(own.fields[called].args)


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


def _row(kind: str, key: str, **more: object) -> dict[str, object]:
    id_ = base64.b64encode(f"{kind}:x/{key}".encode()).decode()
    return {"__typename": kind, "key": key, "id": id_, "label": key, **more}


def _program(key: str, parent: str | None = None) -> dict[str, object]:
    return {"key": key, "parent": parent, "opd": "o", "dimensions": ["d"]}


ROWS = {
    "slug": "x",
    "nodes": [
        *(_row("Program", key, code=key, name=key) for key in ("whole", "part", "b", "a", "last", "beyond")),
        _row("Opd", "o", shortName="O", name="Opd"),
        _row("Dimension", "d", name="Dimension"),
        _row("Theme", "t"),
    ],
    "programs": [_program("whole"), _program("part", "whole"), *map(_program, ("b", "a", "last", "beyond"))],
    "dependencies": [
        ["part", "b"],
        ["part", "a"],
        ["whole", "part"],
        ["a", "last"],
        ["last", "whole"],
        ["last", "beyond"],
    ],
    "initiatives": [{"title": "T", "lead": "o", "findings": [{"rule": "R", "message": "M", "nodes": ["t", "a"]}]}],
}
ASKED = """{ plan(slug: "x") {
    programs(first: 2) { nodes { code opd { shortName } dimensions { name } } }
    program(code: "whole") { dependencies(depth: 2) { distance node { label } } }
    opd(shortName: "O") { name }
    initiatives { nodes { title lead { shortName } findings { rule message nodes { __typename label } } } } } }"""


@pytest.mark.skipif(shutil.which("taskset") is None, reason="needs taskset")
def test_each_of_the_others_gives_the_same_from_the_same_rows(tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps(ROWS), "utf-8")
    with all_started([plain(rows), *on_node(rows)]) as addresses:
        for address in addresses.values():
            assert data(address, ASKED)["plan"] == {
                "programs": {
                    "nodes": [
                        {"code": code, "opd": {"shortName": "O"}, "dimensions": [{"name": "Dimension"}]}
                        for code in ("whole", "part")
                    ]
                },
                "program": {
                    "dependencies": [
                        {"distance": distance, "node": {"label": label}}
                        for distance, label in ((1, "a"), (1, "b"), (2, "last"))
                    ]
                },
                "opd": {"name": "Opd"},
                "initiatives": {
                    "nodes": [
                        {
                            "title": "T",
                            "lead": {"shortName": "O"},
                            "findings": [
                                {
                                    "rule": "R",
                                    "message": "M",
                                    "nodes": [
                                        {"__typename": "Theme", "label": "t"},
                                        {"__typename": "Program", "label": "a"},
                                    ],
                                }
                            ],
                        }
                    ]
                },
            }


@pytest.mark.skipif(shutil.which("taskset") is None, reason="needs taskset")
def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="FileNotFoundError"), started(plain(tmp_path / "missing.json")):
        pass


def test_a_goal_holds_by_the_median_of_the_rounds_and_is_said_query_by_query() -> None:
    rates = {
        query: {
            KEPT: [10.0, 9.0, 1.0],
            NEW: [4.0, 4.0, 4.0],
            PLAIN: [1.0, 1.0, 2.0],
            YOGA: [3.0, 3.0, 3.0],
            MERCURIUS: [9.5] * 3,
        }
        for query in QUERIES
    }
    said = goals(rates)
    assert [each.partition(":")[0] for each in said] == ["- **Does not hold**", "- Holds"] * 2 + ["- Holds"]
    assert "(0.95 times)" in said[0]
    assert said[-1].endswith("(4.00 times).")
    without = {query: {name: found[name] for name in (KEPT, NEW, PLAIN)} for query, found in rates.items()}
    assert goals(without) == said[-1:]
    assert all(f"| {query} |" in table(rates) for query in QUERIES)


def test_what_was_found_is_put_between_the_marks_of_the_page() -> None:
    text = PAGE.read_text("utf-8")
    assert page(page(text, "one"), "two") == page(text, "two")
    assert page(text, "two").count(f"{BEGIN}\ntwo\n{END}") == 1


def test_answers_that_differ_are_told_before_anything_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.graphql.run.data", lambda address, _: {"plan": address})
    with pytest.raises(AssertionError, match="jit answers otherwise: 100 programs"):
        compare({NEW: "ours", "jit": "theirs"})
