"""Task: the tasks of plans; what was told of them stays, and more is added."""

import msgspec
from msgspec.structs import replace
from sqlalchemy import Row, insert, select, update

from graph.agreement import Task, TaskReport
from graph.store.agreement_tables import TaskRow
from graph.store.audit import AuditAction, AuditKind
from graph.store.body import encoded
from graph.store.errors import UnknownTask
from graph.store.meeting import found as meeting_found
from graph.store.request import NO_REQUEST, Beside, Request


class Tasks(Beside):
    """The tasks of all plans."""

    async def all(self, slug: str) -> tuple[Task, ...]:
        """Give all tasks of a plan, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(TaskRow.id, TaskRow.body).where(TaskRow.plan_id == plan.id).order_by(TaskRow.id)
            return tuple(map(_task, await connection.execute(query)))

    async def get(self, slug: str, number: int) -> Task:
        """Give a task.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownTask: where it has no such task.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(TaskRow.id, TaskRow.body).where(TaskRow.plan_id == plan.id, TaskRow.id == number)
            row = (await connection.execute(query)).first()
            if row is None:
                raise UnknownTask(slug, number)
            return _task(row)

    async def assign(self, slug: str, task: Task, asked: Request = NO_REQUEST) -> Task:
        """Keep a new task and give it with its number.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownMeeting: where it names a meeting that the plan does not have.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Task)
            if task.meeting is not None:
                await meeting_found(writing.connection, writing.plan.id, slug, task.meeting)
            timed = replace(task, made_at=writing.now, reports=())
            values = {"plan_id": writing.plan.id, "body": encoded(timed)}
            number = await writing.connection.scalar(insert(TaskRow).values(values).returning(TaskRow.id))
            kept = replace(timed, id=number)
            await writing.record(
                AuditKind.TASK, AuditAction.CREATED, actor=task.author, reason=task.title, subject=str(number)
            )
            await writing.remember(kept)
            return kept

    async def report(self, slug: str, number: int, said: TaskReport, asked: Request = NO_REQUEST) -> Task:
        """Add what is told of a task and give it as it is then; what was told before stays.

        Raises:
            UnknownPlan, UnknownTask: where there is no such plan or task.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Task)
            query = select(TaskRow.id, TaskRow.body).where(TaskRow.plan_id == writing.plan.id, TaskRow.id == number)
            row = (await writing.connection.execute(query)).first()
            if row is None:
                raise UnknownTask(slug, number)
            was = _task(row)
            now = replace(was, reports=(*was.reports, replace(said, made_at=writing.now)))
            changed = update(TaskRow).where(TaskRow.id == number)
            await writing.connection.execute(changed.values(body=encoded(now)))
            await writing.record(
                AuditKind.TASK, AuditAction.REPORTED, actor=said.author, reason=said.note, subject=str(number)
            )
            await writing.remember(now)
            return now


def _task(row: Row[int, bytes]) -> Task:
    return replace(msgspec.json.decode(row.body, type=Task), id=row.id)
