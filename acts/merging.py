"""Merging: changes that were made on one state of a plan are brought to another."""

from acts.refusal import Path, ProblemCode, Refused, Unusable, unfit
from acts.text import camel
from graph.change import Change, Contents, InvalidChangeSet
from graph.sentence import Sentence
from graph.snapshot import PlanGraph
from graph.store import Clash, merge


def merged(
    base: Contents, mine: Contents, theirs: PlanGraph, path: Path, *, keep_mine: bool = False
) -> tuple[Change, ...]:
    """Give the changes that bring to a plan what ``mine`` changed of ``base``.

    Raises
    ------
    Refused
        Where both changed the same fields and ``keep_mine`` does not say what to do, or where the changes no longer
        fit.
    """
    found = merge(base, mine, theirs.contents)
    if found.clashes and not keep_mine:
        raise Refused(*(_clash(each, path) for each in found.clashes))
    try:
        theirs.apply(found.changes, theirs.revision)
    except InvalidChangeSet as error:
        raise unfit(error, otherwise=path) from error
    return found.changes


def _clash(clash: Clash, path: Path) -> Unusable:
    fields = ", ".join(map(camel, clash.fields))
    what = f"{clash.id} ({fields})" if fields else clash.id
    message = Sentence(
        f"{what} sudah diubah lain di rencana sejak revisi dasarnya.",
        f"{what} was changed otherwise in the plan since the base revision.",
    )
    return Unusable(message=message, path=tuple(path), code=ProblemCode.CLASH)
