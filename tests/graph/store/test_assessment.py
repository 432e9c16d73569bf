"""The yearly evaluation beside a plan: rounds that open and close, answers with history, a survey without names."""

from decimal import Decimal

import msgspec
import pytest

from graph.masterplan import Document
from graph.record import Answer, Round, RoundStage, RoundStanding, SurveyAnswer
from graph.store import (
    AnswerConflict,
    DuplicateRound,
    ReusedKey,
    RevisionConflict,
    RoundMoved,
    RoundNotOpen,
    Store,
    UnknownRound,
    request,
)
from graph.store.engine import engine_for
from graph.store.table import Table
from tests.graph.store.city import SLUG

ROUND = Round(year=2023, stage=RoundStage.FIRST, cohort="reguler", author="ani")
FILE = Document(name="sk.pdf", size=5_000_000, sha256="a" * 64, place="https://arsip.contoh.go.id/sk.pdf")


def said(question: str = "P001", score: str | None = "2.75", **more: object) -> Answer:
    given = Answer(year=2023, question=question, self_score=Decimal(score) if score else None, author="ani")
    return msgspec.structs.replace(given, **more)


def surveyed(respondent: str, question: str = "P050", score: str = "3", service: str = "Antrean") -> SurveyAnswer:
    return SurveyAnswer(question=question, respondent=respondent, service=service, score=Decimal(score), users=40)


async def changed(store: Store, was: Round, **to: object) -> Round:
    now = msgspec.structs.replace(was, **to)
    return await store.assessments.change(SLUG, was, now, "budi", "karena")


async def test_a_year_has_one_round_which_opens_closes_and_is_published(store: Store) -> None:
    made = await store.assessments.open(SLUG, ROUND)
    assert (made.standing, made.version, made.changed_at) == (RoundStanding.OPEN, 1, made.made_at)
    with pytest.raises(DuplicateRound, match="2023 sudah ada"):
        await store.assessments.open(SLUG, ROUND)
    other = await store.assessments.open(SLUG, msgspec.structs.replace(ROUND, year=2024))
    moved = await changed(store, made, stage=RoundStage.SECOND)
    assert (moved.stage, moved.version, moved.author) == (RoundStage.SECOND, 2, "ani")
    with pytest.raises(RoundMoved):
        await changed(store, made, standing=RoundStanding.CLOSED)
    closed = await changed(store, moved, standing=RoundStanding.CLOSED)
    published = await changed(store, closed, standing=RoundStanding.PUBLISHED)
    assert await store.assessments.rounds(SLUG) == (other, published)
    with pytest.raises(UnknownRound):
        await changed(store, msgspec.structs.replace(made, year=2020))
    done = [(str(each.action), each.subject, each.actor) for each in await store.audit.after(SLUG, 0, 100)][1:]
    assert done == [
        ("created", "2023", "ani"),
        ("created", "2024", "ani"),
        ("changed", "2023", "budi"),
        ("closed", "2023", "budi"),
        ("published", "2023", "budi"),
    ]


async def test_the_latest_answer_counts_and_the_earlier_ones_are_its_history(store: Store) -> None:
    await store.assessments.open(SLUG, ROUND)
    first = await store.assessments.answer(SLUG, said(evidence=(FILE,), note="Perwali"))
    later = said(score="3", assessor_scores=(Decimal("2.5"), Decimal(3)))
    second = await store.assessments.answer(SLUG, later, seen=first.id)
    other = await store.assessments.answer(SLUG, said("P002", None))
    assert await store.assessments.answers(SLUG, 2023) == (second, other)
    assert await store.assessments.history(SLUG, 2023, ["P001"]) == (second, first)
    assert (first.evidence, str(first.self_score)) == ((FILE,), "2.75")
    assert await store.assessments.answers(SLUG, 2024) == ()


async def test_nobody_answers_over_an_answer_that_they_have_not_seen(store: Store) -> None:
    await store.assessments.open(SLUG, ROUND)
    first = await store.assessments.answer(SLUG, said())
    for seen in (None, first.id + 1):
        with pytest.raises(AnswerConflict, match="ani") as refused:
            await store.assessments.answer(SLUG, said(score="4"), seen=seen)
        assert refused.value.standing == first
    with pytest.raises(AnswerConflict):
        await store.assessments.answer(SLUG, said("P002"), seen=first.id)
    assert await store.assessments.answers(SLUG, 2023) == (first,)


