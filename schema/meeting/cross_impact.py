"""Cross-impact: chosen items of a plan scored against each other in a round, and what helps or hinders the whole."""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Self

import strawberry
from strawberry import relay

from acts import SeenPlan, may_read, speaks_for, takes_part
from graph import agreement
from graph.agreement import ImpactScore
from graph.export import CROSS_IMPACT
from rules.cross_impact import Cell, ImpactAgreement, RankedItem, ScoredMatrix, scored_matrix
from schema.core import (
    ExportFile,
    Language,
    Pages,
    Revision,
    Tongue,
    enumeration,
    field,
    files_of,
    listed,
    numbered,
    paged,
)
from schema.core.described import described
from schema.meeting.agenda import opd_shown
from schema.meeting.meeting import MeetingParty
from schema.node import Opd, PlanNode, all_shown, in_language
from schema.request import Context, Identified, or_error
from schema.request.loader import Loader

IMPACT_AGREEMENT: Final = enumeration(
    ImpactAgreement,
    {
        "NONE": "Nobody has scored it.",
        "SINGLE": "One person or OPD has scored it.",
        "AGREED": "The scores lie no more than 1 apart.",
        "DIFFERING": "The scores lie 2 apart, and all see help, or all harm.",
        "DISPUTED": "The scores lie 3 or more apart, or some see help and others harm.",
    },
)


@described
class CrossImpactItem:
    """An item of a cross-impact round."""

    record: strawberry.Private[agreement.ImpactItem]
    seen: strawberry.Private[SeenPlan]

    @field
    def local_id(self) -> str:
        """Id of the node within its plan."""
        return self.record.id

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name, as it was when the round was opened."""
        return in_language(self.record.name, language)

    @field
    def node(self) -> PlanNode | None:
        """The dimension, objective, theme or masterplan program in the plan, as it is now; null if it is gone."""
        found: list[PlanNode] = all_shown(self.seen, (self.record.id,))
        return found[0] if found else None


@described
class CrossImpactScore:
    """What one person or OPD says that an item does to another."""

    record: strawberry.Private[ImpactScore]
    seen: strawberry.Private[SeenPlan]

    @field
    def score(self) -> int:
        """The score, -3 to 3."""
        assert self.record.score is not None  # noqa: S101 - what was taken back is left out
        return self.record.score

    @field
    def reason(self) -> str:
        """Reason for the score; may be empty."""
        return self.record.reason

    @field
    def opd(self) -> Opd | None:
        """The OPD that says so; null if a planner says it for themselves, and if the OPD is gone."""
        return opd_shown(self.seen, self.record.opd)

    @field
    def author(self) -> str:
        """Name of the user who wrote it down."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time of the score."""
        assert self.record.made_at is not None  # noqa: S101 - the store sets it
        return self.record.made_at


@described
class CrossImpactProposal:
    """What plan and knowledge suggest that an item does to another. It counts until somebody scores the pair."""

    record: strawberry.Private[agreement.ProposedScore]

    @field
    def score(self) -> int:
        """The suggested score, -3 to 3."""
        return self.record.score

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """What suggests it."""
        return in_language(self.record.reason, language)


