"""Whose: the columns that say whose a row is: an agency, a unit within it, and a unit of that."""

from typing import Final

from graph.intake.cells import Content
from graph.intake.recognising import Column

_AGENCY: Final = (
    r"(?:opd|skpd|pd|perangkat daerah|instansi|organisasi|satker|satuan kerja(?: perangkat daerah)?|dinas(?: badan)?)"
)
NAMED_AGENCY: Final = rf"nama {_AGENCY}"
AGENCY: Final = rf"(?:nama )?{_AGENCY}"
AGENCY_CODE: Final = rf"kode {_AGENCY}"
_OWN: Final = r"(?:uptd?|bagian|puskesmas|unit pelaksana(?: teknis(?: daerah)?)?)"
_UNIT: Final = rf"(?:unit (?:kerja|organisasi|skpd|opd)|{_OWN}(?: {_OWN}){{0,3}})"
_SUB_UNIT: Final = r"sub ?(?:unit(?: kerja| organisasi| skpd| opd)?|skpd|opd|perangkat daerah|instansi|organisasi)"
SUB_UNITS: Final = (
    Column("kode_sub_unit", rf"kode {_SUB_UNIT}", Content.CODE, key=True),
    Column("sub_unit", rf"(?:nama )?{_SUB_UNIT}", key=True),
)
UNITS: Final = (
    Column("kode_unit", rf"kode (?:{_UNIT}|unit)", Content.CODE, key=True),
    Column("unit", rf"(?:nama )?{_UNIT}|nama unit", key=True),
    *SUB_UNITS,
)
"""The unit within an agency whose work a row is; where no agency is named, the larger one is the agency."""


def or_unit(*needed: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Give what a table must have, and the same with a unit in place of the agency."""
    return (*needed, *(each - {"opd"} | {"unit"} for each in needed if "opd" in each))


def agency(*, carried: bool = False) -> tuple[Column, ...]:
    """Give the columns of an agency's code and name, and of its units; ``carried`` holds for rows below."""
    return (
        Column("kode_opd", AGENCY_CODE, Content.CODE, key=True, carried=carried),
        Column("opd", AGENCY, Content.OPD, key=True, carried=carried),
        *UNITS,
    )
