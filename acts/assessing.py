"""Assessing: a region answers the ministry's yearly evaluation: rounds, answers with their evidence, a survey."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from acts.desk import Desk
from acts.refusal import Path, ProblemCode, Refused, missing, unusable
from acts.text import required, text
from graph.masterplan import Document
from graph.record import Answer, Round, RoundStage, RoundStanding, SurveyAnswer
from graph.sentence import Sentence
from graph.store import AnswerConflict, DuplicateRound, RoundMoved, RoundNotOpen, StoreError, UnknownRound
from rules.assessment import AssessmentError, Instrument, Question, asking, instruments, is_on_scale, off_scale

MOST_EVIDENCE: Final = 100
"""Files of one answer."""
MOST_ASSESSORS: Final = 20
MOST_SURVEYED: Final = 20_000
"""Answers of a survey in one request."""
_SHA256: Final = re.compile("[0-9a-f]{64}")
_DECIMALS: Final = 2
_GREATEST: Final = 2**31 - 1
_WAYS: Final = {
    (RoundStanding.OPEN, RoundStanding.CLOSED),
    (RoundStanding.CLOSED, RoundStanding.OPEN),
    (RoundStanding.CLOSED, RoundStanding.PUBLISHED),
}
"""How a round may go on: what is published stays so."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a question; what is left out stays as it was."""

    self_score: Decimal | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
    evidence: Sequence[Document] | UnsetType = UNSET
    assessor_scores: Sequence[Decimal] | UnsetType = UNSET


async def open_round(desk: Desk, year: int, stage: RoundStage, cohort: str) -> Round:
    """Open the evaluation round of a year.

    Raises
    ------
    Refused
        Where the year's questions or the cohort's weights are not known, or where the year has a round already.
    """
    instrument = _instrument(desk, year)
    _cohort(instrument, cohort)
    made = Round(year=year, stage=stage, cohort=cohort, author=desk.author)
    with _refusing():
        return await desk.store.assessments.open(desk.slug, made, desk.asked)


async def change_round(
    desk: Desk,
    year: int,
    *,
    stage: RoundStage | None = None,
    cohort: str | None = None,
    standing: RoundStanding | None = None,
    reason: str = "",
) -> Round:
    """Change an open round's stage or cohort, close a round, open it again with a reason, or publish a closed one.

    Raises
    ------
    Refused
        Where there is no such round or cohort, where it cannot go on in that way, or where a reason is missing.
    """
    was = await _round(desk, year)
    now = msgspec.structs.replace(
        was,
        stage=stage or was.stage,
        cohort=was.cohort if cohort is None else cohort,
        standing=standing or was.standing,
    )
    why = text(reason, ("reason",))
    if await desk.earlier() is None:
        _cohort(_instrument(desk, year), now.cohort)
        if now.standing is not was.standing and (was.standing, now.standing) not in _WAYS:
            raise unusable(("standing",), ProblemCode.CLOSED, _no_way(was))
        if (now.stage, now.cohort) != (was.stage, was.cohort) and was.standing is not RoundStanding.OPEN:
            raise unusable(("year",), ProblemCode.CLOSED, RoundNotOpen(year, was.standing).message)
        if now.standing is RoundStanding.OPEN and was.standing is RoundStanding.CLOSED:
            why = required(why, ("reason",))
    with _refusing():
        return await desk.store.assessments.change(desk.slug, was, now, desk.author, why, desk.asked)


async def answer_question(desk: Desk, year: int, question: str, told: Said, seen: int | None = None) -> Answer:
    """Answer a question of an open round; what assessors give may still be told once it is closed.

    Parameters
    ----------
    seen
        Number of the latest answer that whoever answers has seen; None where they saw none.

    Raises
    ------
    Refused
        Where the year has no such round or question, where the round takes no more of it, where a score or a piece of
        evidence cannot be used, or where another answer stands than the one that was seen.
    """
    _, asked = await _asked(desk, year)
    if question not in {each.code for each in asked}:
        raise missing(("question",), _no_question(year, question))
    latest = {each.question: each for each in await desk.store.assessments.answers(desk.slug, year)}
    said = _said(latest.get(question) or Answer(year=year, question=question), told)
    said = msgspec.structs.replace(said, id=0, author=desk.author, made_at=None)
    by_region = (told.self_score, told.note, told.evidence)
    is_by_assessors = all(each is UNSET for each in by_region)
    standings = (RoundStanding.OPEN, RoundStanding.CLOSED) if is_by_assessors else (RoundStanding.OPEN,)
    with _refusing():
        store = desk.store.assessments
        return await store.answer(desk.slug, said, desk.asked, seen=seen, standings=standings)


