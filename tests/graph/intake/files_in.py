"""Files in: writes docs/files-in.md from the formats, the limits and what the real files give; a test says when stale.

Run it with ``python -m tests.graph.intake.files_in``.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.intake import LIMITS, Intake, read_files
from graph.intake.formats import FORMATS, budget_form
from graph.intake.limits import MIB
from graph.record import Severity
from service import demo
from tests.graph.intake.making import DATA

PAGE: Final = Path(__file__).parents[3] / "docs" / "files-in.md"
_SEEN: Final = Path(__file__).parent / "seen.md"
"""What becomes of each kind of trouble, in each kind of file."""
_HEAD: Final = """# Files in

Written by `python -m tests.graph.intake.files_in`; a test says when it is stale.

`sinergi import PLAN FILE ...` (and `graph.intake.read_files`) takes any of the files below, in any number and order.
A file is known by the headings of its columns, not by its name. One bad cell refuses all files, and every problem
names file, sheet or page, row, column, what is written there and what to do.

    look(paths) -> Intake            as far as it can be understood, with all problems
    read_files(paths) -> Intake      the same, or RefusedFiles where there is an error
    preview(plan, intake) -> Preview what it would do to a plan: new, changed, gone, not understood, questions
    propose(path) -> Mapping         columns of an unknown table, for a person to correct and save
    template() -> bytes              our own workbook

    compare(plan, paths) -> Preview  both in one, with mappings, answers and a word about how far it is

## Importing on the command line

    sinergi import PLAN FILE ... --dry-run                 what is new, changed, gone, not understood; --format json
    sinergi import PLAN FILE ... --map columns.yaml        a table of no known format: its columns are proposed
    sinergi import PLAN FILE ... --answers answers.yaml    doubtful names: the questions are written there

`--dry-run` writes nothing and exits with 1 where the import would be refused as it stands. A file of `--map` or
`--answers` that is not there yet is written for a person to correct or fill in, and is used the next time; a file that
is there is never written over. `--map` may be given several times, one for each unknown table. An answer may also be
given as `--answer ID=NODE`, or `ID=baru` where the name is a new one; at a terminal it is asked. Until every doubtful
name is answered, nothing is written. `--whole` says that the files are the whole plan: what they no longer say goes.

## What is opened

| kind | how |
|---|---|
| CSV | UTF-8, UTF-16 (also without its mark) or Windows-1252; comma, semicolon, tab, bar or what `sep=` says |
| XLSX, XLSM, ODS, XLS | python-calamine gives the cells; the sheets' own XML, and xlrd for XLS, tell how they look |
| JSON | lists of records, as PHP writes them too, lists of lists, one record a line (NDJSON) |
| PDF | ruled tables and the lines between them (pdfplumber); scans are refused |
| DOCX | tables, with the paragraphs above them as their title |
| HTML | tables of pages that call themselves `.xls`, as a browser would show them |
| YAML | an RPJMD |
| JSON, ZIP of CSV | a whole plan that `sinergi export` wrote, without loss; workbooks of 0.2.0 too (decision 0011) |
| XLSX | the workbook of a plan, sheets *Program* and *Indikator*: what was changed in it (`docs/files-out.md`) |

## What is seen in a table

- Title lines above the heading tell the OPD (`Perangkat Daerah: ...`), the year (`Tahun Anggaran 2026`) and the stage
  (`RENJA PERUBAHAN`; `RANCANGAN` is a draft), in every format: rows of a sheet, paragraphs, captions and layout
  tables of pages and documents, lines of a print.
- A heading may have up to five lines, one of them column numbers, and is left out where it is printed again.
- Totals (also behind the name of whose sum they are), averages, footnotes, signatures and rows marked `contoh` are left
  out, and each is listed. A cell that names several years is no year, and a percentage no money: both are asked.
- A row that names nothing of its own holds one more indicator of the row above; a merged OPD holds for the rows below.
- Programs of a masterplan stand in the dimension that their row tells, else a line between the rows, the heading, the
  caption or the sheet. Marks below bare years (√, v, x) are its road map; anything else there is told and not read.
- Numbers of a sheet are taken as they are. Written money may have either thousands mark; a performance value is read
  with the decimal mark that its column uses; of what is counted (orang, unit, dokumen, titik) there is no fraction, so
  that `1.500` orang is 1500.
- Headings of money are known by their words: one for money (pagu, anggaran, dana, Rp ...), and any for its scale (ribu,
  juta, jt, miliar, M, 000, x Rp1.000), year, stage (usulan, indikatif, murni, perubahan, APBD, menjadi ...) and what
  it is of (sub kegiatan, total ...), in any order. Of several columns that of the latest stage counts, and the others
  are kept as the amounts of their stages; a row's cell (`Tahap`), the title, the sheet or the file may name the stage
  too (decision 0022). One other word makes it another thing (`Sumber Dana`, `Biaya Satuan`).
