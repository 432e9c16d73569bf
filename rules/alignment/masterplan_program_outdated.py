"""AL13 masterplan-program-outdated. A program of the Smart City masterplan no longer fits the plan as it is now.

Why: a masterplan is reviewed when a new RPJMD, a new mayor or a change of surroundings comes (guide to smart city
masterplans, Ministry of Communication and Informatics); assessors ask whether its programs fit what is carried out and
the region's objectives (evaluation of 2024).
Evidence: the program and the reason: its lead is no OPD of the plan, it ended before the plan's period, it serves no
objective of the RPJMD, it stands in a dimension of a strategic issue and names its matter but is not tied to it, or
another program of the masterplan is the same. Names are the same where they share most of their words, by stem.
Remedy: name the lead that the field or the carriers tell, drop what has ended, tie it to the objective that its
carriers serve or to the issue, or join it with the other one.
"""

from collections import Counter
from collections.abc import Iterator

from graph.change import Change, PutLink, PutNode, RemoveLink, RemoveNode
from graph.model import Link, LinkKind, MasterplanProgram, Objective, ObjectiveLevel, Opd
from graph.reference import fields_of_name
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text
from rules.knowledge.words import stems
from rules.masterplan import Adjustment, carriers_proposed
from rules.masterplan.placing import topics
from rules.masterplan.readjusting import ADJUSTMENT
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """When two programs are one."""

    same_words: float = 0.8
    """Share of the words of two names, by stem, from which on they are the same."""


@rule(
    "AL13",
    family=Family.ALIGNMENT,
    per=MasterplanProgram,
    severity=Severity.WARNING,
    options=Options,
    message=Text('Program masterplan "{program}" {what}.', 'The masterplan program "{program}" {what_en}.'),
)
def masterplan_program_outdated(plan: PlanGraph, program: MasterplanProgram, options: Options) -> Iterator[Found]:
    """Flag each reason for which a masterplan program should be changed, joined or dropped."""
    if ended := tuple(_ended(plan, program)):
        yield from ended  # nothing else matters of what is dropped
        return
    yield from _without_lead(plan, program)
    yield from _without_objective(plan, program)
    yield from _beside_issues(plan, program)
    yield from _doubled(plan, program, options)


def _found(
    plan: PlanGraph,
    program: MasterplanProgram,
    adjustment: Adjustment,
    detail: str,
    what: Text,
    *,
    nodes: tuple[str, ...] = (),
    remedy: tuple[Change, ...] = (),
) -> Found:
    lead = plan.lead(program.id)
    return Found(
        opds=(lead.id,) if lead else (),
        nodes=(program.id, *nodes),
        key=program.id,
        detail=detail,
        arguments={
            ADJUSTMENT: adjustment.value,
            "program": program.name,
            "what": what.id,
            "what_en": what.en,
        },
        remedy=remedy,
    )


def _ended(plan: PlanGraph, program: MasterplanProgram) -> Iterator[Found]:
    last = program.end_year or max((each.year for each in program.years), default=None)
    if last is not None and last < plan.info.start_year:
        what = Text(
            f"berakhir {last}, sebelum periode rencana yang mulai {plan.info.start_year}; keluarkan",
            f"ended in {last}, before the plan's period, which begins in {plan.info.start_year}; drop it",
        )
        remedy = _removed(plan, program.id)
        yield _found(plan, program, Adjustment.DROP, "ended", what, remedy=remedy)


def _removed(plan: PlanGraph, id_: str) -> tuple[Change, ...]:
    """The changes that remove a program with its links."""
    ties = sorted(each.id for each in plan.links.values() if id_ in (each.source_id, each.target_id))
    return (*(RemoveLink(id=each) for each in ties), RemoveNode(id=id_))


def _without_lead(plan: PlanGraph, program: MasterplanProgram) -> Iterator[Found]:
    if plan.lead(program.id) is not None or not plan.opds:
        return
    proposed = _proposed_lead(plan, program)
    written = program.written_lead
    gone = f'penanggung jawabnya, "{written}", tidak ada di rencana' if written else "belum punya penanggung jawab"
    gone_en = f'has a lead, "{written}", that is not in the plan' if written else "has no lead yet"
    what = Text(
        f"{gone}; ubah: {f'diusulkan {proposed.label}' if proposed else 'tetapkan OPD-nya'}",
        f"{gone_en}; change it: {f'proposed is {proposed.label}' if proposed else 'name its OPD'}",
    )
    tie = Link(kind=LinkKind.LEADS, source_id=proposed.id if proposed else "", target_id=program.id)
    remedy = (PutLink(link=tie),) if proposed and tie.id not in plan.links else ()
    nodes = (proposed.id,) if proposed else ()
    yield _found(plan, program, Adjustment.CHANGE, "lead", what, nodes=nodes, remedy=remedy)


