"""Sheet: a round as it stands: what each question has, what the parts and the index are, and how far they may go."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

import msgspec

from graph.record import Answer, Round
from rules.assessment.index import index, mean
from rules.assessment.instrument import MOST, Cohort, Instrument, Question
from rules.assessment.row import Proposal
from rules.assessment.survey import Surveyed


class Basis(StrEnum):
    """What a score rests on."""

    ASSESSORS = "assessors"
    SELF = "self"
    SURVEY = "survey"
    PLAN = "plan"
    PREVIOUS = "previous"
    COHORT = "cohort"
    NOTHING = "nothing"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question with what was said of it and what may be proposed."""

    question: Question
    part: str
    answer: Answer | None
    surveyed: Surveyed | None
    proposal: Proposal | None
    score: Fraction | None
    """The mean of the assessors' scores, else what the region gives itself; None where nobody has said."""
    basis: Basis
    """What the score rests on."""
    expected: Fraction
    """The score, else what is likely: what survey or plan propose, what it was last time, the mean of its cohort."""
    expected_basis: Basis

    @property
    def proposed(self) -> Fraction | None:
        """The score that survey or plan suggest."""
        if self.surveyed is not None and self.surveyed.score is not None:
            return self.surveyed.score
        return None if self.proposal is None else self.proposal.score


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the index."""

    id: str
    weight: Fraction
    """Percent."""
    questions: int
    answered: int
    score: Fraction | None
    """The mean of its questions' scores; None before all of them have one."""
    low: Fraction
    likely: Fraction
    high: Fraction


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A round as it stands."""

    round: Round
    instrument: Instrument
    asked: tuple[Asked, ...]
    """In the order of the questions."""
    parts: tuple[Part, ...]
    index: Fraction | None
    """None before every question of every part that weighs has a score."""
    low: Fraction
    """The index if what is open gets nothing."""
    likely: Fraction
    high: Fraction
    """The index if what is open gets all."""

    @property
    def answered(self) -> int:
        """How many questions have a score."""
        return sum(each.score is not None for each in self.asked)


def sheet(
    round_: Round,
    instrument: Instrument,
    answers: Iterable[Answer],
    *,
    proposals: Mapping[str, Proposal] = {},
    surveyed: Mapping[str, Surveyed] = {},
    previous: Mapping[str, Fraction] = {},
    usual: Mapping[str, Fraction] = {},
) -> Sheet:
    """Give a round as it stands; only questions of parts that weigh for its cohort are asked.

    Parameters
    ----------
    previous
        The scores of the region's last round, by question.
    usual
        The mean score of the cohort, by part.

    Raises
    ------
    AssessmentError
        Where the year has no such cohort any more.
    """
    cohort = instrument.cohort(round_.cohort)
    said = {each.question: each for each in answers}
    asked = tuple(
        _asked(each, instrument.part(each), said, proposals, surveyed, previous, usual)
        for each in instrument.asked(cohort.name)
    )
    parts = tuple(_part(id_, cohort, [each for each in asked if each.part == id_]) for id_ in cohort.weights)
    known = {each.id: each.score for each in parts if each.score is not None}
    return Sheet(
        round=round_,
        instrument=instrument,
        asked=asked,
        parts=parts,
        index=index(cohort.weights, known) if len(known) == len(parts) else None,
        low=index(cohort.weights, {each.id: each.low for each in parts}),
        likely=index(cohort.weights, {each.id: each.likely for each in parts}),
        high=index(cohort.weights, {each.id: each.high for each in parts}),
    )


def _asked(
    question: Question,
    part: str,
    said: Mapping[str, Answer],
    proposals: Mapping[str, Proposal],
    surveyed: Mapping[str, Surveyed],
    previous: Mapping[str, Fraction],
    usual: Mapping[str, Fraction],
) -> Asked:
    answer, proposal, survey = said.get(question.code), proposals.get(question.code), surveyed.get(question.code)
    assessors = mean(answer.assessor_scores) if answer else None
    own = answer.self_score if answer else None
    said_score = assessors if assessors is not None else None if own is None else Fraction(own)
    basis = Basis.ASSESSORS if assessors is not None else Basis.NOTHING if own is None else Basis.SELF
    ways = (
        (basis, said_score),
        (Basis.SURVEY, survey.score if survey else None),
        (Basis.PLAN, proposal.score if proposal else None),
        (Basis.PREVIOUS, previous.get(question.code)),
        (Basis.COHORT, usual.get(part)),
        (Basis.NOTHING, Fraction(0)),
    )
    expected_basis, expected = next((way, score) for way, score in ways if score is not None)
    return Asked(
        question=question,
        part=part,
        answer=answer,
        surveyed=survey,
        proposal=proposal,
        score=said_score,
        basis=basis,
        expected=expected,
        expected_basis=expected_basis,
    )


def _part(id_: str, cohort: Cohort, asked: list[Asked]) -> Part:
    scores = [each.score for each in asked if each.score is not None]
    open_ = len(asked) - len(scores)
    sum_ = sum(scores, Fraction())
    return Part(
        id=id_,
        weight=Fraction(cohort.weights[id_]),
        questions=len(asked),
        answered=len(scores),
        score=None if open_ else sum_ / len(asked),
        low=sum_ / len(asked),
        likely=sum((each.expected for each in asked), Fraction()) / len(asked),
        high=(sum_ + MOST * open_) / len(asked),
    )
