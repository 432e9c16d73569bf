"""Asking: the smallest question, subscription and mutation of each field of the schema, about the small city."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    is_required_argument,
)

from acts import Actor, Role
from tests.schema.built import BUILT
from tests.schema.city import INFO, City

NAMED: dict[str, Any] = {
    "plan": "kota", "slug": "kota", "id": "T3BkOmtvdGEvb3BkL2Rraw==", "ids": ["T3BkOmtvdGEvb3BkL2Rraw=="],
    "of": "opd/dkk", "start": "opd/dkk", "end": "opd/dinsos", "from": 0, "text": "dinas", "meeting": 1, "names": ["x"],
}  # fmt: skip


PAGING = frozenset({"first", "after", "last", "before"})
"""The arguments that have no say in what is asked about."""


def asking(field: str, *, is_subscription: bool = False, in_full: bool = False) -> tuple[str, dict[str, Any]]:
    """The smallest question with a root field, about the city; in full, the one with every argument."""
    root = BUILT.subscription_type if is_subscription else BUILT.query_type
    assert root is not None
    asked = root.fields[field]
    needed = {
        name: each.type for name, each in asked.args.items()
        if is_required_argument(each) or (in_full and name not in PAGING)
    }  # fmt: skip
    variables = {name: NAMED[name] if name in NAMED else _least(type_) for name, type_ in needed.items()}
    declared = ", ".join(f"${name}: {type_}" for name, type_ in needed.items())
    given = ", ".join(f"{name}: ${name}" for name in needed)
    kind = "subscription" if is_subscription else "query"
    return f"{kind}({declared}) {{ {field}({given}) {{ __typename }} }}", variables


def _least(type_: GraphQLInputType) -> Any:
    """The smallest value of an input type."""
    if isinstance(type_, GraphQLNonNull):
        return _least(type_.of_type)
    if isinstance(type_, GraphQLList):
        return []
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        needed = {name: each.type for name, each in type_.fields.items() if isinstance(each.type, GraphQLNonNull)}
        return (
            {name: _least(each) for name, each in needed.items()}
            | ({"plan": INFO.slug} if "plan" in type_.fields else {})
            | ({"regionCode": INFO.region_code} if "regionCode" in type_.fields else {})
        )
    values = {"Date": "2026-12-31", "Boolean": True, "Int": 1, "Float": 1.0, "Year": 2026, "Revision": 1, "Rupiah": 1}
    return values.get(type_.name, "x")


async def attempt(kota: City, mutation: str, actor: Actor | None, **given: object) -> list[dict[str, Any]]:
    """Do the smallest input of a mutation, about the city or what is given; gives its errors."""
    mutations = BUILT.type_map["Mutation"]
    assert isinstance(mutations, GraphQLObjectType)
    input_ = mutations.fields[mutation].args["input"].type
    query = (
        f"mutation($input: {input_}) {{ {mutation}(input: $input) "
        "{ errors { __typename ... on Forbidden { role message } } } }"
    )
    data = await kota.ask(query, actor, input=_least(input_) | given)
    found: list[dict[str, Any]] = data[mutation]["errors"]
    return found


def with_role(role: Role) -> Actor:
    """Someone of a role in the city's region."""
    return Actor(name="ani", roles={INFO.region_code: role})
