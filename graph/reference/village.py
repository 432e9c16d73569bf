"""Villages: what the lowest level of a region is called, and whether there is one beside kelurahan."""

from functools import cache
from importlib import resources
from typing import Final

import msgspec
import yaml

FILE: Final = "villages.yaml"
FIRST_CITY: Final = 71
"""The second part of a region's code from which on it is a kota."""


class _Villages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    regency: str
    city: str
    named: dict[str, str]


@cache
def _villages() -> _Villages:
    text = resources.files("graph.reference").joinpath(FILE).read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), _Villages)


def village_words() -> tuple[str, ...]:
    """All words by which regions call their villages."""
    known = _villages()
    return tuple(dict.fromkeys((known.regency, *known.named.values())))


def village(region_code: str) -> str:
    """What a region calls its villages; empty where it has none.

    >>> village("17.03"), village("13.06"), village("64.71"), village("11.71"), village("")
    ('desa', 'nagari', '', 'gampong', 'desa')
    """
    known = _villages()
    if region_code in known.named:
        return known.named[region_code]
    province, _, region = region_code.partition(".")
    if region[:2].isdecimal() and int(region[:2]) >= FIRST_CITY:
        return known.city
    return known.named.get(province, known.regency)
