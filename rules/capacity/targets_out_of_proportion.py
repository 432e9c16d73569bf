"""CP06 targets-out-of-proportion. Two targets of one matter that belong together are far apart.

Why: what one agency aims at gets its meaning from what the other does for the same matter: a few tons recycled beside
a hundred thousand hauled, or more people trained outside the agency for training than in it. Evaluation puts target
beside realisation (Permendagri 86/2017), but never one agency's target beside another's.
Evidence: the two indicators with their targets in the plan's latest year, counted in the same unit, and the work that
they measure. Compared are outputs of work that is for the matter: within one part of it, those of an OPD that does not
own the part with those of its owner; between two parts, those that name the same thing. People are compared where both
OPDs serve them in the same way (train, certify, vaccinate), and within a hundred times. Reports, documents and
percentages are not compared, no doubtful indicator is, and no target that is reached already.
Remedy: the OPDs set one target together, or divide it by place or group.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import log10

from graph.model import Theme
from graph.snapshot import PlanGraph
from rules.asking import nearest_theme
from rules.asking.comparison import OFFICE, SMALL
from rules.asking.component import Part, components, plan_year
from rules.asking.output import PEOPLE, Output, outputs, shared
from rules.finding import FactKind, Family, Figure, Text
from rules.knowledge import first
from rules.knowledge.words import stems
from rules.number import number
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """From which ratio on targets are out of proportion."""

    outside: float = 3.0
    """Between the largest target of an OPD that does not own a part, and that of its owner; and between people whom
    two OPDs serve in the same way.
    """
    most: float = 100.0
    """Between people beyond which ratio they are not the same people."""
    serves: tuple[str, ...] = (
        "pelatihan",
        "bimbingan teknis",
        "sertifikasi",
        "magang",
        "penyuluhan",
        "vaksinasi",
        "imunisasi",
        "penempatan",
        "rehabilitasi",
        "beasiswa",
    )
    """Words of how people are served: both outputs must name the same one."""
    between: float = 20.0
    """Between two parts of a matter that name the same thing: one of them is then next to nothing."""


_EMPTY = (
    OFFICE
    | SMALL
    | frozenset(
        stems(
            "jumlah orang peserta unit yang kegiatan tersedia terlaksana ditangani ton tenaga kerja masyarakat "
            "mendapat layanan"
        )
    )
)
_WORDS = Text(
    'Target {year} untuk {theme} tidak sebanding: "{one}" {one_target} ({one_opd}) berhadapan dengan "{other}" '
    "{other_target} ({other_opd}), {ratio} kali lipat.",
    'The targets of {year} for {theme_en} are out of proportion: "{one}" {one_target} ({one_opd}) stands beside '
    '"{other}" {other_target} ({other_opd}), {ratio} times as much.',
)


@rule(
    "CP06",
    family=Family.CAPACITY,
    per=Theme,
    options=Options,
    fact=FactKind.DISPROPORTION,
    message=_WORDS,
)
def targets_out_of_proportion(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag each small target of a theme once, beside the largest that it belongs to."""
    widest: dict[str, tuple[Output, Output]] = {}
    for small, large in _pairs(plan, components(plan, theme), options):
        known = widest.get(small.indicator.id)
        if known is None or large.target > known[1].target:
            widest[small.indicator.id] = small, large
    for small, large in widest.values():
        if nearest_theme(plan, (small.program.id, large.program.id)) == theme:
            yield _found(plan, theme, small, large)


def _pairs(plan: PlanGraph, parts: Iterable[Part], options: Options) -> Iterator[tuple[Output, Output]]:
    """The pairs of a small and a large output."""
    by_part = [(part, _of(plan, part)) for part in parts]
    for part, found in by_part:
        yield from _outside(plan, part, found, options)
    for (_, one), (_, other) in combinations(by_part, 2):
        yield from _between(plan, one, other, options)


