"""Server settings: how the service answers, whom, and how much at once, from the environment."""

from collections.abc import Mapping

import msgspec

from schema.limit import Limits, from_environment
from schema.request import LiveLimits, live_limits
from service.access import AccessChoice, access_choice
from service.connection import ConnectionLimits, connection_limits
from service.hosts import hosts
from service.logs import LogStyle, log_style
from service.metrics import MetricsReaders, metrics_readers
from service.origins import origins
from service.proxies import proxies
from service.telemetry import Telemetry, telemetry


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a server works with, beside what every command does."""

    access: AccessChoice
    """How people sign in, and what those who did not may do."""
    live: LiveLimits
    """How many subscriptions and WebSockets a process carries."""
    connections: ConnectionLimits
    """What one connection may send, how slowly, and how many may be open."""
    log: LogStyle
    """How lines in the log are written."""
    metrics: MetricsReaders
    """Who may read what the process counts and times."""
    telemetry: Telemetry
    """Where traces go."""
    origins: frozenset[str]
    """Pages of which other sites may ask it from a browser."""
    hosts: frozenset[str]
    """By which names it is asked; any where none is set."""
    proxies: tuple[str, ...]
    """Whose word is taken for who asks."""
    stop_seconds: float
    """How long running requests may take to end when the service is stopped."""
    limits: Limits
    """How much one GraphQL request may ask for."""


def server_settings(environment: Mapping[str, str]) -> ServerSettings:
    """Read what a server works with from names that begin with ``SINERGI_``.

    Raises
    ------
    ValueError
        Where a value cannot be used; the sentence says which, and what can.
    """
    return ServerSettings(
        access=access_choice(environment),
        live=live_limits(environment),
        connections=connection_limits(environment),
        log=log_style(environment),
        metrics=metrics_readers(environment),
        telemetry=telemetry(environment),
        origins=origins(environment),
        hosts=hosts(environment),
        proxies=proxies(environment),
        stop_seconds=_stop_seconds(environment),
        limits=from_environment(environment),
    )


def _stop_seconds(environment: Mapping[str, str]) -> float:
    given = environment.get("SINERGI_STOP_SECONDS", "").strip() or "15"
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise ValueError(f"SINERGI_STOP_SECONDS harus 0 sampai 3600 detik, bukan {given!r}.")
    return seconds
