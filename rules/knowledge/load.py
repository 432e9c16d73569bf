"""Load: reads the entries that come with the package, and lays a region's own over them."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, TypeVar

import msgspec
import yaml

from graph.model import DependencyKind
from rules.configuration import Configuration
from rules.knowledge.entry import (
    ContributionEntry,
    DependencyEntry,
    DimensionEntry,
    Knowledge,
    Practice,
    RoutineEntry,
    StandingTeam,
    TagDecision,
    ThemeEntry,
)

DATA = Path(str(resources.files("rules.knowledge"))) / "data"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")


class KnowledgeError(ValueError):
    """An entry that cannot be read; the sentence names file and place."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class OwnKnowledge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A region's own file: entries that are added, those of the same id replaced, and ids that are dropped."""

    themes: dict[str, ThemeEntry] = {}
    teams: tuple[StandingTeam, ...] = ()
    practices: tuple[Practice, ...] = ()
    dependencies: tuple[DependencyEntry, ...] = ()
    dimensions: tuple[DimensionEntry, ...] = ()
    contributions: tuple[ContributionEntry, ...] = ()
    routine: tuple[RoutineEntry, ...] = ()
    tags: tuple[TagDecision, ...] = ()
    drop: tuple[str, ...] = ()


def load_yaml(text: str) -> object:
    """Give what a YAML text says, read by the C library where it is there."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader either way


def _read(path: Path, type_: type[T]) -> T:
    try:
        written = load_yaml(path.read_text("utf-8"))
        return msgspec.convert([] if written is None else written, type_)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"Berkas pengetahuan {path.name} tidak dapat dipakai: {error}") from error


def _dependencies(folder: Path) -> Iterable[DependencyEntry]:
    for path in sorted(folder.glob("*.yaml")):
        kind = DependencyKind(path.stem)
        for entry in _read(path, tuple[DependencyEntry, ...]):
            yield msgspec.structs.replace(entry, kind=kind)


def _practices(folder: Path) -> Iterable[Practice]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _read(path, tuple[Practice, ...])


def read(folder: Path) -> Knowledge:
    """Read the entries of a folder that is laid out like ours.

    Raises
    ------
    KnowledgeError
        Where a file is no YAML or does not follow the schema of its entries.
    """

    def entries(file: str, type_: type[T]) -> tuple[T, ...]:
        path = folder / file
        return _read(path, tuple[type_, ...]) if path.exists() else ()  # type: ignore[valid-type]

    return Knowledge(
        themes={path.stem: _read(path, ThemeEntry) for path in sorted((folder / "themes").glob("*.yaml"))},
        teams=entries("teams.yaml", StandingTeam),
        practices=tuple(_practices(folder / "practices")),
        dependencies=tuple(_dependencies(folder / "dependencies")),
        dimensions=entries("dimensions.yaml", DimensionEntry),
        contributions=entries("contributions.yaml", ContributionEntry),
        routine=entries("routine.yaml", RoutineEntry),
        tags=entries("tags.yaml", TagDecision),
    )


_READING = Lock()


def knowledge() -> Knowledge:
    """The entries that come with the package; one thread reads them, as what checks their shape serves one."""
    with _READING:
        return _knowledge()


@cache
def _knowledge() -> Knowledge:
    return read(DATA)


@lru_cache(maxsize=8)
def _configured(path: str, changed: float) -> Knowledge:
    del changed
    return with_own(knowledge(), Path(path))


def configured(configuration: Configuration) -> Knowledge:
    """The knowledge that comes with the package, with the region's own file laid over it where one is configured.

    Raises
    ------
    KnowledgeError
        Where the region's own file does not follow the schema.
    """
    if not configuration.knowledge:
        return knowledge()
    try:
        return _configured(configuration.knowledge, Path(configuration.knowledge).stat().st_mtime)
    except OSError as error:
        raise KnowledgeError(f"Berkas pengetahuan {configuration.knowledge} tidak dapat dibuka: {error}") from error


N = TypeVar("N", bound=_Named)


def _laid_over(ours: tuple[N, ...], own: tuple[N, ...], drop: frozenset[str]) -> tuple[N, ...]:
    replaced = {entry.id: entry for entry in own}
    kept = [replaced.pop(entry.id, entry) for entry in ours if entry.id not in drop]
    return (*kept, *replaced.values())


def with_own(known: Knowledge, path: Path) -> Knowledge:
    """Lay a region's own file over some knowledge: it adds entries, replaces those of the same id, drops others.

    Raises
    ------
    KnowledgeError
        Where the file does not follow the schema.
    """
    own = _read(path, OwnKnowledge)
    drop = frozenset(own.drop)
    themes = {id_: theme for id_, theme in (known.themes | own.themes).items() if id_ not in drop}
    return Knowledge(
        themes=dict(sorted(themes.items())),
        teams=_laid_over(known.teams, own.teams, drop),
        practices=_laid_over(known.practices, own.practices, drop),
        dependencies=_laid_over(known.dependencies, own.dependencies, drop),
        dimensions=_laid_over(known.dimensions, own.dimensions, drop),
        contributions=_laid_over(known.contributions, own.contributions, drop),
        routine=_laid_over(known.routine, own.routine, drop),
        tags=_laid_over(known.tags, own.tags, drop),
    )