async def record_survey(desk: Desk, year: int, answers: Sequence[SurveyAnswer]) -> int:
    """Keep the answers of a survey in the place of all earlier ones to the same questions, and say how many.

    Raises
    ------
    Refused
        Where the year has no open round; where a row names no question of the survey, has no respondent, service or
        score, or says twice what one person answered about a service; each such row is told.
    """
    if not 0 < len(answers) <= MOST_SURVEYED:
        raise unusable(
            ("answers",),
            ProblemCode.OUT_OF_RANGE,
            Sentence(
                f"Survei memuat 1 sampai {MOST_SURVEYED} jawaban, bukan {len(answers)}.",
                f"A survey has 1 to {MOST_SURVEYED} answers, not {len(answers)}.",
            ),
        )
    instrument, asked = await _asked(desk, year)
    surveyed = {each.code for each in asked if instrument.elements[each.element].survey}
    times = Counter((each.question, each.person, each.service.strip()) for each in answers)
    users: dict[str, int | None] = {}
    wrong: list[Refused] = []
    made = []
    for number, each in enumerate(answers):
        at = ("answers", number)
        try:
            made.append(_surveyed(each, at, surveyed, times, users))
        except Refused as refused:
            wrong.append(refused)
    if wrong:
        raise Refused(*(problem for each in wrong for problem in each.problems))
    with _refusing():
        return await desk.store.assessments.replace_survey(desk.slug, year, made, desk.author, desk.asked)


def _said(before: Answer, told: Said) -> Answer:
    values: dict[str, object] = {}
    if not isinstance(told.self_score, UnsetType):
        score = told.self_score
        values["self_score"] = None if score is None else _score(score, ("selfScore",))
    if not isinstance(told.note, UnsetType):
        values["note"] = text(told.note, ("note",))
    if not isinstance(told.evidence, UnsetType):
        values["evidence"] = _evidence(told.evidence)
    if not isinstance(told.assessor_scores, UnsetType):
        scores = told.assessor_scores
        if len(scores) > MOST_ASSESSORS:
            raise unusable(("assessorScores",), ProblemCode.OUT_OF_RANGE, _too_many(MOST_ASSESSORS, len(scores)))
        values["assessor_scores"] = tuple(_score(each, ("assessorScores", at)) for at, each in enumerate(scores))
    return msgspec.structs.replace(before, **values)


def _score(score: Decimal, path: Path) -> Decimal:
    if not is_on_scale(score):
        raise unusable(path, ProblemCode.OUT_OF_RANGE, off_scale(str(path[0]), str(score)))
    plain = score.normalize()
    if -int(plain.as_tuple().exponent) > _DECIMALS:
        raise unusable(
            path,
            ProblemCode.OUT_OF_RANGE,
            Sentence(f"Nilai paling banyak dua desimal, bukan {score}.", f"A score has two decimals, not {score}."),
        )
    return plain


def _evidence(given: Sequence[Document]) -> tuple[Document, ...]:
    if len(given) > MOST_EVIDENCE:
        raise unusable(("evidence",), ProblemCode.OUT_OF_RANGE, _too_many(MOST_EVIDENCE, len(given)))
    made: dict[str, Document] = {}
    for number, each in enumerate(given):
        at = ("evidence", number)
        digest = each.sha256.strip().lower()
        if not _SHA256.fullmatch(digest):
            raise unusable(
                (*at, "sha256"),
                ProblemCode.OUT_OF_RANGE,
                Sentence("sha256 adalah 64 angka heksadesimal.", "sha256 has 64 hexadecimal digits."),
            )
        if each.size is None or not 0 <= each.size <= _GREATEST:
            raise unusable(
                (*at, "size"),
                ProblemCode.OUT_OF_RANGE,
                Sentence("size adalah banyaknya bita, paling banyak 2 GB.", "size is in bytes, at most 2 GB."),
            )
        if digest in made:
            raise unusable(
                (*at, "sha256"),
                ProblemCode.DUPLICATE,
                Sentence(f"Berkas ini sudah ada: {made[digest].name}.", f"This file is there: {made[digest].name}."),
            )
        made[digest] = Document(
            name=required(each.name, (*at, "name")),
            size=each.size,
            sha256=digest,
            place=required(each.place, (*at, "place")),
        )
    return tuple(made.values())


