"""Search of all: whatever a plan has, and what the rules make of it, found by words."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Annotated, Final, NamedTuple, Self
from weakref import WeakKeyDictionary

import strawberry

from acts import SeenPlan
from graph import model
from rules.engine import Evaluation
from rules.finding import Finding as FindingRecord
from rules.finding import Text
from rules.recommend.initiative import Action as ActionRecord
from rules.recommend.initiative import Initiative as InitiativeRecord
from schema.advice import Finding, Initiative
from schema.advice.action import Action
from schema.core import Key, Language, Pages, Tongue, enumeration, field, listed, ordered, paged, said
from schema.core.described import described
from schema.node import (
    Asset,
    Dimension,
    Indicator,
    Masterplan,
    MasterplanProgram,
    Objective,
    Opd,
    Partner,
    Program,
    Theme,
    in_language,
    showing,
)
from schema.plan.search import check_length
from schema.plan.search_index import Entry, Hit, SearchIndex, found, search_index, suggestion
from schema.request import or_error


class MatchKind(Enum):
    """Kind of what a search finds. Of what fits equally well, the first of these comes first."""

    OPD = "opd"
    THEME = "theme"
    DIMENSION = "dimension"
    PROGRAM = "program"
    MASTERPLAN_PROGRAM = "masterplan_program"
    MASTERPLAN = "masterplan"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    PARTNER = "partner"
    ASSET = "asset"
    INITIATIVE = "initiative"
    ACTION = "action"
    FINDING = "finding"


MATCH_KIND = enumeration(
    MatchKind,
    {
        "OPD": "An OPD.",
        "THEME": "A theme.",
        "DIMENSION": "A smart city dimension or sub-dimension.",
        "PROGRAM": "A program, activity or sub-activity.",
        "MASTERPLAN_PROGRAM": "A program of a Smart City masterplan.",
        "MASTERPLAN": "A Smart City masterplan.",
        "OBJECTIVE": "An objective of the RPJMD tree.",
        "INDICATOR": "An indicator.",
        "PARTNER": "A partner.",
        "ASSET": "An asset.",
        "INITIATIVE": "An initiative: a recommendation of joint work.",
        "ACTION": "An action of an initiative.",
        "FINDING": "A finding.",
    },
)
_PLACES: Final = {kind.value: place for place, kind in enumerate(MatchKind)}
_Record = model.AnyNode | InitiativeRecord | ActionRecord | FindingRecord
MatchedThing = Annotated[
    Opd
    | Theme
    | Dimension
    | Program
    | MasterplanProgram
    | Masterplan
    | Objective
    | Indicator
    | Partner
    | Asset
    | Initiative
    | Action
    | Finding,
    strawberry.union("MatchedThing", description="What a search finds."),
]


@described
class Match:
    """A thing that matches a search text."""

    hit: strawberry.Private[Hit]
    record: strawberry.Private[_Record]
    seen: strawberry.Private[SeenPlan]

    @field
    def kind(self) -> MatchKind:
        """Kind of the thing."""
        return MatchKind(self.hit.kind)

    @field
    def score(self) -> float:
        """How well it matches, from 0 to 1."""
        return self.hit.score

    @field
    def label(self, language: Tongue = Language.ID) -> str:
        """Name to show for it: the label of a node, the title of an initiative or an action, the message of a
        finding.
        """
        match self.record:
            case InitiativeRecord(title=text) | ActionRecord(title=text) | FindingRecord(message=text):
                return in_language(text, language)
            case node:
                return node.label

    @field
    def thing(self) -> MatchedThing:
        """The thing itself."""
        match self.record:
            case InitiativeRecord() as initiative:
                return Initiative(record=initiative, seen=self.seen)
            case ActionRecord() as action:
                return Action(record=action, seen=self.seen)
            case FindingRecord() as finding:
                return Finding(record=finding, seen=self.seen)
            case node:
                shown: MatchedThing = showing(self.seen, node)
                return shown


@described
class MatchCount:
    """How many things of one kind match a search text."""

    kind: MatchKind = strawberry.field(description="The kind.")
    count: int = strawberry.field(description="How many there are.")


@described
class SearchResult:
    """What matches a search text."""

    seen: strawberry.Private[SeenPlan]
    hits: strawberry.Private[Sequence[Hit]]
    """The best first."""
    records: strawberry.Private[Mapping[str, _Record]]
    suggestion: str | None = strawberry.field(
        description="The text that was probably meant, in small letters: words that stand nowhere here are replaced by "
        "those that are most like them; null if all of them do, or if none is like them."
    )

    @field
    def counts(self) -> list[MatchCount]:
        """How many things match, by kind, those with the best match first; kinds without any are left out."""
        counted = Counter(hit.kind for hit in self.hits)
        return [MatchCount(kind=MatchKind(kind), count=count) for kind, count in counted.items()]

    @paged
    def matches(
        self,
        kinds: Annotated[list[MatchKind] | None, said("Only what is of these kinds; all kinds if left out.")] = None,
    ) -> Pages[Match]:
        """What matches, the best first."""
        wanted = None if kinds is None else {kind.value for kind in kinds}
        chosen = (hit for hit in self.hits if wanted is None or hit.kind in wanted)
        return listed(ordered(chosen, _place), lambda hit: Match(hit=hit, record=self.records[hit.id], seen=self.seen))


async def search_all(seen: SeenPlan, text: str) -> SearchResult:
    """Give what matches a search text in a plan and in what the rules make of it.

    Raises
    ------
    GraphQLError
        Where the text is too long.
    """
    check_length(text)
    evaluation = await or_error(seen.evaluation())
    return await asyncio.to_thread(_searched, seen, evaluation, text)


def _searched(seen: SeenPlan, evaluation: Evaluation, text: str) -> SearchResult:
    if seen not in _ADVICE:
        _ADVICE[seen] = _Advice.of(evaluation)
    advice = _ADVICE[seen]
    return SearchResult(
        seen=seen,
        hits=sorted((*found(seen.plan, text), *advice.words.find(text)), key=_place),
        records={**seen.plan.nodes, **advice.records},
        suggestion=suggestion(text, (search_index(seen.plan), advice.words)),
    )


class _Advice(NamedTuple):
    """What the rules make of a plan, by fingerprint, and its words."""

    records: Mapping[str, _Record]
    words: SearchIndex

    @classmethod
    def of(cls, evaluation: Evaluation) -> Self:
        records: dict[str, _Record] = {}
        entries: list[Entry] = []

        def add(record: FindingRecord | InitiativeRecord | ActionRecord, kind: MatchKind, *texts: Text) -> None:
            """Note what is called by the first of some texts; the others are about it."""
            name, *aside = texts
            records[record.fingerprint] = record
            entries.append(
                Entry(
                    id=record.fingerprint,
                    kind=kind.value,
                    label=name.id,
                    names=(name.id, name.en),
                    aside=tuple(words for each in aside for words in (each.id, each.en)),
                )
            )

        for finding in evaluation.findings:
            add(finding, MatchKind.FINDING, finding.message)
        for initiative in evaluation.initiatives:
            add(initiative, MatchKind.INITIATIVE, initiative.title, initiative.theme_name, initiative.why)
            for action in initiative.actions:
                add(action, MatchKind.ACTION, action.title, action.output)
        return cls(records=records, words=SearchIndex(entries))


_ADVICE: WeakKeyDictionary[SeenPlan, _Advice] = WeakKeyDictionary()


def _place(hit: Hit) -> Key:
    return -hit.score, _PLACES[hit.kind], hit.id
