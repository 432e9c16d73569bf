"""Plan entry: what all rows of a table together say of one program, activity or sub-activity, put into the draft."""

import msgspec

from graph.intake.cells import Row, Table, unit_of, value
from graph.intake.cells.aligned import aligned
from graph.intake.drafting.draft import Draft, slug
from graph.intake.drafting.program_tree import Line, ProgramTree, put_indicator
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


class Entry(msgspec.Struct):
    """One program, activity or sub-activity, as all its rows together say."""

    opd: Opd
    level: Level
    name: str
    code: str
    above: tuple[str, ...] | None
    row: Row
    budgets: dict[int, list[Money]] = {}
    spent: dict[int, list[Money]] = {}
    period: list[Money] = []
    location: str = ""
    beneficiaries: str = ""
    tags: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    indicators: list[tuple[Row, str, str]] = []
    again: bool = False


class EntryWriter:
    """Puts the entries of one table into a draft, those above before those below."""

    def __init__(self, table: Table, draft: Draft, yearly: list[tuple[str, int]]) -> None:
        self._table = table
        self._draft = draft
        self._yearly = yearly

    def put(self, entries: dict[tuple[str, ...], Entry]) -> None:
        """Put all entries."""
        tree = ProgramTree(self._draft)
        nodes: dict[tuple[str, ...], Program] = {}
        for key, entry in entries.items():
            self._draft.at(self._table, entry.row)
            years = sorted(entry.budgets.keys() | entry.spent.keys())
            line = Line(
                file=self._table.source,
                row=entry.row.number,
                level=entry.level,
                name=entry.name,
                code=entry.code,
                years=tuple(
                    ProgramYear(year=year, budget=_sum(entry.budgets.get(year)), spent=_sum(entry.spent.get(year)))
                    for year in years
                ),
                period_budget=_sum(entry.period),
                location=entry.location,
                beneficiaries=entry.beneficiaries,
                tags=entry.tags,
            )
            node = nodes[key] = tree.put(entry.opd, line, nodes.get(entry.above) if entry.above else None)
            for objective in entry.objectives:
                self._draft.tie(LinkKind.ALIGNS, node.id, objective, self._table.source)
            if entry.again:
                message = "Tertulis pada beberapa baris; jumlah yang sama dihitung sekali, yang berbeda dijumlahkan."
                self._draft.mark(
                    node.id,
                    self._draft.cell_mark(MarkCode.REPEATED, message, self._table, entry.row, "pagu", entry.name),
                )
            for row, name, year in entry.indicators:
                self._indicators(node.id, row, name, int(year))

    def _indicators(self, of: str, row: Row, name: str, year: int) -> None:
        yearly = tuple(f"{what}_{each}" for what, each in self._yearly if what in {"target", "realisasi"})
        columns = ("target", "target_semula", "realisasi", "baseline", "target_akhir", *yearly)
        cells = tuple(row.get(column) for column in columns)
        found, unaligned = aligned(name, cells, (row.get("satuan"),))
        if unaligned or (len(found) > 1 and not any("\n" in cell for cell in cells)):
            found = [(" ".join(name.split()), *cells, row.get("satuan"))]
        for each in found:
            values = dict(zip((*columns, "satuan"), each[1:], strict=True))
            self._indicator(of, row, year, each[0], values, len(found) > 1)

    def _indicator(self, of: str, row: Row, year: int, name: str, cells: dict[str, str], is_line: bool) -> None:
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
        noted: list[IndicatorYear | None] = [*years] or [None]
        for one in noted:
            put_indicator(
                self._draft,
                of,
                name,
                unit,
                one,
                baseline=baseline,
                end_target=end,
                source=self._table.source,
                marks=tuple(marks),
            )


def _sum(amounts: list[Money] | None) -> Money | None:
    if not amounts:
        return None
    if len(amounts) == 1:
        return amounts[0]
    total = sum(each.amount or 0 for each in amounts)
    return Money(text=f"{total} (jumlah {len(amounts)} baris)", amount=total)
