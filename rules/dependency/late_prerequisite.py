"""DP05 late-prerequisite. Work that had to come first has hardly begun, while the work that waits for it runs.

Why: results are checked every quarter so that what lags can still be mended in the year (Permendagri 86/2017 on
control and evaluation of regional plans, PP 39/2006 on the control and evaluation of plans); a prerequisite that lags
behind the work that waits for it will be met too late, or was never needed.
Evidence: the prerequisite and the work that waits for it, each with the share of its budget that is spent by this
quarter, measured against the part of the year that has passed, and the dependencies, which say that the one comes
months before the other.
Remedy: the two OPDs settle a new date for the prerequisite, or the work that waits is stretched to it.
"""

from collections.abc import Iterator

from graph.model import Link, LinkKind, Origin, Program, Theme
from graph.snapshot import PlanGraph
from rules.asking import last_year, money_share, named, nearest_theme, output_share
from rules.asking.component import is_specific
from rules.asking.general import GENERAL
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.knowledge import first
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as late, as running, and which dependencies count."""

    late: float = 0.25
    """Share of its path to this quarter up to which a prerequisite has hardly begun, in money and in output."""
    ahead: float = 0.5
    """How much more of its own path the work that waits must have spent."""
    least_confidence: float = 0.6
    """Links of lower confidence are left for people to confirm first."""
    sure: float = 0.7
    """Confidence from which on what is generally known makes a fact."""
    dated: tuple[str, ...] = ("kua", "ppas", "musrenbang", "rkpd", "pokok pikiran", "apbd")
    """Words of steps whose dates the law sets: between them nobody settles a new one."""
    least_months: int = 1
    """Months that the prerequisite must come before the work that waits for it; 0 is beside it."""


@rule(
    "DP05",
    family=Family.DEPENDENCY,
    per=Program,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.LATE_SUPPLIER,
    message=Text(
        '"{program}" ({opd}) baru menyerap {spent} % pagunya sampai triwulan {quarter}, padahal harus mendahului '
        '"{waiting}" ({others}), yang sudah menyerap {other_spent} %. {reason}',
        '"{program}" ({opd}) has only spent {spent} % of its budget by quarter {quarter}, though it has to come '
        'before "{waiting}" ({others}), which has spent {other_spent} %. {reason_en}',
    ),
)
def late_prerequisite(plan: PlanGraph, program: Program, options: Options) -> Iterator[Found]:
    """Flag work that hardly began while work of other OPDs that needs it first is well under way."""
    links = plan.into(program.id, LinkKind.DEPENDS_ON)
    if not links or first(program.name, options.dated):
        return
    lead, year, spent = plan.lead(program.id), last_year(program), money_share(program)
    if lead is None or year is None or spent is None:
        return
    passed = year.quarter / 4
    path = max(spent, output_share(plan, program) or 0.0) / passed
    if path > options.late:
        return
    running: dict[str, tuple[float, Link]] = {}
    for link in links:
        other = plan.lead(link.source_id)
        waiting = plan.nodes[link.source_id]
        if other is None or other.id == lead.id or not isinstance(waiting, Program):
            continue
        if link.confidence < options.least_confidence or link.lag_months < options.least_months:
            continue
        if ("perubahan" in program.name.casefold()) is not ("perubahan" in waiting.name.casefold()):
            continue  # the revised plan waits for the revised one, not for the first
        then, share = last_year(waiting), money_share(waiting)
        if then is None or share is None or share > 1 or (then.year, then.quarter) != (year.year, year.quarter):
            continue
        if min(1.0, share / passed) - path >= options.ahead:
            running[link.id] = (share, link)
    if not running:
        return
    waited = sorted({link.source_id for _, link in running.values()})
    opds = {opd.id: opd for id_ in waited if (opd := plan.lead(id_))}
    share, foremost = max(running.values(), key=lambda each: (each[0], each[1].confidence, each[1].id))
    theme = nearest_theme(plan, (program.id, *waited))
    is_of_theme = theme is not None and all(_is_for(plan, id_, theme) for id_ in (program.id, foremost.source_id))
    is_said = foremost.origin is Origin.DECLARED
    yield Found(
        opds=(lead.id, *sorted(opds)),
        nodes=(program.id, *waited),
        links=tuple(sorted(running)),
        key=theme.id if theme else "",
        sharpness=_sharpness(foremost, options) if is_of_theme else 0.0,
        figures=tuple(
            Figure(
                name=Text("serapan pagu", "share of the budget spent"),
                value=round(100 * of, 1),
                unit="%",
                period=f"{year.year} Q{year.quarter}",
                node=id_,
            )
            for id_, of in ((program.id, spent), (foremost.source_id, share))
        ),
        arguments={
            "program": program.name,
            "opd": lead.label,
            "spent": round(spent * 100),
            "quarter": year.quarter,
            "waiting": plan.nodes[foremost.source_id].label,
            "others": named(opds.values()),
            "other_spent": round(share * 100),
            "reason": foremost.reason if is_said else f"{foremost.reason} {GENERAL.id}".strip(),
            "reason_en": "" if is_said else GENERAL.en,
        },
    )


def _sharpness(tie: Link, options: Options) -> float:
    """What people declared is a fact; what is generally known is one where it is sure, and a blunt one."""
    if tie.origin is Origin.DECLARED:
        return round(0.8 * tie.confidence, 4)
    return round(0.4 * tie.confidence, 4) if tie.confidence >= options.sure else 0.0


def _is_for(plan: PlanGraph, program: str, theme: Theme) -> bool:
    return any(link.target_id == theme.id and is_specific(link) for link in plan.out(program, LinkKind.CONTRIBUTES))
