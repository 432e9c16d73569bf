"""Kind: the words for the kinds of node."""

from enum import Enum

from schema.core.described import enumeration


class NodeKind(Enum):
    """The kinds of node."""

    DIMENSION = "dimension"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    PROGRAM = "program"
    OPD = "opd"
    PARTNER = "partner"
    ASSET = "asset"
    THEME = "theme"


NODE_KIND = enumeration(
    NodeKind,
    {
        "DIMENSION": "A smart city dimension or sub-dimension.",
        "OBJECTIVE": "Vision, mission, goal, outcome or strategy.",
        "INDICATOR": "What measures an objective or a program.",
        "PROGRAM": "Program, activity or sub-activity.",
        "OPD": "An agency of the region.",
        "PARTNER": "An organisation that is no OPD.",
        "ASSET": "A data set, an application or a piece of infrastructure.",
        "THEME": "A matter that takes several agencies.",
    },
)
