"""What the packages import is declared in ``pyproject.toml``, and what is declared there is imported."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

HOME = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
ROOMS = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
BY_NAME = {
    "aiosqlite": "SQLAlchemy opens it for sqlite:",
    "python-multipart": "Starlette reads forms with it",
}
"""What nobody imports, for another package does so by its name."""


def _names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[\[<>=~!; ]", each, maxsplit=1)[0].lower().replace("_", "-") for each in requirements}


def _imported(path: Path) -> Iterator[str]:
    """The outermost packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    declared = _names(PROJECT["project"]["dependencies"]) | _names(extras["telemetry"]) | _names(extras["dask"])
    named = {name for room in ROOMS for path in (HOME / room).rglob("*.py") for name in _imported(path)}
    others = named - set(ROOMS) - sys.stdlib_module_names
    brought = packages_distributions()
    packages = {name: _names(brought.get(name, (name,))) for name in others}  # an extra need not be installed
    assert {name for name, found in packages.items() if not found & declared} == set()
    assert declared - BY_NAME.keys() - set().union(*packages.values()) == set()
    assert BY_NAME.keys() <= declared


def test_what_we_override_is_bounded_above() -> None:
    bounded = {each for each in PROJECT["project"]["dependencies"] if "<" in each}
    assert _names(bounded) >= {"strawberry-graphql", "graphql-core"}
