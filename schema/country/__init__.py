"""All regions together: what the evaluations of their plans came to, which are alike, and their evaluation indices."""

from schema.country.across import AcrossRegions, Within, across_regions

__all__ = ["AcrossRegions", "Within", "across_regions"]
