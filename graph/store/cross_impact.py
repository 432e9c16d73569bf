"""Cross-impact: the rounds of plans in which items are scored against each other; scores are added, never changed."""

from collections.abc import Collection
from typing import Any, Final

from msgspec.json import decode
from msgspec.structs import replace
from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.agreement import CrossImpact, ImpactScore, Party, counted_scores
from graph.sentence import Sentence
from graph.store.agreement_tables import CrossImpactRow, ImpactScoreRow
from graph.store.audit import AuditAction, AuditKind
from graph.store.body import encoded
from graph.store.errors import StoreError
from graph.store.request import NO_REQUEST, Beside, Request, Writing

_AT_ONCE: Final = 1000


class UnknownCrossImpact(StoreError):
    """The plan has no cross-impact round of that number."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(
            Sentence(
                f"Rencana {slug} tidak memiliki putaran pengaruh silang {number}.",
                f"Plan {slug} has no cross-impact round {number}.",
            )
        )
        self.slug = slug
        self.number = number


class CrossImpactClosed(StoreError):
    """The cross-impact round is closed, so that it stays as it is."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Sentence(
                f"Putaran pengaruh silang {number} sudah ditutup dan tetap seperti adanya. Buka putaran baru.",
                f"Cross-impact round {number} is closed and stays as it is. Open a new one.",
            )
        )
        self.number = number


class CrossImpacts(Beside):
    """The cross-impact rounds of all plans. What is closed stays as it is."""

    async def all(self, slug: str) -> tuple[CrossImpact, ...]:
        """Give all rounds of a plan, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(CrossImpactRow.id, CrossImpactRow.body).where(CrossImpactRow.plan_id == plan.id)
            return tuple(map(_round, await connection.execute(query.order_by(CrossImpactRow.id))))

    async def get(self, slug: str, number: int) -> CrossImpact:
        """Give a round.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownCrossImpact: where it has no such round.
        """
        async with self.reading(slug) as (connection, plan):
            return await _found(connection, plan.id, slug, number)

    async def scores(self, slug: str, numbers: Collection[int]) -> dict[int, tuple[ImpactScore, ...]]:
        """Give the scores that count in some rounds, by the rounds' numbers.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        found: dict[int, list[ImpactScore]] = {number: [] for number in numbers}
        async with self.reading(slug) as (connection, plan):
            mine = (ImpactScoreRow.plan_id == plan.id, ImpactScoreRow.round.in_(sorted(found)))
            rows = await connection.execute(select(ImpactScoreRow.__table__).where(*mine).order_by(ImpactScoreRow.id))
            for row in rows:
                found[row.round].append(_score(row))
        return {number: counted_scores(said) for number, said in found.items()}

    async def open(self, slug: str, made: CrossImpact, asked: Request = NO_REQUEST) -> int:
        """Keep a new round and give its number.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> int:
            timed = replace(made, made_at=writing.now)
            values = {"plan_id": writing.plan.id, "body": encoded(timed)}
            kept = insert(CrossImpactRow).values(values).returning(CrossImpactRow.id)
            number: int = (await writing.connection.execute(kept)).scalar_one()
            await _note(writing, number, AuditAction.CREATED, made.author, made.title)
            return number

        return await self.once(slug, asked, int, do)

    async def invite(
        self, slug: str, number: int, more: tuple[Party, ...], author: str, asked: Request = NO_REQUEST
    ) -> int:
        """Let more agencies score in a round and give its number; who is invited already stays.

        Raises:
            UnknownPlan, UnknownCrossImpact: where there is no such plan or round.
            CrossImpactClosed: where it is closed.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> int:
            was = await _open(writing, slug, number)
            new = (each for each in more if not was.invites(frozenset({each.id})))
            now = replace(was, invited=(*was.invited, *new))
            await _put(writing, now)
            await _note(writing, number, AuditAction.CHANGED, author, ", ".join(each.name for each in more))
            return number

        return await self.once(slug, asked, int, do)

    async def score(
        self, slug: str, number: int, said: tuple[ImpactScore, ...], author: str, asked: Request = NO_REQUEST
    ) -> int:
        """Add what one judge says and give the round's number.

        Raises:
            UnknownPlan, UnknownCrossImpact: where there is no such plan or round.
            CrossImpactClosed: where it is closed.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> int:
            await _open(writing, slug, number)
            rows = [_row(writing, number, each) for each in said]
            for start in range(0, len(rows), _AT_ONCE):
                await writing.connection.execute(insert(ImpactScoreRow), rows[start : start + _AT_ONCE])
            reasons = dict.fromkeys(each.reason for each in said if each.reason)
            await _note(writing, number, AuditAction.SCORED, author, "; ".join(reasons))
            return number

        return await self.once(slug, asked, int, do)

    async def close(self, slug: str, number: int, author: str, asked: Request = NO_REQUEST) -> int:
        """Close a round, so that its result stands, and give its number.

        Raises:
            UnknownPlan, UnknownCrossImpact: where there is no such plan or round.
            CrossImpactClosed: where it is closed already.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> int:
            was = await _open(writing, slug, number)
            now = replace(was, closed_by=author, closed_at=writing.now)
            await _put(writing, now)
            await _note(writing, number, AuditAction.CLOSED, author)
            return number

        return await self.once(slug, asked, int, do)


async def _found(connection: AsyncConnection, plan_id: int, slug: str, number: int) -> CrossImpact:
    mine = (CrossImpactRow.plan_id == plan_id, CrossImpactRow.id == number)
    row = (await connection.execute(select(CrossImpactRow.id, CrossImpactRow.body).where(*mine))).first()
    if row is None:
        raise UnknownCrossImpact(slug, number)
    return _round(row)


async def _open(writing: Writing, slug: str, number: int) -> CrossImpact:
    was = await _found(writing.connection, writing.plan.id, slug, number)
    if was.is_closed:
        raise CrossImpactClosed(number)
    return was


async def _put(writing: Writing, now: CrossImpact) -> None:
    await writing.connection.execute(
        update(CrossImpactRow).where(CrossImpactRow.id == now.id).values(body=encoded(now))
    )


async def _note(writing: Writing, number: int, action: AuditAction, author: str, reason: str = "") -> None:
    await writing.record(AuditKind.CROSS_IMPACT, action, actor=author, reason=reason, subject=str(number))


def _round(row: Row[int, bytes]) -> CrossImpact:
    return replace(decode(row.body, type=CrossImpact), id=row.id)


def _score(row: Row[Any]) -> ImpactScore:
    return ImpactScore(
        id=row.id,
        source=row.source,
        target=row.target,
        score=row.score,
        reason=row.reason,
        opd=row.opd,
        author=row.author,
        made_at=row.made_at,
    )


def _row(writing: Writing, number: int, said: ImpactScore) -> dict[str, object]:
    return {
        "plan_id": writing.plan.id,
        "round": number,
        "source": said.source,
        "target": said.target,
        "score": said.score,
        "reason": said.reason,
        "opd": said.opd,
        "author": said.author,
        "made_at": writing.now,
    }
