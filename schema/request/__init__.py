"""One request: its user, the plans that it reads, their evaluations, and subscriptions."""

from schema.request.context import UNAVAILABLE, Context, Info, code_of, or_error, refusal
from schema.request.identity import Identified, within
from schema.request.immutable import is_of_a_revision
from schema.request.live import NOT_SIGNED_IN, PASSING, Live, LiveLimits, live_limits
from schema.request.load import BUSY, RETRY_SECONDS, Full, Load, Places, reader
from schema.request.progress import ImportProgress, Imports, Progress
from schema.request.proposing import Proposing
from schema.request.read_plans import ReadPlans
from schema.request.viewer import Viewer

__all__ = [
    "BUSY",
    "NOT_SIGNED_IN",
    "PASSING",
    "RETRY_SECONDS",
    "UNAVAILABLE",
    "Context",
    "Full",
    "Identified",
    "ImportProgress",
    "Imports",
    "Info",
    "Live",
    "LiveLimits",
    "Load",
    "Places",
    "Progress",
    "Proposing",
    "ReadPlans",
    "Viewer",
    "code_of",
    "is_of_a_revision",
    "live_limits",
    "or_error",
    "reader",
    "refusal",
    "within",
]
