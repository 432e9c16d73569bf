"""Measures the import of a sheet and of a text of 50,000 rows, as a ratio to opening them with the same reader.

Its table stands in docs/performance.md.

Usage: python -m bench.intake [--rows N] [--quick]

The rows are those of the example city's E.81 again and again, each time under OPD names of its own. Opening is what
comes first in any case: the cells with their values, styles and merges, in a process of its own. A dry run reads them
as a plan and compares it with an empty one; an import also writes it to SQLite. What is given is processor time, that
of the opening process with it. Each runs in a process of its own, so that its peak of memory can be told; in turns, the
best of two counts.
"""

import argparse
import asyncio
import csv
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

import openpyxl

from acts import Desk, Evaluations, compare_files, import_files, on_this_machine
from bench.graph import PAGE
from bench.table import write
from graph.change import EMPTY
from graph.intake import LIMITS, compare
from graph.intake.opening import Reader
from graph.store import Store
from service import demo

BEGIN: Final = "<!-- bench-intake:begin, written by python -m bench.intake -->"
END: Final = "<!-- bench-intake:end -->"
ROWS: Final = 50_000
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


def opened(path: Path) -> None:
    """Open a file: its values, styles and merges."""
    with Reader(LIMITS) as reader:
        reader.read(path)


def compared(path: Path) -> None:
    """Read a file and say what importing it into an empty plan would do."""
    compare(EMPTY, [path])


def imported(path: Path) -> None:
    """Import a file into a new plan."""

    async def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            info = demo.info(demo.FIRST)
            store = Store.open(f"sqlite+aiosqlite:///{folder}/plans.db")
            await store.upgrade()
            desk = await Desk.of(store, Evaluations(store), on_this_machine(""), info)
            await import_files(desk, await compare_files(desk, [path]))
            await store.close()

    asyncio.run(work())


MEASURED: Final[dict[str, Callable[[Path], None]]] = {"opened": opened, "dry run": compared, "import": imported}


def _timed(what: str, path: Path) -> tuple[float, int]:
    """Seconds of processor time, and the largest peak of resident memory in MiB, of a process and those it started."""
    command = (sys.executable, "-m", "bench.intake", "--one", what, "--file", str(path))
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(peak) // 1024


def _one(what: str, path: Path) -> None:
    before = _spent()
    MEASURED[what](path)
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(_spent() - before, max(peaks))


def _spent() -> float:
    """The processor time of this process and of those that it started and that ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


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
        f"Python {platform.python_version()}, python-calamine {version('python-calamine')}; {count:,} rows.",
        "",
        "| file | opened, s | dry run, s | times opening | import, s | times opening | peaks of memory of the three |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for kind, path in paths.items():
        taken = [[_timed(what, path) for what in MEASURED] for _ in range(times)]
        alone, dry, whole = (min(each[at][0] for each in taken) for at in range(3))
        peaks = ", ".join(f"{max(each[at][1] for each in taken)} MiB" for at in range(3))
        lines.append(
            f"| {kind} | {alone:.1f} | {dry:.1f} | {dry / alone:.1f} | {whole:.1f} | {whole / alone:.1f} | {peaks} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
