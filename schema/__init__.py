"""How a plan is asked: the GraphQL types and queries over graph and rules."""

from acts import Evaluations
from schema.request import Context
from schema.sdl import SCHEMA, sdl

__all__ = ["SCHEMA", "Context", "Evaluations", "sdl"]
