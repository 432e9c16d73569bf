"""Report: what an intake read and what it marked, kept with the revision that it made."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from graph.model import AnyNode, Mark
from graph.record.known import Known
from graph.record.problem import FileProblem, Place
from graph.record.unread import UnreadColumn


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """One file or sheet, the format that it was recognised as, and the rows that were read and left out."""

    file: str
    format: str
    rows: int
    repeated_rows: int = 0
    """Rows left out because the same form was printed before."""
    sheet: str = ""
    left_out_rows: int = 0
    """Rows that are no data: totals, footnotes, headings printed again."""
    totals: int = 0
    """Totals printed in it that are the sum of what was read; one that is not is a notice."""

    @property
    def rows_there(self) -> int:
        """All rows below its heading."""
        return self.rows + self.repeated_rows + self.left_out_rows


def place_of(source: str, files: Iterable[FileRead]) -> Place:
    """Give the file and the sheet that nodes name in one text as their source."""
    found = next((each for each in files if source == f"{each.file}, {each.sheet}"), None)
    return Place(file=found.file, sheet=found.sheet) if found else Place(file=source)


class MarkedNode(msgspec.Struct, frozen=True, kw_only=True):
    """A mark and the node that carries it."""

    node: str
    label: str
    mark: Mark


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: files, nodes by kind, links by kind, every mark, and what was left out."""

    files: tuple[FileRead, ...] = ()
    nodes: dict[str, int] = {}
    links: dict[str, int] = {}
    marks: tuple[MarkedNode, ...] = ()
    notices: tuple[FileProblem, ...] = ()
    """What was left out or doubted, without being an error: hidden rows, unknown sheets, codes without a program."""

    unread: tuple[UnreadColumn, ...] = ()
    """Filled columns of known tables of which nothing was read."""
    known: Known = Known()
    """How much of what was read has a code of the national nomenclature."""

    @property
    def marks_by_code(self) -> dict[str, int]:
        """How many marks there are of each code, in the order of codes."""
        return dict(sorted(Counter(str(each.mark.code) for each in self.marks).items()))

    def encode(self) -> bytes:
        """The report as JSON."""
        return msgspec.json.encode(self)

    @staticmethod
    def decode(data: bytes) -> "Report":
        """The report of its JSON."""
        return msgspec.json.decode(data, type=Report)


def marked(nodes: Iterable[AnyNode]) -> tuple[MarkedNode, ...]:
    """Every mark that the nodes carry, in the order of node ids."""
    ordered = sorted(nodes, key=lambda node: node.id)
    return tuple(MarkedNode(node=node.id, label=node.label, mark=mark) for node in ordered for mark in node.marks)
