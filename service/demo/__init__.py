"""The example regions that come with the package: real public files, each with its source."""

import tomllib
from importlib import resources
from pathlib import Path

from acts import Desk, Evaluations, Revised, compare_files, import_files, on_this_machine
from graph.intake import Preview
from graph.snapshot import PlanInfo
from graph.store import Store

_HERE = Path(str(resources.files("service.demo")))

DEMOS: tuple[str, ...] = tuple(sorted(path.parent.name for path in _HERE.glob("*/plan.toml")))
"""The slugs of the example plans."""

FIRST: str = next(slug for slug in DEMOS if "first" in tomllib.loads((_HERE / slug / "plan.toml").read_text("utf-8")))
"""The example that is loaded where nothing else is asked for; its ``plan.toml`` says so."""


def info(slug: str) -> PlanInfo:
    """What an example plan is called and which region and years it is for.

    Raises
    ------
    KeyError
        Where there is no such example.
    """
    if slug not in DEMOS:
        raise KeyError(slug)
    data = tomllib.loads((_HERE / slug / "plan.toml").read_text("utf-8"))
    data.pop("first", None)
    return PlanInfo(slug=slug, **data)


def files(slug: str) -> tuple[Path, ...]:
    """The files of an example plan."""
    return tuple(sorted(path for path in (_HERE / slug).iterdir() if path.suffix in {".csv", ".yaml"}))


async def load(store: Store, slug: str) -> tuple[Preview, Revised] | None:
    """Load an example plan, and give what was read and the revision that it led to; None where it is there already.

    Raises
    ------
    KeyError
        Where there is no such example.
    """
    plan = info(slug)
    if any(stored.info.slug == slug and stored.revision > 0 for stored in await store.plans()):
        return None
    desk = await Desk.of(store, Evaluations(store), on_this_machine("sinergi demo"), plan)
    read = await compare_files(desk, files(slug))
    return read, await import_files(desk, read, reason="Contoh dari berkas publik")
