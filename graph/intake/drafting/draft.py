"""Draft: the nodes and links that the files of one intake add up to."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Final, TypeVar

import msgspec

from graph.change import EMPTY, Contents
from graph.figure import in_rupiah
from graph.intake.cells import (
    MOST_RUPIAH,
    DecimalMark,
    Row,
    Table,
    UnreadableFigure,
    decimal_mark,
    failed,
    is_failed,
    measure,
    money,
)
from graph.intake.drafting.totals import compared_totals
from graph.intake.progress import Rows, silent
from graph.model import AnyNode, Link, LinkKind, Mark, MarkCode, Measure, Money, Node, Opd, Program
from graph.record import FileProblem, FileRead, Place, RefusedFiles, Report, Severity, UnreadColumn, known, marked
from graph.reference import Nomenclature, fields_of_code, fields_of_name, framework, nomenclature, normalised

N = TypeVar("N", bound=Node)

MOST_PROBLEMS: Final = 200
"""After so many problems the rest of the files is not read: the file is not what it seems."""


@lru_cache(maxsize=20_000)
def slug(text: str, most: int = 80) -> str:
    """Give the part of an id that a name makes: letters, digits and hyphens.

    >>> slug("Satpol PP / Dinas Ketentraman")
    'satpol-pp-dinas-ketentraman'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")


def _whole_rupiah(written: str, amount: float) -> Money:
    if abs(amount) > MOST_RUPIAH:
        raise UnreadableFigure(written)
    return Money(text=written, amount=int(round(amount, 2)))


def with_mandates(opd: Opd) -> Opd:
    """Give an OPD with the fields that its unit code names, else those that its name tells, which is marked."""
    coded = next(filter(None, map(fields_of_code, (*opd.aliases, opd.name))), ())
    if opd.mandates or coded:
        return msgspec.structs.replace(opd, mandates=opd.mandates or coded)
    told = fields_of_name(opd.name)
    if not told.fields:
        return opd
    message = (
        f"Bidang urusan {', '.join(told.fields)} diperkirakan dari nama perangkat daerah "
        f"(keyakinan {told.confidence:.0%}); daftar perangkat daerah atau kodenya lebih pasti."
    )
    mark = Mark(code=MarkCode.PROPOSED, message=message, file=opd.source, value=opd.name)
    return msgspec.structs.replace(opd, mandates=told.fields, marks=(*opd.marks, mark))


