"""Enums: the closed sets of words of the plan model and of the rules."""

from enum import Enum
from typing import Annotated, TypeVar

from graph import model
from rules.finding import Family, Severity
from schema.core.described import enumeration, said

T = TypeVar("T")


class Language(Enum):
    """The language of what people read."""

    ID = "id"
    EN = "en"


LANGUAGE = enumeration(Language, {"ID": "Bahasa Indonesia.", "EN": "English."})
Tongue = Annotated[Language, said("In which language.")]
LEVEL = enumeration(
    model.Level,
    {
        "PROGRAM": "Program.",
        "ACTIVITY": "Activity (kegiatan), the part of a program.",
        "SUB_ACTIVITY": "Sub-activity (sub kegiatan), the part of an activity.",
    },
)
OBJECTIVE_LEVEL = enumeration(
    model.ObjectiveLevel,
    {
        "VISION": "Vision (visi).",
        "MISSION": "Mission (misi).",
        "GOAL": "Goal (tujuan).",
        "OUTCOME": "Outcome (sasaran).",
        "STRATEGY": "Strategy (strategi).",
    },
)
DIMENSION_LEVEL = enumeration(
    model.DimensionLevel,
    {"DIMENSION": "One of the six dimensions.", "SUB_DIMENSION": "One of the three parts of a dimension."},
)
DIRECTION = enumeration(
    model.Direction,
    {"UP": "More is better.", "DOWN": "Less is better.", "HOLD": "It should stay as it is."},
)
PARTNER_KIND = enumeration(
    model.PartnerKind,
    {
        "CENTRAL": "A body of the central government or a vertical office of one.",
        "PROVINCE": "A body of the province.",
        "REGION": "Another region.",
        "STATE_ENTERPRISE": "A state enterprise (BUMN).",
        "REGIONAL_ENTERPRISE": "A regional enterprise (BUMD).",
        "PRIVATE": "A private firm or an association of firms.",
        "UNIVERSITY": "A university or another place of higher learning.",
        "COMMUNITY": "A community, a civil society or professional organisation.",
        "MEDIA": "Press, radio, television or another medium.",
    },
)
ASSET_KIND = enumeration(
    model.AssetKind,
    {
        "DATASET": "A data set.",
        "APPLICATION": "An application.",
        "INFRASTRUCTURE": "A piece of infrastructure.",
    },
)
THEME_ROLE = enumeration(
    model.ThemeRole,
    {
        "LEAD": "Leads: the matter is its mandate.",
        "CORE": "Is at the core: without it the matter fails.",
        "SUPPORTING": "Supports.",
    },
)
LINK_KIND = enumeration(
    model.LinkKind,
    {
        "LEADS": "An OPD leads a program or an objective.",
        "SUPPORTS": "An OPD or a partner supports a program, an objective or a theme.",
        "CONTAINS": "The whole contains the part.",
        "CONTRIBUTES": "It contributes to a dimension, a theme or an objective, from -3 to +3.",
        "DEPENDS_ON": "It needs the other first or beside it.",
        "ALIGNS": "A program or objective serves an objective or a dimension.",
        "MEASURES": "An indicator measures a program or an objective.",
        "PRODUCES": "A program makes an asset.",
        "USES": "A program uses an asset.",
    },
)
DEPENDENCY_KIND = enumeration(
    model.DependencyKind,
    {
        "LAND": "It needs land.",
        "PERMIT": "It needs a permit or an approval.",
        "DATA": "It needs data.",
        "INFRASTRUCTURE": "It needs infrastructure.",
        "PEOPLE": "It needs people or their skills.",
        "FINANCE": "It needs money, or the rule by which money may be spent.",
        "SEQUENCE": "It comes after the other in time.",
        "PUBLIC_INFORMATION": "It needs that the public is told or takes part.",
    },
)
ORIGIN = enumeration(
    model.Origin,
    {
        "DECLARED": "Someone wrote it.",
        "DERIVED": "A written piece of knowledge says so.",
        "INFERRED": "Texts are alike; a person should look at it.",
    },
)
STANDING = enumeration(
    model.Standing,
    {
        "OPEN": "Nobody has judged it.",
        "CONFIRMED": "A person confirmed it.",
        "REJECTED": "A person rejected it; it is kept so that it does not come back.",
    },
)
FAMILY = enumeration(
    Family,
    {
        "ALIGNMENT": "What has nothing under it, and what serves nothing.",
        "SYNERGY": "Who works for the same without each other.",
        "DEPENDENCY": "What waits for whom, uncoordinated.",
        "OVERLAP": "Fragmentation, overlap, duplication.",
        "CONFLICT": "What works against each other.",
        "PARTICIPATION": "Which partners are missing.",
        "CAPACITY": "Who carries too much, and money that does not fit.",
    },
    name="RuleFamily",
)
SEVERITY = enumeration(
    Severity,
    {"INFORMATION": "To know.", "ADVICE": "To consider.", "WARNING": "To act."},
)
MARK_CODE = enumeration(
    model.MarkCode,
    {
        "IMPLAUSIBLE_MONEY": "Money far beyond what its year or its kind knows; kept, never summed.",
        "UNREAD_NUMBER": "A number that could not be read.",
        "TEXT_TARGET": "A target that is a text, such as WTP.",
        "UNKNOWN_CODE": "A code that the nomenclature does not have.",
        "NO_CODE": "No code is known for this name.",
        "NEAR_CODE": "The code was found by a name that is nearly the official one.",
        "REPEATED": "The same was printed before.",
        "MISSING_VALUE": "A cell that should have a value is empty.",
        "UNKNOWN_OPD": "The OPD is not in the region's list.",
        "PROPOSED": "Proposed by us, not found in a source.",
    },
)


class TimeOrder(Enum):
    """In which order things come that people did one after another."""

    OLDEST = "oldest"
    NEWEST = "newest"


TIME_ORDER = enumeration(TimeOrder, {"OLDEST": "The first one first.", "NEWEST": "The latest one first."})


def in_time(done: list[T], order: TimeOrder) -> list[T]:
    """Give things that stand in the order in which they were done in the order that is asked for."""
    return done if order is TimeOrder.OLDEST else done[::-1]
