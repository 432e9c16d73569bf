"""Load: reads what is asked and weighed each year, ours and a region's own, and checks it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

import msgspec

from graph.reference import framework
from graph.sentence import Sentence
from graph.vocabulary import Text
from rules.assessment.instrument import AssessmentError, Cohort, Element, Instrument, Question
from rules.configuration import Configuration

DATA = Path(str(resources.files("rules.assessment"))) / "data"
QUESTIONS = "questions.yaml"
T = TypeVar("T")


class Bank(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The questions that years choose from."""

    parts: dict[str, Text] = {}
    elements: tuple[Element, ...] = ()
    questions: tuple[Question, ...] = ()


class Year(Bank, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One year's file: its cohorts, the questions of the bank that it asks, and those that only it asks."""

    year: int
    cohorts: tuple[Cohort, ...]
    asks: tuple[str, ...] = ()
    """Codes in their order; all questions of the file where none are named."""


def instruments(configuration: Configuration) -> Mapping[int, Instrument]:
    """Give the evaluation of each year whose weights are known, by year.

    A region's own file adds a year, or to one of ours the cohorts that it does not have.

    Raises
    ------
    AssessmentError
        Where a region's own file cannot be read, or says what cannot be: weights that are not 100, a question that is
        asked twice or that nobody knows.
    """
    found = dict(_ours())
    for each in configuration.evaluations:
        path = Path(each)
        made = _instrument(path.name, _read(path, Year))
        found[made.year] = _with(path.name, found[made.year], made) if made.year in found else made
    return dict(sorted(found.items()))


@cache
def _ours() -> Mapping[int, Instrument]:
    paths = sorted(path for path in DATA.glob("*.yaml") if path.stem.isdecimal())
    return {made.year: made for made in (_instrument(path.name, _read(path, Year)) for path in paths)}


@cache
def _bank() -> Bank:
    return _read(DATA / QUESTIONS, Bank)


def _read(path: Path, type_: type[T]) -> T:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=type_)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise AssessmentError(
            Sentence(
                f"Berkas evaluasi {path.name} tidak dapat dipakai: {error}",
                f"The evaluation's file {path.name} cannot be used: {error}",
            )
        ) from error


def _with(file: str, ours: Instrument, own: Instrument) -> Instrument:
    """Lay a region's own file over a year of ours: it may add cohorts and nothing else."""
    if own.questions:
        raise AssessmentError(
            _said(file, f"pertanyaan {own.year} sudah ada", f"the questions of {own.year} are there already")
        )
    if known := ", ".join(name for name in own.cohorts if name in ours.cohorts):
        raise AssessmentError(
            _said(file, f"kelompok {known} sudah ada pada {own.year}", f"{own.year} has cohort {known} already")
        )
    return msgspec.structs.replace(ours, cohorts={**ours.cohorts, **own.cohorts})


def _instrument(file: str, year: Year) -> Instrument:
    bank = _bank()
    parts = bank.parts | year.parts
    elements = {each.id: each for each in (*bank.elements, *year.elements)}
    known = {each.code: each for each in (*bank.questions, *year.questions)}
    asks = year.asks or tuple(each.code for each in year.questions)
    if wrong := (*_wrong_questions(year, elements, known, asks), *_wrong_cohorts(year, parts)):
        raise AssessmentError(*(_said(file, *each) for each in wrong))
    questions = tuple(known[code] for code in asks)
    cohorts = {each.name: each for each in year.cohorts}
    asked = {elements[each.element].part for each in questions}
    if questions and (silent := sorted({part for each in year.cohorts for part in each.weights} - asked)):
        names = ", ".join(silent)
        raise AssessmentError(_said(file, f"bagian {names} tidak punya pertanyaan", f"part {names} has no question"))
    return Instrument(year=year.year, parts=parts, elements=elements, cohorts=cohorts, questions=questions)


def _wrong_cohorts(year: Year, parts: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    for cohort in year.cohorts:
        weights = cohort.weights.values()
        if not all(each.is_finite() and each > 0 for each in weights) or sum(weights) != 100:
            told = ", ".join(f"{part} {weight}" for part, weight in cohort.weights.items())
            yield (
                f"bobot {cohort.name} harus di atas 0 dan berjumlah 100, bukan {told}",
                f"the weights of {cohort.name} must be above 0 and sum to 100, not {told}",
            )
        for part in (part for part in cohort.weights if part not in parts):
            there = ", ".join(parts)
            yield f"bagian {part} tidak dikenal; yang ada: {there}", f"no part {part}; there are: {there}"
    for name in _twice(each.name for each in year.cohorts):
        yield f"kelompok {name} tertulis dua kali", f"cohort {name} stands there twice"


def _wrong_questions(
    year: Year, elements: Mapping[str, Element], known: Mapping[str, Question], asks: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    codes = {each.code for each in framework()[0]}
    own = (each.code for each in year.questions)
    for code in dict.fromkeys((*_twice(asks), *_twice((*own, *(each.code for each in _bank().questions))))):
        yield f"pertanyaan {code} tertulis dua kali", f"question {code} stands there twice"
    for code in (code for code in asks if code not in known):
        yield f"pertanyaan {code} tidak dikenal", f"no question {code} is known"
    for question in year.questions:
        if question.element not in elements:
            yield f"unsur {question.element} tidak dikenal", f"no element {question.element} is known"
        if question.dimension and question.dimension not in codes:
            yield f"dimensi {question.dimension} tidak dikenal", f"no dimension {question.dimension} is known"


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _said(file: str, id_: str, en: str) -> Sentence:
    return Sentence(f"{file}: {id_}.", f"{file}: {en}.")
