"""Undoing: what a revision changed is taken back, as a new revision."""

from acts.access import Operation
from acts.desk import Desk
from acts.draft import Revised, answered, at_revision
from acts.merging import merged
from acts.refusal import ProblemCode, unusable
from acts.text import text
from graph.change import ChangeSet
from graph.sentence import Sentence
from graph.store import UnknownRevision


async def undo(desk: Desk, revision: int | None = None, reason: str = "") -> Revised:
    """Take back what a revision changed, the latest where none is named; what later revisions changed stays.

    Planners undo their own, administrators any.

    Raises
    ------
    Refused
        Where nothing of it is left, where later revisions changed the same, or where whoever asks may not.
    UnknownRevision
        Where the plan has no such revision.
    """
    earlier = await desk.earlier()
    if earlier is not None:
        return await answered(desk, earlier)
    latest = desk.stored.revision
    number = latest if revision is None else revision
    if latest == 0:
        raise unusable(
            ("revision",),
            ProblemCode.EMPTY,
            Sentence(f"Rencana {desk.slug} belum memiliki perubahan.", f"Plan {desk.slug} has no changes yet."),
        )
    if not 0 < number <= latest:
        raise UnknownRevision(desk.slug, number, latest)
    history = {each.number: each for each in await desk.store.history(desk.slug)}
    if not desk.author or history[number].author != desk.author:
        desk.demand(Operation.UNDO)
    plan = await desk.store.snapshot(desk.slug, latest)
    before, after = [await desk.store.snapshot(desk.slug, each) for each in (number - 1, number)]
    changes = merged(after.contents, before.contents, plan, ("revision",))
    if not changes:
        raise unusable(
            ("revision",),
            ProblemCode.EMPTY,
            Sentence(
                f"Tidak ada lagi yang dapat dibatalkan dari revisi {number}.",
                f"Nothing of revision {number} is left to undo.",
            ),
        )
    made = ChangeSet(
        changes=changes,
        author=desk.author,
        reason=text(reason, ("reason",)) or f"Membatalkan revisi {number}.",
        base_revision=latest if desk.expected is None else desk.expected,
    )
    return await at_revision(desk, await desk.store.apply(desk.slug, made, asked=desk.asked))
