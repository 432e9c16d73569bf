"""Refusing: what goes wrong is said in a sentence, without a traceback, and ends the process with 1."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Final

from acts import Refused
from graph.change import InvalidChangeSet
from graph.record import RefusedFiles
from graph.store import StoreError
from rules.knowledge import KnowledgeError
from service.cli.terminal import Legible, legible

_MOST: Final = 50


@contextmanager
def in_sentences() -> Iterator[None]:
    """Say what goes wrong in sentences, and let nothing that is printed steer the reader's terminal."""
    try:
        with redirect_stdout(Legible(sys.stdout)):
            yield
    except RefusedFiles as unread:
        _refuse([str(problem) for problem in unread.problems])
    except Refused as refused:
        _refuse([problem.message for problem in refused.problems])
    except InvalidChangeSet as invalid:
        _refuse([problem.message for problem in invalid.problems])
    except BrokenPipeError:  # whoever read what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is written at the end
        sys.exit(0)
    except (StoreError, KnowledgeError, ValueError, OSError) as error:
        _refuse([str(error)])


def _refuse(sentences: list[str]) -> None:
    for sentence in sentences[:_MOST]:
        print(legible(sentence), file=sys.stderr)
    if len(sentences) > _MOST:
        print(f"... dan {len(sentences) - _MOST} masalah lain.", file=sys.stderr)
    sys.exit(1)
