"""Workbook: a whole plan as XLSX, one sheet per concept with every field, and back without loss."""

from graph.change import Contents
from graph.export import sheets
from graph.export.legend import legend
from graph.export.tables import contents as contents_of
from graph.export.tables import tables


def write(contents: Contents) -> bytes:
    """Give the workbook of a plan: the sheet that explains the columns, then one sheet per concept."""
    return sheets.workbook((legend(), *tables(contents)))


def read(data: bytes) -> Contents:
    """Give the plan that a workbook holds; the order of sheets, columns and rows does not matter.

    Raises
    ------
    UnreadableTable
        Where it is no such workbook or a row does not fit; the sentence says where and what to do.
    """
    return contents_of(sheets.tables(data))
