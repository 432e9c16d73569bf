"""Handed: plans and evaluations written to files, so that another process has them without working them out again."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from graph.snapshot import PlanGraph
from rules.engine import Evaluation

Thing = Evaluation | PlanGraph
"""What is handed over as a file."""
_KEPT: Final = 2
"""How many things a process keeps of those that it was handed."""
_PIECE: Final = 200


def write(path: Path, thing: Thing, check: Callable[[], None]) -> None:
    """Write a thing piece by piece, for while a piece is written nothing else of this process runs.

    ``check`` is called before each piece; what it raises passes through.
    """
    with path.open("xb") as file:
        pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
        for piece in (*_pieces(thing), thing):  # of what stands in a piece already, the thing only says where
            check()
            pickler.dump(piece)


@lru_cache(maxsize=_KEPT)
def read(path: str) -> Thing:
    """Read a thing that was written; the latest few are kept, for a file never changes."""
    with Path(path).open("rb") as file:
        unpickler = pickle.Unpickler(file)  # noqa: S301 - our own process wrote it where nobody else may
        found: object = None
        while not isinstance(found, Thing):
            found = unpickler.load()
        return found


def _pieces(thing: Thing) -> Iterator[Sequence[object]]:
    if isinstance(thing, Evaluation):
        records = (thing.stored.nodes, thing.stored.links, thing.plan.nodes, thing.plan.links)
        every: list[Sequence[object]] = [*map(_values, records), thing.findings, thing.candidates]
    else:
        every = [_values(thing.nodes), _values(thing.links)]
    for found in every:
        for start in range(0, len(found), _PIECE):
            yield found[start : start + _PIECE]


def _values(records: Mapping[str, object]) -> Sequence[object]:
    return tuple(records.values())
