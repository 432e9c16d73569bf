"""Index: what the parts of an evaluation weigh together, exact until it is shown with two decimals."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from graph.sentence import Sentence
from rules.assessment.instrument import LEAST, MOST, AssessmentError, Cohort

Score = Fraction | Decimal | int


def mean(scores: Iterable[Score]) -> Fraction | None:
    """The plain mean, with which a question's score is made of those of assessors, and a part's of its questions'.

    >>> mean([Decimal("2.5"), 3])
    Fraction(11, 4)
    """
    all_ = [Fraction(each) for each in scores]
    return sum(all_, Fraction()) / len(all_) if all_ else None


def index(weights: Mapping[str, Score], scores: Mapping[str, Score]) -> Fraction:
    """Weigh the scores of the parts by weights that sum to 100; both name the same parts.

    >>> rounded(index({"baseline": 40, "output": 60}, {"baseline": 4, "output": Decimal("2.55")}))
    Decimal('3.13')
    """
    return sum((Fraction(weights[part]) * Fraction(scores[part]) for part in weights), Fraction()) / 100


def rounded(value: Fraction) -> Decimal:
    """Give it with two decimals, half a hundredth upwards: so are the printed results of 2023, all 130 of them.

    >>> rounded(Fraction("3.405"))
    Decimal('3.41')
    """
    return Decimal(floor(value * 100 + Fraction(1, 2))).scaleb(-2)


def weighed(year: int, cohort: Cohort, scores: Mapping[str, Decimal]) -> Fraction:
    """Give the index of a cohort of a year, of the score of each part that it weighs.

    Raises
    ------
    AssessmentError
        Where a part has no weight, is missing, or has a score that is off the scale; all that is wrong is said.
    """
    weighs = ", ".join(cohort.weights)
    problems = [
        Sentence(
            f"Bagian {part!r} tidak berbobot bagi {cohort.name} pada {year}. Yang berbobot: {weighs}.",
            f"Part {part!r} has no weight for {cohort.name} in {year}. There are: {weighs}.",
        )
        for part in scores
        if part not in cohort.weights
    ]
    problems += [
        Sentence(
            f"Nilai bagian {part} belum disebut. {cohort.name} pada {year} dinilai atas: {weighs}.",
            f"The score of part {part} is missing. {cohort.name} in {year} is scored on: {weighs}.",
        )
        for part in cohort.weights
        if part not in scores
    ]
    problems += [off_scale(part, str(score)) for part, score in scores.items() if not is_on_scale(score)]
    if problems:
        raise AssessmentError(*problems)
    return index(cohort.weights, scores)


def is_on_scale(score: Decimal) -> bool:
    """Whether it is a score at all."""
    return score.is_finite() and LEAST <= score <= MOST


def off_scale(what: str, written: str) -> Sentence:
    """What is said of a score that is none."""
    return Sentence(
        f"Nilai {what} harus angka {LEAST} sampai {MOST}, dengan titik untuk desimal, bukan {written!r}.",
        f"The score of {what} must be a number from {LEAST} to {MOST}, with a point for decimals, not {written!r}.",
    )
