"""CP10 money-moved-away. When the budget was changed, work for a matter lost most of the money that it was set.

Why: the budget is changed during the year so that money follows what the plan needs (PP 12/2019 on regional finance,
Permendagri 86/2017 on the changed yearly plan); what loses most of its money then cannot give what it promised, and
those who count on it do not see that in the plan, where only the last amount stands.
Evidence: the work, its original and its changed budget of the plan's latest year as they were written, and the theme
whose work it is. Amounts that were not read, or that cannot be true, say nothing; work that has reached its target
needs no more money.
Remedy: give the money back with the next change, or lower the target and tell those who count on it.
"""

from collections.abc import Iterator

from graph.model import Level, LinkKind, Program, ProgramYear, Stage
from graph.snapshot import PlanGraph
from rules.asking import nearest_theme, output_share
from rules.asking.component import is_specific, plan_year
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.number import percent, rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """From which size on work counts, and when most of its money is gone."""

    least: int = 100_000_000
    """Rupiah that must have been moved away: below it nobody meets."""
    left: float = 0.5
    """Share of the original budget up to which most is gone; savings of tenders and ordinary shifts leave more."""
    done: float = 0.9
    """Share of its target from which on the work is done, and what is left over is saved."""


@rule(
    "CP10",
    family=Family.CAPACITY,
    per=Program,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.MOVED_AWAY,
    message=Text(
        '"{program}" ({opd}) kehilangan {lost} pada perubahan {year}: dari {original} menjadi {changed} (tersisa '
        "{share}).",
        '"{program}" ({opd}) lost {lost_en} when the budget of {year} was changed: from {original_en} to {changed_en} '
        "({share_en} left).",
    ),
)
def money_moved_away(plan: PlanGraph, program: Program, options: Options) -> Iterator[Found]:
    """Flag work for a theme whose changed budget is far below its original one."""
    lead, year = plan.lead(program.id), _changed(program, plan_year(plan))
    if lead is None or year is None or program.level is not Level.SUB_ACTIVITY:
        return
    original, changed = (money.counted if money else 0 for money in (year.original, year.budget))
    lost = original - changed
    if lost < options.least or changed > options.left * original:
        return
    theme = nearest_theme(plan, (program.id,))
    ties = [tie for tie in plan.out(program.id, LinkKind.CONTRIBUTES) if theme and tie.target_id == theme.id]
    if theme is None or not any(map(is_specific, ties)) or (output_share(plan, program) or 0.0) >= options.done:
        return
    share = changed / original
    yield Found(
        opds=(lead.id,),
        nodes=(program.id, theme.id),
        links=tuple(sorted(tie.id for tie in ties)),
        key=theme.id,
        sharpness=round(0.5 + 0.25 * (1 - share), 4),
        figures=tuple(
            Figure(name=name, value=amount, unit="Rp", period=str(year.year), node=program.id)
            for name, amount in (
                (Text("pagu murni", "original budget"), original),
                (Text("pagu perubahan", "changed budget"), changed),
            )
        ),
        arguments={
            "program": program.name,
            "opd": lead.label,
            "year": str(year.year),
            "lost": rupiah(lost).id,
            "lost_en": rupiah(lost).en,
            "original": rupiah(original).id,
            "original_en": rupiah(original).en,
            "changed": rupiah(changed).id,
            "changed_en": rupiah(changed).en,
            "share": percent(share).id,
            "share_en": percent(share).en,
        },
    )


def _changed(program: Program, wanted: int | None) -> ProgramYear | None:
    """A program's year where both its original and its changed budget were read and can be true."""
    year = next((each for each in program.years if each.year == wanted and each.stage is Stage.CHANGED), None)
    if year is None or year.original is None or year.budget is None:
        return None
    is_sure = all(money.amount is not None and money.plausible for money in (year.original, year.budget))
    return year if is_sure else None
