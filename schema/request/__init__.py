"""One request: who asks, which plans it reads, and their evaluations."""

from schema.request.access import ANONYMOUS, EVERYWHERE, LEAST, STRANGER, TITLE, Actor, Operation, Role, may_somewhere
from schema.request.context import UNAVAILABLE, Context, Info, code_of, refusal, told
from schema.request.evaluations import Evaluations
from schema.request.fixed import is_of_a_revision
from schema.request.identity import Identified, within
from schema.request.live import NOT_SIGNED_IN, PASSING, Live, LiveLimits, live_limits
from schema.request.noted import Noted
from schema.request.progress import ImportProgress, Imports, Progress
from schema.request.viewer import Viewer
from schema.request.workers import Check, Workers

__all__ = [
    "ANONYMOUS",
    "EVERYWHERE",
    "LEAST",
    "NOT_SIGNED_IN",
    "PASSING",
    "STRANGER",
    "TITLE",
    "UNAVAILABLE",
    "Actor",
    "Check",
    "Context",
    "Evaluations",
    "Identified",
    "ImportProgress",
    "Imports",
    "Info",
    "Live",
    "LiveLimits",
    "Noted",
    "Operation",
    "Progress",
    "Role",
    "Viewer",
    "Workers",
    "code_of",
    "is_of_a_revision",
    "live_limits",
    "may_somewhere",
    "refusal",
    "told",
    "within",
]
