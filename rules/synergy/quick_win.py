"""SY09 quick-win. A theme on which a few OPDs could show people something within the year.

Why: the guide to smart city masterplans (Ministry of Communication and Informatics, Gerakan Menuju 100 Smart City)
asks each region for quick wins: felt by people, done within a year, with the money and the agencies that are there.
Evidence: the theme, its work with the money of the year, and the indicators of that work that have a target and have
not reached it. The theme is about more than government's own office; all of its work is funded; its parties are few,
all kecamatan counted as one, the lead and another of its core among them; nothing that it waits for takes long; and
nobody was named to lead it yet.
Remedy: name the lead, and take one of the indicators as the first joint target; a leads link from an OPD to the theme
says that this is done.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.model import Dimension, Indicator, Level, LinkKind, Program, Theme, ThemeRole
from graph.snapshot import PlanGraph, kept
from rules.asking import by_mandate, falls, families, joined, members, named, role
from rules.finding import Family, Gathers, Text
from rules.knowledge import Knowledge, first, is_routine, known_of
from rules.number import rupiah
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as quick, as funded, and as felt by people."""

    min_opds: int = 2
    """Parties on the theme; all kecamatan count as one."""
    most_opds: int = 4
    """Parties beyond which agreeing takes too long."""
    most_months: int = 6
    """Months that a prerequisite may come before the work that waits for it."""
    funded_share: float = 1.0
    """Share of the theme's work that must have money in its last year."""
    own_share: float = 0.5
    """Share of an activity's or a program's work that must be the theme's own for its indicators to tell of it."""
    own_weight: float = 2.0
    """Weight in the theme (1 to 3) from which on work is the theme's own."""
    outputs: bool = False
    """Whether the outputs of sub-activities count as indicators as well."""
    least_core: int = 2
    """Parties with a leading or core role in the theme, the lead among them; two that only support it win nothing."""
    papers: tuple[str, ...] = ("dokumen", "laporan", "koordinasi", "kebijakan", "data")
    """Words of indicators that count papers, which people do not feel."""
    inward: tuple[str, ...] = ("SG-2", "SG-3")
    """Sub-dimensions of government's own office: a theme that serves them most is not felt by people at once."""


@rule(
    "SY09",
    family=Family.SYNERGY,
    per=Theme,
    gathers=Gathers.THEME,
    options=Options,
    message=Text(
        'Tema {theme} dapat menjadi quick win: {opds} ({money}) dapat menggerakkan "{indicator}" dalam tahun ini.',
        'The theme {theme_en} can be a quick win: {opds} ({money_en}) can move "{indicator}" within the year.',
    ),
)
def quick_win(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag themes with a few parties, money, no slow prerequisite and an indicator that can move."""
    found = members(plan, theme)
    parties = len(families(found.opds))
    if not options.min_opds <= parties <= options.most_opds or plan.into(theme.id, LinkKind.LEADS):
        return
    if _main_dimension(plan, theme) in options.inward:
        return
    lead = by_mandate(plan, theme, found.opds).lead
    core = [opd for opd in found.opds if opd.id == lead or role(theme, opd) in {ThemeRole.LEAD, ThemeRole.CORE}]
    if len(families(core)) < options.least_core or lead not in {opd.id for opd in core}:
        return
    funded = [program for program in found.programs if program.last_budget]
    if len(funded) < options.funded_share * len(found.programs) or _slowest(plan, funded) > options.most_months:
        return
    own = {link.source_id for link in map(plan.links.__getitem__, found.links) if link.weight >= options.own_weight}
    indicators = _movable(plan, [program for program in funded if program.id in own], options)
    if not indicators:
        return
    money = rupiah(sum(program.last_budget for program in funded))
    yield Found(
        opds=(lead, *(opd.id for opd in found.opds if opd.id != lead)),
        nodes=(theme.id, *(program.id for program in funded), *(indicator.id for indicator in indicators)),
        links=found.links,
        key=theme.id,
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "opds": named(found.opds),
            "money": money.id,
            "money_en": money.en,
            "indicator": indicators[0].name,
        },
        remedy=joined(plan, theme, lead=lead, others=(opd.id for opd in found.opds)),
    )


def _slowest(plan: PlanGraph, programs: Iterable[Program]) -> int:
    return max((link.lag_months for each in programs for link in plan.out(each.id, LinkKind.DEPENDS_ON)), default=0)


def _main_dimension(plan: PlanGraph, theme: Theme) -> str:
    """The code of the sub-dimension that the theme serves most; empty where it serves none."""
    served = [
        (-link.weight, dimension.code)
        for link in plan.out(theme.id, LinkKind.CONTRIBUTES)
        if isinstance(dimension := plan.nodes[link.target_id], Dimension) and link.weight > 0
    ]
    return min(served)[1] if served else ""


def _movable(plan: PlanGraph, programs: Sequence[Program], options: Options) -> tuple[Indicator, ...]:
    """The indicators that tell of the theme and can still move, those nearest to it first."""
    known = known_of(plan)
    inside = {program.id for program in programs}
    at: dict[str, Program] = {}
    for program in programs:
        at |= {node.id: node for node in plan.lineage(program.id) if isinstance(node, Program)}
    found: dict[str, Indicator] = {}
    for share, _, node in sorted((-_own_share(plan, each, inside), each.id, each) for each in at.values()):
        if -share < options.own_share or (node.level is Level.SUB_ACTIVITY and not options.outputs):
            continue
        for indicator in plan.indicators_of(node.id):
            if _can_move(indicator) and not _is_paper(indicator, known, options):
                found.setdefault(indicator.id, indicator)
    return tuple(found.values())


def _is_paper(indicator: Indicator, known: Knowledge, options: Options) -> bool:
    return is_routine(indicator.name, known) or first(indicator.name, options.papers) is not None


def _own_share(plan: PlanGraph, program: Program, inside: Collection[str]) -> float:
    """The share of a program's work that is among some programs; its parts without parts are its work."""
    work = _work(without_words(plan), program.id)
    return sum(id_ in inside for id_ in work) / len(work)


@kept
def _work(plan: PlanGraph, program: str) -> tuple[str, ...]:
    return tuple(each.id for each in plan.lowest(plan.get(Program, program))) or (program,)


def _can_move(indicator: Indicator) -> bool:
    """Whether its last year has a target in numbers that is not reached yet."""
    last = indicator.years[-1] if indicator.years else None
    target = last.target.number if last and last.target else None
    if last is None or not target:
        return False
    done = last.realised.number if last.realised else None
    return done is None or (done > target if falls(indicator) else done < target)
