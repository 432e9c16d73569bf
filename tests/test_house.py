"""What holds for the whole house: nothing is written for one city, and no file grows without end."""

import re
from pathlib import Path

import pytest

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
