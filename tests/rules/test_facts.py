"""Facts and sums are what the rows give: recomputed here from the rows alone, without the code that made them."""

from collections.abc import Iterator

import msgspec
import pytest

from graph.change import PutNode
from graph.model import Dimension, Indicator, Level, LinkKind, Money, Opd, Origin, Program, Stage, Theme
from graph.snapshot import PlanGraph
from graph.traversal import objectives_met
from rules.engine import Evaluation, evaluate
from rules.finding import FactKind, Finding
from rules.knowledge import known_of
from rules.recommend import Initiative
from service import demo
from tests.example import example_evaluation, example_plan

every_region = pytest.mark.parametrize("slug", demo.DEMOS)


def _latest(plan: PlanGraph) -> int:
    rows = [row for node in plan.nodes.values() if isinstance(node, Program) for row in node.years]
    return max(row.year for row in rows if row.budget and row.budget.plausible and (row.budget.amount or 0) > 0)


def _paid(program: Program, year: int) -> int:
    return sum(
        row.budget.amount or 0 for row in program.years if row.year == year and row.budget and row.budget.plausible
    )


def _work(plan: PlanGraph, theme: str) -> Iterator[tuple[Program, bool]]:
    """The work of a theme, and whether it is for it: weighed so by knowledge, or said so by people."""
    for link in plan.into(theme, LinkKind.CONTRIBUTES):
        program = plan.nodes[link.source_id]
        if isinstance(program, Program) and not program.code.startswith("X.XX") and plan.lead(program.id):
            yield program, link.weight >= 2 or (link.origin is Origin.DECLARED and link.weight > 0)


@every_region
def test_money_is_the_sum_of_the_rows_of_one_year(slug: str) -> None:
    evaluation = example_evaluation(slug)
    year = _latest(evaluation.plan)
    touched = 0
    for each in evaluation.candidates:
        if not each.theme.startswith("theme/"):
            continue
        work = list(_work(evaluation.plan, each.theme))
        assert each.money.year == year
        assert each.money.specific == sum(_paid(program, year) for program, is_for in work if is_for)
        assert each.money.touching == sum(_paid(program, year) for program, is_for in work if not is_for)
        touched += each.money.touching > 0
    assert touched > 5


