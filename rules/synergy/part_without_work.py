"""SY10 part-without-work. A part that a matter cannot do without is done by nobody, while its other parts are.

Why: a chain holds as its weakest link does; programs are planned by what an outcome takes, across agencies (cascading
of performance, Permen PAN-RB 89/2021), and a part without work shows only where someone lays all of them side by side.
What each theme takes stands in its entry of the knowledge, with who owns it.
Evidence: the theme, the OPDs that own the missing part, and the work on its other parts. Lines without money and target
promise nothing, and count as no work. Work is recognised by codes and words: where it stands in the plan under another
name, a link from it to the theme mends the finding.
Remedy: the owner takes the part up in the next plan; or a contributes link from the work that does it already.
"""

from collections.abc import Iterator

from graph.model import Program, Theme
from graph.reference import nomenclature
from graph.snapshot import PlanGraph
from rules.asking.component import Part, State, components, plan_year
from rules.asking.output import is_promised
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.rule import Found, RuleOptions, rule

UNSEEN = Text("tidak tampak dalam rencana", "is not seen in the plan")
"""How a part that nobody does stands in a plan."""


class Options(RuleOptions, frozen=True, kw_only=True):
    """When a part counts as missing from work that is there."""

    least_share: float = 0.5
    """Share of the essential parts that must have work: below it the matter itself is not taken up here."""


@rule(
    "SY10",
    family=Family.SYNERGY,
    per=Theme,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.GAP,
    message=Text(
        'Untuk {theme}, bagian "{part}" {seen}, padahal {done} dari {all} bagian pokok lainnya ada pekerjaannya. '
        "Pemiliknya: {owner}.",
        'For {theme_en}, "{part_en}" {seen_en}, while {done} of the {all} other essential parts have work. Its '
        "owner: {owner_en}.",
    ),
)
def part_without_work(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag essential components without any work, of themes whose other components have some."""
    parts = components(plan, theme)
    essential = [part for part in parts if part.component.essential]
    done = [part for part in essential if not _is_open(plan, part)]
    if len(essential) < 2 or len(done) < max(1.0, options.least_share * len(essential)):
        return
    if not any(piece.is_specific for part in parts for piece in part.pieces):
        return
    for part in essential:
        is_of_many = any(opd.is_territorial for opd in part.owners[:1])  # what all kecamatan owe is no one's gap
        if _is_open(plan, part) and not is_of_many:
            yield _found(plan, theme, part, done, len(essential) - 1)


def _is_open(plan: PlanGraph, part: Part) -> bool:
    """Whether no work is there, or only lines that promise nothing: without money and without a target. A target of
    zero is a decision, and no gap.
    """
    if part.state is State.UNFUNDED:
        return not any(is_promised(plan, piece.program) or _is_zero(plan, piece.program) for piece in part.pieces)
    return part.state is State.MISSING


def _is_zero(plan: PlanGraph, program: Program) -> bool:
    """Whether the plan says that nothing is to be made this year."""
    years = (year for indicator in plan.indicators_of(program.id) for year in indicator.years)
    return any(year.year == plan_year(plan) and year.target and year.target.number == 0 for year in years)


def _found(plan: PlanGraph, theme: Theme, part: Part, done: list[Part], others: int) -> Found:
    owner, seen = _owner(part), _seen(part)
    work = sorted({piece.program.id for each in done for piece in each.pieces[:1]})
    year = plan_year(plan)
    return Found(
        opds=tuple(opd.id for opd in part.owners[:1]),
        nodes=(theme.id, *(opd.id for opd in part.owners[:1]), *work),
        key=theme.id,
        detail=part.component.id,
        sharpness=(0.7 if part.owners else 0.5) if seen is UNSEEN else 0.45,
        figures=(
            Figure(
                name=Text(f"sub kegiatan untuk {part.component.name}", f"sub-activities for {part.component.name_en}"),
                value=0,
                unit="sub kegiatan",
                period=str(year or ""),
                node=theme.id,
            ),
        ),
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "part": part.component.name,
            "part_en": part.component.name_en,
            "seen": seen.id,
            "seen_en": seen.en,
            "done": len(done),
            "all": others,
            "owner": owner.id,
            "owner_en": owner.en,
        },
    )


def _seen(part: Part) -> Text:
    """That nothing is seen, or the line that stands there and promises nothing."""
    line = next((piece for piece in part.pieces if piece.is_specific), None)
    if line is None:
        return UNSEEN
    return Text(
        f'hanya tercantum tanpa target dan tanpa uang ("{line.program.name}", {line.opd.label})',
        f'only stands there without a target and without money ("{line.program.name}", {line.opd.label})',
    )


def _owner(part: Part) -> Text:
    if part.owners:
        return Text(*(2 * (part.owners[0].label,)))
    field = part.component.fields[0]
    name = nomenclature().fields.get(field, field)
    return Text(
        f"pemegang bidang {field} ({name}), yang tidak ada di daftar perangkat daerah",
        f"who holds the field {field} ({name}), whom the list of OPDs does not have",
    )
