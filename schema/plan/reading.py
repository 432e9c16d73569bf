"""Reading: what a plan's files were read as, and who changed the plan when."""

import datetime
from typing import Annotated

import strawberry

from graph import model
from graph.record import MarkedNode, Report
from graph.store import Store
from rules.engine import Evaluation
from schema.core import (
    Pages,
    Revision,
    described_input,
    field,
    listed,
    paged,
    said,
)
from schema.core.described import described
from schema.node import PlanNode, all_shown
from schema.request import told


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

    node_id: strawberry.Private[str]
    evaluation: strawberry.Private[Evaluation]
    label: str = strawberry.field(description="What people call the node.")
    code: model.MarkCode = strawberry.field(description="The kind of warning.")
    message: str = strawberry.field(description="The warning, in Indonesian.")
    file: str = strawberry.field(description="The file.")
    row: int = strawberry.field(description="Row of the file, counted from 1 with its heading; 0 where there is none.")
    column: str = strawberry.field(description="Column of the file.")
    value: str = strawberry.field(description="The cell as written.")

    @field
    def node(self) -> PlanNode | None:
        """The node, at the revision that is asked for; null where it is not there."""
        found: list[PlanNode] = all_shown(self.evaluation, (self.node_id,))
        return found[0] if found else None


@described_input
class MarkFilter:
    """Which warnings to give; all conditions must hold."""

    code: model.MarkCode | None = strawberry.field(default=None, description="Of this kind.")
    file: str | None = strawberry.field(default=None, description="From the reading of this file.")


@described
class Reading:
    """What one import read from files, and what it marked and why."""

    number: strawberry.Private[int]
    report: strawberry.Private[Report]
    evaluation: strawberry.Private[Evaluation]

    @field
    def revision(self) -> Revision:
        """The revision that it made."""
        return Revision(self.number)

    @field
    def files(self) -> list[FileRead]:
        """The files."""
        return [
            FileRead(file=each.file, format=each.format, rows=each.rows, repeated_rows=each.repeated_rows)
            for each in self.report.files
        ]

    @field
    def mark_counts(self) -> list[MarkCount]:
        """The warnings by kind."""
        return [MarkCount(code=model.MarkCode(code), count=count) for code, count in self.report.marks_by_code.items()]

    @paged
    def marks(
        self,
        filter: Annotated[MarkFilter | None, said("Which warnings to give.")] = None,
    ) -> Pages[ReadingMark]:
        """The warnings, in the order of their nodes."""
        asked = filter or MarkFilter()
        found = [
            (number, each)
            for number, each in enumerate(self.report.marks)
            if (asked.code is None or each.mark.code is asked.code)
            and (asked.file is None or each.mark.file == asked.file)
        ]
        return listed(
            found,
            lambda each: _shown(each[1], self.evaluation),
            lambda each: str(each[0]),
        )


def _shown(found: MarkedNode, evaluation: Evaluation) -> ReadingMark:
    mark = found.mark
    return ReadingMark(
        node_id=found.node,
        evaluation=evaluation,
        label=found.label,
        code=mark.code,
        message=mark.message,
        file=mark.file,
        row=mark.row,
        column=mark.column,
        value=mark.value,
    )


@described
class RevisionInfo:
    """One revision: who changed the plan, when and why."""

    revision: Revision = strawberry.field(description="Its number.")
    author: str = strawberry.field(description="Who made it.")
    reason: str = strawberry.field(description="Why.")
    made_at: datetime.datetime = strawberry.field(description="When.")
    changes: int = strawberry.field(description="How many nodes and links it added, edited or removed.")


@described_input
class RevisionFilter:
    """Which revisions to give; all conditions must hold."""

    author: str | None = strawberry.field(default=None, description="Made by the person of this name.")
    since: Revision | None = strawberry.field(default=None, description="After the revision of this number.")


async def revisions(store: Store, slug: str, wanted: RevisionFilter | None) -> list[RevisionInfo]:
    """The revisions of a plan that a filter asks for, the first one first."""
    asked = wanted or RevisionFilter()
    return [
        RevisionInfo(
            revision=Revision(each.number),
            author=each.author,
            reason=each.reason,
            made_at=each.made_at,
            changes=each.change_count,
        )
        for each in await told(store.history(slug))
        if (asked.author is None or each.author == asked.author) and (asked.since is None or each.number > asked.since)
    ]


async def readings(store: Store, evaluation: Evaluation) -> list[Reading]:
    """All readings of a plan's files, the first one first."""
    found = await told(store.reports(evaluation.plan.info.slug))
    return [Reading(number=number, report=report, evaluation=evaluation) for number, report in found]
