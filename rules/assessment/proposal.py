"""Proposal: what a plan says of a question, row by row, with the score that these rows suggest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from graph.agreement import Meeting
from graph.model import Indicator, LinkKind, Objective, Partner, PartnerKind, Program
from graph.snapshot import PlanGraph
from graph.traversal.money import lowest_budgets
from graph.vocabulary import Text
from rules.assessment import masterplan
from rules.assessment.convened import met
from rules.assessment.fill import Fill, fills
from rules.assessment.instrument import Instrument
from rules.assessment.row import SAYS, Proposal, Row, both, did_run, last_told, ran
from rules.knowledge import first
from rules.knowledge.entry import SPECIFIC
from rules.number import number, percent, rupiah

_WORK: Final = Text("pekerjaan Renja ini", "such pieces of work of the Renja")
_SMART = "theme/kota-cerdas"
_GIVERS = frozenset(
    {
        PartnerKind.CENTRAL,
        PartnerKind.PROVINCE,
        PartnerKind.STATE_ENTERPRISE,
        PartnerKind.REGIONAL_ENTERPRISE,
        PartnerKind.PRIVATE,
    }
)
"""Kinds of partners that bring money."""


def proposals(
    plan: PlanGraph, instrument: Instrument, year: int, meetings: Iterable[Meeting] = ()
) -> Mapping[str, Proposal]:
    """Give what a plan, with the links of knowledge, and its meetings say of a year's questions, by their codes."""
    kept = tuple(meetings)
    asked = [fill for each in instrument.questions if (fill := fills().get(each.code))]
    of_plan = {fill.question: _BY[fill.by](plan, fill, year) for fill in asked if fill.body is None}
    return of_plan | {fill.question: met(kept, fill.body, year) for fill in asked if fill.body is not None}


def _of_programs(plan: PlanGraph, fill: Fill, year: int) -> Proposal:
    """The masterplan's programs where the plan holds any, else the work of the dimension in Renja."""
    of = year - fill.before
    if plan.masterplan_programs:
        return masterplan.ran_in(plan, fill.dimension, of)
    return ran(_rows(plan, (each for each in _lowest(plan) if _serves(plan, each, fill.dimension)), of), of, _WORK)


def _of_work(plan: PlanGraph, fill: Fill, year: int) -> Proposal:
    found = (each for each in _lowest(plan) if each.field == fill.field and _names(fill, each.name))
    return ran(_rows(plan, found, year), year, _WORK)


def _rows(plan: PlanGraph, programs: Iterable[Program], year: int) -> list[Row]:
    """What the rows of a year say of whether work ran; work without any row of that year is left out."""
    rows = []
    for each in programs:
        of_year = next((one for one in each.years if one.year == year), None)
        if of_year is None and not any(one.year == year for of in plan.indicators_of(each.id) for one in of.years):
            continue
        runs = did_run(plan, each, year)
        spent = rupiah(of_year.spent.counted) if of_year and of_year.spent else None
        rows.append(Row(node=each.id, said=both(SAYS[runs], spent), runs=runs))
    return rows


def _of_budget(plan: PlanGraph, fill: Fill, year: int) -> Proposal:
    """The share of the plan's money that is for the smart city; no scale for it is public.

    For the smart city is what carries the masterplan's programs, or else what is for the theme of the smart city.
    """
    del fill
    budgets = {id_: years[year] for id_, years in lowest_budgets(plan).items() if year in years}
    whole = sum(budgets.values())
    smart = masterplan.carriers(plan) if plan.masterplan_programs else _for_the_theme(plan)
    own = {id_: rupiahs for id_, rupiahs in budgets.items() if id_ in smart}
    if not whole:
        return Proposal(reason=Text(f"Rencana tidak memuat pagu tahun {year}.", f"The plan has no budgets of {year}."))
    share, sum_ = percent(sum(own.values()) / whole, 2), rupiah(sum(own.values()))
    rows = (Row(node=id_, said=rupiah(own[id_])) for id_ in sorted(own, key=lambda id_: (-own[id_], id_)))
    return Proposal(
        reason=Text(
            f"{sum_.id} atau {share.id} dari pagu {year} yang terbaca adalah untuk kota cerdas; "
            "skala nilainya tidak terbuka.",
            f"{sum_.en} or {share.en} of the budgets of {year} that were read are for the smart city; "
            "the scale of its score is not public.",
        ),
        rows=tuple(rows),
    )


