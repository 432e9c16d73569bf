"""Settings: where the database is and how rules are configured, from the environment or the command line."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from rules.configuration import DEFAULT, Configuration, read
from schema.limit import Limits, from_environment
from schema.live import LiveLimits, live_limits
from service.access import AccessChoice, access_choice
from service.logs import LogStyle, log_style
from service.metrics import MetricsReaders, metrics_readers
from service.telemetry import Telemetry, telemetry

DATABASE = "sqlite:///var/sinergi.db"
"""The database where nothing else is said: a file below the folder that one works in."""
CONFIGURATION = Path("sinergi.toml")
"""The rules' configuration where nothing else is said; it need not exist."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a command or a server works with."""

    database: str
    """An SQLAlchemy address."""
    configuration: Configuration
    access: AccessChoice = AccessChoice()
    """How people sign in, and whether those who did not may read."""
    live: LiveLimits = LiveLimits()
    """How many subscriptions and WebSockets a process carries."""
    log: LogStyle = LogStyle.READABLE
    """How lines in the log are written."""
    metrics: MetricsReaders = MetricsReaders.LOOPBACK
    """Who may read what the process counts and times."""
    telemetry: Telemetry = Telemetry.OFF
    """Where traces go."""
    stop_seconds: float = 15.0
    """How long running requests may take to end when the service is stopped."""
    limits: Limits
    """How much one GraphQL request may ask for."""


def settings(database: str | None = None, configuration: Path | None = None) -> Settings:
    """Give the settings: what is given, else ``SINERGI_DATABASE`` and ``SINERGI_CONFIG``, else the defaults.

    Raises
    ------
    ValueError
        Where the configuration file cannot be used.
    """
    chosen = configuration or (Path(given) if (given := os.environ.get("SINERGI_CONFIG")) else None)
    path = chosen or (CONFIGURATION if CONFIGURATION.exists() else None)
    return Settings(
        database=database or os.environ.get("SINERGI_DATABASE") or DATABASE,
        configuration=read(path) if path else DEFAULT,
        access=access_choice(os.environ),
        live=live_limits(os.environ),
        log=log_style(os.environ),
        metrics=metrics_readers(os.environ),
        telemetry=telemetry(os.environ),
        stop_seconds=_stop_seconds(os.environ),
        limits=from_environment(os.environ),
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
