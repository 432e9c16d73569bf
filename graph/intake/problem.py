"""Problem: why a file is refused, said so that the person can mend it."""

import msgspec


class FileProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, where, and what to do."""

    file: str
    reason: str
    hint: str = ""
    row: int = 0
    """Row of the file, counted from 1 with its heading; 0 where it is the whole file."""
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.row:
            where += f", baris {self.row}"
        if self.column:
            where += f", kolom {self.column}"
        value = f" (tertulis: {self.value!r})" if self.value else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: {self.reason}{value}.{hint}"


class RefusedFiles(ValueError):  # noqa: N818 - named for what happened, as it is reported
    """Files that cannot be taken in; nothing of them was."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems[:20]))
        self.problems = problems
