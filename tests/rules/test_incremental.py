"""From an earlier evaluation only what a change touches is asked again, and the result is the same as of the whole."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.change import Change, Contents, PutLink, PutNode, RemoveLink, RemoveNode
from graph.intake import read_files
from graph.model import Indicator, Level, Link, LinkKind, Opd, Program, Standing
from graph.snapshot import PlanGraph
from rules.catalogue import RULES
from rules.engine import Evaluation, evaluate
from rules.rule import AnyRule, Found
from service import demo

SMALL = 5
"""How many OPDs the plan under test keeps, so that many changes can be tried."""


@cache
def base() -> Evaluation:
    whole = PlanGraph(demo.info(demo.FIRST), 1, read_files(demo.files(demo.FIRST)).contents)
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
def changes(draw: st.DrawFn) -> list[Change]:
    """A few changes that fit the plan: money, names, new work, links taken away, added, or rejected."""
    plan = plain(base())
    programs = plan.of(Program)
    made: dict[str, Change] = {}
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("name", "money", "reject", "unlink", "depend", "indicator", "opd", "new")))
        program = draw(st.sampled_from(programs))
        match kind:
            case "name":
                words = draw(st.sampled_from(("stunting", "Aplikasi sampah", "banjir", "x")))
                made[program.id] = PutNode(node=msgspec.structs.replace(program, name=words), edit=True)
            case "money":
                made[program.id] = PutNode(node=msgspec.structs.replace(program, years=()), edit=True)
            case "reject":
                derived = [link for link in base().plan.links.values() if link.entry]
                link = msgspec.structs.replace(draw(st.sampled_from(derived)), standing=Standing.REJECTED)
                if {link.source_id, link.target_id} <= plan.nodes.keys():
                    made[link.id] = PutLink(link=link)
            case "unlink":
                link = draw(st.sampled_from([each for each in plan.links.values() if each.kind is LinkKind.ALIGNS]))
                made[link.id] = RemoveLink(id=link.id)
            case "depend":
                other = draw(st.sampled_from(programs))
                link = Link(
                    kind=LinkKind.DEPENDS_ON, source_id=program.id, target_id=other.id, dependency="data", lag_months=2
                )
                if other.id != program.id:
                    made[link.id] = PutLink(link=link)
            case "indicator":
                indicator = draw(st.sampled_from(plan.of(Indicator)))
                made[indicator.id] = PutNode(node=msgspec.structs.replace(indicator, years=()), edit=True)
            case "opd":
                opd = draw(st.sampled_from(plan.opds))
                made[opd.id] = PutNode(node=msgspec.structs.replace(opd, mandates=("1.02",)), edit=True)
            case _:
                node = msgspec.structs.replace(program, id=f"{program.id}~baru", name="Penanganan banjir")
                lead = plan.lead(program.id)
                made[node.id] = PutNode(node=node)
                if lead:
                    link = Link(kind=LinkKind.LEADS, source_id=lead.id, target_id=node.id)
                    made[link.id] = PutLink(link=link)
    return sorted(made.values(), key=lambda change: isinstance(change, PutLink | RemoveLink))


def said(evaluation: Evaluation) -> bytes:
    return msgspec.json.encode((evaluation.findings, evaluation.initiatives, evaluation.failures))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes(), changes())
def test_an_evaluation_from_the_one_before_equals_the_whole_one(first: list[Change], second: list[Change]) -> None:
    plan = plain(base()).apply(first)
    once = evaluate(plan, before=base())
    assert said(once) == said(evaluate(plan))
    later = [change for change in second if _fits(plan, change)]
    twice = evaluate(plan.apply(later), before=once)
    assert said(twice) == said(evaluate(plan.apply(later)))


def _fits(plan: PlanGraph, change: Change) -> bool:
    match change:
        case PutNode(node=node, edit=edit):
            return (node.id in plan.nodes) is edit
        case PutLink(link=link, edit=edit):
            known = {link.source_id, link.target_id} <= plan.nodes.keys()
            return known and (link.id in plan.links) is edit
        case RemoveLink(id=id_):
            return id_ in plan.links
        case _:
            return False


def test_a_change_of_one_name_asks_only_a_few_nodes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(rule: AnyRule) -> Callable[..., Iterator[Found]]:
        check = rule.check

        def count(*arguments: Any) -> Iterator[Found]:
            asked.append(rule.code)
            return check(*arguments)

        return count

    for rule in RULES:
        monkeypatch.setattr(rule, "check", counted(rule))
    plan = plain(base())
    program = next(p for p in plan.of(Program) if not p.is_overhead and not plan.children(p.id))
    whole = evaluate(plan)
    count = len(asked)
    asked.clear()
    renamed = PutNode(node=msgspec.structs.replace(program, name=f"{program.name} (lanjutan)"), edit=True)
    evaluate(plan.apply([renamed]), before=whole)
    assert 0 < len(asked) < count / 2


def test_an_opd_is_seen_again_when_its_mandate_moves() -> None:
    plan = plain(base())
    opd = plan.of(Opd)[0]
    changed = plan.apply([PutNode(node=msgspec.structs.replace(opd, mandates=("1.02",)), edit=True)])
    assert said(evaluate(changed, before=base())) == said(evaluate(changed))


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


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
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
