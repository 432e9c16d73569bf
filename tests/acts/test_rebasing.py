"""The law of rebasing: of two scenarios that touch nothing in common, either may be published first."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from acts.merging import merged
from graph.change import Change, PutLink, PutNode, RemoveLink, difference
from graph.model import DependencyKind, Link, LinkKind, Money, Program, ProgramYear
from graph.snapshot import PlanGraph
from tests.effort import tried
from tests.rules.notation import Notation

WORKS = [f"p{number}" for number in range(1, 9)]
BASE = Notation(
    {
        "opds": {"A": 1.02, "B": 1.03},
        "programs": {name: ["A", f"1.02.02.2.01.000{n}", n * 1_000_000] for n, name in enumerate(WORKS, 1)},
        "dimensions": {"SG": [], "SE": []},
    }
).plan()
DEED = st.sampled_from(("name", "ceiling", "support", "depend", "lead"))


def _done(plan: PlanGraph, work: str, deed: str, amount: int) -> list[Change]:
    """What a planner does to one piece of work."""
    node = plan.get(Program, work)
    match deed:
        case "name":
            return [PutNode(node=replace(node, name=f"{node.name} {amount}"), edit=True)]
        case "ceiling":
            money = ProgramYear(year=2025, budget=Money(text=str(amount), amount=amount))
            return [PutNode(node=replace(node, years=(*node.years, money)), edit=True)]
        case "support":
            return [PutLink(link=Link(kind=LinkKind.SUPPORTS, source_id="B", target_id=work, source="rapat"))]
        case "depend":
            other = next(name for name in WORKS if name > work or name == WORKS[-1])
            if other == work:
                return []
            return [
                PutLink(
                    link=Link(
                        kind=LinkKind.DEPENDS_ON,
                        source_id=work,
                        target_id=other,
                        dependency=DependencyKind.SEQUENCE,
                        source="rapat",
                    )
                )
            ]
        case _:
            lead = next(link for link in plan.links.values() if link.kind is LinkKind.LEADS and link.target_id == work)
            return [
                RemoveLink(id=lead.id),
                PutLink(link=replace(lead, source_id="B")),
            ]


@st.composite
def scenarios(draw: st.DrawFn) -> tuple[PlanGraph, PlanGraph]:
    """Two scenarios on one revision, each with work of its own."""
    mine = draw(st.sets(st.sampled_from(WORKS)))
    theirs = draw(st.sets(st.sampled_from(WORKS))) - mine
    made = []
    for works in (mine, theirs):
        changes = [
            change for work in sorted(works) for change in _done(BASE, work, draw(DEED), draw(st.integers(1, 10**12)))
        ]
        made.append(BASE.apply(changes, BASE.revision))
    return made[0], made[1]


def _published(mine: PlanGraph, first: PlanGraph) -> PlanGraph:
    """The plan after a scenario was published, another was brought to it and published as well."""
    return first.apply(merged(BASE.contents, mine.contents, first, ("name",)), first.revision)


@tried(100)
@given(scenarios())
def test_to_rebase_and_publish_is_to_publish_and_rebase_where_two_scenarios_touch_nothing_in_common(
    drawn: tuple[PlanGraph, PlanGraph],
) -> None:
    mine, theirs = drawn
    one, other = _published(mine, theirs), _published(theirs, mine)
    assert list(difference(one.contents, other.contents)) == []
    assert one.contents.nodes == other.contents.nodes
    assert one.contents.links == other.contents.links
    changed = [*difference(BASE.contents, mine.contents), *difference(BASE.contents, theirs.contents)]
    assert len(list(difference(BASE.contents, one.contents))) == len(changed), "nothing of either is lost"
