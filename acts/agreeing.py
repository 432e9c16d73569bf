"""Agreeing: what is decided, and for which agency somebody speaks."""

from datetime import date

import msgspec
from msgspec.structs import replace

from acts.access import Actor, Role, allowed
from acts.desk import Desk
from acts.naming import opd
from acts.refusal import Path, ProblemCode, unusable
from acts.text import required, text
from graph.agreement import CrossImpact, Meeting
from graph.record import Decision, DecisionStanding
from graph.sentence import Sentence


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided of an item."""

    standing: DecisionStanding
    reason: str = ""
    until: date | None = None
    lead: str = ""
    opds: tuple[str, ...] = ()
    output: str = ""
    due: date | None = None


def takes_part(actor: Actor, region_code: str, of: Meeting | CrossImpact) -> bool:
    """Say whether someone takes part in a meeting or a cross-impact round: planners, and agencies that are invited."""
    if allowed(actor, Role.PLANNER, region_code):
        return True
    return allowed(actor, Role.AGENCY, region_code) and of.invites(actor.opds)


def may_read(actor: Actor, region_code: str, of: Meeting | CrossImpact) -> bool:
    """Say whether someone may read what is said at a meeting, or what a round came to: who takes part; once it is
    closed all.
    """
    return of.is_closed or takes_part(actor, region_code, of)


async def decision(desk: Desk, agreed: Agreed) -> Decision:
    """Give a decision as it is kept, but for what it is on.

    Raises
    ------
    Refused
        Where a reason is missing, where the day is past, or where an agency is none of the plan's.
    """
    why = text(agreed.reason, ("reason",))
    if agreed.standing is not DecisionStanding.ACCEPTED:
        why = required(why, ("reason",))
    if agreed.until is not None and agreed.standing is not DecisionStanding.DEFERRED:
        message = Sentence("until hanya untuk yang ditunda.", "until is for what is deferred only.")
        raise unusable(("until",), ProblemCode.WRONG_KIND, message)
    made = Decision(
        fingerprint="",
        standing=agreed.standing,
        reason=why,
        author=desk.author,
        until=agreed.until,
        revision=desk.stored.revision,
        output=text(agreed.output, ("output",)),
        due=agreed.due,
    )
    if await desk.earlier() is not None:
        return made
    if agreed.until is not None and agreed.until <= desk.evaluations.today:
        message = Sentence("until harus sesudah hari ini.", "until must be after today.")
        raise unusable(("until",), ProblemCode.OUT_OF_RANGE, message)
    lead = await opd(desk, agreed.lead, ("lead",)) if agreed.lead else ""
    opds = [await opd(desk, each, ("opds", at)) for at, each in enumerate(agreed.opds)]
    return replace(made, lead=lead, opds=tuple(dict.fromkeys(opds)))


async def own_opd(desk: Desk, reference: str, path: Path) -> str:
    """Give the agency for which someone speaks: the one that is named, or the only one of theirs; empty for none.

    Raises
    ------
    Refused
        Where it is none of theirs, or where they must say which.
    """
    if reference:
        named = await opd(desk, reference, path)
        desk.demand_for(named)
        return named
    if allowed(desk.actor, Role.PLANNER, desk.stored.info.region_code):
        return ""
    if len(desk.actor.opds) != 1:
        message = Sentence("Sebutkan untuk Perangkat Daerah mana Anda berbicara.", "Say for which agency you speak.")
        raise unusable(path, ProblemCode.REQUIRED, message)
    return next(iter(desk.actor.opds))
