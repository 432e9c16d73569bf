"""Example: the example cities, read and evaluated once per test process, and a database with the first of them."""

import asyncio
import shutil
import tempfile
from functools import cache
from pathlib import Path

from graph.intake import Intake, read_files
from graph.snapshot import PlanGraph
from graph.store import Store
from rules.engine import Evaluation, evaluate
from service import demo


@cache
def example_intake(slug: str = demo.FIRST) -> Intake:
    """What the files of an example city say."""
    return read_files(demo.files(slug))


@cache
def example_plan(slug: str = demo.FIRST) -> PlanGraph:
    """The plan of an example city, as its files say it."""
    return PlanGraph(demo.info(slug), 1, example_intake(slug).contents)


@cache
def example_evaluation(slug: str = demo.FIRST) -> Evaluation:
    """What the rules make of the plan of an example city."""
    return evaluate(example_plan(slug))


def example_database(path: Path) -> None:
    """Put a database there as ``sinergi serve`` makes it: with the first example city."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_database(), path)


_FOLDER = tempfile.TemporaryDirectory(prefix="sinergi-example-")
"""Goes with the process."""


@cache
def _database() -> Path:
    path = Path(_FOLDER.name) / "sinergi.db"

    async def load() -> None:
        store = Store.open(f"sqlite:///{path}")
        await store.upgrade()
        await demo.load(store, demo.FIRST)
        await store.close()

    asyncio.run(load())
    return path
