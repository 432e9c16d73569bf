"""Instrument: what one year's evaluation asks, and what each of its parts weighs for each cohort."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from graph.sentence import Sentence
from graph.vocabulary import Text

LEAST, MOST = 0, 4
"""The scale of every score."""


class AssessmentError(ValueError):
    """Something about an evaluation that cannot be used, in sentences that name what there is."""

    def __init__(self, *problems: Sentence) -> None:
        super().__init__(Sentence("\n".join(problems), "\n".join(each.en for each in problems)))
        self.problems = problems


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what stands in the files: a field that is not known is refused."""


class Element(_Entry, frozen=True, kw_only=True):
    """A group of questions of one part."""

    id: str
    part: str
    name: str
    name_en: str
    survey: bool = False
    """Whether its questions are answered by a survey of citizens."""


class Question(_Entry, frozen=True, kw_only=True):
    """What is asked, and the evidence to hold for it."""

    code: str
    """Its key through the years: the same question has the same code each year."""
    element: str
    dimension: str = ""
    """Code of the dimension or sub-dimension that it is about; empty where it is about the whole."""
    fields: tuple[str, ...] = ()
    """Codes of the fields of government that answer it, the first one foremost."""
    name: str
    name_en: str
    text: str
    text_en: str
    evidence: str
    evidence_en: str


class Cohort(_Entry, frozen=True, kw_only=True):
    """Regions that are weighed alike in a year, by the name that the ministry's results give them."""

    name: str
    weights: dict[str, Decimal]
    """Percent by part; together 100."""


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """One year's evaluation."""

    year: int
    parts: Mapping[str, Text]
    elements: Mapping[str, Element]
    cohorts: Mapping[str, Cohort]
    questions: tuple[Question, ...] = ()
    """In the order in which they are asked; empty where a year's weights alone are known."""

    def cohort(self, name: str) -> Cohort:
        """Give a cohort by its name.

        Raises
        ------
        AssessmentError
            Where the year has no such cohort.
        """
        if name not in self.cohorts:
            raise AssessmentError(
                Sentence(
                    f"Kelompok {name!r} tidak ada pada evaluasi {self.year}. Yang ada: {', '.join(self.cohorts)}.",
                    f"The evaluation of {self.year} has no cohort {name!r}. There are: {', '.join(self.cohorts)}.",
                )
            )
        return self.cohorts[name]

    def asked(self, cohort: str) -> tuple[Question, ...]:
        """What a cohort is asked: the questions of the parts that weigh for it.

        Raises
        ------
        AssessmentError
            Where the year has no such cohort.
        """
        weights = self.cohort(cohort).weights
        return tuple(each for each in self.questions if self.part(each) in weights)

    def part(self, question: Question) -> str:
        """The part that a question belongs to."""
        return self.elements[question.element].part


def of_year(known: Mapping[int, Instrument], year: int) -> Instrument:
    """Give the evaluation of a year.

    Raises
    ------
    AssessmentError
        Where its weights are not known.
    """
    if year not in known:
        there = ", ".join(map(str, sorted(known)))
        raise AssessmentError(
            Sentence(
                f"Bobot evaluasi {year} tidak diketahui. Yang ada: {there}. Tahun lain: lihat docs/evaluation.md.",
                f"The weights of the evaluation of {year} are not known. There are: {there}. "
                "To add a year: docs/evaluation.md.",
            )
        )
    return known[year]


def asking(known: Mapping[int, Instrument], year: int) -> Instrument:
    """Give the evaluation of a year whose questions are known, too.

    Raises
    ------
    AssessmentError
        Where its weights or its questions are not known.
    """
    found = of_year(known, year)
    if not found.questions:
        raise AssessmentError(
            Sentence(
                f"Pertanyaan evaluasi {year} tidak diketahui, hanya bobotnya; lihat docs/evaluation.md.",
                f"The questions of the evaluation of {year} are not known, only its weights; see docs/evaluation.md.",
            )
        )
    return found
