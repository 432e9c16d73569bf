"""Advice search: findings and initiatives, found by words."""

import asyncio
from collections.abc import Iterator
from enum import Enum
from weakref import WeakKeyDictionary

import strawberry

from acts import SeenPlan
from rules.engine import Evaluation
from rules.finding import Finding as FoundRecord
from rules.recommend.initiative import Initiative as InitiativeRecord
from schema.advice import Finding, Initiative
from schema.core import Pages, enumeration, field, listed, ordered
from schema.core.described import described
from schema.plan.search import check_length
from schema.plan.search_index import Entry, Hit, SearchIndex
from schema.request import or_error


class AdviceKind(Enum):
    """Kind of what the rules make of a plan."""

    FINDING = "finding"
    INITIATIVE = "initiative"


ADVICE_KIND = enumeration(AdviceKind, {"FINDING": "A finding.", "INITIATIVE": "An initiative."})


@described
class AdviceHit:
    """A finding or an initiative that matches a search text."""

    hit: strawberry.Private[Hit]
    found: strawberry.Private[FoundRecord | InitiativeRecord]
    seen: strawberry.Private[SeenPlan]

    @field
    def finding(self) -> Finding | None:
        """The finding; null if an initiative was found."""
        return Finding(record=self.found, seen=self.seen) if isinstance(self.found, FoundRecord) else None

    @field
    def initiative(self) -> Initiative | None:
        """The initiative; null if a finding was found."""
        return Initiative(record=self.found, seen=self.seen) if isinstance(self.found, InitiativeRecord) else None

    @field
    def score(self) -> float:
        """How well it matches, from 0 to 1."""
        return self.hit.score


_INDICES: WeakKeyDictionary[SeenPlan, SearchIndex] = WeakKeyDictionary()


async def advice_hits(seen: SeenPlan, text: str, kinds: list[AdviceKind] | None) -> Pages[AdviceHit]:
    """Give the findings and initiatives that match a search text, the best first.

    Raises
    ------
    GraphQLError
        Where the text is too long.
    """
    check_length(text)
    evaluation = await or_error(seen.evaluation())
    if seen not in _INDICES:
        _INDICES[seen] = await asyncio.to_thread(lambda: SearchIndex(_entries(evaluation)))
    index = _INDICES[seen]
    every = await asyncio.to_thread(lambda: index.find(text))
    known: dict[str, FoundRecord | InitiativeRecord] = {each.fingerprint: each for each in evaluation.findings}
    known |= {each.fingerprint: each for each in evaluation.initiatives}
    wanted = None if kinds is None else {kind.value for kind in kinds}
    found = (hit for hit in every if wanted is None or hit.kind in wanted)
    rows = ordered(found, lambda hit: (-hit.score, hit.id))
    return listed(rows, lambda hit: AdviceHit(hit=hit, found=known[hit.id], seen=seen))


def _entries(evaluation: Evaluation) -> Iterator[Entry]:
    for finding in evaluation.findings:
        said = finding.message
        yield Entry(id=finding.fingerprint, kind="finding", label=said.id, names=(said.id, said.en))
    for each in evaluation.initiatives:
        names = (each.title.id, each.title.en, each.theme_name.id, each.theme_name.en)
        aside = (each.why.id, each.why.en)
        yield Entry(id=each.fingerprint, kind="initiative", label=each.title.id, names=names, aside=aside)
