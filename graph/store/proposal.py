"""Proposal: what the public proposes, in a table of its own, and who they are for 90 days."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    UniqueConstraint,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Mapped, mapped_column

from graph.record import KEPT, Proposal, ProposalKind, ProposalOutcome, ProposalStanding
from graph.sentence import Sentence
from graph.store.audit import AuditAction, AuditKind
from graph.store.engine import transaction
from graph.store.errors import ReusedKey, RevisionConflict, StoreError
from graph.store.plan import find_plan
from graph.store.request import Beside, Request, Writing
from graph.store.table import Table, Words

MOST_OPEN: Final = 1_000
"""So many of a plan wait for an answer at most; the table would grow without end otherwise."""
_PERSONAL: Final = ("name", "contact", "key", "digest")
"""What is emptied after 90 days and stands in no backup; the hash, too, would tell a name that somebody tries."""
Take = Callable[[Writing, Proposal], Awaitable[None]]
"""Writes what a proposal is taken over as, in the transaction that says so."""


class UnknownProposal(StoreError):
    """The plan has no proposal of that number."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(
            Sentence(f"Rencana {slug} tidak memiliki usulan nomor {number}.", f"Plan {slug} has no proposal {number}.")
        )
        self.slug = slug
        self.number = number


class ProposalAnswered(StoreError):
    """A proposal was answered already; an answer that the public has read stays."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Sentence(f"Usulan nomor {number} sudah dijawab.", f"Proposal {number} has been answered already.")
        )
        self.number = number


class TooManyProposals(StoreError):
    """So many proposals wait for an answer that no more are taken."""

    def __init__(self, most: int) -> None:
        super().__init__(
            Sentence(
                f"Sudah {most} usulan menunggu jawaban. Coba lagi setelah sebagian dijawab.",
                f"{most} proposals wait for an answer already. Try again once some are answered.",
            )
        )
        self.most = most


class ProposalRow(Table):
    """What somebody of the public wrote, and what became of it."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("plan_id", "key"), Index(None, "plan_id", "standing"), Index(None, "made_at"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str]
    about: Mapped[Words]
    text: Mapped[Words]
    name: Mapped[Words | None]
    contact: Mapped[Words | None]
    key: Mapped[Words | None]
    """The key of the request; not kept with those of people who signed in, so that nobody tries theirs."""
    digest: Mapped[str | None]
    revision: Mapped[int]
    made_at: Mapped[datetime]
    standing: Mapped[str]
    answer: Mapped[Words]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str]
    subject: Mapped[Words]
    taken_text: Mapped[Words]


