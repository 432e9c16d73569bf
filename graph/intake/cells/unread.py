"""Unread: what is filled in a file and that nobody reads, and what it seems to hold."""

from collections.abc import Sequence
from typing import Final

from graph.intake.cells.column_words import MONEY_WORDS, called
from graph.intake.cells.content import SAMPLE, Content, content_of
from graph.intake.cells.grid import GridRow
from graph.record import MOST_SHOWN, FileProblem, Holds, Severity, UnreadColumn
from graph.reference import normalised

_NAMES: Final = frozenset({"opd", "nama", "program", "kegiatan", "sub_kegiatan", "indikator", "sasaran", "tujuan"})
_TARGETS: Final = frozenset({"target", "realisasi", "baseline"})
_NUMBERS: Final = frozenset({Content.MONEY, Content.MEASURE, Content.YEAR})
_SAID: Final = {Holds.MONEY: "uang", Holds.TARGET: "target atau capaian", Holds.NAME: "nama"}


def holds(heading: str, cells: Sequence[str]) -> Holds:
    """Say what a column seems to hold, by its heading and some of its cells.

    >>> holds("Kebutuhan Dana (juta)", ["250"]), holds("Target Kinerja PD", ["12"]), holds("Catatan", ["rutin"])
    (<Holds.MONEY: 'money'>, <Holds.TARGET: 'target'>, <Holds.OTHER: 'other'>)
    """
    text = normalised(heading)
    content = content_of(cells)
    if content is Content.CODE or text.split()[:1] in (["kode"], ["id"]):
        return Holds.OTHER
    is_money = not MONEY_WORDS.isdisjoint(text.split())
    if content in _NUMBERS:
        if is_money or content is Content.MONEY:
            return Holds.MONEY
        return Holds.TARGET if called(text) in _TARGETS else Holds.OTHER
    if is_money and all(any(letter.isdecimal() for letter in cell) for cell in cells):
        return Holds.MONEY
    if "urusan" in text.split():  # official names that follow from the codes
        return Holds.OTHER
    is_agency = content is Content.OPD and any(" " in cell for cell in cells)
    return Holds.NAME if is_agency or called(text) in _NAMES else Holds.OTHER


def unread_rows(file: str, sheet: str, rows: Sequence[GridRow]) -> UnreadColumn:
    """Say what stands in rows that are left out whole."""
    cells = [cell for row in rows[:SAMPLE] for cell in row.cells if cell]
    kinds = {content_of([cell]) for cell in cells}
    said = Holds.MONEY if Content.MONEY in kinds else Holds.NAME if Content.TEXT in kinds else Holds.OTHER
    example = " | ".join(cell for cell in rows[0].cells if cell) if rows else ""
    return UnreadColumn(
        file=file, sheet=sheet, column="", filled=len(rows), holds=said, example=" ".join(example.split())[:MOST_SHOWN]
    )


def warning(unread: UnreadColumn) -> FileProblem | None:
    """Give the warning about a column whose contents a plan should not lose; None for any other."""
    if unread.holds is Holds.OTHER or not unread.column:  # rows that are left out are told where they are
        return None
    return FileProblem(
        file=unread.file,
        sheet=unread.sheet,
        column=unread.column,
        value=unread.example,
        reason=f"kolom ini tidak dibaca, padahal terisi pada {unread.filled} baris; isinya tampaknya "
        f"{_SAID[unread.holds]}",
        hint="Ganti judulnya dengan yang dikenal atau petakan kolomnya, bila isinya bagian dari rencana.",
        severity=Severity.WARNING,
    )
