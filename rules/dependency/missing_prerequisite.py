"""DP06 missing-prerequisite. What work needs first is nowhere in the plan, though an OPD holds its field.

Why: a regulation or common practice asks for the prerequisite (each entry of knowledge names its own); planning across
agencies is to be integrated (UU 25/2004, article 2), and work that no plan contains has neither money nor a date.
Evidence: the work that needs it, the entry of knowledge with its reason, and the OPDs that hold the missing field.
Remedy: plan the missing work at the OPD that holds its field; where it was finished in an earlier year, say so by
setting this finding aside with that reason.
"""

from collections.abc import Iterator

from graph import code as nomenclature
from graph.model import Opd, Program
from graph.reference import nomenclature as reference
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import fields_of, named, nearest_theme
from rules.finding import Family, Text
from rules.knowledge import known_of
from rules.knowledge.entry import DependencyEntry
from rules.knowledge.selection import Selection
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which entries of knowledge count."""

    least_confidence: float = 0.8
    """Entries of lower confidence say what is usual, not what must be there."""


@rule(
    "DP06",
    family=Family.DEPENDENCY,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        '"{missing}" (bidang {field}: {holders}) tidak ada dalam rencana, padahal {count} pekerjaan {opds} '
        'memerlukannya, misalnya "{program}". {reason} ({source})',
        '"{missing}" (field {field}: {holders}) is not in the plan, though {count} pieces of work of {opds} need it, '
        'for example "{program}". {reason} ({source})',
    ),
)
def missing_prerequisite(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag entries of knowledge whose one side is in the plan and whose other side is not, once for each entry."""
    known = known_of(plan)
    selection = Selection(plan, known.selectors)
    for entry in known.dependencies:
        if entry.confidence < options.least_confidence or not entry.target.codes:
            continue
        waiting = [fit.program for fit in selection.fitting(entry.origin)]
        if not waiting or selection.fitting(entry.target):
            continue
        holders = _holders(plan, entry)
        opds = {lead.id: lead for program in waiting if (lead := plan.lead(program.id))}
        if holders and opds:
            yield _found(plan, entry, waiting, holders, tuple(opds.values()))


def _found(
    plan: PlanGraph, entry: DependencyEntry, waiting: list[Program], holders: tuple[Opd, ...], opds: tuple[Opd, ...]
) -> Found:
    code = entry.target.codes[0].removesuffix(".*")
    official = reference().find(code)
    needing = sorted(opd.id for opd in opds)
    theme = nearest_theme(plan, (program.id for program in waiting))
    return Found(
        opds=tuple(dict.fromkeys((*(opd.id for opd in holders), *needing))),
        nodes=(*(program.id for program in waiting), *(opd.id for opd in holders)),
        key=theme.id if theme else "",
        detail=entry.id,
        arguments={
            "missing": official.name if official else code,
            "field": ", ".join(_fields(entry)),
            "holders": named(holders),
            "count": len(waiting),
            "opds": named(opds),
            "program": waiting[0].name,
            "reason": entry.reason,
            "source": entry.source,
        },
    )


def _fields(entry: DependencyEntry) -> tuple[str, ...]:
    return tuple(sorted({nomenclature.field(code.removesuffix(".*")) for code in entry.target.codes}))


def _holders(plan: PlanGraph, entry: DependencyEntry) -> tuple[Opd, ...]:
    """The OPDs that hold a field of the codes that are needed, in the order of ids."""
    fields = set(_fields(entry))
    return tuple(opd for opd in plan.opds if fields & fields_of(plan, opd))
