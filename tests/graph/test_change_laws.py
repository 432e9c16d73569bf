"""The laws of ChangeSets: what is applied can be undone, and what does not fit is refused whole, with its name."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.change import (
    EMPTY,
    Change,
    Contents,
    InvalidChangeSet,
    PutLink,
    PutNode,
    RemoveLink,
    RemoveNode,
    apply,
    difference,
    inverse,
    validate,
)
from graph.model import AnyNode, DependencyKind, Level, Link, LinkKind, Mark, MarkCode, Opd, Program

IDS = ("a", "b", "c", "d")
"""So few that changes meet."""

nodes: st.SearchStrategy[AnyNode] = st.one_of(
    st.builds(Opd, id=st.sampled_from(IDS), name=st.sampled_from("xy"), short_name=st.just("x")),
    st.builds(
        Program,
        id=st.sampled_from(IDS),
        name=st.sampled_from("xy"),
        level=st.sampled_from(Level),
        marks=st.sampled_from(((), (Mark(code=MarkCode.NO_CODE, message="tanpa kode"),))),
    ),
)
links: st.SearchStrategy[Link] = st.builds(
    Link,
    kind=st.sampled_from((LinkKind.LEADS, LinkKind.CONTAINS, LinkKind.SUPPORTS, LinkKind.DEPENDS_ON)),
    source_id=st.sampled_from(IDS),
    target_id=st.sampled_from(IDS),
    dependency=st.sampled_from((None, None, DependencyKind.LAND)),
    confidence=st.sampled_from((0.5, 1.0, 1.0, 2.0)),
)
edits = st.booleans()
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(PutNode, node=nodes, edit=edits),
    st.builds(RemoveNode, id=st.sampled_from(IDS)),
    st.builds(PutLink, link=links, edit=edits),
    st.builds(RemoveLink, id=links.map(lambda link: link.id)),
)


@st.composite
def plans(draw: st.DrawFn) -> Contents:
    """Contents that changes can lead to from nothing."""
    held = {node.id: node for node in draw(st.lists(nodes))}
    contents = Contents(nodes=held, links={})
    for link in draw(st.lists(links, max_size=12)):
        if not validate(contents, [PutLink(link=link)]):
            contents = apply(contents, [PutLink(link=link)])
    return contents


@st.composite
def fitting(draw: st.DrawFn, contents: Contents) -> list[Change]:
    """Changes that fit the contents: of those drawn, each that fits after the ones before it."""
    kept: list[Change] = []
    for change in draw(st.lists(changes, max_size=15)):
        if not validate(contents, [*kept, change]):
            kept.append(change)
    return kept


def _copy(contents: Contents) -> Contents:
    return Contents(nodes=dict(contents.nodes), links=dict(contents.links))


@given(st.data())
def test_applying_changes_and_then_their_inverse_is_nothing(data: st.DataObject) -> None:
    before = data.draw(plans())
    made = data.draw(fitting(before))
    after = apply(before, made)
    undone = inverse(before, made)
    assert apply(after, undone) == before
    assert apply(before, inverse(after, undone)) == after


@given(plans(), plans())
def test_applying_the_difference_gives_what_comes_after(before: Contents, after: Contents) -> None:
    made = tuple(difference(before, after))
    assert validate(before, made) == ()
    assert apply(before, made) == after
    assert not made or before != after


@given(plans())
def test_a_plan_differs_from_itself_in_nothing(plan: Contents) -> None:
    assert tuple(difference(plan, _copy(plan))) == ()
    assert apply(plan, ()) == plan
    assert apply(EMPTY, difference(EMPTY, plan)) == plan


@given(plans(), plans(), st.randoms(use_true_random=False))
def test_the_difference_does_not_depend_on_the_order_in_a_plan(
    before: Contents, after: Contents, random: object
) -> None:
    def shuffled(contents: Contents) -> Contents:
        turned = [list(contents.nodes.items()), list(contents.links.items())]
        for items in turned:
            random.shuffle(items)  # type: ignore[attr-defined]
        return Contents(nodes=dict(turned[0]), links=dict(turned[1]))  # type: ignore[arg-type]

    assert tuple(difference(shuffled(before), shuffled(after))) == tuple(difference(before, after))


@given(plans(), st.lists(changes, max_size=8))
def test_changes_are_valid_exactly_where_they_can_be_applied(before: Contents, made: list[Change]) -> None:
    problems = validate(before, made)
    try:
        apply(before, made)
        refused: tuple[object, ...] = ()
    except InvalidChangeSet as error:
        refused = error.problems
    assert problems == refused
    assert all(problem.code and problem.message.endswith(".") for problem in problems)
    assert all(0 <= problem.position < len(made) for problem in problems)


@given(plans(), st.lists(changes, max_size=8))
def test_the_contents_stay_as_they_were_whatever_is_applied(before: Contents, made: list[Change]) -> None:
    copy = _copy(before)
    validate(before, made)
    assert before == copy


@given(st.data())
def test_what_is_applied_leaves_no_link_without_its_ends(data: st.DataObject) -> None:
    before = data.draw(plans())
    after = apply(before, data.draw(fitting(before)))
    assert {end for link in after.links.values() for end in (link.source_id, link.target_id)} <= after.nodes.keys()
    assert all(id_ == node.id for id_, node in after.nodes.items())
    assert all(id_ == link.id for id_, link in after.links.items())


@given(st.data())
def test_changes_come_back_from_json_as_they_were(data: st.DataObject) -> None:
    made = tuple(data.draw(st.lists(changes)))
    assert msgspec.json.decode(msgspec.json.encode(made), type=tuple[Change, ...]) == made


def _opd(id_: str) -> PutNode:
    return PutNode(node=Opd(id=id_, name=id_, short_name=id_))


def _work(id_: str) -> PutNode:
    return PutNode(node=Program(id=id_, name=id_, level=Level.PROGRAM))


def _lead(opd: str, work: str, *, confidence: float = 1.0, edit: bool = False) -> PutLink:
    link = Link(kind=LinkKind.LEADS, source_id=opd, target_id=work, confidence=confidence)
    return PutLink(link=link, edit=edit)


PLAN = apply(EMPTY, (_opd("opd/pu"), _work("program/drainase"), _lead("opd/pu", "program/drainase")))


@pytest.mark.parametrize(
    ("refused", "code", "named"),
    [
        ((_opd("opd/pu"),), "duplicate", "opd/pu sudah ada"),
        ((_lead("opd/pu", "program/drainase"),), "duplicate", "leads:opd/pu>program/drainase sudah ada"),
        ((_opd("opd/dlh"), _opd("opd/dlh")), "duplicate", "opd/dlh sudah ada"),
        ((_lead("opd/lain", "program/drainase"),), "dangling-reference", "menunjuk opd/lain"),
        ((_lead("opd/pu", "program/lain"),), "dangling-reference", "menunjuk program/lain"),
        ((RemoveNode(id="opd/pu"),), "dangling-reference", "menunjuk opd/pu"),
        ((RemoveNode(id="opd/lain"),), "not-found", "opd/lain tidak ada"),
        ((RemoveLink(id="leads:x>y"),), "not-found", "leads:x>y tidak ada"),
        ((_lead("opd/pu", "program/lain", edit=True),), "not-found", "leads:opd/pu>program/lain tidak ada"),
        ((PutNode(node=_work("opd/pu").node, edit=True),), "wrong-kind", "opd/pu adalah opd"),
        ((_lead("program/drainase", "opd/pu"),), "wrong-kind", "program/drainase"),
        ((_lead("opd/pu", "opd/pu"),), "self-reference", "opd/pu"),
        ((_lead("opd/pu", "program/drainase", confidence=2, edit=True),), "out-of-range", "keyakinan"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_what_does_not_fit_is_refused_with_a_sentence_that_names_it(
    refused: tuple[Change, ...], code: str, named: str
) -> None:
    problems = validate(PLAN, refused)
    assert [(problem.code, problem.position) for problem in problems] == [(code, len(refused) - 1)]
    assert named in problems[0].message
    with pytest.raises(InvalidChangeSet) as error:
        apply(PLAN, refused)
    assert named in str(error.value)


def test_all_problems_are_listed_not_only_the_first() -> None:
    refused = (_opd("opd/pu"), _work("program/baru"), RemoveNode(id="opd/x"), _lead("opd/y", "program/baru"))
    assert [(each.code, each.position) for each in validate(PLAN, refused)] == [
        ("duplicate", 0),
        ("not-found", 2),
        ("dangling-reference", 3),
    ]


def test_a_node_of_a_new_kind_is_refused_where_its_links_do_not_fit_it() -> None:
    assert [each.code for each in validate(PLAN, (RemoveNode(id="opd/pu"), _work("opd/pu")))] == ["wrong-kind"]
