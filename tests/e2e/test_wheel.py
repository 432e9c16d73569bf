"""The wheel holds all that ``sinergi serve`` needs in any folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

from service import demo

HOME = Path(__file__).parents[2]


def test_the_wheel_holds_the_example_the_migrations_the_knowledge_and_the_explorer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=HOME, check=True, capture_output=True, timeout=120)
    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in demo.files(demo.FIRST):
        assert f"service/demo/{demo.FIRST}/{path.name}" in names
    for folder in ("graph/store/migrations/versions/", "rules/knowledge/data/themes/", "service/ide/vendor/"):
        assert any(name.startswith(folder) for name in names), folder
    assert not any(name.startswith(("tests/", "var/", "bench/")) for name in names)
