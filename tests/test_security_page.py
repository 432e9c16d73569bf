"""Every test that the page on security names is there, so that nothing is said to be held that is not."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.compile(r"`(?:tests/[\w/]*?)?(?P<file>test_\w+\.py)(?:::(?P<test>test_\w+))?`(?P<more>(?:, `…::test_\w+`)*)")


def test_every_test_that_is_named_is_there() -> None:
    texts: dict[str, str] = {}
    for path in (ROOT / "tests").glob("**/test_*.py"):
        if "node_modules" not in path.parts:
            texts[path.name] = texts.get(path.name, "") + path.read_text("utf-8")
    found = list(NAMED.finditer(PAGE))
    assert len(found) > 80
    missing = [
        f"{each['file']}::{name}"
        for each in found
        for name in filter(None, (each["test"], *re.findall(r"test_\w+", each["more"])))
        if f"def {name}(" not in texts.get(each["file"], "")
    ]
    missing += [each["file"] for each in found if each["file"] not in texts]
    assert missing == []


def test_every_path_that_is_named_is_there() -> None:
    assert (ROOT / "SECURITY.md").exists()
    assert [path for path in re.findall(r"`(tests/[\w/.]+)`", PAGE) if not (ROOT / path).exists()] == []
