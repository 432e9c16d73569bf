"""Masterplan: where its programs belong, what work carries them, and what becomes of them in the plan as it is now."""

from rules.masterplan.adding import added
from rules.masterplan.carrying import Proposed, carriers_proposed, served
from rules.masterplan.placing import Placed, places
from rules.masterplan.readjusting import Adjustment, Readjustment, readjustments

__all__ = [
    "Adjustment",
    "Placed",
    "Proposed",
    "Readjustment",
    "added",
    "carriers_proposed",
    "places",
    "readjustments",
    "served",
]
