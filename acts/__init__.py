"""What people do to a plan: who, on which revision, once per key.

GraphQL and the command line are two thin faces of it.
"""

from acts.access import ANONYMOUS, EVERYWHERE, LEAST, STRANGER, Actor, Operation, Role, may, may_somewhere, speaks_for
from acts.agenda import (
    add_to_agenda,
    decide_item,
    note,
    remove_from_agenda,
    reorder_agenda,
    vote,
    withdraw_item,
)
from acts.agreeing import Agreed, may_read, takes_part
from acts.assessed import Assessed, Indexed, assessed, cohort_of, indexed, readable_round, readable_rounds, unanswered
from acts.assessing import Said, answer_question, change_round, open_round, record_survey
from acts.cluster import on_cluster
from acts.country import Came, Due, Failed, Spread, due, judge_all
from acts.creating import create_plan
from acts.cross_impact import (
    Scored,
    close_cross_impact,
    invite_to_cross_impact,
    open_cross_impact,
    score_cross_impact,
)
from acts.deciding import comment, decide, withdraw
from acts.desk import Desk, Given, on_this_machine
from acts.draft import Draft, Revised, at_revision, drafted, in_scenario, parts_of, remove_nodes, revise, written
from acts.evaluations import Evaluations, SeenPlan
from acts.importing import Unanswered, compare_files, import_files, imported_before
from acts.inviting import give_access, revoke_access
from acts.meeting import add_addendum, attend, close, create_meeting, invite, present
from acts.mending import mend, mend_all, mendable
from acts.processes import Processes
from acts.proposing import (
    Submitted,
    Taken,
    decline,
    propose,
    take_over_as_comment,
    take_over_as_link,
    take_over_as_scenario,
)
from acts.refusal import Forbidden, Missing, Path, Problem, ProblemCode, Refused, Unusable, missing, unfit, unusable
from acts.spreading import in_processes
from acts.state import State
from acts.suppressing import lift_finding, lift_rule, suppress_finding, suppress_rule
from acts.tasks import Assigned, Told, assign_task, report_task
from acts.text import camel, required
from acts.undoing import undo
from acts.voices import parties_of, propose_link, say_of_link
from acts.workers import Check, Workers

__all__ = [
    "ANONYMOUS",
    "EVERYWHERE",
    "LEAST",
    "STRANGER",
    "Actor",
    "Agreed",
    "Assessed",
    "Assigned",
    "Came",
    "Check",
    "Desk",
    "Draft",
    "Due",
    "Evaluations",
    "Failed",
    "Forbidden",
    "Given",
    "Indexed",
    "Missing",
    "Operation",
    "Path",
    "Problem",
    "ProblemCode",
    "Processes",
    "Refused",
    "Revised",
    "Role",
    "Said",
    "Scored",
    "SeenPlan",
    "Spread",
    "State",
    "Submitted",
    "Taken",
    "Told",
    "Unanswered",
    "Unusable",
    "Workers",
    "add_addendum",
    "add_to_agenda",
    "answer_question",
    "assessed",
    "assign_task",
    "at_revision",
    "attend",
    "camel",
    "change_round",
    "close",
    "close_cross_impact",
    "cohort_of",
    "comment",
    "compare_files",
    "create_meeting",
    "create_plan",
    "decide",
    "decide_item",
    "decline",
    "drafted",
    "due",
    "give_access",
    "import_files",
    "imported_before",
    "in_processes",
    "in_scenario",
    "indexed",
    "invite",
    "invite_to_cross_impact",
    "judge_all",
    "lift_finding",
    "lift_rule",
    "may",
    "may_read",
    "may_somewhere",
    "mend",
    "mend_all",
    "mendable",
    "missing",
    "note",
    "on_cluster",
    "on_this_machine",
    "open_cross_impact",
    "open_round",
    "parties_of",
    "parts_of",
    "present",
    "propose",
    "propose_link",
    "readable_round",
    "readable_rounds",
    "record_survey",
    "remove_from_agenda",
    "remove_nodes",
    "reorder_agenda",
    "report_task",
    "required",
    "revise",
    "revoke_access",
    "say_of_link",
    "score_cross_impact",
    "speaks_for",
    "suppress_finding",
    "suppress_rule",
    "take_over_as_comment",
    "take_over_as_link",
    "take_over_as_scenario",
    "takes_part",
    "unanswered",
    "undo",
    "unfit",
    "unusable",
    "vote",
    "withdraw",
    "withdraw_item",
    "written",
]