def _proposed_lead(plan: PlanGraph, program: MasterplanProgram) -> Opd | None:
    """The one agency whose field the written lead names, else that which leads its carriers, or the proposed ones."""
    field = next(iter(fields_of_name(program.written_lead).fields), "") if program.written_lead else ""
    holding = [each for each in plan.opds if field and each.mandates[:1] == (field,)]
    if len(holding) == 1:
        return holding[0]
    leads = Counter(lead.id for each in plan.carriers_of(program.id) if (lead := plan.lead(each.id)))
    proposed = (lead.id for each in carriers_proposed(plan, program.id) if (lead := plan.lead(each.program)))
    first = min(leads, key=lambda id_: (-leads[id_], id_), default="") or next(proposed, "")
    return plan.get(Opd, first) if first else None


def _without_objective(plan: PlanGraph, program: MasterplanProgram) -> Iterator[Found]:
    aside = {ObjectiveLevel.VISION, ObjectiveLevel.ISSUE}
    serves = any(each.level is not ObjectiveLevel.ISSUE for each in plan.objectives_of(program.id))
    if serves or all(each.level in aside for each in plan.objectives):
        return
    work = [each.id for each in plan.carriers_of(program.id)]
    work = work or [each.program for each in carriers_proposed(plan, program.id)[:1]]
    served = Counter(each.id for id_ in work for each in plan.objectives_of(id_))
    first = min(served, key=lambda id_: (-served[id_], id_), default="")
    objective = plan.get(Objective, first) if first else None
    ask, ask_en = "tetapkan sasarannya", "name its objective"
    if objective:
        ask = f'diusulkan sasaran "{objective.text}", yang dilayani pengusungnya atau calonnya'
        ask_en = f'proposed is "{objective.text}", which its carriers, or the proposed one, serve'
    what = Text(
        f"tidak mendukung sasaran RPJMD yang berlaku; ubah: {ask}",
        f"serves no objective of the RPJMD in force; change it: {ask_en}",
    )
    tie = Link(kind=LinkKind.ALIGNS, source_id=program.id, target_id=first)
    remedy = (PutLink(link=tie),) if first and tie.id not in plan.links else ()
    nodes = (first,) if first else ()
    yield _found(plan, program, Adjustment.CHANGE, "objective", what, nodes=nodes, remedy=remedy)


def _beside_issues(plan: PlanGraph, program: MasterplanProgram) -> Iterator[Found]:
    """A program that stands where an issue does and names its matter may have to answer it."""
    matters = topics(program.name) | topics(program.description)
    within = {at.id for own in plan.placed_in(program.id) for at in plan.lineage(own.id)}
    for issue in plan.issues:
        tie = Link(kind=LinkKind.ALIGNS, source_id=program.id, target_id=issue.id)
        shared = sorted(matters & topics(issue.text))
        if shared and tie.id not in plan.links and within & {each.id for each in plan.placed_in(issue.id)}:
            words = ", ".join(shared)
            what = Text(
                f'menyentuh isu "{issue.text}" ({words}) tanpa dikaitkan; ubah: kaitkan dan sesuaikan targetnya',
                f'touches the issue "{issue.text}" ({words}) without a tie; change it: tie it and adjust its targets',
            )
            detail = f"issue {issue.id}"
            yield _found(plan, program, Adjustment.CHANGE, detail, what, nodes=(issue.id,), remedy=(PutLink(link=tie),))


def _doubled(plan: PlanGraph, program: MasterplanProgram, options: Options) -> Iterator[Found]:
    """The first program, by id, that is the same; of two the later one is joined with the earlier."""
    words = set(stems(program.name))
    for other in plan.masterplan_programs:
        if other.id >= program.id:
            return
        others = set(stems(other.name))
        share = len(words & others) / len(words | others) if words | others else 0.0
        if share >= options.same_words and _may_be_one(plan, program.id, other.id):
            what = Text(
                f'tampaknya sama dengan "{other.name}"; gabungkan', f'seems to be the same as "{other.name}"; join them'
            )
            remedy = _joined(plan, other, program)
            yield _found(plan, program, Adjustment.JOIN, "double", what, nodes=(other.id,), remedy=remedy)
            return


def _may_be_one(plan: PlanGraph, one: str, other: str) -> bool:
    """Whether nothing that is known of two programs, their lead or their dimension, says that they are two."""
    leads = {lead.id for id_ in (one, other) if (lead := plan.lead(id_))}
    places = [{plan.dimension_above(each).id for each in plan.placed_in(id_)} for id_ in (one, other)]
    return len(leads) < 2 and (not all(places) or bool(places[0] & places[1]))


def _joined(plan: PlanGraph, stays: MasterplanProgram, goes: MasterplanProgram) -> tuple[Change, ...]:
    """The changes that give one program all that the other has, and remove that one."""
    moved: dict[str, Link] = {}
    for link in plan.links.values():
        if goes.id in (link.source_id, link.target_id) and link.kind is not LinkKind.CONTAINS:
            ends = (stays.id if end == goes.id else end for end in (link.source_id, link.target_id))
            source, target = ends
            new = Link(kind=link.kind, source_id=source, target_id=target, source=link.source, reason=link.reason)
            if new.id not in plan.links and not (new.kind is LinkKind.LEADS and plan.lead(stays.id)):
                moved[new.id] = new
    put = PutNode(node=stays.joined(goes), edit=True)
    return (*_removed(plan, goes.id), put, *(PutLink(link=moved[id_]) for id_ in sorted(moved)))
