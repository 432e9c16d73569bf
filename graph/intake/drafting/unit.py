"""Unit: the OPD that a code and a name of a file mean, which may be a unit (UPTD, puskesmas, kelurahan) of another."""

from collections.abc import Collection
from typing import Final

import msgspec

from graph.intake.cells import Row
from graph.intake.drafting.draft import Draft, slug, with_mandates
from graph.model import LinkKind, MarkCode, Opd
from graph.reference import agency_code, normalised, tidy_unit_code

UNITS: Final = (("kode_unit", "unit"), ("kode_sub_unit", "sub_unit"))
"""The columns of a unit's code and name, the larger unit first."""


def opd_of_unit(draft: Draft, code: str, name: str, source: str) -> Opd:
    """The OPD of that unit code, else of that name; made where there is none. What a code tells is kept as an alias."""
    code = tidy_unit_code(code) or code
    found = draft.find_opd(code) if code else None
    if found is not None:
        known = name in {code, found.name} or draft.find_opd(name) is not None
        return _coded(draft, found if known else _called(found, name), code)
    found = draft.find_opd(name)
    if found is None or not tidy_unit_code(code):
        return draft.opd(name, source, code)
    if any(tidy_unit_code(alias) for alias in found.aliases):
        # The same name under another code is another unit: each agency may have its own Bagian Umum.
        return draft.opd(name, source, code, id_=f"opd/{slug(name)}-{slug(code)}")
    return _coded(draft, found, code)


def unit_within(draft: Draft, agency: Opd, code: str, name: str, source: str) -> Opd:
    """The unit of an agency that a row names beside it; the agency itself where it names none or the agency again."""
    if not slug(name) and not tidy_unit_code(code):
        return agency
    code = tidy_unit_code(code) or ""
    names = {normalised(each) for each in (agency.name, agency.short_name, *agency.aliases)}
    if code in agency.aliases or normalised(name) in names or (not name and agency_code(code) == ""):
        return agency
    unit = opd_of_unit(draft, code, name or code, source)
    if unit.id != agency.id:
        draft.tie(LinkKind.CONTAINS, agency.id, unit.id, source)
    return unit


def agency_code_column(headings: Collection[str]) -> str:
    """Which column has the codes of agencies: that of units, where a table names no unit and has no other."""
    return "kode_opd" if {"kode_opd", "unit"} & {*headings} or "kode_unit" not in headings else "kode_unit"


def unit_of_row(draft: Draft, agency: Opd, row: Row, source: str) -> Opd:
    """The unit of an agency whose work a row is, the smallest that it names; the agency itself where it names none."""
    units = [unit_within(draft, agency, row.get(code), row.get(name), source) for code, name in UNITS]
    return next((unit for unit in reversed(units) if unit.id != agency.id), agency)


def _coded(draft: Draft, opd: Opd, code: str) -> Opd:
    """An OPD with a unit code as an alias, whose fields are surer than those that its name told."""
    if opd.mandates and code in (opd.name, *opd.aliases):
        return opd
    if tidy_unit_code(code) and code not in (opd.name, *opd.aliases):
        sure = tuple(mark for mark in opd.marks if mark.code is not MarkCode.PROPOSED)
        is_guess = sure != opd.marks
        fields = () if is_guess else opd.mandates
        opd = msgspec.structs.replace(opd, aliases=(*opd.aliases, code), mandates=fields, marks=sure)
    after = with_mandates(opd)
    if draft.node(Opd, opd.id) != after:
        draft.put(after)
    return after


def _called(opd: Opd, name: str) -> Opd:
    """An OPD of which only the code was known, under its name; else with the other name as an alias."""
    if tidy_unit_code(opd.name):
        return msgspec.structs.replace(opd, name=name, short_name=name, aliases=(*opd.aliases, opd.name))
    return msgspec.structs.replace(opd, aliases=(*opd.aliases, name))
