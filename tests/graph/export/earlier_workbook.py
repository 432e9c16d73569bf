"""Earlier workbook: a whole plan as the XLSX file that versions up to 0.2.0 wrote, which is still read."""

from graph.change import Contents
from graph.export import sheets
from graph.export.tables import contents as contents_of
from graph.export.tables import tables


def write(contents: Contents) -> bytes:
    """Give the workbook: one sheet per concept, with every field."""
    return sheets.workbook(tables(contents))


def read(data: bytes) -> Contents:
    """Give the plan that such a workbook holds."""
    return contents_of(sheets.tables(data))
