"""Audit: who did what, when and why."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from graph.store import AuditEntry, AuditFilter, AuditPlace, Store
from service.cli.terminal import show
from service.cli.work import Config, Database, run
from service.settings import Settings

MOST = 1_000_000


def audit(
    plan: Annotated[str | None, typer.Option(help="Only what was done to the plan of this slug.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only what this person or program did.")] = None,
    since: Annotated[datetime | None, typer.Option(help="From this day or time (UTC) on.")] = None,
    until: Annotated[datetime | None, typer.Option(help="Before this day or time (UTC).")] = None,
    most: Annotated[int, typer.Option(min=1, max=MOST, help="How many at most, the latest first.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show who did what, when and why: to plans, beside them, with tokens; and sign-ins that were refused."""

    async def work(store: Store, settings: Settings) -> tuple[AuditEntry, ...]:
        del settings
        wanted = AuditFilter(slug=plan, actor=actor, since=_utc(since), until=_utc(until))
        return (await store.audit.page(wanted, AuditPlace(most=most))).entries

    found = run(database, config, work)
    if json:
        print(msgspec.json.encode(found).decode())
        return
    table = Table("waktu (UTC)", "rencana", "siapa", "apa", "tentang", "revisi", "alasan", box=None)
    for each in found:
        when = f"{each.made_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        what = f"{each.kind} {each.action}"
        revision = "" if each.revision is None else str(each.revision)
        table.add_row(when, each.slug or "", each.actor, what, each.subject, revision, each.reason)
    show(table)


def _utc(given: datetime | None) -> datetime | None:
    return given.replace(tzinfo=UTC) if given and given.tzinfo is None else given


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(audit)
