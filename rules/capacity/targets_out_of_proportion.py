"""CP06 targets-out-of-proportion. Two targets of one matter that belong together are far apart.

Why: what one agency aims at gets its meaning from what the other does for the same matter: a few tons recycled beside
a hundred thousand hauled, or more people trained outside the agency for training than in it. Evaluation puts target
beside realisation (Permendagri 86/2017), but never one agency's target beside another's.
Evidence: the two indicators with their targets in the plan's latest year, counted in the same unit, and the work that
they measure. Compared are outputs of work that is for the matter: between two parts of it, those that name the same
thing; and of people the most whom each of two OPDs trains, certifies, places in work, or helps to sell, be it in two
parts or in one that only one of them owns. Reports, documents and percentages are not
compared, and no doubtful indicator is.
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
from rules.knowledge.words import stems
from rules.number import number
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """From which ratio on targets are out of proportion."""

    outside: float = 3.0
    """Between the largest target of an OPD that does not own a part, and that of its owner; and between people for
    whom two OPDs do the same.
    """
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
_DEEDS = tuple(
    frozenset(stems(words))
    for words in (
        "pelatihan melatih diklat kursus pemagangan",
        "sertifikasi sertifikat bersertifikat",
        "penempatan ditempatkan",
        "promosi pemasaran pameran",
    )
)
"""What is done for people by more than one OPD, each with the stems that tell it: who is served alike is comparable,
who merely belongs to the same group is not.
"""
_ALL_DEEDS = frozenset[str]().union(*_DEEDS)
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
        yield from _outside(plan, part, found, options.outside)
    for (_, one), (_, other) in combinations(by_part, 2):
        yield from _between(plan, one, other, options)


def _of(plan: PlanGraph, part: Part) -> list[Output]:
    return [each for piece in part.pieces if piece.is_specific for each in outputs(plan, piece.program)]


def _outside(plan: PlanGraph, part: Part, found: list[Output], ratio: float) -> Iterator[tuple[Output, Output]]:
    """Of what is done for people the largest output of an owner, and the largest of another OPD, where that is far
    larger.
    """
    owners = {opd.id for opd in part.owners}
    mine: dict[tuple[str, int], list[Output]] = defaultdict(list)
    theirs: dict[tuple[str, int], list[Output]] = defaultdict(list)
    for each in found:
        lead = plan.lead(each.program.id)
        if lead is not None and each.unit in PEOPLE:
            for deed in _deeds(each):
                (mine if lead.id in owners else theirs)[each.unit, deed].append(each)
    for alike in sorted(mine.keys() & theirs.keys()):
        own, other = (max(each, key=lambda o: (o.target, o.indicator.id)) for each in (mine[alike], theirs[alike]))
        if other.target >= ratio * own.target and _serve_alike(own, other):
            yield own, other


def _between(
    plan: PlanGraph, one: list[Output], other: list[Output], options: Options
) -> Iterator[tuple[Output, Output]]:
    """The pair farthest apart of outputs of the same thing; of people, of the most for whom each OPD does the same."""
    alike = [
        tuple(sorted((mine, theirs), key=lambda each: each.target))
        for mine in one
        for theirs in other
        if mine.unit == theirs.unit and mine.program.id != theirs.program.id and _comparable(plan, mine, theirs)
    ]
    people = [pair for pair in alike if pair[0].unit in PEOPLE]
    most = [max(people, key=lambda pair: (pair[0].target, pair[1].target, pair[0].indicator.id))] if people else []
    alike = [*most, *(pair for pair in alike if pair[0].unit not in PEOPLE)]
    far = [pair for pair in alike if pair[1].target >= _ratio(pair[0], options) * pair[0].target]
    if far:
        small, large = max(far, key=lambda pair: (pair[1].target / pair[0].target, pair[0].indicator.id))
        yield small, large


def _comparable(plan: PlanGraph, one: Output, other: Output) -> bool:
    if one.unit not in PEOPLE:
        return bool(shared(one, other, _EMPTY))
    return _serve_alike(one, other) and plan.lead(one.program.id) != plan.lead(other.program.id)


def _serve_alike(one: Output, other: Output) -> bool:
    """Whether two outputs do the same for people who are not of two kinds: builders are no seekers of work."""
    mine, its = (frozenset(stems(each.indicator.name)) - _EMPTY - _ALL_DEEDS for each in (one, other))
    return bool(_deeds(one) & _deeds(other)) and (not mine or not its or bool(mine & its))


def _deeds(output: Output) -> frozenset[int]:
    name = frozenset(stems(output.indicator.name))
    return frozenset(number for number, deed in enumerate(_DEEDS) if deed & name)


def _ratio(output: Output, options: Options) -> float:
    return options.outside if output.unit in PEOPLE else options.between


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
