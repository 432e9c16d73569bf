"""AL07 incomplete-indicator. Indicators of an OPD lack the target, the unit or the baseline by which they are judged.

Why: an indicator of performance is measurable: it has a unit, a target for the year and the state it starts from
(Permendagri 86/2017, which asks for all three in Renstra and Renja); without them no one can say what was reached.
What every OPD has about its own office, and office work, is left out. A baseline is asked for only where most
indicators of the same level have one. Each indicator is named once, by what it lacks most: target, unit, baseline.
Evidence: the indicators, gathered by OPD and by what is missing, all kecamatan as one.
Remedy: the OPD fills the gap in its planning application and loads the file again.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Indicator, LinkKind, Objective, Opd, Program
from graph.snapshot import PlanGraph, PlanInfo, kept
from rules.asking import named, party_of
from rules.finding import Family, Severity, Text
from rules.knowledge import Knowledge, first, is_routine, known_of
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What is asked of an indicator."""

    kinds: tuple[str, ...] = ("target", "unit", "baseline")
    """What must be there, the most important first."""
    unit_words: tuple[str, ...] = (
        "persen",
        "persentase",
        "prosentase",
        "presentase",
        "peresentase",
        "indeks",
        "rasio",
        "nilai",
    )
    """Words in an indicator's name that say its unit; so do a % sign, and a unit in brackets at the name's end."""
    baseline_share: float = 0.5
    """Share of the indicators of a level that have a baseline, from which on each of them should."""
    least: int = 1
    """Indicators of an OPD with the same gap from which on it is said."""


KINDS = {
    "target": Text("target", "target"),
    "unit": Text("satuan", "unit"),
    "baseline": Text("kondisi awal", "baseline"),
}


@rule(
    "AL07",
    family=Family.ALIGNMENT,
    per=PlanInfo,
    options=Options,
    message=Text(
        '{count} indikator {opd} belum mempunyai {kind}, misalnya "{indicator}".',
        '{count} indicators of {opd} have no {kind_en} yet, for example "{indicator}".',
    ),
)
def incomplete_indicator(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag what indicators lack, once for each OPD and kind of gap."""
    known = known_of(plan)
    expected, levels = _levels_with_baseline(plan, options), _levels(plan)
    gaps: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    opds: dict[tuple[str, str], dict[str, Opd]] = defaultdict(dict)
    for indicator in plan.indicators:
        kind = _gap(indicator, options, levels[indicator.id] in expected)
        lead = _answers_for(plan, indicator) if kind else None
        if lead is None or _is_left_out(plan, indicator, known):
            continue
        party = party_of(lead)
        gaps[party, kind].append(indicator)
        opds[party, kind][lead.id] = lead
    for (party, kind), indicators in sorted(gaps.items()):
        if len(indicators) < options.least:
            continue
        concerned = opds[party, kind]
        example = next((each.name for each in indicators if each.name), "(tanpa nama)")
        yield Found(
            opds=tuple(sorted(concerned)),
            nodes=tuple(indicator.id for indicator in indicators),
            key=f"{kind}/{party}",
            severity=Severity.WARNING if kind == "target" else None,
            arguments={
                "count": len(indicators),
                "opd": named(concerned.values()),
                "kind": KINDS[kind].id,
                "kind_en": KINDS[kind].en,
                "indicator": example,
            },
        )


def _gap(indicator: Indicator, options: Options, wants_baseline: bool) -> str:
    """What the indicator lacks most; empty where it lacks nothing that is asked for."""
    has = {
        "target": indicator.end_target is not None or any(year.target for year in indicator.years),
        "unit": bool(indicator.unit) or _says_unit(indicator, options),
        "baseline": indicator.baseline is not None or not wants_baseline,
    }
    return next((kind for kind in options.kinds if not has.get(kind, True)), "")


def _says_unit(indicator: Indicator, options: Options) -> bool:
    """Whether the name names the unit, or a target is written with it (86 %, 12 dokumen)."""
    written = [year.target.text for year in indicator.years if year.target]
    if any(char.isalpha() or char == "%" for text in written for char in text):
        return True
    if "%" in indicator.name or indicator.name.rstrip().endswith(")"):
        return True
    return first(indicator.name, options.unit_words) is not None


@kept
def _levels(plan: PlanGraph) -> dict[str, str]:
    """The level of what each indicator measures; that of the OPD where it measures nothing else."""
    levels = dict.fromkeys((indicator.id for indicator in plan.indicators), "opd")
    for link in reversed(tuple(plan.links_of(LinkKind.MEASURES))):
        node = plan.nodes[link.target_id]
        if isinstance(node, Program | Objective):
            levels[link.source_id] = node.level.value
    return levels


def _levels_with_baseline(plan: PlanGraph, options: Options) -> frozenset[str]:
    count: dict[str, int] = defaultdict(int)
    having: dict[str, int] = defaultdict(int)
    levels = _levels(plan)
    for indicator in plan.indicators:
        level = levels[indicator.id]
        count[level] += 1
        having[level] += indicator.baseline is not None
    return frozenset(
        level for level in count if having[level] and having[level] >= options.baseline_share * count[level]
    )


def _answers_for(plan: PlanGraph, indicator: Indicator) -> Opd | None:
    """The OPD that leads what the indicator measures, else the one that leads the indicator itself."""
    measured = (link.target_id for link in plan.out(indicator.id, LinkKind.MEASURES))
    return next((lead for id_ in measured if (lead := plan.lead(id_))), plan.lead(indicator.id))


def _is_left_out(plan: PlanGraph, indicator: Indicator, known: Knowledge) -> bool:
    """Whether it is one that every OPD has about itself, or measures office work or such an objective."""
    if is_routine(indicator.name, known):
        return True
    measured = [plan.nodes[link.target_id] for link in plan.out(indicator.id, LinkKind.MEASURES)]
    return any(
        (isinstance(node, Program) and node.is_overhead)
        or (isinstance(node, Objective) and is_routine(node.text, known))
        for node in measured
    )
