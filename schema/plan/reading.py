"""Reading: what was read from a plan's files, and the list of its revisions."""

import datetime
from collections.abc import Sequence
from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import model, record
from graph.record import Holds, MarkedNode, Report
from graph.store import Store
from schema.core import (
    Pages,
    Revision,
    Rows,
    Rupiah,
    described_input,
    enumeration,
    field,
    listed,
    numbered,
    paged,
    said,
    unknown,
)
from schema.core.described import described
from schema.node import PlanNode, all_shown
from schema.request import or_error


@described
class FileRead:
    """A table that was read from a file."""

    file: str = strawberry.field(description="Name of the file.")
    format: str = strawberry.field(description="The format that the table was recognised as.")
    rows: int = strawberry.field(description="Number of rows that were read.")
    repeated_rows: int = strawberry.field(
        description="Number of rows left out because the same form was printed before."
    )
    rows_there: int = strawberry.field(description="Number of all rows below the heading.")
    totals: int = strawberry.field(
        description="Number of totals printed in the table that are the sum of what was read; the others are warnings."
    )


def files_read(report: Report) -> list[FileRead]:
    """The tables of a report."""
    return [
        FileRead(
            file=each.file,
            format=each.format,
            rows=each.rows,
            repeated_rows=each.repeated_rows,
            rows_there=each.rows_there,
            totals=each.totals,
        )
        for each in report.files
    ]


@described
class KnownShare:
    """How much of what files say has a code of the national nomenclature, at the lowest level that they name."""

    work: int = strawberry.field(description="Number of sub-activities, or of the lowest level that there is.")
    known: int = strawberry.field(description="Number of those whose code is known.")
    rupiah: Rupiah = strawberry.field(description="Budget of all of them in the last year.")
    known_rupiah: Rupiah = strawberry.field(description="Budget of those whose code is known.")
    share: float = strawberry.field(description="The lesser share of both, from 0 to 1.")


def known_share(report: Report) -> KnownShare:
    """The share of a report."""
    known = report.known
    return KnownShare(
        work=known.work,
        known=known.known,
        rupiah=Rupiah(known.rupiah),
        known_rupiah=Rupiah(known.known_rupiah),
        share=known.share,
    )


UNREAD_KIND = enumeration(
    Holds,
    {
        "MONEY": "Amounts of money.",
        "TARGET": "Targets or achievements.",
        "NAME": "Names of agencies, programs, indicators or objectives.",
        "OTHER": "Anything else.",
    },
    name="UnreadKind",
)


@described
class UnreadColumn:
    """Content of a file that the import did not read: a column of a table, or whole rows, a sheet or a list."""

    file: str = strawberry.field(description="Name of the file.")
    sheet: str = strawberry.field(description="Sheet of a workbook, table or list; empty if there is none.")
    column: str = strawberry.field(description="Column as the file names it; empty if whole rows were not read.")
    filled: int = strawberry.field(description="Number of rows with content that was not read.")
    holds: Holds = strawberry.field(description="Kind of content that it seems to be.")
    example: str = strawberry.field(description="The first content, as written.")


def unread_columns(found: Sequence[record.UnreadColumn]) -> list[UnreadColumn]:
    """Give what was not read as the API shows it."""
    return [
        UnreadColumn(
            file=each.file,
            sheet=each.sheet,
            column=each.column,
            filled=each.filled,
            holds=each.holds,
            example=each.example,
        )
        for each in found
    ]


@described
class MarkCount:
    """Number of warnings of one kind."""

    code: model.MarkCode = strawberry.field(description="Kind of warning.")
    count: int = strawberry.field(description="Number of warnings.")


