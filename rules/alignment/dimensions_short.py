"""AL16 dimensions-short. Of a smart city plan, dimensions that get too little for what is asked of them.

Why: the review of a smart city masterplan asks, dimension by dimension, what fills its gaps and whether the budget
follows what the RPJMD wants of it (guide to smart city masterplans, Ministry of Communication and Informatics). One
dimension by itself is a remark; all of them together are what the review's meeting decides.
Evidence: the dimensions and sub-dimensions that many outcomes need and that get little money (AL06), and those of which
no work with a budget is on one element of readiness (AL08), both with the usual options of these rules. Told of a plan
that is one for a smart city by its title, or that has programs of a masterplan.
Remedy: for each of them the work, the agency, the year and the money that fill it, in masterplan and yearly plan.
"""

from collections import Counter
from collections.abc import Iterator

from graph.masterplan import MasterplanProgram
from graph.model import Dimension, Opd, Program, Theme
from graph.snapshot import PlanGraph, PlanInfo
from rules.alignment.readiness_missing import ELEMENTS, lacking, work_for
from rules.alignment.readiness_missing import Options as Readiness
from rules.alignment.weights_disagree import Options as Weighing
from rules.alignment.weights_disagree import short_of_money
from rules.asking import holders, who_plans
from rules.asking.component import plan_year
from rules.finding import FactKind, Family, Figure, Gathers, Severity, Text
from rules.knowledge.texts import texts
from rules.rule import Found, RuleOptions, rule

SMART_CITY = "theme/kota-cerdas"
"""The theme whose matter the dimensions are."""
KEEPS = "2.16"
"""The field that keeps the masterplan."""


class Options(RuleOptions, frozen=True, kw_only=True):
    """From when on it is a matter of all."""

    least: int = 2
    """Dimensions or sub-dimensions that fall short."""


@rule(
    "AL16",
    family=Family.ALIGNMENT,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=Options,
    gathers=Gathers.THEME,
    fact=FactKind.GAP,
    message=Text(
        "{count} dimensi atau subdimensi kota cerdas kekurangan: {most}.",
        "{count} dimensions or sub-dimensions of the smart city fall short: {most_en}.",
    ),
)
def dimensions_short(plan: PlanGraph, info: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag a smart city plan several of whose dimensions fall short, once."""
    theme = plan.nodes.get(SMART_CITY)
    if not isinstance(theme, Theme) or not (texts(info.title).first(theme.words) or plan.of(MasterplanProgram)):
        return
    said: dict[str, Text] = {}
    figures: dict[str, Figure] = {}
    year = str(plan_year(plan) or "")
    for dimension in plan.of(Dimension):
        if missing := lacking(plan, dimension, Readiness()):
            names = [ELEMENTS[each] for each in missing]
            said[dimension.id] = Text(
                f"tidak ada pekerjaan berpagu untuk {' dan '.join(name.id for name in names)}",
                f"no work with a budget on {' and '.join(name.en for name in names)}",
            )
            work = Text(f"pekerjaan berpagu: {names[0].id}", f"work with a budget: {names[0].en}")
            figures[dimension.id] = Figure(name=work, value=0, unit="", period=year, node=dimension.id)
    for weight in short_of_money(plan, Weighing()):
        id_, count = weight.dimension.id, len(weight.objectives)
        needs, gets = round(weight.objective_share * 100), round(weight.money_share * 100)
        if id_ not in said:
            said[id_] = Text(
                f"dibutuhkan {count} sasaran ({needs} %) dengan {gets} % pagu",
                f"needed by {count} outcomes ({needs}%) with {gets}% of the money",
            )
            figures[id_] = Figure(name=Text("sasaran", "outcomes"), value=count, unit="", period=year, node=id_)
    if len(said) < options.least:
        return
    short = [plan.get(Dimension, id_) for id_ in said]
    keeper = [opd.id for opd in holders(plan, KEEPS)[:1]]
    most = [found for dimension in short if (found := _most(plan, dimension))]
    yield Found(
        opds=tuple(dict.fromkeys((*keeper, *(opd for opd, _ in most), *who_plans(plan)))),
        nodes=tuple(dict.fromkeys((theme.id, *said, *(program for _, program in most)))),
        key=theme.id,
        sharpness=0.55,
        figures=tuple(figures.values()),
        arguments={
            "count": len(said),
            "most": "; ".join(f"{each.code} {each.name}: {said[each.id].id}" for each in short),
            "most_en": "; ".join(f"{each.code} {each.name_en or each.name}: {said[each.id].en}" for each in short),
        },
    )


def _most(plan: PlanGraph, dimension: Dimension) -> tuple[str, str] | None:
    """The OPD with most work for a dimension, and the dearest of it; None where nobody leads any."""
    count: Counter[str] = Counter()
    dearest: dict[str, Program] = {}
    for program in sorted(work_for(plan, dimension), key=lambda each: (-each.last_budget, each.id)):
        if lead := plan.lead(program.id):
            count[lead.id] += 1
            dearest.setdefault(lead.id, program)
    if not count:
        return None
    opd = min(count, key=lambda id_: (plan.get(Opd, id_).is_territorial, -count[id_], id_))
    return opd, dearest[opd].id
