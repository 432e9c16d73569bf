"""Evaluation question: what is asked, what was said of it, and what survey and plan propose."""

from collections.abc import Awaitable, Callable
from fractions import Fraction
from typing import Final

import strawberry

from acts import SeenPlan
from graph.record import Answer, matter
from rules.assessment import Asked, Basis, Instrument, Row
from rules.assessment import Proposal as Proposed
from schema.assessment.answer import EvaluationAnswer
from schema.core import Language, Pages, Tongue, Year, enumeration, field, listed, numbered, ordered, paged
from schema.core.described import described
from schema.node import Dimension, PlanNode, all_shown, in_language

SCORE_BASIS: Final = enumeration(
    Basis,
    {
        "ASSESSORS": "The mean of the assessors' scores.",
        "SELF": "What the region gives itself.",
        "SURVEY": "The mean of the survey of citizens.",
        "PLAN": "What the rows of the plan suggest.",
        "PREVIOUS": "The score of the same question in the region's last round.",
        "COHORT": "The mean of the part in the cohort.",
        "NOTHING": "Nothing is known.",
    },
    name="ScoreBasis",
)


@described
class ProposalRow:
    """A node of the plan, and what it says of a question."""

    record: strawberry.Private[Row]
    seen: strawberry.Private[SeenPlan]

    @field
    def node(self) -> PlanNode:
        """The node."""
        found: list[PlanNode] = all_shown(self.seen, (self.record.node,))
        return found[0]

    @field
    def text(self, language: Tongue = Language.ID) -> str:
        """What the node says, such as its value or its money."""
        return in_language(self.record.said, language)


@described
class EvaluationProposal:
    """What the plan says of a question. It is a proposal: nobody has said it, and the index does not rest on it."""

    record: strawberry.Private[Proposed]
    seen: strawberry.Private[SeenPlan]

    @field
    def score(self) -> float | None:
        """The score that the rows suggest, 0 to 4; null if they suggest none."""
        return _shown(self.record.score)

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """How the score follows from the rows, or why none does."""
        return in_language(self.record.reason, language)

    @paged
    def rows(self) -> Pages[ProposalRow]:
        """The rows of the plan that the proposal rests on."""
        return listed(numbered(self.record.rows), lambda each: ProposalRow(record=each[1], seen=self.seen))


@described
class EvaluationQuestion:
    """A question of an evaluation round."""

    record: strawberry.Private[Asked]
    instrument: strawberry.Private[Instrument]
    year_asked: strawberry.Private[int]
    seen: strawberry.Private[SeenPlan]
    answers: strawberry.Private[Callable[[str], Awaitable[list[Answer]]]]
    """All answers to a question by its code; those asked for together are read together."""

    @field
    def code(self) -> str:
        """Code of the question, the same in every year that asks it."""
        return self.record.question.code

    @field
    def year(self) -> Year:
        """Year of the round."""
        return Year(self.year_asked)

    @field
    def about(self) -> str:
        """What a task gives as `about` if assessors recommended it for this question."""
        return matter(self.year_asked, self.record.question.code)

    @field
    def part(self) -> str:
        """Name of the part of the index, such as `baseline`."""
        return self.record.part

    @field
    def element(self, language: Tongue = Language.ID) -> str:
        """Element of the part that the question belongs to."""
        element = self.instrument.elements[self.record.question.element]
        return element.name_en if language is Language.EN else element.name

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Short name of the question."""
        asked = self.record.question
        return asked.name_en if language is Language.EN else asked.name

    @field
    def text(self, language: Tongue = Language.ID) -> str:
        """The question."""
        asked = self.record.question
        return asked.text_en if language is Language.EN else asked.text

    @field
    def evidence_wanted(self, language: Tongue = Language.ID) -> str:
        """The evidence that assessors ask for."""
        asked = self.record.question
        return asked.evidence_en if language is Language.EN else asked.evidence

    @field
    def dimension(self) -> Dimension | None:
        """The dimension or sub-dimension that the question is about; null if it is about the whole."""
        code = self.record.question.dimension
        found: list[Dimension] = all_shown(self.seen, (f"dimension/{code}",)) if code else []
        return found[0] if found else None

    @field
    def answer(self) -> EvaluationAnswer | None:
        """The latest answer; null if there is none."""
        return EvaluationAnswer(record=self.record.answer) if self.record.answer else None

    @paged
    async def history(self) -> Pages[EvaluationAnswer]:
        """All answers to the question, newest first."""
        found = await self.answers(self.record.question.code)
        return listed(ordered(found, lambda each: (-each.id,)), lambda each: EvaluationAnswer(record=each))

    @field
    def score(self) -> float | None:
        """The mean of the assessors' scores, or else what the region gives itself; null if nobody has said."""
        return _shown(self.record.score)

    @field
    def expected(self) -> float:
        """The score, or else what is likely, as `expectedBasis` says."""
        return float(self.record.expected)

    @field
    def expected_basis(self) -> Basis:
        """What `expected` rests on."""
        return self.record.expected_basis

    @field
    def proposal(self) -> EvaluationProposal | None:
        """What the plan says of the question; null if no plan can answer it."""
        found = self.record.proposal
        return EvaluationProposal(record=found, seen=self.seen) if found else None

    @field
    def survey_count(self) -> int | None:
        """How many citizens answered in the survey; null if it was not asked, or if fewer than 10 did."""
        return self.record.surveyed.count if self.record.surveyed else None

    @field
    def survey_score(self) -> float | None:
        """The mean of the survey; null if it was not asked, or if fewer than 10 citizens answered."""
        return _shown(self.record.surveyed.score) if self.record.surveyed else None


def _shown(score: Fraction | None) -> float | None:
    return None if score is None else float(score)
