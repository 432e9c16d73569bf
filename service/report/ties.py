"""Ties: which OPDs need which, drawn as a network of the strongest ties only, so that it can be read."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from graph.model import Opd
from graph.snapshot import PlanGraph
from graph.traversal import OpdTie, opd_matrix
from service.report.document import TEXT_WIDTH, Picture
from service.report.figure import COLOUR, blank, png
from service.report.words import short

DRAWN: Final = 24
"""Ties that a picture of half a page can show."""

_ROW: Final = 0.85
_HEAD: Final = 1.2
_COLOURS: Final = ("#1f77b4", "#d95f02", "#2a9d5c", "#b22222", "#7b5ea7", "#8c6d31", "#c2478f", "#4d4d4d", "#00868b")
_Side = tuple[str, str]
"""Whether an OPD needs or is needed, and its id: one that does both stands on both sides."""


def strongest(plan: PlanGraph, most: int = DRAWN) -> tuple[OpdTie, ...]:
    """Give the ties with the most dependencies, kecamatan left out, since each of them has the same ones."""
    ties = [
        tie
        for tie in opd_matrix(plan)
        if not plan.get(Opd, tie.opd).is_territorial and not plan.get(Opd, tie.needed).is_territorial
    ]
    return tuple(sorted(ties, key=lambda tie: (-tie.count, -tie.confidence, tie.opd, tie.needed))[:most])


def picture(plan: PlanGraph, ties: Sequence[OpdTie]) -> Picture:
    """Draw the ties: to the left the OPDs that need, to the right those that are needed, tied by lines."""
    graph: nx.DiGraph[_Side] = nx.DiGraph()
    for tie in ties:
        graph.add_edge(("needs", tie.opd), ("needed", tie.needed), count=tie.count)
    places, rows = _places(graph)
    height = _ROW * rows + _HEAD
    figure = blank(TEXT_WIDTH, height)
    axes = figure.add_subplot()
    _draw(axes, graph, places)
    totals = dict(graph.in_degree(weight="count"))
    for side, id_ in graph:
        name = textwrap.fill(short(plan.nodes[id_].label, 56), 28)
        axes.annotate(
            name if side == "needs" else f"{name} ({totals[side, id_]})",
            places[side, id_],
            xytext=(-6 if side == "needs" else 6, 0),
            textcoords="offset points",
            ha="right" if side == "needs" else "left",
            va="center",
            fontsize=7,
            color=COLOUR,
        )
    for across, title in ((-1.0, "memerlukan …"), (1.0, "… yang diperlukan")):
        side_ = "right" if across < 0 else "left"
        axes.text(across, 1 + 2.2 / rows, title, ha=side_, fontsize=8, fontweight="bold", color=COLOUR)
    axes.set_xlim(-2.15, 2.15)
    axes.set_ylim(-1 - 1 / rows, 1 + 3.5 / rows)
    axes.set_axis_off()
    return Picture(
        png=png(figure),
        width=TEXT_WIDTH,
        height=height,
        caption=(
            f"{len(ties)} ketergantungan terkuat antar perangkat daerah (tanpa kecamatan). Garis menuju OPD yang "
            "diperlukan; tebalnya, dan angka dalam kurung, adalah jumlah ketergantungan."
        ),
        alternative=f"{len(ties)} ketergantungan antar {len({id_ for _, id_ in graph})} perangkat daerah.",
    )


def _places(graph: "nx.DiGraph[_Side]") -> tuple[dict[_Side, tuple[float, float]], int]:
    """Places from -1 to 1 in two columns, ordered so that few lines cross; and the rows of the longer column."""
    sides = {side: sorted(node for node in graph if node[0] == side) for side in ("needs", "needed")}
    for _ in range(12):
        for side, other in (("needed", "needs"), ("needs", "needed")):
            rank = {node: number / len(sides[other]) for number, node in enumerate(sides[other])}
            mean = {node: _mean([rank[each] for each in nx.all_neighbors(graph, node)]) for node in sides[side]}
            sides[side].sort(key=lambda node, mean=mean: (mean[node], node))  # type: ignore[misc]
    places = {
        node: (-1.0 if side == "needs" else 1.0, 1 - 2 * (position + 0.5) / len(nodes))
        for side, nodes in sides.items()
        for position, node in enumerate(nodes)
    }
    return places, max(map(len, sides.values()))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _draw(axes: Axes, graph: "nx.DiGraph[_Side]", places: Mapping[_Side, tuple[float, float]]) -> None:
    """Draw the lines, those of one OPD in one colour."""
    counts: dict[tuple[_Side, _Side], int] = nx.get_edge_attributes(graph, "count")
    most = max(counts.values())
    needing = sorted({node for node, _ in counts}, key=lambda node: -places[node][1])
    colours = {node: _COLOURS[number % len(_COLOURS)] for number, node in enumerate(needing)}
    for (node, needed), count in sorted(counts.items()):
        (left, up), (right, down) = places[node], places[needed]
        curve = Path([(left, up), (0, up), (0, down), (right, down)], [Path.MOVETO, *[Path.CURVE4] * 3])
        width = 0.8 + 3.2 * count / most
        axes.add_patch(PathPatch(curve, fill=False, linewidth=width, color=colours[node], alpha=0.6))
