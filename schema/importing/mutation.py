"""Import mutation: compares files with a plan and, when confirmed, writes the difference as a revision."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

from acts import (
    Desk,
    Operation,
    Problem,
    Refused,
    Revised,
    Unusable,
    compare_files,
    import_files,
    imported_before,
    unfit,
    unusable,
)
from acts.refusal import ProblemCode
from graph.change import InvalidChangeSet
from graph.intake import Mapping, Preview, Progress, Step, UnfitAnswer
from graph.record import Severity
from graph.scratch import scratch_folder
from graph.sentence import Sentence, untranslated
from schema.core import Revision, field, said
from schema.core.described import described
from schema.edit import AnyProblem, MutationError, MutationPayload, Outcome, perform, shown, sides_of
from schema.importing.input import ImportFilesInput, Received, mappings, received
from schema.importing.preview import ImportPreview
from schema.limit import extend
from schema.plan import Plan
from schema.request import Info

_MOST_TOLD = 20
"""Greatest number of file problems or questions listed as errors of the mutation; the preview has all."""


@dataclasses.dataclass(frozen=True)
class Sent:
    """Outcome of an import: its preview, the mappings used, the revision made, and the problems that prevented it."""

    base: int
    """The revision that the files were compared with."""
    preview: Preview | None = None
    """What the files would change, or changed; None if that of an import that was done before cannot be told again."""
    used: tuple[Mapping, ...] = ()
    revised: Revised | None = None
    problems: tuple[Problem, ...] = ()


@described
class ImportFilesPayload(MutationPayload):
    """Result of `importFiles`."""

    @property
    def sent(self) -> Sent | None:
        """The outcome of the import; None on failure."""
        result: Sent | None = self.outcome.result
        return result

    @property
    def revised(self) -> Revised | None:
        """The revision that the import made; None in a dry run and on failure."""
        return self.sent.revised if self.sent else None

    @field
    def errors(self) -> list[MutationError]:
        """Why the import was not carried out; empty on success.

        In a dry run, problems in the files are no errors: see `preview.notUnderstood`.
        """
        return [*self.outcome.problems, *map(shown, self.sent.problems if self.sent else ())]

    @field
    def revision(self) -> Revision | None:
        """Revision that the import made; null in a dry run and on failure."""
        return Revision(self.revised.revision) if self.revised else None

    @field
    def compared_with(self) -> Revision | None:
        """Revision that the files were compared with; pass it as `expectedRevision` to confirm the import.

        Null on failure.
        """
        return Revision(self.sent.base) if self.sent else None

    @field
    def preview(self) -> ImportPreview | None:
        """What the import would change, or changed; null if it was refused before the comparison."""
        if self.sent is None or self.sent.preview is None:
            return None
        return ImportPreview(record=self.sent.preview, used=self.sent.used)

    @field
    async def plan(self, info: Info) -> Plan | None:
        """The plan after the import; null in a dry run and on failure."""
        return Plan(seen=await sides_of(self.revised).seen_after(info.context)) if self.revised else None


@described
class ImportMutation:
    """Import of files."""

    @field
    async def import_files(
        self,
        info: Info,
        input: Annotated[ImportFilesInput, said("The files, and how to import them.")],
    ) -> ImportFilesPayload | None:
        """Compare files with the plan and, if `dryRun` is false, write the differences as one revision, all or none.

        Nothing is kept between the two: to confirm, send the same files again with `dryRun: false`.
        """
        extend()
        running = info.context.imports.running(info.context.live.limits.imports)
        with running, scratch_folder() as folder:
            outcome = await _counted(info, input, folder)
        return ImportFilesPayload(outcome=outcome)


async def _counted(info: Info, input: ImportFilesInput, folder: Path) -> Outcome[Sent]:
    how, begun = "failed", perf_counter()
    try:
        outcome = await _imported(info, input, folder)
        is_refused = outcome.problems or (outcome.result and outcome.result.problems)
        how = "refused" if is_refused else "tried" if input.dry_run else "written"
        return outcome
    finally:
        info.context.imports.ended(how, perf_counter() - begun)


async def _imported(info: Info, input: ImportFilesInput, folder: Path) -> Outcome[Sent]:
    progress = info.context.imports.reporter(info.context.actor.name, input.progress_id)
    files: list[Received] = []
    told: list[Received] = []

    async def work(desk: Desk) -> Sent:
        return await _sent(info, desk, input, (files, told), progress)

    bare = dataclasses.replace(input, files=[], mapping_files=[], idempotency_key=None)
    refused_at_once = await perform(info, bare, Operation.IMPORT, _nothing)
    if refused_at_once.problems:
        return Outcome(input.client_mutation_id, problems=refused_at_once.problems)
    try:
        files += await received(input.files, folder, "files")
        told += await received(input.mapping_files, folder, "mappingFiles")
        digests: Any = [f"{each.path.name} {each.sha256}" for each in files]
        maps: Any = [each.sha256 for each in told]
        asked = dataclasses.replace(input, files=digests, mapping_files=maps, progress_id=None)
        outcome = await perform(info, asked, Operation.IMPORT, work)
    except Refused as refused:
        outcome = Outcome(input.client_mutation_id, problems=tuple(map(shown, refused.problems)))
    except BaseException:
        progress(Step.REFUSED, message="Pembacaan terhenti; tidak ada yang ditulis.")
        raise
    problems: tuple[AnyProblem | Problem, ...] = (
        *outcome.problems,
        *(outcome.result.problems if outcome.result else ()),
    )
    if problems:
        first = problems[0]
        progress(Step.REFUSED, message=first.message if isinstance(first, Problem) else first.sentence)
    else:
        progress(Step.DONE)
    return outcome


async def _nothing(desk: Desk) -> None:
    """Do nothing: ``perform`` has then only checked that the user may import."""
    del desk


async def _sent(
    info: Info,
    desk: Desk,
    input: ImportFilesInput,
    received_: tuple[Sequence[Received], Sequence[Received]],
    progress: Progress,
) -> Sent:
    """Compare the files with the plan and, unless it is a dry run, write the differences."""
    files, told = received_
    before = None if input.dry_run else await imported_before(desk)
    if before is not None:  # compared again with what they were compared with then, for the same answer
        desk = desk.on(before.before.revision)
    if not files:
        raise unusable(
            ("files",), ProblemCode.REQUIRED, Sentence("Kirim paling sedikit satu berkas.", "Send at least one file.")
        )
    workers = info.context.imports.workers
    used = await workers.run(lambda _: mappings(input.mappings, told))
    answers = {str(each.question): str(each.node or "") for each in input.answers}
    base = desk.stored.revision
    try:
        preview = await compare_files(
            desk,
            [each.path for each in files],
            mappings=used,
            answers=answers,
            whole=input.whole,
            progress=progress,
            workers=workers,
        )
        if before is not None:
            return Sent(base, preview, used, before)
        problems = () if input.dry_run else tuple(_problems(preview))
        if input.dry_run or problems:
            return Sent(base, preview, used, problems=problems)
        revised = await import_files(desk, preview, reason=input.reason, progress=progress)
    except UnfitAnswer as error:
        if before is not None:
            return Sent(base, revised=before)
        code = ProblemCode.WRONG_KIND if error.is_known else ProblemCode.DANGLING_REFERENCE
        raise unusable(
            ("answers", list(answers).index(error.question), "node"), code, untranslated(str(error))
        ) from error
    except InvalidChangeSet as error:
        if before is not None:
            return Sent(base, revised=before)
        raise unfit(error, otherwise=("files",)) from error
    if preview.changes:
        progress(Step.EVALUATING)
        await sides_of(revised).seen_after(info.context)
    return Sent(base, preview, used, revised)


def _problems(found: Preview) -> list[Problem]:
    """The problems that prevent an import: errors in the files, else questions without an answer."""
    errors = [each for each in found.not_understood if each.severity is Severity.ERROR]
    problems: list[Problem] = [
        Unusable(message=untranslated(str(each)), path=("files",), code=ProblemCode.UNREADABLE)
        for each in errors[:_MOST_TOLD]
    ]
    if errors:
        return problems
    return [
        Unusable(
            message=Sentence(f"Jawab dulu: {each.asked.id}", f"Answer first: {each.asked.en}"),
            path=("answers",),
            code=ProblemCode.UNANSWERED,
        )
        for each in found.questions[:_MOST_TOLD]
    ]
