"""A round as it stands: which score counts, how far the index may go, what would raise it, what would be faulted."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.agreement import Meeting, MeetingBody
from graph.masterplan import Document
from graph.record import Answer, Round, RoundStage, SurveyAnswer
from graph.snapshot import PlanGraph, PlanInfo
from graph.vocabulary import Text
from rules.assessment import (
    AssessmentError,
    Basis,
    CheckKind,
    Proposal,
    Row,
    Sheet,
    Surveyed,
    checks,
    cohort_result,
    instruments,
    mean,
    proposals,
    raising,
    rounded,
    sheet,
    surveyed,
)
from rules.assessment.comparison import CohortResult
from rules.configuration import DEFAULT
from tests.effort import tried

ROUND = Round(year=2023, stage=RoundStage.SECOND, cohort="reguler")
OURS = instruments(DEFAULT)[2023]
FILE = Document(name="sk.pdf", size=1, sha256="a" * 64, place="arsip")
EMPTY = PlanGraph(PlanInfo(slug="a", title="A", region_code="1", region_name="Kota", start_year=2022, end_year=2026))
CODES = [each.code for each in OURS.questions if OURS.part(each) != "collaboration"]


def answer(question: str, own: str | None = None, *assessors: str, evidence: bool = False) -> Answer:
    return Answer(
        year=2023,
        question=question,
        self_score=Decimal(own) if own is not None else None,
        assessor_scores=tuple(map(Decimal, assessors)),
        evidence=(FILE,) if evidence else (),
    )


def proposed(score: str) -> Proposal:
    return Proposal(score=Fraction(score), reason=Text("a", "b"))


WORK = Proposal(
    reason=Text("a", "b"),
    rows=tuple(Row(node=id_, said=Text("a", "b"), runs=runs) for id_, runs in (("a", True), ("b", False), ("c", None))),
)


def met(body: MeetingBody, day: str, *, closed: bool = True, number: int = 1) -> Meeting:
    held = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Meeting(
        id=number, title="Sidang", held_on=held.date(), body=body, made_at=held, closed_at=held if closed else None
    )


def of(made: Sheet, question: str) -> tuple[Fraction | None, Basis, Fraction, Basis]:
    [found] = [each for each in made.asked if each.question.code == question]
    return found.score, found.basis, found.expected, found.expected_basis


def test_only_the_parts_that_weigh_for_the_cohort_are_asked_in_their_order() -> None:
    regular = sheet(ROUND, OURS, ())
    assert [each.question.code for each in regular.asked] == CODES
    assert [each.id for each in regular.parts] == list(OURS.cohort("reguler").weights)
    other = sheet(Round(year=2023, stage=RoundStage.SECOND, cohort="KPPN/IKN"), OURS, ())
    assert len(other.asked) == 117
    with pytest.raises(AssessmentError, match="reguler, KPPN/IKN"):
        sheet(Round(year=2023, stage=RoundStage.SECOND, cohort="lama"), OURS, ())


def test_assessors_count_before_the_region_and_the_region_before_what_is_only_proposed() -> None:
    made = sheet(
        ROUND,
        OURS,
        (answer("P001", "4", "2", "3"), answer("P002", "1"), answer("P003")),
        proposals=dict.fromkeys(("P002", "P003", "P050"), proposed("2")),
        surveyed={"P050": Surveyed(count=12, score=Fraction(3)), "P051": Surveyed(count=None, score=None)},
        previous={"P004": Fraction(3)},
        usual={"baseline": Fraction("2.5")},
    )
    assert of(made, "P001") == (Fraction("2.5"), Basis.ASSESSORS, Fraction("2.5"), Basis.ASSESSORS)
    assert of(made, "P002")[:2] == (Fraction(1), Basis.SELF)
    assert of(made, "P003") == (None, Basis.NOTHING, Fraction(2), Basis.PLAN)
    assert of(made, "P004")[2:] == (Fraction(3), Basis.PREVIOUS)
    assert of(made, "P005")[2:] == (Fraction("2.5"), Basis.COHORT)
    assert of(made, "P050")[2:] == (Fraction(3), Basis.SURVEY)
    assert of(made, "P051")[2:] == (Fraction(0), Basis.NOTHING)
    assert made.answered == 2


def test_the_index_is_told_once_every_question_has_a_score_and_a_range_before_that() -> None:
    answers = [answer(code, "3") for code in CODES]
    whole = sheet(ROUND, OURS, answers)
    assert (whole.index, whole.low, whole.likely, whole.high) == (3, 3, 3, 3)
    one_open = sheet(ROUND, OURS, answers[1:])
    assert one_open.index is None
    assert one_open.parts[0].score is None
    assert one_open.parts[0].answered == 4
    assert one_open.low == 3 - Fraction(3 * 10, 5 * 100)
    assert one_open.high == 3 + Fraction(10, 5 * 100)


hundredths = st.lists(st.integers(-200, 400), min_size=len(CODES), max_size=len(CODES))
"""Scores of all questions; below zero nobody has said one."""


@tried(60)
@given(
    hundredths, hundredths, st.dictionaries(st.sampled_from(CODES), st.integers(0, 4), max_size=20), st.integers(0, 4)
)
def test_what_is_likely_lies_in_the_range_and_the_range_closes_as_answers_come(
    own: list[int], others: list[int], plan: dict[str, int], usual: int
) -> None:
    answers = [
        answer(code, str(mine / 100) if mine >= 0 else None, *([str(theirs / 100)] if theirs >= 0 else []))
        for code, mine, theirs in zip(CODES, own, others, strict=True)
    ]
    before = {
        "proposals": {code: proposed(str(score)) for code, score in plan.items()},
        "usual": dict.fromkeys(OURS.parts, Fraction(usual)),
    }
    some = sheet(ROUND, OURS, answers[: len(answers) // 2], **before)
    every = sheet(ROUND, OURS, answers, **before)
    for made in (some, every):
        assert 0 <= made.low <= made.likely <= made.high <= 4
        assert min(each.low for each in made.parts) <= made.low
        assert made.high <= max(each.high for each in made.parts)
    assert some.low <= every.low <= every.high <= some.high
    if every.index is not None:
        assert every.low == every.index == every.high
        known = [each.score for each in every.parts if each.score is not None]
        assert min(known) <= every.index <= max(known)


def test_what_raises_the_index_most_comes_first_with_whoever_answers_for_it() -> None:
    found = raising(sheet(ROUND, OURS, [answer(code, "3") for code in CODES[1:]]), EMPTY)
    weights = OURS.cohort("reguler").weights
    assert found[0].asked.question.code == "P001"
    assert found[0].gain == Fraction(4 * 10, 5 * 100)
    assert [each.gain for each in found] == sorted((each.gain for each in found), reverse=True)
    assert len(found) == len(CODES)
    quick_win = next(each for each in found if each.asked.part == "quick_win")
    assert quick_win.gain == Fraction(weights["quick_win"]) / 100 / 12
    full = sheet(ROUND, OURS, [answer(code, "4") for code in CODES])
    assert raising(full, EMPTY) == ()


def people(
    *names: str, question: str = "P050", service: str = "Antrean", users: int | None = None
) -> list[SurveyAnswer]:
    return [
        SurveyAnswer(question=question, respondent=name, service=service, score=Decimal(number % 5), users=users)
        for number, name in enumerate(names)
    ]


def test_fewer_than_ten_answers_of_a_survey_are_not_shown_apart() -> None:
    many, few = people(*"abcdefghij"), people(*"abcdefghi", question="P051")
    found = surveyed((*many, *few))
    assert found["P050"] == Surveyed(count=10, score=mean(each.score for each in many))
    assert found["P051"] == Surveyed(count=None, score=None)
    made = sheet(ROUND, OURS, (), surveyed=found)
    assert of(made, "P051")[3] is Basis.NOTHING
    [check] = [each for each in checks(made, EMPTY) if each.kind is CheckKind.FEW_RESPONDENTS]
    assert check.questions == ("P051",)


def test_what_assessors_would_fault_is_seen_before() -> None:
    answers = (
        answer("P001", "3"),
        answer("P002", "3", evidence=True),
        answer("P003", "0"),
        answer("P050", "4"),
        answer("P012", "2", evidence=True),
    )
    survey = (*people("a", "b", "c", users=2), *people("a", question="P086", service="Lain", users=9))
    made = sheet(ROUND, OURS, answers, proposals={"P002": proposed("2"), "P003": proposed("4"), "P013": WORK})
    found = {each.kind: each for each in checks(made, EMPTY, survey)}
    assert set(found) == {
        CheckKind.NO_EVIDENCE,
        CheckKind.ABOVE_PROPOSAL,
        CheckKind.NO_REALISATION,
        CheckKind.MORE_RESPONDENTS_THAN_USERS,
        CheckKind.TWO_DIMENSIONS,
    }
    assert found[CheckKind.NO_EVIDENCE].questions == ("P001",)
    assert found[CheckKind.ABOVE_PROPOSAL].questions == ("P002",)
    assert found[CheckKind.MORE_RESPONDENTS_THAN_USERS].message.id == "Antrean: 3 responden, sedangkan penggunanya 2."
    assert found[CheckKind.TWO_DIMENSIONS].message.en == "1 respondents answer about more than one dimension."
    assert (found[CheckKind.NO_REALISATION].nodes, found[CheckKind.NO_REALISATION].questions) == (("b", "c"), ("P013",))
    assert found[CheckKind.NO_REALISATION].message.en == (
        "Work without realisation: 1 did not run, as they are reported, 1 were not reported."
    )
    without = {each.kind: each for each in checks(sheet(ROUND, OURS, ()), EMPTY)}
    assert without[CheckKind.NO_OUTSIDE_MONEY].questions == ("P012",)


@pytest.mark.parametrize(
    ("meetings", "answers", "score"),
    [
        ((met(MeetingBody.COUNCIL, "2023-03-01"),), (), 4),
        ((met(MeetingBody.COUNCIL, "2023-03-01", closed=False),), (), 0),
        ((met(MeetingBody.COUNCIL, "2022-12-31"),), (), 0),
        ((met(MeetingBody.EXECUTING_TEAM, "2023-03-01"),), (), 0),
        ((), (), None),
        ((), (answer("P002", "4", evidence=True),), None),
    ],
)
def test_a_council_that_has_not_met_is_faulted_and_closed_minutes_or_evidence_prove_that_it_did(
    meetings: tuple[Meeting, ...], answers: tuple[Answer, ...], score: int | None
) -> None:
    proposed_ = proposals(EMPTY, OURS, 2023, meetings)
    assert proposed_["P002"].score == score
    made = sheet(ROUND, OURS, answers, proposals=proposed_)
    found = [each for each in checks(made, EMPTY, (), meetings) if each.kind is CheckKind.COUNCIL_NOT_MET]
    assert [each.questions for each in found] == ([] if score == 4 or answers else [("P002",)])


def test_each_body_answers_its_own_question_with_the_days_on_which_it_met() -> None:
    meetings = [met(MeetingBody.EXECUTING_TEAM, day, number=at) for at, day in enumerate(("2023-05-02", "2023-02-03"))]
    found = proposals(EMPTY, OURS, 2023, meetings)
    assert (found["P002"].score, found["P003"].score) == (0, 4)
    assert "2 (2023-02-03, 2023-05-02)" in found["P003"].reason.en


def test_a_round_is_compared_with_its_cohort_of_that_year_or_of_the_last_public_one() -> None:
    found = cohort_result(2023, "KPPN/IKN")
    assert isinstance(found, CohortResult)
    assert (found.year, found.regions, found.best) == (2023, 58, max(found.indices))
    assert (found.rank(found.best), found.rank(Decimal(0))) == (1, 59)
    assert min(found.indices) <= found.median <= found.best
    assert rounded(found.mean) == Decimal("2.69")
    assert set(found.parts) == set(OURS.cohort("KPPN/IKN").weights)
    assert cohort_result(2026, "KPPN/IKN") == found
    assert cohort_result(2022, "KPPN/IKN") is None
    assert cohort_result(2023, "?") is None
