"""What every region shares: the national nomenclature, what agencies are called, and the smart city framework."""

from graph.reference.agency import (
    agency_code,
    fields_beside,
    fields_of_code,
    fields_of_name,
    tidy_unit_code,
    unit_name,
)
from graph.reference.framework import framework
from graph.reference.nomenclature import Entry, Match, Nomenclature, nomenclature, normalised
from graph.reference.village import village, village_words

__all__ = [
    "Entry",
    "Match",
    "Nomenclature",
    "agency_code",
    "fields_beside",
    "fields_of_code",
    "fields_of_name",
    "framework",
    "nomenclature",
    "normalised",
    "tidy_unit_code",
    "unit_name",
    "village",
    "village_words",
]
