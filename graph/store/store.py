"""Store: plans and their whole history in SQLite or PostgreSQL; the only thing that reads or writes a database."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime
from typing import Final
from weakref import WeakValueDictionary

import msgspec
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from graph.change import Change, ChangeSet, difference
from graph.record import Decision, Report, RevisionInfo, StoredPlan
from graph.snapshot import PlanGraph, PlanInfo
from graph.store import migration
from graph.store.assessment import Assessments
from graph.store.audit import AuditAction, AuditKind, AuditLog
from graph.store.backup import Backups
from graph.store.bus import Bus
from graph.store.comment import Comments
from graph.store.cross_impact import CrossImpacts
from graph.store.decision import add_decision, all_decisions, latest_decisions, withdraw
from graph.store.engine import engine_for, transaction, writing
from graph.store.errors import (
    DatabaseDamaged,
    DatabaseFull,
    DuplicatePlan,
    NothingToUndo,
    RevisionConflict,
    Unavailable,
)
from graph.store.evaluation import StoredEvaluations
from graph.store.fault import FAULTS, is_full
from graph.store.feed import Feed
from graph.store.gist import Gists
from graph.store.holdings import Holdings, holdings
from graph.store.integrity import Integrity
from graph.store.meeting import Meetings
from graph.store.plan import FoundPlan, add_plan, find_plan, raise_revision
from graph.store.plan_cache import PlanCache
from graph.store.proposal import Proposals
from graph.store.recent import Recent
from graph.store.request import NO_REQUEST, Request, Requests, Unmoved, Writing, answered, revision_of
from graph.store.revision import add_report, add_revision, number_of, read_changes, read_history, read_reports
from graph.store.rows import read_contents, read_difference, write_contents
from graph.store.scenario import Scenarios
from graph.store.stamp import Stamps
from graph.store.suppression import Suppressions
from graph.store.table import PlanRow
from graph.store.task import Tasks
from graph.store.token import Access, Tokens
from graph.store.version import version_of
from graph.store.voice import Voices

_SNAPSHOTS: Final = 8
Also = Callable[[Writing, int], Awaitable[None]]
"""What else is written in the transaction that makes a revision; it is told the revision's number."""


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """All plans of one database. One Store serves many tasks at once, and many processes may share the database."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime] = _now) -> None:
        self._reader = engine
        self._writer = writing(engine)
        self._clock = clock
        self._recent = Recent(_SNAPSHOTS)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.bus = Bus(engine)
        self.requests = Requests(self._reader, self._writer, clock, self.bus)
        self.scenarios = Scenarios(self._reader, self._writer, clock, self.bus)
        self.comments = Comments(self._reader, self._writer, clock, self.bus)
        self.suppressions = Suppressions(self._reader, self._writer, clock, self.bus)
        self.meetings = Meetings(self._reader, self._writer, clock, self.bus)
        self.tasks = Tasks(self._reader, self._writer, clock, self.bus)
        self.voices = Voices(self._reader, self._writer, clock, self.bus)
        self.assessments = Assessments(self._reader, self._writer, clock, self.bus)
        self.cross_impacts = CrossImpacts(self._reader, self._writer, clock, self.bus)
        self.proposals = Proposals(self._reader, self._writer, clock, self.bus)
        self.gists = Gists(self._reader, self._writer, clock, self.bus)
        self.evaluations = StoredEvaluations(self._reader, self._writer, clock)
        self.audit = AuditLog(self._reader)
        self.feed = Feed(self.audit, self.bus)
        self.access = Access(self._reader, self._writer, clock, self.bus)
        self.tokens = Tokens(self._reader, self._writer, clock)
        self.backups = Backups(self._reader, self._writer)
        self.integrity = Integrity(self._reader, self._writer, clock)
        self._version = version_of(engine)
        self.stamps = Stamps(self._reader, self._version)
        self._plans = PlanCache(self._reader, self._version)

    @classmethod
    def open(cls, address: str, clock: Callable[[], datetime] = _now) -> "Store":
        """Open the database of an address; nothing is read or written yet, save that SQLite's folder is made.

        Raises:
            UnusableAddress: where the address is neither SQLite nor PostgreSQL.
        """
        return cls(engine_for(address), clock)

    async def close(self) -> None:
        """Let go of all connections."""
        await self.bus.close()
        if self._version is not None:
            self._version.close()
        await self._reader.dispose()
        await self._writer.dispose()

    # -- the database itself ------------------------------------------------------------------------------------

    async def upgrade(self) -> None:
        """Make the tables, or bring them to the structure that this program knows.

        Raises:
            NewerDatabase: where a newer version of the program has changed them already.
            ForeignDatabase: where the database holds tables of another program.
        """
        async with transaction(self._writer) as connection:
            await connection.run_sync(migration.upgrade)

    async def holdings(self) -> Holdings:
        """Say of which structure the database is and how many rows it holds, whatever its structure.

        Raises:
            NewerDatabase, ForeignDatabase: where it is none that this program knows.
        """
        async with transaction(self._reader) as connection:
            return await connection.run_sync(holdings)

    async def ready(self) -> bool:
        """Tell whether the database can be read and written and has the structure that this program knows."""
        return await self.fault() is None

    async def fault(self) -> Unavailable | None:
        """Say what keeps the database from being used; None where nothing does.

        It is read each time. Whether it can be written is tried only where writing failed last, for trying takes its
        turn among those who write; and it is looked through only where damage was met.
        """
        engines = (self._reader, self._writer)
        is_damaged = any(isinstance(FAULTS.last(each), DatabaseDamaged) for each in engines)
        if is_damaged:  # connections keep pages that they read
            for each in engines:
                await each.dispose()
        try:
            async with transaction(self._reader) as connection:
                if not await connection.run_sync(migration.is_current):
                    return Unavailable()
            if is_damaged and self._reader.dialect.name == "sqlite":
                await self._look_through()
            last = FAULTS.last(self._writer)
            if isinstance(last, DatabaseFull) and is_full(self._writer):
                return last
            if last is not None:
                async with transaction(self._writer) as connection:
                    # SQLite writes nothing where nothing changes
                    await connection.execute(update(PlanRow).values(stamp=PlanRow.stamp + 1))
                    await connection.rollback()
        except Unavailable as fault:
            return fault
        return None

    async def _look_through(self) -> None:
        async with transaction(self._reader) as connection:
            said = await connection.scalar(text("PRAGMA quick_check(1)"))
            if said != "ok":
                raise DatabaseDamaged
        for each in (self._reader, self._writer):
            FAULTS.went_well(each, looked_through=True)

    # -- plans --------------------------------------------------------------------------------------------------

    async def create_plan(self, info: PlanInfo, author: str = "", asked: Request = NO_REQUEST) -> None:
        """Add a plan with nothing in it, at revision 0; a request that made it before makes nothing.

        Raises:
            DuplicatePlan: where there is one of that slug.
            ReusedKey: where something else was asked of that plan under the request's key.
        """
        async with transaction(self._writer) as connection:
            now = self._clock()
            try:
                id_ = await add_plan(connection, info, now)
            except DuplicatePlan:
                if await answered(connection, (await find_plan(connection, info.slug)).id, asked) is None:
                    raise
                return
            stored = StoredPlan(info=info, revision=0, created_at=now)
            writing = Writing(connection, FoundPlan(id=id_, stored=stored), asked, None, lambda: now)
            await writing.record(AuditKind.PLAN, AuditAction.CREATED, actor=author)
            await writing.remember(Unmoved(0))
        self._recent.clear()  # the name of the region may be a new one

    async def plans(self, slugs: Collection[str] | None = None) -> tuple[StoredPlan, ...]:
        """Give all plans, or those of some slugs that are there, in the order of their slugs."""
        return await self._plans.read(slugs)

    def turn(self, slug: str) -> asyncio.Lock:
        """Give what those of this process hold in turn who write to a plan once others came between."""
        return self._turns.setdefault(slug, asyncio.Lock())

    def at_hand(self, slug: str) -> StoredPlan | None:
        """Give one plan as it is at this moment without waiting; None where it is not there or must be asked for."""
        return self._plans.now(slug)

    async def plan(self, slug: str) -> StoredPlan:
        """Give one plan without its contents.

        Raises:
            UnknownPlan: where there is none of that slug.
        """
        async with transaction(self._reader) as connection:
            return (await find_plan(connection, slug)).stored

    async def snapshot(self, slug: str, revision: int | None = None) -> PlanGraph:
        """Give a plan as it is at its latest revision, or as it was at any other.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownRevision: where the plan has no such revision.
        """
        held = None if revision is None else self._recent.get(slug, revision)
        if held is not None:
            return held
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            return await self._read(connection, plan, plan.revision if revision is None else revision)

    # -- changes ------------------------------------------------------------------------------------------------

    async def apply(
        self,
        slug: str,
        changes: ChangeSet,
        *,
        key: str = "",
        report: Report | bytes | None = None,
        asked: Request = NO_REQUEST,
        also: Also | None = None,
    ) -> int:
        """Apply a ChangeSet in one transaction and give the number of the revision that it made.

        An empty one applies nothing and gives the latest revision; so does a key that was used before for this plan,
        and gives the revision that it made then. The report of an intake is kept beside the revision. A request that
        was answered before applies nothing either; ``also`` is written together with the changes or not at all.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict: where the changes were made on another revision than the latest.
            InvalidChangeSet: where a change does not fit the plan; nothing was written.
            ReusedKey: where something else was asked under the request's key.
        """
        if not (changes.changes or asked.key):
            return (await self.plan(slug)).revision
        decoded = Report.decode(report) if isinstance(report, bytes) else report
        return await self._write(slug, changes, key, decoded, asked, also)

    async def undo(self, slug: str, latest: int, author: str) -> int:
        """Apply the inverse of the latest revision as a new revision and give its number.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict: where ``latest`` is not the latest revision.
            NothingToUndo: where the plan has no revision yet.
        """
        actual = (await self.plan(slug)).revision
        if latest != actual:
            raise RevisionConflict(latest, actual)
        if latest == 0:
            raise NothingToUndo(slug)
        after, before = await self.snapshot(slug, latest), await self.snapshot(slug, latest - 1)
        changes = ChangeSet(
            changes=tuple(difference(after.contents, before.contents)),
            author=author,
            reason=f"Membatalkan revisi {latest}.",
            base_revision=latest,
        )
        return await self._write(slug, changes)

    async def _write(
        self,
        slug: str,
        changes: ChangeSet,
        key: str = "",
        report: Report | None = None,
        asked: Request = NO_REQUEST,
        also: Also | None = None,
    ) -> int:
        async with self.requests.writing(slug, asked) as writing:
            connection, plan = writing.connection, writing.plan
            done = await number_of(connection, plan.id, key) if key else None
            if done is not None or writing.earlier is not None:
                return revision_of(writing.earlier or b"0")[0] if done is None else done
            if not changes.changes:
                await writing.remember(Unmoved(plan.revision))
                return plan.revision
            if changes.base_revision != plan.revision:
                raise RevisionConflict(changes.base_revision, plan.revision)
            before = await self._read(connection, plan, plan.revision)
            after = before.apply(changes.changes)
            await write_contents(connection, plan.id, after.revision, before.contents, after.contents)
            await add_revision(connection, plan.id, after.revision, changes, key=key, made_at=writing.now)
            if report is not None:
                await add_report(connection, plan.id, after.revision, report)
            await raise_revision(connection, plan.id, after.revision)
            await writing.record(
                AuditKind.REVISION,
                AuditAction.CREATED,
                actor=changes.author,
                reason=changes.reason,
                revision=after.revision,
            )
            await writing.remember(after.revision, after.revision)
            if also is not None:
                await also(writing, after.revision)
        self._recent.put(after)
        return after.revision

    # -- history ------------------------------------------------------------------------------------------------

    async def history(self, slug: str) -> tuple[RevisionInfo, ...]:
        """Give all revisions of a plan, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            return await read_history(connection, (await find_plan(connection, slug)).id)

    async def changes(self, slug: str, number: int) -> ChangeSet:
        """Give the ChangeSet that made a revision.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownRevision: where no ChangeSet made such a revision.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            plan.demand(number, first=1)
            return await read_changes(connection, plan.id, number)

    async def difference(self, slug: str, earlier: int, later: int) -> tuple[Change, ...]:
        """Give the changes that lead from one revision to another, in a fixed order.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownRevision: where the plan has no such revision.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            plan.demand(earlier)
            plan.demand(later)
            return await read_difference(connection, plan.id, earlier, later)

    async def reports(self, slug: str) -> tuple[tuple[int, Report], ...]:
        """Give the reports of the intakes of a plan, each with the revision that it made.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            return await read_reports(connection, (await find_plan(connection, slug)).id)

    # -- decisions ----------------------------------------------------------------------------------------------

    async def decide(
        self, slug: str, decision: Decision, asked: Request = NO_REQUEST, *, seen: int | None = None
    ) -> Decision:
        """Keep what a person said of an initiative and give it with its number and time.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            DecisionConflict: where the request is new and the latest decision on the initiative is not the one whose
                number the person has ``seen``; None where they saw none.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.requests.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Decision)
            timed = msgspec.structs.replace(decision, made_at=decision.made_at or writing.now)
            kept = await add_decision(writing.connection, writing.plan.id, timed, seen)
            await writing.record(
                AuditKind.DECISION,
                AuditAction[timed.standing.name],
                actor=timed.author,
                reason=timed.reason,
                subject=timed.fingerprint,
            )
            await writing.remember(kept)
            return kept

    async def withdraw(
        self, slug: str, fingerprint: str, author: str, reason: str, asked: Request = NO_REQUEST, *, seen: int
    ) -> Decision:
        """Take back the decision that stands and give it; it stays to be read.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            DecisionConflict: where the decision that stands is not the one whose number the person has ``seen``.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.requests.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Decision)
            taken = await withdraw(writing, fingerprint, seen, author, reason)
            await writing.remember(taken)
            return taken

    async def decisions(self, slug: str) -> tuple[Decision, ...]:
        """Give the decision that stands on each initiative, in the order of fingerprints.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            return await latest_decisions(connection, (await find_plan(connection, slug)).id)

    async def decisions_on(self, slug: str, fingerprints: Collection[str] | None = None) -> tuple[Decision, ...]:
        """Give all that was ever decided on some initiatives, or on all, the latest one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            return await all_decisions(connection, (await find_plan(connection, slug)).id, fingerprints)

    async def _read(self, connection: AsyncConnection, plan: FoundPlan, revision: int) -> PlanGraph:
        info = plan.stored.info
        held = self._recent.get(info.slug, revision)
        if held is not None:
            return held
        plan.demand(revision)
        read = PlanGraph(info, revision, await read_contents(connection, plan.id, revision))
        self._recent.put(read)
        return read
