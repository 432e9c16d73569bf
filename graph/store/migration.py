"""Migration: brings a database to the structure that this version of the program knows."""

import re
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from graph.store.errors import ForeignDatabase, NewerDatabase

_STEPS: Final = Path(__file__).parent / "migrations"
_STEPS_SEEN: Final = "alembic_version"
_FIRST: Final = "plan"
"""A table that has been there since the first step."""
_NUMBER: Final = re.compile(r"\d{4}")
_TURN: Final = 7_364_646_401
"""The number of the PostgreSQL lock under which processes that start together migrate one after the other."""


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take all steps that the database has not seen, or those up to one, within the transaction of the connection.

    Raises:
        NewerDatabase: where it has seen steps that this program does not know.
        ForeignDatabase: where it holds tables of another program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))  # another process may migrate for long
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
    structure(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def is_current(connection: Connection) -> bool:
    """Tell whether the database has seen exactly the steps that this program knows."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def structure(connection: Connection) -> str | None:
    """Give the last step that the database has seen; None where it is empty.

    Raises:
        NewerDatabase: where this program does not know that step.
        ForeignDatabase: where the database holds tables of another program.
    """
    tables = set(inspect(connection).get_table_names()) - _of_extensions(connection)
    seen = MigrationContext.configure(connection).get_current_heads() if _STEPS_SEEN in tables else ()
    for step in seen:
        demand_known(step)
    if tables - {_STEPS_SEEN} and not (seen and _FIRST in tables):
        raise ForeignDatabase
    return seen[0] if seen else None


def demand_known(step: str) -> None:
    """See that a step is one that this program knows.

    Raises:
        NewerDatabase: where it is a later one of ours.
        ForeignDatabase: where it is none of ours: they are numbered.
    """
    if step not in {known.revision for known in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise NewerDatabase(step) if _NUMBER.fullmatch(step) else ForeignDatabase


def _of_extensions(connection: Connection) -> set[str]:
    """Tables that PostgreSQL's extensions keep among ours, such as those of PostGIS."""
    if connection.dialect.name != "postgresql":
        return set()
    owned = "SELECT relname FROM pg_class JOIN pg_depend ON objid = pg_class.oid AND deptype = 'e'"
    return set(connection.scalars(text(owned)))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
