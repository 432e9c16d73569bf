"""Measures the import of a sheet of 100,000 rows, as a ratio to reading its cells alone.

Its table stands in docs/performance.md.

Usage: python -m bench.intake [--rows N] [--quick]

The rows are those of the example city's E.81 again and again, each time under OPD names of its own. Reading the cells
alone is what a careful program must do in any case: look through the archive (``check_archive``), then take all
values by openpyxl's read-only mode, or the csv module. Importing is all that ``sinergi import`` does: reading in a
process of its own, comparing with an empty plan, checking every change, and writing to SQLite; its progress is heard.
Each runs in a process of its own, so that its peak of memory can be told; in turns, the best of two counts.
"""

import argparse
import asyncio
import csv
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

import openpyxl

from acts import Desk, Evaluations, compare_files, import_files, on_this_machine
from bench.graph import PAGE
from bench.table import write
from graph.intake import LIMITS, Step
from graph.intake.opening.archive import check_archive
from graph.store import Store
from service import demo

BEGIN: Final = "<!-- bench-intake:begin, written by python -m bench.intake -->"
END: Final = "<!-- bench-intake:end -->"
ROWS: Final = 100_000
TIMES: Final = 2
COLUMNS: Final = (
    *("tahun", "periode_cetak", "unit", "nomor", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator"),
    *("satuan", "target_k", "pagu_rp", "realisasi_k", "realisasi_rp", "penanggung_jawab", "penjelasan"),
    *("baris_lanjutan", "salinan_ke"),
)
"""Those that the reader of E.81 uses; with them 100,000 rows are below the limit of cells."""


def rows(count: int) -> Iterator[list[str]]:
    """Give the heading and so many rows."""
    e81 = next(path for path in demo.files(demo.FIRST) if "e81" in path.name)
    with e81.open(encoding="utf-8", newline="") as text:
        real = [row for row in csv.DictReader(text) if row["salinan_ke"] == "1"]
    yield list(COLUMNS)
    for number in range(count):
        copy, at = divmod(number, len(real))
        row = real[at] | {"unit": f"{real[at]['unit']} wilayah {copy}"}
        yield [row[column] for column in COLUMNS]


def made(folder: Path, count: int) -> dict[str, Path]:
    """Write the rows as a sheet and as a text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("E.81")
    paths = {"XLSX": folder / "renja.xlsx", "CSV": folder / "renja.csv"}
    with paths["CSV"].open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        for row in rows(count):
            out.writerow(row)
            sheet.append([cell or None for cell in row])
    book.save(paths["XLSX"])
    return paths


# -- what is measured, each in a process of its own -----------------------------------------------------------------


def cells_of_xlsx(path: Path) -> str:
    """Take all values of a sheet."""
    check_archive(path, path.name, LIMITS)
    book = openpyxl.load_workbook(path, read_only=True)
    return f"{sum(1 for row in book.active.iter_rows(values_only=True) for cell in row if cell is not None):,} cells"


def cells_of_csv(path: Path) -> str:
    """Take all cells of a text."""
    with path.open(encoding="utf-8", newline="") as text:
        return f"{sum(1 for row in csv.reader(text) for cell in row if cell):,} cells"


def imported(path: Path) -> str:
    """Import a file into a new plan."""
    words: list[tuple[Step, int, int | None]] = []
    seconds = dict.fromkeys(Step, 0.0)
    began = [time.perf_counter(), Step.READING]

    def hear(
        step: Step, done: int = 0, total: int | None = None, file: str | None = None, message: str | None = None
    ) -> None:
        del file, message
        words.append((step, done, total))
        now = time.perf_counter()
        seconds[Step(began[1])] += now - float(began[0])
        began[:] = [now, step]

    async def work() -> int:
        with tempfile.TemporaryDirectory() as folder:
            info = demo.info(demo.FIRST)
            store = Store.open(f"sqlite+aiosqlite:///{folder}/plans.db")
            await store.upgrade()
            desk = await Desk.of(store, Evaluations(store), on_this_machine(""), info)
            found = await compare_files(desk, [path], progress=hear)
            await import_files(desk, found, progress=hear)
            await store.close()
            return len(found.changes)

    changes = asyncio.run(work())
    parts = ", ".join(f"{step} {spent:.1f} s" for step, spent in seconds.items() if spent >= 0.05)
    return f"{changes:,} changes, {len(words):,} words of progress; {parts}"


MEASURED: Final[dict[str, Callable[[Path], str]]] = {
    "cells of XLSX": cells_of_xlsx,
    "cells of CSV": cells_of_csv,
    "import": imported,
}


def _timed(what: str, path: Path) -> tuple[float, int, str]:
    """Seconds, peak of resident memory in MiB of the process and of those that it started, and what it says."""
    command = (sys.executable, "-m", "bench.intake", "--one", what, "--file", str(path))
    seconds, own, children, said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split(
        "\t"
    )
    return float(seconds), max(int(own), int(children)) // 1024, said.strip()


def _one(what: str, path: Path) -> None:
    began = time.perf_counter()
    said = MEASURED[what](path)
    spent = time.perf_counter() - began
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(spent, own, children, said, sep="\t")


def main() -> None:
    """Measure, print the table, and write it where not in haste."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--quick", action="store_true", help="once, without writing the page")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        _one(chosen.one, chosen.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = made(Path(folder), chosen.rows)
        text = _table(paths, chosen.rows, 1 if chosen.quick else TIMES)
    print(text)
    if not chosen.quick:
        write(PAGE, text, BEGIN, END)


def _table(paths: dict[str, Path], count: int, times: int) -> str:
    lines = [
        f"Python {platform.python_version()}, openpyxl {version('openpyxl')}, "
        f"python-calamine {version('python-calamine')}; {count:,} rows.",
        "",
        "| file | import, s | its cells alone, s | ratio | peak of memory, import | cells alone |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    notes = []
    for kind, path in paths.items():
        taken = [(_timed("import", path), _timed(f"cells of {kind}", path)) for _ in range(times)]
        ours, alone = (min(each[side] for each in taken) for side in (0, 1))
        lines.append(
            f"| {kind} ({alone[2]}) | {ours[0]:.1f} | {alone[0]:.1f} | {ours[0] / alone[0]:.1f} "
            f"| {ours[1]} MiB | {alone[1]} MiB |"
        )
        notes.append(f"- {kind}: {ours[2]}")
    return "\n".join([*lines, "", *notes])


if __name__ == "__main__":
    main()
