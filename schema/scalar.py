"""Scalars: money, codes, years and revisions, each with one meaning everywhere."""

from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Rupiah = NewType("Rupiah", int)
Code = NewType("Code", str)
Year = NewType("Year", int)
Revision = NewType("Revision", int)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"Harus bilangan bulat mulai dari 0, bukan {value!r}.")
    return value


def _code(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"Harus kode nomenklatur seperti 2.16.03, bukan {value!r}.")
    return value


SCALARS: dict[object, ScalarDefinition] = {
    Rupiah: strawberry.scalar(
        name="Rupiah",
        description="An amount of money in whole rupiah, as a JSON number below 2^53.",
        serialize=int,
        parse_value=_whole,
    ),
    Code: strawberry.scalar(
        name="Code",
        description="A code of the national nomenclature (Permendagri 90/2019) in its canonical spelling, such as "
        "2.16.03.2.02.0009; as an argument also a beginning of one, such as 2.16.03.",
        serialize=str,
        parse_value=_code,
    ),
    Year: strawberry.scalar(
        name="Year", description="A calendar year, such as 2024.", serialize=int, parse_value=_whole
    ),
    Revision: strawberry.scalar(
        name="Revision",
        description="The number of a plan's revision; 0 is the empty plan, every change adds one.",
        serialize=int,
        parse_value=_whole,
    ),
}
"""What the schema makes of each scalar."""
