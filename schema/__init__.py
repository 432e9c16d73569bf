"""How a plan is asked: the GraphQL types and queries over graph and rules."""

from schema.request import Context, Evaluations
from schema.sdl import SCHEMA, sdl

__all__ = ["SCHEMA", "Context", "Evaluations", "sdl"]
