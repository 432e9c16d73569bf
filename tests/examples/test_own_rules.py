"""A package with rules of its own, installed beside Sinergi, is found by its entry point and runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service import demo
from tests.serving import COMMAND, environment

PACKAGE = Path(__file__).parents[2] / "examples" / "own_rules"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(PACKAGE)], check=True, timeout=120)
    return target


def _sinergi(installed: Path, folder: Path, *arguments: str) -> str:
    path = os.pathsep.join((str(installed), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(PYTHONPATH=path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_rule_is_listed_and_finds_what_its_options_say(installed: Path, tmp_path: Path) -> None:
    assert "Terlalu banyak sub kegiatan" in _sinergi(installed, tmp_path, "rules")
    (tmp_path / "sinergi.toml").write_text('select = ["XX"]\n[options.XX01]\nmost = 40\n')
    found = json.loads(_sinergi(installed, tmp_path, "check", demo.FIRST, "--format", "json"))
    assert {finding["rule"] for finding in found} == {"XX01"}
    (tmp_path / "sinergi.toml").write_text('select = ["XX"]\n[options.XX01]\nmost = 4000\n')
    assert json.loads(_sinergi(installed, tmp_path, "check", demo.FIRST, "--format", "json")) == []


def test_a_rule_of_another_package_begins_an_initiative(installed: Path, tmp_path: Path) -> None:
    label = "1. Percepatan Pengentasan Kemiskinan dan Peningkatan Kualitas SDM yang Berdaya Saing"
    (tmp_path / "sinergi.toml").write_text(f'select = ["XX02"]\n[options.XX02]\nlabels = ["{label}"]\n')
    slug = next(each for each in demo.DEMOS if any("sipd" in file.name for file in demo.files(each)))
    [found] = json.loads(_sinergi(installed, tmp_path, "recommend", slug, "--format", "json"))
    assert (found["theme"], found["theme_id"], found["findings"]) == (label, f"priority/{label}", ["XX02"])
    assert found["title"].startswith(f"{label}: {found['lead']} bersama ")
    assert len(found["participants"]) == 5
    assert {each["opd"] for each in found["programs"]} <= {each["opd"] for each in found["participants"]}


def test_a_configuration_that_cannot_be_right_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "sinergi.toml").write_text('selct = ["XX"]\n')
    command = [*COMMAND, "check", demo.FIRST]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "selct" in done.stderr
    assert "Traceback" not in done.stderr
