"""The country: what plans came to in short, what is counted over them, and how alike regions are."""

from rules.country.basis import basis
from rules.country.counting import Fact, Gists, Practice, Theme, facts, practices, themes
from rules.country.likeness import Likeness, Part, likeness
from rules.country.short import gist, structure

__all__ = [
    "Fact",
    "Gists",
    "Likeness",
    "Part",
    "Practice",
    "Theme",
    "basis",
    "facts",
    "gist",
    "likeness",
    "practices",
    "structure",
    "themes",
]
