"""Apart: what the tests of processes have done in another process."""

import os
import time
from pathlib import Path

from graph.change import Contents
from graph.snapshot import PlanGraph
from rules.engine import Evaluation


def told(evaluation: Evaluation | None = None, of: PlanGraph | None = None) -> tuple[int, int, object, Contents | None]:
    """Say which process this is, how it gives way, and what it was handed."""
    found = evaluation and (evaluation.findings, evaluation.candidates, evaluation.plan.contents)
    return os.getpid(), os.nice(0), found, of and of.contents


def failed(why: str) -> None:
    """Fail."""
    raise ValueError(why)


def slept(said: str) -> None:
    """Say which process this is, and go on for longer than anyone waits."""
    Path(said).write_text(str(os.getpid()))
    time.sleep(600)


def ended_once(said: str) -> str:
    """End the process the first time."""
    if not Path(said).exists():
        Path(said).touch()
        os._exit(1)
    return "done"


def always_ended() -> None:
    """End the process."""
    os._exit(1)
