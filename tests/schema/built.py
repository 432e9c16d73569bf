"""Built: the schema that is promised, as graphql-core builds it from its text."""

from typing import Final

from graphql import GraphQLSchema, build_schema

from schema import sdl

BUILT: Final[GraphQLSchema] = build_schema(sdl())
