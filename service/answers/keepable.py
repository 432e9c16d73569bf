"""Keepable: which answers are of use to another request."""

from graphql import OperationType
from strawberry.http import GraphQLRequestData
from strawberry.types import ExecutionResult

from schema.limit import LimitedSchema
from schema.request import Noted, is_of_a_revision
from service.answers.kept import Answer


def keepable(
    schema: LimitedSchema, asked: GraphQLRequestData, noted: Noted, result: object, body: bytes
) -> Answer | None:
    """Make the answer that is kept; None where it is of no use to another request.

    Parameters
    ----------
    schema
        Of which it was asked.
    asked
        The request.
    noted
        What it rests on.
    result, body
        What came of it, and how that is sent.
    """
    if not isinstance(result, ExecutionResult) or result.errors or not noted.is_complete:
        return None
    document, operation = schema.meant(asked.query, asked.operation_name, asked.extensions)
    if operation.operation is not OperationType.QUERY:
        return None
    is_fixed = bool(noted.stamps) and not noted.is_latest_asked and not noted.are_all_asked
    is_fixed = is_fixed and is_of_a_revision(schema._schema, document, operation)
    return Answer(body, noted.stamps, are_all=noted.are_all_asked, is_fixed=is_fixed)
