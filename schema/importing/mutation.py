"""Import mutation: files are compared with a plan and, once that is confirmed, become a revision of it."""

import dataclasses
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, Optional

from graph import intake
from graph.change import ChangeSet, InvalidChangeSet
from graph.intake import Mapping, Preview, Progress, Step
from graph.record import Severity
from graph.snapshot import PlanGraph
from graph.store import RevisionConflict
from schema.core import Revision, field, said
from schema.core.described import described
from schema.edit import (
    AnyProblem,
    Desk,
    MutationError,
    MutationPayload,
    Outcome,
    Refused,
    Revised,
    ValidationProblem,
    at_revision,
    perform,
    place,
    text,
    unfit,
    unusable,
)
from schema.importing.input import ImportFilesInput, Received, mappings, received
from schema.importing.preview import ImportPreview
from schema.limit import extend
from schema.plan import Plan
from schema.request import Check, Info, Operation

_MOST_TOLD = 20
"""So many errors of files are listed as errors of the mutation; the preview has them all."""


@dataclasses.dataclass(frozen=True)
class Imported:
    """What came of files: what they would do, and where it was done, the revision that it led to."""

    base: int
    preview: Preview | None
    used: tuple[Mapping, ...]
    revised: Revised | None = None
    problems: tuple[AnyProblem, ...] = ()


@described
class ImportFilesPayload(MutationPayload):
    """What `importFiles` answers."""

    @property
    def imported(self) -> Imported | None:
        """What came of the files."""
        result: Imported | None = self.outcome.result
        return result

    @field
    def errors(self) -> list[MutationError]:
        """Why nothing was written though it was asked for; a dry run has none for what files say."""
        return [*self.outcome.problems, *(self.imported.problems if self.imported else ())]

    @field
    def revision(self) -> Revision | None:
        """The revision that it led to; null in a dry run and where nothing was done."""
        revised = self.imported.revised if self.imported else None
        return Revision(revised.revision) if revised else None

    @field
    def compared_with(self) -> Revision | None:
        """The revision that the files were compared with, for `expectedRevision` when it is confirmed."""
        return Revision(self.imported.base) if self.imported else None

    @field
    def preview(self) -> ImportPreview | None:
        """What importing would do, or did; null where it was refused before, or was done before under this key."""
        if self.imported is None or self.imported.preview is None:
            return None
        return ImportPreview(record=self.imported.preview, used=self.imported.used)

    @field
    async def plan(self, info: Info) -> Optional[Plan]:  # noqa: UP045
        """The plan as it is now; null in a dry run and where nothing was done."""
        revised = self.imported.revised if self.imported else None
        return Plan(evaluation=await revised.sides.seen_after(info.context)) if revised else None


@described
class ImportMutation:
    """Taking in files."""

    @field
    async def import_files(
        self,
        info: Info,
        input: Annotated[ImportFilesInput, said("Which files, and how.")],  # noqa: A002
    ) -> ImportFilesPayload:
        """Compare files with the plan; without dry run, write what differs as one revision, all or nothing.

        Nothing is kept between the two: to confirm, the same files are sent again with `dryRun: false`.
        """
        extend()
        running = info.context.imports.running(info.context.live.limits.imports)
        with running, tempfile.TemporaryDirectory(prefix="sinergi-") as folder:
            outcome = await _counted(info, input, Path(folder))
        return ImportFilesPayload(outcome=outcome)


async def _counted(info: Info, deed: ImportFilesInput, folder: Path) -> Outcome[Imported]:
    how, begun = "failed", perf_counter()
    try:
        outcome = await _imported(info, deed, folder)
        is_refused = outcome.problems or (outcome.result and outcome.result.problems)
        how = "refused" if is_refused else "tried" if deed.dry_run else "written"
        return outcome
    finally:
        info.context.imports.ended(how, perf_counter() - begun)