class Draft:
    """Collects what the files say; nothing is given out before all files are read without a problem.

    A plan that is there already lends its OPDs and programs, so that files may refer to them.
    """

    def __init__(
        self, plan: Contents = EMPTY, called: Mapping[str, str] | None = None, *, year: int | None = None
    ) -> None:
        self.nodes: dict[str, AnyNode] = {}
        self.links: dict[str, Link] = {}
        self.files: list[FileRead] = []
        self.problems: list[FileProblem] = []
        self.notices: list[FileProblem] = []
        self.cells: list[FileProblem] = []
        self.unread: list[UnreadColumn] = []
        self.nomenclature: Nomenclature = nomenclature()
        self.year_files: dict[tuple[str, int], str] = {}
        """Which file gave a program's money of a year; another file's is not added to it."""
        self.rows = Rows(silent, 0)
        """Counts the rows of tables as they are read."""
        self.wholes: dict[str, Link] = {}
        """By what is contained the first link that said so."""
        self.places: dict[str, Place] = {}
        """Where each link was first said, by its id; those of documents stand nowhere in particular."""
        self.called = dict(called or {})
        """What an agency is called that files name by its unit code, or by another name, by that."""
        self.year = year
        """That of rows that say none, where the plan is of one year only."""
        self.edited: set[str] = set()
        """The ids of nodes of the plan that stand here as a person changed them, with all else that the plan has."""
        self.untied: set[str] = set()
        """The ids of links of the plan that a person took away."""
        self.is_part = False
        """Whether what the files do not name stays as it is, whatever they are a part of."""
        self._at: tuple[Table, Row] | None = None
        self.plan = plan
        """What the plan holds that the files are for."""
        self._opd_names: dict[str, str] = {}
        self._marks: dict[tuple[str, str, str], DecimalMark] = {}
        for node in plan.nodes.values():
            if isinstance(node, Opd):
                self._name(node)
        dimensions, contained = framework()
        for dimension in dimensions:
            self.nodes[dimension.id] = dimension
        for link in contained:
            self.links[link.id] = link

    def again(self, called: Mapping[str, str]) -> "Draft":
        """A draft of the same plan with what was told so far and nothing read, which knows what agencies are called."""
        draft = Draft(self.plan, called, year=self.year)
        draft.problems, draft.notices = list(self.problems), list(self.notices)
        draft.cells, draft.unread = list(self.cells), list(self.unread)
        return draft

    def take_over(self, contents: Contents, places: dict[str, Place]) -> None:
        """Hold just what a whole plan holds."""
        self.nodes = dict(contents.nodes)
        self.links = dict(contents.links)
        self.places = places

    def each(self, table: Table, rows: Sequence[Row] | None = None) -> Iterator[Row]:
        """Give the rows of a table, or some of them, one by one; what is tied meanwhile is said there."""
        for row in self.rows.counted(table.rows if rows is None else rows, table.file):
            self.at(table, row)
            yield row

    def at(self, table: Table, row: Row) -> None:
        """Note that what is tied from now on, until the table is read, is said in this row."""
        self._at = table, row

    # -- writing ------------------------------------------------------------------------------------------------

    def put(self, node: AnyNode) -> None:
        """Add a node or replace the one of its id."""
        self.nodes[node.id] = node
        if isinstance(node, Opd):
            self._name(node)

    def _name(self, opd: Opd) -> None:
        for name in (opd.name, opd.short_name, *opd.aliases):
            if words := normalised(name):
                self._opd_names.setdefault(words, opd.id)

    def node(self, kind: type[N], id_: str) -> N | None:
        """The node of that id where it is there and of that kind."""
        found = self.nodes.get(id_)
        return found if isinstance(found, kind) else None

    def edit(self, node: AnyNode) -> None:
        """Put a node of the plan as a person changed it."""
        self.edited.add(node.id)
        self.put(node)

    def untie(self, link: Link) -> None:
        """Take a link of the plan away."""
        self.untied.add(link.id)

    def mark(self, id_: str, mark: Mark) -> None:
        """Attach a mark to a node that is there."""
        node = self.nodes[id_]
        if mark not in node.marks:
            self.nodes[id_] = msgspec.structs.replace(node, marks=(*node.marks, mark))

    def link(self, link: Link, column: str = "") -> None:
        """Add a link, said in a column of the row that is read; the first one that says a thing stays."""
        id_ = intern(link.id)
        if id_ not in self.links:
            self.links[id_] = link
            if link.kind is LinkKind.CONTAINS:
                self.wholes.setdefault(link.target_id, link)
            if self._at is not None:
                table, row = self._at
                self.places[id_] = table.place(row, column)

    def tie(self, kind: LinkKind, source_id: str, target_id: str, source: str, column: str = "") -> None:
        """Add a declared link."""
        self.link(Link(kind=kind, source_id=source_id, target_id=target_id, source=source), column)

    def problem(self, problem: FileProblem) -> None:
        """Note why the files must be refused, or where the problem is no error, what people should know.

        Raises
        ------
        RefusedFiles
            Where there are too many errors to be worth going on.
        """
        if problem.severity is not Severity.ERROR:
            self.notices.append(problem)
            return
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise RefusedFiles(tuple(self.problems))

    def note_read(self, table: Table, format_: str, repeated_rows: int = 0) -> None:
        """Note that a table was read."""
        self._at = None
        self.files.append(
            FileRead(
                file=table.file,
                sheet=table.sheet,
                format=format_,
                rows=len(table.rows) - repeated_rows,
                repeated_rows=repeated_rows,
                left_out_rows=sum(each.row > 0 for each in table.left_out),
                totals=self._totals(table),
            )
        )

    def _totals(self, table: Table) -> int:
        """Hold the totals that a table prints against its rows; give how many agree, tell those that do not."""
        agree = 0
        for total, sums in compared_totals(table):
            agree += not sums
            if sums:
                said = ", ".join(in_rupiah(amount) for amount in sums)
                reason = f"jumlah yang tercetak ini tidak sama dengan jumlah baris yang terbaca ({said})"
                hint = "Periksa apakah ada baris yang tidak terbaca, atau jumlahnya memang ditulis lain."
                self.problem(total.problem(reason, hint, severity=Severity.WARNING))
        return agree

    # -- reading ------------------------------------------------------------------------------------------------

    def find_opd(self, name: str) -> Opd | None:
        """The OPD that has this name, short name, alias or code, in the files or in the plan."""
        id_ = self._opd_names.get(normalised(name)) or self._opd_names.get(normalised(self.called.get(name, "")))
        if id_ is None:
            return None
        found = self.node(Opd, id_)
        if found is None and isinstance(known := self.plan.nodes.get(id_), Opd):
            self.put(known)
            return known
        return found

    def every(self, kind: type[N]) -> tuple[N, ...]:
        """The nodes of a kind in the files, and of the plan those that the files do not name."""
        nodes = {**self.plan.nodes, **self.nodes}
        return tuple(node for node in nodes.values() if isinstance(node, kind))

    def everything(self) -> tuple[AnyNode, ...]:
        """The nodes of the files, and of the plan those that the files do not name."""
        return tuple({**self.plan.nodes, **self.nodes}.values())

    def known_opds(self) -> tuple[Opd, ...]:
        """The OPDs of the files, and of the plan those that the files do not name."""
        return self.every(Opd)

    def opd(self, name: str, source: str, code: str = "", id_: str = "") -> Opd:
        """The OPD of that name; made where no list named it, with the fields that its code or its name tells."""
        found = None if id_ else self.find_opd(name)
        if found is None:
            name = self.called.get(name, name)
            aliases = (code,) if code and code != name else ()
            if not id_ and (same := self.node(Opd, f"opd/{slug(name)}")):  # its name differs in accents alone
                return same
            told = Opd(id=id_ or f"opd/{slug(name)}", name=name, short_name=name, aliases=aliases, source=source)
            found = with_mandates(told)
            self.put(found)
        return found

    def known_programs(self) -> tuple[Program, ...]:
        """The programs of the files, and of the plan those that the files do not name."""
        return self.every(Program)

    def known_links(self) -> Iterable[Link]:
        """The links of the files, and those of the plan, rejected ones too."""
        return (*self.links.values(), *self.plan.links.values())

    def money(self, table: Table, row: Row, column: str) -> Money | None:
        """Read a money cell; what is no money is a problem, and what is below zero is told."""
        read = self._money(table, row, column)
        if read is not None and (read.amount or 0) < 0:
            reason = "jumlah ini kurang dari nol (minus atau dalam kurung)"
            hint = "Tulis jumlah seluruhnya, bukan pengurangannya; jumlah akhir di bawah nol tidak ikut dijumlahkan."
            self.problem(table.problem(row, column, reason, hint, severity=Severity.WARNING))
        return read

    def _money(self, table: Table, row: Row, column: str) -> Money | None:
        scale = table.scales.get(column, 1)
        try:
            if column in row.figures and not row.get(column).endswith("%"):
                shown = row.scaled.get(column, 1) if scale > 1 else 1  # what the heading says holds for what is shown
                return _whole_rupiah(row.get(column), row.figures[column] / shown * scale)
            if column in row.dates:
                raise UnreadableFigure(row.get(column))
            return money(row.get(column), scale, self._mark(table, column, ()) if scale > 1 else DecimalMark.UNKNOWN)
        except UnreadableFigure:
            reason = "sel ini harus berisi jumlah rupiah"
            self.problem(table.problem(row, column, reason, "Tulis angka saja, misalnya 2.735.354.500."))
            return None

    def measure(
        self,
        table: Table,
        row: Row,
        column: str,
        marks: list[Mark],
        *,
        line: str | None = None,
        unit: str | None = None,
    ) -> Measure | None:
        """Read a performance cell, or one line of it; text stays as written and is marked.

        What is counted in its unit, or in that of its row, is whole.
        """
        written = row.get(column) if line is None else line
        if is_failed(written):
            self.problem(table.problem(row, column, *failed.said(written)))
            return None
        if column in row.figures:
            figure = row.figures[column] / row.scaled.get(column, 1)
            return Measure(text=f"{figure:.12g}" if column in row.scaled else written, low=figure, high=figure)
        if column in row.dates:
            message = "Lembar kerja mengubah isi sel ini menjadi tanggal; disimpan sebagaimana tertulis."
            marks.append(self.cell_mark(MarkCode.UNREAD_NUMBER, message, table, row, column))
            return Measure(text=written) if written else None
        value = measure(written, self._mark(table, column, table.measures), row.get("satuan") if unit is None else unit)
        if value is not None and value.low is None:
            message = "Nilai ini berupa teks; disimpan sebagaimana tertulis dan tidak dihitung."
            marks.append(self.cell_mark(MarkCode.TEXT_TARGET, message, table, row, column, value.text))
        return value

    def _mark(self, table: Table, column: str, others: Sequence[str]) -> DecimalMark:
        key = (table.file, table.sheet, column)
        if key not in self._marks:
            beside = (row.get(other) for row in table.rows for other in others)
            self._marks[key] = decimal_mark((row.get(column) for row in table.rows), beside)
        return self._marks[key]

    def cell_mark(
        self, code: MarkCode, message: str, table: Table, row: Row, column: str, value: str | None = None
    ) -> Mark:
        """Give the mark for a cell that was kept but not understood, and note it for the preview."""
        shown = row.get(column) if value is None else value
        severity = Severity.WARNING if code is MarkCode.UNREAD_NUMBER else Severity.NOTE
        self.cells.append(table.problem(row, column, message.rstrip("."), severity=severity, value=shown))
        return Mark(
            code=code, message=message, file=table.source, row=row.number, column=table.column(column), value=shown
        )

    # -- the end ------------------------------------------------------------------------------------------------

    def finish(self) -> tuple[Contents, Report]:
        """Give the contents and the report; where there were problems, without the links that lead nowhere."""
        nodes = {id_: self.nodes[id_] for id_ in sorted(self.nodes)}
        links = {
            id_: link
            for id_, link in sorted(self.links.items())
            if not self.problems or (link.source_id in self.nodes and link.target_id in self.nodes)
        }
        report = Report(
            files=tuple(self.files),
            nodes=dict(sorted(Counter(node.kind for node in nodes.values()).items())),
            links=dict(sorted(Counter(str(link.kind) for link in links.values()).items())),
            marks=marked(nodes.values()),
            notices=tuple(self.notices),
            unread=tuple(self.unread),
            known=known(nodes.values()),
        )
        return Contents(nodes=nodes, links=links), report
