"""Effect: the indicators that an initiative can move, through which work, and how certainly."""

import strawberry

from acts import SeenPlan
from graph import model
from rules.recommend import initiative as records
from schema.core import Language, Tongue, enumeration, field
from schema.core.described import described
from schema.node import Indicator, PlanNode, Program, all_shown, in_language, shown

SURENESS = enumeration(
    records.Sureness,
    {
        "HIGH": "At least half of the sub-activities below `aim` belong to the initiative.",
        "MIDDLING": "At least a fifth of the sub-activities below `aim` belong to the initiative, or the indicator's "
        "name mentions the initiative's theme.",
        "LOW": "Less than a fifth of the sub-activities below `aim` belong to the initiative.",
    },
)


@described
class Effect:
    """An indicator whose value an initiative can move."""

    record: strawberry.Private[records.Effect]
    seen: strawberry.Private[SeenPlan]

    @field
    def indicator(self) -> Indicator:
        """The indicator, with its baseline, targets and realisations."""
        indicator: Indicator = shown(self.seen, self.record.indicator)
        return indicator

    @field
    def aim(self) -> PlanNode:
        """The objective, program or activity that the indicator measures."""
        aim: PlanNode = shown(self.seen, self.record.aim)
        return aim

    @field
    def programs(self) -> list[Program]:
        """The sub-activities of the initiative that move the indicator."""
        return all_shown(self.seen, self.record.programs)

    @field
    def work_below(self) -> int:
        """Number of all sub-activities in the plan below `aim`; 0 if the plan links none to it."""
        return self.record.below

    @field
    def direction(self) -> model.Direction:
        """Whether the value should rise or fall: as declared, else as the wording of the indicator suggests."""
        return model.Direction.DOWN if self.record.falls else model.Direction.UP

    @field
    def behind(self) -> float | None:
        """How far the indicator is behind its target path, as `Indicator.behind`: from 0 (not behind) to 1; null if
        unknown.
        """
        return self.record.behind

    @field
    def doubt(self, language: Tongue = Language.ID) -> str | None:
        """Why the indicator cannot be judged as it stands; null if it can."""
        return in_language(self.record.doubt, language) if self.record.doubt else None

    @field
    def sureness(self) -> records.Sureness:
        """How certain it is that the initiative moves the indicator."""
        return self.record.sureness

    @field
    def words(self, language: Tongue = Language.ID) -> str:
        """The effect as a sentence."""
        return in_language(self.record.words, language)
