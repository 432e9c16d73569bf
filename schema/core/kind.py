"""Kind: the words for the kinds of node."""

from enum import Enum

from schema.core.described import enumeration


class NodeKind(Enum):
    """Kind of a node in a plan."""

    DIMENSION = "dimension"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    PROGRAM = "program"
    OPD = "opd"
    PARTNER = "partner"
    ASSET = "asset"
    THEME = "theme"
    MASTERPLAN = "masterplan"
    MASTERPLAN_PROGRAM = "masterplan_program"


NODE_KIND = enumeration(
    NodeKind,
    {
        "DIMENSION": "A smart city dimension or sub-dimension.",
        "OBJECTIVE": "An objective of the RPJMD tree: vision, mission, goal, outcome or strategy.",
        "INDICATOR": "An indicator that measures an objective or a program.",
        "PROGRAM": "A program, activity or sub-activity.",
        "OPD": "An OPD (perangkat daerah): a government agency of the region.",
        "PARTNER": "A partner: an organisation that works with the region and is no OPD.",
        "ASSET": "An asset: a data set, an application or a piece of infrastructure.",
        "THEME": "A theme: a matter that needs several OPDs, such as stunting.",
        "MASTERPLAN": "A Smart City masterplan.",
        "MASTERPLAN_PROGRAM": "A program of a Smart City masterplan.",
    },
)
