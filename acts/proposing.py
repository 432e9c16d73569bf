"""Proposing: the public proposes and objects; a planner takes it over as something of the plan, or declines it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from acts import scenario
from acts.deciding import title_of
from acts.desk import Desk
from acts.draft import Draft, revise
from acts.naming import node
from acts.text import required, text
from graph.record import Proposal, ProposalKind, ProposalOutcome, ProposalStanding
from graph.store import Writing, add_comment, add_scenario

LONGEST: Final = 2_000
"""Letters of a proposal, and of an answer to one."""
LONGEST_NAME: Final = 100
LONGEST_CONTACT: Final = 200
_CALLED: Final = {ProposalKind.PROPOSAL: "Usulan publik", ProposalKind.OBJECTION: "Keberatan publik"}


class Submitted(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody of the public sends."""

    kind: ProposalKind
    text: str
    about: str = ""
    name: str = ""
    contact: str = ""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """How a planner takes a proposal over."""

    number: int
    answer: str
    """What the public is told."""
    text: str = ""
    """The words that are taken over; empty for the proposal's own."""


async def propose(desk: Desk, sent: Submitted, admit: Callable[[], None]) -> Proposal:
    """Keep what somebody of the public proposes apart from the plan and all its logs.

    Parameters
    ----------
    admit
        Is called once all is right and before anything is written; it raises where its sender has sent too much.

    Raises
    ------
    Refused
        Where a text is missing or too long, or where what it is about is not in the plan.
    TooManyProposals
        Where too many wait for an answer.
    """
    earlier = await desk.store.proposals.earlier(desk.slug, desk.asked)
    if earlier is not None:
        return earlier
    said = Proposal(
        kind=sent.kind,
        about=(await node(desk, sent.about, ("about",))).id if sent.about else "",
        text=required(sent.text, ("text",), LONGEST),
        name=text(sent.name, ("name",), LONGEST_NAME),
        contact=text(sent.contact, ("contact",), LONGEST_CONTACT),
        made_at=datetime.now(UTC),
    )
    admit()
    return await desk.store.proposals.add(desk.slug, said, desk.asked)


async def take_over_as_comment(desk: Desk, taken: Taken, fingerprint: str) -> Proposal:
    """Write a proposal as a comment on an initiative.

    Raises
    ------
    Refused
        Where there is no such initiative, or where a text is missing or too long.
    StoreError
        Where there is no such proposal, or where it was answered already.
    """
    if await desk.earlier() is None:
        await title_of(desk, fingerprint, ("commentOn",))

    async def take(writing: Writing, answered: Proposal) -> None:
        await add_comment(writing, fingerprint, _quoted(answered), desk.author)

    answered = await _taken(desk, taken, ProposalOutcome.COMMENT, fingerprint)
    return await desk.store.proposals.answer(desk.slug, answered, desk.asked, take)


async def take_over_as_scenario(desk: Desk, taken: Taken, name: str) -> Proposal:
    """Open a scenario for a proposal, for its changes to be tried.

    Raises
    ------
    Refused
        Where the name cannot be used, or where a text is missing or too long.
    StoreError
        Where there is no such proposal, where it was answered already, or where an open scenario has that name.
    """
    called = scenario.named(name, "scenario")

    async def take(writing: Writing, answered: Proposal) -> None:
        base, reason = writing.plan.revision, _quoted(answered)
        await add_scenario(writing, called, (), base=base, author=desk.author, reason=reason)

    answered = await _taken(desk, taken, ProposalOutcome.SCENARIO, called)
    return await desk.store.proposals.answer(desk.slug, answered, desk.asked, take)


async def take_over_as_link(desk: Desk, taken: Taken, make: Callable[[Draft], Awaitable[str]]) -> Proposal:
    """Add the link that a proposal names to the plan; the proposal's words are the reason in its history.

    Parameters
    ----------
    make
        Drafts the link and gives its id.

    Raises
    ------
    Refused
        Where the link cannot be added, or where a text is missing or too long.
    StoreError
        Where there is no such proposal, where it was answered already, or where the plan has moved on.
    """
    answered = await _taken(desk, taken, ProposalOutcome.LINK, "")
    link = ""

    async def linked(draft: Draft) -> str:
        nonlocal link
        link = await make(draft)
        return link

    async def also(writing: Writing, revision: int) -> None:
        del revision
        await desk.store.proposals.mark(writing, desk.slug, replace(answered, subject=link))

    await revise(desk, linked, reason=_quoted(answered), also=also)
    return await desk.store.proposals.get(desk.slug, taken.number)


async def decline(desk: Desk, number: int, reason: str) -> Proposal:
    """Decline a proposal; the public reads why.

    Raises
    ------
    Refused
        Where the reason is missing or too long.
    StoreError
        Where there is no such proposal, or where it was answered already.
    """
    said = await desk.store.proposals.get(desk.slug, number)
    why = required(reason, ("reason",), LONGEST)
    declined = replace(said, standing=ProposalStanding.DECLINED, answer=why)
    return await desk.store.proposals.answer(desk.slug, declined, desk.asked)


async def _taken(desk: Desk, taken: Taken, outcome: ProposalOutcome, subject: str) -> Proposal:
    said = await desk.store.proposals.get(desk.slug, taken.number)
    return replace(
        said,
        standing=ProposalStanding.TAKEN_OVER,
        answer=required(taken.answer, ("answer",), LONGEST),
        outcome=outcome,
        subject=subject,
        taken_text=text(taken.text, ("text",), LONGEST) or said.text,
    )


def _quoted(taken: Proposal) -> str:
    return f"{_CALLED[taken.kind]} nomor {taken.number}: {taken.taken_text}"