@described
class ReadingMark:
    """A warning from an import, with the node that it concerns."""

    node_id: strawberry.Private[str]
    seen: strawberry.Private[SeenPlan]
    label: str = strawberry.field(description="Name of the node.")
    code: model.MarkCode = strawberry.field(description="Kind of warning.")
    message: str = strawberry.field(description="The warning, in Indonesian.")
    file: str = strawberry.field(description="Name of the file.")
    row: int = strawberry.field(
        description="Row in the file, counted from 1, the heading included; 0 if the warning concerns no row."
    )
    column: str = strawberry.field(description="Column in the file; empty if the warning concerns no column.")
    value: str = strawberry.field(description="Content of the cell, as written.")

    @field
    def node(self) -> PlanNode | None:
        """The node at the revision of the plan that is shown; null if that revision lacks it."""
        found: list[PlanNode] = all_shown(self.seen, (self.node_id,))
        return found[0] if found else None


@described_input
class MarkFilter:
    """Filter for warnings; all conditions must hold."""

    code: model.MarkCode | None = strawberry.field(default=None, description="Only warnings of this kind.")
    file: str | None = strawberry.field(default=None, description="Only warnings from the file with this name.")


@described
class Reading:
    """One import: the files that were read, and the warnings that this gave."""

    number: strawberry.Private[int]
    report: strawberry.Private[Report]
    seen: strawberry.Private[SeenPlan]

    @field
    def revision(self) -> Revision:
        """Revision that the import made."""
        return Revision(self.number)

    @field
    def files(self) -> list[FileRead]:
        """The tables that were read, with their files."""
        return files_read(self.report)

    @field
    def known(self) -> KnownShare:
        """How much of what was read has a known code."""
        return known_share(self.report)

    @field
    def unread(self) -> list[UnreadColumn]:
        """Content of the files that the import did not read."""
        return unread_columns(self.report.unread)

    @field
    def mark_counts(self) -> list[MarkCount]:
        """Number of warnings by kind."""
        return [MarkCount(code=model.MarkCode(code), count=count) for code, count in self.report.marks_by_code.items()]

    @paged
    def marks(
        self,
        filter: Annotated[MarkFilter | None, said("Filter; all warnings if left out.")] = None,
    ) -> Pages[ReadingMark]:
        """The warnings, in the order of the nodes."""
        asked = filter or MarkFilter()
        every = numbered(self.report.marks)
        files = {each.file for each in self.report.files} | {each.mark.file for each in self.report.marks}
        if asked.file is not None and asked.file not in files:
            raise unknown("file", asked.file, files)
        found = [
            (number, each)
            for number, each in every.items
            if (asked.code is None or each.mark.code is asked.code)
            and (asked.file is None or each.mark.file == asked.file)
        ]
        return listed(Rows(found, every.key), lambda each: _shown(each[1], self.seen))


def _shown(found: MarkedNode, seen: SeenPlan) -> ReadingMark:
    mark = found.mark
    return ReadingMark(
        node_id=found.node,
        seen=seen,
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
    """A revision of a plan: who changed the plan, when and why."""

    revision: Revision = strawberry.field(description="Number of the revision.")
    author: str = strawberry.field(description="Name of the user who made the revision.")
    reason: str = strawberry.field(description="Reason for the change.")
    made_at: datetime.datetime = strawberry.field(description="Time of the change.")
    changes: int = strawberry.field(description="Number of nodes and links that were added, edited or removed.")


@described_input
class RevisionFilter:
    """Filter for revisions; all conditions must hold."""

    author: str | None = strawberry.field(default=None, description="Only revisions made by the user with this name.")
    since: Revision | None = strawberry.field(
        default=None, description="Only revisions after the one with this number."
    )


async def revisions(store: Store, slug: str, wanted: RevisionFilter | None) -> list[RevisionInfo]:
    """Give the revisions of a plan that pass a filter, oldest first."""
    asked = wanted or RevisionFilter()
    return [
        RevisionInfo(
            revision=Revision(each.number),
            author=each.author,
            reason=each.reason,
            made_at=each.made_at,
            changes=each.change_count,
        )
        for each in await or_error(store.history(slug))
        if (asked.author is None or each.author == asked.author) and (asked.since is None or each.number > asked.since)
    ]


async def readings(store: Store, seen: SeenPlan) -> list[Reading]:
    """Give all imports into a plan, oldest first."""
    found = await or_error(store.reports(seen.plan.info.slug))
    return [Reading(number=number, report=report, seen=seen) for number, report in found]
