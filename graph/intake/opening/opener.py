"""Opener: one file, whatever it is, as grids of cells or as a document. Runs in the reading process only."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from graph.intake.cells import Grid
from graph.intake.limits import Limits
from graph.intake.opening.exported import Exported
from graph.intake.opening.kind import FileKind, display_name, kind_of
from graph.intake.opening.tidy import tidy
from graph.record import refusal

_DUMP: Final = re.compile(
    r"^[ \t]*(?:insert\s+into|create\s+(?:table|database)|copy\s+\S+\s*\([^()]*\)\s+from)\s", re.I | re.M
)
_BEGINNING: Final = 100_000
"""Within so many letters a database's dump says what it is."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is no table: what a YAML text holds."""

    file: str
    data: object


Opened = tuple[Grid, ...] | Document | Exported


def opened(path: Path, limits: Limits, known: Callable[[FileKind], None] = lambda _: None) -> Opened:
    """Open a file; its kind is said as soon as it is known, since how long it may take depends on that.

    Raises
    ------
    RefusedFiles
        Where it cannot be opened, is too large, is damaged, or holds nothing of a kind that we read.
    """
    file = display_name(path)
    kind = kind_of(path, limits)
    known(kind)
    found = _opened(path, file, kind, limits)
    return tuple(tidy(grid) for grid in found) if isinstance(found, tuple) else found


def _opened(path: Path, file: str, kind: FileKind, limits: Limits) -> Opened:
    if kind is FileKind.PRINT:
        from graph.intake.opening.printed import read_print

        return read_print(path, file, limits)
    if kind in {FileKind.PACKED_WORKBOOK, FileKind.OLD_WORKBOOK}:
        from graph.intake.opening.workbook import read_workbook

        return read_workbook(path, file, kind, limits)
    return _text(path, file, kind, limits)


def _text(path: Path, file: str, kind: FileKind, limits: Limits) -> Opened:
    from graph.intake.opening.text import csv_grid, read_text

    text, notes = read_text(path, file)
    if kind is FileKind.HTML:
        from graph.intake.opening.html_tables import html_grids

        return html_grids(file, text, limits, notes)
    if kind is FileKind.YAML:
        from graph.intake.opening.rpjmd_text import known_document

        return Document(file=file, data=known_document(file, text))
    if kind is FileKind.JSON:
        from graph.intake.opening.exported import exported_json, is_exported_json
        from graph.intake.opening.json_rows import json_grids

        return exported_json(file, text) if is_exported_json(text) else json_grids(file, text, limits, notes)
    if _DUMP.search(text[:_BEGINNING]):
        reason = "ini cadangan basis data (SQL), bukan tabel"
        raise refusal(file, reason, "Ekspor tabelnya dari aplikasi itu sebagai XLSX atau CSV, lalu coba lagi.")
    return (csv_grid(file, text, limits, notes),)


def yaml_data(path: Path, limits: Limits) -> Document:
    """Give whatever a YAML file holds.

    Raises
    ------
    RefusedFiles
        Where it cannot be opened, is too large, or is no YAML.
    """
    from graph.intake.opening.text import read_text
    from graph.intake.opening.yaml_text import load_yaml

    file = display_name(path)
    kind_of(path, limits)
    return Document(file=file, data=load_yaml(file, read_text(path, file).text))
