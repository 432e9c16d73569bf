"""Plans: load the example, import files, and say what was read."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from acts import Desk, Operation, Revised, compare_files, import_files, on_this_machine
from graph.intake import Mapping, Preview
from graph.model import MarkCode
from graph.record import Report, Severity
from graph.snapshot import PlanInfo
from graph.store import Store
from graph.vocabulary import called
from service import demo as examples
from service.cli.asking import answers, asked, can_ask, keep_proposals, keep_questions, mappings
from service.cli.difference import difference_row, show_difference, show_json
from service.cli.work import NOTES, Config, Database, Format, FormatOption, PlanSlug, evaluations, run, telling
from service.settings import Settings

MARKS_SHOWN = 3


class Shape(StrEnum):
    """How an import says what differs."""

    TEXT = "text"
    JSON = "json"


def demo(
    slug: Annotated[str, typer.Argument(help="Which example.")] = examples.FIRST,
    every: Annotated[bool, typer.Option("--all", help="Load all examples.")] = False,
    database: Database = None,
    config: Config = None,
) -> None:
    """Load the example city from the real files that come with the package."""
    chosen = examples.DEMOS if every else (slug,)
    for each in chosen:
        if each not in examples.DEMOS:
            raise ValueError(f"Contoh {each} tidak ada. Yang ada: {', '.join(examples.DEMOS)}.")

        async def work(store: Store, settings: Settings, each: str = each) -> tuple[Preview, Revised] | None:
            del settings
            with NOTES.status(f"Memuat contoh {each} ..."):
                return await examples.load(store, each)

        loaded = run(database, config, work)
        if loaded is None:
            print(f"Contoh {each} sudah dimuat.")
        else:
            told(each, *loaded)


def import_(
    slug: PlanSlug,
    files: Annotated[list[Path], typer.Argument(help="The files; their formats are recognised by their headings.")],
    title: Annotated[str, typer.Option(help="For a new plan: its title.")] = "",
    region: Annotated[str, typer.Option(help="For a new plan: the region's name.")] = "",
    region_code: Annotated[str, typer.Option(help="For a new plan: the region's code, such as 64.71.")] = "",
    years: Annotated[str, typer.Option(help="For a new plan: its period, such as 2024 or 2022-2026.")] = "",
    whole: Annotated[bool, typer.Option(help="The files are the whole plan: what they no longer say goes.")] = False,
    dry_run: Annotated[
        bool, typer.Option(help="Say what would change, and change nothing; exit with 1 where it would be refused.")
    ] = False,
    maps: Annotated[
        list[Path] | None,
        typer.Option(
            "--map", help="Mapping of an unknown table's columns; where the file is not there, it is proposed."
        ),
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option(help="What a doubtful name means: ID=NODE, or ID=baru for a new one.")
    ] = None,
    answers_file: Annotated[
        Path | None,
        typer.Option(
            "--answers", help="The same as a YAML file; where it is not there, the questions are written to it."
        ),
    ] = None,
    shape: Annotated[Shape, typer.Option("--format", help="How to say what differs.")] = Shape.TEXT,
    author: Annotated[str, typer.Option(help="Who imports.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    database: Database = None,
    config: Config = None,
) -> None:
    """Import the files that planners have into a plan; one bad cell refuses the whole, a doubtful name is asked."""
    info = _info(slug, title, region, region_code, years) if region or region_code or years else None
    known = answers(answers_file, answer or ())
    used = mappings(maps or ())

    async def work(store: Store, settings: Settings) -> tuple[Preview, Revised | None]:
        desk = await _desk(store, settings, slug, info, author)
        found = await _compared(desk, files, used, known, whole)
        while not dry_run and found.importable and found.questions and can_ask():
            known.update(asked(found.questions))
            found = await _compared(desk, files, used, known, whole)
        keep_proposals(found.proposals, maps or ())
        keep_questions(found.questions, answers_file)
        if dry_run:
            return found, None
        with telling() as progress:
            return found, await import_files(desk, found, reason=reason, progress=progress)

    preview, made = run(database, config, work)
    is_refused = made is None and bool(preview.questions or not preview.importable)
    if shape is Shape.JSON:
        show_json(difference_row(slug, preview, made.revision if made else None))
    elif made:
        told(slug, preview, made)
    else:
        tell(preview.report)
        show_difference(preview, whole=whole)
        would = "impor akan ditolak seperti ini" if is_refused else f"{len(preview.changes)} perubahan akan dibuat"
        print(f"{slug}: {would}; belum ada yang ditulis.")
    if is_refused:
        raise typer.Exit(1)


async def _desk(store: Store, settings: Settings, slug: str, info: PlanInfo | None, author: str) -> Desk:
    actor, known = on_this_machine(author), evaluations(store, settings)
    if info is None:
        return await Desk.at(store, known, actor, slug, Operation.IMPORT)
    return await Desk.of(store, known, actor, info)


async def _compared(
    desk: Desk, files: list[Path], used: tuple[Mapping, ...], known: dict[str, str], whole: bool
) -> Preview:
    with telling() as progress:
        return await compare_files(desk, files, mappings=used, answers=known, whole=whole, progress=progress)


def report(
    plan: PlanSlug, format_: FormatOption = Format.TABLE, database: Database = None, config: Config = None
) -> None:
    """Say again what was read from a plan's files, and what was marked and why."""

    async def work(store: Store, settings: Settings) -> tuple[tuple[int, Report], ...]:
        del settings
        return await store.reports(plan)

    found = run(database, config, work)
    for revision, each in found:
        if format_ is Format.JSON:
            sys.stdout.write(each.encode().decode() + "\n")
        else:
            print(f"Revisi {revision}:")
            tell(each, every=True)
    if not found:
        print("Rencana ini tidak dibuat dari berkas.")


