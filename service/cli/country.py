"""Country: all plans of the database evaluated, here or on a cluster, and what became of each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import typer
from rich import progress

from acts import Came, Due, Evaluations, Failed, Spread, due, in_processes, judge_all, on_cluster
from graph.store import Store
from service.cli.output import show_rows
from service.cli.work import NOTES, Format, run
from service.report.rows import Row
from service.settings import Settings

SOME_FAILED: Final = 3
"""How it ends where a plan could not be evaluated; 1 says that the command was refused, 2 that it was asked wrongly."""
_COLUMNS: Final = ("slug", "standing", "revision", "initiatives", "message")


def recommend_all(
    format_: Format, database: str | None, config: Path | None, processes: int, scheduler: str | None, *, anew: bool
) -> None:
    """Evaluate every plan whose gist does not rest on what it is now, and show what became of each.

    Raises
    ------
    typer.Exit
        Where a plan could not be evaluated: with ``SOME_FAILED``.
    """
    spread: Spread = (
        partial(on_cluster, scheduler=scheduler) if scheduler else partial(in_processes, processes=processes)
    )

    async def work(store: Store, settings: Settings) -> list[Row]:
        evaluations = Evaluations(store, settings.configuration)
        asked, standing = await due(store, evaluations, settings.database, anew=anew)
        rows = [_row(each, "standing") for each in standing]
        with _telling(len(asked)) as told:
            async for each, came in judge_all(store, asked, spread):
                rows.append(_became(each, came))
                told(each, came)
        return sorted(rows, key=lambda row: str(row["slug"]))

    rows = run(database, config, work)
    shown = [{name: "" if value is None else value for name, value in row.items()} for row in rows]
    show_rows(rows if format_ is Format.JSON else shown, format_, _COLUMNS, "Tidak ada rencana.")
    if any(row["standing"] == "failed" for row in rows):
        raise typer.Exit(SOME_FAILED)


def _became(each: Due, came: Came) -> Row:
    if isinstance(came, Failed):
        return _row(each, "failed", message=came.message)
    broken = f"Aturan gagal: {', '.join(came.failed_rules)}" if came.failed_rules else ""
    return _row(each, "evaluated", len(came.initiatives), broken)


def _row(each: Due, standing: str, initiatives: int | None = None, message: str = "") -> Row:
    """What became of a plan: evaluated, failed, or standing, for what was kept of it rests on what it still is."""
    return {
        "slug": each.slug,
        "standing": standing,
        "revision": each.basis.revision,
        "initiatives": initiatives,
        "message": message or None,
    }


@contextmanager
def _telling(many: int) -> Iterator[Callable[[Due, Came], None]]:
    """Say how far it is: a bar on a terminal, else a line for each plan; what failed is said either way."""
    columns = (progress.TextColumn("Menilai"), progress.BarColumn(), progress.MofNCompleteColumn())
    with progress.Progress(*columns, console=NOTES, transient=True, disable=not NOTES.is_terminal) as bar:
        task = bar.add_task("", total=many)
        done = 0

        def told(each: Due, came: Came) -> None:
            nonlocal done
            done += 1
            bar.advance(task)
            row = _became(each, came)
            said = row["message"] or f"{row['initiatives']} rekomendasi"
            if row["message"] or not NOTES.is_terminal:
                NOTES.print(f"{done}/{many} {each.slug}: {said}", markup=False)

        yield told
