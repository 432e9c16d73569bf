"""What several rules ask of a plan."""

from rules.asking.beneficiaries import Group, groups, named_in
from rules.asking.calling import GOVERNMENT, PEOPLE, kinds, known, open_calls
from rules.asking.comparison import OFFICE, SMALL, Comparison, Work, served
from rules.asking.lead import Choice, by_mandate
from rules.asking.membership import PLANNING, RANK, fields_of, holders, members, role, who_plans
from rules.asking.nearest import nearest_theme
from rules.asking.pace import falls, shortfall
from rules.asking.pairing import meetings
from rules.asking.parties import named, names
from rules.asking.partners import fitting
from rules.asking.place import Place, places
from rules.asking.progress import last_year, money_share, output_share
from rules.asking.remedy import coordinated, joined
from rules.asking.territory import FAMILY, families, party_of

__all__ = [
    "FAMILY",
    "GOVERNMENT",
    "OFFICE",
    "PEOPLE",
    "PLANNING",
    "RANK",
    "SMALL",
    "Choice",
    "Comparison",
    "Group",
    "Place",
    "Work",
    "by_mandate",
    "coordinated",
    "falls",
    "families",
    "fields_of",
    "fitting",
    "groups",
    "holders",
    "joined",
    "kinds",
    "known",
    "last_year",
    "meetings",
    "members",
    "money_share",
    "named",
    "named_in",
    "names",
    "nearest_theme",
    "open_calls",
    "output_share",
    "party_of",
    "places",
    "role",
    "served",
    "shortfall",
    "who_plans",
]
