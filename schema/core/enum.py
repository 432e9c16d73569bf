"""Enums: the closed sets of words of the plan model and of the rules."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeVar

from graph import masterplan, model
from rules.finding import Family, Severity
from schema.core.described import enumeration
from schema.core.page import Rows, ordered

T = TypeVar("T")


LEVEL = enumeration(
    model.Level,
    {
        "PROGRAM": "Program.",
        "ACTIVITY": "Activity (kegiatan): a part of a program.",
        "SUB_ACTIVITY": "Sub-activity (sub kegiatan): a part of an activity.",
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
        "ISSUE": "Strategic issue (isu strategis) that the plan answers, such as a new capital next door.",
    },
)
DIMENSION_LEVEL = enumeration(
    model.DimensionLevel,
    {
        "DIMENSION": "One of the six smart city dimensions.",
        "SUB_DIMENSION": "One of the three sub-dimensions of a dimension.",
    },
)
DIRECTION = enumeration(
    model.Direction,
    {"UP": "Higher values are better.", "DOWN": "Lower values are better.", "HOLD": "The value should stay the same."},
)
PARTNER_KIND = enumeration(
    model.PartnerKind,
    {
        "CENTRAL": "A body of the central government, or a regional (vertical) office of one.",
        "PROVINCE": "A body of the province.",
        "REGION": "Another region.",
        "STATE_ENTERPRISE": "A state enterprise (BUMN).",
        "REGIONAL_ENTERPRISE": "A regional enterprise (BUMD).",
        "PRIVATE": "A private firm or an association of firms.",
        "UNIVERSITY": "A university or another institution of higher education.",
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
        "LEAD": "Leads the joint work: the theme is its mandate.",
        "CORE": "Does core work: without it the theme fails.",
        "SUPPORTING": "Supports the work of the others.",
    },
)
MASTERPLAN_ORIGIN = enumeration(
    masterplan.MasterplanOrigin,
    {
        "RPJMD": "The region's medium-term plan (RPJMD).",
        "RENSTRA": "The strategic plan of an OPD (Renstra).",
        "INNOVATION": "An innovation that no plan has yet.",
    },
)
TERM = enumeration(masterplan.Term, {"SHORT": "Short term.", "MEDIUM": "Medium term.", "LONG": "Long term."})
PROGRESS = enumeration(
    masterplan.Progress,
    {
        "PLANNED": "Planned, not begun.",
        "RUNNING": "Running.",
        "FINISHED": "Finished.",
        "DELAYED": "Delayed.",
        "STOPPED": "Stopped.",
    },
)
FUND_SOURCE = enumeration(
    masterplan.FundSource,
    {
        "APBD": "The region's own budget (APBD).",
        "PROVINCE": "Aid of the province.",
        "APBN": "The state budget (APBN).",
        "GRANT": "A grant.",
        "CORPORATE": "Corporate social responsibility (TJSL, CSR).",
        "PUBLIC_PRIVATE": "A public-private partnership (KPBU).",
        "COMMUNITY": "The community's own money and work.",
        "OTHER": "Another source.",
    },
)
READINESS_ASPECT = enumeration(
    masterplan.ReadinessAspect,
    {
        "REGULATION": "A regulation.",
        "INFRASTRUCTURE": "Infrastructure.",
        "APPLICATION": "An application.",
        "PEOPLE": "People and their skills.",
    },
)
READINESS_STATE = enumeration(
    masterplan.ReadinessState,
    {
        "READY": "It is there.",
        "PARTLY": "It is there in part.",
        "MISSING": "It is not there yet.",
        "NOT_NEEDED": "It is not needed.",
    },
)
RISK_LEVEL = enumeration(
    masterplan.RiskLevel, {"LOW": "A small risk.", "MEDIUM": "A risk to watch.", "HIGH": "A grave risk."}
)
QUICK_WIN_CRITERION = enumeration(
    masterplan.QuickWinCriterion,
    {
        "FORMULATION": "It was designed together with all parties and answers a strategic problem of the RPJMD.",
        "ATTRACTION": "It attracts citizens and people from outside.",
        "BENEFIT": "Citizens feel its benefit.",
        "UNIQUENESS": "It is unique or creative.",
        "PARTNERSHIP": "It opens ways to work with outside parties.",
        "DEVELOPMENT": "It can be developed further.",
        "CONTINUITY": "There is a strategy that keeps it going.",
        "RESOURCES": "The resources to develop and run it are there.",
        "RISK_MANAGEMENT": "Its risks are known, and there is a plan against them.",
        "SUSTAINED": "The quick wins of earlier years still run, and new ones come.",
    },
)
LINK_KIND = enumeration(
    model.LinkKind,
    {
        "LEADS": "An OPD leads a program, an objective, an indicator, a theme or a masterplan program.",
        "SUPPORTS": "An OPD or a partner supports a program, an objective, a theme or a masterplan program.",
        "CONTAINS": "A whole contains a part, such as a program its activities.",
        "CONTRIBUTES": "A node contributes to a dimension, a theme, an objective or a program; the link's weight, "
        "from -3 to +3, says how much.",
        "DEPENDS_ON": "A program or an asset (the origin) needs another one (the target), before it or alongside it.",
        "ALIGNS": "A program, objective or masterplan program serves an objective or a dimension; a program carries a "
        "masterplan program.",
        "MEASURES": "An indicator measures a program, an objective or a masterplan program.",
        "PRODUCES": "A program produces an asset.",
        "USES": "A program uses an asset.",
    },
)
DEPENDENCY_KIND = enumeration(
    model.DependencyKind,
    {
        "LAND": "Land.",
        "PERMIT": "A permit or an approval.",
        "DATA": "Data.",
        "INFRASTRUCTURE": "Infrastructure.",
        "PEOPLE": "People or their skills.",
        "FINANCE": "Money, or the rule that allows money to be spent.",
        "SEQUENCE": "Only the order: the origin comes after the target in time.",
        "PUBLIC_INFORMATION": "That the public is informed or takes part.",
    },
)
BUDGET_STAGE = enumeration(
    model.Stage,
    {
        "PROPOSED": "Proposed by the OPD (usulan).",
        "INDICATIVE": "Indicative ceiling (pagu indikatif) of RKPD, Renja or KUA-PPAS.",
        "ORIGINAL": "The budget as it was set for the year (murni).",
        "CHANGED": "The budget as it was changed during the year (perubahan).",
    },
    name="BudgetStage",
)
ORIGIN = enumeration(
    model.Origin,
    {
        "DECLARED": "A person or a file states the link.",
        "DERIVED": "A knowledge entry states the link.",
        "INFERRED": "Similar texts suggest the link; a person should check it.",
    },
)
STANDING = enumeration(
    model.Standing,
    {
        "OPEN": "No person has judged the link.",
        "CONFIRMED": "A person confirmed the link.",
        "REJECTED": "A person rejected the link; it is kept so that it does not come back.",
    },
)
FAMILY = enumeration(
    Family,
    {
        "ALIGNMENT": "Objectives and dimensions without work, and work that serves none of them.",
        "SYNERGY": "OPDs that work on the same matter separately.",
        "DEPENDENCY": "Work that waits for the work of others without coordination.",
        "OVERLAP": "Fragmented, overlapping or duplicated work.",
        "CONFLICT": "Work that counteracts other work.",
        "PARTICIPATION": "Partners that are missing from joint work.",
        "CAPACITY": "OPDs that carry too much, and budgets that do not fit the work.",
    },
    name="RuleFamily",
)
SEVERITY = enumeration(
    Severity,
    {"INFORMATION": "For information.", "ADVICE": "Worth considering.", "WARNING": "Calls for action."},
)
MARK_CODE = enumeration(
    model.MarkCode,
    {
        "IMPLAUSIBLE_MONEY": "An amount far beyond what is usual for its year or kind; kept, but never summed.",
        "UNREAD_NUMBER": "A number that could not be read.",
        "TEXT_TARGET": "A target that is a text, such as WTP.",
        "UNKNOWN_CODE": "A code that is not in the nomenclature.",
        "NO_CODE": "No code is known for this name.",
        "NEAR_CODE": "The code was found by a name that is nearly the official one.",
        "REPEATED": "The same entry stands more than once in the files.",
        "MISSING_VALUE": "A cell that should have a value is empty.",
        "UNKNOWN_OPD": "The OPD is not in the region's list.",
        "PROPOSED": "A value that Sinergi proposes; no source states it.",
    },
)


class TimeOrder(Enum):
    """Order of a list by time."""

    OLDEST = "oldest"
    NEWEST = "newest"


TIME_ORDER = enumeration(TimeOrder, {"OLDEST": "Oldest first.", "NEWEST": "Newest first."})


def in_time(
    items: Iterable[T], order: TimeOrder, number: Callable[[T], float], name: Callable[[T], str] = lambda _: ""
) -> Rows[T]:
    """Sort by time.

    Parameters
    ----------
    number
        What rises with time.
    name
        What tells those of one time apart, where several may be of one.
    """
    sign = 1 if order is TimeOrder.OLDEST else -1
    return ordered(items, lambda each: (sign * number(each), name(each)), order)
