"""Integrity: whether all that a database holds is readable, lawful, and what its history led to."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, NoResultFound
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import InstrumentedAttribute

from graph import law
from graph.agreement import CrossImpact, Meeting, Task
from graph.change import EMPTY, Contents, InvalidChangeSet, apply, difference
from graph.model import Link
from graph.record import Decision
from graph.record.gist import Gist
from graph.sentence import Sentence
from graph.store import migration
from graph.store.agreement_tables import CrossImpactRow, MeetingRow, TaskRow, VoiceRow
from graph.store.assessment_tables import AnswerRow
from graph.store.audit import AuditKind, AuditRow
from graph.store.errors import EmptyDatabase
from graph.store.gist import GistRow
from graph.store.holdings import our_tables
from graph.store.moment import one_moment
from graph.store.plan import FoundPlan, all_plans
from graph.store.proposal import flaws_of_proposals
from graph.store.revision import read_changes, read_reports
from graph.store.rows import read_contents, read_difference
from graph.store.scenario import read_scenarios
from graph.store.table import DecisionRow, LinkRow, NodeRow, RevisionRow

_MOST_TOLD: Final = 20
"""Of one kind."""
_KEPT_WHOLE: Final[tuple[tuple[InstrumentedAttribute[Any], Any], ...]] = (
    (DecisionRow.body, Decision),
    (MeetingRow.body, Meeting),
    (TaskRow.body, Task),
    (VoiceRow.proposed, Link),
    (AnswerRow.body, dict[str, object]),
    (CrossImpactRow.body, CrossImpact),
    (GistRow.body, Gist),
)
"""Columns beside the plans that hold records as JSON, and what they hold."""


class Flaw(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not hold."""

    slug: str = ""
    """The plan that it is in; empty where it is in none, or in all."""
    message: Sentence


