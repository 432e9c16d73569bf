"""The country: what plans came to in short, and how alike regions are."""

from rules.country.basis import basis
from rules.country.likeness import Likeness, Part, likeness
from rules.country.short import gist, structure

__all__ = ["Likeness", "Part", "basis", "gist", "likeness", "structure"]
