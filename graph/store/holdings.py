"""Holdings: which of our tables a database has, whatever its structure, and how much is in them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, DateTime, MetaData, event, func, inspect, select
from sqlalchemy import Table as AnyTable
from sqlalchemy.types import JSON

from graph.store import migration
from graph.store.table import JsonText, Table, UtcTime


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """What a database holds."""

    structure: str | None
    """The last step of migration that it has seen; None where it was never made."""
    rows: Mapping[str, int]
    """How many rows each of our tables has; what others refer to comes first."""


def holdings(connection: Connection) -> Holdings:
    """Count what a database holds.

    Raises:
        NewerDatabase, ForeignDatabase: where it is none that this program knows.
    """
    structure = migration.structure(connection)
    counted = select(func.count())
    rows = {str(each.name): connection.scalar(counted.select_from(each)) or 0 for each in our_tables(connection)}
    return Holdings(structure=structure, rows=rows)


def our_tables(connection: Connection) -> list[AnyTable]:
    """Our tables as they are in this database, but for what follows from others; what others refer to comes first."""
    ours = {name for name, each in Table.metadata.tables.items() if not each.info.get("is_derived")}
    names = set(inspect(connection).get_table_names()) & ours
    found = MetaData()

    @event.listens_for(found, "column_reflect")
    def _(_: object, __: object, column: Any) -> None:
        if isinstance(column["type"], JSON):
            column["type"] = JsonText()
        if isinstance(column["type"], DateTime):
            column["type"] = UtcTime()

    found.reflect(connection, only=sorted(names))
    return found.sorted_tables
