"""Check: what assessors fault again and again, seen in a round before they see it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

import msgspec

from graph.agreement import Meeting, MeetingBody
from graph.masterplan import Progress
from graph.record import SurveyAnswer
from graph.snapshot import PlanGraph
from graph.vocabulary import Text
from rules.assessment.convened import held
from rules.assessment.fill import fills
from rules.assessment.row import Row, last_told
from rules.assessment.sheet import Asked, Sheet
from rules.assessment.survey import FEWEST, crowded, in_two_dimensions

_RUNS = {Progress.RUNNING, Progress.FINISHED}


class CheckKind(StrEnum):
    """Kind of what is wrong with a round."""

    NO_EVIDENCE = "no_evidence"
    ABOVE_PROPOSAL = "above_proposal"
    NO_REALISATION = "no_realisation"
    PROGRAM_WITHOUT_EVIDENCE = "program_without_evidence"
    QUICK_WIN_WITHOUT_FIGURES = "quick_win_without_figures"
    BEYOND_THE_PLAN = "beyond_the_plan"
    NO_OUTSIDE_MONEY = "no_outside_money"
    COUNCIL_NOT_MET = "council_not_met"
    FEW_RESPONDENTS = "few_respondents"
    MORE_RESPONDENTS_THAN_USERS = "more_respondents_than_users"
    TWO_DIMENSIONS = "two_dimensions"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that assessors would fault."""

    kind: CheckKind
    message: Text
    questions: tuple[str, ...] = ()
    """Codes of the questions that it is about."""
    nodes: tuple[str, ...] = ()
    """Ids of the nodes of the plan that it is about."""


def checks(
    sheet: Sheet,
    plan: PlanGraph,
    survey: Iterable[SurveyAnswer] = (),
    meetings: Iterable[Meeting] = (),
    *,
    year: int | None = None,
) -> tuple[Check, ...]:
    """Give what is wrong with a round, in a fixed order.

    Parameters
    ----------
    year
        Whose rows of the plan answer the questions, where it is not the round's.
    """
    of = year or sheet.round.year
    return (
        *_of_answers(sheet),
        *_of_work(sheet),
        *_of_council(sheet, meetings, of),
        *_of_masterplan(plan, of),
        *_of_survey(sheet, tuple(survey)),
    )


def _of_answers(sheet: Sheet) -> Iterator[Check]:
    bare = _codes(
        each
        for each in sheet.asked
        if each.answer and each.answer.self_score and not each.answer.evidence and not _is_surveyed(sheet, each)
    )
    if bare:
        yield Check(
            kind=CheckKind.NO_EVIDENCE,
            message=Text(
                f"{len(bare)} pertanyaan bernilai tanpa bukti dukung.",
                f"{len(bare)} questions have a score and no evidence.",
            ),
            questions=bare,
        )
    above = _codes(each for each in sheet.asked if _is_above(each))
    if above:
        yield Check(
            kind=CheckKind.ABOVE_PROPOSAL,
            message=Text(
                f"{len(above)} nilai mandiri melebihi usulan dari rencana atau survei sedikitnya 1.",
                f"{len(above)} own scores are above what plan or survey propose by 1 or more.",
            ),
            questions=above,
        )


def _of_work(sheet: Sheet) -> Iterator[Check]:
    """Work that did not run, and work of which nobody reported that it did: to assessors both are unproven."""
    rows = {each.question.code: _work(each) for each in sheet.asked}
    runs = {row.node: row.runs for found in rows.values() for row in found if row.runs is not True}
    if runs:
        idle = sum(each is False for each in runs.values())
        told = {
            Text("tidak berjalan menurut laporannya", "did not run, as they are reported"): idle,
            Text("belum terlaporkan", "were not reported"): len(runs) - idle,
        }
        said = [(text, count) for text, count in told.items() if count]
        yield Check(
            kind=CheckKind.NO_REALISATION,
            message=Text(
                f"Pekerjaan tanpa realisasi: {', '.join(f'{count} {text.id}' for text, count in said)}.",
                f"Work without realisation: {', '.join(f'{count} {text.en}' for text, count in said)}.",
            ),
            questions=tuple(code for code, found in rows.items() if any(row.runs is not True for row in found)),
            nodes=tuple(runs),
        )
    without = _codes(
        each
        for each in sheet.asked
        if (fill := fills().get(each.question.code)) and fill.by == "outside" and not _is_proven(each)
    )
    if without:
        yield Check(
            kind=CheckKind.NO_OUTSIDE_MONEY,
            message=Text(
                "Tidak ada bukti dana di luar APBD (CSR, hibah, KPBU, DAK).",
                "There is no evidence of money from outside the APBD (CSR, grants, partnerships, DAK).",
            ),
            questions=without,
        )