@described
class CrossImpactCell:
    """A pair of items: if progress is made on `source`, what does that do to `target`?"""

    record: strawberry.Private[Cell]
    whole: strawberry.Private["CrossImpact"]

    @field
    def source(self) -> CrossImpactItem:
        """The item in which progress is made; the row of the matrix."""
        return self.whole.item(self.record.source)

    @field
    def target(self) -> CrossImpactItem:
        """The item that it helps or hinders; the column of the matrix."""
        return self.whole.item(self.record.target)

    @field
    def value(self) -> float | None:
        """What counts: the mean of the scores, or else the proposal; null if there is neither."""
        return _shown(self.record.value)

    @field
    def mean(self) -> float | None:
        """The mean of the scores; null if nobody has scored."""
        return _shown(self.record.mean)

    @field
    def lowest(self) -> int | None:
        """The lowest score; null if nobody has scored."""
        return min(self.record.scores, default=None)

    @field
    def highest(self) -> int | None:
        """The highest score; null if nobody has scored."""
        return max(self.record.scores, default=None)

    @field
    def score_count(self) -> int:
        """Number of people and OPDs that have scored."""
        return len(self.record.scores)

    @field
    def agreement(self) -> ImpactAgreement:
        """How far the scores agree."""
        return self.record.agreement

    @field
    def proposal(self) -> CrossImpactProposal | None:
        """What plan and knowledge suggested when the round was opened; null if nothing."""
        return CrossImpactProposal(record=self.record.proposal) if self.record.proposal else None

    @field
    def scores(self) -> list[CrossImpactScore]:
        """Who gave which score; empty for those who take no part in the round, even after it is closed."""
        shown = self.record.said if self.whole.is_judge else ()
        return [CrossImpactScore(record=each, seen=self.whole.seen) for each in shown]


@described
class CrossImpactRank:
    """An item's influence on the whole, of the first and the second order (Weitz et al. 2018)."""

    record: strawberry.Private[RankedItem]
    whole: strawberry.Private["CrossImpact"]

    @field
    def rank(self) -> int:
        """Rank; 1 helps the whole most, and items of equal influence share a rank."""
        return self.record.influence.rank

    @field
    def item(self) -> CrossImpactItem:
        """The item."""
        return self.whole.item(self.record.influence.item)

    @field
    def total(self) -> float:
        """The first order and half the second; below 0 the item hinders the whole."""
        return _rounded(self.record.influence.total)

    @field
    def first_order(self) -> float:
        """What the item does to all others directly: the sum of its row."""
        return _rounded(self.record.influence.first)

    @field
    def second_order(self) -> float:
        """What it does through the items that it moves: each of its values times the first order of that item, summed;
        before it is halved.
        """
        return _rounded(self.record.influence.second)

    @field
    def received(self) -> float:
        """What all others do to the item directly: the sum of its column."""
        return _rounded(self.record.influence.received)

    @field
    def proposed_count(self) -> int:
        """Number of its influences that rest on a proposal alone, since nobody has scored them."""
        return self.record.proposed

    @field
    def unknown_count(self) -> int:
        """Number of its influences of which nothing is known; they count for nothing."""
        return self.record.unknown


