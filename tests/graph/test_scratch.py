"""Folders for a while are gone when they are left, and those of a process that was killed at the next start."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.scratch import scratch_folder, sweep

HOLDS = """
import sys, graph.scratch as scratch
with scratch.scratch_folder() as folder:
    (folder / "berkas.xlsx").write_bytes(b"x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_process_left_is_swept_and_nothing_else(temporary: Path) -> None:
    others = [temporary / name for name in ("sinergi-postgres-abc", "sinergi-laporan.pdf", "lain")]
    for each in others:
        each.mkdir()
    (temporary / "sinergi-tautan01").symlink_to(others[0])
    with (
        scratch_folder() as mine,
        subprocess.Popen(
            [sys.executable, "-c", HOLDS],
            env={"TMPDIR": str(temporary), "PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as holder,
    ):
        assert holder.stdout
        left = Path(holder.stdout.readline().strip())
        assert sweep() == 0
        assert {mine, left} < set(temporary.iterdir())
        holder.kill()
        holder.wait()
        assert (left / "berkas.xlsx").exists()
        assert sweep() == 1
        assert set(temporary.iterdir()) == {mine, *others, temporary / "sinergi-tautan01"}
    assert not mine.exists()
