"""Together: what all workers of one address count, read by whichever of them is asked.

Each counts in files of its own, in a folder that whoever supervises them makes and names in the environment:
https://prometheus.github.io/client_python/multiprocess/
"""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

NAME: Final = "PROMETHEUS_MULTIPROC_DIR"
FOLDER: Final = Path(found) if (found := os.environ.get(NAME)) else None
"""Where they count; None where one process answers alone."""
_LIVE: Final = "gauge_livesum_"


def of_all(folder: Path) -> Iterator[Metric]:
    """Give the sums of what all count, of gauges those of workers that live."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    return iter(registry.collect())


def processes(folder: Path) -> Iterator[Metric]:
    """Give memory, processor time and open files of each worker that lives, by its number."""
    found: dict[str, Metric] = {}
    for path in sorted(folder.glob(f"{_LIVE}*.db")):
        number = path.stem.removeprefix(_LIVE)
        registry = CollectorRegistry()
        ProcessCollector(pid=partial(str, number), registry=registry)
        for each in registry.collect():
            family = found.setdefault(each.name, Metric(each.name, each.documentation, each.type))
            family.samples += [sample._replace(labels={"worker": number}) for sample in each.samples]
    yield from found.values()
