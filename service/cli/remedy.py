"""Remedy: what would mend a finding, tried as a scenario or made."""

from enum import StrEnum
from typing import Annotated

import typer

from acts import Desk, Operation, drafted, mend, mendable, on_this_machine, written
from graph.change import Change, PutLink, PutNode
from graph.store import Store
from rules.finding import Finding
from rules.scenario import what_if
from service.cli.work import NOTES, Config, Database, PlanSlug, ensure_example, evaluations, run
from service.settings import Settings


class As(StrEnum):
    """How a remedy is used."""

    SCENARIO = "scenario"
    CHANGE = "change"


def remedy(
    plan: PlanSlug,
    fingerprint: Annotated[str, typer.Argument(help="Fingerprint of the finding, as `check --format json` gives it.")],
    as_: Annotated[As, typer.Option("--as", help="Try it, or make the change.")] = As.SCENARIO,
    author: Annotated[str, typer.Option(help="Who makes the change.")] = "",
    database: Database = None,
    config: Config = None,
) -> None:
    """Show what would mend a finding, and which findings go and come with it; with `--as change` make it."""

    async def work(store: Store, settings: Settings) -> None:
        await ensure_example(store, plan)
        known = evaluations(store, settings)
        desk = await Desk.at(store, known, on_this_machine(author), plan, Operation.CHANGE_PLAN)
        draft = await drafted(desk)
        with NOTES.status(f"Menilai {plan} ..."):
            finding = await mendable(draft, fingerprint)
        print(finding.message.id)
        for change in finding.remedy:
            print(f"  + {_said(change)}")
        _, difference = what_if(
            await (await draft.linked()).evaluation(), finding.remedy, await known.configuration_of(desk.stored)
        )
        _tell("Temuan yang hilang", difference.gone)
        _tell("Temuan yang muncul", difference.came)
        if as_ is As.CHANGE:
            await mend(draft, fingerprint)
            print(f"{plan}: sekarang revisi {(await written(draft)).revision}.")
        else:
            print("Belum ada yang ditulis; --as change membuat perubahan ini.")

    run(database, config, work)


def _said(change: Change) -> str:
    match change:
        case PutNode(node=node):
            return f"{node.kind} {node.label}"
        case PutLink(link=link):
            return f"{link.source_id} {link.kind} {link.target_id}"
        case _:
            return f"hapus {change.id}"


def _tell(what: str, findings: tuple[Finding, ...], most: int = 10) -> None:
    print(f"{what}: {len(findings)}")
    for finding in findings[:most]:
        print(f"  {finding.rule} {finding.message.id}")
    if len(findings) > most:
        print(f"  ... dan {len(findings) - most} lagi")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(remedy)
