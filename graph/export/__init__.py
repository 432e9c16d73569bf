"""Export: a whole plan as a file, always the same bytes for the same plan.

``EXPORTS`` tells what is offered of a plan; ``plan_file`` makes the plan itself as a file. JSON and CSV are read
back without loss by ``graph.export.json.read``, ``graph.export.csv.read``; intake
knows them by their contents.
"""

from collections.abc import Callable

from graph.export.archive import packed, settled
from graph.export.file import (
    ASSESSED,
    CROSS_IMPACT,
    EXPORTS,
    MINUTES,
    Export,
    File,
    FileFormat,
    Offered,
    What,
    export_of,
    formats,
)
from graph.export.json import UnreadablePlan
from graph.export.table import Cell, Table, UnreadableTable
from graph.export.text import file_name, guarded
from graph.snapshot import PlanGraph

__all__ = [
    "ASSESSED",
    "CROSS_IMPACT",
    "EXPORTS",
    "MINUTES",
    "Cell",
    "Export",
    "File",
    "FileFormat",
    "Offered",
    "Table",
    "UnreadablePlan",
    "UnreadableTable",
    "What",
    "export_of",
    "file_name",
    "formats",
    "guarded",
    "packed",
    "plan_file",
    "settled",
]


def plan_file(plan: PlanGraph, format_: FileFormat) -> File:
    """Give a plan as a file; its name tells the plan and the revision.

    Raises
    ------
    ValueError
        Where a plan is not given as that kind of file; the sentence says what can be.
    """
    export = export_of(What.PLAN, format_)
    return export.of(plan, _writers()[format_](plan))


def _writers() -> dict[FileFormat, Callable[[PlanGraph], bytes]]:
    """What writes each kind of file; loaded only when it is asked for, since workbooks take long to load."""
    from graph.export import csv, dot, gexf, graphml, json, plan_book

    return {
        FileFormat.XLSX: lambda plan: plan_book.write(plan.contents),
        FileFormat.CSV: lambda plan: csv.write(plan.contents),
        FileFormat.JSON: json.write,
        FileFormat.GRAPHML: lambda plan: graphml.write(plan.contents),
        FileFormat.GEXF: lambda plan: gexf.write(plan.contents),
        FileFormat.DOT: lambda plan: dot.write(plan.contents),
    }
