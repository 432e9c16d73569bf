"""How a plan is asked: the GraphQL types and queries over graph and rules."""

from schema.context import Context
from schema.evaluations import Evaluations
from schema.sdl import SCHEMA, sdl

__all__ = ["SCHEMA", "Context", "Evaluations", "sdl"]
