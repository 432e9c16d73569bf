"""CP05 part-without-money. Work that a matter cannot do without stands in the plan at nothing.

Why: a line without money is a promise that nobody keeps; the regional budget funds what the plan of the year has put
first (PP 12/2019 on regional finance), and a part of a chain that is at nothing holds up the parts that are paid for.
Evidence: the work, with its budget and its target in the plan's latest year as they were written, and the theme whose
part it carries. A sum that is only a token beside its target counts as nothing, and is told as it stands. Amounts that
were not read, or that cannot be true, are not taken for nothing; work without a target promises nothing, work that is
half done without a rupiah needs none, and a line that stands a second time with money, under the same code or name at
the same OPD, is funded there.
Remedy: fund it when the budget is revised, or say in the plan who does it instead.
"""

from collections.abc import Iterator

from graph.model import Level, Program, Theme
from graph.snapshot import PlanGraph
from rules.asking import nearest_theme
from rules.asking.comparison import OFFICE, SMALL
from rules.asking.component import Part, Piece, State, components, money, plan_year
from rules.asking.output import is_promised
from rules.asking.pace import written
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.knowledge import first
from rules.knowledge.words import stems
from rules.number import rupiah
from rules.rule import Found, RuleOptions, rule

ALIKE = 0.75
"""Twice the stems in common as a share of those of both names (Dice) from which on two lines speak of the same."""


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which work without money counts."""

    least_weight: float = 3.0
    """Weight in the theme from which on a single line at nothing counts though its part has other money."""
    token: int = 1_000_000
    """Rupiah below which a budget is only a token: it keeps a line open and pays for nothing."""
    done: float = 0.5
    """Share of its target that is reached from which on work needs no money."""
    aside: tuple[str, ...] = (
        "supervisi",
        "koordinasi",
        "penyusunan",
        "perencanaan",
        "penetapan",
        "rekomendasi",
        "penyediaan data",
        "pemantauan",
        "pengawasan",
        "evaluasi",
        "pembinaan",
    )
    """Words of work that goes with other work, or is done at the desk: a line of it at nothing holds up nothing where
    the part has other work.
    """


@rule(
    "CP05",
    family=Family.CAPACITY,
    per=Theme,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.UNFUNDED,
    message=Text(
        'Untuk {theme}, "{program}" ({opd}) belum didanai: {given} pada {year}{target}; {rest}.',
        'For {theme_en}, "{program}" ({opd}) is not funded: {given_en} in {year}{target_en}; {rest_en}.',
    ),
)
def part_without_money(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag the deciding work of a theme's parts that stands at nothing, once for each piece of work."""
    told: set[str] = set()
    for part in components(plan, theme):
        whole = _deciding(part, options) if part.state is State.UNFUNDED else ()
        for piece in part.pieces:
            is_deciding = piece in whole or (not whole and _holds_up(plan, theme, part, piece, options))
            is_bare = is_deciding and piece.program.level is Level.SUB_ACTIVITY and _is_bare(plan, piece, options)
            if is_bare and piece.program.id not in told and is_promised(plan, piece.program, options.done):
                told.add(piece.program.id)
                yield _found(plan, theme, part, piece, options)


def _is_bare(plan: PlanGraph, piece: Piece, options: Options) -> bool:
    """Whether a line has no money, or only a token, here and where its OPD has it a second time."""
    given = money(plan, piece.program)
    if given is None or given >= options.token:
        return False
    twins = (each for each in plan.led_by(piece.opd.id) if each.id != piece.program.id and _alike(each, piece.program))
    return all((money(plan, each) or 0) < options.token for each in twins)


def _alike(one: Program, other: Program) -> bool:
    """Whether two lines of an OPD are the same work: one code, or names that share nearly all that they speak of."""
    if one.level is not other.level:
        return False
    if one.code and one.code == other.code:
        return True
    mine, its = (frozenset(stems(each.name)) - OFFICE - SMALL for each in (one, other))
    return 2 * len(mine & its) >= ALIKE * (len(mine) + len(its)) > 0


