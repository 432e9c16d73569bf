"""Bringing together what two people changed: laws of the merge."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from graph.change import Contents, apply
from graph.model import Level as OfProgram
from graph.model import Link, LinkKind, Opd, Program
from graph.store import merge

TEXT = st.sampled_from(["", "a", "b", "c"])
OPDS = st.builds(
    Opd, id=st.sampled_from(["opd/1", "opd/2"]), name=TEXT, short_name=TEXT, aliases=st.lists(TEXT).map(tuple)
)
PROGRAMS = st.builds(
    Program, id=st.sampled_from(["program/1", "program/2"]), level=st.just(OfProgram.PROGRAM), name=TEXT
)
NODES = st.lists(OPDS | PROGRAMS, unique_by=lambda node: node.id)


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    nodes: dict[str, Any] = {node.id: node for node in draw(NODES)}
    pairs = [(a, b) for a in sorted(nodes) for b in sorted(nodes) if a.startswith("opd/") and b.startswith("program/")]
    chosen = [pair for pair in pairs if draw(st.booleans())]
    links = [Link(kind=LinkKind.SUPPORTS, source_id=a, target_id=b, reason=draw(TEXT)) for a, b in chosen]
    return Contents(nodes=nodes, links={link.id: link for link in links})


@given(contents(), contents())
def test_where_the_other_changed_nothing_the_changes_lead_to_mine(base: Contents, mine: Contents) -> None:
    merged = merge(base, mine, base)
    assert apply(base, merged.changes) == mine
    assert merged.clashes == ()


@given(contents(), contents())
def test_where_i_changed_nothing_there_is_nothing_to_do(base: Contents, theirs: Contents) -> None:
    merged = merge(base, base, theirs)
    assert (merged.changes, merged.clashes) == ((), ())


@given(contents(), contents())
def test_where_both_changed_the_same_there_is_nothing_to_do(base: Contents, both: Contents) -> None:
    merged = merge(base, both, both)
    assert (merged.changes, merged.clashes) == ((), ())


@given(contents(), contents(), contents())
def test_a_clash_is_told_exactly_where_both_changed_a_field_to_different_values(
    base: Contents, mine: Contents, theirs: Contents
) -> None:
    clashes = {each.id: each.fields for each in merge(base, mine, theirs).clashes}
    for records in ("nodes", "links"):
        was, one, other = (getattr(each, records) for each in (base, mine, theirs))
        for id_ in was.keys() | one.keys() | other.keys():
            three = was.get(id_), one.get(id_), other.get(id_)
            assert clashes.get(id_) == _expected(*three), id_


def _expected(was: Any, one: Any, other: Any) -> tuple[str, ...] | None:
    if one in (was, other) or other == was:
        return None
    if was is None or one is None or other is None:
        return ()
    old, mine, theirs = map(msgspec.structs.asdict, (was, one, other))
    both = tuple(name for name in old if mine[name] not in (old[name], theirs[name]) and theirs[name] != old[name])
    return both or None
