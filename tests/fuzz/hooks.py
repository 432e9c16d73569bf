"""What schemathesis must know of this service: values that are there, and which answers are expected.

Random strings name no plan, so that most of what is asked would end at its first step. Here arguments are drawn from
what the running service holds as well: slugs, ids, fingerprints, codes. Every answer is then held to the API's promise:
a status that is documented, and no error that is our own fault or that nobody has written down.
"""

import json
import os
import re
import urllib.request
from base64 import b64decode
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import schemathesis
from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    FieldNode,
    ObjectFieldNode,
    StringValueNode,
    Visitor,
    print_ast,
    visit,
)
from graphql.language.visitor import VisitorAction
from hypothesis import strategies as st
from schemathesis.graphql import nodes

ADDRESS = os.environ["FUZZED"]
EXPECTED = {
    "BAD_ARGUMENT", "CURSOR_GONE", "UNKNOWN_NAME", "UNKNOWN_PLAN", "UNKNOWN_REVISION", "UNKNOWN_SCENARIO", "FORBIDDEN",
    "TOO_DEEP", "TOO_COSTLY", "TOO_MANY_TOKENS", "TOO_MANY_ALIASES", "TOO_MANY_ROOT_FIELDS", "TOO_MANY_REPEATS",
    "DOCUMENT_TOO_LARGE", "STREAM_NEEDED", "BAD_DOCUMENT", "BAD_VARIABLES", "UNKNOWN_CROSS_IMPACT", "UNKNOWN_MEETING",
    "UNKNOWN_ROUND",
}  # fmt: skip
STATUSES = {200, 400}
QUERY = """{ plan(slug: "%s") { id slug region { code }
    opds(first: 8) { nodes { id shortName } } programs(first: 40) { nodes { id code name } }
    themes(first: 4) { nodes { id name } } objectives(first: 4) { nodes { id } } indicators(first: 4) { nodes { id } }
    partners(first: 4) { nodes { id name } } links(first: 8) { nodes { id entry } }
    findings(first: 8) { nodes { id fingerprint rule } } initiatives(first: 8) { nodes { id fingerprint title } } } }"""


