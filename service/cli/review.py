"""Review: how far a plan hangs together, by dimension, mission, objective and agency."""

import sys
from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer

from graph.snapshot import PlanGraph
from graph.store import Store
from rules.configuration import Configuration
from rules.knowledge import configured, link
from rules.review import Review, Reviewed, ReviewedYear, Scope, YearReading, by_year
from rules.review import review as reviewed
from service.cli.plans import Shape
from service.cli.work import NOTES, AsOf, Config, Database, PlanSlug, ensure_example, run
from service.report.review_rows import review_row
from service.report.review_words import UNREAD, index, money
from service.settings import Settings


def review(
    plan: PlanSlug,
    year: Annotated[
        list[int] | None, typer.Option(help="Year whose money and figures count; several may be given; else all.")
    ] = None,
    shape: Annotated[Shape, typer.Option("--format", help="How to give it.")] = Shape.TEXT,
    since: Annotated[int | None, typer.Option(min=0, help="Earlier revision that it is compared with.")] = None,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show how far a plan hangs together, weakest first, with its index, its money and what is missing."""

    async def work(store: Store, settings: Settings) -> tuple[list[PlanGraph], Configuration]:
        await ensure_example(store, plan)
        revisions = (as_of,) if since is None else (as_of, since)
        known = configured(settings.configuration)
        return [link(await store.snapshot(plan, each), known) for each in revisions], settings.configuration

    years = sorted(set(year or ()))
    with NOTES.status(f"Meninjau {plan} ..."):
        (linked, *earlier), configuration = run(database, config, work)
        found, *before = (reviewed(each, Scope(years=tuple(years)), configuration) for each in (linked, *earlier))
        beside = by_year(linked, years, configuration)
    then = before[0] if before else None
    if shape is Shape.JSON:
        row = review_row(linked, found, beside, then)
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(row), indent=2).decode() + "\n")
    else:
        print("\n".join(_lines(found, beside, then)))


def _lines(found: Review, years: Sequence[ReviewedYear], then: Review | None) -> list[str]:
    lines = [found.verdict.id, *(f"  {each.id}" for each in found.remarks)]
    lines += _since(found, then) if then else []
    lines += ["", "Dimensi, yang terlemah lebih dahulu:"]
    for row in found.dimensions:
        lines += [_line(row), *(f"  {_line(below)}" for below in row.below)]
    lines.append(f"Di luar dimensi: {money(found.outside.budget)}, {money(found.outside.office)} urusan kantor.")
    for title, rows in (("Misi", found.missions), ("Sasaran", found.objectives), ("OPD", found.opds)):
        lines += ["", f"{title}:", *map(_line, rows)] if rows else ["", f"{title}: {UNREAD}."]
    return [*lines, "", "Tahun:", *map(_year, years)]


def _since(found: Review, then: Review) -> list[str]:
    """How the index of the plan and of each dimension moved since an earlier revision."""
    was = {row.code: row.index for row in then.dimensions}
    moved = [f"{row.code} {index(was.get(row.code))} → {index(row.index)}" for row in found.dimensions]
    return ["", f"Sejak revisi {then.revision}: {index(then.index)} → {index(found.index)}; {'; '.join(moved)}."]


def _line(row: Reviewed) -> str:
    return f"{index(row.index):>6}  {row.code}  {row.verdict.id} Pagu {money(row.budget)}."


def _year(year: ReviewedYear) -> str:
    if year.review is None:
        return f"{year.year}: {UNREAD}."
    line = f"{year.year}: {_figures(year.review)}"
    if year.reading is YearReading.PART:
        line += f"; baru {len(year.read)} OPD dibaca, {len(year.unread)} belum"
    if year.compared and year.compared is not year.review:
        line += f"; pada OPD yang dibaca di semua tahun: {_figures(year.compared)}"
    return f"{line}."


def _figures(found: Review) -> str:
    return f"indeks {index(found.index)}, pagu {money(found.budget)}, realisasi {money(found.spent)}"


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(review)
