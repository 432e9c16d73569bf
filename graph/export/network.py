"""Network: a plan as a plain networkx graph with flat attributes, as the graph programs want it."""

from collections.abc import Mapping

import networkx as nx

from graph.change import Contents
from graph.export.text import held
from graph.model import (
    AnyNode,
    Asset,
    Dimension,
    Indicator,
    Link,
    MasterplanProgram,
    Objective,
    Opd,
    Partner,
    Program,
    Standing,
)


def network(contents: Contents) -> "nx.MultiDiGraph[str]":
    """Give the nodes and links of a plan, rejected links left out, with attributes that are all texts.

    Names that graph programs keep for themselves (weight, source, type) are not used. A link of which an end is
    missing is left out too, since no graph program could draw it.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id_ in sorted(contents.nodes):
        graph.add_node(held(id_), **_plain(_node(contents.nodes[id_])))
    for id_, link in sorted(contents.links.items()):
        ends = {link.source_id, link.target_id}
        if link.standing is not Standing.REJECTED and ends <= contents.nodes.keys():
            graph.add_edge(held(link.source_id), held(link.target_id), key=held(id_), **_plain(_link(link)))
    return graph


def _plain(values: Mapping[str, str]) -> dict[str, str]:
    return {name: held(value) for name, value in values.items()}


def _node(node: AnyNode) -> dict[str, str]:
    """What graph programs show of a node: its label and kind, and what its kind has of code, level and money."""
    return {"label": node.label, "kind": node.kind, "marks": str(len(node.marks)), "written_in": node.source} | _own(
        node
    )


def _own(node: AnyNode) -> dict[str, str]:
    match node:
        case Program():
            return {"code": node.code, "level": str(node.level), "field": node.field, "rupiah": str(node.budget())}
        case Dimension() | Objective() | MasterplanProgram():
            level = node.term if isinstance(node, MasterplanProgram) else node.level
            return {"code": node.code, "level": str(level or "")}
        case Indicator():
            return {"unit": node.unit, "direction": str(node.direction or "")}
        case Opd():
            return {"name": node.name, "mandates": "; ".join(node.mandates)}
        case Partner() | Asset():
            return {"level": str(node.partner_kind if isinstance(node, Partner) else node.asset_kind)}
        case _:
            return {}


def _link(link: Link) -> dict[str, str]:
    return {
        "label": str(link.dependency or link.kind),
        "kind": str(link.kind),
        "origin": str(link.origin),
        "confidence": str(link.confidence),
        "contribution": str(link.weight),
        "dependency": str(link.dependency or ""),
        "lag_months": str(link.lag_months),
        "standing": str(link.standing),
        "reason": link.reason,
        "written_in": link.source,
        "entry": link.entry,
    }
