"""Weighing: the weights of the score, what they mean, and ranks with other ones."""

import dataclasses
from collections.abc import Mapping
from typing import Annotated, Final, NamedTuple

import strawberry
from msgspec.structs import replace

from acts import SeenPlan
from graph.sentence import Sentence, told
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


class Ranked(NamedTuple):
    """Initiatives by rank, and the weights that ranked them."""

    initiatives: tuple[records.Initiative, ...]
    weights: tuple[float, ...] = ()
    """In the order of their meanings; none where they are the configured ones."""


async def weights_of(seen: SeenPlan) -> list[Weight]:
    """Give the weights that an evaluation was made with."""
    weights = (await or_error(seen.evaluation())).weights
    return [Weight(name=name, value=getattr(weights, name)) for name in MEANINGS]


async def ranked(seen: SeenPlan, said: WeightsInput | None) -> Ranked:
    """Rank the initiatives of an evaluation with other weights.

    Raises
    ------
    GraphQLError
        Where the weights cannot be used.
    """
    given = (
        {} if said is None else {name: value for name, value in dataclasses.asdict(said).items() if value is not None}
    )
    return await _ranked(seen, given)


async def ranked_by(seen: SeenPlan, weights: tuple[float, ...]) -> Ranked:
    """Rank them with all weights, in the order of their meanings, as ids name them; with none as configured.

    Raises
    ------
    GraphQLError
        Where the weights cannot be used.
    """
    if len(weights) not in {0, len(MEANINGS)}:
        raise invalid(Sentence("Id ini tidak menyebut semua bobot.", "This id does not name all weights."))
    return await _ranked(seen, dict(zip(MEANINGS, weights, strict=False)))


async def _ranked(seen: SeenPlan, given: Mapping[str, float]) -> Ranked:
    evaluation = await or_error(seen.evaluation())
    weights: configuration.Weights = replace(evaluation.weights, **given)
    if weights == evaluation.weights:
        return Ranked(evaluation.initiatives)
    try:
        found = reweighed(evaluation.candidates, weights)[: evaluation.most]
    except ValueError as error:
        raise invalid(told(error)) from error
    return Ranked(found, tuple(float(getattr(weights, name)) for name in MEANINGS))
