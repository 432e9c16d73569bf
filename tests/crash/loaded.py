"""Loaded: what every life of the service would read anew, read once before they are forked."""

import gc
from importlib import import_module

from graph.snapshot import PlanGraph
from rules.engine import evaluate
from tests.schema.city import INFO, beginning

for _name in (
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.websockets.auto",
):
    import_module(_name)
evaluate(PlanGraph(INFO).apply(beginning().changes, 1))
gc.freeze()  # pages that nobody writes to are shared