def _deciding(part: Part, options: Options) -> tuple[Piece, ...]:
    """The work that is for a part without money; what goes with other work only where there is no other."""
    own = tuple(piece for piece in part.pieces if piece.is_specific)
    return tuple(piece for piece in own if first(piece.program.name, options.aside) is None) or own


def _holds_up(plan: PlanGraph, theme: Theme, part: Part, piece: Piece, options: Options) -> bool:
    """Whether a single line at nothing holds up a part that is paid for: the matter itself, and of the whole region."""
    is_matter = part.component.essential and piece.tie.weight >= options.least_weight
    is_led = not piece.opd.is_territorial and first(piece.program.name, options.aside) is None
    return is_matter and is_led and nearest_theme(plan, (piece.program.id,)) == theme


def _found(plan: PlanGraph, theme: Theme, part: Part, piece: Piece, options: Options) -> Found:
    bare = sum(
        each.opd == piece.opd and each.program.id != piece.program.id and _is_bare(plan, each, options)
        for each in part.pieces
        if each.is_specific
    )
    given = sum(money(plan, each.program) or 0 for each in part.pieces if each.is_specific)
    own = money(plan, piece.program) or 0
    target = _target(plan, piece.program) if own else Text("", "")
    rest = _rest(plan, part, given)
    if bare:
        rest = Text(
            f"{rest.id}; {bare} baris lain perangkat daerah itu untuk bagian ini juga tanpa uang",
            f"{rest.en}; {bare} more of its lines for this part have no money either",
        )
    return Found(
        opds=(piece.opd.id,),
        nodes=(theme.id, piece.program.id, piece.opd.id),
        links=(piece.tie.id,),
        key=theme.id,
        detail=piece.program.id,
        sharpness=0.0 if not given and _touching(plan, part) else _sharpness(part, own),
        figures=(
            Figure(
                name=Text("pagu", "budget"), value=own, unit="Rp", period=str(plan_year(plan)), node=piece.program.id
            ),
        ),
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "program": piece.program.name,
            "opd": piece.opd.label,
            "year": plan_year(plan) or 0,
            "given": rupiah(own).id,
            "given_en": rupiah(own).en,
            "target": target.id,
            "target_en": target.en,
            "rest": rest.id,
            "rest_en": rest.en,
        },
    )


def _sharpness(part: Part, own: int) -> float:
    if part.state is State.UNFUNDED:
        return 0.75 if part.component.essential else 0.6
    return 0.6 if own else 0.55


def _touching(plan: PlanGraph, part: Part) -> int:
    """Rupiah of the work that only touches a part: where its own work has none, who pays for the part is a question."""
    return sum(money(plan, each.program) or 0 for each in part.pieces if not each.is_specific)


def _rest(plan: PlanGraph, part: Part, given: int) -> Text:
    """What else there is for a part: work that is for it, else work that touches it, else nothing."""
    name, name_en = part.component.name, part.component.name_en
    if given:
        return Text(
            f'pekerjaan lain untuk "{name}" mendapat {rupiah(given).id}',
            f'other work for "{name_en}" gets {rupiah(given).en}',
        )
    if touching := _touching(plan, part):
        return Text(
            f'bagian "{name}" disentuh pekerjaan lain senilai {rupiah(touching).id}',
            f'other work worth {rupiah(touching).en} touches "{name_en}"',
        )
    return Text(
        f'semua pekerjaan khusus untuk bagian "{name}" tanpa uang',
        f'all the work that is for the part "{name_en}" has no money',
    )


def _target(plan: PlanGraph, program: Program) -> Text:
    """What work is to deliver for its money."""
    for indicator in plan.indicators_of(program.id):
        for year in indicator.years:
            if year.year == plan_year(plan) and year.target and year.target.number:
                told = written(year.target, indicator.unit)
                return Text(f" untuk target {told}", f" for a target of {told}")
    return Text("", "")
