"""Metrics: what a process counts and times, for Prometheus, and who may read it.

Formats: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from acts import EVERYWHERE, Actor
from graph.record import StoredPlan
from service.access_log import SUBSCRIBE, Ended

PATH: Final = "/metrics"
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


class Metrics:
    """What one application counts and times; each has a registry of its own."""

    def __init__(self, most_names: int = MOST_NAMES) -> None:
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
        self._revisions = Gauge("sinergi_plan_revision", "Latest revision of a plan.", ["plan"], registry=registry)
        self.subscriptions = Gauge("sinergi_subscriptions_open", "Subscriptions that are open.", registry=registry)
        self.kept_bytes = Gauge("sinergi_answers_bytes", "Bytes that kept answers take.", registry=registry)
        ProcessCollector(registry=registry)

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
        self._revisions.clear()
        for each in plans:
            self._revisions.labels(each.info.slug).set(each.revision)
        encoder, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encoder(self._registry), headers={"Content-Type": media_type, "Cache-Control": "no-store"})

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


def refused(readers: MetricsReaders) -> Response:
    """Give what those get who may not read the metrics."""
    if readers is MetricsReaders.TOKEN:
        message = "Ukuran layanan hanya terbaca dengan token yang berlaku di semua wilayah, misalnya dari:"
        return PlainTextResponse(f"{message} sinergi token create Prometheus --role viewer --region '*'\n", 403)
    message = "Ukuran layanan hanya terbaca dari mesin ini; SINERGI_METRICS=open membukanya.\n"
    return PlainTextResponse(message, 403)
