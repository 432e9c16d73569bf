"""What needs Node is skipped for people without it, and never where CI requires it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.node import HOME, REQUIRED, needs_packages


def _is_skipped(folder: Path) -> bool:
    return bool(needs_packages(folder).args[0])


def test_where_node_is_required_nothing_that_needs_it_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = HOME / "tests" / "no-such-packages"
    monkeypatch.delenv(REQUIRED, raising=False)
    assert _is_skipped(folder)
    monkeypatch.setenv(REQUIRED, "required")
    assert not _is_skipped(folder)


def test_ci_requires_node_and_installs_the_packages_of_every_folder_whose_tests_need_them() -> None:
    run = (HOME / ".ci" / "run").read_text("utf-8")
    assert f"export {REQUIRED}=required" in run
    assert "for lock in tests/*/package-lock.json examples/clients/*/package-lock.json" in run
    for folder in (
        "tests/audit",
        "tests/formats",
        "tests/page",
        "examples/clients/typescript",
        "examples/clients/relay",
    ):
        assert (HOME / folder / "package-lock.json").exists()


def test_where_npm_is_missing_the_check_of_the_page_says_so_and_fails_only_where_node_is_required() -> None:
    command = [shutil.which("bash") or "bash", str(HOME / "tests/page/run"), "check"]
    for required, code in (("", 0), ("required", 1)):
        done = subprocess.run(
            command, env={"PATH": "", REQUIRED: required}, capture_output=True, text=True, check=False
        )
        assert done.stdout == "No check of the page's JavaScript: npm is missing.\n"
        assert done.returncode == code
