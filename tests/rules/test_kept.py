"""What is kept from one evaluation to the next changes nothing that the next one says."""

import functools
import gc
from collections.abc import Iterator
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.change import Change, InvalidChangeSet, PutLink, PutNode, RemoveLink, RemoveNode
from graph.intake import read_files
from graph.model import Indicator, Link, LinkKind, Measure, Money, Objective, Program, Standing
from graph.snapshot import PlanGraph
from rules.engine import Evaluation, evaluate
from rules.knowledge import knowledge
from service import demo
from tests.effort import tried

RECORDS = ("name", "word", "budget", "beneficiaries", "level", "code", "tag", "place", "target", "measures", "aim")
WAYS = (*RECORDS, "goes", "lead", "remove", "reject", "weight", "mandates")


@cache
def plan(slug: str) -> PlanGraph:
    found = PlanGraph(demo.info(slug), 1, read_files(demo.files(slug)).contents)
    evaluate(found)
    return found


def said(evaluation: Evaluation) -> bytes:
    parts = (evaluation.findings, evaluation.candidates, evaluation.failures, sorted(evaluation.plan.links.items()))
    return msgspec.json.encode(parts)


def forget() -> None:
    """Drop all that the rules and what they ask of a plan keep beyond a snapshot."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and str(each.__module__).split(".")[0] in {"rules", "graph"}:
            each.cache_clear()


def anew(changed: PlanGraph) -> Evaluation:
    """Evaluate with nothing kept: no texts, no snapshot before, knowledge that was not used yet."""
    forget()
    bare = msgspec.json.decode(msgspec.json.encode(changed.contents), type=type(changed.contents))
    return evaluate(PlanGraph(changed.info, changed.revision, bare), known=replace(knowledge()))


def edits(before: PlanGraph, way: str, one: int, other: int) -> Iterator[Change]:
    """Changes of a plan in one of the ways, of what the numbers choose."""
    programs = before.of(Program)
    program, like = programs[one % len(programs)], programs[other % len(programs)]
    link = before.links[sorted(before.links)[one % len(before.links)]]
    opd, another = before.opds[one % len(before.opds)], before.opds[other % len(before.opds)]
    match way:
        case "goes":
            tied = (each.id for each in before.links.values() if program.id in (each.source_id, each.target_id))
            yield from (RemoveLink(id=id_) for id_ in tied)
            yield RemoveNode(id=program.id)
        case "lead":
            yield from (RemoveLink(id=each.id) for each in before.into(program.id, LinkKind.LEADS))
            yield PutLink(link=Link(kind=LinkKind.LEADS, source_id=opd.id, target_id=program.id))
        case "remove":
            yield RemoveLink(id=link.id)
        case "reject":
            yield PutLink(link=replace(link, standing=Standing.REJECTED), edit=True)
        case "weight":
            yield PutLink(link=replace(link, confidence=0.5, reason="lain"), edit=True)
        case "mandates":
            yield PutNode(node=replace(opd, mandates=another.mandates), edit=True)
        case "aim" if not before.objectives:
            return
        case _:
            yield PutNode(node=edited(before, way, program, like, one), edit=True)


def edited(before: PlanGraph, way: str, program: Program, like: Program, one: int) -> Program | Indicator | Objective:
    indicator = before.indicators[one % len(before.indicators)]
    aims = tuple(replace(year, target=Measure(text="7", low=7, high=7)) for year in indicator.years)
    money = Money(text=str(one), amount=one)
    found: dict[str, Program | Indicator | Objective] = {
        "name": replace(program, name=like.name),
        "word": replace(program, name=f"{program.name} sampah {like.name.split()[0]}"),
        "budget": replace(program, years=tuple(replace(year, budget=money) for year in program.years)),
        "beneficiaries": replace(program, beneficiaries=like.name),
        "level": replace(program, level=like.level),
        "code": replace(program, code=like.code),
        "tag": replace(program, tags=("spm",)),
        "place": replace(program, location=like.location or like.name),
        "target": replace(indicator, years=aims),
        "measures": replace(indicator, name=like.name, unit="dokumen"),
    }
    if before.objectives:
        found["aim"] = replace(before.objectives[one % len(before.objectives)], text=like.name)
    return found[way]


@pytest.mark.parametrize("slug", demo.DEMOS)
@tried(8, *HealthCheck)
@given(data=st.data())
def test_an_evaluation_after_edits_says_what_one_with_nothing_kept_says(slug: str, data: st.DataObject) -> None:
    changed = plan(slug)
    evaluate(changed)
    number = st.integers(0, 10**10)
    for _ in range(data.draw(st.integers(1, 4))):
        way = data.draw(st.sampled_from(WAYS))
        made = tuple(edits(changed, way, data.draw(number), data.draw(number)))
        try:
            changed = changed.apply(made)
        except InvalidChangeSet:
            continue  # the laws of a plan refuse some
    assert said(evaluate(changed)) == said(anew(changed))
