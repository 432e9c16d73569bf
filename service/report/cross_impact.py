"""Cross-impact: a round as a workbook or as a table of its pairs."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from graph.agreement import CrossImpact
from graph.export import Cell, FileFormat, Table
from graph.export.sheets import workbook
from graph.export.table import text_cell
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.cross_impact import ScoredMatrix
from service.report.rows import label, table_csv

Rows = Iterator[tuple[Cell, ...]]

_PAIR: Final = (
    *("dari (id)", "dari", "terhadap (id)", "terhadap", "nilai yang dihitung", "dasar nilai"),
    *("rata-rata", "terendah", "tertinggi", "banyaknya penilai", "kesepakatan", "usulan nilai", "alasan usulan"),
)
_RANK: Final = (
    *("peringkat", "butir (id)", "butir", "pengaruh total", "pengaruh langsung", "pengaruh tingkat kedua"),
    *("pengaruh yang diterima", "masih usulan", "belum diketahui"),
)
_SCORE: Final = ("dari (id)", "terhadap (id)", "nilai", "penilai", "ditulis oleh", "alasan", "waktu")


def cross_impact_file(
    plan: PlanGraph, of: CrossImpact, made: ScoredMatrix, format_: FileFormat, *, names_judges: bool
) -> bytes:
    """Give a round as a workbook (matrix, ranking, pairs) or as CSV (pairs).

    Who gave which score stands in the workbook only for those who take part in the round: ``names_judges``.
    """
    names = {each.id: each.name.id for each in of.items}
    pairs = Table(name="pasangan", headings=_PAIR, rows=list(_pairs(made, names)))
    if format_ is FileFormat.CSV:
        return table_csv(pairs, ";")
    headings = ("dari / terhadap", *(names[each.id] for each in of.items))
    tables = [
        Table(name="matriks", headings=headings, rows=list(_matrix(of, made))),
        Table(name="peringkat", headings=_RANK, rows=list(_ranking(made, names))),
        pairs,
    ]
    if names_judges:
        tables.append(Table(name="penilaian", headings=_SCORE, rows=list(_scores(plan, made))))
    return workbook(tables)


def _matrix(of: CrossImpact, made: ScoredMatrix) -> Rows:
    values = {(each.source, each.target): each.value for each in made.cells}
    for row in of.items:
        yield text_cell(row.name.id), *(_number(values.get((row.id, each.id))) for each in of.items)


def _ranking(made: ScoredMatrix, names: dict[str, str]) -> Rows:
    for each in made.ranking:
        found = each.influence
        numbers = map(_number, (found.total, found.first, found.second, found.received))
        yield found.rank, found.item, text_cell(names[found.item]), *numbers, each.proposed, each.unknown


def _pairs(made: ScoredMatrix, names: dict[str, str]) -> Rows:
    for each in made.cells:
        basis = "penilaian" if each.scores else "usulan" if each.proposal else None
        yield (
            *(each.source, text_cell(names[each.source]), each.target, text_cell(names[each.target])),
            *(_number(each.value), basis, _number(each.mean)),
            *(min(each.scores, default=None), max(each.scores, default=None), len(each.scores)),
            called(each.agreement).id,
            *((each.proposal.score, text_cell(each.proposal.reason.id)) if each.proposal else (None, None)),
        )


def _scores(plan: PlanGraph, made: ScoredMatrix) -> Rows:
    for cell in made.cells:
        for each in cell.said:
            judge = (label(plan, each.opd) or each.opd) if each.opd else each.author
            time = each.made_at.isoformat(timespec="seconds") if each.made_at else None
            texts = (judge, each.author, each.reason)
            yield each.source, each.target, each.score, *(text_cell(text) if text else None for text in texts), time


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(round(value, 2))