def _found(slug: str) -> dict[str, set[str]]:
    body = json.dumps({"query": QUERY % slug}).encode()
    request = urllib.request.Request(ADDRESS, body, {"content-type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
        data = json.load(answer)["data"]
    values: dict[str, set[str]] = {}

    def gather(value: object) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                if isinstance(each, str):
                    values.setdefault(key, set()).add(each)
                else:
                    gather(each)
        elif isinstance(value, list):
            for each in value:
                gather(each)

    gather(data)
    return values


SLUG = os.environ["FUZZED_PLAN"]
THERE = _found(SLUG)
IDS = sorted(THERE["id"] | THERE["fingerprint"])
NODES = [id_ for id_ in sorted(THERE["id"]) if b64decode(id_).startswith((b"Program:", b"Opd:", b"Objective:"))]
REGION = next(code for code in sorted(THERE["code"]) if code.count(".") == 1)
WORDS = sorted(set().union(*(THERE[key] for key in ("shortName", "rule", "name", "title", "entry", "code"))))
TEXT = st.text(max_size=40)
UPLOAD = "file to send "
"""Stands for a file where a value of ``Upload`` belongs; the file itself goes beside the document."""


def _files() -> list[tuple[str, bytes]]:
    """Files of the example region, whole and broken, and what is no table at all."""
    folder = Path(os.environ["FUZZED_FILES"])
    found: list[tuple[str, bytes]] = [
        ("kosong.csv", b""),
        ("bukan.xlsx", b"PK\x03\x04" + bytes(200)),
        ("x.pdf", b"%PDF-1.7\n"),
    ]
    for path in sorted(folder.glob("*.csv")):
        lines = path.read_bytes().splitlines(keepends=True)
        found.append((path.name, b"".join(lines[:30])))
        found.append((path.name, b"".join(lines[:12])[:-40]))
        found.append((f"../{path.stem}.json", b"".join(lines[:5])))
    found.append(("pemetaan.yaml", b"format: baris\ncolumns:\n  Nama: nama\n"))
    found.append(("rusak.yaml", b"columns: [1"))
    found.append(("aneh\u202e.csv", b"a;b;c\n\xff\xfe\x00;2;3\n"))
    return found


FILES = _files()


def _moment(value: datetime) -> str:
    """A time as the API writes it, and one now and then as it does not."""
    return str(value) if value.microsecond % 8 == 0 else value.isoformat()


schemathesis.graphql.scalar("String", st.one_of(*[st.just(SLUG)] * 4, st.sampled_from(WORDS), TEXT).map(nodes.String))
schemathesis.graphql.scalar("ID", st.one_of(*[st.sampled_from(IDS)] * 4, TEXT).map(nodes.String))
schemathesis.graphql.scalar(
    "Code",
    st.one_of(st.sampled_from(sorted(THERE["code"])), st.from_regex(r"[0-9X.]{1,20}", fullmatch=True)).map(
        nodes.String
    ),
)
schemathesis.graphql.scalar("Revision", st.one_of(st.integers(0, 3), st.integers(0, 2**31 - 1)).map(nodes.Int))
schemathesis.graphql.scalar("Year", st.one_of(st.integers(2020, 2030), st.integers(0, 9999)).map(nodes.Int))
schemathesis.graphql.scalar("Rupiah", st.integers(0, 2**53 - 1).map(nodes.Int))
schemathesis.graphql.scalar("Date", st.dates().map(str).map(nodes.String))
schemathesis.graphql.scalar("DateTime", st.datetimes(timezones=st.timezones()).map(_moment).map(nodes.String))
schemathesis.graphql.scalar("Upload", st.integers(0, len(FILES) - 1).map(lambda n: nodes.String(f"{UPLOAD}{n}")))


schemathesis.graphql.scalar(
    "Int", st.one_of(*[st.integers(0, 12)] * 4, st.integers(-(2**31), 2**31 - 1)).map(nodes.Int)
)


ASIDE = {"mappings", "mappingFiles", "answers", "progressId", "expectedRevision", "scenario", "idempotencyKey"}
"""Fields of inputs at which most of what is made up would be refused before anything is done."""


class _Likely(Visitor):
    """Leaves most cursors out, which no string that is made up can be, and asks for the first or the last, not both.

    Most inputs name the plan that is there, and leave out what would end them at their first step.
    """

    def leave_argument(self, node: ArgumentNode, *_: object) -> ArgumentNode:
        kind = sum(print_ast(node).encode())
        if not isinstance(node.value, StringValueNode) or kind % 8 == 0:
            return node
        if node.name.value in {"plan", "slug"}:
            return replace(node, value=nodes.String(SLUG))
        if node.name.value in {"of", "start", "end"}:
            return replace(node, value=nodes.String(NODES[kind % len(NODES)]))
        return node

    def leave_object_field(self, node: ObjectFieldNode, *_: object) -> ObjectFieldNode | VisitorAction:
        kind = sum(print_ast(node).encode()) % 8
        if node.name.value in ASIDE and kind:
            return REMOVE
        if node.name.value == "plan" and kind and isinstance(node.value, StringValueNode):
            return replace(node, value=nodes.String(SLUG))
        return node

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode:
        if node.name.value == "createPlan":
            return _creatable(node)
        names = {each.name.value for each in node.arguments}
        # Told from the node itself, so that a run can be replayed.
        rare = sum(print_ast(node).encode()) % 8 == 0
        if rare or not {"first", "last"} <= names:
            return node
        kept = [each for each in node.arguments if each.name.value not in {"after", "before", "last"}]
        return replace(node, arguments=tuple(kept))


class _Creatable(Visitor):
    """Makes what is asked of a new plan fit a plan, most of the time."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.values = {
            "plan": nodes.String(f"uji-{seed % 1000}"),
            "regionCode": nodes.String(REGION),
            "startYear": nodes.Int(2025),
            "endYear": nodes.Int(2025 + seed % 7),
        }

    def leave_object_field(self, node: ObjectFieldNode, *_: object) -> ObjectFieldNode:
        value = self.values.get(node.name.value)
        return node if value is None else replace(node, value=value)


def _creatable(node: FieldNode) -> FieldNode:
    seed = sum(print_ast(node).encode())
    made = visit(node, _Creatable(seed)) if seed % 8 else node
    assert isinstance(made, FieldNode)
    return made


@schemathesis.hook
def map_body(ctx: schemathesis.HookContext, body: DocumentNode) -> DocumentNode:
    """Let most pages be pages that there are."""
    del ctx
    return visit(body, _Likely())


@schemathesis.hook
def before_call(ctx: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Send what comes with files as a browser sends it (multipart/form-data)."""
    del ctx
    query = case.body if isinstance(case.body, str) else ""
    chosen: list[int] = []

    def variable(found: re.Match[str]) -> str:
        chosen.append(int(found[1]))
        return f"$file{len(chosen) - 1}"

    query = re.sub(rf'"{UPLOAD}(\d+)"', variable, query)
    if not chosen:
        return
    names = [f"file{number}" for number in range(len(chosen))]
    declared = ", ".join(f"${name}: Upload!" for name in names)
    operations = {
        "query": re.sub(r"^\s*(mutation\b)?\s*\{", f"mutation({declared}) {{", query, count=1),
        "variables": dict.fromkeys(names),
    }
    places = {name: [f"variables.{name}"] for name in names}
    kwargs["data"] = {"operations": json.dumps(operations), "map": json.dumps(places)}
    kwargs["files"] = {name: FILES[number] for name, number in zip(names, chosen, strict=True)}
    case.media_type = "multipart/form-data"
    case.headers = {**(case.headers or {}), "GraphQL-Require-Preflight": "1"}


@schemathesis.check
def an_answer_that_is_documented(ctx: object, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """Hold an answer to what docs/api-limits.md says."""
    del ctx, case
    assert response.status_code in STATUSES, f"status {response.status_code}"
    body = json.loads(response.content)
    for error in body.get("errors", []):
        code = (error.get("extensions") or {}).get("code")
        assert code in EXPECTED, f"{code}: {error['message']}"
