"""What every region shares: the national nomenclature and the smart city framework."""

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

__all__ = [
    "OF_2026",
    "VERSIONS",
    "Entry",
    "Match",
    "Nomenclature",
    "SubActivity",
    "Version",
    "framework",
    "is_minimum_service",
    "nomenclature",
    "normalised",
    "same",
    "sub_activities",
    "tags_of",
]
