"""Findings become initiatives: what is gathered, who leads, what it is worth, what people read."""

from rules.recommend.acceptance import NOTHING, Acceptance
from rules.recommend.initiative import Initiative
from rules.recommend.weighing import MEANINGS, reweighed
from rules.recommend.wording import ROLE_NAMES

__all__ = ["MEANINGS", "NOTHING", "ROLE_NAMES", "Acceptance", "Initiative", "reweighed"]
