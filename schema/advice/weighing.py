"""Weighing: the weights of the score, what they mean, and ranks with other ones."""

import dataclasses
from typing import Annotated, Final

import strawberry
from msgspec.structs import replace

from acts import SeenPlan
from graph.vocabulary import words_of
from rules import configuration
from rules.recommend import MEANINGS, reweighed
from rules.recommend import initiative as records
from schema.core import Language, Tongue, described_input, field, invalid, said
from schema.core.described import described
from schema.node import in_language
from schema.request import or_error

_TITLES: Final = words_of(MEANINGS, "ScorePart")


def _weight(name: str) -> float | None:
    meaning = MEANINGS[name].en
    meaning = f"Weight of this part of an initiative's score: {meaning[:1].lower()}{meaning[1:]}"
    given: float | None = strawberry.field(
        default=None, description=f"{meaning} From 0 to 10; null keeps the configured weight."
    )
    return given


@described_input
class WeightsInput:
    """Weights of the score's parts, to try out other ones than those configured; only their ratios matter."""

    facts: float | None = _weight("facts")
    effect: float | None = _weight("effect")
    priority: float | None = _weight("priority")
    service: float | None = _weight("service")
    money: float | None = _weight("money")
    completeness: float | None = _weight("completeness")
    practice: float | None = _weight("practice")
    feasibility: float | None = _weight("feasibility")
    confidence: float | None = _weight("confidence")


Weights = Annotated[
    WeightsInput | None, said("Weights to try out instead of the configured ones; the configured ones if left out.")
]


@described
class Weight:
    """Weight of one part of an initiative's score."""

    name: str = strawberry.field(description="Name of the part, as in `ScorePart.name` and `WeightsInput`.")
    value: float = strawberry.field(description="The configured weight, from 0 to 10; only ratios matter.")

    @field
    def title(self, language: Tongue = Language.ID) -> str:
        """Title of the part."""
        return in_language(_TITLES[self.name].begun(), language)

    @field
    def explanation(self, language: Tongue = Language.ID) -> str:
        """What the part measures."""
        return in_language(MEANINGS[self.name], language)


async def weights_of(seen: SeenPlan) -> list[Weight]:
    """Give the weights that an evaluation was made with."""
    weights = (await or_error(seen.evaluation())).weights
    return [Weight(name=name, value=getattr(weights, name)) for name in MEANINGS]


async def ranked(seen: SeenPlan, said: WeightsInput | None) -> tuple[records.Initiative, ...]:
    """Rank the initiatives of an evaluation with other weights.

    Raises
    ------
    GraphQLError
        Where the weights cannot be used.
    """
    evaluation = await or_error(seen.evaluation())
    if said is None:
        return evaluation.initiatives
    given = {name: value for name, value in dataclasses.asdict(said).items() if value is not None}
    weights: configuration.Weights = replace(evaluation.weights, **given)
    if weights == evaluation.weights:
        return evaluation.initiatives
    try:
        return reweighed(evaluation.candidates, weights)[: evaluation.most]
    except ValueError as error:
        raise invalid(str(error)) from error
