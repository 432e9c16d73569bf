"""What is kept from one evaluation to the next changes nothing that the next one says."""

import functools
import gc
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.change import Change, PutLink, PutNode, RemoveLink
from graph.intake import read_files
from graph.model import Measure, Money, Program, Standing
from graph.snapshot import PlanGraph
from rules.engine import Evaluation, evaluate
from rules.knowledge import knowledge
from service import demo

WAYS = ("name", "word", "budget", "target", "beneficiaries", "reject", "remove")


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


def edit(before: PlanGraph, way: str, one: int, other: int) -> Change:
    programs = before.of(Program)
    program, like = programs[one % len(programs)], programs[other % len(programs)]
    links = sorted(before.links)
    if way == "remove":
        return RemoveLink(id=links[one % len(links)])
    if way == "reject":
        return PutLink(link=replace(before.links[links[one % len(links)]], standing=Standing.REJECTED), edit=True)
    if way == "target":
        indicator = before.indicators[one % len(before.indicators)]
        years = tuple(replace(year, target=Measure(text="7", low=7, high=7)) for year in indicator.years)
        return PutNode(node=replace(indicator, years=years), edit=True)
    money = Money(text=str(other), amount=other)
    changed = {
        "name": replace(program, name=like.name),
        "word": replace(program, name=f"{program.name} sampah {like.name.split()[0]}"),
        "budget": replace(program, years=tuple(replace(year, budget=money) for year in program.years)),
        "beneficiaries": replace(program, beneficiaries=like.name),
    }
    return PutNode(node=changed[way], edit=True)


@pytest.mark.parametrize("slug", demo.DEMOS)
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_evaluation_after_edits_says_what_one_with_nothing_kept_says(slug: str, data: st.DataObject) -> None:
    changed = plan(slug)
    evaluate(changed)
    number = st.integers(0, 10**10)
    for _ in range(data.draw(st.integers(1, 3))):
        changed = changed.apply([edit(changed, data.draw(st.sampled_from(WAYS)), data.draw(number), data.draw(number))])
        kept = said(evaluate(changed))
    assert kept == said(anew(changed))
