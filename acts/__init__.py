"""What people do to a plan: who, on which revision, once per key.

GraphQL and the command line are two thin faces of it.
"""

from acts.access import ANONYMOUS, EVERYWHERE, LEAST, STRANGER, Actor, Operation, Role, may, may_somewhere
from acts.creating import create_plan
from acts.deciding import comment, decide
from acts.desk import Desk, Given, on_this_machine
from acts.draft import Draft, Revised, at_revision, drafted, in_scenario, parts_of, remove_nodes, revise, written
from acts.evaluations import Evaluations, SeenPlan
from acts.importing import Unanswered, compare_files, import_files, imported_before
from acts.mending import mend, mendable
from acts.refusal import Forbidden, Missing, Path, Problem, ProblemCode, Refused, Unusable, missing, unfit, unusable
from acts.state import State
from acts.suppressing import lift_finding, lift_rule, suppress_finding, suppress_rule
from acts.text import camel, required
from acts.undoing import undo
from acts.workers import Check, Workers

__all__ = [
    "ANONYMOUS",
    "EVERYWHERE",
    "LEAST",
    "STRANGER",
    "Actor",
    "Check",
    "Desk",
    "Draft",
    "Evaluations",
    "Forbidden",
    "Given",
    "Missing",
    "Operation",
    "Path",
    "Problem",
    "ProblemCode",
    "Refused",
    "Revised",
    "Role",
    "SeenPlan",
    "State",
    "Unanswered",
    "Unusable",
    "Workers",
    "at_revision",
    "camel",
    "comment",
    "compare_files",
    "create_plan",
    "decide",
    "drafted",
    "import_files",
    "imported_before",
    "in_scenario",
    "lift_finding",
    "lift_rule",
    "may",
    "may_somewhere",
    "mend",
    "mendable",
    "missing",
    "on_this_machine",
    "parts_of",
    "remove_nodes",
    "required",
    "revise",
    "suppress_finding",
    "suppress_rule",
    "undo",
    "unfit",
    "unusable",
    "written",
]
