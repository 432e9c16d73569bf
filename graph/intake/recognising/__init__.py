"""Which known format a table is, by its headings."""

from graph.intake.recognising.body import Found, tables
from graph.intake.recognising.format import YEAR, Column, Format, same, stem
from graph.intake.recognising.heading import DEEPEST, LOOK, combined, is_numbering

__all__ = ["DEEPEST", "LOOK", "YEAR", "Column", "Format", "Found", "combined", "is_numbering", "same", "stem", "tables"]
