"""The whole Formulir E.81 of the example city as a sheet and as a print: both give the plan that its flat table gives.

Usage: python -m tests.graph.intake.whole_e81 [--office] [--keep FOLDER]

Makes an XLSX (openpyxl) and a PDF (reportlab) of all forms as they are printed, second prints included, reads them,
and lists whatever differs from the flat table; 1 where something does. ``--office`` has LibreOffice print the sheet,
and save it as ODS and XLS, as well. ``test_prints`` does the same with a part. It takes some minutes.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import msgspec
import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side

from graph.change import Contents
from graph.intake import Limits, look
from graph.model import AnyNode
from service import demo
from tests.graph.intake import making

Form = tuple[str, str, list[dict[str, str]]]
E81 = next(path for path in demo.files(demo.FIRST) if "e81" in path.name)
OPDS = next(path for path in demo.files(demo.FIRST) if path.name.endswith("opd.csv") and "mitra" not in path.name)
_HIGH = 10
"""Points that a line of small print takes in a sheet."""
_WIDTHS = (8, 42, 38, 6, *[10, 15] * 11, 26, 16)


def forms(e81: Path = E81) -> list[Form]:
    """All forms of the flat table in their order, those that are printed twice too, without the codes that none has."""
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(e81.read_text("utf-8").splitlines()):
        found.setdefault((row["unit"], row["salinan_ke"], row["periode_cetak"]), []).append({**row, "kode": ""})
    return [(unit, period, rows) for (unit, _, period), rows in found.items()]


def sheet(path: Path, every: list[Form]) -> Path:
    """All forms one below the other, as applications hand them out: merged headings, wrapped cells, wide pages."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "E.81"
    side = Side(style="thin")
    for unit, period, rows in every:
        for line in making.e81_title(unit, period):
            page.append([line])
            page.cell(page.max_row, 1).font = Font(bold=True)
        top = page.max_row + 1
        for cells in (*making.e81_heading(), *making.e81_rows(rows), *making.e81_summary()):
            page.append([cell if cell != "" else None for cell in cells])
        for first in (*range(5, 11, 2), *range(19, 26, 2)):
            page.merge_cells(start_row=top, start_column=first, end_row=top, end_column=first + 1)
        page.merge_cells(start_row=top, start_column=11, end_row=top, end_column=18)
        for column in (1, 2, 3, 4, 27, 28):
            page.merge_cells(start_row=top, start_column=column, end_row=top + 1, end_column=column)
        for line in page.iter_rows(min_row=top, max_row=page.max_row, max_col=28):
            for cell in line:
                cell.border = Border(side, side, side, side)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(size=7)
            page.row_dimensions[line[0].row].height = _HIGH * max(map(_lines, line, _WIDTHS))
        page.append([])
    for at, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[openpyxl.utils.get_column_letter(at)].width = width
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    page.oddFooter.center.text = "Halaman &P dari &N"
    book.save(path)
    return path


def _lines(cell: Cell | MergedCell, width: int) -> int:
    """At most so many lines a cell's text takes; a row that is not high enough is cut off in print."""
    return len(textwrap.wrap(str(cell.value or ""), width + width // 4)) or 1


def differences(plain: Contents, printed: Contents) -> list[str]:
    """What two plans do not agree on, beside where each was read."""

    def bare(node: AnyNode) -> AnyNode:
        return msgspec.structs.replace(node, source="", marks=())

    found = [f"only in the table: {id_}" for id_ in sorted(plain.nodes.keys() - printed.nodes.keys())]
    found += [f"only in the print: {id_}" for id_ in sorted(printed.nodes.keys() - plain.nodes.keys())]
    for id_ in sorted(plain.nodes.keys() & printed.nodes.keys()):
        one, other = bare(plain.nodes[id_]), bare(printed.nodes[id_])
        found += [
            f"{id_}: {name}: {getattr(one, name)!r} / {getattr(other, name)!r}"
            for name in one.__struct_fields__
            if getattr(one, name) != getattr(other, name, None)
        ]
    found += [f"link only in one: {id_}" for id_ in sorted(plain.links.keys() ^ printed.links.keys())]
    return found


def _office(path: Path, suffix: str) -> Path:
    """Have LibreOffice Calc write a sheet in another format; it says nothing and returns 0 where it cannot."""
    profile = (path.parent / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
    command += ["--outdir", str(path.parent / suffix), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    made = (path.parent / suffix / path.name).with_suffix(f".{suffix}")
    if not made.exists():
        sys.exit(f"LibreOffice wrote no {suffix} (is its Calc installed?): {done.stdout}{done.stderr}")
    return made


def main() -> None:
    """Compare them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    folder = chosen.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    every = forms()
    plain = look([making.flat(folder / "flat.csv", every), OPDS])
    print(f"{len(every)} forms, {sum(len(rows) for *_, rows in every):,} rows; {plain.report.nodes}", flush=True)
    made = [sheet(folder / "e81.xlsx", every), making.e81_pdf(folder / "e81.pdf", every)]
    if chosen.office:
        made += [_office(made[0], suffix) for suffix in ("pdf", "ods", "xls")]
    wrong = 0
    for path in made:
        began = time.monotonic()
        read = look([path, OPDS], limits=Limits(seconds=300))
        told = [str(error) for error in read.errors] or differences(plain.contents, read.contents)
        wrong += len(told)
        where = path.relative_to(folder)
        rows = [file.rows for file in read.report.files if file.format == "e81-cetak"]
        print(f"{where}: {rows} rows in {time.monotonic() - began:.0f} s, {len(told)} differences", flush=True)
        print("\n".join(f"  {each[:400]}" for each in told[:20]), flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
