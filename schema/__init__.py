"""The GraphQL schema: queries, mutations and subscriptions over plans."""

from acts import Evaluations
from schema.request import Context
from schema.sdl import SCHEMA, sdl

__all__ = ["SCHEMA", "Context", "Evaluations", "sdl"]