def told(slug: str, read: Preview, made: Revised) -> None:
    """Say what an import did."""
    tell(read.report)
    if read.changes:
        print(f"{slug}: {len(read.changes)} perubahan, sekarang revisi {made.revision}.")
    else:
        print(f"{slug}: tidak ada yang berubah, tetap revisi {made.revision}.")


def tell(report: Report, *, every: bool = False) -> None:
    """Say what was read, and what was marked and why."""
    for file in report.files:
        repeated = f", {file.repeated_rows} baris cetak ulang dilewati" if file.repeated_rows else ""
        there = f" dari {file.rows_there}" if file.rows_there != file.rows else ""
        agree = f", {file.totals} jumlah tercetak cocok" if file.totals else ""
        print(f"  {file.file}: {file.format}, {file.rows}{there} baris{repeated}{agree}")
    print("  Simpul: " + ", ".join(f"{count} {kind}" for kind, count in report.nodes.items()))
    print("  Keterkaitan: " + ", ".join(f"{count} {kind}" for kind, count in report.links.items()))
    known = report.known
    if known.work:
        print(f"  Kode dikenal: {known.known} dari {known.work} pekerjaan ({known.share:.0%})")
    for notice in report.notices:
        if notice.severity is Severity.WARNING:
            print(f"  Perhatian: {notice}")
    for code, count in report.marks_by_code.items():
        print(f"  Tanda {code} ({called(MarkCode(code)).id}): {count}")
        marks = [each for each in report.marks if each.mark.code == code]
        for each in marks if every else marks[:MARKS_SHOWN]:
            place = f"{each.mark.file}, baris {each.mark.row}" if each.mark.row else each.mark.file
            column = f", kolom {each.mark.column}" if each.mark.column else ""
            print(f"    {place}{column}: {each.label[:70]}: {each.mark.message}")
        if not every and len(marks) > MARKS_SHOWN:
            print(f"    ... dan {len(marks) - MARKS_SHOWN} lagi (sinergi report menampilkan semuanya)")


def _info(slug: str, title: str, region: str, region_code: str, years: str) -> PlanInfo:
    start, _, end = years.partition("-")
    if not (start.isdecimal() and (end or start).isdecimal() and region and region_code):
        raise ValueError("Rencana baru memerlukan --region, --region-code dan --years (misalnya 2022-2026).")
    return PlanInfo(
        slug=slug,
        title=title or f"{region} {years}",
        region_code=region_code,
        region_name=region,
        start_year=int(start),
        end_year=int(end or start),
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(demo)
    app.command("import")(import_)
    app.command()(report)
