"""Short: what an evaluation of a plan came to, and what the plan is made of, in a few words and shares."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from graph.model import Dimension, DimensionLevel, Indicator, LinkKind, Program
from graph.record.gist import Basis, Gist, GistFact, GistInitiative, GistPractice, Structure
from graph.snapshot import PlanGraph
from graph.traversal.division import Counting, Division
from graph.traversal.money import lowest_budgets
from rules.engine import Evaluation
from rules.recommend import Initiative
from rules.recommend.initiative import Example

_THEME: Final = "theme/"
"""How the ids of themes begin, which come from knowledge and are the same in all regions."""
_DECIMALS: Final = 4


def gist(evaluation: Evaluation, basis: Basis) -> Gist:
    """Give in short what an evaluation that rests on a basis came to."""
    named = (practice for each in evaluation.initiatives for practice in (*_followed(each), *each.examples))
    practices = {each.id: _practice(each) for each in named}
    return Gist(
        basis=basis,
        initiatives=tuple(map(_initiative, evaluation.initiatives)),
        practices=tuple(practices[id_] for id_ in sorted(practices)),
        failed_rules=tuple(sorted({each.rule for each in evaluation.failures})),
        structure=structure(evaluation.plan),
    )


def _initiative(one: Initiative) -> GistInitiative:
    return GistInitiative(
        fingerprint=one.fingerprint,
        title=one.title,
        theme=one.theme if one.theme.startswith(_THEME) else "",
        theme_name=one.theme_name,
        score=one.score.total,
        facts=tuple(GistFact(str(each.fact), each.rule) for each in one.facts),
        practices=tuple(dict.fromkeys(each.id for each in _followed(one))),
        examples=tuple(dict.fromkeys(each.id for each in one.examples)),
    )


def _followed(one: Initiative) -> list[Example]:
    return [each.practice for each in one.actions if each.practice]


def _practice(one: Example) -> GistPractice:
    return GistPractice(id=one.id, name=one.name, region=one.region, level=one.level)


def structure(plan: PlanGraph) -> Structure:
    """Give what a plan, with the links of knowledge, is made of; of its money the latest year that has any."""
    budgets = lowest_budgets(plan)
    latest = max((year for years in budgets.values() for year, rupiah in years.items() if rupiah), default=None)
    money = {id_: years[latest] for id_, years in budgets.items() if latest in years} if latest else {}
    under = Division(plan, Dimension, DimensionLevel.DIMENSION, Counting.ONCE).once
    fields: Counter[str] = Counter()
    dimensions: Counter[str] = Counter()
    for id_, rupiah in money.items():
        fields[plan.get(Program, id_).field] += rupiah
        dimensions[under.get(id_, "")] += rupiah
    indicators = Counter(_measured_field(plan, each) for each in plan.indicators)
    return Structure(fields=_shares(fields), dimensions=_shares(dimensions), indicators=_shares(indicators))


def _measured_field(plan: PlanGraph, indicator: Indicator) -> str:
    """The field of the work that an indicator measures; empty where it measures none, as those of objectives do."""
    measured = (plan.nodes[link.target_id] for link in plan.out(indicator.id, LinkKind.MEASURES))
    return next((each.field for each in measured if isinstance(each, Program)), "")


def _shares(amounts: Mapping[str, int]) -> dict[str, float]:
    whole = sum(amounts.values())
    return {key: round(amounts[key] / whole, _DECIMALS) for key in sorted(amounts) if amounts[key]} if whole else {}
