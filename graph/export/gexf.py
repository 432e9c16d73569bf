"""GEXF: a plan's network for Gephi and others that read its files (https://gexf.net, 1.3).

Gephi makes one edge of those that tie the same two nodes unless they are of different kinds, and only 1.3 has a place
for the kind of an edge; networkx leaves it out.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from graph.change import Contents
from graph.export.network import network
from graph.export.text import referred

_NAMES: Final = "http://gexf.net/1.3"
_OWN: Final = "label"
"""What has a place of its own in GEXF, beside the ids; all else is an attribute that is declared."""


def write(contents: Contents) -> bytes:
    """Give a plan's nodes and links as GEXF; an edge has the id of its link and the kind that this id begins with."""
    graph = network(contents)
    document = Element("gexf", {"xmlns": _NAMES, "version": "1.3"})
    SubElement(SubElement(document, "meta"), "creator").text = "Sinergi"
    drawn = SubElement(document, "graph", {"defaultedgetype": "directed", "mode": "static"})
    ids = map(str, itertools.count())
    of_nodes = _declared(drawn, "node", (values for _, values in graph.nodes(data=True)), ids)
    of_edges = _declared(drawn, "edge", (values for *_, values in graph.edges(data=True)), ids)
    nodes, edges = SubElement(drawn, "nodes"), SubElement(drawn, "edges")
    for id_, values in graph.nodes(data=True):
        _fill(SubElement(nodes, "node", {"id": id_, "label": values[_OWN]}), values, of_nodes)
    for source, target, id_, values in graph.edges(keys=True, data=True):
        kind, _, _ = id_.partition(":")
        own = {"id": id_, "source": source, "target": target, "kind": kind, "label": values[_OWN]}
        _fill(SubElement(edges, "edge", own), values, of_edges)
    indent(document)
    data: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    return referred(data) + b"\n"


def _declared(drawn: Element, kind: str, all_: Iterable[Mapping[str, str]], ids: Iterator[str]) -> dict[str, str]:
    """Declare every attribute that nodes or edges have, and give their ids by their names."""
    names = dict.fromkeys(name for values in all_ for name in values if name != _OWN)
    found = dict(zip(names, ids, strict=False))
    declared = SubElement(drawn, "attributes", {"class": kind})
    for name, id_ in found.items():
        SubElement(declared, "attribute", {"id": id_, "title": name, "type": "string"})
    return found


def _fill(element: Element, values: Mapping[str, str], ids: Mapping[str, str]) -> None:
    given = SubElement(element, "attvalues")
    for name, value in values.items():
        if name != _OWN:
            SubElement(given, "attvalue", {"for": ids[name], "value": value})
