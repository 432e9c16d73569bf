"""Plan entry: what all rows of a table together say of one program, activity or sub-activity, put into the draft."""

import msgspec

from graph.intake.cells import Row, Table, unit_of, value
from graph.intake.cells.aligned import aligned
from graph.intake.drafting.draft import Draft, slug
from graph.intake.drafting.program_tree import Line, ProgramTree, put_indicator
from graph.intake.drafting.repetition import Aimed, Paid, aimed_together, summed, writes_once
from graph.model import (
    IndicatorYear,
    Level,
    LinkKind,
    Mark,
    MarkCode,
    Measure,
    Money,
    Opd,
    Program,
    ProgramYear,
)
from graph.reference import normalised


class Entry(msgspec.Struct):
    """One program, activity or sub-activity, as all its rows together say."""

    opd: Opd
    level: Level
    name: str
    code: str
    above: tuple[str, ...] | None
    row: Row
    budgets: dict[int, list[Paid]] = {}
    spent: dict[int, list[Paid]] = {}
    period: Money | None = None
    location: str = ""
    beneficiaries: str = ""
    tags: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    indicators: list[tuple[Row, str, str]] = []


class EntryWriter:
    """Puts the entries of one table into a draft, those above before those below."""

    def __init__(self, table: Table, draft: Draft, yearly: list[tuple[str, int]], *, adds: bool) -> None:
        self._table = table
        self._draft = draft
        self._yearly = yearly
        self._adds = adds
        self._once = False
        self._said: dict[tuple[str, int], list[Aimed]] = {}
        self._of: dict[tuple[str, int], tuple[str, Measure | None, Measure | None, Row]] = {}
        self._marks: dict[tuple[str, int], list[Mark]] = {}

    def put(self, entries: dict[tuple[str, ...], Entry]) -> None:
        """Put all entries."""
        self._once = not self._adds and writes_once(
            paid for entry in entries.values() for years in (entry.budgets, entry.spent) for paid in years.values()
        )
        tree = ProgramTree(self._draft)
        nodes: dict[tuple[str, ...], Program] = {}
        for key, entry in entries.items():
            self._draft.at(self._table, entry.row)
            years = sorted(entry.budgets.keys() | entry.spent.keys())
            budgets = {year: summed(entry.budgets.get(year, ()), once=self._once) for year in years}
            spent = {year: summed(entry.spent.get(year, ()), once=self._once) for year in years}
            line = Line(
                file=self._table.source,
                row=entry.row.number,
                level=entry.level,
                name=entry.name,
                code=entry.code,
                years=tuple(ProgramYear(year=year, budget=budgets[year][0], spent=spent[year][0]) for year in years),
                period_budget=entry.period,
                location=entry.location,
                beneficiaries=entry.beneficiaries,
                tags=entry.tags,
            )
            node = nodes[key] = tree.put(entry.opd, line, nodes.get(entry.above) if entry.above else None)
            for objective in entry.objectives:
                self._draft.tie(LinkKind.ALIGNS, node.id, objective, self._table.source)
            told = dict.fromkeys(told for each in (budgets, spent) for _, told in each.values() if told)
            if not self._adds:
                self._mark(node.id, entry.row, "pagu", *told)
            for row, name, year in entry.indicators:
                self._indicators(row, name, int(year))
            self._put_indicators(node.id)

    def _mark(self, id_: str, row: Row, column: str, *told: str) -> None:
        for message in told:
            mark = self._draft.cell_mark(MarkCode.REPEATED, message, self._table, row, column)
            self._draft.mark(id_, mark)

    def _put_indicators(self, of: str) -> None:
        """Put what all rows together say of each indicator of a node in each year."""
        for (name, number), said in self._said.items():
            year, told = aimed_together(said)
            unit, baseline, end, row = self._of[name, number]
            indicator = put_indicator(
                self._draft,
                of,
                name,
                unit,
                year if number else None,
                baseline=baseline,
                end_target=end,
                source=self._table.source,
                marks=tuple(self._marks[name, number]),
            )
            if told:
                self._mark(indicator.id, row, "target", told)
        self._said, self._of, self._marks = {}, {}, {}

    def _indicators(self, row: Row, name: str, year: int) -> None:
        yearly = tuple(f"{what}_{each}" for what, each in self._yearly if what in {"target", "realisasi"})
        columns = ("target", "target_semula", "realisasi", "baseline", "target_akhir", *yearly)
        cells = tuple(row.get(column) for column in columns)
        found, unaligned = aligned(name, cells, (row.get("satuan"),))
        if unaligned or (len(found) > 1 and not any("\n" in cell for cell in cells)):
            found = [(" ".join(name.split()), *cells, row.get("satuan"))]
        for each in found:
            values = dict(zip((*columns, "satuan"), each[1:], strict=True))
            self._indicator(row, year, each[0], values, len(found) > 1)

    def _indicator(self, row: Row, year: int, name: str, cells: dict[str, str], is_line: bool) -> None:
        if not slug(name):
            return
        marks: list[Mark] = []

        def read(column: str) -> Measure | None:
            written = value(cells[column])
            return self._draft.measure(
                self._table, row, column, marks, line=written if is_line or not written else None, unit=cells["satuan"]
            )

        target = read("target") or read("target_semula")
        years = [IndicatorYear(year=year, target=target, realised=read("realisasi"))] if year else []
        for each in sorted({number for what, number in self._yearly if what in {"target", "realisasi"}}):
            goal = read(f"target_{each}") if f"target_{each}" in cells else None
            reached = read(f"realisasi_{each}") if f"realisasi_{each}" in cells else None
            if goal or reached:
                years.append(IndicatorYear(year=each, target=goal, realised=reached))
        unit = value(cells["satuan"]) or next((unit_of(cell) for cell in cells.values() if unit_of(cell)), "")
        baseline, end = read("baseline"), read("target_akhir")
        for one in years or [IndicatorYear(year=0)]:
            key = (self._spelt(name), one.year)
            self._said.setdefault(key, []).append(Aimed(one, unit, row.get("lokasi")))
            self._of.setdefault(key, (unit, baseline, end, row))
            self._marks.setdefault(key, []).extend(marks)

    def _spelt(self, name: str) -> str:
        """The name as it was first written."""
        words = normalised(name)
        return next((known for known, _ in self._said if normalised(known) == words), name)