async def _imported(info: Info, deed: ImportFilesInput, folder: Path) -> Outcome[Imported]:
    progress = info.context.imports.reporter(info.context.actor.name, deed.progress_id)
    files: list[Received] = []
    told: list[Received] = []

    async def work(desk: Desk) -> Imported:
        return await _Import(desk, deed, files, told, progress).done()

    bare = dataclasses.replace(deed, files=[], mapping_files=[], idempotency_key=None)
    refused_at_once = await perform(info, bare, Operation.IMPORT, _nothing)
    if refused_at_once.problems:
        return Outcome(deed.client_mutation_id, problems=refused_at_once.problems)
    try:
        files += await received(deed.files, folder, "files")
        told += await received(deed.mapping_files, folder, "mappingFiles")
        digests: Any = [f"{each.path.name} {each.sha256}" for each in files]
        maps: Any = [each.sha256 for each in told]
        asked = dataclasses.replace(deed, files=digests, mapping_files=maps, progress_id=None)
        outcome = await perform(info, asked, Operation.IMPORT, work)
    except Refused as refused:
        outcome = Outcome(deed.client_mutation_id, problems=refused.problems)
    except BaseException:
        progress(Step.REFUSED, message="Pembacaan terhenti; tidak ada yang ditulis.")
        raise
    problems = (*outcome.problems, *(outcome.result.problems if outcome.result else ()))
    if problems:
        progress(Step.REFUSED, message=problems[0].message)
    else:
        progress(Step.DONE)
    return outcome


async def _nothing(desk: Desk) -> None:
    """See only whether whoever asks may."""
    del desk


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


class _Import:
    """One import: its files beside the plan, and what becomes of them."""

    def __init__(
        self,
        desk: Desk,
        deed: ImportFilesInput,
        files: list[Received],
        told: list[Received],
        progress: Progress,
    ) -> None:
        self._desk = desk
        self._deed = deed
        self._paths = [each.path for each in files]
        self._told = told
        self._progress = progress

    async def done(self) -> Imported:
        """Compare the files with the plan and, where it was asked for, write what differs.

        Raises
        ------
        Refused
            Where what was sent with the files cannot be used, or where what they say does not fit the plan.
        StoreError
            Where the plan has moved on.
        """
        desk, deed = self._desk, self._deed
        earlier = None if deed.dry_run else await desk.earlier()
        if earlier is not None:
            number = int(earlier.body)
            return Imported(max(number - 1, 0), None, (), await at_revision(desk, number, None))
        if not self._paths:
            raise unusable(("files",), "REQUIRED", "Kirim paling sedikit satu berkas.")
        used = await desk.context.imports.workers.run(lambda _: mappings(deed.mappings, self._told))
        base = desk.stored.revision
        if desk.expected not in (None, base):
            raise RevisionConflict(desk.expected or 0, base)
        plan = await desk.store.snapshot(desk.slug, base)
        found = await self._compared(plan, used)
        problems = () if deed.dry_run else tuple(_problems(found))
        if deed.dry_run or problems:
            return Imported(base, found, used, problems=problems)
        return Imported(base, found, used, await self._written(found, base))

    async def _compared(self, plan: PlanGraph, used: tuple[Mapping, ...]) -> Preview:
        answers = {str(each.question): str(each.node or "") for each in self._deed.answers}
        try:
            return await self._desk.context.imports.workers.run(
                lambda check: intake.compare(
                    plan.contents,
                    self._paths,
                    mappings=used,
                    answers=answers,
                    whole=self._deed.whole,
                    progress=_Checked(self._progress, check),
                )
            )
        except intake.UnfitAnswer as error:
            number = [str(each.question) for each in self._deed.answers].index(error.question)
            code = "WRONG_KIND" if error.is_known else "DANGLING_REFERENCE"
            raise unusable(("answers", number, "node"), code, str(error)) from error
        except InvalidChangeSet as error:
            raise unfit(error, ("files",)) from error

    async def _written(self, found: Preview, base: int) -> Revised:
        desk = self._desk
        self._progress(Step.WRITING, 0, len(found.changes))
        if not found.changes:
            return await at_revision(desk, base, None, moved=False)
        reason = text(self._deed.reason, ("reason",))
        made = ChangeSet(changes=found.changes, author=desk.author, reason=reason, base_revision=base)
        try:
            number = await desk.store.apply(desk.slug, made, report=found.report, asked=desk.asked)
        except InvalidChangeSet as error:
            raise unfit(error, ("files",)) from error
        self._progress(Step.EVALUATING)
        revised = await at_revision(desk, number, None)
        await revised.sides.seen_after(desk.context)
        return revised


def _problems(found: Preview) -> list[AnyProblem]:
    """Why files are not taken in: what they hold, else what is still asked."""
    errors = [each for each in found.not_understood if each.severity is Severity.ERROR]
    problems: list[AnyProblem] = [
        ValidationProblem(message=str(each), path=place(("files",)), code="UNREADABLE") for each in errors[:_MOST_TOLD]
    ]
    if errors:
        return problems
    return [
        ValidationProblem(
            message=f"Jawab dulu: apakah {each.written!r} sama dengan {each.candidates[0].label!r}?",
            path=place(("answers",)),
            code="UNANSWERED",
        )
        for each in found.questions[:_MOST_TOLD]
    ]
