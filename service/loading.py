"""Loading: files are compared with a plan and become a revision of it, whole or not at all."""

import asyncio
from collections.abc import Mapping as Answers
from collections.abc import Sequence
from pathlib import Path

import msgspec

from graph.change import EMPTY, ChangeSet
from graph.intake import Mapping, Preview, Progress, Question, Step, compare, silent
from graph.record import RefusedFiles, Report, Severity
from graph.snapshot import PlanInfo
from graph.store import Store, UnknownPlan
from service import demo


class Unanswered(ValueError):  # noqa: N818 - named for what happened, as it is reported
    """Files hold doubtful names; nothing was written before a person has said what they mean."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        asked = (
            f"{each.id}: apakah {each.written!r} ({each.source}) sama dengan {each.candidates[0].label!r} "
            f"({each.candidates[0].id})?"
            for each in questions
        )
        super().__init__("\n".join(("Jawab dulu (--answer atau --answers); belum ada yang ditulis.", *asked)))
        self.questions = questions


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Files beside a plan, before anything is written."""

    slug: str
    revision: int
    """The revision that they were compared with; 0 where the plan is yet to be made."""
    new_plan: PlanInfo | None
    """The plan that will be made; None where it is there."""
    preview: Preview


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: the revision that it led to, how many changes it made, and what was read and marked."""

    revision: int
    changes: int
    report: Report


async def compared(
    store: Store,
    slug: str,
    paths: Sequence[Path],
    *,
    info: PlanInfo | None = None,
    mappings: Sequence[Mapping] = (),
    answers: Answers[str, str] | None = None,
    whole: bool = False,
    progress: Progress = silent,
) -> Compared:
    """Say what importing files into a plan would do; where the plan is new, ``info`` says what it is.

    Parameters
    ----------
    answers
        By the id of a question of an earlier comparison: the plan's id that is meant, or nothing where it is new.

    Raises
    ------
    UnknownPlan
        Where there is no such plan and ``info`` is not given.
    InvalidChangeSet
        Where what the files say does not fit the plan.
    UnfitAnswer
        Where an answer names what its thing cannot be.
    """
    is_new = all(stored.info.slug != slug for stored in await store.plans())
    if is_new and info is None:
        raise UnknownPlan(slug)
    plan = None if is_new else await store.snapshot(slug)
    before = plan.contents if plan else EMPTY
    made = await asyncio.to_thread(
        compare, before, paths, mappings=mappings, answers=answers, whole=whole, progress=progress
    )
    return Compared(slug=slug, revision=plan.revision if plan else 0, new_plan=info if is_new else None, preview=made)


async def write(
    store: Store, found: Compared, *, author: str = "", reason: str = "", progress: Progress = silent
) -> Loaded:
    """Write what differs as one revision; a plan that is not there yet is made.

    Raises
    ------
    RefusedFiles
        Where something in the files was not understood.
    Unanswered
        Where a doubtful name is not answered.
    RevisionConflict
        Where the plan has moved on since it was compared.
    """
    made = found.preview
    if not made.importable:
        raise RefusedFiles(tuple(each for each in made.not_understood if each.severity is Severity.ERROR))
    if made.questions:
        raise Unanswered(made.questions)
    progress(Step.WRITING, 0, len(made.changes))
    if found.new_plan is not None:
        await store.create_plan(found.new_plan)
    revision = found.revision
    if made.changes:
        change_set = ChangeSet(changes=made.changes, author=author, reason=reason, base_revision=revision)
        revision = await store.apply(found.slug, change_set, report=made.report)
    progress(Step.DONE)
    return Loaded(revision=revision, changes=len(made.changes), report=made.report)


async def load_demo(store: Store, slug: str) -> Loaded | None:
    """Load an example plan that comes with the package; None where it is there already.

    Raises
    ------
    KeyError
        Where there is no such example.
    """
    info = demo.info(slug)
    if any(stored.info.slug == slug and stored.revision > 0 for stored in await store.plans()):
        return None
    found = await compared(store, slug, demo.files(slug), info=info)
    return await write(store, found, author="sinergi demo", reason="Contoh dari berkas publik")