async def test_a_closed_round_takes_no_answer_and_no_survey_but_still_what_assessors_give(store: Store) -> None:
    with pytest.raises(UnknownRound, match="bukalah dahulu"):
        await store.assessments.answer(SLUG, said())
    await changed(store, await store.assessments.open(SLUG, ROUND), standing=RoundStanding.CLOSED)
    with pytest.raises(RoundNotOpen, match="sudah ditutup"):
        await store.assessments.answer(SLUG, said())
    with pytest.raises(RoundNotOpen):
        await store.assessments.replace_survey(SLUG, 2023, (surveyed("a"),), "ani")
    until = (RoundStanding.OPEN, RoundStanding.CLOSED)
    await store.assessments.answer(SLUG, said(assessor_scores=(Decimal(4),)), standings=until)


async def test_the_survey_keeps_no_name_and_no_two_rounds_know_the_same_person(store: Store, address: str) -> None:
    await store.assessments.open(SLUG, ROUND)
    await store.assessments.open(SLUG, msgspec.structs.replace(ROUND, year=2024))
    given = (surveyed("Ani Wijaya"), surveyed("ani  wijaya", "P051"), surveyed("Budi", "P051", "2.5"))
    for year in (2023, 2024):
        assert await store.assessments.replace_survey(SLUG, year, given, "ani") == 3
    first, second = [await store.assessments.survey(SLUG, year) for year in (2023, 2024)]
    by_person = [{each.respondent for each in found if each.question == "P051"} for found in (first, second)]
    assert first[0].respondent in by_person[0]
    assert not by_person[0] & by_person[1]
    assert {len(each.respondent) for each in (*first, *second)} == {64}
    assert {(each.question, str(each.score), each.users) for each in first} == {
        ("P050", "3", 40),
        ("P051", "3", 40),
        ("P051", "2.5", 40),
    }
    engine = engine_for(address)
    async with engine.connect() as connection:
        for table in ("survey_answer", "audit", "request"):
            kept = (await connection.execute(Table.metadata.tables[table].select())).all()
            assert not [row for row in kept if "wijaya" in str(row).casefold() or "budi" in str(row).casefold()]
    await engine.dispose()


async def test_a_survey_that_comes_again_takes_the_place_of_its_questions_only(store: Store) -> None:
    await store.assessments.open(SLUG, ROUND)
    await store.assessments.replace_survey(SLUG, 2023, (surveyed("a"), surveyed("b"), surveyed("a", "P051")), "ani")
    await store.assessments.replace_survey(SLUG, 2023, (surveyed("c", score="1"),), "ani")
    assert [(each.question, str(each.score)) for each in await store.assessments.survey(SLUG, 2023)] == [
        ("P050", "1"),
        ("P051", "3"),
    ]


async def test_each_request_about_a_round_is_done_once_under_its_key(store: Store) -> None:
    asked = [request(f"k{number}", b"a", author="ani") for number in range(4)]
    made = [await store.assessments.open(SLUG, ROUND, asked[0]) for _ in range(2)]
    given = [await store.assessments.answer(SLUG, said(), asked[1]) for _ in range(2)]
    counts = [await store.assessments.replace_survey(SLUG, 2023, (surveyed("a"),), "ani", asked[2]) for _ in range(2)]
    closed = msgspec.structs.replace(made[0], standing=RoundStanding.CLOSED)
    moved = [await store.assessments.change(SLUG, made[0], closed, "ani", "", asked[3]) for _ in range(2)]
    assert [each[0] == each[1] for each in (made, given, counts, moved)] == [True] * 4
    with pytest.raises(ReusedKey):
        await store.assessments.answer(SLUG, said(), request("k1", b"b"))
    with pytest.raises(RevisionConflict):
        await store.assessments.answer(SLUG, said("P009"), request("", b"b", expected=7))
