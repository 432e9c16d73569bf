"""GraphML: a plan's network for yEd, Cytoscape, Gephi and most others (http://graphml.graphdrawing.org)."""

import io

import networkx as nx

from graph.change import Contents
from graph.export.network import network
from graph.export.text import referred


def write(contents: Contents) -> bytes:
    """Give a plan's nodes and links as GraphML; the ids of edges are those of the links."""
    out = io.BytesIO()
    nx.write_graphml_xml(network(contents), out, named_key_ids=False)
    return referred(out.getvalue())
