"""Voices: agencies say of ties of their own that they are right, that they are wrong, or that one is missing."""

from datetime import UTC, datetime

from msgspec.structs import replace

from acts.access import Role
from acts.desk import Desk
from acts.matter import tie_of
from acts.naming import opd
from acts.refusal import Forbidden, Path, ProblemCode, Refused, missing, unfit, unusable
from acts.text import required, text
from graph.agreement import Voice
from graph.change import InvalidChangeSet, PutLink
from graph.model import Link, Opd, Standing
from graph.sentence import Sentence
from graph.snapshot import PlanGraph


def parties_of(plan: PlanGraph, link: Link) -> tuple[str, ...]:
    """Give the agencies whose tie a link is: those at its ends, or that lead what is at its ends."""
    found: list[str] = []
    for end in (link.source_id, link.target_id):
        if isinstance(plan.nodes.get(end), Opd):
            found.append(end)
        elif end in plan.nodes and (lead := plan.lead(end)) is not None:
            found.append(lead.id)
    return tuple(dict.fromkeys(found))


async def say_of_link(desk: Desk, link: str, for_opd: str, standing: Standing, reason: str = "") -> Voice:
    """Say for an agency whether a tie of its own is right; the plan itself stays as it is.

    Raises
    ------
    Refused
        Where there is no such tie, where it is none of the agency's, where the agency is none of theirs, or where a
        tie is called wrong without a reason.
    """
    why = required(reason, ("reason",)) if standing is Standing.REJECTED else text(reason, ("reason",))
    said = Voice(link=link, opd=for_opd, standing=standing, reason=why, author=desk.author, made_at=datetime.now(UTC))
    if await desk.earlier() is None:
        plan = (await desk.evaluations.seen(desk.stored)).plan
        tie = await tie_of(desk, plan, link)
        if tie is None:
            raise missing(
                ("link",),
                Sentence(
                    f"Keterkaitan {link} tidak ada di rencana {desk.slug}.",
                    f"There is no link {link} in plan {desk.slug}.",
                ),
            )
        said = replace(said, link=tie.id, opd=await _own(desk, plan, tie, for_opd, ("opd",)))
    return await desk.store.voices.add(desk.slug, said, desk.asked)


async def propose_link(desk: Desk, tie: Link, for_opd: str, reason: str) -> Voice:
    """Propose for an agency a tie of its own that the plan lacks; a planner adds it to the plan.

    Raises
    ------
    Refused
        Where the tie is there already, where it is none of the agency's, where it cannot stand in the plan, or where
        the reason is missing.
    """
    why = required(reason, ("reason",))
    said = Voice(
        link=tie.id,
        opd=for_opd,
        standing=Standing.CONFIRMED,
        reason=why,
        author=desk.author,
        made_at=datetime.now(UTC),
        proposed=tie,
    )
    if await desk.earlier() is None:
        plan = (await desk.evaluations.seen(desk.stored)).plan
        for name, end in (("originNode", tie.source_id), ("targetNode", tie.target_id)):
            if end not in plan.nodes:
                raise missing(
                    ("link", name),
                    Sentence(f"{end} tidak ada di rencana {desk.slug}.", f"{end} is not in plan {desk.slug}."),
                )
        if tie.id in plan.links:
            message = Sentence(f"Keterkaitan {tie.id} sudah ada.", f"There is a link {tie.id} already.")
            raise unusable(("link",), ProblemCode.DUPLICATE, message)
        try:
            plan.apply((PutLink(link=tie),), plan.revision)
        except InvalidChangeSet as error:
            raise unfit(error, otherwise=("link",)) from error
        said = replace(said, opd=await _own(desk, plan, tie, for_opd, ("opd",)))
    return await desk.store.voices.add(desk.slug, said, desk.asked)


async def _own(desk: Desk, plan: PlanGraph, tie: Link, reference: str, path: Path) -> str:
    """The agency that speaks, which must be one of the tie's."""
    speaker = await opd(desk, reference, path)
    desk.demand_for(speaker)
    if speaker not in parties_of(plan, tie):
        message = Sentence(f"Keterkaitan ini bukan milik {speaker}.", f"This link is none of {speaker}'s.")
        raise Refused(Forbidden(message=message, role=Role.PLANNER))
    return speaker
