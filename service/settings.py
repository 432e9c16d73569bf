"""Settings: where the database is and how rules are configured, from the environment or the command line."""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import msgspec

from rules.configuration import DEFAULT, Configuration, read

DATABASE = "sqlite:///var/sinergi.db"
"""The database where nothing else is said: a file below the folder that one works in."""
CONFIGURATION = Path("sinergi.toml")
"""The rules' configuration where nothing else is said; it need not exist."""

NAMES = frozenset(
    f"SINERGI_{name}"
    for name in (
        "CONFIG", "DATABASE", "HOSTS", "LOG", "METRICS", "ORIGINS", "PROPOSALS", "PROXIES", "READING",
        "STOP_SECONDS", "TELEMETRY", "TOKEN",
    )
)  # fmt: skip
"""All that the environment may set, beside what begins with one of the prefixes."""
PREFIXES = ("SINERGI_CONNECTION_", "SINERGI_LIMIT_", "SINERGI_LIVE_", "SINERGI_OIDC_")
"""How names begin whose ends are checked where they are read."""
_ALIKE = 0.85
"""How alike a name's first word must be to ours to count as it: SINERGY and SYNERGI, not SYNERGY, which others use."""
_OF_KUBERNETES = re.compile(r"_(SERVICE_(HOST|PORT\w{0,99})=|PORT_\d{1,9}_|PORT=\w{1,20}://)")
"""What it sets in every container for services that are named like ours."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What every command works with."""

    database: str
    """An SQLAlchemy address."""
    configuration: Configuration


def settings(database: str | None = None, configuration: Path | None = None) -> Settings:
    """Give the settings: what is given, else ``SINERGI_DATABASE`` and ``SINERGI_CONFIG``, else the defaults.

    Raises
    ------
    ValueError
        Where the configuration file cannot be used, or where the environment has a setting that is none.
    """
    _refuse_misspelt(os.environ)
    chosen = configuration or (Path(given) if (given := os.environ.get("SINERGI_CONFIG")) else None)
    path = chosen or (CONFIGURATION if CONFIGURATION.exists() else None)
    return Settings(
        database=database or os.environ.get("SINERGI_DATABASE") or DATABASE,
        configuration=read(path) if path else DEFAULT,
    )


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    """A setting that nobody reads is a mistake that nobody would see: what should be closed may stay open."""
    known = [*sorted(NAMES), *PREFIXES]
    for name, value in sorted(environment.items()):
        family, _, rest = name.upper().partition("_")
        is_ours = rest and get_close_matches(family, ["SINERGI"], 1, _ALIKE)
        if not is_ours or name in NAMES or name.startswith(PREFIXES) or _OF_KUBERNETES.search(f"{name}={value}"):
            continue
        near = get_close_matches(name.upper(), known, 1)
        hint = f" Maksud Anda {near[0]}{'…' if near[0] in PREFIXES else ''}?" if near else ""
        raise ValueError(f"Tidak ada pengaturan {name}.{hint} Semuanya ada di docs/operation.md.")
