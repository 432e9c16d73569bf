"""Assessment: the rounds of the yearly evaluation, the answers with their history, and what a survey gave."""

import hmac
import secrets
from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from graph.masterplan import Document
from graph.record import Answer, Round, RoundStage, RoundStanding, SurveyAnswer
from graph.store.assessment_tables import AnswerRow, RoundRow, SurveyRow
from graph.store.audit import AuditAction, AuditKind
from graph.store.engine import transaction
from graph.store.errors import AnswerConflict, DuplicateRound, RoundMoved, RoundNotOpen, UnknownRound
from graph.store.request import NO_REQUEST, Beside, Request, Writing
from graph.store.table import PlanRow

_SALT: Final = 16
_ROUND: Final[tuple[InstrumentedAttribute[Any], ...]] = (
    RoundRow.year,
    RoundRow.stage,
    RoundRow.cohort,
    RoundRow.standing,
    RoundRow.version,
    RoundRow.author,
    RoundRow.made_at,
    RoundRow.changed_at,
)
_DONE: Final = {
    RoundStanding.OPEN: AuditAction.CHANGED,
    RoundStanding.CLOSED: AuditAction.CLOSED,
    RoundStanding.PUBLISHED: AuditAction.PUBLISHED,
}


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of an answer beside its key."""

    self_score: Decimal | None
    note: str
    evidence: tuple[Document, ...]
    assessor_scores: tuple[Decimal, ...]


_BODY: Final = msgspec.json.Decoder(_Body)


class Assessments(Beside):
    """The evaluation rounds of all plans: one a year, with the answers and the survey of that year."""

    async def rounds(self, slug: str) -> tuple[Round, ...]:
        """Give all rounds of a plan, the latest year first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(*_ROUND).where(RoundRow.plan_id == plan.id).order_by(RoundRow.year.desc())
            return tuple(map(_round, await connection.execute(query)))

    async def published(self, slugs: Collection[str]) -> tuple[tuple[str, Round, tuple[Answer, ...]], ...]:
        """Give the published rounds of some plans with the latest answer to each question, by slug and year."""
        wanted = set(slugs)
        is_published = RoundRow.standing == str(RoundStanding.PUBLISHED)
        rounds = select(PlanRow.slug, *_ROUND).join(PlanRow, PlanRow.id == RoundRow.plan_id).where(is_published)
        of_round = (RoundRow.plan_id == AnswerRow.plan_id, RoundRow.year == AnswerRow.year, is_published)
        same = (AnswerRow.plan_id, AnswerRow.year, AnswerRow.question)
        latest = select(func.max(AnswerRow.id)).join(RoundRow, and_(*of_round)).group_by(*same)
        answers = select(PlanRow.slug, AnswerRow.__table__).join(PlanRow, PlanRow.id == AnswerRow.plan_id)
        answers = answers.where(AnswerRow.id.in_(latest)).order_by(AnswerRow.question)
        async with transaction(self._reader) as connection:
            found = [each for each in await connection.execute(rounds) if each.slug in wanted]
            said: dict[tuple[str, int], list[Answer]] = defaultdict(list)
            for row in await connection.execute(answers):
                said[row.slug, row.year].append(_answer(row))
        made = ((row.slug, _round(row), tuple(said[row.slug, row.year])) for row in found)
        return tuple(sorted(made, key=lambda each: (each[0], each[1].year)))

    async def open(self, slug: str, made: Round, asked: Request = NO_REQUEST) -> Round:
        """Open the round of a year and give it as it is kept.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            DuplicateRound: where it has a round of that year.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> Round:
            if await _find(writing, made.year) is not None:
                raise DuplicateRound(made.year)
            values = {
                "plan_id": writing.plan.id,
                "year": made.year,
                "stage": str(made.stage),
                "cohort": made.cohort,
                "standing": str(RoundStanding.OPEN),
                "version": 1,
                "salt": secrets.token_bytes(_SALT),
                "author": made.author,
                "made_at": writing.now,
                "changed_at": writing.now,
            }
            row = (await writing.connection.execute(insert(RoundRow).values(values).returning(*_ROUND))).one()
            await _note(writing, AuditAction.CREATED, made.author, str(made.year))
            return _round(row)

        return await self.once(slug, asked, Round, do)

    async def change(
        self, slug: str, was: Round, now: Round, author: str, reason: str, asked: Request = NO_REQUEST
    ) -> Round:
        """Put another stage, cohort or standing in the place of what a round had.

        Raises:
            UnknownPlan, UnknownRound: where there is no such plan or round.
            RoundMoved: where the round is no longer as it was.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> Round:
            if await _known(writing, slug, was.year) != was:
                raise RoundMoved(was.year)
            values = {
                "stage": str(now.stage),
                "cohort": now.cohort,
                "standing": str(now.standing),
                "version": was.version + 1,
                "changed_at": writing.now,
            }
            mine = (RoundRow.plan_id == writing.plan.id, RoundRow.year == was.year)
            changed = update(RoundRow).where(*mine).values(values).returning(*_ROUND)
            row = (await writing.connection.execute(changed)).one()
            action = AuditAction.CHANGED if now.standing is was.standing else _DONE[now.standing]
            await _note(writing, action, author, str(was.year), reason)
            return _round(row)

        return await self.once(slug, asked, Round, do)

    async def answers(self, slug: str, year: int) -> tuple[Answer, ...]:
        """Give the latest answer to each question of a year, in the order of questions.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            mine = (AnswerRow.plan_id == plan.id, AnswerRow.year == year)
            latest = select(func.max(AnswerRow.id)).where(*mine).group_by(AnswerRow.question)
            return await _answers(connection, AnswerRow.id.in_(latest))

    async def history(self, slug: str, year: int, questions: Collection[str]) -> tuple[Answer, ...]:
        """Give all answers to some questions of a year, by question, the latest one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            mine = (AnswerRow.plan_id == plan.id, AnswerRow.year == year, AnswerRow.question.in_(sorted(questions)))
            return await _answers(connection, *mine)

    async def answer(
        self,
        slug: str,
        said: Answer,
        asked: Request = NO_REQUEST,
        *,
        seen: int | None = None,
        standings: Collection[RoundStanding] = (RoundStanding.OPEN,),
    ) -> Answer:
        """Keep an answer and give it with its number.

        Raises:
            UnknownPlan, UnknownRound: where there is no such plan or round.
            RoundNotOpen: where the round has another standing than those in which it may be answered.
            AnswerConflict: where the latest answer to the question is not the one whose number was ``seen``.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> Answer:
            await _demand(writing, slug, said.year, standings)
            mine = (AnswerRow.plan_id == writing.plan.id, AnswerRow.year == said.year)
            before = await _answers(writing.connection, *mine, AnswerRow.question == said.question)
            if (before[0].id if before else None) != seen:
                raise AnswerConflict(before[0] if before else None)
            values = {
                "plan_id": writing.plan.id,
                "year": said.year,
                "question": said.question,
                "body": _body(said),
                "author": said.author,
                "made_at": writing.now,
            }
            number = await writing.connection.scalar(insert(AnswerRow).values(values).returning(AnswerRow.id))
            await _note(writing, AuditAction.CHANGED, said.author, f"{said.year}/{said.question}", said.note)
            return msgspec.structs.replace(said, id=number, made_at=writing.now)

        return await self.once(slug, asked, Answer, do)

    async def survey(self, slug: str, year: int) -> tuple[SurveyAnswer, ...]:
        """Give what the survey of a year gave, in the order of questions; respondents are hashes.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            mine = select(SurveyRow.__table__).where(SurveyRow.plan_id == plan.id, SurveyRow.year == year)
            order = (SurveyRow.question, SurveyRow.service, SurveyRow.respondent)
            return tuple(map(_survey, await connection.execute(mine.order_by(*order))))

    async def replace_survey(
        self, slug: str, year: int, said: Collection[SurveyAnswer], author: str, asked: Request = NO_REQUEST
    ) -> int:
        """Keep the answers of a survey in the place of all earlier ones to the same questions, and say how many.

        Raises:
            UnknownPlan, UnknownRound: where there is no such plan or round.
            RoundNotOpen: where the round is no longer open.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> int:
            await _demand(writing, slug, year, (RoundStanding.OPEN,))
            mine = (RoundRow.plan_id == writing.plan.id, RoundRow.year == year)
            salt = await writing.connection.scalar(select(RoundRow.salt).where(*mine)) or b""
            questions = sorted({each.question for each in said})
            old = (SurveyRow.plan_id == writing.plan.id, SurveyRow.year == year, SurveyRow.question.in_(questions))
            await writing.connection.execute(delete(SurveyRow).where(*old))
            if said:
                key = {"plan_id": writing.plan.id, "year": year}
                await writing.connection.execute(insert(SurveyRow), [key | _survey_row(each, salt) for each in said])
            await _note(writing, AuditAction.CHANGED, author, f"{year}/survey", f"{len(said)}: {', '.join(questions)}")
            return len(said)

        return await self.once(slug, asked, int, do)


async def _note(writing: Writing, action: AuditAction, author: str, subject: str, reason: str = "") -> None:
    await writing.record(AuditKind.ASSESSMENT, action, actor=author, reason=reason, subject=subject)


async def _find(writing: Writing, year: int) -> Round | None:
    mine = (RoundRow.plan_id == writing.plan.id, RoundRow.year == year)
    row = (await writing.connection.execute(select(*_ROUND).where(*mine))).first()
    return None if row is None else _round(row)


async def _known(writing: Writing, slug: str, year: int) -> Round:
    found = await _find(writing, year)
    if found is None:
        raise UnknownRound(slug, year)
    return found


async def _demand(writing: Writing, slug: str, year: int, standings: Collection[RoundStanding]) -> None:
    found = await _known(writing, slug, year)
    if found.standing not in standings:
        raise RoundNotOpen(year, found.standing)


async def _answers(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> tuple[Answer, ...]:
    query = select(AnswerRow.__table__).where(*conditions).order_by(AnswerRow.question, AnswerRow.id.desc())
    return tuple(map(_answer, await connection.execute(query)))


def _round(row: Row[Any]) -> Round:
    return Round(
        year=row.year,
        stage=RoundStage(row.stage),
        cohort=row.cohort,
        standing=RoundStanding(row.standing),
        version=row.version,
        author=row.author,
        made_at=row.made_at,
        changed_at=row.changed_at,
    )


def _answer(row: Row[Any]) -> Answer:
    body = _BODY.decode(row.body)
    return Answer(
        id=row.id,
        year=row.year,
        question=row.question,
        author=row.author,
        made_at=row.made_at,
        **msgspec.structs.asdict(body),
    )


def _body(said: Answer) -> bytes:
    return msgspec.json.encode(_Body(**{name: getattr(said, name) for name in _Body.__struct_fields__}))


def _survey(row: Row[Any]) -> SurveyAnswer:
    return SurveyAnswer(
        question=row.question,
        respondent=row.respondent,
        service=row.service,
        score=Decimal(row.score),
        users=row.users,
    )


def _survey_row(said: SurveyAnswer, salt: bytes) -> dict[str, object]:
    """The values of a row: of the respondent only a hash that no other round gives the same person."""
    respondent = hmac.digest(salt, said.person.encode(), "sha256").hex()
    return msgspec.structs.asdict(said) | {"respondent": respondent, "score": str(said.score)}
