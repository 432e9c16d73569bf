"""Child: the side of the service that has a foreign file read in a process of its own."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from graph.intake.grid import Grid
from graph.intake.limits import Limits
from graph.intake.opening.exported import Exported
from graph.intake.opening.kind import FileKind
from graph.intake.opening.worker import MOST_ANSWERED, Answer, Task
from graph.intake.problem import RefusedFiles, refusal

COMMAND: Final = (sys.executable, "-m", "graph.intake.opening.worker")
_PRINT_TIMES: Final = 8
"""A print takes so many times as long as a workbook."""


def read_apart(path: Path, file: str, kind: FileKind, limits: Limits) -> tuple[Grid, ...] | Exported:
    """Have a file read in another process, with limits on its time and memory.

    Raises
    ------
    RefusedFiles
        Where the file is refused there, or where reading it took too long, too much memory, or ended badly.
    """
    seconds = limits.seconds * (_PRINT_TIMES if kind is FileKind.PRINT else 1)
    task = Task(path=str(path.resolve()), file=file, kind=kind, limits=limits, seconds=int(seconds) + 1)
    with tempfile.TemporaryFile() as answered:
        try:
            ended = subprocess.run(  # noqa: S603 - our own interpreter and module; the path goes in by standard input
                COMMAND,
                input=msgspec.msgpack.encode(task),
                stdout=answered,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise refusal(
                file, f"berkas ini tidak selesai dibaca dalam {seconds:g} detik", "Simpan lembar yang diperlukan saja."
            ) from error
        size = answered.seek(0, 2) if ended.returncode == 0 else 0
        answered.seek(0)
        data = answered.read() if 0 < size <= MOST_ANSWERED else b""
    try:
        answer = msgspec.msgpack.decode(data, type=Answer)
    except msgspec.DecodeError as error:
        raise refusal(
            file,
            "berkas ini menghentikan pembacanya (rusak, atau jauh lebih besar daripada tampaknya)",
            "Salin tabelnya ke berkas XLSX baru, lalu coba lagi.",
        ) from error
    if answer.problems:
        raise RefusedFiles(answer.problems)
    return answer.exported or answer.grids
