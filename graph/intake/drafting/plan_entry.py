"""Plan entry: what all rows of a table together say of one program, activity or sub-activity, put into the draft."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from graph.figure import QUARTERS
from graph.intake.cells import Row, Table, unit_of, value
from graph.intake.cells.aligned import aligned
from graph.intake.drafting.budget_columns import Budgeted
from graph.intake.drafting.draft import Draft, slug
from graph.intake.drafting.program_tree import Line, ProgramTree, put_indicator
from graph.intake.drafting.quarters import is_running, named_quarter, within
from graph.intake.drafting.repetition import Aimed, Paid, aimed_together, summed, writes_once
from graph.intake.drafting.spending import MONEY_BY_QUARTER
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
    Stage,
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
    budgets: dict[tuple[int, Stage | None], list[Paid]] = {}
    latest: dict[int, Stage | None] = {}
    """By year the stage of the budget, where a row has an amount of it."""
    unchanged: dict[int, list[Paid]] = {}
    """By year what was set before on rows that say nothing of the budget: it goes on holding for them."""
    spent: dict[int, list[Paid]] = {}
    quarters: dict[tuple[int, int], list[Paid]] = {}
    reported: dict[int, int] = {}
    """By year the last quarter that had ended when its rows were written, where they give a date."""
    period: Money | None = None
    location: str = ""
    beneficiaries: str = ""
    tags: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    indicators: list[tuple[Row, str, str]] = []

    def add_budgets(self, budgets: Sequence[Budgeted], year: int, indicator: str) -> None:
        """Note the amounts of one row, which is of that year where its columns name none."""
        said = {each.year or year for each in budgets if each.column == "pagu"}
        for each in budgets:
            at, paid = each.year or year, Paid(each.money, indicator)
            self.budgets.setdefault((at, each.stage), []).append(paid)
            if each.column == "pagu":
                self.latest[at] = each.stage
            elif each.column == "pagu_semula" and at not in said:
                self.unchanged.setdefault(at, []).append(paid)

    def settle(self) -> None:
        """Let what was set before hold on for the rows that say nothing of the budget."""
        for year, paid in self.unchanged.items():
            if year in self.latest:
                self.budgets[year, self.latest[year]].extend(paid)

    @property
    def groups(self) -> Iterator[list[Paid]]:
        """What its rows say of one amount, for each of its amounts."""
        for each in (self.budgets, self.spent, self.quarters):
            yield from each.values()


OUTPUT_BY_QUARTER: Final = tuple(f"realisasi_tw{number}" for number in QUARTERS)


def _until(entries: Iterable[Entry]) -> dict[int, int]:
    """By year the last quarter of which a table tells more than nothing or zero, or that had ended at its date."""
    found: dict[int, int] = {}
    for entry in entries:
        for year, number in entry.reported.items():
            found[year] = max(number, found.get(year, 0))
        money = ((year, number) for (year, number), paid in entry.quarters.items() if any(p.money.amount for p in paid))
        output = (
            (int(year), number)
            for row, _, year in entry.indicators
            for number, column in zip(QUARTERS, OUTPUT_BY_QUARTER, strict=True)
            if row.get(column).strip("0., -")
        )
        for year, number in (*money, *output):
            found[year] = max(number, found.get(year, 0))
    return found


class EntryWriter:
    """Puts the entries of one table into a draft, those above before those below."""

    def __init__(self, table: Table, draft: Draft, yearly: list[tuple[str, int]], *, adds: bool) -> None:
        self._runs = is_running(table, MONEY_BY_QUARTER)
        self._until: dict[int, int] = {}
        self._table = table
        self._draft = draft
        self._yearly = yearly
        self._adds = adds
        self._once = False
        self._paid_in = next((name for name in table.headings if name.startswith("pagu")), "pagu")
        self._said: dict[tuple[str, int], list[Aimed]] = {}
        self._of: dict[tuple[str, int], tuple[str, Measure | None, Measure | None, Row]] = {}
        self._marks: dict[tuple[str, int], list[Mark]] = {}

    def put(self, entries: dict[tuple[str, ...], Entry]) -> None:
        """Put all entries."""
        for entry in entries.values():
            entry.settle()
        self._until = _until(entries.values())
        self._once = not self._adds and writes_once(paid for entry in entries.values() for paid in entry.groups)
        tree = ProgramTree(self._draft)
        nodes: dict[tuple[str, ...], Program] = {}
        for key, entry in entries.items():
            self._draft.at(self._table, entry.row)
            years, told = self._years(entry)
            line = Line(
                file=self._table.source,
                row=entry.row.number,
                level=entry.level,
                name=entry.name,
                code=entry.code,
                years=years,
                period_budget=entry.period,
                location=entry.location,
                beneficiaries=entry.beneficiaries,
                tags=entry.tags,
            )
            node = nodes[key] = tree.put(entry.opd, line, nodes.get(entry.above) if entry.above else None)
            for objective in entry.objectives:
                self._draft.tie(LinkKind.ALIGNS, node.id, objective, self._table.source)
            if not self._adds:
                self._mark(node.id, entry.row, self._paid_in, *told)
            for row, name, year in entry.indicators:
                self._indicators(row, name, int(year))
            self._put_indicators(node.id)

    def _years(self, entry: Entry) -> tuple[tuple[ProgramYear, ...], tuple[str, ...]]:
        """What all rows together say of a work's money by year, and what must be told of it."""
        budgets = {key: summed(paid, once=self._once) for key, paid in entry.budgets.items()}
        spent = {year: summed(paid, once=self._once) for year, paid in entry.spent.items()}
        parts = {key: summed(paid, once=self._once) for key, paid in entry.quarters.items()}
        years: list[ProgramYear] = []
        for year in sorted({*spent, *(year for year, _ in (*budgets, *parts))}):
            stages = {stage: money for (of, stage), (money, _) in budgets.items() if of == year and money}
            written = {number: money for (of, number), (money, _) in parts.items() if of == year and money}
            quarters, total = within(written, spent.get(year, (None,))[0], running=self._runs)
            made = ProgramYear(year=year, spent=total, quarter=self._quarter(year)).with_quarters(quarters)
            years.append(made.with_stages(stages))
        told = dict.fromkeys(told for each in (budgets, spent, parts) for _, told in each.values() if told)
        return tuple(years), tuple(told)

    def _quarter(self, year: int) -> int:
        """The quarter up to whose end the table reports a year."""
        return named_quarter(self._table.title) or self._until.get(year, 4)

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
        columns = ("target", "target_semula", "realisasi", *OUTPUT_BY_QUARTER, "baseline", "target_akhir", *yearly)
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
        now = IndicatorYear(year=year, target=target, realised=read("realisasi"), quarter=self._quarter(year))
        now = now.with_quarters({at: read(column) for at, column in zip(QUARTERS, OUTPUT_BY_QUARTER, strict=True)})
        years = [now] if year else []
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
