"""OV01 alike-work. Sub-activities of different OPDs on one theme are called alike, and nothing says how they differ.

Why: overlap means agencies with similar goals, activities or beneficiaries; it is not always wrong, but it must be
chosen, not found out later (GAO-15-49SP, 2015). Names alone are the first sign of it, to be looked at. Facilities
such as hospitals and the kecamatan do the same in places of their own and are left out, and so is work that is a step
after the other; what is the same work for the same people is duplication (OV04) and not told again.
Evidence: the pairs of sub-activities whose names have nearly the same stems, and their theme; gathered by the two OPDs.
Remedy: divide the work by place or target group, or do it once; a supports link of the one OPD to the work of the
other says that this is agreed.
"""

from collections.abc import Iterator

from graph.snapshot import PlanGraph, PlanInfo, kept
from rules.asking import Comparison, Work, meetings
from rules.asking.comparison import comparison
from rules.finding import Family, Text
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as alike."""

    likeness: float = 0.8
    """Twice the stems in common as a share of those of both names (Dice), from 0 to 1."""
    least_words: int = 2
    """Stems that a name must have beside those of any office."""


@rule(
    "OV01",
    family=Family.OVERLAP,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        'Pekerjaan {opd} dan {other_opd} untuk tema {theme} serupa namanya ({count} pasang), misalnya "{one}" dan '
        '"{other}"; periksa sasaran dan lokasinya.',
        'Work of {opd} and {other_opd} on the theme {theme_en} is called alike ({count} pairs), for example "{one}" '
        'and "{other}"; check for whom and where.',
    ),
)
def alike_work(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag pairs of OPDs whose work on one theme is called alike."""
    for meeting in meetings(plan, _alike(plan, comparison(plan), options)):
        yield meeting.found(plan)


def _alike(plan: PlanGraph, comparison: Comparison, options: Options) -> Iterator[tuple[Work, Work]]:
    """The pairs on a common theme that are called alike and of which neither is a duplicate of the other OPD's work."""
    told: set[tuple[str, str]] = set()
    for one, other in comparison.duplicates:
        told |= {(one.program.id, other.opd.id), (other.program.id, one.opd.id)}
    for one, other in comparison.alike(options.likeness, options.least_words):
        is_told = (one.program.id, other.opd.id) in told or (other.program.id, one.opd.id) in told
        is_common = not _themes(plan, one.program.id).isdisjoint(_themes(plan, other.program.id))
        if not is_told and is_common and not comparison.is_settled(one, other):
            yield one, other


@kept
def _themes(plan: PlanGraph, program: str) -> frozenset[str]:
    return frozenset(theme.id for theme in plan.themes_of(program))
