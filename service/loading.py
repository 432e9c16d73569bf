"""Loading: files become a revision of a plan, whole or not at all."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec

from graph.change import EMPTY, ChangeSet, InvalidChangeSet, validate
from graph.intake import Report, preview, read_files
from graph.snapshot import PlanInfo
from graph.store import Store, UnknownPlan
from service import demo


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: the revision that it led to, how many changes it made, and what was read and marked."""

    revision: int
    changes: int
    report: Report


async def load(
    store: Store,
    slug: str,
    paths: Sequence[Path],
    *,
    info: PlanInfo | None = None,
    author: str = "",
    reason: str = "",
    whole: bool = False,
    dry_run: bool = False,
) -> Loaded:
    """Read files into a plan; where the plan is new, ``info`` says what it is.

    Everything is read before anything is written, so that refused files leave the database as it was.

    Raises
    ------
    RefusedFiles
        Where a file cannot be read or understood.
    UnknownPlan
        Where there is no such plan and ``info`` is not given.
    InvalidChangeSet
        Where what the files say does not fit the plan.
    """
    is_new = all(stored.info.slug != slug for stored in await store.plans())
    if is_new and info is None:
        raise UnknownPlan(slug)
    plan = None if is_new else await store.snapshot(slug)
    before = plan.contents if plan else EMPTY
    revision = plan.revision if plan else 0
    intake = await asyncio.to_thread(read_files, paths, plan=before)
    made = preview(before, intake, whole=whole).changes
    if problems := validate(before, made):
        raise InvalidChangeSet(problems)
    if not dry_run and info is not None and is_new:
        await store.create_plan(info)
    if not dry_run and made:
        change_set = ChangeSet(changes=made, author=author, reason=reason, base_revision=revision)
        revision = await store.apply(slug, change_set, report=intake.report)
    return Loaded(revision=revision, changes=len(made), report=intake.report)


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
    return await load(
        store, slug, demo.files(slug), info=info, author="sinergi demo", reason="Contoh dari berkas publik"
    )
