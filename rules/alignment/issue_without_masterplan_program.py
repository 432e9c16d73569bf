"""AL15 issue-without-masterplan-program. A strategic issue has no answer in the Smart City masterplan.

Why: a masterplan is reviewed when the surroundings of a region change (guide to smart city masterplans, Ministry of
Communication and Informatics); assessors of 2024 asked a city for its strategy as the neighbour of a new capital.
Evidence: the issue, the dimensions that it concerns and in which no masterplan program is tied to it, and the programs
that stand in these.
Remedy: add a masterplan program of the issue's name in these dimensions, marked as proposed; or tie to the issue the
programs that answer it.
"""

from collections.abc import Iterator

from graph.model import Dimension, LinkKind, MasterplanProgram, Objective, ObjectiveLevel
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text
from rules.masterplan import Adjustment, added
from rules.masterplan.readjusting import ADJUSTMENT
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL15",
    family=Family.ALIGNMENT,
    per=Objective,
    severity=Severity.WARNING,
    options=RuleOptions,
    message=Text(
        'Isu "{issue}" belum dijawab masterplan{where}; tambahkan program, atau kaitkan program yang menjawabnya.',
        'The issue "{issue}" has no answer in the masterplan{where_en}; add a program, or tie those that answer it.',
    ),
)
def issue_without_masterplan_program(plan: PlanGraph, issue: Objective, _: RuleOptions) -> Iterator[Found]:
    """Flag issues with a dimension, or without any, in which no masterplan program is tied to them."""
    if issue.level is not ObjectiveLevel.ISSUE or not plan.masterplans:
        return
    ties = (plan.nodes[link.source_id] for link in plan.into(issue.id, LinkKind.ALIGNS))
    answers = [each for each in ties if isinstance(each, MasterplanProgram)]
    reached = {at.id for each in answers for own in plan.placed_in(each.id) for at in plan.lineage(own.id)}
    concerned = plan.placed_in(issue.id)
    missing = [each for each in concerned if each.id not in reached]
    if not missing and (concerned or answers):
        return
    beside = sorted({each.id for dimension in missing for each in _standing_in(plan, dimension)})
    lead = plan.lead(issue.id)
    names = ", ".join(f"{each.code} {each.name}" for each in missing)
    names_en = ", ".join(f"{each.code} {each.name_en or each.name}" for each in missing)
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(issue.id, *(each.id for each in missing), *beside),
        arguments={
            ADJUSTMENT: Adjustment.ADD.value,
            "issue": issue.text,
            "where": f" di {names}" if names else "",
            "where_en": f" in {names_en}" if names else "",
        },
        remedy=added(plan, issue, [each.id for each in missing]),
    )


def _standing_in(plan: PlanGraph, dimension: Dimension) -> Iterator[MasterplanProgram]:
    for at in (dimension, *plan.children(dimension.id)):
        yield from plan.placed(at.id)
