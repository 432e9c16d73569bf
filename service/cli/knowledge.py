"""Knowledge: check the entries, and say how much of a plan they reach."""

import sys
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from graph.store import Store
from rules.knowledge import (
    KnowledgeCoverage,
    TagComparison,
    compare,
    configured,
    coverage,
    knowledge,
    link,
    problems,
)
from service.cli.terminal import show
from service.cli.work import AsOf, Config, Database, Format, FormatOption, PlanSlug, ensure_example, run
from service.settings import Settings

knowledge_app = typer.Typer(help="Check knowledge and its reach.", no_args_is_help=True, rich_markup_mode=None)

_PROVINCE = "Rencana provinsi: pengetahuan ditulis untuk kode kabupaten dan kota, sehingga hampir tidak menjangkaunya."


@knowledge_app.command("check")
def check_() -> None:
    """Check all entries against their schema, the nomenclature and each other."""
    known = knowledge()
    found = problems(known)
    if found:
        raise ValueError("\n".join(found))
    print(
        f"{len(known.themes)} tema, {len(known.teams)} tim, {len(known.practices)} praktik, "
        f"{len(known.dependencies)} ketergantungan, {len(known.dimensions)} pemetaan dimensi, "
        f"{len(known.contributions)} kontribusi, {len(known.routine)} kata rutin, {len(known.tags)} keputusan tag: "
        "tidak ada yang keliru."
    )


@knowledge_app.command("coverage")
def coverage_(
    plan: PlanSlug,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Say how much of a plan's own work has a dimension, a theme, a dependency, and list what has none.

    Also how many of the practices proven elsewhere find work here that two OPDs can carry them with.
    """

    async def work(store: Store, settings: Settings) -> KnowledgeCoverage:
        await ensure_example(store, plan)
        known = configured(settings.configuration)
        snapshot = await store.snapshot(plan, as_of)
        if snapshot.info.is_provincial:
            print(_PROVINCE, file=sys.stderr)
        return coverage(link(snapshot, known), known)

    found = run(database, config, work)
    if format_ is Format.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        return
    print(f"{found.programs.count} program: {found.programs.dimension:.1%} punya sub-dimensi.")
    print(
        f"{found.sub_activities.count} sub kegiatan: {found.sub_activities.theme:.1%} punya tema, "
        f"{found.sub_activities.dependency:.1%} ikut dalam ketergantungan."
    )
    print(f"{found.practices.count} praktik tingkat A dan B: {found.practices.carried:.1%} dapat dikerjakan dua OPD.")
    table = Table("OPD", "sub kegiatan", "tema", "ketergantungan", "lintas OPD", "catatan")
    for opd in found.opds:
        table.add_row(
            opd.opd.removeprefix("opd/"),
            str(opd.sub_activities),
            f"{opd.theme:.0%}",
            f"{opd.dependency:.0%}",
            str(opd.across_opds),
            opd.alone,
        )
    show(table)
    without = found.without
    for name, ids in (
        ("tanpa sub-dimensi", without.dimension),
        ("tanpa tema", without.theme),
        ("tanpa ketergantungan", without.dependency),
        ("praktik tanpa dua OPD", without.practice),
    ):
        for id_ in ids:
            print(f"{name}: {id_}")


@knowledge_app.command("tags")
def tags(
    plan: Annotated[str | None, typer.Argument(help="Slug of a plan; the whole nomenclature if left out.")] = None,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """Say where the national tags of 2026 and the entries of knowledge differ about what belongs to a theme.

    With a plan, about its work, and which OPDs each tag ties.
    """

    async def work(store: Store, settings: Settings) -> tuple[TagComparison, ...]:
        if plan is None:
            return compare(configured(settings.configuration))
        await ensure_example(store, plan)
        return compare(configured(settings.configuration), await store.snapshot(plan, as_of))

    found = run(database, config, work)
    if format_ is Format.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        return
    print("Dibandingkan menurut nomenklatur 2026, yang tidak memuat nama: bila perlu kinerjanya yang ditampilkan.")
    table = Table("tema", "tag", "tag saja", "butir saja", "keduanya", "belum diputuskan", *(["OPD"] if plan else []))
    for each in found:
        differing = (*each.tag_only, *each.entry_only)
        counts = (len(each.tag_only), len(each.entry_only), len(each.both), sum(not one.decision for one in differing))
        opds = [", ".join(opd.removeprefix("opd/") for opd in each.opds)] if plan else []
        table.add_row(each.theme, each.tag, *map(str, counts), *opds)
    show(table)
    for each in found:
        for where, work_ in (("tag saja", each.tag_only), ("butir saja", each.entry_only)):
            for one in (one for one in work_ if not one.decision):
                print(f"{each.theme}, {each.tag}, {where}: {one.code} {one.name}")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(knowledge_app, name="knowledge")