- Whose a row is stands in its cell, in a row of the OPD's name alone above it, in the title, else in the name of the
  sheet or the file (told). In every format with a column of agencies a column of units (`Sub Unit`, `Sub SKPD`,
  `Unit Kerja`, `Unit Organisasi`) says which unit leads the work; without one of agencies the larger unit is one.
- Headings that databases abbreviate (`NMPRGRM`, `kd_sub_keg`, `pagumurni`) are read in the words that they stand for.
- Codes in pieces (urusan, bidang, program, kegiatan and sub kegiatan in a column each, or below one heading *Kode*) are
  put together; the field may stand in the agency's code alone, where only one can be meant.
- What is only called *Realisasi* is money where its cells are amounts and no such target stands beside it (told). A
  target beside no indicator is not read (told, and in `unread`).
- Amounts of programs and activities are held against the sums of what stands below them; others are told.
- A form that is printed again, cell for cell, counts once and is told; other equal amounts are summed.
- Columns of quarters and months (`Realisasi Anggaran TW I`, `s.d. Triwulan II`, `Serapan Maret`) give what was spent
  within each quarter, half years (`Semester I`) only that of the year. A single month, and what was reached by month
  or half a year, is told; so are months that are swapped, and a year that its parts do not make up.
- Amounts are made whole rupiah by the scale that the heading says, else a line above the table (`(ribuan)`, `dalam
  jutaan rupiah`) or a note below it; a column whose amounts are all below Rp 1.000 without one is told. Amounts below
  zero (minus or brackets) are told at their cell, kept as written, and in no sum.
- A volume with its unit is the target where no column is called so; `Target Tahun n`, `Target Renja`, `Target RKPD
  2026` are that of the plan's year, `Tahun n-1` and `n+1` the years around it. `Kondisi Awal RPJMD` is where an
  indicator began, `Target Akhir Renstra` where it shall end.
- A word that a narrow cell of a print breaks is joined where the places of its letters and the other words of the print
  say that it is one; a hyphen goes where the word stands whole elsewhere; in doubt a blank stays.
- A code that lost its zeros (`1.2.2`, the number 2.1 for 2.10) is mended. An outline number 1.1 after 1.9 is 1.10.

"""
_FORMATS: Final = "What becomes of the files of whole regions is told in [regions](regions.md).\n\n## Formats\n"
_TAIL: Final = """
What the E.81 summary, monthly cash plans, forward estimates and sub-outputs say has no place in a plan: they are
checked where they are money, and not kept. A database's dump (`.sql`) is refused in words, for its tables are tied by
keys that no plan shows: they are exported from the application as sheets.
A printed RKA or DPA (sheet, CSV or PDF, as many forms as it holds) is read by its fields: *Organisasi*, *Program*,
*Kegiatan*, *Sub Kegiatan*, their indicators, *Alokasi Tahun n*. The sum that its table of accounts prints is the
sub-activity's money, held against the accounts, which are told and not kept; where a form is cut before its sum, that
of its accounts is taken and told, else asked. A table of accounts without these fields is refused: load the SIPD
export with codes.
Headings that only number the years (*Tahun 1*, *Tahun ke-II*) are those of the period that the title names
(*Renstra 2025-2029*); without one the year is asked. Trees of lists (agency, program, activity, sub-activity) are
read down to their last list where no list on the way has money, targets or the same keys.

## A table of no known format

`sinergi mapping TABLE` proposes what each column holds, from the likeness of its heading and from what its cells are,
and writes it with its reasons. An empty column is never proposed, one that holds codes never as a name. A table that
only names agencies is proposed as a list of them, one of objectives as a cascade, one of indicators a year as IKU, with
what they lack as empty constants. A person corrects it and keeps it:

    format: baris
    columns:
      "Nama Dinas": opd
      "Kd. Rek": kode
      "Uraian": nama
      "Alokasi Dana": pagu
    constants:
      tahun: "2026"

`read_files(paths, mapping=Mapping.load(path))` reads every table that has all these headings; `format` may be any of
the table above. Whatever a format demands may stand in `constants`, also as `""` where there is none; what is missing
is asked in planners' words.

## Preview

A node that the files name and the plan does not have is looked for among nodes of its kind, level and OPD that the
files do not name. Names that differ in case, blanks, marks, a known abbreviation, initials or misspelt words are the
same, and the reason is shown. Names that differ by a whole word are a question; names that differ in a number, a
numeral or a compass point are different. `preview(plan, read, answers={id: id_or_nothing})` takes answers.
Files add to a plan: a year that they do not speak of stays, and an empty cell empties nothing, unless `whole` is set.

## Damaged files

