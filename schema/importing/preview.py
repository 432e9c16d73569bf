"""Import preview: what an import would do to a plan: new, changed, gone, not understood, matched, asked, proposed."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Annotated, Any, Final, TypeVar

import strawberry

from graph import intake, record
from graph.model import LinkKind
from graph.record import Severity as FileSeverity
from schema.core import (
    Pages,
    enumeration,
    field,
    listed,
    paged,
    said,
)
from schema.core.described import described
from schema.plan import FileRead

R = TypeVar("R")
_LINK_KINDS: Final = frozenset(str(each) for each in LinkKind)

FILE_SEVERITY = enumeration(
    FileSeverity,
    {
        "ERROR": "The files cannot be taken in before it is mended.",
        "WARNING": "It was kept or left out, and someone should look at it.",
        "NOTE": "It was kept or left out, as is usual.",
    },
    name="FileSeverity",
)


class ThingKind(Enum):
    """Whether something is a node or a link."""

    NODE = "node"
    LINK = "link"


THING_KIND = enumeration(ThingKind, {"NODE": "A node.", "LINK": "A link between two nodes."})


@described
class ImportThing:
    """A node or link that would be new or gone."""

    local_id: strawberry.ID = strawberry.field(description="Its id within the plan.")
    is_link: bool = strawberry.field(description="Whether it is a link; else it is a node.")
    kind: str = strawberry.field(description="The kind of node or link, such as `program` or `leads`.")
    label: str = strawberry.field(description="What people call it; of a link both ends.")
    source: str = strawberry.field(description="The file, and sheet, that says it.")


@described
class ImportFieldChange:
    """A field that would change."""

    field: str = strawberry.field(description="Its name, such as `name` or `years.2024.budget`.")
    before: str = strawberry.field(description="What the plan says, as written; empty where it says nothing.")
    after: str = strawberry.field(description="What the files say, as written.")


@described
class ImportChange:
    """A node or link that would change."""

    local_id: strawberry.ID = strawberry.field(description="Its id within the plan.")
    is_link: bool = strawberry.field(description="Whether it is a link; else it is a node.")
    kind: str = strawberry.field(description="The kind of node or link.")
    label: str = strawberry.field(description="What people call it.")
    source: str = strawberry.field(description="The file, and sheet, that says it.")
    fields: list[ImportFieldChange] = strawberry.field(description="What would change.")


@described
class FileProblem:
    """What was not understood, or was left out of a file, so that a person can mend it."""

    file: str = strawberry.field(description="The file.")
    sheet: str = strawberry.field(description="Sheet of a workbook or page of a print; empty where there is none.")
    row: int = strawberry.field(description="Row of the file, counted from 1 with its heading; 0 for the whole file.")
    column: str = strawberry.field(description="Column as the file calls it; empty where it is about no cell.")
    value: str = strawberry.field(description="What is written there.")
    reason: str = strawberry.field(description="What is wrong, in Indonesian.")
    severity: FileSeverity = strawberry.field(description="How bad it is.")
    hint: str = strawberry.field(description="What to do, in Indonesian.")


@described
class ImportMatch:
    """A name in the files that was taken for a node of the plan."""

    written: str = strawberry.field(description="The name as the files write it.")
    source: str = strawberry.field(description="The file, and sheet, that writes it.")
    local_id: strawberry.ID = strawberry.field(description="Id of the node within the plan.")
    label: str = strawberry.field(description="What the plan calls it.")
    sureness: float = strawberry.field(description="How sure it is, from 0 to 1.")
    reason: str = strawberry.field(description="Why, in Indonesian.")


@described
class ImportCandidate:
    """A node of the plan that a doubtful name may mean."""

    local_id: strawberry.ID = strawberry.field(description="Id of the node within the plan, for the answer.")
    label: str = strawberry.field(description="What the plan calls it.")
    sureness: float = strawberry.field(description="How sure it is, from 0 to 1.")
    reason: str = strawberry.field(description="What speaks for it, in Indonesian.")


@described
class ImportQuestion:
    """A name in the files of which only a person can say whether it is new."""

    question: strawberry.ID = strawberry.field(description="What the answer calls it.")
    kind: str = strawberry.field(description="The kind of node.")
    written: str = strawberry.field(description="The name as the files write it.")
    source: str = strawberry.field(description="The file, and sheet, that writes it.")
    candidates: list[ImportCandidate] = strawberry.field(description="What it may mean, the likeliest first.")


@described
class ProposedColumn:
    """What a column may hold, and why."""

    heading: str = strawberry.field(description="The column's heading in the file.")
    column: str = strawberry.field(description="Our name of what it holds.")
    sureness: float = strawberry.field(description="How sure it is, from 0 to 1.")
    reason: str = strawberry.field(description="Why, in Indonesian.")


@described
class ImportMapping:
    """What the columns of a table hold, proposed by us or sent by a person."""

    record: strawberry.Private[intake.Mapping]

    @field
    def format(self) -> str:
        """Which of our formats the table then is."""
        return self.record.format

    @field
    def columns(self) -> list[ProposedColumn]:
        """The columns; what a person has said is sure."""
        told = {each.heading: each for each in self.record.reasons}
        return [
            ProposedColumn(
                heading=heading,
                column=column,
                sureness=told[heading].sureness if heading in told else 1.0,
                reason=told[heading].reason if heading in told else "",
            )
            for heading, column in self.record.columns.items()
        ]

    @field
    def column_names(self) -> list[str]:
        """Everything that a column may be said to hold."""
        return list(self.record.column_names)

    @field
    def yaml(self) -> str:
        """The mapping as a file to keep for next time; the command line and `mappingFiles` take it."""
        return self.record.text()


@described
class MappingProposal:
    """What the columns of a table of no known format may hold, for a person to correct."""

    file: str = strawberry.field(description="The file.")
    sheet: str = strawberry.field(description="Sheet of a workbook; empty where there is none.")
    mapping: ImportMapping = strawberry.field(description="What is proposed.")


@described
class ImportPreview:
    """What an import would do to a plan, or did."""

    record: strawberry.Private[intake.Preview]
    used: strawberry.Private[Sequence[intake.Mapping]]

    @field
    def importable(self) -> bool:
        """Whether the files can be taken in; where they cannot, `notUnderstood` has errors."""
        return self.record.importable

    @field
    def files(self) -> list[FileRead]:
        """The tables that were read."""
        return [
            FileRead(file=each.file, format=each.format, rows=each.rows, repeated_rows=each.repeated_rows)
            for each in self.record.report.files
        ]

    @paged
    def new(
        self,
        only: Annotated[ThingKind | None, said("Only nodes, or only links.")] = None,
    ) -> Pages[ImportThing]:
        """What the plan does not have yet."""
        return _page(_only(self.record.new, only), _thing)

    @paged
    def changed(
        self,
        only: Annotated[ThingKind | None, said("Only nodes, or only links.")] = None,
    ) -> Pages[ImportChange]:
        """What the plan says otherwise, field by field."""
        return _page(_only(self.record.changed, only), _change)

    @paged
    def gone(
        self,
        only: Annotated[ThingKind | None, said("Only nodes, or only links.")] = None,
    ) -> Pages[ImportThing]:
        """What the files no longer say; it is removed only where the files are the whole plan."""
        return _page(_only(self.record.gone, only), _thing)

    @field
    def unchanged(self) -> int:
        """How many nodes and links the files say as the plan has them."""
        return self.record.unchanged

    @paged
    def not_understood(
        self,
        severity: Annotated[FileSeverity | None, said("Only what is so bad.")] = None,
    ) -> Pages[FileProblem]:
        """What was not understood or was left out, cell by cell, worst first."""
        found = [each for each in self.record.not_understood if severity is None or each.severity is severity]
        return _page(found, _problem)

    @paged
    def matched(
        self,
    ) -> Pages[ImportMatch]:
        """Names that were taken for nodes of the plan though they are written otherwise."""
        return _page(self.record.matched, _match)

    @paged
    def questions(
        self,
    ) -> Pages[ImportQuestion]:
        """Doubtful names; until they are answered they count as new."""
        return _page(self.record.questions, _question)

    @field
    def proposals(self) -> list[MappingProposal]:
        """What the columns of tables of no known format may hold; at most 20."""
        return [
            MappingProposal(file=each.file, sheet=each.sheet, mapping=ImportMapping(record=each.mapping))
            for each in self.record.proposals
        ]

    @field
    def mappings(self) -> list[ImportMapping]:
        """The mappings that were sent, to be kept for next time."""
        return [ImportMapping(record=each) for each in self.used]


S = TypeVar("S", intake.Thing, intake.Changed)


def _page(found: Sequence[R], show: Callable[[R], Any]) -> Pages[Any]:
    """One page of a list whose things have no ids; their place is their number."""
    return listed(list(enumerate(found)), lambda each: show(each[1]), lambda each: str(each[0]))


def _only(found: Sequence[S], kind: ThingKind | None) -> Sequence[S]:
    return [each for each in found if kind is None or _is_link(each.kind) is (kind is ThingKind.LINK)]


def _is_link(kind: str) -> bool:
    return kind in _LINK_KINDS


def _thing(each: intake.Thing) -> ImportThing:
    return ImportThing(
        local_id=strawberry.ID(each.id),
        is_link=_is_link(each.kind),
        kind=each.kind,
        label=each.label,
        source=each.source,
    )


def _change(each: intake.Changed) -> ImportChange:
    fields = [ImportFieldChange(field=one.field, before=one.before, after=one.after) for one in each.fields]
    return ImportChange(
        local_id=strawberry.ID(each.id),
        is_link=_is_link(each.kind),
        kind=each.kind,
        label=each.label,
        source=each.source,
        fields=fields,
    )


def _problem(each: record.FileProblem) -> FileProblem:
    return FileProblem(
        file=each.file,
        sheet=each.sheet,
        row=each.row,
        column=each.column,
        value=each.value,
        reason=each.reason,
        severity=each.severity,
        hint=each.hint,
    )


def _match(each: intake.Matched) -> ImportMatch:
    return ImportMatch(
        written=each.written,
        source=each.source,
        local_id=strawberry.ID(each.id),
        label=each.label,
        sureness=each.sureness,
        reason=each.reason,
    )


def _question(each: intake.Question) -> ImportQuestion:
    candidates = [
        ImportCandidate(local_id=strawberry.ID(one.id), label=one.label, sureness=one.sureness, reason=one.reason)
        for one in each.candidates
    ]
    return ImportQuestion(
        question=strawberry.ID(each.id), kind=each.kind, written=each.written, source=each.source, candidates=candidates
    )
