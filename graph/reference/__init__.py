"""What every region shares: the national nomenclature, what agencies are called, and the smart city framework."""

from graph.reference.agency import (
    agency_code,
    fields_beside,
    fields_of_code,
    fields_of_name,
    tidy_unit_code,
    unit_name,
)
from graph.reference.dimension_name import dimension_within, dimensions_named
from graph.reference.framework import framework
from graph.reference.nomenclature import (
    OF_2026,
    VERSIONS,
    Entry,
    Match,
    Nomenclature,
    Version,
    nomenclature,
    normalised,
)
from graph.reference.sub_activity import SubActivity, is_minimum_service, same, sub_activities, tags_of
from graph.reference.village import village, village_words

__all__ = [
    "OF_2026",
    "VERSIONS",
    "Entry",
    "Match",
    "Nomenclature",
    "SubActivity",
    "Version",
    "agency_code",
    "dimension_within",
    "dimensions_named",
    "fields_beside",
    "fields_of_code",
    "fields_of_name",
    "framework",
    "is_minimum_service",
    "nomenclature",
    "normalised",
    "same",
    "sub_activities",
    "tags_of",
    "tidy_unit_code",
    "unit_name",
    "village",
    "village_words",
]
