"""DOT: a plan's network for Graphviz (https://graphviz.org/doc/info/lang.html)."""

from collections.abc import Iterator
from typing import Final

from graph.change import Contents
from graph.export.network import network

_SHAPES: Final = {
    "opd": "box",
    "partner": "box",
    "program": "ellipse",
    "objective": "hexagon",
    "indicator": "note",
    "dimension": "diamond",
    "asset": "cylinder",
    "theme": "octagon",
    "masterplan": "folder",
    "masterplan_program": "component",
}


def write(contents: Contents) -> bytes:
    """Give a plan's nodes and links as a directed graph; shapes tell the kinds of node apart."""
    return ("\n".join(_lines(contents)) + "\n").encode()


def _lines(contents: Contents) -> Iterator[str]:
    graph = network(contents)
    yield "digraph plan {"
    yield "  rankdir=LR;"
    yield '  node [fontname="sans-serif"];'
    for id_, values in graph.nodes(data=True):
        told = {"label": values["label"], "shape": _SHAPES[values["kind"]], "class": values["kind"]}
        yield f"  {_quoted(id_)} [{_attributes(told)}];"
    for source, target, id_, values in graph.edges(keys=True, data=True):
        told = {"id": id_, "label": values["label"], "class": values["origin"]}
        yield f"  {_quoted(source)} -> {_quoted(target)} [{_attributes(told)}];"
    yield "}"


def _attributes(values: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(text: str) -> str:
    r"""A text as DOT's quoted string; its backslashes are doubled, since ``\N`` and ``\n`` have a meaning there.

    >>> print(_quoted('a "b" \\N'))
    "a \"b\" \\N"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "\\n").replace("\n", "\\n")
    return f'"{escaped}"'
