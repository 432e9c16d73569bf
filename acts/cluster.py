"""Cluster: the same work for many things on the workers of a Dask scheduler, where the extra `dask` is installed."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import TypeVar

from acts.spreading import through

T = TypeVar("T")
R = TypeVar("R")


async def on_cluster(
    work: Callable[[T], R], things: Sequence[T], scheduler: str
) -> AsyncIterator[tuple[T, R | Exception]]:
    """Do work for many things on the workers of a scheduler, and give each with what came of it, when it came.

    Dask itself does again what was lost with a worker, and gives up a thing that took several of them along.

    Parameters
    ----------
    work
        A function that a module has by name; the workers must have the same version of it.
    scheduler
        Where it listens, such as tcp://10.0.0.1:8786.

    Raises
    ------
    ValueError
        Where Dask is not installed.
    OSError
        Where the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ValueError("--scheduler memerlukan Dask: pip install 'sinergi[dask]'.") from error
    with Client(scheduler, set_as_default=False) as client:
        async for each in through(client.get_executor(pure=False), work, things):
            yield each
