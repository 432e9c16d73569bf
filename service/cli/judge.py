"""Judge: what the rules find, what they recommend, and what they are."""

from typing import Annotated

import typer

from rules.portfolio import Constraints
from rules.portfolio import portfolio as choose
from rules.rule import installed_rules
from service.cli.output import show_findings, show_initiatives, show_portfolio
from service.cli.work import NOTES, AsOf, Config, Database, Format, FormatOption, PlanSlug, evaluated

rules_app = typer.Typer(help="List the rules, or explain one.", no_args_is_help=True, rich_markup_mode=None)


def check(
    plan: PlanSlug,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show what the rules find in a plan."""
    show_findings(evaluated(plan, as_of, database, config), format_)


def recommend(
    plan: PlanSlug,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Show which agencies should work together on what, in rank order."""
    show_initiatives(evaluated(plan, as_of, database, config), format_)


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


@rules_app.command("list")
def list_() -> None:
    """List the rules by code."""
    for rule in installed_rules():
        first = rule.documentation.splitlines()[0].partition(". ")[2]
        print(f"{rule.code}  {rule.family:<13}  {rule.name:<30}  {first}")


@rules_app.command()
def explain(code: Annotated[str, typer.Argument(help="Code of the rule, such as SY01.")]) -> None:
    """Explain a rule: what it finds, why that matters, its evidence, how it is mended, its options."""
    found = {rule.code: rule for rule in installed_rules()}.get(code.upper())
    if found is None:
        known = ", ".join(rule.code for rule in installed_rules())
        raise ValueError(f"Aturan {code} tidak ada. Yang ada: {known}.")
    print(found.documentation)
    for name in found.options.__struct_fields__:
        print(f"Option {name}: {getattr(found.options(), name)!r}")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(check)
    app.command()(recommend)
    app.command()(portfolio)
    app.add_typer(rules_app, name="rules")
