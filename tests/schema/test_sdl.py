"""The schema: written down, described throughout, and easy to page through."""

from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    build_schema,
)

from schema import sdl

BUILT = build_schema(sdl())
OF_RELAY = {"Node.id", "id"}


def _own() -> list[GraphQLNamedType]:
    return [each for name, each in BUILT.type_map.items() if not name.startswith("__")]


def test_the_written_schema_is_the_schema_that_is_served() -> None:
    written = Path(__file__).parents[2] / "schema.graphql"
    assert written.read_text("utf-8") == sdl(), "Run `make docs`."


def test_every_type_field_argument_and_value_is_described() -> None:
    missing: list[str] = []
    for each in _own():
        if not each.description and each.name not in {"String", "Int", "Float", "Boolean", "ID"}:
            missing.append(each.name)
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in each.fields.items():
                missing += [] if field.description else [f"{each.name}.{name}"]
                missing += [f"{each.name}.{name}({a})" for a, arg in field.args.items() if not arg.description]
        elif isinstance(each, GraphQLInputObjectType):
            missing += [f"{each.name}.{name}" for name, field in each.fields.items() if not field.description]
        elif isinstance(each, GraphQLEnumType):
            missing += [f"{each.name}.{name}" for name, value in each.values.items() if not value.description]
    assert missing == []


def test_a_list_that_grows_is_a_connection() -> None:
    plan = BUILT.type_map["Plan"]
    assert isinstance(plan, GraphQLObjectType)
    for name in ("programs", "opds", "objectives", "partners", "themes", "links", "findings", "initiatives"):
        assert str(plan.fields[name].type).endswith("Connection!")
        assert {"first", "after", "last", "before"} <= plan.fields[name].args.keys()
