"""What stands in the cells of a table: figures, codes, titles, and how columns are called."""

from graph.intake.cells.aligned import unit_of, value
from graph.intake.cells.column_words import called, likely
from graph.intake.cells.content import SAMPLE, Content, content_of
from graph.intake.cells.failed import UNNAMED, is_failed
from graph.intake.cells.figures import (
    MOST_RUPIAH,
    DecimalMark,
    UnreadableFigure,
    decimal_mark,
    is_counted,
    measure,
    money,
)
from graph.intake.cells.grid import Grid, GridRow, letters
from graph.intake.cells.money_heading import (
    BUDGETS,
    MoneyHeading,
    money_heading,
    named_stage,
    said_scale,
    scale_of,
    standard_headings,
    titled_stage,
)
from graph.intake.cells.spelled_out import spelled_out
from graph.intake.cells.table import Row, Table, Total
from graph.intake.cells.title import titled_opd, titled_year
from graph.intake.cells.unread import holds, unread_rows, warning
from graph.intake.cells.written_code import is_account, split_code, tidy_code

__all__ = [
    "BUDGETS",
    "MOST_RUPIAH",
    "SAMPLE",
    "UNNAMED",
    "Content",
    "DecimalMark",
    "Grid",
    "GridRow",
    "MoneyHeading",
    "Row",
    "Table",
    "Total",
    "UnreadableFigure",
    "called",
    "content_of",
    "decimal_mark",
    "holds",
    "is_account",
    "is_counted",
    "is_failed",
    "letters",
    "likely",
    "measure",
    "money",
    "money_heading",
    "named_stage",
    "said_scale",
    "scale_of",
    "spelled_out",
    "split_code",
    "standard_headings",
    "tidy_code",
    "titled_opd",
    "titled_stage",
    "titled_year",
    "unit_of",
    "unread_rows",
    "value",
    "warning",
]