def _of_outside(plan: PlanGraph, fill: Fill, year: int) -> Proposal:
    """The masterplan's money from outside the APBD, or else who could bring some: Renja holds none."""
    del fill
    if plan.masterplan_programs:
        return masterplan.outside(plan, year)
    rows = tuple(
        Row(node=each.id, said=Text(each.written_kind or each.name, each.written_kind or each.name))
        for each in plan.of(Partner)
        if each.partner_kind in _GIVERS
    )
    return Proposal(
        reason=Text(
            f"Rencana tidak memuat dana di luar APBD; {len(rows)} mitra mungkin membawanya.",
            f"The plan has no money from outside the APBD; {len(rows)} partners may bring some.",
        ),
        rows=rows,
    )


def _of_indicator(plan: PlanGraph, fill: Fill, year: int) -> Proposal:
    """What the region's own indicators say; the first one that can be scored is what is proposed."""
    rows: list[Row] = []
    scores: list[Fraction] = []
    for each in plan.indicators:
        if not _names(fill, each.name) or (fill.regional and not _is_regional(plan, each)):
            continue
        known = [one for one in each.years if one.year <= year]
        reached = last_told(each, year)
        if reached is not None and reached.realised is not None:
            value = reached.realised
            rows.append(Row(node=each.id, said=Text(f"{reached.year}: {value.text}", f"{reached.year}: {value.text}")))
            score = fill.score(value.text, value.number)
            if score is not None:
                scores.append(Fraction(str(round(score, 4))))
        elif known:
            target = known[-1].target.text if known[-1].target else "-"
            rows.append(
                Row(
                    node=each.id,
                    said=Text(
                        f"{known[-1].year}: target {target}, realisasi belum terlaporkan",
                        f"{known[-1].year}: target {target}, nothing reported",
                    ),
                )
            )
    if not rows:
        return Proposal(
            reason=Text(
                f"Rencana tidak memuat indikator ini sampai {year}.", f"The plan has no such indicator up to {year}."
            )
        )
    if len(set(scores)) > 1:
        spoken = ", ".join(number(float(each), 2).id for each in dict.fromkeys(scores))
        return Proposal(
            reason=Text(
                f"Indikatornya berbeda-beda ({spoken}); pilih yang dimaksud.",
                f"Its indicators differ ({spoken}); choose the one that is meant.",
            ),
            rows=tuple(rows),
        )
    reason = (
        Text("Menurut indikator rencana.", "By the plan's indicator.")
        if scores
        else Text("Ada indikatornya, tanpa skala atau realisasi.", "There is an indicator, without scale or value.")
    )
    return Proposal(score=scores[0] if scores else None, reason=reason, rows=tuple(rows))


_BY: Mapping[str, Callable[[PlanGraph, Fill, int], Proposal]] = {
    "programs": _of_programs,
    "budget": _of_budget,
    "outside": _of_outside,
    "indicator": _of_indicator,
    "work": _of_work,
    "legal": lambda plan, *_: masterplan.legal(plan),
    "carried": lambda plan, *_: masterplan.carried(plan),
    "readiness": lambda plan, fill, _: masterplan.readiness(plan, fill),
    "quick-win": lambda plan, fill, _: masterplan.quick_wins(plan, fill),
}


def _for_the_theme(plan: PlanGraph) -> set[str]:
    return {link.source_id for link in plan.into(_SMART, LinkKind.CONTRIBUTES) if link.weight >= SPECIFIC}


def _names(fill: Fill, name: str) -> bool:
    return first(name, fill.words) is not None and first(name, fill.without) is None


def _lowest(plan: PlanGraph) -> Iterator[Program]:
    """The work without parts, but for what every office does for itself."""
    for each in plan.of(Program):
        if not each.is_overhead and not any(isinstance(part, Program) for part in plan.children(each.id)):
            yield each


def _serves(plan: PlanGraph, program: Program, dimension: str) -> bool:
    return any(dimension in ("", plan.dimension_above(each).code) for each in plan.dimensions_of(program.id))


def _is_regional(plan: PlanGraph, indicator: Indicator) -> bool:
    """Whether it measures an objective that no agency answers for alone."""
    measured = [plan.nodes[link.target_id] for link in plan.out(indicator.id, LinkKind.MEASURES)]
    return any(isinstance(each, Objective) and plan.lead(each.id) is None for each in measured)
