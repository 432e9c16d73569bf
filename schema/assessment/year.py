"""Evaluation year: a year whose questions are known, with the cohorts whose weights are."""

import strawberry

from acts import cohort_of
from graph.snapshot import PlanGraph
from rules.assessment import Cohort, Instrument, instruments
from rules.configuration import Configuration
from schema.core import Language, Tongue, Year, field
from schema.core.described import described
from schema.node import in_language


@described
class PartWeight:
    """What a part weighs for a cohort."""

    part: str = strawberry.field(description="Code of the part, such as `baseline`.")
    weight: float = strawberry.field(description="Percent; those of a cohort are 100 together.")
    instrument: strawberry.Private[Instrument]

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name of the part."""
        return in_language(self.instrument.parts[self.part], language)


@described
class EvaluationCohort:
    """Regions that are weighed alike in a year."""

    record: strawberry.Private[Cohort]
    instrument: strawberry.Private[Instrument]
    own: strawberry.Private[str | None]

    @field
    def name(self) -> str:
        """Name of the cohort, as the ministry's results write it."""
        return self.record.name

    @field
    def is_own(self) -> bool:
        """Whether the plan's region was in it when its results were public last."""
        return self.record.name == self.own

    @field
    def weights(self) -> list[PartWeight]:
        """What each part weighs."""
        weights = self.record.weights.items()
        return [PartWeight(part=part, weight=float(each), instrument=self.instrument) for part, each in weights]


@described
class EvaluationYear:
    """A year of the ministry's evaluation whose questions and weights are known."""

    record: strawberry.Private[Instrument]
    own: strawberry.Private[str | None]

    @field
    def year(self) -> Year:
        """The year."""
        return Year(self.record.year)

    @field
    def question_count(self) -> int:
        """Number of questions that are asked of all cohorts together."""
        return len(self.record.questions)

    @field
    def cohorts(self) -> list[EvaluationCohort]:
        """The cohorts whose weights are known."""
        record = self.record
        return [EvaluationCohort(record=each, instrument=record, own=self.own) for each in record.cohorts.values()]


def years_shown(configuration: Configuration, plan: PlanGraph) -> list[EvaluationYear]:
    """Give the years of which a round can be opened, the latest first."""
    known = sorted(instruments(configuration).values(), key=lambda each: -each.year)
    return [EvaluationYear(record=each, own=cohort_of(plan, each)) for each in known if each.questions]
