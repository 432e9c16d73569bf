"""Cross-impact: what people and agencies say that items of a plan do to each other, in a round that is closed once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

from graph.agreement.meeting import Party
from graph.vocabulary import Text

LEAST_ITEMS: Final = 2
MOST_ITEMS: Final = 40
"""Items of one round; each is scored against every other one."""
STRONGEST: Final = 3
"""Scores go from minus this (cancels) to this (indivisible)."""


class ImpactItem(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the plan that is scored, as it was called when the round was opened."""

    id: str
    name: Text


class ProposedScore(msgspec.Struct, frozen=True, kw_only=True):
    """What plan and knowledge suggested of one item's influence on another when the round was opened, and why."""

    source: str
    target: str
    score: int
    reason: Text


class ImpactScore(msgspec.Struct, frozen=True, kw_only=True):
    """What one judge says of one item's influence on another."""

    id: int = 0
    """Its number, which rises with each score; the store sets it."""
    source: str
    """Id of the item in which progress is made."""
    target: str
    """Id of the item that it helps or hinders."""
    score: int | None
    """None takes back what the judge said before."""
    reason: str = ""
    opd: str = ""
    """The agency that says so; empty where a planner says it for themselves."""
    author: str = ""
    made_at: datetime | None = None

    @property
    def judge(self) -> tuple[str, str]:
        """Who says so: an agency, whoever writes for it, or a person.

        >>> ImpactScore(source="a", target="b", score=1, opd="opd/a", author="ani").judge
        ('opd/a', '')
        """
        return (self.opd, "") if self.opd else ("", self.author)


class CrossImpact(msgspec.Struct, frozen=True, kw_only=True):
    """A round in which some items of a plan are scored against each other."""

    id: int = 0
    title: str
    items: tuple[ImpactItem, ...]
    proposals: tuple[ProposedScore, ...] = ()
    """They stay as they were when the round was opened."""
    invited: tuple[Party, ...] = ()
    """The agencies that may score and read scores while the round is open."""
    revision: int
    """The plan's revision from which items and proposals were taken."""
    author: str = ""
    made_at: datetime | None = None
    closed_by: str = ""
    closed_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more scores."""
        return self.closed_at is not None

    def invites(self, opds: frozenset[str]) -> bool:
        """Whether one of some agencies is invited."""
        return any(each.id in opds for each in self.invited)


def counted_scores(said: Iterable[ImpactScore]) -> tuple[ImpactScore, ...]:
    """Give the scores that count: the latest of each judge on each pair, but those that were taken back."""
    ordered = sorted(said, key=lambda each: each.id)
    latest = {(each.source, each.target, each.judge): each for each in ordered}
    return tuple(each for each in latest.values() if each.score is not None)