def _surveyed(
    said: SurveyAnswer,
    at: Path,
    questions: set[str],
    times: Mapping[tuple[str, str, str], int],
    users: dict[str, int | None],
) -> SurveyAnswer:
    """Give a row of a survey as it is kept; ``users`` holds what earlier rows said of each service."""
    if said.question not in questions:
        there = ", ".join(sorted(questions))
        raise missing(
            (*at, "question"),
            Sentence(
                f"{said.question!r} bukan pertanyaan survei. Yang ada: {there}.",
                f"{said.question!r} is no question of the survey. There are: {there}.",
            ),
        )
    if not said.person:
        raise unusable(
            (*at, "respondent"),
            ProblemCode.REQUIRED,
            Sentence("Responden harus diisi.", "The respondent must be filled in."),
        )
    service = required(said.service, (*at, "service"))
    if times[said.question, said.person, said.service.strip()] > 1:
        raise unusable(
            (*at, "respondent"),
            ProblemCode.DUPLICATE,
            Sentence(
                f"Satu responden menjawab {said.question} tentang {service} lebih dari sekali.",
                f"One respondent answers {said.question} about {service} more than once.",
            ),
        )
    if said.users is not None and not 0 < said.users <= _GREATEST:
        raise unusable(
            (*at, "users"),
            ProblemCode.OUT_OF_RANGE,
            Sentence("Banyaknya pengguna paling sedikit 1.", "The number of users is at least 1."),
        )
    if users.setdefault(service, said.users) != said.users:
        raise unusable(
            (*at, "users"),
            ProblemCode.CLASH,
            Sentence(
                f"Banyaknya pengguna {service} tertulis {users[service]} dan {said.users}.",
                f"The number of users of {service} is told as {users[service]} and {said.users}.",
            ),
        )
    return msgspec.structs.replace(said, service=service, score=_score(said.score, (*at, "score")))


@contextmanager
def _refusing() -> Iterator[None]:
    """Give what the store refuses of rounds and answers as problems of the input."""
    paths: Mapping[type[StoreError], tuple[Path, ProblemCode | None]] = {
        UnknownRound: (("year",), None),
        DuplicateRound: (("year",), ProblemCode.DUPLICATE),
        RoundNotOpen: (("year",), ProblemCode.CLOSED),
        RoundMoved: (("year",), ProblemCode.CLASH),
        AnswerConflict: (("seenAnswer",), ProblemCode.CLASH),
    }
    try:
        yield
    except tuple(paths) as error:
        path, code = paths[type(error)]
        raise (missing(path, error.message) if code is None else unusable(path, code, error.message)) from error


async def _round(desk: Desk, year: int) -> Round:
    for each in await desk.store.assessments.rounds(desk.slug):
        if each.year == year:
            return each
    raise missing(("year",), UnknownRound(desk.slug, year).message)


def _instrument(desk: Desk, year: int) -> Instrument:
    """The evaluation of a year, which must have questions."""
    try:
        return asking(instruments(desk.evaluations.configuration), year)
    except AssessmentError as error:
        raise missing(("year",), error.problems[0]) from error


async def _asked(desk: Desk, year: int) -> tuple[Instrument, tuple[Question, ...]]:
    """The evaluation of a year, and what of it the cohort of the round is asked."""
    instrument, round_ = _instrument(desk, year), await _round(desk, year)
    _cohort(instrument, round_.cohort)
    return instrument, instrument.asked(round_.cohort)


def _cohort(instrument: Instrument, name: str) -> None:
    try:
        instrument.cohort(name)
    except AssessmentError as error:
        raise missing(("cohort",), error.problems[0]) from error


def _no_question(year: int, code: str) -> Sentence:
    return Sentence(
        f"Evaluasi {year} tidak menanyakan {code!r} kepada kelompok putaran ini.",
        f"The evaluation of {year} does not ask {code!r} of the cohort of this round.",
    )


def _no_way(was: Round) -> Sentence:
    if was.standing is RoundStanding.OPEN:
        return Sentence(
            f"Putaran evaluasi {was.year} harus ditutup sebelum diumumkan.",
            f"The evaluation round of {was.year} must be closed before it is published.",
        )
    return RoundNotOpen(was.year, was.standing).message


def _too_many(most: int, given: int) -> Sentence:
    return Sentence(f"Paling banyak {most}, bukan {given}.", f"At most {most}, not {given}.")
