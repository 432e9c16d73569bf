"""Budget columns: which columns of a table hold the money of which year, at which stage of the budget."""

import re
from typing import Final, NamedTuple

from graph.intake.cells import BUDGETS, Row, Table, money_heading, named_stage, titled_stage
from graph.intake.drafting.draft import Draft
from graph.model import Money, Stage
from graph.record import Severity

_NAMED: Final = re.compile(rf"({'|'.join(BUDGETS)})(?:_(20\d\d))?")
_BY_NAME: Final = {"pagu_usulan": Stage.PROPOSED, "pagu_indikatif": Stage.INDICATIVE}


class Budgeted(NamedTuple):
    """An amount of one column."""

    money: Money
    year: int
    """That its column names; 0 where it is the row's."""
    stage: Stage | None
    column: str
    """Our name of the column without its year."""


class _Column(NamedTuple):
    name: str
    kind: str
    year: int
    stage: Stage | None


class BudgetColumns:
    """Reads the budget of a row: what its columns, its cell of the stage or the titles say of the stage."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._draft = draft
        self._columns = [
            _Column(name, found[1], int(found[2] or 0), self._stage(name, found[1], found[2] or ""))
            for name in table.headings
            if (found := _NAMED.fullmatch(name))
        ]

    @property
    def names(self) -> list[str]:
        """Our names of the columns."""
        return [column.name for column in self._columns]

    def _stage(self, name: str, kind: str, year: str) -> Stage | None:
        said = money_heading(self._table.texts.get(name, "") or self._table.column(name))
        if said is not None and said.stage is not None:
            return said.stage
        if kind in _BY_NAME:
            return _BY_NAME[kind]
        other = {"pagu": "pagu_semula", "pagu_semula": "pagu"}[kind]
        stands_beside = (f"{other}_{year}" if year else other) in self._table.headings
        return {"pagu": Stage.CHANGED, "pagu_semula": Stage.ORIGINAL}[kind] if stands_beside else None

    def amounts(self, row: Row) -> list[Budgeted]:
        """Give the amounts of a row."""
        found = [
            (column, money) for column in self._columns if (money := self._draft.money(self._table, row, column.name))
        ]
        return [Budgeted(money, column.year, column.stage or self._said(row), column.kind) for column, money in found]

    def _said(self, row: Row) -> Stage | None:
        """What a row's own cell, else the title, the sheet or the file say of the stage of a plain column."""
        if written := row.get("tahap"):
            stage = named_stage(written)
            if stage is None:
                hint = "Tulis usulan, indikatif, murni atau perubahan."
                problem = self._table.problem(
                    row,
                    "tahap",
                    "tahap anggaran ini tidak dikenal; pagunya tanpa tahap",
                    hint,
                    severity=Severity.WARNING,
                )
                self._draft.problem(problem)
            return stage
        names = (*reversed(row.title), row.sheet or self._table.sheet, self._table.file.rpartition(".")[0])
        return next((stage for name in names if (stage := titled_stage(name))), None)
