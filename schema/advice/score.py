"""Score: what an initiative is worth, in named parts."""

import strawberry

from rules.recommend import initiative as records
from schema.core import Language, Tongue, field
from schema.core.described import described
from schema.node import in_language


@described
class ScorePart:
    """One part of an initiative's score."""

    record: strawberry.Private[records.ScorePart]

    @field
    def name(self) -> str:
        """Name of the part; `Plan.weights` explains it."""
        return self.record.name

    @field
    def value(self) -> float:
        """Value of the part, from 0 to 1."""
        return self.record.value

    @field
    def weight(self) -> float:
        """Weight of the part against the other parts."""
        return self.record.weight

    @field
    def explanation(self, language: Tongue = Language.ID) -> str:
        """How the value comes about."""
        return in_language(self.record.explanation, language)


@described
class Score:
    """Score of an initiative: the higher, the sooner it is worth taking up."""

    record: strawberry.Private[records.Score]

    @field
    def total(self) -> float:
        """Weighted mean of the parts, from 0 to 1."""
        return self.record.total

    @field
    def parts(self) -> list[ScorePart]:
        """The parts of the score."""
        return [ScorePart(record=part) for part in self.record.parts]

    @field
    def best_rank(self) -> int:
        """Best rank of the initiative when any one weight is halved or doubled."""
        return self.record.best_rank

    @field
    def worst_rank(self) -> int:
        """Worst rank of the initiative when any one weight is halved or doubled."""
        return self.record.worst_rank
