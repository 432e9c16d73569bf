"""Fingerprints: what people said of a finding or an initiative holds while its reason does."""

import random
from functools import cache

import msgspec
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from graph.change import Change, Contents, PutLink, PutNode, RemoveLink, RemoveNode
from graph.model import Level, Link, LinkKind, Opd, Program
from graph.snapshot import PlanGraph
from rules.engine import Evaluation, evaluate
from tests.effort import tried
from tests.example import example_plan

SMALL = 5
"""How many OPDs the plan under test keeps, so that many changes can be tried."""


@cache
def base() -> Evaluation:
    whole = example_plan()
    kept = {opd.id for opd in whole.opds[::7][:SMALL]}
    gone = {p.id for p in whole.of(Program) if (lead := whole.lead(p.id)) is None or lead.id not in kept}
    gone |= {o.id for o in whole.objectives if (lead := whole.lead(o.id)) is not None and lead.id not in kept}
    gone |= {i.id for i in whole.indicators if (lead := whole.lead(i.id)) is not None and lead.id not in kept}
    ends = [link for link in whole.links.values() if {link.source_id, link.target_id} & gone]
    changes: list[Change] = [RemoveLink(id=link.id) for link in ends]
    changes += [RemoveNode(id=id_) for id_ in sorted(gone)]
    return evaluate(whole.apply(changes))


def plain(evaluation: Evaluation) -> PlanGraph:
    """The plan of an evaluation without the links that knowledge made."""
    links = [RemoveLink(id=link.id) for link in evaluation.plan.links.values() if link.entry]
    themes = [RemoveNode(id=theme.id) for theme in evaluation.plan.themes]
    return evaluation.plan.apply([*links, *themes])


@st.composite
def unrelated(draw: st.DrawFn) -> tuple[list[Change], random.Random]:
    """Changes that touch no reason: other names of OPDs, notes on work, office work, an OPD that does it; an order."""
    plan = plain(base())
    made: list[Change] = []
    for number, opd in enumerate(draw(st.lists(st.sampled_from(plan.opds), unique_by=lambda each: each.id))):
        words = draw(st.sampled_from(("baru", "Tipe A", "(perubahan)")))
        renamed = msgspec.structs.replace(opd, name=f"{opd.name} {words}", short_name=f"{opd.short_name} {number}")
        made.append(PutNode(node=renamed, edit=True))
    programs = plan.of(Program)
    noted = draw(st.lists(st.sampled_from(programs), max_size=5, unique_by=lambda each: each.id))
    made += [PutNode(node=msgspec.structs.replace(each, tags=(*each.tags, "dibahas")), edit=True) for each in noted]
    leads = [opd.id for opd in plan.opds]
    if draw(st.booleans()):
        made.append(PutNode(node=Opd(id="opd/tambahan", name="Dinas Tambahan", short_name="TAMBAHAN")))
        leads.append("opd/tambahan")
    for number, lead in enumerate(draw(st.lists(st.sampled_from(leads), max_size=4))):
        office = Program(
            id=f"program/kantor-{number}", code=f"X.XX.01.2.0{number + 1}", level=Level.ACTIVITY, name="Administrasi"
        )
        made += [
            PutNode(node=office),
            PutLink(link=Link(kind=LinkKind.LEADS, source_id=lead, target_id=office.id)),
        ]
    return made, random.Random(draw(st.integers(0, 2**32 - 1)))  # noqa: S311 - an order to try, no secret


@tried(8, *HealthCheck)
@given(unrelated())
def test_fingerprints_survive_renaming_reordering_and_unrelated_changes(
    drawn: tuple[list[Change], random.Random],
) -> None:
    made, order = drawn
    before = base()
    plan = plain(before).apply(made)
    nodes, links = list(plan.nodes.items()), list(plan.links.items())
    order.shuffle(nodes)
    order.shuffle(links)
    after = evaluate(PlanGraph(plan.info, 2, Contents(nodes=dict(nodes), links=dict(links))))
    assert [each.fingerprint for each in after.candidates] == [each.fingerprint for each in before.candidates]
    assert {each.fingerprint for each in before.findings} <= {each.fingerprint for each in after.findings}