class Proposals(Beside):
    """What the public proposes for all plans."""

    async def earlier(self, slug: str, asked: Request) -> Proposal | None:
        """Give what was kept for the same request before.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            ReusedKey: where something else was asked under the same key.
        """
        async with self.reading(slug) as (connection, plan):
            return await self._same(connection, plan.id, asked)

    async def add(self, slug: str, said: Proposal, asked: Request) -> Proposal:
        """Keep a proposal and give it with its number. No log tells of it, and the plan's stamp stays as it is.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            TooManyProposals: where too many wait for an answer.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with transaction(self._writer) as connection:
            plan = await find_plan(connection, slug, to_write=True)
            earlier = await self._same(connection, plan.id, asked)
            if earlier is not None:
                return earlier
            if asked.expected not in (None, plan.revision):
                raise RevisionConflict(asked.expected or 0, plan.revision)
            waiting = ProposalRow.plan_id == plan.id, ProposalRow.standing == str(ProposalStanding.OPEN)
            if (await connection.scalar(select(func.count()).where(*waiting)) or 0) >= MOST_OPEN:
                raise TooManyProposals(MOST_OPEN)
            kept = {
                "plan_id": plan.id,
                "kind": str(said.kind),
                "about": said.about,
                "text": said.text,
                "name": said.name or None,
                "contact": said.contact or None,
                "key": asked.key or None,
                "digest": asked.digest if asked.key else None,
                "revision": plan.revision,
                "made_at": self._clock(),
                "standing": str(ProposalStanding.OPEN),
                "answer": "",
                "outcome": "",
                "subject": "",
                "taken_text": "",
            }
            added = insert(ProposalRow).values(kept).returning(ProposalRow.__table__)
            return self._shown((await connection.execute(added)).one())

    async def all(self, slug: str) -> tuple[Proposal, ...]:
        """Give all proposals for a plan, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(ProposalRow.__table__).where(ProposalRow.plan_id == plan.id).order_by(ProposalRow.id)
            return tuple(map(self._shown, await connection.execute(query)))

    async def get(self, slug: str, number: int) -> Proposal:
        """Give a proposal.

        Raises:
            UnknownPlan, UnknownProposal: where there is no such plan or proposal.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(ProposalRow.__table__).where(ProposalRow.plan_id == plan.id, ProposalRow.id == number)
            row = (await connection.execute(query)).first()
        if row is None:
            raise UnknownProposal(slug, number)
        return self._shown(row)

    async def answer(self, slug: str, answered: Proposal, asked: Request, take: Take | None = None) -> Proposal:
        """Answer a proposal once: what it is taken over as is written together with that, or not at all.

        Raises:
            UnknownPlan, UnknownProposal: where there is no such plan or proposal.
            ProposalAnswered: where somebody has answered it already.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def do(writing: Writing) -> int:
            await self.mark(writing, slug, answered)
            if take is not None:
                await take(writing, answered)
            return answered.number

        return await self.get(slug, await self.once(slug, asked, int, do))

    async def mark(self, writing: Writing, slug: str, answered: Proposal) -> None:
        """Say within a transaction what became of a proposal.

        Raises:
            UnknownProposal: where there is no such proposal.
            ProposalAnswered: where somebody has answered it already.
        """
        of_plan = ProposalRow.plan_id == writing.plan.id, ProposalRow.id == answered.number
        standing = await writing.connection.scalar(select(ProposalRow.standing).where(*of_plan))
        if standing is None:
            raise UnknownProposal(slug, answered.number)
        if standing != str(ProposalStanding.OPEN):
            raise ProposalAnswered(answered.number)
        told = {
            "standing": str(answered.standing),
            "answer": answered.answer,
            "answered_at": writing.now,
            "outcome": str(answered.outcome or ""),
            "subject": answered.subject,
            "taken_text": answered.taken_text,
        }
        await writing.connection.execute(update(ProposalRow).where(*of_plan).values(told))
        is_taken = answered.standing is ProposalStanding.TAKEN_OVER
        action = AuditAction.ACCEPTED if is_taken else AuditAction.REJECTED
        await writing.record(AuditKind.PROPOSAL, action, reason=answered.answer, subject=str(answered.number))

    async def forget(self) -> int:
        """Empty who wrote what is older than 90 days, and say of how many.

        Raises:
            Unavailable: where the database cannot be written.
        """
        old = update(ProposalRow).where(*_known_for_too_long(self._clock()))
        async with transaction(self._writer) as connection:
            if connection.dialect.name == "sqlite":
                await connection.execute(text("PRAGMA secure_delete = ON"))  # what stood in the file is overwritten
            emptied = await connection.execute(old.values(dict.fromkeys(_PERSONAL)))
            return int(emptied.rowcount)

    async def _same(self, connection: AsyncConnection, plan_id: int, asked: Request) -> Proposal | None:
        if not asked.key:
            return None
        query = select(ProposalRow.__table__).where(ProposalRow.plan_id == plan_id, ProposalRow.key == asked.key)
        row = (await connection.execute(query)).first()
        if row is not None and row.digest != asked.digest:
            raise ReusedKey(asked.key)
        return None if row is None else self._shown(row)

    def _shown(self, row: Row[Any]) -> Proposal:
        """A proposal, whose author is forgotten after 90 days also where nobody has emptied the row yet."""
        shown = _proposal(row)
        return replace(shown, name="", contact="") if row.made_at < self._clock() - KEPT else shown


async def flaws_of_proposals(connection: AsyncConnection, now: datetime) -> list[Sentence]:
    """Say which proposals cannot be read, and of how many the author should have been forgotten."""
    found: list[Sentence] = []
    async for row in await connection.stream(select(ProposalRow.__table__)):
        try:
            _proposal(row)
        except ValueError as error:
            found.append(
                Sentence(f"Usulan {row.id} tidak terbaca: {error}", f"Proposal {row.id} is unreadable: {error}")
            )
    late = await connection.scalar(select(func.count()).select_from(ProposalRow).where(*_known_for_too_long(now)))
    if late:
        found.append(
            Sentence(
                f"{late} usulan masih menyimpan nama atau kontak lebih dari {KEPT.days} hari; sinergi serve "
                "menghapusnya saat mulai.",
                f"{late} proposals still hold a name or contact after {KEPT.days} days; sinergi serve deletes them "
                "when it starts.",
            )
        )
    return found


def is_personal(column: Column[Any]) -> bool:
    """Say whether a column tells who somebody of the public is."""
    return column.table.name == ProposalRow.__tablename__ and column.name in _PERSONAL


def _known_for_too_long(now: datetime) -> tuple[ColumnElement[bool], ...]:
    columns = ProposalRow.__table__.c
    return ProposalRow.made_at < now - KEPT, or_(*(columns[each].is_not(None) for each in _PERSONAL))


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        number=row.id,
        kind=ProposalKind(row.kind),
        about=row.about,
        text=row.text,
        name=row.name or "",
        contact=row.contact or "",
        revision=row.revision,
        made_at=row.made_at,
        standing=ProposalStanding(row.standing),
        answer=row.answer,
        answered_at=row.answered_at,
        outcome=ProposalOutcome(row.outcome) if row.outcome else None,
        subject=row.subject,
        taken_text=row.taken_text,
    )
