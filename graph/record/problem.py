"""Problem: what is wrong with a file or was left out of it, said so that the person can mend it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec


class Severity(StrEnum):
    """Severity of a problem in a file: an error refuses the files, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


MOST_SHOWN: Final = 80
"""Of a cell's text so many letters are repeated in a problem."""
MOST_SAID: Final = 500
"""Letters of a reason; what names a thing whose name fills a page is cut, for nobody would read it."""


class FileProblem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong, where, and what to do."""

    file: str
    reason: str
    hint: str = ""
    sheet: str = ""
    """Sheet of a workbook, or page of a print; empty where the file has none."""
    row: int = 0
    """Row of the file, counted from 1 with its heading; 0 where it is the whole file."""
    column: str = ""
    value: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Cut what is too long to be read."""
        if len(self.reason) > MOST_SAID:
            msgspec.structs.force_setattr(self, "reason", f"{self.reason[: MOST_SAID - 3]}...")

    def __str__(self) -> str:
        where = self.file
        if self.sheet:
            where += f", {self.sheet}"
        if self.row:
            where += f", baris {self.row}"
        if self.column:
            where += f", kolom {self.column}"
        value = f" (tertulis: {self.value!r})" if self.value else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: {self.reason}{value}.{hint}"


def worst_first(problems: Iterable[FileProblem]) -> tuple[FileProblem, ...]:
    """Give problems in the order in which people should read them."""
    order = {severity: number for number, severity in enumerate(Severity)}
    return tuple(sorted(problems, key=lambda each: (order[each.severity], each.file, each.sheet, each.row)))


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where in a file something is said; what is empty is not known."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""

    def problem(self, reason: str, hint: str = "", *, severity: Severity = Severity.ERROR) -> FileProblem:
        """Say what is wrong there."""
        return FileProblem(
            file=self.file,
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            value=self.value,
            reason=reason,
            hint=hint,
            severity=severity,
        )


class RefusedFiles(ValueError):
    """Files that cannot be taken in; nothing of them was."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems[:20]))
        self.problems = problems


def refusal(file: str, reason: str, hint: str = "", *, sheet: str = "", row: int = 0) -> RefusedFiles:
    """Give the refusal of one file for one reason."""
    return RefusedFiles((FileProblem(file=file, reason=reason, hint=hint, sheet=sheet, row=row),))
