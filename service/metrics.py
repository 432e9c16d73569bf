"""Metrics: what a process counts and times, for Prometheus, and who may read it.

Formats: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from acts import EVERYWHERE, Actor
from graph.record import StoredPlan
from service.access_log import SUBSCRIBE, Ended
from service.together import FOLDER, of_all, processes

PATH: Final = "/metrics"
_LOOK_SECONDS: Final = 1.0
MOST_NAMES: Final = 100
"""Operations that are timed by their own name; clients choose names, so that their number must be held."""
OTHER: Final = "other"
UNNAMED: Final = "unnamed"
_NAME: Final = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,63}")
_LOOPBACK: Final = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class MetricsReaders(StrEnum):
    """Who may read the metrics."""

    TOKEN = "token"  # noqa: S105 - the word for it
    """Whoever signed in and has a role in all regions."""
    LOOPBACK = "loopback"
    """Whoever asks from the same machine: also whoever asks a proxy there that does not say for whom it asks."""
    OPEN = "open"
    OFF = "off"


def metrics_readers(environment: Mapping[str, str]) -> MetricsReaders:
    """Read ``SINERGI_METRICS``.

    >>> metrics_readers({"SINERGI_METRICS": "off"}), metrics_readers({})
    (<MetricsReaders.OFF: 'off'>, <MetricsReaders.TOKEN: 'token'>)

    Raises
    ------
    ValueError
        Where it says something else.
    """
    given = environment.get("SINERGI_METRICS", "").strip().lower() or MetricsReaders.TOKEN
    try:
        return MetricsReaders(given)
    except ValueError as error:
        raise ValueError(f"SINERGI_METRICS harus token, loopback, open atau off, bukan {given!r}.") from error


def may_read(readers: MetricsReaders, request: Request, actor: Actor) -> bool:
    """Say whether a request may have the metrics; one that a proxy passes on does not come from this machine."""
    if readers is MetricsReaders.TOKEN:
        return bool(actor.name) and EVERYWHERE in actor.roles
    if readers is not MetricsReaders.LOOPBACK:
        return readers is MetricsReaders.OPEN
    is_passed_on = any(name in request.headers for name in _FORWARDED)
    return not is_passed_on and request.client is not None and request.client.host in _LOOPBACK


class _Given:
    """What is given to the reader, from wherever it is counted."""

    def __init__(self, collect: Callable[[], Iterable[Metric]]) -> None:
        self.collect = collect


class Metrics:
    """What one application counts and times, or all workers of one address together (``service/together.py``)."""

    def __init__(
        self, subscriptions: Callable[[], float], kept_bytes: Callable[[], float], most_names: int = MOST_NAMES
    ) -> None:
        registry = self._registry = CollectorRegistry()
        self._most_names = most_names
        # looking a label up takes longer than counting
        self._by_status: dict[int, Counter] = {}
        self._by_name: dict[str, Histogram] = {}
        self._operations = Histogram(
            "sinergi_operation_seconds",
            "Time from a request to the beginning of its answer, by the name of its GraphQL operation.",
            ["operation"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._unnamed = self._operations.labels(UNNAMED)
        self._responses = Counter(
            "sinergi_responses", "HTTP answers by status, at every address.", ["status"], registry=registry
        )
        self._searches = Counter(
            "sinergi_answers", "Queries, by whether their answer was a kept one.", ["kept"], registry=registry
        )
        self._found, self._not_found = (self._searches.labels(kept) for kept in ("hit", "miss"))
        self._evaluations = Histogram(
            "sinergi_evaluation_seconds",
            "Time that asking the rules took, of a plan at a revision or with a scenario.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._imports = Counter(
            "sinergi_imports", "Imports over GraphQL by how they ended.", ["outcome"], registry=registry
        )
        self._watched = (
            (
                Gauge(
                    "sinergi_subscriptions_open",
                    "Subscriptions that are open.",
                    registry=registry,
                    multiprocess_mode="livesum",
                ),
                subscriptions,
            ),
            (
                Gauge(
                    "sinergi_answers_bytes",
                    "Bytes that kept answers take.",
                    registry=registry,
                    multiprocess_mode="livesum",
                ),
                kept_bytes,
            ),
        )
        if FOLDER is None:
            ProcessCollector(registry=registry)

    def look(self) -> None:
        """Note how much there is now of what comes and goes."""
        for gauge, value in self._watched:
            gauge.set(value())

    def ended(self, ended: Ended) -> None:
        """Count a request, and time it where it named an operation; what comes over a WebSocket is timed only."""
        if ended.asked.is_kept is not None:
            (self._found if ended.asked.is_kept else self._not_found).inc()
        if ended.method != SUBSCRIBE:
            counter = self._by_status.get(ended.status)
            if counter is None:
                counter = self._by_status[ended.status] = self._responses.labels(str(ended.status))
            counter.inc()
        if ended.asked.operation is not None:
            self._timed(ended.asked.operation, ended.status).observe(ended.seconds)

    def evaluated(self, seconds: float) -> None:
        """Time an evaluation; may be called from any thread."""
        self._evaluations.observe(seconds)

    def imported(self, outcome: str) -> None:
        """Count an import."""
        self._imports.labels(outcome).inc()

    def response(self, request: Request, plans: Iterable[StoredPlan]) -> Response:
        """Give all of it in the format that the reader asks for, with the plans as they are now."""
        self.look()
        latest = GaugeMetricFamily("sinergi_plan_revision", "Latest revision of a plan.", labels=["plan"])
        for each in plans:
            latest.add_metric([each.info.slug], each.revision)

        def collect() -> Iterator[Metric]:
            if FOLDER is None:
                yield from self._registry.collect()
            else:
                yield from of_all(FOLDER)
                yield from processes(FOLDER)
            yield latest

        encoder, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encoder(_Given(collect)), headers={"Content-Type": media_type, "Cache-Control": "no-store"})

    def _timed(self, name: str, status: int) -> Histogram:
        """Give what times an operation; a name earns a place of its own by being answered."""
        found = self._by_name.get(name)
        if found is not None:
            return found
        if not name:
            return self._unnamed
        if status != 200 or len(self._by_name) >= self._most_names or not _NAME.fullmatch(name):
            return self._operations.labels(OTHER)
        found = self._by_name[name] = self._operations.labels(name)
        return found


async def look_regularly(metrics: Metrics) -> None:
    """Have what comes and goes noted where another process reads it, until cancelled."""
    while FOLDER is not None:
        metrics.look()
        await asyncio.sleep(_LOOK_SECONDS)


def refused(readers: MetricsReaders) -> Response:
    """Give what those get who may not read the metrics."""
    if readers is MetricsReaders.TOKEN:
        message = "Ukuran layanan hanya terbaca dengan token yang berlaku di semua wilayah, misalnya dari:"
        return PlainTextResponse(f"{message} sinergi token create Prometheus --role viewer --region '*'\n", 403)
    message = "Ukuran layanan hanya terbaca dari mesin ini; SINERGI_METRICS=open membukanya.\n"
    return PlainTextResponse(message, 403)
