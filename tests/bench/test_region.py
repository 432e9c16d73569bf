"""Regions that are drawn are like real ones, each the same whenever it is drawn, and no two alike."""

from statistics import mean, median

from bench.region import REGIONS, region
from graph import law
from graph.model import Indicator, Opd, Program
from graph.snapshot import PlanGraph
from graph.traversal.money import lowest_budgets
from rules.country import likeness, structure
from service import demo
from tests.example import example_plan

DRAWN = tuple(PlanGraph(info, 1, contents) for info, contents in map(region, range(12)))
REAL = {len(plan.of(Opd)): plan for plan in map(example_plan, demo.DEMOS)}
"""The example regions by how many agencies they have, which tells of which one a region is drawn."""


def _of(plan: PlanGraph) -> PlanGraph:
    return REAL[len(plan.of(Opd))]


def test_a_region_is_the_same_whenever_it_is_drawn_and_no_other_seed_gives_it() -> None:
    assert region(3) == region(3)
    assert region(3)[1] != region(3, seed=1)[1]
    assert len({_of(plan).info.slug for plan in DRAWN}) == len(demo.DEMOS)


def test_every_region_has_a_name_and_a_code_of_its_own_in_a_province() -> None:
    infos = [region(number)[0] for number in (0, 1, 37, 38, REGIONS - 1)]
    assert len({info.slug for info in infos}) == len({info.region_code for info in infos}) == len(infos)
    assert not any(info.is_provincial for info in infos)
    assert infos[0].region_code[:2] == infos[3].region_code[:2] != infos[1].region_code[:2]


def test_a_region_breaks_no_law_and_its_links_lead_to_what_is_there() -> None:
    for plan in DRAWN[:3]:
        known = {id_ for id_, _ in law.broken(_of(plan).nodes, _of(plan).links)}
        assert {id_ for id_, _ in law.broken(plan.nodes, plan.links)} <= known
        assert all({link.source_id, link.target_id} <= plan.nodes.keys() for link in plan.links.values())


def test_as_much_work_measures_and_money_stands_in_a_region_as_in_a_real_one() -> None:
    def ratio(kind: type[Program] | type[Indicator]) -> float:
        return mean(len(plan.of(kind)) / len(_of(plan).of(kind)) for plan in DRAWN)

    assert 0.85 < ratio(Program) < 0.95
    assert 0.85 < ratio(Indicator) <= 1
    links = mean(len(plan.links) / len(plan.nodes) / (len(_of(plan).links) / len(_of(plan).nodes)) for plan in DRAWN)
    assert 0.97 < links < 1.03

    def typical(plan: PlanGraph) -> float:
        return median(sum(years.values()) for years in lowest_budgets(plan).values())

    factors = [typical(plan) / typical(_of(plan)) for plan in DRAWN]
    assert 0.5 < median(factors) < 2
    assert len(set(factors)) == len(factors)


def test_regions_are_alike_as_real_ones_are_and_never_the_same() -> None:
    shapes = [structure(plan) for plan in DRAWN]
    for plan, shape in zip(DRAWN, shapes, strict=True):
        like = likeness(shape, structure(_of(plan)))
        assert like is not None
        assert 0.3 < {part.name: part.value for part in like.parts}["fields"] < 0.999
    assert len({tuple(shape.fields.items()) for shape in shapes}) == len(shapes)
