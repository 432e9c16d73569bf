"""Cross-impact mutation: planners open a round and close it, people and invited agencies score in it."""

from typing import Annotated

import strawberry

from acts import (
    Operation,
    Scored,
    close_cross_impact,
    invite_to_cross_impact,
    open_cross_impact,
    score_cross_impact,
)
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput
from schema.edit.payload import BesidePayload
from schema.edit.recording import recorded
from schema.meeting import CrossImpact
from schema.request import Info, or_error, within

_INVITED = "Ids or short names of the OPDs that may score."


@described_input
class OpenCrossImpactInput(MutationInput):
    """Input of `openCrossImpact`."""

    title: str = strawberry.field(description="Title of the round.")
    items: list[strawberry.ID] = strawberry.field(
        description="Ids of 2 to 40 dimensions, objectives, themes and masterplan programs, in the order of the matrix."
    )
    invited: list[strawberry.ID] = strawberry.field(default_factory=list, description=_INVITED)


@described_input
class CrossImpactDeed(MutationInput):
    """Fields that every mutation of a cross-impact round takes."""

    round: int = strawberry.field(description="Number of the round.")


@described_input
class InviteToCrossImpactInput(CrossImpactDeed):
    """Input of `inviteToCrossImpact`."""

    invited: list[strawberry.ID] = strawberry.field(description=_INVITED)


@described_input
class CrossImpactPairInput:
    """What one item does to another."""

    source: strawberry.ID = strawberry.field(description="Id of the item in which progress is made.")
    target: strawberry.ID = strawberry.field(description="Id of the item that it helps or hinders.")
    score: int | None = strawberry.field(
        description="-3 (cancels), -2 (counteracts), -1 (constrains), 0 (neither), 1 (enables), 2 (reinforces) or 3 "
        "(indivisible); null takes back what was said before."
    )
    reason: str = strawberry.field(default="", description="Reason for the score.")


@described_input
class ScoreCrossImpactInput(CrossImpactDeed):
    """Input of `scoreCrossImpact`."""

    scores: list[CrossImpactPairInput] = strawberry.field(description="The scores; other pairs stay as they are.")
    opd: strawberry.ID = strawberry.field(
        default=strawberry.ID(""),
        description="Id or short name of the OPD that says so; an agency with one OPD may leave it out, a planner "
        "leaves it out to score for themselves.",
    )


@described
class CrossImpactPayload(BesidePayload):
    """Result of a mutation of a cross-impact round."""

    @field
    async def cross_impact(self, info: Info) -> CrossImpact | None:
        """The round after the mutation; null on failure."""
        result = self.outcome.result
        if result is None:
            return None
        seen = await info.context.seen(result.slug)
        found = await or_error(info.context.store.cross_impacts.get(result.slug, result.record))
        return CrossImpact.shown(info.context, seen, (found,))[0]


@described
class CrossImpactMutation:
    """Rounds in which items of a plan are scored against each other."""

    @field
    async def open_cross_impact(
        self, info: Info, input: Annotated[OpenCrossImpactInput, said("The title, the items and who is invited.")]
    ) -> CrossImpactPayload | None:
        """Open a round in which items of the plan are scored against each other. What plan and knowledge suggest is
        kept with it.
        """
        items = [within(each, input.plan) for each in input.items]
        invited = [within(each, input.plan) for each in input.invited]
        return CrossImpactPayload(
            outcome=await recorded(
                info,
                input,
                Operation.HOLD_CROSS_IMPACT,
                lambda desk: open_cross_impact(desk, input.title, items, invited),
            )
        )

    @field
    async def invite_to_cross_impact(
        self, info: Info, input: Annotated[InviteToCrossImpactInput, said("The round, and whom to invite.")]
    ) -> CrossImpactPayload | None:
        """Let more OPDs score in an open round; those that are invited stay."""
        invited = [within(each, input.plan) for each in input.invited]
        return CrossImpactPayload(
            outcome=await recorded(
                info,
                input,
                Operation.HOLD_CROSS_IMPACT,
                lambda desk: invite_to_cross_impact(desk, input.round, invited),
            )
        )

    @field
    async def score_cross_impact(
        self, info: Info, input: Annotated[ScoreCrossImpactInput, said("The round, and the scores.")]
    ) -> CrossImpactPayload | None:
        """Say what items do to each other, for an OPD or for oneself. The latest score of each counts."""
        scored = [
            Scored(
                source=within(each.source, input.plan),
                target=within(each.target, input.plan),
                score=each.score,
                reason=each.reason,
            )
            for each in input.scores
        ]
        return CrossImpactPayload(
            outcome=await recorded(
                info,
                input,
                Operation.SCORE_CROSS_IMPACT,
                lambda desk: score_cross_impact(desk, input.round, scored, within(input.opd, input.plan)),
            )
        )

    @field
    async def close_cross_impact(
        self, info: Info, input: Annotated[CrossImpactDeed, said("The round.")]
    ) -> CrossImpactPayload | None:
        """Close a round. It stays as it is, and all who may read the plan read its result without names."""
        return CrossImpactPayload(
            outcome=await recorded(
                info, input, Operation.HOLD_CROSS_IMPACT, lambda desk: close_cross_impact(desk, input.round)
            )
        )
