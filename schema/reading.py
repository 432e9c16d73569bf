"""Reading: what a plan's files were read as, and who changed the plan when."""

import datetime

import strawberry

from graph import model
from graph.store import Store
from schema.context import told
from schema.described import described
from schema.scalar import Revision


@described
class FileRead:
    """One file that was read."""

    file: str = strawberry.field(description="Its name.")
    format: str = strawberry.field(description="The format that it was recognised as.")
    rows: int = strawberry.field(description="How many rows were read.")
    repeated_rows: int = strawberry.field(description="Rows left out because the same form was printed before.")


@described
class MarkCount:
    """How many warnings of one kind there were."""

    code: model.MarkCode = strawberry.field(description="The kind of warning.")
    count: int = strawberry.field(description="How many.")


@described
class ReadingMark:
    """A warning from the reading, and the node that carries it."""

    node_id: str = strawberry.field(description="Id of the node within the plan.")
    label: str = strawberry.field(description="What people call the node.")
    code: model.MarkCode = strawberry.field(description="The kind of warning.")
    message: str = strawberry.field(description="The warning, in Indonesian.")
    file: str = strawberry.field(description="The file.")
    row: int = strawberry.field(description="Row of the file, counted from 1 with its heading; 0 where there is none.")
    column: str = strawberry.field(description="Column of the file.")
    value: str = strawberry.field(description="The cell as written.")


@described
class Reading:
    """What one import read from files, and what it marked and why."""

    revision: Revision = strawberry.field(description="The revision that it made.")
    files: list[FileRead] = strawberry.field(description="The files.")
    mark_counts: list[MarkCount] = strawberry.field(description="The warnings by kind.")
    marks: list[ReadingMark] = strawberry.field(description="All warnings.")


@described
class RevisionInfo:
    """One revision: who changed the plan, when and why."""

    revision: Revision = strawberry.field(description="Its number.")
    author: str = strawberry.field(description="Who made it.")
    reason: str = strawberry.field(description="Why.")
    made_at: datetime.datetime = strawberry.field(description="When.")
    changes: int = strawberry.field(description="How many nodes and links it added, edited or removed.")


async def revisions(store: Store, slug: str) -> list[RevisionInfo]:
    """All revisions of a plan."""
    return [
        RevisionInfo(
            revision=Revision(each.number),
            author=each.author,
            reason=each.reason,
            made_at=each.made_at,
            changes=each.change_count,
        )
        for each in await told(store.history(slug))
    ]


async def readings(store: Store, slug: str) -> list[Reading]:
    """All readings of a plan's files."""
    return [
        Reading(
            revision=Revision(revision),
            files=[
                FileRead(file=file.file, format=file.format, rows=file.rows, repeated_rows=file.repeated_rows)
                for file in report.files
            ],
            mark_counts=[
                MarkCount(code=model.MarkCode(code), count=count) for code, count in report.marks_by_code.items()
            ],
            marks=[
                ReadingMark(
                    node_id=each.node,
                    label=each.label,
                    code=each.mark.code,
                    message=each.mark.message,
                    file=each.mark.file,
                    row=each.mark.row,
                    column=each.mark.column,
                    value=each.mark.value,
                )
                for each in report.marks
            ],
        )
        for revision, report in await told(store.reports(slug))
    ]
