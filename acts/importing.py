"""Importing: files are compared with a plan and become a revision of it, whole or not at all."""

from collections.abc import Mapping as Answers
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from acts.desk import Desk
from acts.draft import Revised, answered, at_revision
from acts.text import text
from acts.workers import Check, Workers
from graph.change import EMPTY, ChangeSet
from graph.intake import Mapping, Preview, Progress, Question, Step, compare, silent
from graph.record import RefusedFiles, Severity
from graph.store import RevisionConflict

WORKERS: Final = Workers(2, "import")
"""The threads of imports that nobody gave others."""


class Unanswered(ValueError):
    """Files hold doubtful names; nothing was written before a person has said what they mean."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        asked = (f"{each.id}: {each.asked.id} ({each.source}; {each.candidates[0].id})" for each in questions)
        super().__init__("\n".join(("Jawab dulu (--answer atau --answers); belum ada yang ditulis.", *asked)))
        self.questions = questions


async def imported_before(desk: Desk) -> Revised | None:
    """What the same files led to under the same key; None where they are new."""
    earlier = await desk.earlier()
    return None if earlier is None else await answered(desk, earlier)


async def compare_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    mappings: Sequence[Mapping] = (),
    answers: Answers[str, str] | None = None,
    whole: bool = False,
    progress: Progress = silent,
    workers: Workers = WORKERS,
) -> Preview:
    """Say what importing files into a plan would do.

    Parameters
    ----------
    answers
        By the id of a question of an earlier comparison: the plan's id that is meant, or nothing where it is new.
    whole
        Whether the files are the whole plan, so that what they no longer say goes.

    Raises
    ------
    RevisionConflict
        Where another revision is expected than the latest.
    InvalidChangeSet
        Where what the files say does not fit the plan.
    UnfitAnswer
        Where an answer names what its thing cannot be.
    """
    base = desk.stored.revision
    if desk.expected not in (None, base):
        raise RevisionConflict(desk.expected or 0, base)
    before = EMPTY if desk.is_new else (await desk.store.snapshot(desk.slug, base)).contents
    info = desk.stored.info
    year = info.start_year if info.start_year == info.end_year else None
    return await workers.run(
        lambda check: compare(
            before,
            paths,
            mappings=mappings,
            answers=answers,
            whole=whole,
            year=year,
            progress=_Checked(progress, check),
        )
    )


async def import_files(desk: Desk, preview: Preview, *, reason: str = "", progress: Progress = silent) -> Revised:
    """Write what files change, as ``compare_files`` found it, as one revision; a new plan is made.

    Raises
    ------
    RefusedFiles
        Where something in the files was not understood.
    Unanswered
        Where a doubtful name is not answered.
    InvalidChangeSet, RevisionConflict
        Where it does not fit the plan, which has moved on since it was compared.
    """
    if not preview.importable:
        raise RefusedFiles(tuple(each for each in preview.not_understood if each.severity is Severity.ERROR))
    if preview.questions:
        raise Unanswered(preview.questions)
    progress(Step.WRITING, 0, len(preview.changes))
    base = desk.stored.revision
    if desk.is_new:
        await desk.store.create_plan(desk.stored.info, desk.author)
    made = ChangeSet(changes=preview.changes, author=desk.author, reason=text(reason, ("reason",)), base_revision=base)
    number = await desk.store.apply(desk.slug, made, report=preview.report, asked=desk.asked)
    return await at_revision(desk, number, moved=bool(preview.changes))


class _Checked:
    """Says how far an import is, where anybody still waits for it; else it ends the import."""

    def __init__(self, progress: Progress, check: Check) -> None:
        self._progress = progress
        self._check = check

    def __call__(
        self,
        step: Step,
        done: int = 0,
        total: int | None = None,
        file: str | None = None,
        message: str | None = None,
    ) -> None:
        """Say it.

        Raises
        ------
        Stopped
            Where nobody waits.
        """
        self._check()
        self._progress(step, done, total, file, message)
