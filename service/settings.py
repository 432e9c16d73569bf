"""Settings: where the database is and how rules are configured, from the environment or the command line."""

import os
from pathlib import Path

import msgspec

from rules.configuration import DEFAULT, Configuration, read

DATABASE = "sqlite:///var/sinergi.db"
"""The database where nothing else is said: a file below the folder that one works in."""
CONFIGURATION = Path("sinergi.toml")
"""The rules' configuration where nothing else is said; it need not exist."""


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
        Where the configuration file cannot be used.
    """
    chosen = configuration or (Path(given) if (given := os.environ.get("SINERGI_CONFIG")) else None)
    path = chosen or (CONFIGURATION if CONFIGURATION.exists() else None)
    return Settings(
        database=database or os.environ.get("SINERGI_DATABASE") or DATABASE,
        configuration=read(path) if path else DEFAULT,
    )