class Integrity:
    """Looks through a whole database, as it is at one moment, while others write."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock

    async def flaws(self, told: Callable[[str, int, int], None] = lambda *_: None) -> AsyncIterator[Flaw]:
        """Give what does not hold; nothing where all does.

        Looked at are the pages and references of the database, whether every row can be read, and of each plan: its
        revisions without a gap, each noted once in the audit log; that its contents at each revision are those before
        with the revision's own changes; and the laws of plans (``graph.law``) as it is now; and that the public's
        proposals can be read, and hold nobody's name for longer than they may.

        Parameters
        ----------
        told
            Is told which plan is looked at, and which revision of how many.

        Raises
        ------
        Unavailable
            Where the database cannot be used.
        EmptyDatabase
            Where it was never made.
        NewerDatabase, ForeignDatabase
            Where it is none that this program knows.
        """
        async with one_moment(self._reader, self._writer) as connection:
            if await connection.run_sync(migration.structure) is None:
                raise EmptyDatabase
            if not await connection.run_sync(migration.is_current):
                yield Flaw(
                    message=Sentence(
                        "Struktur basis data ini belum diperbarui: jalankan sinergi db upgrade, lalu periksa lagi.",
                        "The structure of this database is an older one: run sinergi db upgrade, then check again.",
                    )
                )
                return
            is_readable = True
            async for flaw in _of_the_file(connection):
                is_readable = False
                yield flaw
            if not is_readable:
                await connection.rollback()  # there is nothing to keep, and what is damaged may not let go otherwise
                return
            for message in await flaws_of_proposals(connection, self._clock()):
                yield Flaw(message=message)
            for plan in await all_plans(connection):
                async for flaw in _of_plan(connection, plan, told):
                    yield flaw


async def _of_the_file(connection: AsyncConnection) -> AsyncIterator[Flaw]:
    if connection.dialect.name == "sqlite":
        if damaged := await _pages(connection):
            for said in damaged:
                yield Flaw(message=Sentence(f"Berkas basis data rusak: {said}", f"The file is damaged: {said}"))
            return
        for row in (await connection.execute(text("PRAGMA foreign_key_check"))).fetchmany(_MOST_TOLD):
            yield _of_table(str(row[0]), f"baris {row[1]} menunjuk {row[2]}", f"row {row[1]} refers to {row[2]}")
    for table in await connection.run_sync(our_tables):
        try:
            async for _ in await connection.stream(select(table), execution_options={"yield_per": 1000}):
                pass
        except (ValueError, TypeError) as error:  # what stands there is no date, or no text
            yield _of_table(table.name, str(error), str(error))
    for column, kind in _KEPT_WHOLE:
        for flaw in await _unreadable(connection, column, kind):
            yield flaw


async def _unreadable(connection: AsyncConnection, column: InstrumentedAttribute[Any], kind: Any) -> list[Flaw]:
    table, decoder = column.class_.__table__, msgspec.json.Decoder(kind)
    wrong: list[Flaw] = []
    (key,) = table.primary_key
    async for number, body in await connection.stream(select(key, column).where(column.is_not(None))):
        try:
            decoder.decode(body)
        except (ValueError, TypeError) as error:
            wrong.append(_of_table(table.name, f"baris {number}: {error}", f"row {number}: {error}"))
    return wrong[:_MOST_TOLD]


async def _pages(connection: AsyncConnection) -> list[str]:
    """What SQLite says of the pages of its file; nothing where they are whole."""
    try:
        found = list(await connection.scalars(text(f"PRAGMA integrity_check({_MOST_TOLD})")))
    except DatabaseError as error:  # too damaged to be looked through
        return [str(error.orig)]
    return [] if found == ["ok"] else found


async def _of_plan(
    connection: AsyncConnection, plan: FoundPlan, told: Callable[[str, int, int], None]
) -> AsyncIterator[Flaw]:
    slug = plan.stored.info.slug
    for message in await _numbers(connection, plan):
        yield Flaw(slug=slug, message=message)
    replayed = EMPTY
    try:
        for number in range(1, plan.revision + 1):
            told(slug, number, plan.revision)
            after = apply(replayed, (await read_changes(connection, plan.id, number)).changes, lawful=False)
            if tuple(difference(replayed, after)) != await read_difference(connection, plan.id, number - 1, number):
                yield Flaw(slug=slug, message=_differs(number))
            replayed = after
        now = await read_contents(connection, plan.id, plan.revision)
        await read_reports(connection, plan.id)
        await read_scenarios(connection, plan.id)
    except (InvalidChangeSet, NoResultFound, msgspec.DecodeError) as error:
        unreadable = f"Riwayat atau isinya tidak terbaca: {error}", f"Its history or contents are unreadable: {error}"
        yield Flaw(slug=slug, message=Sentence(*unreadable))
        return
    if now != replayed:
        yield Flaw(slug=slug, message=_differs(plan.revision))
    for message in islice(_unlawful(now), _MOST_TOLD):
        yield Flaw(slug=slug, message=message)


async def _numbers(connection: AsyncConnection, plan: FoundPlan) -> list[Sentence]:
    """What is wrong with the numbers of a plan's revisions, in its history, its rows and the audit log."""
    wanted = list(range(1, plan.revision + 1))
    of_plan = select(RevisionRow.number).where(RevisionRow.plan_id == plan.id).order_by(RevisionRow.number)
    noted = select(AuditRow.revision).where(AuditRow.plan_id == plan.id, AuditRow.kind == str(AuditKind.REVISION))
    wrong: list[Sentence] = []
    if list(await connection.scalars(of_plan)) != wanted:
        gap = "Nomor revisi tidak urut 1 sampai", "The numbers of revisions do not run from 1 to"
        wrong.append(Sentence(*(f"{each} {plan.revision}." for each in gap)))
    if list(await connection.scalars(noted.order_by(AuditRow.id))) != wanted:
        once = (
            "Catatan audit tidak memuat setiap revisi sekali, berurutan.",
            "The audit log lacks or doubles revisions.",
        )
        wrong.append(Sentence(*once))
    for row in (NodeRow, LinkRow):
        last = select(func.max(row.from_revision), func.max(row.until_revision)).where(row.plan_id == plan.id)
        if any((number or 0) > plan.revision for number in (await connection.execute(last)).one()):
            later = "Ada isi dari revisi yang tidak ada.", "There are contents of a revision that is none."
            wrong.append(Sentence(*later))
    return wrong


def _unlawful(contents: Contents) -> Iterator[Sentence]:
    for link in contents.links.values():
        if unfit := law.fits(link, contents.nodes):
            yield unfit[1]
    for _, broken in law.broken(contents.nodes, contents.links):
        remedy = broken.law.remedy
        yield Sentence(f"{broken.message} {remedy}", f"{broken.message.en} {remedy.en}")


def _differs(number: int) -> Sentence:
    return Sentence(
        f"Isi rencana pada revisi {number} bukan hasil riwayatnya.",
        f"The contents at revision {number} are not what the history led to.",
    )


def _of_table(table: str, indonesian: str, english: str) -> Flaw:
    return Flaw(message=Sentence(f"Tabel {table}: {indonesian}", f"Table {table}: {english}"))
