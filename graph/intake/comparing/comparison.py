"""Comparing: files beside a plan, from their names to what importing them would do; nothing is written."""

from collections.abc import Mapping as Answers
from collections.abc import Sequence
from pathlib import Path

import msgspec

from graph.change import Change, Contents, InvalidChangeSet, PutLink, validate
from graph.intake.comparing.preview import Preview, preview
from graph.intake.limits import LIMITS, Limits
from graph.intake.progress import Progress, Step, silent
from graph.intake.reading import look
from graph.intake.unknown import Mapping
from graph.record import FileProblem


def compare(
    plan: Contents,
    paths: Sequence[Path],
    *,
    mappings: Sequence[Mapping] = (),
    answers: Answers[str, str] | None = None,
    whole: bool = False,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> Preview:
    """Read files as far as they can be understood, and say what importing them would do to a plan.

    What was understood and lets something contain itself, by itself or with what the plan holds, is a problem of the
    file that says so.

    Raises
    ------
    InvalidChangeSet
        Where everything was understood and does not fit the plan in another way.
    UnfitAnswer
        Where an answer names what its thing cannot be.
    """
    read = look(paths, mapping=mappings, plan=plan, limits=limits, progress=progress)
    progress(Step.COMPARING)
    found = preview(plan, read, whole=whole, answers=answers, progress=progress)
    if found.importable and (problems := validate(plan, found.changes)):
        if any(each.code != "circle" for each in problems):
            raise InvalidChangeSet(problems)
        told = tuple(_circle(found.changes[each.position], each.message, paths) for each in problems)
        return msgspec.structs.replace(found, importable=False, not_understood=(*found.not_understood, *told))
    return found


def _circle(change: Change, message: str, paths: Sequence[Path]) -> FileProblem:
    written = change.link.source if isinstance(change, PutLink) else ""
    hint = "Putuskan lingkarannya: hapus salah satu induk di berkas, atau di rencana."
    return FileProblem(file=written or paths[0].name, reason=message.rstrip("."), hint=hint)
