"""Scalars: money, codes, years and revisions, each with one meaning everywhere."""

import datetime
from collections.abc import Callable
from typing import Final, NewType, Protocol, runtime_checkable

import strawberry
from strawberry.types.scalar import ScalarDefinition

Rupiah = NewType("Rupiah", int)
Code = NewType("Code", str)
Year = NewType("Year", int)
Revision = NewType("Revision", int)


@runtime_checkable
class SentFile(Protocol):
    """A file sent with a request: its bytes, and its name as the sender gave it."""

    filename: str | None

    async def read(self, size: int = -1) -> bytes:
        """Read some bytes; none at the end."""


Upload = NewType("Upload", object)
"""A ``SentFile``; a Protocol cannot stand for a scalar itself."""


_LONGEST_CODE: Final = 40
_GREATEST: Final = {"Rupiah": 2**53 - 1, "Year": 9999, "Revision": 2**31 - 1}


# Sentences in English: graphql-core puts them into its own.


def _whole(name: str) -> Callable[[object], int]:
    most = _GREATEST[name]

    def read(value: object) -> int:
        if isinstance(value, float) and value.is_integer():  # R, PHP and Lua write 1e11 and 1.0
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise ValueError(f"It must be a whole number from 0 to {most}, not {value!r}.")
        return value

    return read


def _day(value: object) -> datetime.date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"It must be a day such as 2026-12-31, not {value!r}.")


def _moment(value: object) -> datetime.datetime:
    try:
        if isinstance(value, str) and "T" in value:
            return datetime.datetime.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"It must be a time such as 2026-12-31T23:59:59+00:00, not {value!r}.")


def _code(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_CODE:
        raise ValueError(f"It must be a nomenclature code such as 2.16.03, not {value!r}.")
    return value


def _file(value: object) -> SentFile:
    if not isinstance(value, SentFile):
        raise ValueError("It must be a file sent with the request (multipart/form-data), no JSON value.")
    return value


SPECIFIED: Final = "/graphql/scalars"
"""Where the service describes its own scalars, relative to the address of the API."""

SCALARS: dict[object, ScalarDefinition] = {
    datetime.date: strawberry.scalar(
        name="Date",
        description="A day as `2026-12-31` (RFC 3339 full-date), in the calendar and the time zone of the region.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date",
        serialize=datetime.date.isoformat,
        parse_value=_day,
    ),
    datetime.datetime: strawberry.scalar(
        name="DateTime",
        description="A moment as `2026-12-31T23:59:59+00:00` (RFC 3339 date-time).",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time",
        serialize=datetime.datetime.isoformat,
        parse_value=_moment,
    ),
    Rupiah: strawberry.scalar(
        name="Rupiah",
        specified_by_url=f"{SPECIFIED}#Rupiah",
        description="An amount of money in whole rupiah, as a JSON number below 2^53.",
        serialize=int,
        parse_value=_whole("Rupiah"),
    ),
    Code: strawberry.scalar(
        name="Code",
        specified_by_url=f"{SPECIFIED}#Code",
        description="A code of the national nomenclature (Permendagri 90/2019) in its canonical spelling, such as "
        "2.16.03.2.02.0009; as an argument also a beginning of one, such as 2.16.03.",
        serialize=str,
        parse_value=_code,
    ),
    Upload: strawberry.scalar(
        name="Upload",
        description="A file sent with the request, as the specification of GraphQL multipart requests says "
        "(https://github.com/jaydenseric/graphql-multipart-request-spec); in `variables`, null stands in its place. "
        "The request must carry the header `GraphQL-Require-Preflight` or `X-Requested-With` with any value.",
        serialize=str,
        parse_value=_file,
        specified_by_url="https://github.com/jaydenseric/graphql-multipart-request-spec",
    ),
    Year: strawberry.scalar(
        name="Year",
        specified_by_url=f"{SPECIFIED}#Year",
        description="A calendar year, such as 2024.",
        serialize=int,
        parse_value=_whole("Year"),
    ),
    Revision: strawberry.scalar(
        name="Revision",
        specified_by_url=f"{SPECIFIED}#Revision",
        description="The number of a plan's revision; 0 is the empty plan, every change adds one.",
        serialize=int,
        parse_value=_whole("Revision"),
    ),
}
"""The scalar of the schema for each Python type."""
