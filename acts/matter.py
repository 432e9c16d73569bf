"""Matter: what an item of an agenda or a task is about, as it is kept, and as it is called now."""

from acts.desk import Desk
from acts.naming import node
from acts.refusal import Path, missing
from acts.text import required, text
from graph import record
from graph.agreement import AgendaKind
from graph.model import Link
from graph.sentence import Sentence
from graph.snapshot import PlanGraph
from graph.store import UnknownScenario
from graph.vocabulary import Text
from rules.assessment import AssessmentError, asking, instruments


async def matter(desk: Desk, kind: AgendaKind, reference: str, path: Path) -> tuple[str, Text]:
    """Give what something is about, as it is kept, and what it is called now; a topic has no name of its own.

    Raises
    ------
    Refused
        Where nothing is named, or where there is no such matter.
    """
    if kind is AgendaKind.TOPIC:
        return text(reference, path), Text("", "")
    wanted = required(reference, path)
    if kind is AgendaKind.NODE:
        found = await node(desk, wanted, path)
        return found.id, Text(found.label, found.label)
    if kind is AgendaKind.SCENARIO:
        try:
            name = (await desk.store.scenarios.get(desk.slug, wanted)).name
        except UnknownScenario as error:
            raise missing(path, error.message) from error
        return name, Text(name, name)
    if kind is AgendaKind.LINK:
        titles = await _ties(desk, wanted)
    elif kind is AgendaKind.EVALUATION:
        titles = await _evaluated(desk, wanted, path)
    else:
        evaluation = await desk.evaluations.of(desk.stored)
        match kind:
            case AgendaKind.INITIATIVE:
                titles = {each.fingerprint: each.title for each in evaluation.initiatives}
            case AgendaKind.ACTION:
                titles = {each.fingerprint: each.title for one in evaluation.initiatives for each in one.actions}
            case _:
                titles = {each.fingerprint: each.message for each in evaluation.findings}
    if wanted not in titles:
        raise missing(
            path, Sentence(f"{wanted} tidak ada di rencana {desk.slug}.", f"{wanted} is not in plan {desk.slug}.")
        )
    return wanted, titles[wanted]


async def tie_of(desk: Desk, plan: PlanGraph, id_: str) -> Link | None:
    """Give a link of the plan, or one that an agency proposed; None where there is neither."""
    if id_ in plan.links:
        return plan.links[id_]
    said = await desk.store.voices.all(desk.slug)
    return next((each.proposed for each in reversed(said) if each.proposed and each.link == id_), None)


async def _ties(desk: Desk, id_: str) -> dict[str, Text]:
    plan = (await desk.evaluations.seen(desk.stored)).plan
    link = await tie_of(desk, plan, id_)
    if link is None or not {link.source_id, link.target_id} <= plan.nodes.keys():
        return {}
    called = f"{plan.nodes[link.source_id].label} → {plan.nodes[link.target_id].label}"
    return {id_: Text(called, called)}


async def _evaluated(desk: Desk, wanted: str, path: Path) -> dict[str, Text]:
    """The round that is named, and the questions that its cohort is asked."""
    rounds = await desk.store.assessments.rounds(desk.slug)
    round_ = next((each for each in rounds if each.year == record.round_of(wanted)), None)
    if round_ is None:
        return {}
    year = round_.year
    own = {record.matter(year): Text(f"Putaran evaluasi {year}", f"Evaluation round of {year}")}
    if wanted in own:
        return own
    try:
        asked = asking(instruments(desk.evaluations.configuration), year).asked(round_.cohort)
    except AssessmentError as error:
        raise missing(path, error.problems[0]) from error
    return {
        record.matter(year, each.code): Text(f"{each.code} {each.name}", f"{each.code} {each.name_en}")
        for each in asked
    }
