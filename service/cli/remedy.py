"""Remedy: what would mend a finding, tried as a scenario or made."""

from enum import StrEnum
from typing import Annotated

import typer

from graph.change import Change, ChangeSet, PutLink, PutNode
from graph.store import Store
from rules.engine import evaluate
from rules.finding import Finding
from rules.scenario import settled, what_if
from service.cli.work import NOTES, Config, Database, PlanSlug, ensure_example, plan_configuration, run
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
        stored = await store.snapshot(plan)
        configuration = await plan_configuration(store, settings, plan)
        with NOTES.status(f"Menilai {plan} ..."):
            before = evaluate(stored, configuration)
        finding = next((each for each in before.findings if each.fingerprint == fingerprint), None)
        if finding is None:
            raise ValueError(f"Temuan {fingerprint} tidak ada pada revisi {stored.revision} rencana {plan}.")
        if not finding.remedy:
            raise ValueError(f"Aturan {finding.rule} tidak mengusulkan perubahan: {finding.message.id}")
        print(finding.message.id)
        for change in finding.remedy:
            print(f"  + {_said(change)}")
        _, difference = what_if(before, finding.remedy, configuration)
        _tell("Temuan yang hilang", difference.gone)
        _tell("Temuan yang muncul", difference.came)
        if as_ is As.CHANGE:
            reason = f"{finding.rule}: {finding.message.id}"
            made = ChangeSet(
                changes=settled(stored, finding.remedy), author=author, reason=reason, base_revision=stored.revision
            )
            print(f"{plan}: sekarang revisi {await store.apply(plan, made)}.")
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
