"""Backups by the command line: through files and pipes, said before anything is written, and never half a file."""

import io
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from tests.command import ran
from tests.serving import environment


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with a database that has a token in it."""
    ran(tmp_path, "token", "create", "ani", "--region", "*")
    return tmp_path


def test_a_backup_goes_to_a_file_of_its_owner_and_comes_back_into_an_empty_database(kept: Path) -> None:
    saved = ran(kept, "backup", "c.gz")
    assert saved.status == 0
    assert (kept / "c.gz").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in kept.glob("c.gz*")] == ["c.gz"]
    restored = ran(kept, "restore", "c.gz", "--database", "sqlite:///lain.db")
    assert restored.status == 0
    (sha256,) = (line for line in saved.err.splitlines() if line.startswith("SHA-256"))
    said = restored.err.splitlines()
    assert said[0] == sha256
    counts = " ".join(said[1:])
    assert "token 1" in counts
    assert "audit 1" in counts
    assert "ani" in ran(kept, "token", "list", "--database", "sqlite:///lain.db").out


def test_a_backup_goes_through_pipes(kept: Path) -> None:
    ran(kept, "backup", "c.gz")
    command = [Path(sys.executable).with_name("sinergi"), "backup", "-"]
    data = subprocess.run(command, cwd=kept, env=environment(), capture_output=True, check=True).stdout
    assert data == (kept / "c.gz").read_bytes()
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))):
        restored = ran(kept, "restore", "-", "--database", "sqlite:///lain.db")
    assert restored.status == 0
    ran(kept, "backup", "d.gz", "--database", "sqlite:///lain.db")
    assert (kept / "d.gz").read_bytes() == data


def test_what_cannot_be_restored_is_refused_in_a_sentence_and_changes_nothing(kept: Path) -> None:
    ran(kept, "backup", "c.gz")
    full = ran(kept, "restore", "c.gz")
    assert (full.status, "sudah berisi data" in full.err) == (1, True)
    (kept / "c.gz").write_bytes((kept / "c.gz").read_bytes()[:-9])
    cut = ran(kept, "restore", "c.gz", "--database", "sqlite:///lain.db")
    assert (cut.status, "tidak ada yang ditulis" in cut.err) == (1, True)
    assert not (kept / "lain.db").exists()


def test_a_backup_that_fails_leaves_the_earlier_one(kept: Path) -> None:
    (kept / "c.gz").write_bytes(b"cadangan kemarin")
    failed = ran(kept, "backup", "c.gz", "--database", "sqlite:///tidak-ada.db")
    assert failed.status == 1
    assert [each.read_bytes() for each in kept.glob("c.gz*")] == [b"cadangan kemarin"]


def test_a_database_is_checked_as_a_whole(kept: Path) -> None:
    assert ran(kept, "demo").status == 0
    checked = ran(kept, "db", "check")
    assert (checked.status, checked.out[:16]) == (0, "Basis data utuh:")
    with closing(sqlite3.connect(kept / "var/sinergi.db")) as plain, plain:
        plain.execute("DELETE FROM link WHERE rowid = 1")
    checked = ran(kept, "db", "check")
    assert (checked.status, "bukan hasil riwayatnya" in checked.out) == (1, True)
