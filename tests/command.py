"""The command line in this process: what a command says and how it ends, without waiting for a new process."""

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from service.cli import main
from tests.serving import environment


class Ran(NamedTuple):
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str


def ran(folder: Path, *arguments: str, **settings: str) -> Ran:
    """Run ``sinergi`` in a folder, as a person does who pipes what it says; what it does not catch is raised."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with (
        chdir(folder),
        mock.patch.dict(os.environ, environment(**settings), clear=True),
        mock.patch.object(sys, "argv", ["sinergi", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    for each in (out, err):
        each.seek(0)
    done = Ran(status, out.read(), err.read())
    assert "Traceback" not in done.err, done.err
    return done
