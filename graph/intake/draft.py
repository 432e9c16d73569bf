"""Draft: the nodes and links that the files of one intake add up to."""

import re
import unicodedata
from collections import Counter
from typing import Final, TypeVar

import msgspec

from graph.change import Contents
from graph.intake.figures import UnreadableFigure, measure, money
from graph.intake.problem import FileProblem, RefusedFiles
from graph.intake.report import FileRead, Report, marked
from graph.intake.table import Row
from graph.model import AnyNode, Link, LinkKind, Mark, MarkCode, Measure, Money, Node, Opd
from graph.reference import framework, normalised

N = TypeVar("N", bound=Node)

MOST_PROBLEMS: Final = 200
"""After so many problems the rest of the files is not read: the file is not what it seems."""


def slug(text: str, most: int = 80) -> str:
    """Give the part of an id that a name makes: letters, digits and hyphens.

    >>> slug("Satpol PP / Dinas Ketentraman")
    'satpol-pp-dinas-ketentraman'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")


class Draft:
    """Collects what the files say; nothing is given out before all files are read without a problem."""

    def __init__(self) -> None:
        self.nodes: dict[str, AnyNode] = {}
        self.links: dict[str, Link] = {}
        self.files: list[FileRead] = []
        self.problems: list[FileProblem] = []
        self._opd_names: dict[str, str] = {}
        dimensions, contained = framework()
        for dimension in dimensions:
            self.nodes[dimension.id] = dimension
        for link in contained:
            self.links[link.id] = link

    # -- writing ------------------------------------------------------------------------------------------------

    def put(self, node: AnyNode) -> None:
        """Add a node or replace the one of its id."""
        self.nodes[node.id] = node
        if isinstance(node, Opd):
            for name in (node.name, node.short_name, *node.aliases):
                self._opd_names.setdefault(normalised(name), node.id)

    def node(self, kind: type[N], id_: str) -> N | None:
        """The node of that id where it is there and of that kind."""
        found = self.nodes.get(id_)
        return found if isinstance(found, kind) else None

    def mark(self, id_: str, mark: Mark) -> None:
        """Attach a mark to a node that is there."""
        node = self.nodes[id_]
        if mark not in node.marks:
            self.nodes[id_] = msgspec.structs.replace(node, marks=(*node.marks, mark))

    def link(self, link: Link) -> None:
        """Add a link; the first one that says a thing stays."""
        self.links.setdefault(link.id, link)

    def tie(self, kind: LinkKind, source_id: str, target_id: str, source: str) -> None:
        """Add a declared link."""
        self.link(Link(kind=kind, source_id=source_id, target_id=target_id, source=source))

    def problem(self, problem: FileProblem) -> None:
        """Note why the files must be refused.

        Raises
        ------
        RefusedFiles
            Where there are too many to be worth going on.
        """
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise RefusedFiles(tuple(self.problems))

    # -- reading ------------------------------------------------------------------------------------------------

    def find_opd(self, name: str) -> Opd | None:
        """The OPD that has this name, short name or alias."""
        id_ = self._opd_names.get(normalised(name))
        return self.node(Opd, id_) if id_ else None

    def opd(self, name: str, source: str) -> Opd:
        """The OPD of that name; made where no list of OPDs named it."""
        found = self.find_opd(name)
        if found is None:
            found = Opd(id=f"opd/{slug(name)}", name=name, short_name=name, source=source)
            self.put(found)
        return found

    def money(self, file: str, row: Row, column: str) -> Money | None:
        """Read a money cell; what is no money is a problem."""
        try:
            return money(row.get(column))
        except UnreadableFigure:
            self.problem(
                FileProblem(
                    file=file,
                    row=row.number,
                    column=column,
                    value=row.get(column)[:80],
                    reason="sel ini harus berisi jumlah rupiah",
                    hint="Tulis angka saja, misalnya 2.735.354.500.",
                )
            )
            return None

    @staticmethod
    def measure(file: str, row: Row, column: str, marks: list[Mark]) -> Measure | None:
        """Read a performance cell; text stays as written and is marked."""
        value = measure(row.get(column))
        if value is not None and value.low is None:
            marks.append(
                Mark(
                    code=MarkCode.TEXT_TARGET,
                    message="Nilai ini berupa teks; disimpan sebagaimana tertulis dan tidak dihitung.",
                    file=file,
                    row=row.number,
                    column=column,
                    value=value.text,
                )
            )
        return value

    # -- the end ------------------------------------------------------------------------------------------------

    def finish(self) -> tuple[Contents, Report]:
        """Give the contents and the report.

        Raises
        ------
        RefusedFiles
            Where any file had a problem.
        """
        if self.problems:
            raise RefusedFiles(tuple(self.problems))
        report = Report(
            files=tuple(self.files),
            nodes=dict(sorted(Counter(node.kind for node in self.nodes.values()).items())),
            links=dict(sorted(Counter(str(link.kind) for link in self.links.values()).items())),
            marks=marked(self.nodes.values()),
        )
        nodes = {id_: self.nodes[id_] for id_ in sorted(self.nodes)}
        return Contents(nodes=nodes, links={id_: self.links[id_] for id_ in sorted(self.links)}), report
