"""Judge: what the rules find, what they recommend, and what they are."""

from pathlib import Path
from typing import Annotated, Final

import typer

from graph.store import Store
from graph.vocabulary import called
from rules.configuration import Suppression
from rules.finding import Severity
from rules.number import percent
from rules.portfolio import Constraints
from rules.portfolio import portfolio as choose
from rules.recommend import NOTHING, Acceptance
from rules.recommend.acceptance import acceptance
from rules.rule import AnyRule, installed_rules
from service.cli.country import recommend_all
from service.cli.output import found_rows, show_findings, show_initiatives, show_portfolio
from service.cli.work import (
    NOTES,
    AsOf,
    Config,
    Database,
    Format,
    FormatOption,
    PlanSlug,
    decisions,
    evaluated,
    evaluations,
    run,
)
from service.report.decided import by_initiative
from service.settings import Settings

NEW_FINDINGS: Final = 3
"""How `check --since` ends where something is new; 1 says that it was refused, 2 that it was asked wrongly."""


def check(
    plan: PlanSlug,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    since: Annotated[
        int | None, typer.Option(help="Only what is new since this revision; exit 3 where there is any.")
    ] = None,
    severity: Annotated[
        Severity | None,
        typer.Option(help="Only findings of this severity or above; with --since warning where it is left out."),
    ] = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show what stands in a plan against a law, with its remedy, and what the rules find in it.

    With --since, exit with 0 where nothing is new, 3 where something is, 1 where the command is refused.
    """
    now = evaluated(plan, as_of, database, config)
    if since is None:
        show_findings(now, found_rows(now, severity or Severity.INFORMATION), format_)
        return
    if since > now.plan.revision:
        raise ValueError(f"--since {since} lebih baru daripada revisi {now.plan.revision} yang diperiksa.")
    before = evaluated(plan, since, database, config)
    if failed := sorted({each.rule for each in (*before.failures, *now.failures)}):
        raise ValueError(f"Aturan {', '.join(failed)} gagal, jadi yang baru tidak dapat dipastikan.")
    least = severity or Severity.WARNING
    known = {row["fingerprint"] for row in found_rows(before, least)}
    new = [row for row in found_rows(now, least) if row["fingerprint"] not in known]
    show_findings(now, new, format_, f"Tidak ada temuan baru sejak revisi {since}.")
    if new:
        raise typer.Exit(NEW_FINDINGS)


def recommend(
    plan: Annotated[str | None, typer.Argument(help="Slug of the plan; left out with --all.")] = None,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Evaluate all plans and keep what each came to, for questions across regions (GraphQL)."
        ),
    ] = False,
    processes: Annotated[
        int | None, typer.Option(min=1, max=256, help="With --all: so many plans at a time, 2 if left out.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="With --all: do it on the workers of this Dask scheduler, tcp://HOST:PORT.")
    ] = None,
    anew: Annotated[
        bool, typer.Option(help="With --all: evaluate those as well of which what was kept still stands.")
    ] = False,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show which agencies should work together on what, in rank order.

    With --all, evaluate every plan and show what became of each: exit with 0 where all came through, 3 where some
    failed (the others are kept), 1 where the command is refused. Begun again, it goes on where it was.
    """
    if every:
        if plan is not None or as_of is not None:
            raise ValueError("--all menilai semua rencana sebagaimana adanya; hilangkan nama rencana dan --as-of.")
        if processes is not None and scheduler is not None:
            raise ValueError("--processes atau --scheduler, salah satu saja.")
        recommend_all(format_, database, config, processes or 2, scheduler, anew=anew)
        return
    if plan is None:
        raise ValueError("Sebutkan rencananya, atau --all bagi semua rencana.")
    if processes is not None or scheduler is not None or anew:
        raise ValueError("--processes, --scheduler, dan --anew hanya bersama --all.")
    evaluation = evaluated(plan, as_of, database, config)
    show_initiatives(evaluation, by_initiative(decisions(plan, database, config)), format_)


def portfolio(
    plan: PlanSlug,
    budget: Annotated[
        int | None, typer.Option(help="Rupiah for the programs that are joined; none for no limit.")
    ] = None,
    capacity: Annotated[float, typer.Option(help="What each agency can carry; to lead counts 2, core 1.")] = 6.0,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show the best set of initiatives under a budget and each agency's capacity, and what was left out and why."""
    evaluation = evaluated(plan, as_of, database, config)
    with NOTES.status("Mencari himpunan terbaik ..."):
        best = choose(evaluation.plan, evaluation.initiatives, Constraints(budget=budget, capacity=capacity))
    show_portfolio(evaluation, best, format_)


def rules(
    code: Annotated[str | None, typer.Argument(help="Code of the rule to explain, such as SY01.")] = None,
    plan: Annotated[
        str | None,
        typer.Option(help="Plan whose decisions are counted, and whose people may have switched the rule off."),
    ] = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """List the rules by code, or explain one: what it finds, why, its evidence, how it is mended, its options."""
    installed = {rule.code: rule for rule in installed_rules()}
    if code is not None and code.upper() not in installed:
        raise ValueError(f"Aturan {code} tidak ada. Yang ada: {', '.join(installed)}.")
    chosen = list(installed.values()) if code is None else [installed[code.upper()]]
    taken = _acceptance(plan, database, config) if plan else {}
    aside = _aside(plan, database, config) if plan else {}
    for rule in chosen:
        if code is None:
            first = rule.explanation.id.splitlines()[0].partition(". ")[2]
            print(f"{rule.code}  {_family(rule):<23}  {rule.title.id:<38}  {first}")
        else:
            print(_explained(rule))
        if plan:
            off = aside.get(rule.code)
            print(f"      {_off(off) if off else _taken(taken.get(rule.code, NOTHING))}")


def _family(rule: AnyRule) -> str:
    return called(rule.family, "RuleFamily").id


def _explained(rule: AnyRule) -> str:
    """What people read of one rule, and the options that a region may set."""
    defaults = rule.options()
    options = [f"Pilihan {name} = {getattr(defaults, name)!r}" for name in rule.options.__struct_fields__]
    about = f"{rule.name} ({_family(rule)}, {called(rule.severity).id})"
    return "\n".join([rule.explanation.id, *options, about])


def _acceptance(plan: str, database: str | None, config: Path | None) -> dict[str, Acceptance]:
    initiatives = evaluated(plan, None, database, config).initiatives
    standings = {each.fingerprint: each.standing for each in decisions(plan, database, config)}
    return acceptance(initiatives, standings)


def _aside(plan: str, database: str | None, config: Path | None) -> dict[str, Suppression]:
    """The rules that are switched off in a plan, by code."""

    async def work(store: Store, chosen: Settings) -> dict[str, Suppression]:
        configuration = await evaluations(store, chosen).configuration_of(await store.plan(plan))
        return {each.rule: each for each in configuration.suppressions if each.rule in configuration.aside}

    return run(database, config, work)


def _off(aside: Suppression) -> str:
    until = f"sampai {aside.expires.isoformat()}" if aside.expires else "sampai diaktifkan kembali"
    return f"dinonaktifkan {until} oleh {aside.author or 'seseorang'}: {aside.reason}"


def _taken(found: Acceptance) -> str:
    rate = "belum ada keputusan" if found.rate is None else f"diterima {percent(found.rate).id}"
    return (
        f"{rate}: {found.accepted} diterima, {found.rejected} ditolak, {found.deferred} ditunda, "
        f"{found.undecided} belum diputuskan"
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(check)
    app.command()(recommend)
    app.command()(portfolio)
    app.command()(rules)
