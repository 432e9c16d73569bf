"""Export: the example plan as plain rows, asked of our own API, for the servers that ours is measured beside.

The rows refer to each other by keys, which sort as our ids do; what depends on what is given as it is stored, so that
each server walks it itself.
"""

import base64
from collections.abc import Callable, Iterator
from typing import Any, Final

Row = dict[str, Any]
Ask = Callable[[str], Row]
"""Sends a query, gives its ``data``."""

_NODE: Final = "__typename id label"
_PROGRAM: Final = f"{_NODE} code name opd {{ {_NODE} shortName name }} parent {{ id }} dimensions {{ {_NODE} name }}"
_LINK: Final = f"originNode {{ {_NODE} }} targetNode {{ {_NODE} }}"
_INITIATIVE: Final = f"title lead {{ {_NODE} shortName name }} findings {{ rule message nodes {{ {_NODE} }} }}"


def export(ask: Ask, slug: str, initiatives: int) -> Row:
    """Give the plan's programs, dependencies and first initiatives, and every node that they name.

    Parameters
    ----------
    ask
        Sends a query to our API.
    slug
        The plan.
    initiatives
        How many initiatives.
    """
    nodes: dict[str, Row] = {}

    def known(node: Row) -> str:
        key = _key(node["id"])
        nodes[key] = nodes.get(key, {}) | {"key": key} | {name: node[name] for name in node if name in _FIELDS}
        return key

    programs = []
    for each in _all(ask, slug, "programs", "", _PROGRAM):
        parent, opd = each["parent"], each["opd"]
        row = {"key": known(each), "parent": parent and _key(parent["id"]), "opd": opd and known(opd)}
        programs.append(row | {"dimensions": [known(one) for one in each["dimensions"]]})
    found = _all(ask, slug, "links", "filter: { kind: DEPENDS_ON }", _LINK)
    dependencies = [[known(each["originNode"]), known(each["targetNode"])] for each in found]
    first = ask(f'{{ plan(slug: "{slug}") {{ initiatives(first: {initiatives}) {{ nodes {{ {_INITIATIVE} }} }} }} }}')
    gathered = [
        {
            "title": each["title"],
            "lead": known(each["lead"]),
            "findings": [one | {"nodes": [known(node) for node in one["nodes"]]} for one in each["findings"]],
        }
        for each in first["plan"]["initiatives"]["nodes"]
    ]
    return {
        "slug": slug,
        "nodes": list(nodes.values()),
        "programs": programs,
        "dependencies": dependencies,
        "initiatives": gathered,
    }


_FIELDS: Final = {"__typename", "id", "label", "code", "name", "shortName"}


def _all(ask: Ask, slug: str, name: str, arguments: str, fields: str) -> Iterator[Row]:
    """All nodes of a connection, page by page."""
    after = "null"
    while True:
        page = ask(
            f'{{ plan(slug: "{slug}") {{ {name}(first: 100, after: {after}, {arguments}) '
            f"{{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
        )["plan"][name]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = f'"{page["pageInfo"]["endCursor"]}"'


def _key(id_: str) -> str:
    """What a global id says, without the kind."""
    return base64.b64decode(id_).decode().partition(":")[2]
