"""Effect: which indicators an initiative can move, through what, and how sure."""

import strawberry

from graph import model
from rules.engine import Evaluation
from rules.recommend import initiative as records
from schema.core import Language, Tongue, enumeration, field
from schema.core.described import described
from schema.node import Indicator, PlanNode, Program, all_shown, in_language, shown

SURENESS = enumeration(
    records.Sureness,
    {
        "HIGH": "At least half of the work below what the indicator measures lies within the initiative.",
        "MIDDLING": "At least a fifth of that work does, or the indicator itself names the matter.",
        "LOW": "Less of that work does.",
    },
)


@described
class Effect:
    """An indicator that an initiative can move."""

    record: strawberry.Private[records.Effect]
    evaluation: strawberry.Private[Evaluation]

    @field
    def indicator(self) -> Indicator:
        """The indicator, with its baseline, its target and what was reached."""
        indicator: Indicator = shown(self.evaluation, self.record.indicator)
        return indicator

    @field
    def aim(self) -> PlanNode:
        """The objective, program or activity that it measures."""
        aim: PlanNode = shown(self.evaluation, self.record.aim)
        return aim

    @field
    def programs(self) -> list[Program]:
        """The sub-activities of the initiative through which it is moved."""
        return all_shown(self.evaluation, self.record.programs)

    @field
    def work_below(self) -> int:
        """How many sub-activities stand below the aim in all; 0 where the plan ties none to it."""
        return self.record.below

    @field
    def direction(self) -> model.Direction:
        """Which way it should move, as declared, or as its own words tell."""
        return model.Direction.DOWN if self.record.falls else model.Direction.UP

    @field
    def behind(self) -> float | None:
        """How far it is behind its path, from 0 (on it) to 1, the part of the year counted; null where unknown."""
        return self.record.behind

    @field
    def sureness(self) -> records.Sureness:
        """How sure it is that the initiative moves it."""
        return self.record.sureness

    @field
    def words(self, language: Tongue = Language.ID) -> str:
        """All of this in plain words."""
        return in_language(self.record.words, language)
