"""What schemathesis must know of this service: values that are there, and which answers are expected.

Random strings name no plan, so that most of what is asked would end at its first step. Here arguments are drawn from
what the running service holds as well: slugs, ids, fingerprints, codes. Every answer is then held to the API's promise:
a status that is documented, and no error that is our own fault or that nobody has written down.
"""

import json
import os
import urllib.request
from dataclasses import replace

import schemathesis
from graphql import DocumentNode, FieldNode, Visitor, print_ast, visit
from hypothesis import strategies as st
from schemathesis.graphql import nodes

ADDRESS = os.environ["SINERGI_FUZZED"]
EXPECTED = {
    "BAD_ARGUMENT", "UNKNOWN_PLAN", "UNKNOWN_REVISION", "UNKNOWN_SCENARIO", "UNKNOWN_EXPORT", "FORBIDDEN",
    "TOO_DEEP", "TOO_COSTLY", "TOO_MANY_TOKENS", "TOO_MANY_ALIASES", "TOO_MANY_ROOT_FIELDS", "TOO_MANY_REPEATS",
    "DOCUMENT_TOO_LARGE", "STREAM_NEEDED", "BAD_DOCUMENT", "BAD_VARIABLES",
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


SLUG = os.environ["SINERGI_FUZZED_PLAN"]
THERE = _found(SLUG)
IDS = sorted(THERE["id"] | THERE["fingerprint"])
WORDS = sorted(set().union(*(THERE[key] for key in ("shortName", "rule", "name", "title", "entry", "code"))))
TEXT = st.text(max_size=40)

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
schemathesis.graphql.scalar("DateTime", st.datetimes(timezones=st.timezones()).map(str).map(nodes.String))
schemathesis.graphql.scalar("Upload", st.just(nodes.Null))


schemathesis.graphql.scalar(
    "Int", st.one_of(*[st.integers(0, 12)] * 4, st.integers(-(2**31), 2**31 - 1)).map(nodes.Int)
)


class _Likely(Visitor):
    """Leaves most cursors out, which no string that is made up can be, and asks for the first or the last, not both."""

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode:
        names = {each.name.value for each in node.arguments}
        # Told from the node itself, so that a run can be replayed.
        rare = sum(print_ast(node).encode()) % 8 == 0
        if rare or not {"first", "last"} <= names:
            return node
        kept = [each for each in node.arguments if each.name.value not in {"after", "before", "last"}]
        return replace(node, arguments=tuple(kept))


@schemathesis.hook
def map_body(ctx: schemathesis.HookContext, body: DocumentNode) -> DocumentNode:
    """Let most pages be pages that there are."""
    del ctx
    return visit(body, _Likely())


@schemathesis.check
def an_answer_that_is_documented(ctx: object, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """Hold an answer to what docs/api-limits.md says."""
    del ctx, case
    assert response.status_code in STATUSES, f"status {response.status_code}"
    body = json.loads(response.content)
    for error in body.get("errors", []):
        code = (error.get("extensions") or {}).get("code")
        assert code in EXPECTED, f"{code}: {error['message']}"
