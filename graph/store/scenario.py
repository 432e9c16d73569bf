"""Scenario: changes kept aside on a base revision, until they are published or discarded."""

from typing import Any, Final

import msgspec
from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.change import Change, InvalidChangeSet, Problem
from graph.record import Scenario, ScenarioStanding
from graph.sentence import Sentence
from graph.store.audit import AuditAction, AuditKind
from graph.store.beside_tables import ScenarioRow
from graph.store.errors import DuplicateScenario, ScenarioMoved, UnknownScenario
from graph.store.request import NO_REQUEST, Beside, Request, Writing

_CHANGES: Final[msgspec.json.Decoder[tuple[Change, ...]]] = msgspec.json.Decoder(tuple[Change, ...])


class Scenarios(Beside):
    """The scenarios of all plans. Names are unique among the open scenarios of a plan."""

    async def all(self, slug: str) -> tuple[Scenario, ...]:
        """Give all scenarios of a plan, those that were published or discarded too, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            return await read_scenarios(connection, plan.id)

    async def get(self, slug: str, name: str) -> Scenario:
        """Give the open scenario of a name.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownScenario: where it has no open scenario of that name.
        """
        async with self.reading(slug) as (connection, plan):
            return await _open(connection, plan.id, slug, name)

    async def create(
        self, slug: str, name: str, changes: tuple[Change, ...], *, base: int, author: str, reason: str, asked: Request
    ) -> Scenario:
        """Keep changes aside under a name.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            DuplicateScenario: where it has an open scenario of that name.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def make(writing: Writing) -> Scenario:
            return await add_scenario(writing, name, changes, base=base, author=author, reason=reason)

        return await self.once(slug, asked, Scenario, make)

    async def rename(self, slug: str, name: str, to: str, asked: Request = NO_REQUEST) -> Scenario:
        """Give a scenario another name.

        Raises:
            UnknownPlan, UnknownScenario: where there is no such plan or open scenario.
            DuplicateScenario: where another open one has the new name.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def change(writing: Writing) -> Scenario:
            found = await _open(writing.connection, writing.plan.id, slug, name)
            other = await _find(writing.connection, writing.plan.id, to)
            if other is not None and other.id != found.id:
                raise DuplicateScenario(to)
            await writing.record(AuditKind.SCENARIO, AuditAction.RENAMED, reason=f"{name} → {to}", subject=to)
            return await _set(writing, found, name=to)

        return await self.once(slug, asked, Scenario, change)

    async def replace(
        self, slug: str, was: Scenario, changes: tuple[Change, ...], *, base: int, asked: Request = NO_REQUEST
    ) -> Scenario:
        """Put other changes, or another base, in the place of those that a scenario had.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            ScenarioMoved: where the scenario is no longer as it was.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def change(writing: Writing) -> Scenario:
            values = {"changes": _encoded(changes), "base_revision": base, "version": was.version + 1}
            await writing.record(AuditKind.SCENARIO, AuditAction.CHANGED, subject=was.name)
            return await _set(writing, was, **values)

        return await self.once(slug, asked, Scenario, change)

    async def discard(self, slug: str, name: str, asked: Request = NO_REQUEST) -> Scenario:
        """Close a scenario without applying it; it stays to be read.

        Raises:
            UnknownPlan, UnknownScenario: where there is no such plan or open scenario.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def change(writing: Writing) -> Scenario:
            found = await _open(writing.connection, writing.plan.id, slug, name)
            await writing.record(AuditKind.SCENARIO, AuditAction.DISCARDED, subject=name)
            return await _set(writing, found, standing=str(ScenarioStanding.DISCARDED))

        return await self.once(slug, asked, Scenario, change)


async def read_scenarios(connection: AsyncConnection, plan_id: int) -> tuple[Scenario, ...]:
    """Give all scenarios of a plan, the first one first."""
    query = select(ScenarioRow.__table__).where(ScenarioRow.plan_id == plan_id).order_by(ScenarioRow.id)
    return tuple(map(_scenario, await connection.execute(query)))


async def add_scenario(
    writing: Writing, name: str, changes: tuple[Change, ...], *, base: int, author: str, reason: str
) -> Scenario:
    """Keep changes aside under a name, within a transaction.

    Raises:
        DuplicateScenario: where the plan has an open scenario of that name.
    """
    if await _find(writing.connection, writing.plan.id, name) is not None:
        raise DuplicateScenario(name)
    values = {
        "plan_id": writing.plan.id,
        "name": name,
        "standing": str(ScenarioStanding.OPEN),
        "base_revision": base,
        "version": 1,
        "changes": _encoded(changes),
        "author": author,
        "reason": reason,
        "made_at": writing.now,
        "changed_at": writing.now,
    }
    await writing.connection.execute(insert(ScenarioRow), values)
    await writing.record(AuditKind.SCENARIO, AuditAction.CREATED, actor=author, reason=reason, subject=name)
    return await _open(writing.connection, writing.plan.id, writing.plan.stored.info.slug, name)


async def publish(writing: Writing, was: Scenario, revision: int) -> None:
    """Close a scenario as published, within the transaction that applies its changes.

    Raises:
        ScenarioMoved: where the scenario is no longer as it was.
    """
    await _set(writing, was, standing=str(ScenarioStanding.PUBLISHED), published_revision=revision)
    await writing.record(AuditKind.SCENARIO, AuditAction.PUBLISHED, subject=was.name, revision=revision)


async def _set(writing: Writing, was: Scenario, **values: Any) -> Scenario:
    row = ScenarioRow.__table__
    unmoved = (ScenarioRow.id == was.id, ScenarioRow.version == was.version, ScenarioRow.standing == "open")
    changed = update(ScenarioRow).where(ScenarioRow.plan_id == writing.plan.id, *unmoved)
    done = await writing.connection.execute(changed.values(values | {"changed_at": writing.now}).returning(row))
    found = done.first()
    if found is None:
        raise ScenarioMoved(was.name)
    return _scenario(found)


async def _find(connection: AsyncConnection, plan_id: int, name: str) -> Scenario | None:
    query = select(ScenarioRow.__table__).where(
        ScenarioRow.plan_id == plan_id, ScenarioRow.name == name, ScenarioRow.standing == "open"
    )
    found = (await connection.execute(query)).first()
    return None if found is None else _scenario(found)


async def _open(connection: AsyncConnection, plan_id: int, slug: str, name: str) -> Scenario:
    found = await _find(connection, plan_id, name)
    if found is None:
        raise UnknownScenario(slug, name)
    return found


def _scenario(row: Row[Any]) -> Scenario:
    return Scenario(
        id=row.id,
        name=row.name,
        standing=ScenarioStanding(row.standing),
        base_revision=row.base_revision,
        version=row.version,
        changes=_CHANGES.decode(row.changes),
        author=row.author,
        reason=row.reason,
        made_at=row.made_at,
        changed_at=row.changed_at,
        published_revision=row.published_revision,
    )


def _encoded(changes: tuple[Change, ...]) -> bytes:
    try:
        return msgspec.json.encode(changes)
    except UnicodeEncodeError:
        message = Sentence(
            "Perubahan tidak dapat disimpan: ada karakter yang bukan teks.",
            "The change cannot be stored: a character is no text.",
        )
        raise InvalidChangeSet((Problem(code="out-of-range", message=message, position=0),)) from None
