"""Scratch: folders for files that are needed for a while; what a process that was killed left is swept away."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_PREFIX: Final = "sinergi-"
_NAME: Final = re.compile(_PREFIX + "[a-z0-9_]{8}")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a new folder in the temporary folder, which is gone afterwards.

    A lock on it says that somebody lives in it; the system lets go of it however the process ends.
    """
    held = None
    while held is None:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        held = _held(folder)  # whoever starts at this very moment may have swept it away
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def sweep() -> int:
    """Remove the folders that nobody lives in any more, and say how many there were."""
    swept = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _NAME.fullmatch(folder.name) and (held := _held(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)
            swept += 1
    return swept


def _held(folder: Path) -> int | None:
    """Take the lock of a folder of ours; None where another has it, or where the folder is gone."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_uid == os.geteuid() and folder.exists():
                return descriptor
        except OSError:
            pass
        os.close(descriptor)
    return None
