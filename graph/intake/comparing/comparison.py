"""Comparing: files beside a plan, from their names to what importing them would do; nothing is written."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Answers
from pathlib import Path
from sys import intern

import msgspec

from graph import law
from graph.change import Contents, InvalidChangeSet, PutLink, PutNode, RemoveLink, apply
from graph.intake.comparing.preview import Preview, preview
from graph.intake.drafting import MOST_PROBLEMS
from graph.intake.limits import LIMITS, Limits
from graph.intake.progress import Progress, Step, silent
from graph.intake.reading import look
from graph.intake.unknown import Mapping
from graph.model import Link
from graph.record import FileProblem, Place, place_of, worst_first


def compare(
    plan: Contents,
    paths: Sequence[Path],
    *,
    mappings: Sequence[Mapping] = (),
    answers: Answers[str, str] | None = None,
    whole: bool = False,
    year: int | None = None,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> Preview:
    """Read files as far as they can be understood, and say what importing them would do to a plan.

    What breaks a law, by itself or with what the plan holds, is a problem of the row that says so. ``year`` is that of
    rows that say none, where the plan is of exactly one.

    Raises
    ------
    InvalidChangeSet
        Where everything was understood and does not fit the plan in another way.
    UnfitAnswer
        Where an answer names what its thing cannot be.
    """
    read = look(paths, mapping=mappings, plan=plan, year=year, limits=limits, progress=progress)
    progress(Step.COMPARING)
    found = preview(plan, read, whole=whole, answers=answers, progress=progress)
    try:
        after = apply(plan, found.changes, lawful=False)
    except InvalidChangeSet:
        if found.importable:
            raise
        return found
    told = tuple(_broken(plan, after, found, read.places, paths[0].name))
    if not told:
        return found
    return msgspec.structs.replace(found, importable=False, not_understood=worst_first((*found.not_understood, *told)))


def _broken(
    plan: Contents, after: Contents, found: Preview, places: Answers[str, Place], file: str
) -> Iterator[FileProblem]:
    """Say where files break a law: the row that ties what must not be tied, of several the one that was read last."""
    order = {id_: number for number, id_ in enumerate(places)}
    put: dict[str, int] = {}
    edited: dict[str, int] = {}
    for change in found.changes:
        match change:
            case PutLink(link=link):
                put[intern(link.id)] = order.get(_written(link, found), -1)
            case PutNode(node=node):
                edited[node.id] = -1
            case RemoveLink(id=id_):
                put[id_] = -1

    def place(id_: str) -> Place | None:
        if id_ in edited:
            return place_of(after.nodes[id_].source or file, found.report.files)
        if id_ in put and (link := after.links.get(id_)):
            return places.get(_written(link, found)) or place_of(link.source or file, found.report.files)
        return None

    before = (plan.nodes, plan.links)
    for _, each in law.broken(after.nodes, after.links, before=before, put=put, edited=edited)[:MOST_PROBLEMS]:
        link = after.links[each.link]
        known = filter(None, map(place, (each.link, link.target_id, link.source_id)))
        yield next(known, Place(file=file)).problem(each.message.rstrip("."), each.law.remedy.id)


def _written(link: Link, found: Preview) -> str:
    """The id of a link as the files say it, before its ends were matched with the plan's nodes."""
    source = found.written.get(link.source_id, link.source_id)
    target = found.written.get(link.target_id, link.target_id)
    if (source, target) == (link.source_id, link.target_id):
        return link.id
    return msgspec.structs.replace(link, source_id=source, target_id=target).id
