"""What front ends rely on does not break unannounced, and what is to go says so first."""

import datetime
import re
import tomllib

import msgspec
import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, build_schema

from tests.schema.built import BUILT
from tools.api_changes import ANNOUNCED, DEPRECATION, PAGE, Changes, announced, changes, page, since_release

BASE = """
enum Colour { RED BLUE }
input Wish { colour: Colour }
type Thing { name: String! colour(dark: Boolean = false): Colour }
type Query { thing(id: ID): Thing  old: String }
"""


def test_every_change_that_breaks_clients_is_announced_with_date_reason_and_replacement() -> None:
    told = [each for each in announced(ANNOUNCED.read_text("utf-8")) if not each.version]
    breaking = since_release().breaking
    assert [each for each in breaking if each not in {one.what for one in told}] == [], f"announce in {ANNOUNCED}"
    assert [each.what for each in told if each.what not in breaking] == [], "announced, but nothing breaks"
    assert all(each.reason and each.instead for each in told)


def test_what_a_release_changed_stays_announced_under_its_version() -> None:
    version = tomllib.loads((ANNOUNCED.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    told = [each for each in announced(ANNOUNCED.read_text("utf-8")) if each.version == version]
    assert told
    assert f"## {version}: breaking" in page()
    assert all(f"- {each.what} Announced" in page() for each in told)


def test_the_page_of_changes_tells_every_difference_from_the_released_schema() -> None:
    assert PAGE.read_text("utf-8") == page(), "Run `make docs`."


@pytest.mark.parametrize(
    ("was", "is_now", "kind", "sentence"),
    [
        ("old: String", "", "breaking", "Field Query.old was removed."),
        ("name: String!", "name: String", "breaking", "Field Thing.name changed type from String! to String."),
        ("thing(id: ID)", "thing(id: ID!)", "breaking", "Argument Query.thing(id:) has changed type from ID to ID!."),
        ("RED BLUE", "RED", "breaking", "Enum value Colour.BLUE was removed."),
        ("colour: Colour }", "colour: Colour size: Int! }", "breaking", "A required field Wish.size was added."),
        ("RED BLUE", "RED BLUE GREEN", "dangerous", "Enum value Colour.GREEN was added."),
        (
            "dark: Boolean = false",
            "dark: Boolean = true",
            "dangerous",
            "Thing.colour(dark:) has changed defaultValue from false to true.",
        ),
        ("old: String", "old: String young: String", "new", "Query.young was added."),
    ],
)
def test_a_difference_is_told_as_what_it_is_to_clients(was: str, is_now: str, kind: str, sentence: str) -> None:
    found = changes(build_schema(BASE), build_schema(BASE.replace(was, is_now)))
    assert sentence in getattr(found, kind)
    assert changes(build_schema(BASE), build_schema(BASE)) == Changes((), (), ())


@pytest.mark.parametrize("left_out", ["announced", "reason", "instead"])
def test_an_announcement_without_date_reason_or_replacement_is_refused(left_out: str) -> None:
    lines = {"what": '"X"', "announced": "2026-12-01", "reason": '"y"', "instead": '"z"'}
    whole = "\n".join(["[[change]]", *(f"{key} = {value}" for key, value in lines.items())])
    assert announced(whole)[0].announced == datetime.date(2026, 12, 1)
    with pytest.raises(msgspec.ValidationError):
        announced("\n".join(line for line in whole.splitlines() if not line.startswith(left_out)))


def _deprecations() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in BUILT.type_map.values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                parts = {name: field, **{f"{name}({each}:)": arg for each, arg in field.args.items()}}
                found |= {f"{kind.name}.{each}": part.deprecation_reason or "" for each, part in parts.items()}
        elif isinstance(kind, GraphQLEnumType):
            found |= {f"{kind.name}.{name}": each.deprecation_reason or "" for name, each in kind.values.items()}
        elif isinstance(kind, GraphQLInputObjectType):
            found |= {f"{kind.name}.{name}": each.deprecation_reason or "" for name, each in kind.fields.items()}
    return {where: reason for where, reason in found.items() if reason}


def _is_well_said(reason: str) -> bool:
    said = re.match(DEPRECATION, reason)
    if said is None:
        return False
    since, until = (datetime.date.fromisoformat(said[name]) for name in ("since", "until"))
    return until - since >= datetime.timedelta(days=90)


def test_a_deprecation_says_since_when_why_what_instead_and_until_when() -> None:
    assert [f"{where}: {reason}" for where, reason in _deprecations().items() if not _is_well_said(reason)] == []


@pytest.mark.parametrize(
    ("reason", "good"),
    [
        ("2026-12-01: A plan may have several titles. Use `titles`. Removed after 2027-06-01.", True),
        ("A plan may have several titles. Use `titles`. Removed after 2027-06-01.", False),
        ("2026-12-01: A plan may have several titles. Removed after 2027-06-01.", False),
        ("2026-12-01: A plan may have several titles. Use `titles`.", False),
        ("2026-12-01: A plan may have several titles. Use `titles`. Removed after 2026-12-31.", False),
        ("No longer supported", False),
    ],
)
def test_the_form_of_a_deprecation_is_checked(reason: str, good: bool) -> None:
    assert _is_well_said(reason) is good
