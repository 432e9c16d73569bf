"""Export: a plan, what the rules make of it, or the meeting report, as a file for people and other programs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.export import File, FileFormat, What, plan_file
from graph.intake import template
from graph.record import Report
from graph.snapshot import PlanGraph
from graph.store import Store
from rules.configuration import Configuration
from rules.knowledge import configured, link
from service.cli.work import (
    NOTES,
    AsOf,
    Config,
    Database,
    PlanSlug,
    decisions,
    ensure_example,
    evaluated,
    evaluations,
    run,
)
from service.report.files import DISCUSSED, NETWORKS, chosen, evaluation_file
from service.settings import Settings

STANDARD_OUTPUT = Path("-")


def export(
    plan: PlanSlug,
    format_: Annotated[
        FileFormat | None, typer.Option("--format", help="Kind of file; else what the output's name ends in.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="File or folder, - for standard output; else a file here, named by the plan.")
    ] = None,
    what: Annotated[
        What | None, typer.Option(help="What to export; the plan, or what the kind of file is only for.")
    ] = None,
    knowledge: Annotated[
        bool | None,
        typer.Option(help="With the links of knowledge; left out, only in graphml, gexf and dot."),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Recommendations in the meeting report.")] = DISCUSSED,
    since: Annotated[
        int | None,
        typer.Option(
            min=1, help="For the masterplan: the revision since which its changes are listed; the one before."
        ),
    ] = None,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Write a plan, its findings, initiatives or matrices, the meeting report, the review or the masterplan."""
    wanted = chosen(what, format_, output.name if output and not output.is_dir() else "")
    if wanted.what is What.PLAN:
        linked = wanted.format in NETWORKS if knowledge is None else knowledge
        file = plan_file(_snapshot(plan, as_of, database, config, linked=linked), wanted.format)
    elif wanted.what is What.TEMPLATE:
        file = wanted.of(_snapshot(plan, as_of, database, config, linked=False), template())
    else:
        evaluation = evaluated(plan, as_of, database, config)
        reports, configuration = _told(plan, evaluation.plan.revision, database, config)
        earlier = evaluation.plan.revision - 1 if since is None else since
        is_compared = wanted.what is What.MASTERPLAN and earlier > 0
        before = _snapshot(plan, earlier, database, config, linked=True) if is_compared else None
        with NOTES.status("Menulis berkas ..."):
            file = evaluation_file(
                evaluation,
                wanted,
                reports=reports,
                decisions=decisions(plan, database, config),
                configuration=configuration,
                most=most,
                before=before,
            )
    _write(file, output)


def _snapshot(slug: str, as_of: int | None, database: str | None, config: Path | None, *, linked: bool) -> PlanGraph:
    """A plan as it is stored, or with the links of knowledge laid over it."""

    async def work(store: Store, chosen_: Settings) -> PlanGraph:
        await ensure_example(store, slug)
        plan = await store.snapshot(slug, as_of)
        return link(plan, configured(chosen_.configuration)) if linked else plan

    return run(database, config, work)


def _told(
    slug: str, revision: int, database: str | None, config: Path | None
) -> tuple[tuple[tuple[int, Report], ...], Configuration]:
    """The reports of the imports up to a revision, and the configuration that rules run with."""

    async def work(store: Store, chosen_: Settings) -> tuple[tuple[tuple[int, Report], ...], Configuration]:
        reports = await store.reports(slug)
        configuration = await evaluations(store, chosen_).configuration_of(await store.plan(slug))
        return tuple(each for each in reports if each[0] <= revision), configuration

    return run(database, config, work)


def _write(file: File, output: Path | None) -> None:
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(file.data)
        return
    path = Path(file.name) if output is None else output / file.name if output.is_dir() else output
    path.write_bytes(file.data)
    NOTES.print(f"{path}: {len(file.data)} bita.")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)
