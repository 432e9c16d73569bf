"""Adding: the masterplan program that a priority or an issue calls for, as the changes that put it into the plan."""

from collections.abc import Iterable

from graph.change import Change, PutLink, PutNode
from graph.model import Link, LinkKind, Mark, MarkCode, MasterplanProgram, Objective, Program
from graph.snapshot import PlanGraph


def added(
    plan: PlanGraph, objective: Objective, dimensions: Iterable[str], work: Iterable[Program] = ()
) -> tuple[Change, ...]:
    """Give the changes that add a program of an objective's name with its ties, to the masterplan that began last.

    None where the plan has no masterplan, or such a program already.
    """
    if not plan.masterplans:
        return ()
    whole = max(plan.masterplans, key=lambda each: (each.start_year or 0, each.id))
    id_ = f"masterplan_program/{whole.id.partition('/')[2]}/{objective.id.rpartition('/')[2]}"
    if id_ in plan.nodes:
        return ()
    message = "Program ini diusulkan dari prioritas atau isu daerah; namanya teksnya."
    node = MasterplanProgram(
        id=id_,
        name=objective.text,
        source=objective.source,
        marks=(Mark(code=MarkCode.PROPOSED, message=message, value=objective.text),),
    )
    lead = plan.runner(objective.id)
    ties = [(LinkKind.CONTAINS, whole.id, id_), (LinkKind.ALIGNS, id_, objective.id)]
    ties += [(LinkKind.ALIGNS, id_, each) for each in dimensions]
    ties += [(LinkKind.LEADS, lead.id, id_)] if lead else []
    ties += [(LinkKind.ALIGNS, each.id, id_) for each in work]
    links = (Link(kind=kind, source_id=source, target_id=target) for kind, source, target in ties)
    return (PutNode(node=node), *(PutLink(link=link) for link in links))