def _of_council(sheet: Sheet, meetings: Iterable[Meeting], year: int) -> Iterator[Check]:
    """A council that met has closed minutes here, or evidence in the answer."""
    asked = [each for each in sheet.asked if _body(each) is MeetingBody.COUNCIL]
    if asked and not held(meetings, MeetingBody.COUNCIL, year) and not any(map(_is_proven, asked)):
        yield Check(
            kind=CheckKind.COUNCIL_NOT_MET,
            message=Text(
                f"Tidak ada berita acara sidang Dewan Smart City {year} yang ditutup, dan tidak ada buktinya.",
                f"There are no closed minutes of the council in {year}, and no evidence that it met.",
            ),
            questions=_codes(asked),
        )


def _of_masterplan(plan: PlanGraph, year: int) -> Iterator[Check]:
    bare = [
        each.id
        for each in plan.masterplan_programs
        if not each.evidence and any(one.year == year and one.progress in _RUNS for one in each.years)
    ]
    if bare:
        yield Check(
            kind=CheckKind.PROGRAM_WITHOUT_EVIDENCE,
            message=Text(
                f"{len(bare)} program masterplan berjalan pada {year} tanpa bukti dukung.",
                f"{len(bare)} masterplan programs ran in {year} without evidence.",
            ),
            nodes=tuple(bare),
        )
    blind = [
        each.id
        for each in plan.masterplan_programs
        if each.quick_win and not any(one.baseline and last_told(one, year) for one in plan.indicators_of(each.id))
    ]
    if blind:
        yield Check(
            kind=CheckKind.QUICK_WIN_WITHOUT_FIGURES,
            message=Text(
                f"{len(blind)} quick win tanpa angka sebelum dan sesudah.",
                f"{len(blind)} quick wins have no figures before and after.",
            ),
            nodes=tuple(blind),
        )
    end = plan.info.end_year
    late = [each for each in plan.masterplans if each.end_year is not None and each.end_year > end]
    if late:
        years = ", ".join(str(each.end_year) for each in late)
        yield Check(
            kind=CheckKind.BEYOND_THE_PLAN,
            message=Text(
                f"Masterplan sampai {years} melampaui akhir rencana {end}.",
                f"The masterplan goes to {years}, beyond the plan's end in {end}.",
            ),
            nodes=tuple(each.id for each in late),
        )


def _of_survey(sheet: Sheet, answers: tuple[SurveyAnswer, ...]) -> Iterator[Check]:
    few = _codes(each for each in sheet.asked if each.surveyed and each.surveyed.count is None)
    if few:
        yield Check(
            kind=CheckKind.FEW_RESPONDENTS,
            message=Text(
                f"{len(few)} pertanyaan survei dijawab kurang dari {FEWEST} orang dan tidak ditampilkan.",
                f"{len(few)} questions of the survey have fewer than {FEWEST} answers and are not shown.",
            ),
            questions=few,
        )
    for service, (respondents, users) in crowded(answers).items():
        yield Check(
            kind=CheckKind.MORE_RESPONDENTS_THAN_USERS,
            message=Text(
                f"{service}: {respondents} responden, sedangkan penggunanya {users}.",
                f"{service}: {respondents} respondents, but {users} users.",
            ),
            questions=tuple(dict.fromkeys(each.question for each in answers if each.service == service)),
        )
    dimensions = {each.question.code: each.question.dimension.partition("-")[0] for each in sheet.asked}
    if people := in_two_dimensions(answers, dimensions):
        yield Check(
            kind=CheckKind.TWO_DIMENSIONS,
            message=Text(
                f"{people} responden menjawab tentang lebih dari satu dimensi.",
                f"{people} respondents answer about more than one dimension.",
            ),
        )


def _is_surveyed(sheet: Sheet, asked: Asked) -> bool:
    return sheet.instrument.elements[asked.question.element].survey


def _work(asked: Asked) -> tuple[Row, ...]:
    """The rows of work that a question asks for."""
    fill = fills().get(asked.question.code)
    return asked.proposal.rows if asked.proposal and fill and fill.by in {"programs", "work"} else ()


def _body(asked: Asked) -> MeetingBody | None:
    fill = fills().get(asked.question.code)
    return fill.body if fill else None


def _is_proven(asked: Asked) -> bool:
    return asked.answer is not None and bool(asked.answer.evidence)


def _is_above(asked: Asked) -> bool:
    own = asked.answer.self_score if asked.answer else None
    return own is not None and asked.proposed is not None and Fraction(own) - asked.proposed >= 1


def _codes(asked: Iterable[Asked]) -> tuple[str, ...]:
    return tuple(each.question.code for each in asked)
