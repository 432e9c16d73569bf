"""OV01 alike-work. Sub-activities of different OPDs on one theme do what looks like the same.

Why: overlap means agencies with similar goals, activities or beneficiaries; it is not always wrong, but it must be
chosen, not found out later (GAO-15-49SP, 2015).
Evidence: the pair of sub-activities, their theme and how alike their names are.
Remedy: divide the work by place or target group, or do it once.
"""

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from graph.model import Program, Theme
from graph.reference import normalised
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.membership import members
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as alike."""

    likeness: float = 0.82
    """Likeness of the names' words, from 0 to 1."""


@rule(
    "OV01",
    family=Family.OVERLAP,
    per=Theme,
    options=Options,
    message=Text(
        'Potensi tumpang tindih: "{one}" ({opd}) dan "{other}" ({other_opd}).',
        'Possible overlap: "{one}" ({opd}) and "{other}" ({other_opd}).',
    ),
)
def alike_work(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag pairs of sub-activities on one theme, of different OPDs, whose names are alike."""
    candidates: list[tuple[Program, str]] = []
    for program in members(plan, theme).programs:
        lead = plan.lead(program.id)
        if lead is not None and not lead.is_territorial:
            candidates.append((program, " ".join(sorted(set(normalised(program.name).split())))))
    for (one, words), (other, other_words) in combinations(candidates, 2):
        first, second = plan.lead(one.id), plan.lead(other.id)
        if first is None or second is None or first.id == second.id:
            continue
        likeness = fuzz.ratio(words, other_words, score_cutoff=options.likeness * 100)
        if likeness:
            yield Found(
                opds=(first.id, second.id),
                nodes=(theme.id, one.id, other.id),
                key=theme.id,
                arguments={
                    "one": one.name,
                    "opd": first.label,
                    "other": other.name,
                    "other_opd": second.label,
                    "percent": round(likeness),
                },
            )
