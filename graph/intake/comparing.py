"""Comparing: files beside a plan, from their names to what importing them would do; nothing is written."""

from collections.abc import Mapping as Answers
from collections.abc import Sequence
from pathlib import Path

from graph.change import Contents, InvalidChangeSet, validate
from graph.intake.limits import LIMITS, Limits
from graph.intake.mapping import Mapping
from graph.intake.preview import Preview, preview
from graph.intake.progress import Progress, Step, silent
from graph.intake.reading import look


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

    Raises
    ------
    InvalidChangeSet
        Where everything was understood and does not fit the plan.
    UnfitAnswer
        Where an answer names what its thing cannot be.
    """
    read = look(paths, mapping=mappings, plan=plan, limits=limits, progress=progress)
    progress(Step.COMPARING)
    found = preview(plan, read, whole=whole, answers=answers)
    if found.importable and (problems := validate(plan, found.changes)):
        raise InvalidChangeSet(problems)
    return found
