"""Work: the options that commands share, an open store for them, and what they say while they work."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich import progress

from acts import Evaluations
from graph.intake import Progress, Step
from graph.record import Decision
from graph.store import Store
from rules.engine import Evaluation, evaluate
from service import demo
from service.cli.terminal import Terminal
from service.settings import Settings, settings

T = TypeVar("T")
NOTES = Terminal(stderr=True, highlight=False)
"""Where progress and remarks go, so that what a command gives can be piped."""
STEPS = {
    Step.READING: "Membaca",
    Step.COMPARING: "Membandingkan",
    Step.WRITING: "Menulis",
    Step.EVALUATING: "Menilai",
    Step.DONE: "Selesai",
    Step.REFUSED: "Ditolak",
}

Database = Annotated[
    str | None, typer.Option(help="SQLAlchemy address; SINERGI_DATABASE, else sqlite:///var/sinergi.db.")
]
Config = Annotated[Path | None, typer.Option(help="Configuration of the rules; SINERGI_CONFIG, else sinergi.toml.")]
PlanSlug = Annotated[str, typer.Argument(help="Slug of the plan, such as the example's.")]
AsOf = Annotated[int | None, typer.Option(help="Revision; the latest where it is left out.")]


class Format(StrEnum):
    """How a command gives what it found."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How to give it.")]


@asynccontextmanager
async def opened(chosen: Settings, *, upgraded: bool = True) -> AsyncIterator[Store]:
    """An open store, made or brought up to date where needed, or left as it is."""
    store = Store.open(chosen.database)
    try:
        if upgraded:
            await store.upgrade()
        yield store
    finally:
        await store.close()


def run(
    database: str | None,
    config: Path | None,
    work: Callable[[Store, Settings], Awaitable[T]],
    loop: Callable[[], asyncio.AbstractEventLoop] | None = None,
    *,
    upgraded: bool = True,
) -> T:
    """Run some work with an open store, in an event loop of another make where one is given."""
    chosen = settings(database, config)

    async def with_store() -> T:
        async with opened(chosen, upgraded=upgraded) as store:
            return await work(store, chosen)

    with asyncio.Runner(loop_factory=loop) as runner:
        return runner.run(with_store())


async def ensure_example(store: Store, slug: str) -> None:
    """Load the example plan of that slug where there is one and it is not loaded yet."""
    if slug in demo.DEMOS and not any(stored.info.slug == slug for stored in await store.plans()):
        with NOTES.status(f"Memuat contoh {slug} ..."):
            loaded = await demo.load(store, slug)
        if loaded:
            read, made = loaded
            NOTES.print(f"Contoh {slug} dimuat: {len(read.changes)} simpul dan keterkaitan, revisi {made.revision}.")


def evaluations(store: Store, chosen: Settings) -> Evaluations:
    """The evaluations of a store's plans, as the configuration says."""
    return Evaluations(store, chosen.configuration)


def evaluated(slug: str, as_of: int | None, database: str | None, config: Path | None) -> Evaluation:
    """A plan, evaluated, with a word about each rule while it runs."""

    async def work(store: Store, chosen: Settings) -> Evaluation:
        await ensure_example(store, slug)
        plan = await store.snapshot(slug, as_of)
        configuration = await evaluations(store, chosen).configuration_of(await store.plan(slug))
        with NOTES.status(f"Menilai {slug} ...") as status:
            evaluation = evaluate(
                plan,
                configuration,
                lambda name, done, total: status.update(f"Menilai {slug}: {name} ({done}/{total})"),
            )
        for failure in evaluation.failures:
            NOTES.print(f"Aturan {failure.rule} gagal dan dilewati: {failure.message}")
        return evaluation

    return run(database, config, work)


@contextmanager
def telling() -> Iterator[Progress]:
    """Show on a terminal how far an import is; without one nothing is shown."""
    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
    )
    with progress.Progress(*columns, console=NOTES, transient=True, disable=not NOTES.is_terminal) as bar:
        task = bar.add_task("", total=None)
        shown: tuple[Step, int | None] | None = None

        def told(
            step: Step, done: int = 0, total: int | None = None, file: str | None = None, message: str | None = None
        ) -> None:
            nonlocal task, shown
            del message
            if shown != (step, total):  # a bar forgets its total only with its task
                bar.remove_task(task)
                task = bar.add_task("", total=total)
                shown = (step, total)
            bar.update(task, completed=done, description=f"{STEPS[step]} {file or ''}".strip())

        yield told


def decisions(slug: str, database: str | None, config: Path | None) -> tuple[Decision, ...]:
    """The latest decision on each initiative of a plan."""

    async def work(store: Store, chosen: Settings) -> tuple[Decision, ...]:
        del chosen
        return await store.decisions(slug)

    return run(database, config, work)
