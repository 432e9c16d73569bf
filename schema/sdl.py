"""Sdl: the schema itself, and its text in the schema definition language."""

import logging

from graphql import GraphQLError
from strawberry.extensions import MaskErrors
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from graph.sentence import Sentence
from schema.compiled import CompiledExecution
from schema.core import SCALARS, ErrorCode
from schema.limit import LimitedSchema
from schema.mutation import Mutation
from schema.query import Query
from schema.subscription import Subscription

_LOG = logging.getLogger("sinergi.schema")


def _unexpected(error: GraphQLError) -> bool:
    """Say whether an error is a fault of the service, not a refusal or an invalid request."""
    return error.original_error is not None and not isinstance(error.original_error, GraphQLError | ValueError)


class _Schema(LimitedSchema):
    """A schema that logs the service's own faults, and no refusals."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        del execution_context
        for error in errors:
            if _unexpected(error):
                _LOG.error("%s", error, exc_info=error.original_error)
            elif error.path is not None and "code" not in (error.extensions or {}):
                is_ours = isinstance(error.original_error, ValueError)
                code = ErrorCode.BAD_ARGUMENT if is_ours else ErrorCode.BAD_VARIABLES
                error.extensions = {**(error.extensions or {}), "code": code}


class _Masking(MaskErrors):
    """Tells nobody what went wrong with us, only that it was us."""

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        """Give an error without its cause."""
        masked = super().anonymise_error(error)
        masked.extensions = {"code": ErrorCode.INTERNAL}
        return masked


SCHEMA = _Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    config=StrawberryConfig(scalar_map=SCALARS),
    execution_context_class=CompiledExecution,
    types=[ErrorCode],
    extensions=[
        lambda: _Masking(
            _unexpected,
            Sentence(
                "Terjadi kesalahan di pihak kami; permintaan ini tidak dijawab.",
                "Something went wrong on our side; this request is not answered.",
            ),
        )
    ],
)
"""The schema that front ends see, held to the usual limits; ``SCHEMA.within`` gives it with others."""


def sdl() -> str:
    """Give the schema's text, with all descriptions."""
    return f"{SCHEMA.as_str()}\n"
