"""Exported: the files that ``graph.export`` writes of a whole plan are known again and read without loss.

What reads them is loaded when it is needed: it takes longer to load than all else that reads texts.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from graph.change import Contents
from graph.record import Place, refusal

if TYPE_CHECKING:
    from graph.export.table import Table

_MARK: Final = "sinergi-plan-"
"""With this the name of the format begins, which a plan that was exported as JSON holds."""
_HINT: Final = "Ekspor ulang rencananya, atau betulkan bagian itu."


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A file that holds a whole plan as we export it, with the ids of all its nodes."""

    file: str
    contents: Contents
    sheet: str = ""
    """Where its links stand; empty where it has no sheets."""
    rows: dict[str, int] = {}
    """The row, or the line, of each link by its id."""
    years: dict[str, tuple[str, int]] = {}
    """The sheet and the row of each year of a node, by its id and the year; empty where it has no sheets."""

    def place(self, id_: str, year: int, column: str) -> Place:
        """Where a year of a node stands."""
        sheet, row = self.years.get(f"{id_} {year}", ("", 0))
        return Place(file=self.file, sheet=f"lembar {sheet}" if sheet else "", row=row, column=column)


def is_exported_json(text: str) -> bool:
    """Whether a JSON text is a plan that was exported."""
    if _MARK not in text:
        return False
    from graph.export import json

    return f'"{json.FORMAT}"' in text


def is_exported_workbook(sheets: Collection[str]) -> bool:
    """Whether sheets of these names are those of a plan that was exported."""
    from graph.export.tables import LINKS, NAMES

    return LINKS in sheets and any(name in sheets for name in NAMES if name != LINKS)


def is_exported_archive(parts: Collection[str]) -> bool:
    """Whether an archive of these parts is a plan that was exported as CSV files."""
    return is_exported_workbook([part.removesuffix(".csv") for part in parts])


def exported_json(file: str, text: str) -> Exported:
    """Give the plan of a JSON text.

    Raises
    ------
    RefusedFiles
        Where it does not hold together.
    """
    from graph.export import json

    data = text.encode(errors="surrogatepass")
    return _read(file, lambda: Exported(file=file, contents=json.read(data), rows=json.link_lines(data)))


def exported_workbook(path: Path, file: str) -> Exported:
    """Give the plan of a workbook.

    Raises
    ------
    RefusedFiles
        Where a sheet does not hold together; it says which, and in which row.
    """
    from graph.export import sheets

    return _read(file, lambda: _of_tables(file, sheets.tables(path.read_bytes())))


def exported_archive(path: Path, file: str) -> Exported:
    """Give the plan of an archive of CSV files.

    Raises
    ------
    RefusedFiles
        Where one of them does not hold together; it says which, and in which row.
    """
    from graph.export import csv

    return _read(file, lambda: _of_tables(file, csv.parts(path.read_bytes())))


def _of_tables(file: str, found: "Sequence[Table]") -> Exported:
    from graph.export.tables import LINKS, contents, link_rows, year_rows

    return Exported(
        file=file,
        contents=contents(found),
        sheet=f"lembar {LINKS}",
        rows=link_rows(found),
        years={f"{id_} {year}": place for (id_, year), place in year_rows(found).items()},
    )


def _read(file: str, read: Callable[[], Exported]) -> Exported:
    from graph.export import UnreadablePlan, UnreadableTable

    try:
        return read()
    except UnreadableTable as error:
        sheet = f"lembar {error.table}" if error.table else ""
        raise refusal(file, error.what.rstrip("."), _HINT, sheet=sheet, row=error.row) from error
    except UnreadablePlan as error:
        raise refusal(file, str(error).rstrip("."), _HINT) from error
