"""Import preview: what an import would change in a plan, what was not understood, and what a person must decide."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
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
    numbered,
    paged,
    said,
)
from schema.core.described import described
from schema.plan import FileRead, KnownShare, UnreadColumn, files_read, known_share, unread_columns

R = TypeVar("R")
_LINK_KINDS: Final = frozenset(str(each) for each in LinkKind)

FILE_SEVERITY = enumeration(
    FileSeverity,
    {
        "ERROR": "The files cannot be imported before this is corrected.",
        "WARNING": "The value was kept or left out; a person should check it.",
        "NOTE": "The value was kept or left out, as usual.",
    },
    name="FileSeverity",
)


class ThingKind(Enum):
    """Whether an item is a node or a link."""

    NODE = "node"
    LINK = "link"


THING_KIND = enumeration(ThingKind, {"NODE": "A node.", "LINK": "A link between two nodes."})


@described
class ImportThing:
    """A node or link that an import would add or remove."""

    local_id: strawberry.ID = strawberry.field(description="Id within the plan.")
    is_link: bool = strawberry.field(description="True for a link, false for a node.")
    kind: str = strawberry.field(description="Kind of node or link, such as `program` or `leads`.")
    label: str = strawberry.field(description="Name of the node; for a link, the names of its two nodes.")
    source: str = strawberry.field(description="The file and sheet that it comes from.")


@described
class ImportFieldChange:
    """A field that an import would change."""

    field: str = strawberry.field(description="Name of the field, such as `name` or `years.2024.budget`.")
    before: str = strawberry.field(
        description="Value in the plan, as written, money in rupiah; empty if there is none."
    )
    after: str = strawberry.field(description="Value in the files, as written; money in rupiah.")
    difference: str = strawberry.field(
        description="How much more or less rupiah it is, such as `+Rp 500.000`; empty if it is no amount of both."
    )


@described
class ImportChange:
    """A node or link that an import would edit."""

    local_id: strawberry.ID = strawberry.field(description="Id within the plan.")
    is_link: bool = strawberry.field(description="True for a link, false for a node.")
    kind: str = strawberry.field(description="Kind of node or link, such as `program` or `leads`.")
    label: str = strawberry.field(description="Name of the node; for a link, the names of its two nodes.")
    source: str = strawberry.field(description="The file and sheet that it comes from.")
    fields: list[ImportFieldChange] = strawberry.field(description="The fields that would change.")


@described
class FileProblem:
    """A problem in a file: a cell that was not understood or was left out, and how to correct it."""

    file: str = strawberry.field(description="Name of the file.")
    sheet: str = strawberry.field(description="Sheet of a workbook or page of a printed form; empty if there is none.")
    row: int = strawberry.field(
        description="Row in the file, counted from 1, the heading included; 0 for the whole file."
    )
    column: str = strawberry.field(description="Column as the file names it; empty if the problem concerns no cell.")
    value: str = strawberry.field(description="Content of the cell, as written.")
    reason: str = strawberry.field(description="What is wrong, in Indonesian.")
    severity: FileSeverity = strawberry.field(description="Severity of the problem.")
    hint: str = strawberry.field(description="How to correct it, in Indonesian.")


@described
class ImportMatch:
    """A name in the files that was matched to a node of the plan although it is written differently."""

    written: str = strawberry.field(description="The name as written in the files.")
    source: str = strawberry.field(description="The file and sheet where the name stands.")
    local_id: strawberry.ID = strawberry.field(description="Id of the node within the plan.")
    label: str = strawberry.field(description="Name of the node in the plan.")
    sureness: float = strawberry.field(description="Certainty, from 0 to 1.")
    reason: str = strawberry.field(description="Reason, in Indonesian.")


@described
class ImportCandidate:
    """A node of the plan that a doubtful name may mean."""

    local_id: strawberry.ID = strawberry.field(
        description="Id of the node within the plan; pass it as `AnswerInput.node`."
    )
    label: str = strawberry.field(description="Name of the node in the plan.")
    sureness: float = strawberry.field(description="Certainty, from 0 to 1.")
    reason: str = strawberry.field(description="What speaks for this node, in Indonesian.")


@described
class ImportQuestion:
    """A doubtful name in the files: a person must say whether it is new or means a node of the plan."""

    question: strawberry.ID = strawberry.field(description="Id of the question; pass it as `AnswerInput.question`.")
    kind: str = strawberry.field(description="Kind of node that the name stands for.")
    written: str = strawberry.field(description="The name as written in the files.")
    source: str = strawberry.field(description="The file and sheet where the name stands.")
    candidates: list[ImportCandidate] = strawberry.field(
        description="The nodes that the name may mean, the likeliest first."
    )
    unit: bool = strawberry.field(
        description="Whether it is asked if the OPD of that name is a unit of the candidate, not if it is the same."
    )


@described
class ProposedColumn:
    """The proposed meaning of a column, and the reason."""

    heading: str = strawberry.field(description="Heading of the column in the file.")
    column: str = strawberry.field(description="Sinergi's name for what the column holds.")
    sureness: float = strawberry.field(description="Certainty, from 0 to 1.")
    reason: str = strawberry.field(description="Reason, in Indonesian.")


@described
class ImportMapping:
    """Meaning of the columns of a table, proposed by Sinergi or sent by a person."""

    record: strawberry.Private[intake.Mapping]

    @field
    def format(self) -> str:
        """The Sinergi format that the table is read as."""
        return self.record.format

    @field
    def columns(self) -> list[ProposedColumn]:
        """The columns with their meaning; one that a person stated has certainty 1."""
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
        """All names that `ColumnInput.column` may have in this format."""
        return list(self.record.column_names)

    @field
    def yaml(self) -> str:
        """The mapping as a YAML file, to keep for the next import; `mappingFiles` and the command line accept it."""
        return self.record.text()


@described
class MappingProposal:
    """A proposed meaning of the columns of a table of no known format, for a person to correct."""

    file: str = strawberry.field(description="Name of the file.")
    sheet: str = strawberry.field(description="Sheet of a workbook; empty if there is none.")
    mapping: ImportMapping = strawberry.field(description="The proposed mapping.")
    others: list[UnreadColumn] = strawberry.field(
        description="The other filled columns, of which nothing can be guessed; `column` is their heading."
    )


@described
class ImportPreview:
    """What an import would change in a plan, or changed."""

    record: strawberry.Private[intake.Preview]
    used: strawberry.Private[Sequence[intake.Mapping]]

    @field
    def importable(self) -> bool:
        """Whether the files can be imported; if not, `notUnderstood` has errors."""
        return self.record.importable

    @field
    def files(self) -> list[FileRead]:
        """The tables that were read."""
        return files_read(self.record.report)

    @field
    def known(self) -> KnownShare:
        """How much of what was read has a known code."""
        return known_share(self.record.report)

    @field
    def only_source(self) -> int:
        """Number of the changed nodes and links of which nothing but their source or the spelling of a code changes."""
        return len(self.record.only_source)

    @field
    def unread(self) -> list[UnreadColumn]:
        """Content of the files that is not read: columns, or whole rows, sheets and lists."""
        return unread_columns(self.record.report.unread)

    @paged
    def new(
        self,
        only: Annotated[ThingKind | None, said("Only nodes, or only links; both if left out.")] = None,
    ) -> Pages[ImportThing]:
        """The nodes and links that the import adds."""
        new = self.record.new
        return _page(new if only is None else new.only(partial(_is_of, only)), _thing)

    @paged
    def changed(
        self,
        only: Annotated[ThingKind | None, said("Only nodes, or only links; both if left out.")] = None,
    ) -> Pages[ImportChange]:
        """The nodes and links that the import edits, field by field."""
        return _page(_only(self.record.changed, only), _change)

    @paged
    def gone(
        self,
        only: Annotated[ThingKind | None, said("Only nodes, or only links; both if left out.")] = None,
    ) -> Pages[ImportThing]:
        """The nodes and links that the files no longer contain; removed only if `whole` is true."""
        return _page(_only(self.record.gone, only), _thing)

    @field
    def unchanged(self) -> int:
        """Number of nodes and links that are the same in the files and the plan."""
        return self.record.unchanged

    @paged
    def not_understood(
        self,
        severity: Annotated[FileSeverity | None, said("Only problems of this severity.")] = None,
    ) -> Pages[FileProblem]:
        """Problems in the files, cell by cell, the worst first."""
        found = [each for each in self.record.not_understood if severity is None or each.severity is severity]
        return _page(found, _problem)

    @paged
    def matched(
        self,
    ) -> Pages[ImportMatch]:
        """Names that were matched to nodes of the plan although they are written differently."""
        return _page(self.record.matched, _match)

    @paged
    def questions(
        self,
    ) -> Pages[ImportQuestion]:
        """Doubtful names; without an answer they count as new."""
        return _page(self.record.questions, _question)

    @field
    def proposals(self) -> list[MappingProposal]:
        """Proposed mappings for tables of no known format; at most 20."""
        return [
            MappingProposal(
                file=each.file,
                sheet=each.sheet,
                mapping=ImportMapping(record=each.mapping),
                others=unread_columns(each.others),
            )
            for each in self.record.proposals
        ]

    @field
    def mappings(self) -> list[ImportMapping]:
        """The mappings that were sent, to keep for the next import."""
        return [ImportMapping(record=each) for each in self.used]


S = TypeVar("S", intake.Thing, intake.Changed)


def _page(found: Sequence[R], show: Callable[[R], Any]) -> Pages[Any]:
    """Give a list whose items have no ids page by page."""
    return listed(numbered(range(len(found))), lambda each: show(found[each[0]]))


def _only(found: Sequence[S], kind: ThingKind | None) -> Sequence[S]:
    return [each for each in found if kind is None or _is_of(kind, each.kind)]


def _is_of(wanted: ThingKind, kind: str) -> bool:
    return _is_link(kind) is (wanted is ThingKind.LINK)


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
    fields = [
        ImportFieldChange(field=one.field, before=one.before, after=one.after, difference=one.difference)
        for one in each.fields
    ]
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
        question=strawberry.ID(each.id),
        kind=each.kind,
        written=each.written,
        source=each.source,
        candidates=candidates,
        unit=each.is_unit,
    )
