"""What every region shares: the national nomenclature and the smart city framework."""

from graph.reference.framework import framework
from graph.reference.nomenclature import Entry, Match, Nomenclature, nomenclature, normalised

__all__ = ["Entry", "Match", "Nomenclature", "framework", "nomenclature", "normalised"]
