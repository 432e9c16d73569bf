"""OV06 paid-twice. Two OPDs give money to the same service in one year.

Why: duplication, two agencies that provide the same service, costs most and is mended first (GAO-15-49SP, 2015); that
both have money for it is what turns a likeness of names into a question for the budget. Facilities and kecamatan serve
those who come to their own place and are left out.
Evidence: the two pieces of work for one part of a matter, under the same code of the nomenclature or called alike, with
what each gets in the plan's latest year. What one OPD is said to support, or what is a step after the other, is left
out; so is what lies in the main field of both: a region that divides a field between two OPDs has both use its codes.
Remedy: one of the two does it for both, or they divide it by place or group: a supports link says that it is agreed.
"""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from graph.model import Program, Theme
from graph.snapshot import PlanGraph, kept
from rules.asking import OFFICE, Work, nearest_theme
from rules.asking.comparison import comparison
from rules.asking.component import Part, components, money, plan_year
from rules.asking.remedy import coordinated
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.number import rupiah
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as the same service."""

    likeness: float = 0.8
    """Twice the stems in common as a share of those of both names (Dice), from 0 to 1."""
    least_words: int = 2
    """Stems that a name must have beside those of any office."""


@rule(
    "OV06",
    family=Family.OVERLAP,
    per=Theme,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.DOUBLE_PAYMENT,
    message=Text(
        'Untuk {theme}, dua perangkat daerah membayar layanan yang sama pada {year}: "{one}" ({opd}, {one_money}) dan '
        '"{other}" ({other_opd}, {other_money}).',
        'For {theme_en}, two OPDs pay for the same service in {year}: "{one}" ({opd}, {one_money_en}) and "{other}" '
        "({other_opd}, {other_money_en}).",
    ),
)
def paid_twice(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag work of two OPDs for one part of a theme that is the same service and has money at both."""
    told: set[frozenset[str]] = set()
    same = _same(without_years(plan), options)
    for part in components(plan, theme):
        for one, other in _pairs(part, same):
            opds = frozenset({one.opd.id, other.opd.id})
            both = (one.program.id, other.program.id)
            paid = all(money(plan, plan.get(Program, id_)) for id_ in both)
            if opds not in told and paid and not _is_divided(one, other) and nearest_theme(plan, both) == theme:
                told.add(opds)
                yield _found(plan, theme, one, other)


def _is_divided(one: Work, other: Work) -> bool:
    """Whether the field of both pieces of work is the first that each of their OPDs holds."""
    fields = {one.program.field, other.program.field, *one.opd.mandates[:1], *other.opd.mandates[:1]}
    return len(fields) == 1


class _Pairs(msgspec.Struct, frozen=True):
    """The work that is the same service, by the work that it is the same as."""

    by_work: dict[str, list[tuple[Work, Work]]]


@kept
def _same(plan: PlanGraph, options: Options) -> _Pairs:
    compared = comparison(plan)
    by_code: dict[str, list[Work]] = defaultdict(list)
    for work in compared.work:
        if work.program.code and work.program.level.value == "sub_activity":
            by_code[work.program.code].append(work)
    pairs = [(one, other) for same in by_code.values() for i, one in enumerate(same) for other in same[i + 1 :]]
    pairs += compared.alike(options.likeness, options.least_words)
    found: dict[str, list[tuple[Work, Work]]] = defaultdict(list)
    for one, other in pairs:
        if one.opd.id != other.opd.id and one.matter - OFFICE and not compared.is_settled(one, other):
            first, second = sorted((one, other), key=lambda work: work.program.id)
            found[first.program.id].append((first, second))
    return _Pairs(dict(found))


def _pairs(part: Part, same: _Pairs) -> Iterator[tuple[Work, Work]]:
    inside = {piece.program.id for piece in part.pieces if piece.is_specific}
    for id_ in sorted(inside):
        yield from (pair for pair in same.by_work.get(id_, ()) if pair[1].program.id in inside)


def _found(plan: PlanGraph, theme: Theme, one: Work, other: Work) -> Found:
    paid = [money(plan, plan.get(Program, work.program.id)) or 0 for work in (one, other)]
    year = str(plan_year(plan))
    return Found(
        opds=(one.opd.id, other.opd.id),
        nodes=(theme.id, one.program.id, other.program.id),
        key=theme.id,
        detail=f"{one.program.id} {other.program.id}",
        sharpness=0.8,
        figures=tuple(
            Figure(name=Text("pagu", "budget"), value=amount, unit="Rp", period=year, node=work.program.id)
            for work, amount in zip((one, other), paid, strict=True)
        ),
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "year": year,
            "one": one.program.name,
            "opd": one.opd.label,
            "one_money": rupiah(paid[0]).id,
            "one_money_en": rupiah(paid[0]).en,
            "other": other.program.name,
            "other_opd": other.opd.label,
            "other_money": rupiah(paid[1]).id,
            "other_money_en": rupiah(paid[1]).en,
        },
        remedy=coordinated(plan, other.opd.id, (one.program.id,)),
    )
