"""Heatmap: in which dimensions each OPD has programs, all kecamatan as one."""

from collections import defaultdict
from typing import Final

import msgspec

from graph.model import Opd
from graph.snapshot import PlanGraph
from graph.traversal import dimensions_by_opd
from rules.asking import FAMILY
from service.report.document import Matrix

MOST_ROWS: Final = 44
"""Rows that a page can hold; those with the most programs are shown."""


class Heat(msgspec.Struct, frozen=True, kw_only=True):
    """How many programs serve each dimension, per party."""

    dimensions: tuple[str, ...]
    """Their labels."""
    parties: tuple[str, ...]
    """OPDs by label and all kecamatan as one, those with the most programs first."""
    programs: tuple[tuple[int, ...], ...]
    """Per party, then per dimension."""
    left_out: int
    """Parties that a page has no room for."""


def heat(plan: PlanGraph) -> Heat:
    """Count the programs per party and dimension."""
    coverage = dimensions_by_opd(plan)
    territorial = {opd.id for opd in plan.opds if opd.is_territorial}
    served: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for opd in plan.opds:
        served[_party(opd)]
    for cell in coverage.cells:
        served[_party(plan.get(Opd, cell.column))][cell.row] |= set(cell.programs)
    names = {FAMILY: f"Kecamatan ({len(territorial)})"}
    rows = sorted(
        (
            (names.get(id_) or plan.nodes[id_].label, tuple(len(cells[row]) for row in coverage.rows))
            for id_, cells in served.items()
        ),
        key=lambda row: (-sum(row[1]), row[0]),
    )
    return Heat(
        dimensions=tuple(plan.nodes[row].label for row in coverage.rows),
        parties=tuple(name for name, _ in rows[:MOST_ROWS]),
        programs=tuple(numbers for _, numbers in rows[:MOST_ROWS]),
        left_out=max(0, len(rows) - MOST_ROWS),
    )


def _party(opd: Opd) -> str:
    return FAMILY if opd.is_territorial else opd.id


def heatmap(found: Heat) -> Matrix:
    """Give it as a matrix: the more programs, the darker; empty cells stay white and are the gaps."""
    return Matrix(
        corner="Perangkat daerah",
        columns=found.dimensions,
        rows=found.parties,
        numbers=found.programs,
        caption="Jumlah sub kegiatan (atau program tanpa rincian) per dimensi; sel putih berarti belum ada.",
    )
