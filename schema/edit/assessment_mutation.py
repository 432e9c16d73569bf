"""Assessment mutation: a region opens a round of the yearly evaluation, answers it, closes and publishes it."""

from collections.abc import Awaitable
from decimal import Decimal
from typing import Annotated

import msgspec
import strawberry
from strawberry import UNSET

from acts import Desk, Operation, Said, answer_question, change_round, open_round, record_survey
from graph.masterplan import Document
from graph.record import Answer, Round, RoundStage, RoundStanding, SurveyAnswer
from schema.assessment import EvaluationAnswer, EvaluationQuestion, EvaluationRound, rounds_shown
from schema.core import Year, described_input, field, said
from schema.core.described import described
from schema.edit.masterplan_input import DocumentInput
from schema.edit.mutation_input import MutationInput
from schema.edit.payload import BesidePayload
from schema.edit.recording import recorded
from schema.request import Info


@described_input
class OpenEvaluationRoundInput(MutationInput):
    """Input of `openEvaluationRound`."""

    year: Year = strawberry.field(description="Year that is evaluated.")
    stage: RoundStage = strawberry.field(default=RoundStage.ANNUAL, description="Stage of the evaluation.")
    cohort: str = strawberry.field(
        description="Name of the cohort by which the parts are weighed, as the ministry's results write it."
    )


@described_input
class ChangeEvaluationRoundInput(MutationInput):
    """Input of `changeEvaluationRound`; what is left out stays."""

    year: Year = strawberry.field(description="Year of the round.")
    stage: RoundStage | None = strawberry.field(default=None, description="Stage; changed while the round is open.")
    cohort: str | None = strawberry.field(default=None, description="Cohort; changed while the round is open.")
    standing: RoundStanding | None = strawberry.field(
        default=None,
        description="CLOSED closes an open round, OPEN opens a closed one again, PUBLISHED lets all who may read the "
        "plan read a closed one; what is published stays so.",
    )
    reason: str = strawberry.field(default="", description="Reason; required to open a closed round again.")


@described_input
class AnswerEvaluationQuestionInput(MutationInput):
    """Input of `answerEvaluationQuestion`; what is left out stays."""

    year: Year = strawberry.field(description="Year of the round.")
    question: str = strawberry.field(description="Code of the question, such as P001.")
    self_score: float | None = strawberry.field(
        default=UNSET, description="What the region gives itself, 0 to 4; null takes it back."
    )
    note: str | None = strawberry.field(default=UNSET, description="What the region says of the question.")
    evidence: list[DocumentInput] | None = strawberry.field(
        default=UNSET,
        description="All files that prove the answer, each with name, size, SHA-256 and place; those that are not "
        "named are taken away.",
    )
    assessor_scores: list[float] | None = strawberry.field(
        default=UNSET, description="The score of each assessor, 0 to 4; may be told of a closed round, too."
    )
    seen_answer: int | None = strawberry.field(
        default=None,
        description="Number of the latest answer to the question that the client has seen; left out or null if it saw "
        "none. If another answer is the latest, nothing is changed.",
    )


@described_input
class SurveyAnswerInput:
    """What one user of a service answered to one question."""

    question: str = strawberry.field(description="Code of the question, such as P050.")
    respondent: str = strawberry.field(
        description="Whatever tells one person from another; only a hash of it is kept, salted per round."
    )
    service: str = strawberry.field(description="The service that the person uses.")
    score: float = strawberry.field(description="The answer, 0 to 4.")
    users: int | None = strawberry.field(default=None, description="How many people use the service.")


@described_input
class RecordEvaluationSurveyInput(MutationInput):
    """Input of `recordEvaluationSurvey`."""

    year: Year = strawberry.field(description="Year of the round.")
    answers: list[SurveyAnswerInput] = strawberry.field(description="The answers, at most 20,000.")


@described
class EvaluationRoundPayload(BesidePayload):
    """Result of a mutation that opens or changes an evaluation round, or records its survey."""

    @field
    async def evaluation_round(self, info: Info) -> EvaluationRound | None:
        """The round after the mutation; null on failure."""
        if self.outcome.result is None:
            return None
        return await _round(info, self.outcome.result.slug, self.outcome.result.record)


