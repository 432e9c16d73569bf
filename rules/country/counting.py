"""Counting: which themes, facts and practices stand in which plans, from what their evaluations came to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from graph.record.gist import Gist, GistFact, GistInitiative, GistPractice
from graph.vocabulary import Text


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme with the plans that have an initiative for it."""

    id: str
    name: Text
    score: float
    """The mean of its scores."""
    plans: tuple[str, ...]
    """Slugs, in their order."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of fact that a rule found, with the plans where it opens an initiative."""

    fact: GistFact
    initiatives: int
    plans: tuple[str, ...]


class Practice(msgspec.Struct, frozen=True, kw_only=True):
    """A practice, with the plans of which an action follows it, and those that only name it."""

    practice: GistPractice
    followed: tuple[str, ...]
    named: tuple[str, ...]


Gists = Mapping[str, Gist]
"""What plans came to, by slug."""


def themes(gists: Gists) -> tuple[Theme, ...]:
    """Give the themes of all plans, by id; a matter of one plan alone is none."""
    found: dict[str, list[tuple[str, GistInitiative]]] = defaultdict(list)
    for slug in sorted(gists):
        for each in gists[slug].initiatives:
            if each.theme:
                found[each.theme].append((slug, each))
    return tuple(
        Theme(
            id=id_,
            name=found[id_][0][1].theme_name,
            score=sum(each.score for _, each in found[id_]) / len(found[id_]),
            plans=_once(slug for slug, _ in found[id_]),
        )
        for id_ in sorted(found)
    )


def facts(gists: Gists) -> tuple[Fact, ...]:
    """Give the kinds of facts of all plans, by kind and rule."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug in sorted(gists):
        for each in gists[slug].initiatives:
            for fact in dict.fromkeys(each.facts):
                found[fact.kind, fact.rule].append(slug)
    return tuple(
        Fact(fact=GistFact(*key), initiatives=len(found[key]), plans=_once(found[key])) for key in sorted(found)
    )


def practices(gists: Gists) -> tuple[Practice, ...]:
    """Give the practices of all plans, by id."""
    known: dict[str, GistPractice] = {}
    followed: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(gists):
        known |= {each.id: each for each in gists[slug].practices}
        own = {id_ for each in gists[slug].initiatives for id_ in each.practices}
        for id_ in sorted(own | {id_ for each in gists[slug].initiatives for id_ in each.examples}):
            (followed if id_ in own else named)[id_].append(slug)
    return tuple(
        Practice(practice=known[id_], followed=tuple(followed[id_]), named=tuple(named[id_])) for id_ in sorted(known)
    )


def _once(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))
