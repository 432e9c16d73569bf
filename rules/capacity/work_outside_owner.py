"""CP07 work-outside-owner. More is spent on a part of a matter outside the OPD that it belongs to than in it.

Why: each affair has one agency that answers for it (UU 23/2014; PP 18/2016); where others spend more on it, that agency
cannot answer for the result unless they work to one plan. This is how kecamatan come to spend more on small firms than
the agency for them.
Evidence: the part of the matter, what its owner and the party that spends most gives to it in the plan's latest year,
each summed over the work that is for the matter, and that work. All kecamatan are one party; what they hold as a part
of their own is laid beside the work of the OPD that leads the matter, unless a tie says that they work together.
Remedy: the owner and the other make one list of what is done where, before the next plan is written.
"""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from graph.model import LinkKind, Theme
from graph.snapshot import PlanGraph
from rules.asking import by_mandate, members, named, nearest_theme, party_of
from rules.asking.component import Part, Piece, components, money, plan_year
from rules.finding import FactKind, Family, Figure, Text
from rules.number import rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """When more is outside than inside."""

    times: float = 1.5
    """How many times what the owner spends another party must spend."""
    beside: float = 1.0
    """How many times what the lead spends on the whole matter the kecamatan must spend on a part of their own: below it
    they do what is theirs.
    """
    least: int = 100_000_000
    """Rupiah that the other party must spend: below it nobody meets."""


@rule(
    "CP07",
    family=Family.CAPACITY,
    per=Theme,
    options=Options,
    fact=FactKind.WORK_OUTSIDE_LEAD,
    message=Text(
        "Untuk {theme}, {what}: {others} {other_money} pada {year}, {owner} {own_money}{over}.",
        "For {theme_en}, {what_en}: {others_en} {other_money_en} in {year}, {owner} {own_money_en}{over_en}.",
    ),
)
def work_outside_owner(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag parts of a theme on which a party that does not own them spends more than the owner."""
    parts = components(plan, theme)
    yield from _beside(plan, theme, parts, options)
    for part in parts:
        owners = {opd.id for opd in part.owners}
        by_party: dict[str, list[Piece]] = defaultdict(list)
        for piece in part.pieces:
            if piece.is_specific:
                by_party[_party(piece, owners)].append(piece)
        own = by_party.pop("", [])
        spent = {party: _sum(plan, pieces) for party, pieces in by_party.items()}
        if not owners or not spent:
            continue
        most = max(spent, key=lambda party: (spent[party], party))
        inside = _sum(plan, own)
        if own and spent[most] >= max(options.least, options.times * inside):
            yield _found(plan, theme, part, own, by_party[most], _outside(part))


def _beside(plan: PlanGraph, theme: Theme, parts: tuple[Part, ...], options: Options) -> Iterator[Found]:
    """The part that the kecamatan hold, where it is large beside what the matter's lead does and nothing ties them."""
    lead = by_mandate(plan, theme, members(plan, theme).opds).lead if parts else ""
    work = (piece for part in parts for piece in part.pieces if piece.is_specific)
    led = {piece.program.id: piece for piece in work if piece.opd.id == lead and not piece.opd.is_territorial}
    for part in parts:
        own = [
            piece
            for piece in part.pieces
            if piece.is_specific and piece.opd.is_territorial and nearest_theme(plan, (piece.program.id,)) == theme
        ]
        is_theirs = bool(part.owners) and all(opd.is_territorial for opd in part.owners)
        supported = {tie.source_id for piece in own for tie in plan.into(piece.program.id, LinkKind.SUPPORTS)}
        inside, outside = _sum(plan, list(led.values())), _sum(plan, own)
        if is_theirs and led and lead not in supported and outside >= max(options.least, options.beside * inside):
            yield _found(plan, theme, part, list(led.values()), own, _apart(part))


def _party(piece: Piece, owners: set[str]) -> str:
    if piece.opd.id in owners:
        return ""
    return party_of(piece.opd)


def _sum(plan: PlanGraph, pieces: list[Piece]) -> int:
    return sum(money(plan, piece.program) or 0 for piece in pieces)


class _Finding(msgspec.Struct, frozen=True):
    """What is told of a part, what the sum of its owner or of the lead is of, and how much it decides."""

    what: Text
    of: Text
    over: Text
    sharpness: float


def _outside(part: Part) -> _Finding:
    name, name_en = part.component.name, part.component.name_en
    what = Text(
        f'bagian "{name}" lebih banyak dikerjakan di luar pemiliknya', f'more of "{name_en}" is done outside its owner'
    )
    return _Finding(what, Text(name, name_en), Text("", ""), 0.65)


def _apart(part: Part) -> _Finding:
    name, name_en = part.component.name, part.component.name_en
    what = Text(
        f'bagian "{name}" dikerjakan kecamatan sendiri; kaitannya dengan pekerjaan yang memimpin hal ini belum tampak '
        "dalam rencana",
        f'the kecamatan do "{name_en}" by themselves; the plan shows no tie to the work of the OPD that leads',
    )
    of = Text("semua pekerjaan yang memimpin", "all the work of the lead")
    return _Finding(what, of, Text(" untuk seluruh hal ini", " for the whole matter"), 0.5)


def _found(
    plan: PlanGraph, theme: Theme, part: Part, own: list[Piece], outside: list[Piece], finding: _Finding
) -> Found:
    others = {piece.opd.id: piece.opd for piece in outside}
    holding = {piece.opd.id: piece.opd for piece in own}
    amounts = _sum(plan, own), _sum(plan, outside)
    year = str(plan_year(plan))
    who = named(others.values())
    return Found(
        opds=(*holding, *others),
        nodes=(theme.id, *sorted(piece.program.id for piece in (*own, *outside))),
        links=tuple(sorted(piece.tie.id for piece in (*own, *outside))),
        key=theme.id,
        detail=part.component.id,
        sharpness=finding.sharpness,
        figures=tuple(
            Figure(
                name=Text(f"pagu {of.id}, {label}", f"budget of {of.en}, {label}"),
                value=amount,
                unit="Rp",
                period=year,
                node=theme.id,
            )
            for of, label, amount in zip(
                (finding.of, Text(part.component.name, part.component.name_en)),
                (named(holding.values()), who),
                amounts,
                strict=True,
            )
        ),
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "over": finding.over.id,
            "over_en": finding.over.en,
            "what": finding.what.id,
            "what_en": finding.what.en,
            "others": who,
            "others_en": who,
            "other_money": rupiah(amounts[1]).id,
            "other_money_en": rupiah(amounts[1]).en,
            "year": year,
            "owner": named(holding.values()),
            "own_money": rupiah(amounts[0]).id,
            "own_money_en": rupiah(amounts[0]).en,
        },
    )