@described
class EvaluationAnswerPayload(BesidePayload):
    """Result of `answerEvaluationQuestion`."""

    @field
    def answer(self) -> EvaluationAnswer | None:
        """The answer that was recorded; null on failure."""
        return EvaluationAnswer(record=self.outcome.result.record) if self.outcome.result else None

    @field
    async def question(self, info: Info) -> EvaluationQuestion | None:
        """The question after the mutation; null on failure."""
        if self.outcome.result is None:
            return None
        answer: Answer = self.outcome.result.record
        found = await _round(info, self.outcome.result.slug, answer.year)
        return await found.find(answer.question) if found else None

    @field
    async def evaluation_round(self, info: Info) -> EvaluationRound | None:
        """The round after the mutation; null on failure."""
        if self.outcome.result is None:
            return None
        return await _round(info, self.outcome.result.slug, self.outcome.result.record.year)


@described
class AssessmentMutation:
    """Rounds of the yearly evaluation and answers in them."""

    @field
    async def open_evaluation_round(
        self, info: Info, input: Annotated[OpenEvaluationRoundInput, said("The year, the stage and the cohort.")]
    ) -> EvaluationRoundPayload | None:
        """Open the round of a year of the ministry's evaluation; only planners of the region read it."""
        return EvaluationRoundPayload(
            outcome=await recorded(
                info,
                input,
                Operation.ASSESS,
                lambda desk: _year(open_round(desk, input.year, input.stage, input.cohort)),
            )
        )

    @field
    async def change_evaluation_round(
        self, info: Info, input: Annotated[ChangeEvaluationRoundInput, said("The round, and what of it changes.")]
    ) -> EvaluationRoundPayload | None:
        """Change the stage or the cohort of an evaluation round, close it, open it again, or publish it."""
        return EvaluationRoundPayload(
            outcome=await recorded(
                info,
                input,
                Operation.ASSESS,
                lambda desk: _year(
                    change_round(
                        desk,
                        input.year,
                        stage=input.stage,
                        cohort=input.cohort,
                        standing=input.standing,
                        reason=input.reason,
                    )
                ),
            )
        )

    @field
    async def answer_evaluation_question(
        self, info: Info, input: Annotated[AnswerEvaluationQuestionInput, said("The question, and the answer.")]
    ) -> EvaluationAnswerPayload | None:
        """Answer a question of an open evaluation round, or tell what assessors gave. Earlier answers are kept."""
        told = _told(input)
        return EvaluationAnswerPayload(
            outcome=await recorded(
                info,
                input,
                Operation.ASSESS,
                lambda desk: answer_question(desk, input.year, input.question, told, input.seen_answer),
            )
        )

    @field
    async def record_evaluation_survey(
        self, info: Info, input: Annotated[RecordEvaluationSurveyInput, said("The round, and the answers.")]
    ) -> EvaluationRoundPayload | None:
        """Record what citizens answered in a survey, in the place of all earlier answers to the same questions.

        No name is kept.
        """
        answers = [
            SurveyAnswer(
                question=each.question,
                respondent=each.respondent,
                service=each.service,
                score=_decimal(each.score),
                users=each.users,
            )
            for each in input.answers
        ]

        async def record(desk: Desk) -> int:
            await record_survey(desk, input.year, answers)
            return input.year

        return EvaluationRoundPayload(outcome=await recorded(info, input, Operation.ASSESS, record))


async def _year(changed: Awaitable[Round]) -> int:
    return (await changed).year


async def _round(info: Info, slug: str, year: int) -> EvaluationRound | None:
    found = await rounds_shown(info.context, await info.context.seen(slug))
    return next((each for each in found if each.record.year == year), None)


def _told(input: AnswerEvaluationQuestionInput) -> Said:
    """What the input says; null takes a text or a list away, as it does of nodes."""
    told: dict[str, object] = {}
    if input.self_score is not UNSET:
        told["self_score"] = None if input.self_score is None else _decimal(input.self_score)
    if input.note is not UNSET:
        told["note"] = input.note or ""
    if input.evidence is not UNSET:
        told["evidence"] = [
            Document(name=each.name, size=each.size, sha256=each.sha256, place=each.place)
            for each in input.evidence or ()
        ]
    if input.assessor_scores is not UNSET:
        told["assessor_scores"] = [_decimal(each) for each in input.assessor_scores or ()]
    return msgspec.structs.replace(Said(), **told)


def _decimal(value: float) -> Decimal:
    """A number as it was written."""
    return Decimal(repr(value))
