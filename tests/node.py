"""Node: tests that need Node's own tools run where these are installed, and must run where CI has said so."""

import os
import shutil
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
REQUIRED = "TESTS_NODE"
"""Set to ``required``, nothing that needs Node is skipped: what is missing fails."""


def needs_packages(folder: Path) -> pytest.MarkDecorator:
    """Skip a test where npm or a folder's packages are missing, unless they are required."""
    is_missing = shutil.which("npm") is None or not (folder / "node_modules").exists()
    is_skipped = is_missing and os.environ.get(REQUIRED) != "required"
    return pytest.mark.skipif(is_skipped, reason=f"npm is missing, or npm ci was not run in {folder.relative_to(HOME)}")
