"""What holds for the whole house: nothing is written for one city, and no file grows without end."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from service import demo

HOME = Path(__file__).parents[1]
ROOMS = ("graph", "rules", "acts", "schema", "service")
TEXTS = {".py", ".yaml", ".js", ".html", ".css"}


def _files() -> list[Path]:
    found = [path for room in ROOMS for path in (HOME / room).rglob("*") if path.suffix in TEXTS]
    return [path for path in found if not {"demo", "vendor"} & set(path.parts)]


def test_no_line_of_code_or_knowledge_names_a_city() -> None:
    names = {info.region_name.casefold().split(" ", 1)[1] for info in map(demo.info, demo.DEMOS)}
    named = re.compile("|".join(sorted(re.escape(name) for name in names) + sorted(demo.DEMOS)))
    assert [str(path) for path in _files() if named.search(path.read_text("utf-8").casefold())] == []


@pytest.mark.parametrize("path", [p for p in _files() if p.suffix == ".py"], ids=lambda p: str(p.relative_to(HOME)))
def test_a_module_fits_on_a_few_screens_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 450
    assert not text.strip() or text.startswith('"""')


def test_no_line_of_the_page_is_wider_than_120_columns() -> None:
    lines = [(path, line) for path in _files() if path.suffix == ".js" for line in path.read_text("utf-8").splitlines()]
    assert lines
    assert [(str(path), line) for path, line in lines if len(line) > 120 and "://" not in line] == []


def test_rules_are_loaded_without_a_database_and_without_readers_of_files() -> None:
    heavy = ("sqlalchemy", "alembic", "asyncpg", "openpyxl", "python_calamine", "pdfplumber", "starlette", "strawberry")
    says = f"import rules.engine, sys; print(len(sys.modules), *(each for each in {heavy} if each in sys.modules))"
    count, *loaded = subprocess.run(
        [sys.executable, "-c", says], capture_output=True, check=True, text=True
    ).stdout.split()
    assert loaded == []
    assert (
        int(count) <= 670
    )  # the model is node, masterplan, figure and model; rounds are records as decisions are; a rule is one


def test_each_room_says_first_what_it_is_for_and_lists_what_it_hands_on() -> None:
    faces = [path for room in ROOMS for path in (HOME / room).rglob("__init__.py") if path.parent.name != "versions"]
    for face in faces:
        tree = ast.parse(face.read_text("utf-8"))
        assert ast.get_docstring(tree), face
        hands_on = any(isinstance(each, ast.ImportFrom) for each in tree.body)
        own = ast.Assign | ast.AnnAssign | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        assert any(isinstance(each, own) for each in tree.body) or not hands_on, face


def test_the_page_about_the_house_draws_the_floors_that_are_held() -> None:
    config = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    held = {
        each["name"].removeprefix("the floors of "): [
            {module.rpartition(".")[2] for module in re.findall(r"[\w.]+", layer)} for layer in each["layers"]
        ]
        for each in config
        if each["name"].startswith("the floors of ")
    }
    page = (HOME / "docs/architecture.md").read_text("utf-8")
    drawn: dict[str, list[set[str]]] = {}
    for line in page.partition("## The floors")[2].partition("\n## ")[0].splitlines():
        room, floor = line[4:12].strip(), line[12:].split()
        if line.startswith("    ") and floor:
            drawn.setdefault(room or next(reversed(drawn)), []).append(set(floor))
    assert drawn == held


def test_hooks_before_a_commit_are_local_and_their_commands_are_there() -> None:
    told = yaml.safe_load((HOME / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {each["repo"] for each in told["repos"]} == {"local"}
    for hook in told["repos"][0]["hooks"]:
        command = Path(hook["entry"].split()[0])
        folder = Path(sys.executable).parent if command.parent == Path(".venv/bin") else HOME / command.parent
        assert hook["language"] == "system"
        assert shutil.which(command.name, path=str(folder)), hook