`python -m tests.fuzz.files` cuts real files, damages cells, rows, headings, encodings, bytes and parts of archives, and
reads each up to a plan, one in eight twice and one in a hundred into a database: each must be refused with its place or
give a plan that holds together, within 500 MiB. Seed and number replay a file (`--only`), `--first` goes on where a run
ended; three hundred files run with the tests. The longest run read 200,000 (seed 27112026): 64,646 gave a
plan, 88,240 were refused at a place in the file, 46,996 as a whole and 118 because
their reader ended; no promise was broken, and no worker took more than 232 MiB. The newest read 20,000
(seed 30112026, by a single worker, at most 257 MiB): 26 broke one promise, all the same. A warning of a unit whose
agency is not known gave the sheet within the name of the file; those looked at again name both apart now.
Words of scale, brackets and minus, swapped headings, shifted cells, months and printed RKA were added then: 3,000 files
(seed 01122026, at most 229 MiB) broke no promise, among them that no amount below zero takes from a sum.

`python -m tests.graph.intake.whole_e81` makes a sheet and a print of the whole E.81 of the example city, second prints
included, and compares what they give with what the flat table gives: the same, also where a narrow cell breaks words.
So do a print, an ODS and an XLS that LibreOffice Calc makes of the sheet (`--office`).

## Limits
"""


def _kinds(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if kind != "dimension") or "-"


def _row(name: str, intake: Intake) -> str:
    formats = " + ".join(dict.fromkeys(read.format for read in intake.report.files))
    rows = sum(read.rows for read in intake.report.files)
    links = dict(intake.report.links)
    links["contains"] = links.get("contains", 0) - _FRAMEWORK
    links = {kind: count for kind, count in links.items() if count}
    notices = Counter(str(notice.severity) for notice in intake.report.notices)
    warned = {**intake.report.marks_by_code, **{f"{severity}s": count for severity, count in sorted(notices.items())}}
    return f"| {name} | {formats} | {rows} | {_kinds(intake.report.nodes)} | {_kinds(links)} | {_kinds(warned)} |"


_FRAMEWORK: Final = 18
"""Links of the smart city framework, which every plan has."""


def _files() -> list[tuple[str, Sequence[Path]]]:
    found: list[tuple[str, Sequence[Path]]] = []
    for slug in demo.DEMOS:
        files = demo.files(slug)
        opds = [path for path in files if path.name.endswith("opd.csv") and "mitra" not in path.name]
        found += [(path.name, [path]) for path in files]
        found += [(f"{path.name} with the list of OPDs", [path, *opds]) for path in files if path.suffix == ".yaml"]
        found.append((f"all of {slug}", files))
    found += [(path.name, [path]) for path in sorted(DATA.glob("*")) if path.suffix in {".csv", ".xls"}]
    return found


def page() -> str:
    """Give the page."""
    lines = [
        _HEAD + _SEEN.read_text("utf-8") + _FORMATS,
        "| format | what | a table has it where it has the columns | known from |",
        "|---|---|---|---|",
    ]
    for format_ in FORMATS:
        needed = " or ".join(", ".join(sorted(each)) for each in (*format_.needed, *format_.enough))
        lines.append(f"| {format_.id} | {format_.name} | {needed} | {format_.seen} |")
    lines.append(f"| {budget_form.FORMAT.id} | {budget_form.FORMAT.name} | by its fields | {budget_form.FORMAT.seen} |")
    lines.append("| rpjmd-yaml | RPJMD (YAML) | daerah, misi, periode, visi | berkas kita |")
    lines.append(
        "| rencana | Rencana yang diekspor (`docs/files-out.md`) | by its sheets, files or `sinergi-plan-1` | our own |"
    )
    lines += ["", "## What the real files give", "", "Beside the 24 dimensions of the framework:", ""]
    lines += ["| file | format | rows | nodes | links | marks and notices |", "|---|---|---|---|---|---|"]
    lines += [_row(name, read_files(paths)) for name, paths in _files()]
    lines += [_TAIL, "| what | at most |", "|---|---|"]
    sizes = {"size": "bytes of a file", "unpacked": "bytes packed inside a workbook", "memory": "bytes for its reader"}
    lines += [f"| {said} | {getattr(LIMITS, name) // MIB} MiB |" for name, said in sizes.items()]
    counts = {"sheets": "sheets", "rows": "rows of a sheet", "columns": "columns", "cells": "cells of a file"}
    counts |= {"letters": "letters in a cell", "pages": "pages of a print", "members": "parts inside a workbook"}
    lines += [f"| {said} | {getattr(LIMITS, name):,} |" for name, said in counts.items()]
    lines.append(f"| seconds for a file; a print has eight times as long | {LIMITS.seconds:g} |")
    severities = ", ".join(Severity)
    lines += [
        "",
        "Files are read in a process of their own from their first byte; one that dies, loops or takes too much memory "
        "refuses its file and nothing else. Workbooks that name parts outside themselves, declare XML entities or hold "
        "more than they say are refused before a library reads them; YAML with anchors is refused. "
        f"Problems are of these severities: {severities}.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
