"""What GEXF 1.3 demands of a file (https://gexf.net/schema.html), and what Gephi needs so that it loses no link."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given

from graph.change import Contents
from graph.export import gexf
from tests.effort import tried
from tests.graph.export.anything import contents
from tests.graph.export.everything import EVERYTHING, SUB_ACTIVITY
from tests.graph.traversal.plans import plans

SPACE: Final = "{http://gexf.net/1.3}"
MAY_HOLD: Final[dict[str, tuple[set[str], set[str], set[str]]]] = {
    "gexf": ({"meta", "graph"}, {"version"}, {"variant"}),
    "meta": ({"creator", "keywords", "description"}, set(), {"lastmodifieddate"}),
    "creator": (set(), set(), set()),
    "graph": (
        {"attributes", "nodes", "edges"},
        set(),
        {"defaultedgetype", "idtype", "mode"},
    ),
    "attributes": ({"attribute"}, {"class"}, set()),
    "attribute": ({"default", "options"}, {"id", "title", "type"}, set()),
    "nodes": ({"node"}, set(), {"count"}),
    "edges": ({"edge"}, set(), {"count"}),
    "node": ({"attvalues"}, {"id"}, {"label"}),
    "edge": ({"attvalues"}, {"source", "target"}, {"id", "kind", "label", "type", "weight"}),
    "attvalues": ({"attvalue"}, set(), set()),
    "attvalue": (set(), {"for", "value"}, set()),
}
"""Of each element of a network that does not move: what may stand in it, and which attributes it must and may have."""
ANSWERS: Final = {
    ("gexf", "version"): {"1.3"},
    ("graph", "mode"): {"static"},
    ("graph", "defaultedgetype"): {"directed", "undirected", "mutual"},
    ("attributes", "class"): {"node", "edge"},
    ("attribute", "type"): {"string", "integer", "long", "double", "float", "boolean", "anyURI", "liststring"},
}

slow = tried(40, HealthCheck.too_slow, HealthCheck.data_too_large)


def _wrong(data: bytes) -> Iterator[str]:
    """Say what of a file GEXF 1.3 does not allow."""
    document = ElementTree.fromstring(data)  # noqa: S314 - our own
    for element in document.iter():
        name = element.tag.removeprefix(SPACE)
        if name not in MAY_HOLD or not element.tag.startswith(SPACE):
            yield f"element {element.tag}"
            continue
        inside, must, may = MAY_HOLD[name]
        yield from (f"{each.tag} in {name}" for each in element if each.tag.removeprefix(SPACE) not in inside)
        yield from (f"{name} without {each}" for each in must - set(element.keys()))
        yield from (f"{each} of {name}" for each in set(element.keys()) - must - may)
        yield from (
            f"{name} {key}={value}" for key, value in element.items() if value not in ANSWERS.get((name, key), {value})
        )
    parts = " ".join(each.tag.removeprefix(SPACE) for each in document.iterfind(f"{SPACE}graph/*"))
    if not re.fullmatch("(attributes )*nodes edges", parts):
        yield f"graph of {parts}"
    yield from _unlike(document)


def _unlike(document: ElementTree.Element) -> Iterator[str]:
    """Say which ids stand twice or are nobody's, which attributes are undeclared, and what is one edge in Gephi."""
    ids = {name: [each.get("id") for each in document.iter(f"{SPACE}{name}")] for name in ("node", "edge", "attribute")}
    yield from (f"{name} {each} twice" for name, found in ids.items() for each in found if found.count(each) > 1)
    nodes = set(ids["node"])
    ties = [(each.get("source"), each.get("target"), each.get("kind")) for each in document.iter(f"{SPACE}edge")]
    yield from (f"an edge of {end}" for tie in ties for end in tie[:2] if end not in nodes)
    yield from (f"one edge out of several: {tie}" for tie in ties if ties.count(tie) > 1)
    for kind in ("node", "edge"):
        declared = {each.get("id") for each in document.iterfind(f".//{SPACE}attributes[@class='{kind}']/*")}
        for element in document.iter(f"{SPACE}{kind}"):
            given_ = [each.get("for") for each in element.iter(f"{SPACE}attvalue")]
            yield from (f"{kind} {element.get('id')}: attribute {each}" for each in given_ if each not in declared)
            yield from (f"{kind} {element.get('id')}: {each} twice" for each in given_ if given_.count(each) > 1)


@pytest.mark.parametrize("plan", [EVERYTHING, Contents(nodes={}, links={})], ids=["everything", "nothing"])
def test_a_network_is_what_gexf_1_3_allows(plan: Contents) -> None:
    assert not [*_wrong(gexf.write(plan))]


@slow
@given(contents())
def test_a_network_is_what_gexf_1_3_allows_whatever_people_write(plan: Contents) -> None:
    assert not [*_wrong(gexf.write(plan))]


@slow
@given(plans())
def test_no_two_links_are_one_edge_in_gephi(plan) -> None:  # type: ignore[no-untyped-def]
    assert not [*_wrong(gexf.write(plan.contents))]


def test_dependencies_of_several_kinds_between_two_programs_are_edges_of_several_kinds() -> None:
    document = ElementTree.fromstring(gexf.write(EVERYTHING))  # noqa: S314 - our own
    kinds = {
        each.get("kind"): each.get("label")
        for each in document.iter(f"{SPACE}edge")
        if (each.get("source"), each.get("target")) == (SUB_ACTIVITY, "program/dpu/air")
    }
    assert kinds == {"depends_on/infrastructure": "infrastructure", "depends_on/land": "land"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('version="1.3"', 'version="1.2"', "gexf version=1.2"),
        ("<graph ", '<graph name="" ', "name of graph"),
        ("<nodes>", "<nodes /><nodes>", "graph of attributes attributes nodes nodes edges"),
        ('<attvalue for="2"', '<attvalue for="12"', "attribute 12"),
        ('kind="depends_on/land"', 'kind="depends_on/infrastructure"', "one edge out of several"),
        ('<node id="opd/dpu"', '<node id="opd/dkk"', "node opd/dkk twice"),
    ],
)
def test_the_check_sees_what_is_not_allowed(before: str, after: str, said: str) -> None:
    text = gexf.write(EVERYTHING).decode()
    assert before in text
    assert any(said in each for each in _wrong(text.replace(before, after, 1).encode()))
