"""Key: what tells a request from all that could be answered otherwise."""

import hashlib
from datetime import date

import msgspec
from strawberry.http import GraphQLRequestData

from acts import Actor

_ENCODER = msgspec.json.Encoder(order="sorted")


def key(asked: GraphQLRequestData, actor: Actor, today: date) -> bytes:
    """Give the key of a request: equal keys mean equal answers, as long as the plans stay as they are.

    It is made of all that a resolver can see of a request: the document or its identifier, the operation's name,
    variables (in whatever order they were sent), extensions, who asks with which roles, and the day. Limits,
    configuration, knowledge and trusted documents are the same for a whole process, so they are no part of it.
    """
    roles = sorted((region, int(role)) for region, role in actor.roles.items())
    parts = (asked.query, asked.operation_name, asked.variables, asked.extensions, actor.name, roles, today)
    return hashlib.sha256(_ENCODER.encode(parts)).digest()
