"""Comparing: files beside a plan, from their names to what importing them would do; nothing is written."""

from collections.abc import Mapping as Answers
from collections.abc import Sequence
from pathlib import Path

import msgspec

from graph.change import Contents, InvalidChangeSet, Problem, PutLink, PutNode, validate
from graph.intake.comparing.preview import Preview, preview
from graph.intake.drafting import MOST_PROBLEMS
from graph.intake.limits import LIMITS, Limits
from graph.intake.progress import Progress, Step, silent
from graph.intake.reading import look
from graph.intake.unknown import Mapping
from graph.law import LAWS
from graph.record import FileProblem, Place, worst_first


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

    What breaks a law, by itself or with what the plan holds, is a problem of the row that says so.

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
    problems = validate(plan, found.changes)
    broken = [each for each in problems if each.code in LAWS]
    if found.importable and len(broken) < len(problems):
        raise InvalidChangeSet(problems)
    if not broken:
        return found
    told = (_told(found, each, read.places, paths) for each in broken[:MOST_PROBLEMS])
    everything = worst_first((*found.not_understood, *told))
    return msgspec.structs.replace(found, importable=False, not_understood=everything)


def _told(found: Preview, broken: Problem, places: Answers[str, Place], paths: Sequence[Path]) -> FileProblem:
    """Say which row breaks a law; where it is no row that ties something, the file is all that is known."""
    match found.changes[broken.position]:
        case PutLink(link=link):
            ends = [found.written.get(id_, id_) for id_ in (link.source_id, link.target_id)]
            written = msgspec.structs.replace(link, source_id=ends[0], target_id=ends[1])
            place = places.get(written.id, Place(file=link.source or paths[0].name))
        case PutNode(node=node):
            place = Place(file=node.source or paths[0].name)
        case _:
            place = Place(file=paths[0].name)
    return place.problem(broken.message.rstrip("."), LAWS[broken.code].remedy)
