"""Findings become initiatives: what is gathered, who leads, what it is worth, what people read."""

from rules.recommend.acceptance import NOTHING, Acceptance
from rules.recommend.initiative import Initiative
from rules.recommend.weighing import MEANINGS, reweighed

__all__ = ["MEANINGS", "NOTHING", "Acceptance", "Initiative", "reweighed"]
