"""Plans with every kind of record and whatever text people and programs may put into them."""

import types
import typing
from enum import Enum
from functools import cache

import msgspec
from hypothesis import strategies as st
from msgspec.structs import fields

from graph.change import Contents
from graph.export.tables import CONCEPTS
from graph.model import AnyNode, Link

NASTY = (
    "Jalan;=1+1",
    "Jalan\n@SUM(1)",
    "Jalan\t-1;\uff1d2",
    "",
    "=1+1",
    "+62 812",
    "-",
    "@SUM(A1)",
    "\tx",
    "\r\n=x",
    "'",
    "''=",
    '="a";"b"',
    "[1]",
    "a; b",
    " x ",
    "_x000D_",
    "x005F_x000D_",
    "␍␦…0 1",
    "␦",
    "\x00\x0b\x1f",
    "\ufffe\uffff",
    "a\u2028b\x85c",
    "1.03",
    "TRUE",
    "1e5",
    "#N/A",
    '"a\\N"',
    "<b>&amp;",
)
texts = st.sampled_from(NASTY) | st.text(max_size=8)


@cache
def of_type(kind: object) -> st.SearchStrategy[object]:
    """Any value of a field's type."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, types.UnionType):
        return st.one_of(*map(of_type, inner))
    if origin is tuple:
        return st.lists(of_type(inner[0]), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    plain = {
        str: texts,
        bool: st.booleans(),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False).map(lambda each: each + 0.0),  # no -0.0: XLSX has none
        type(None): st.none(),
    }
    return plain[kind]  # type: ignore[index]


def record(kind: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    return st.builds(kind, **{field.name: of_type(field.type) for field in fields(kind)})


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    nodes: list[AnyNode] = draw(st.lists(st.one_of(*map(record, CONCEPTS)), max_size=8))  # type: ignore[arg-type]
    links: list[Link] = draw(st.lists(record(Link), max_size=4))  # type: ignore[arg-type]
    return Contents(nodes={node.id: node for node in nodes}, links={link.id: link for link in links})