def _of(plan: PlanGraph, part: Part) -> list[Output]:
    return [each for piece in part.pieces if piece.is_specific for each in outputs(plan, piece.program)]


def _outside(plan: PlanGraph, part: Part, found: list[Output], options: Options) -> Iterator[tuple[Output, Output]]:
    """Of each way of serving the largest output of an owner and that of another OPD, where the latter is far larger."""
    owners = {opd.id for opd in part.owners}
    mine: dict[tuple[str, str], list[Output]] = defaultdict(list)
    theirs: dict[tuple[str, str], list[Output]] = defaultdict(list)
    for each in found:
        lead, way = plan.lead(each.program.id), _way(each, options)
        if lead is not None and each.unit in PEOPLE and way:
            (mine if lead.id in owners else theirs)[each.unit, way].append(each)
    for key in sorted(mine.keys() & theirs.keys()):
        own, other = (max(each, key=lambda o: (o.target, o.indicator.id)) for each in (mine[key], theirs[key]))
        if options.outside * own.target <= other.target <= options.most * own.target:
            yield own, other


def _way(output: Output, options: Options) -> str:
    """How people are served, as the output or its work says; empty where neither does."""
    return first(output.indicator.name, options.serves) or first(output.program.name, options.serves) or ""


def _between(
    plan: PlanGraph, one: list[Output], other: list[Output], options: Options
) -> Iterator[tuple[Output, Output]]:
    """The pair farthest apart of outputs of the same thing, or of people whom two OPDs serve in the same way."""
    alike = [
        (mine, theirs) if mine.target <= theirs.target else (theirs, mine)
        for mine in one
        for theirs in other
        if mine.unit == theirs.unit
        and mine.program.id != theirs.program.id
        and (_is_same_way(plan, mine, theirs, options) if mine.unit in PEOPLE else shared(mine, theirs, _EMPTY))
    ]
    far = [pair for pair in alike if _is_far(*pair, options)]
    if far:
        small, large = max(far, key=lambda pair: (pair[1].target / pair[0].target, pair[0].indicator.id))
        yield small, large


def _is_same_way(plan: PlanGraph, one: Output, other: Output, options: Options) -> bool:
    """Whether two OPDs serve people in the same way."""
    way = _way(one, options)
    return bool(way) and way == _way(other, options) and plan.lead(one.program.id) != plan.lead(other.program.id)


def _is_far(small: Output, large: Output, options: Options) -> bool:
    if small.unit in PEOPLE:
        return options.outside * small.target <= large.target <= options.most * small.target
    return large.target >= options.between * small.target


def _found(plan: PlanGraph, theme: Theme, small: Output, large: Output) -> Found:
    ratio = large.target / small.target
    leads = {lead.id: lead for each in (small, large) if (lead := plan.lead(each.program.id))}
    year = str(plan_year(plan))

    return Found(
        opds=tuple(leads),
        nodes=(theme.id, *(id_ for each in (small, large) for id_ in (each.indicator.id, each.program.id))),
        key=theme.id,
        detail=f"{small.indicator.id} {large.indicator.id}",
        sharpness=min(0.95, 0.55 + log10(ratio) / 8),
        figures=tuple(
            Figure(
                name=Text("target", "target"),
                value=each.target,
                unit=each.indicator.unit,
                period=year,
                node=each.indicator.id,
            )
            for each in (small, large)
        ),
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "one": small.indicator.name,
            "one_target": _written(small),
            "one_opd": _lead(plan, small),
            "other": large.indicator.name,
            "other_target": _written(large),
            "other_opd": _lead(plan, large),
            "year": year,
            "ratio": number(ratio).id,
        },
    )


def _lead(plan: PlanGraph, output: Output) -> str:
    opd = plan.lead(output.program.id)
    return opd.label if opd else "-"


def _written(output: Output) -> str:
    places = 0 if output.target == int(output.target) else 2
    return f"{number(output.target, places).id} {output.indicator.unit}"
