"""Opener: one file, whatever it is, as grids of cells or as a document."""

from pathlib import Path

import msgspec

from graph.intake.grid import Grid
from graph.intake.limits import LIMITS, Limits
from graph.intake.opening.child import read_apart
from graph.intake.opening.exported import Exported, exported_json, is_exported_json
from graph.intake.opening.json_rows import json_grids
from graph.intake.opening.kind import FileKind, display_name, kind_of
from graph.intake.opening.text import csv_grid, decode
from graph.intake.problem import refusal


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is no table: a YAML text."""

    file: str
    text: str


def opened(path: Path, limits: Limits = LIMITS) -> tuple[Grid, ...] | Document | Exported:
    """Open a file.

    Texts are read here; workbooks, prints and HTML pages in a process of their own.

    Raises
    ------
    RefusedFiles
        Where it cannot be opened, is too large, is damaged, or holds no table.
    """
    file = display_name(path)
    kind = kind_of(path, limits)
    if kind in {FileKind.PACKED_WORKBOOK, FileKind.OLD_WORKBOOK, FileKind.PRINT, FileKind.HTML}:
        return read_apart(path, file, kind, limits)
    try:
        text = decode(file, path.read_bytes())
    except OSError as error:
        raise refusal(file, "berkas tidak dapat dibuka", "Periksa nama dan izin berkas itu.") from error
    if kind is FileKind.YAML:
        return Document(file=file, text=text)
    if kind is FileKind.JSON and is_exported_json(text):
        return exported_json(file, text)
    if kind is FileKind.JSON:
        return json_grids(file, text, limits)
    return (csv_grid(file, text, limits),)