@described
class CrossImpact(Identified, relay.Node):
    """A round in which items of the plan are scored against each other, -3 (cancels) to 3 (indivisible).

    Until it is closed only planners and invited OPDs read what was scored.
    """

    record: strawberry.Private[agreement.CrossImpact]
    seen: strawberry.Private[SeenPlan]
    matrices: strawberry.Private[Loader[int, ScoredMatrix]]
    readable: strawberry.Private[bool]
    is_judge: strawberry.Private[bool]
    voices: strawberry.Private[tuple[str, ...]]
    """Ids of the invited OPDs for which whoever asks speaks."""

    def own_id(self) -> str:
        """The slug of the plan, a slash, and the round's number."""
        return f"{self.seen.plan.info.slug}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the round of a reference; rounds are not tied to a revision."""
        del as_of
        slug, _, number = reference.partition("/")
        seen = await context.seen(slug)
        found = [each for each in await or_error(context.store.cross_impacts.all(slug)) if str(each.id) == number]
        return next(iter(cls.shown(context, seen, found)), None)

    @classmethod
    def shown(cls, context: Context, seen: SeenPlan, found: Iterable[agreement.CrossImpact]) -> list[Self]:
        """Give rounds as whoever asks may read them; the scores of those asked together are read together."""
        slug, code = seen.plan.info.slug, seen.plan.info.region_code
        rounds = {each.id: each for each in found}

        async def read(numbers: list[int]) -> list[ScoredMatrix]:
            said = await or_error(context.store.cross_impacts.scores(slug, numbers))
            return [scored_matrix(rounds[number], said[number]) for number in numbers]

        matrices = Loader(read)
        return [
            cls(
                record=each,
                seen=seen,
                matrices=matrices,
                readable=may_read(context.actor, code, each),
                is_judge=takes_part(context.actor, code, each),
                voices=tuple(one.id for one in each.invited if speaks_for(context.actor, one.id, code)),
            )
            for each in rounds.values()
        ]

    def item(self, id_: str) -> CrossImpactItem:
        """Give an item of the round."""
        found = next(each for each in self.record.items if each.id == id_)
        return CrossImpactItem(record=found, seen=self.seen)

    @field
    def number(self) -> int:
        """Number of the round."""
        return self.record.id

    @field
    def title(self) -> str:
        """Title of the round."""
        return self.record.title

    @field
    def items(self) -> list[CrossImpactItem]:
        """The items, in the order of the matrix."""
        return [CrossImpactItem(record=each, seen=self.seen) for each in self.record.items]

    @field
    def is_closed(self) -> bool:
        """Whether the round takes no more scores, so that its result stands."""
        return self.record.is_closed

    @field
    def is_readable(self) -> bool:
        """Whether the user may read what was scored: planners and invited OPDs; all may once the round is closed."""
        return self.readable

    @paged
    def invited(self) -> Pages[MeetingParty]:
        """The OPDs that may score in it; empty for those who may not read it yet."""
        shown = self.record.invited if self.readable else ()
        return listed(numbered(shown), lambda each: MeetingParty(record=each[1], seen=self.seen))

    @field
    def speaks_for(self) -> list[Opd]:
        """The invited OPDs for which the user may score; empty once the round is closed."""
        found: list[Opd] = all_shown(self.seen, () if self.record.is_closed else self.voices)
        return found

    @field
    async def cells(self) -> list[CrossImpactCell]:
        """All pairs of items, row by row; empty for those who may not read them yet."""
        made = await self._matrix()
        return [CrossImpactCell(record=each, whole=self) for each in made.cells] if made else []

    @field
    async def ranking(self) -> list[CrossImpactRank]:
        """The items by their influence on the whole, what helps most first; empty for those who may not read it yet."""
        made = await self._matrix()
        return [CrossImpactRank(record=each, whole=self) for each in made.ranking] if made else []

    @field
    async def judge_count(self) -> int | None:
        """Number of people and OPDs that have scored; null for those who may not read it yet."""
        made = await self._matrix()
        return made.judges if made else None

    @field
    def revision(self) -> Revision:
        """Revision of the plan from which items and proposals were taken."""
        return Revision(self.record.revision)

    @field
    def author(self) -> str | None:
        """Name of the user who opened the round; null for those who take no part in it."""
        return self.record.author if self.is_judge else None

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which the round was opened."""
        assert self.record.made_at is not None  # noqa: S101 - the store sets it
        return self.record.made_at

    @field
    def closed_at(self) -> datetime.datetime | None:
        """Time at which the round was closed; null if it is open."""
        return self.record.closed_at

    @field
    def closed_by(self) -> str | None:
        """Name of the user who closed the round; null if it is open, and for those who take no part in it."""
        return self.record.closed_by if self.is_judge and self.record.is_closed else None

    @field
    def files(self) -> list[ExportFile]:
        """The round as files; empty for those who may not read it yet."""
        offered = CROSS_IMPACT if self.readable else ()
        return files_of(offered, self.seen.plan.info.slug, "pengaruh", self.record.id)

    async def _matrix(self) -> ScoredMatrix | None:
        return await self.matrices.load(self.record.id) if self.readable else None


def _shown(value: Fraction | None) -> float | None:
    return None if value is None else _rounded(value)


def _rounded(value: Fraction) -> float:
    return float(round(value, 2))
