"""AL06 weights-disagree. A dimension that many outcomes need gets little money.

Why: money follows programs and programs follow outcomes (UU 25/2004 and Permendagri 86/2017 on performance-based
planning); a dimension that many outcomes call upon and that gets little of the money is promised more than it is given.
Evidence: the dimension, the outcomes that reach it through programs, and its programs with their money; what serves
two dimensions counts in both, in the whole as in the part.
Remedy: weigh the dimension's money again at the next change of the budget, or the number of outcomes put upon it.
"""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from graph.model import Dimension, DimensionLevel, LinkKind, Objective, ObjectiveLevel
from graph.snapshot import PlanGraph, PlanInfo, kept
from graph.traversal import dimensions_by_opd, objectives_met
from rules.finding import Family, Severity, Text
from rules.number import rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as many outcomes and as little money or work."""

    many: float = 1.0
    """Outcomes of a dimension, as a multiple of the mean of all dimensions, from which on they are many."""
    money_ratio: float = 0.4
    """Share of the money, as a part of the share of the outcomes, below which it is little."""
    work_ratio: float = 0.6
    """Share of the work, as a part of the share of the outcomes, below which that is little as well: a warning."""
    sub_dimensions: bool = True
    """Whether sub-dimensions are weighed as well; those of a dimension that is flagged itself are not."""


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """What one dimension has, and its shares of the whole from 0 to 1."""

    dimension: Dimension

    objectives: tuple[str, ...]
    programs: tuple[str, ...]
    money: int
    objective_share: float
    program_share: float
    money_share: float


@rule(
    "AL06",
    family=Family.ALIGNMENT,
    per=PlanInfo,
    options=Options,
    message=Text(
        "{dimension} diperlukan {objectives} sasaran ({objective_share} % dari semua keterkaitan sasaran), tetapi "
        "hanya memperoleh {money} ({money_share} % pagu) melalui {programs} pekerjaan ({program_share} %).",
        "{objectives} outcomes need {dimension_en} ({objective_share} % of all ties of outcomes), but it only gets "
        "{money_en} ({money_share} % of the budget) through {programs} pieces of work ({program_share} %).",
    ),
)
def weights_disagree(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag dimensions with many outcomes and little money, the sub-dimensions of each only where it is not flagged."""
    for weight in short_of_money(plan, options):
        dimension, money = weight.dimension, rupiah(weight.money)
        scarce = weight.program_share < options.work_ratio * weight.objective_share
        yield Found(
            opds=tuple(sorted({lead.id for id_ in weight.programs if (lead := plan.lead(id_))})),
            nodes=(dimension.id, *weight.objectives, *weight.programs),
            key=dimension.id,
            severity=Severity.WARNING if scarce else None,
            arguments={
                "dimension": f"{dimension.code} {dimension.name}",
                "dimension_en": f"{dimension.code} {dimension.name_en or dimension.name}",
                "objectives": len(weight.objectives),
                "objective_share": round(weight.objective_share * 100),
                "money": money.id,
                "money_en": money.en,
                "money_share": round(weight.money_share * 100),
                "programs": len(weight.programs),
                "program_share": round(weight.program_share * 100),
            },
        )


def short_of_money(plan: PlanGraph, options: Options) -> Iterator[Weight]:
    """Give the dimensions that many outcomes need and that get little money, as the options say; then the
    sub-dimensions of the others.
    """
    flagged: set[str] = set()
    levels = (DimensionLevel.DIMENSION, DimensionLevel.SUB_DIMENSION)
    for level in levels if options.sub_dimensions else levels[:1]:
        weights = _weights(plan, level)
        for dimension in plan.dimensions(level):
            weight = weights.get(dimension.id)
            above = plan.dimension_above(dimension)
            if weight is None or weight.objective_share * len(weights) < options.many or above.id in flagged:
                continue
            if weight.money_share < options.money_ratio * weight.objective_share:
                flagged.add(dimension.id)
                yield weight


@kept
def _weights(plan: PlanGraph, level: DimensionLevel) -> dict[str, Weight]:
    """The weights of all dimensions of a level that outcomes need; empty where no money is known."""
    objectives = defaultdict(set, {row: set(met) for row, met in objectives_met(plan, level).items()})
    programs: dict[str, set[str]] = defaultdict(set)
    money: dict[str, int] = defaultdict(int)
    for dimension in plan.of(Dimension):
        row = plan.dimension_above(dimension) if level is DimensionLevel.DIMENSION else dimension
        for link in plan.into(dimension.id, LinkKind.ALIGNS):
            objective = plan.nodes[link.source_id]
            if isinstance(objective, Objective) and objective.level is ObjectiveLevel.OUTCOME and row.level is level:
                objectives[row.id].add(objective.id)
    for cell in dimensions_by_opd(plan, level=level).cells:
        programs[cell.row].update(cell.programs)
        money[cell.row] += cell.rupiah
    ties = sum(len(each) for each in objectives.values())
    work = sum(len(each) for each in programs.values())
    whole = sum(money.values())
    if not ties or not whole:
        return {}
    return {
        id_: Weight(
            dimension=plan.get(Dimension, id_),
            objectives=tuple(sorted(objectives[id_])),
            programs=tuple(sorted(programs[id_])),
            money=money[id_],
            objective_share=len(objectives[id_]) / ties,
            program_share=len(programs[id_]) / work,
            money_share=money[id_] / whole,
        )
        for id_ in sorted(objectives)
        if objectives[id_]
    }
