"""Deciding: what people say of an initiative: a decision, its withdrawal, a comment."""

from msgspec.structs import replace

from acts.agreeing import Agreed, decision, own_opd
from acts.desk import Desk
from acts.refusal import Path, missing
from acts.text import required
from graph.record import Comment, Decision
from graph.sentence import Sentence


async def decide(desk: Desk, fingerprint: str, agreed: Agreed, seen: int | None = None) -> Decision:
    """Accept, reject or defer an initiative, or an action within one; the latest decision counts, whatever revision.

    Parameters
    ----------
    seen
        Number of the latest decision that whoever decides has seen; None where they saw none.

    Raises
    ------
    Refused
        Where there is no such initiative, where a reason is missing, where the day is past, or where an agency is none
        of the plan's.
    DecisionConflict
        Where another decision stands than the one that was seen.
    """
    title = await title_of(desk, fingerprint) if await desk.earlier() is None else ""
    made = replace(await decision(desk, agreed), fingerprint=fingerprint, title=title)
    return await desk.store.decide(desk.slug, made, desk.asked, seen=seen)


async def withdraw(desk: Desk, fingerprint: str, seen: int, reason: str) -> Decision:
    """Take back the decision that stands on an initiative, so that none does; it stays to be read.

    Raises
    ------
    Refused
        Where the reason is missing.
    DecisionConflict
        Where the decision that stands is not the one that was seen.
    """
    why = required(reason, ("reason",))
    return await desk.store.withdraw(desk.slug, fingerprint, desk.author, why, desk.asked, seen=seen)


async def comment(desk: Desk, fingerprint: str, words: str, for_opd: str = "", reply_to: int | None = None) -> Comment:
    """Write a comment on an initiative, or a reply to one there; an agency says for which of its own.

    Raises
    ------
    Refused
        Where there is no such initiative or comment on it, where the comment is empty or too long, or where the agency
        is none of theirs.
    """
    speaker = ""
    if await desk.earlier() is None:
        await title_of(desk, fingerprint)
        await _check_replied(desk, fingerprint, reply_to)
        speaker = await own_opd(desk, for_opd, ("opd",))
    said = required(words, ("text",))
    return await desk.store.comments.add(
        desk.slug, fingerprint, said, desk.author, desk.asked, opd=speaker, reply_to=reply_to
    )


async def _check_replied(desk: Desk, fingerprint: str, number: int | None) -> None:
    if number is None or any(each.id == number for each in await desk.store.comments.of(desk.slug, (fingerprint,))):
        return
    raise missing(
        ("replyTo",),
        Sentence(
            f"Komentar {number} tidak ada pada inisiatif {fingerprint}.",
            f"There is no comment {number} on initiative {fingerprint}.",
        ),
    )


async def title_of(desk: Desk, fingerprint: str, path: Path = ("fingerprint",)) -> str:
    """Give what an initiative or an action is called now, or was called when people spoke of it.

    Raises
    ------
    Refused
        Where there is none.
    """
    evaluation = await desk.evaluations.of(desk.stored)
    found = evaluation.action(fingerprint) or evaluation.initiative(fingerprint)
    if found:
        return found.title.id
    said = await desk.store.decisions_on(desk.slug, {fingerprint})
    if not said:
        raise missing(
            path,
            Sentence(
                f"Inisiatif {fingerprint} tidak ada di rencana {desk.slug}.",
                f"There is no initiative {fingerprint} in plan {desk.slug}.",
            ),
        )
    return said[0].title
