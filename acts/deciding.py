"""Deciding: what people say of an initiative: a decision, a comment."""

from acts.desk import Desk
from acts.refusal import missing
from acts.text import required, text
from graph.record import Comment, Decision, DecisionStanding
from graph.sentence import Sentence


async def decide(
    desk: Desk, fingerprint: str, standing: DecisionStanding, reason: str = "", seen: int | None = None
) -> Decision:
    """Accept, reject or defer an initiative, or an action within one; the latest decision counts, whatever revision.

    Parameters
    ----------
    reason
        Needed where it is rejected or deferred.
    seen
        Number of the latest decision that whoever decides has seen; None where they saw none.

    Raises
    ------
    Refused
        Where there is no such initiative, or where a reason is missing.
    DecisionConflict
        Where another decision stands than the one that was seen.
    """
    if await desk.earlier() is None:
        await _has_initiative(desk, fingerprint)
    why = text(reason, ("reason",))
    if standing is not DecisionStanding.ACCEPTED:
        why = required(why, ("reason",))
    made = Decision(fingerprint=fingerprint, standing=standing, reason=why, author=desk.author)
    return await desk.store.decide(desk.slug, made, desk.asked, seen=seen)


async def comment(desk: Desk, fingerprint: str, words: str) -> Comment:
    """Write a comment on an initiative.

    Raises
    ------
    Refused
        Where there is no such initiative, or where the comment is empty or too long.
    """
    if await desk.earlier() is None:
        await _has_initiative(desk, fingerprint)
    said = required(words, ("text",))
    return await desk.store.comments.add(desk.slug, fingerprint, said, desk.author, desk.asked)


async def _has_initiative(desk: Desk, fingerprint: str) -> None:
    """See that the plan's latest revision has an initiative or an action, or that people spoke of it before."""
    initiatives = (await desk.evaluations.of(desk.stored)).initiatives
    if any(fingerprint in (each.fingerprint, *(action.fingerprint for action in each.actions)) for each in initiatives):
        return
    if all(each.fingerprint != fingerprint for each in await desk.store.decisions(desk.slug)):
        raise missing(
            ("fingerprint",),
            Sentence(
                f"Inisiatif {fingerprint} tidak ada di rencana {desk.slug}.",
                f"There is no initiative {fingerprint} in plan {desk.slug}.",
            ),
        )
