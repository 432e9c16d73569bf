"""AL10 masterplan-program-without-dimension. A program of the Smart City masterplan stands in no dimension.

Why: the ministry's yearly evaluation asks for the programs of a masterplan dimension by dimension (evaluations of 2022
and 2023, part Outcome); a program in none is counted nowhere.
Evidence: the program, and the sub-dimension that the words of its name and its description show, with these words; the
choice of words is our own judgement.
Remedy: put it into that sub-dimension, or into another one.
"""

from collections.abc import Iterator

from graph.change import PutLink
from graph.model import Dimension, Link, LinkKind, MasterplanProgram
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.masterplan import Adjustment, places
from rules.masterplan.readjusting import ADJUSTMENT
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL10",
    family=Family.ALIGNMENT,
    per=MasterplanProgram,
    options=RuleOptions,
    sees=without_years,
    message=Text(
        'Program masterplan "{program}" belum masuk dimensi mana pun; {proposal}.',
        'The masterplan program "{program}" stands in no dimension yet; {proposal_en}.',
    ),
)
def masterplan_program_without_dimension(
    plan: PlanGraph, program: MasterplanProgram, _: RuleOptions
) -> Iterator[Found]:
    """Flag masterplan programs without a dimension, with the one that their words show."""
    if plan.placed_in(program.id):
        return
    placed = next((each for each in places(program) if each.dimension in plan.nodes), None)
    dimension = plan.get(Dimension, placed.dimension) if placed else None
    words = ", ".join(placed.words[:5]) if placed else ""
    tie = Link(
        kind=LinkKind.ALIGNS,
        source_id=program.id,
        target_id=placed.dimension if placed else "",
        reason=f"Usulan dari kata: {words}.",
    )
    named = f"{dimension.code} {dimension.name}" if dimension else ""
    named_en = f"{dimension.code} {dimension.name_en or dimension.name}" if dimension else ""
    lead = plan.lead(program.id)
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(program.id, *((dimension.id,) if dimension else ())),
        arguments={
            ADJUSTMENT: Adjustment.CHANGE.value,
            "program": program.name,
            "proposal": f"diusulkan {named} karena kata {words}" if named else "kata-katanya tidak menunjukkannya",
            "proposal_en": f"proposed: {named_en}, for the words {words}" if named else "its words show none",
        },
        remedy=(PutLink(link=tie),) if named and tie.id not in plan.links else (),
    )