@every_region
def test_every_figure_of_a_fact_is_a_number_of_its_row(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan, year = evaluation.plan, _latest(evaluation.plan)
    checked = 0
    for fact in (each for each in evaluation.findings if each.fact):
        assert fact.figures
        for figure in fact.figures:
            checked += 1
            node = plan.nodes[figure.node]
            if isinstance(node, Indicator):
                cells = [cell.number for row in node.years for cell in (row.target, row.realised) if cell]
                assert figure.value in cells
                assert figure.unit == node.unit
            elif isinstance(node, Program) and figure.unit == "Rp":
                spent_ = {row.spent.counted for row in node.years if row.spent}
                assert figure.value in {_paid(node, year), *spent_}
            elif isinstance(node, Program):
                spent = [100 * row.spent.counted / row.budget.counted for row in node.years if row.spent and row.budget]
                assert figure.value == pytest.approx(spent[-1], abs=0.06)
            elif isinstance(node, Opd):
                work = [plan.get(Program, id_) for id_ in fact.nodes if plan.lead(id_) == node]
                assert figure.value == len(work)
                is_bare = fact.fact is FactKind.UNFUNDED
                assert all((_paid(each, year) < 1_000_000) is is_bare for each in work)
            elif isinstance(node, Dimension):
                assert figure.value in {0, len(objectives_met(plan, node.level).get(node.id, ()))}
            elif fact.fact is FactKind.WORK_OUTSIDE_LEAD:
                assert figure.value in _by_party(plan, fact, year)
            else:
                assert (fact.fact, figure.value) == (FactKind.GAP, 0)
            assert str(year) in figure.period
    assert checked > 20


def _by_party(plan: PlanGraph, fact: Finding, year: int) -> set[int]:
    """What the first OPD of a fact, with those beside it that own the part, and the others spend on its work."""
    sums: dict[str, int] = {}
    for id_ in fact.nodes:
        node, lead = plan.nodes[id_], plan.lead(id_)
        if isinstance(node, Program) and lead is not None:
            sums[lead.id] = sums.get(lead.id, 0) + _paid(node, year)
    splits = {sum([sums[opd] for opd in fact.opds][:cut]) for cut in range(1, len(fact.opds))}
    return splits | {sum(sums.values()) - each for each in splits}


def _tier(plan: PlanGraph, initiative: Initiative) -> int:
    facts = {fact.fingerprint for fact in initiative.facts}
    planners = {opd.id for opd in plan.opds if "5.01" in opd.mandates}
    joint = (each for each in initiative.actions if each.fact in facts and set(each.opds[1:]) - planners)
    if any(joint) or _is_subject(plan, initiative):
        return 0
    return 1 if facts else 2 if initiative.actions else 3


@every_region
def test_an_initiative_opens_with_one_to_three_facts_or_stands_behind(slug: str) -> None:
    evaluation = example_evaluation(slug)
    found = evaluation.candidates
    tiers = [_tier(evaluation.plan, each) for each in found]
    assert tiers == [each.tier for each in found]
    assert tiers == sorted(tiers)
    for each in found:
        assert len(each.facts) <= 3
        assert set(each.facts) <= set(each.findings)
        for fact in each.facts:
            assert fact.message.id in each.why.id
            assert 0 < fact.sharpness <= 1


def _is_subject(plan: PlanGraph, initiative: Initiative) -> bool:
    """Whether the title of the plan names the theme."""
    theme = plan.nodes.get(initiative.theme)
    words = theme.words if isinstance(theme, Theme) else ()
    return any(word.casefold() in plan.info.title.casefold() for word in words)


def test_the_subject_of_a_smart_city_plan_comes_before_what_has_no_facts() -> None:
    evaluation = example_evaluation()
    (own,) = (each for each in evaluation.candidates if each.theme == "theme/kota-cerdas")
    assert _is_subject(evaluation.plan, own)
    assert own.rank <= 1 + sum(bool(each.facts) for each in evaluation.candidates)


@every_region
def test_no_fact_opens_two_initiatives(slug: str) -> None:
    found = example_evaluation(slug).candidates
    opened = [fact.fingerprint for each in found for fact in each.facts]
    assert len(opened) == len(set(opened))


@every_region
def test_an_action_brings_two_to_four_agencies_and_names_what_they_do(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    checked = 0
    for initiative in evaluation.candidates:
        assert len({each.fingerprint for each in initiative.actions}) == len(initiative.actions)
        for action in initiative.actions:
            checked += 1
            kecamatan = {id_ for id_ in action.opds if plan.get(Opd, id_).is_territorial}
            assert 2 <= len(set(action.opds)) <= 4 + max(0, len(kecamatan) - 1)
            assert action.lead == action.opds[0]
            assert all(isinstance(plan.nodes[id_], Opd) for id_ in action.opds)
            assert action.output.id
            assert action.output.en
            assert action.measure.id
            assert bool(action.fact) is not bool(action.practice)
            assert {id_ for each in action.handovers for id_ in (each.giver, each.receiver)} <= set(action.opds)
            assert _carried(plan, initiative) or action.fact
            assert {each.receiver for each in action.asked} <= set(action.opds)
            if action.practice:
                assert action.practice.level in {"A", "B"}
                assert action.practice.result.id
                assert action.practice.source.startswith("http")
                assert plan.info.region_name.casefold() != action.practice.region.casefold()
    assert checked > 20


def test_who_outside_the_plan_a_practice_needs_is_asked_for_it() -> None:
    told = 0
    for slug in demo.DEMOS:
        evaluation = example_evaluation(slug)
        practices = {each.id: each for each in known_of(evaluation.plan).practices}
        for action in (each for initiative in evaluation.candidates for each in initiative.actions if each.practice):
            assert action.practice
            needed = {each.institution: each.receiver for each in practices[action.practice.id].asked}
            for each in action.asked:
                told += 1
                lead = evaluation.plan.get(Opd, each.receiver)
                assert needed.pop(each.institution.id) in lead.mandates
                assert each.what.id
                assert each.what.en
            fields = {field for id_ in action.opds for field in evaluation.plan.get(Opd, id_).mandates}
            assert fields.isdisjoint(needed.values()), "who would receive it sits there, but nobody is asked"
    assert told


def _carried(plan: PlanGraph, initiative: Initiative) -> bool:
    """Whether each action that follows a practice is carried by work of all who take part."""
    return all(
        {lead.id for id_ in each.programs if (lead := plan.lead(id_))} == set(each.opds)
        for each in initiative.actions
        if each.practice
    )


def _with_stages(stages: dict[Stage, Money | None]) -> tuple[Program, Evaluation]:
    """The plan's largest piece of work on waste with these amounts, its own where none is given, evaluated."""
    known = example_evaluation()
    year = _latest(known.plan)
    work = max(
        (program for program, is_for in _work(known.plan, "theme/persampahan") if is_for and program.field == "2.11"),
        key=lambda program: (program.level is Level.SUB_ACTIVITY, _paid(program, year), program.id),
    )
    years = tuple(
        row.with_stages({stage: money or row.budget for stage, money in stages.items()}) if row.budget else row
        for row in work.years
    )
    changed = PutNode(node=msgspec.structs.replace(work, years=years), edit=True)
    return work, evaluate(example_plan().apply([changed]))


def test_money_moved_away_is_a_fact_and_the_action_asks_for_it_back() -> None:
    work, found = _with_stages({Stage.ORIGINAL: None, Stage.CHANGED: Money(text="1", amount=1)})
    (fact,) = (each for each in found.findings if each.fact is FactKind.MOVED_AWAY)
    assert (fact.rule, fact.subject, fact.key) == ("CP10", work.id, "theme/persampahan")
    (opened,) = (each for each in found.candidates if fact in each.facts)
    (action,) = (each for each in opened.actions if each.fact == fact.fingerprint)
    assert action.title.id.startswith("Mengembalikan uang")
    planning = {opd.id for opd in found.plan.of(Opd) if "5.01" in opd.mandates}
    assert planning & {handed.receiver for handed in action.handovers}


def test_a_sum_and_its_parts_name_the_stage_of_the_budget() -> None:
    work, found = _with_stages({Stage.CHANGED: None})
    (waste,) = (each for each in found.candidates if each.theme == "theme/persampahan")
    assert dict(waste.money.stages)[Stage.CHANGED] == work.last_budget
    assert sum(amount for _, amount in waste.money.stages) == waste.money.specific
    assert "(pagu tanpa tahap dan perubahan)" in waste.why.id
    (brings,) = (each.brings for each in waste.programs if each.program == work.id)
    assert "pagu perubahan Rp" in brings.id
