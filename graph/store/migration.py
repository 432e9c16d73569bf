"""Migration: brings a database to the structure that this version of the program knows."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from graph.store.errors import NewerDatabase

_STEPS: Final = Path(__file__).parent / "migrations"
_TURN: Final = 7_364_646_401
"""The number of the PostgreSQL lock under which processes that start together migrate one after the other."""


def upgrade(connection: Connection) -> None:
    """Take all steps that the database has not seen, within the transaction of the connection.

    Raises:
        NewerDatabase: where it has seen steps that this program does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
    config = _config()
    _refuse_unknown(connection, config)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Tell whether the database has seen exactly the steps that this program knows."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _refuse_unknown(connection: Connection, config: Config) -> None:
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    for version in MigrationContext.configure(connection).get_current_heads():
        if version not in known:
            raise NewerDatabase(version)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
