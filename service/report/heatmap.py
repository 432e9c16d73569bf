"""Heatmap: in which dimensions each OPD has programs, all kecamatan as one."""

import textwrap
from collections import defaultdict
from typing import Final

import msgspec
import numpy as np
from matplotlib.colors import PowerNorm

from graph.model import Opd
from graph.snapshot import PlanGraph
from graph.traversal import dimensions_by_opd
from rules.asking import FAMILY
from service.report.document import TEXT_WIDTH, Picture
from service.report.figure import INK, blank, png
from service.report.words import count, short

MOST_ROWS: Final = 48
"""Rows that a page can hold; those with the most programs are shown."""

_ROW_HEIGHT: Final = 0.42
_HEAD_HEIGHT: Final = 2.6


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


def heatmap(found: Heat) -> Picture:
    """Draw it: the more programs, the darker; empty cells stay white and are the gaps."""
    height = _HEAD_HEIGHT + _ROW_HEIGHT * len(found.parties)
    figure = blank(TEXT_WIDTH, height)
    axes = figure.add_subplot()
    values = np.ma.masked_equal(np.array(found.programs, dtype=float).reshape(-1, len(found.dimensions)), 0)
    most = max(float(values.max()), 1.0) if values.count() else 1.0
    axes.pcolormesh(values, cmap="Blues", norm=PowerNorm(0.5, 0, most), edgecolors="#dddddd", linewidth=0.5)
    for down, row in enumerate(found.programs):
        for across, number in enumerate(row):
            if number:
                colour = "white" if number > 0.3 * most else INK
                axes.text(
                    across + 0.5, down + 0.5, count(number), ha="center", va="center_baseline", fontsize=7, color=colour
                )
    axes.set_xticks(np.arange(len(found.dimensions)) + 0.5, [textwrap.fill(name, 14) for name in found.dimensions])
    axes.set_yticks(np.arange(len(found.parties)) + 0.5, [short(name, 46) for name in found.parties])
    axes.xaxis.tick_top()
    axes.invert_yaxis()
    axes.tick_params(length=0, labelsize=7, colors=INK)
    axes.spines[:].set_visible(False)
    return Picture(
        png=png(figure),
        width=TEXT_WIDTH,
        height=height,
        caption="Jumlah sub kegiatan (atau program tanpa rincian) per dimensi; sel putih berarti belum ada.",
        alternative=f"Peta panas {len(found.parties)} perangkat daerah dan {len(found.dimensions)} dimensi.",
    )
