"""Export: a whole plan as a file, always the same bytes for the same plan.

``FORMATS`` tells what there is; ``plan_file`` makes it. JSON, XLSX and CSV are read back without loss by
``graph.export.json.read``, ``graph.export.workbook.read`` and ``graph.export.csv.read``; intake knows them by their
contents.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import msgspec

from graph.export import csv, dot, gexf, graphml, json, workbook
from graph.export.archive import packed
from graph.export.json import UnreadablePlan
from graph.export.sheets import settled
from graph.export.table import Cell, Table, UnreadableTable
from graph.export.text import file_name, guarded
from graph.snapshot import PlanGraph

__all__ = [
    "FORMATS",
    "Cell",
    "PlanFormat",
    "Table",
    "UnreadablePlan",
    "UnreadableTable",
    "Written",
    "file_name",
    "guarded",
    "packed",
    "plan_file",
    "settled",
]


class PlanFormat(StrEnum):
    """The kinds of file that a whole plan can be given as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    GRAPHML = "graphml"
    GEXF = "gexf"
    DOT = "dot"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A file: its name, its media type, and its bytes."""

    name: str
    media_type: str
    data: bytes


_Writer = Callable[[PlanGraph], bytes]

FORMATS: Final[dict[PlanFormat, tuple[str, str, _Writer]]] = {
    PlanFormat.XLSX: (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda plan: workbook.write(plan.contents),
    ),
    PlanFormat.CSV: ("zip", "application/zip", lambda plan: csv.write(plan.contents)),
    PlanFormat.JSON: ("json", "application/json", json.write),
    PlanFormat.GRAPHML: ("graphml", "application/graphml+xml", lambda plan: graphml.write(plan.contents)),
    PlanFormat.GEXF: ("gexf", "application/gexf+xml", lambda plan: gexf.write(plan.contents)),
    PlanFormat.DOT: ("dot", "text/vnd.graphviz", lambda plan: dot.write(plan.contents)),
}
"""For each format the ending of its file names, its media type, and what writes it."""


def plan_file(plan: PlanGraph, format_: PlanFormat) -> Written:
    """Give a plan as a file; its name tells the plan and the revision."""
    suffix, media_type, write = FORMATS[format_]
    name = file_name(plan.info.slug, f"r{plan.revision}", suffix=suffix)
    return Written(name=name, media_type=media_type, data=write(plan))
