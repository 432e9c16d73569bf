"""Mutations: changes of plans and scenarios, and decisions, comments and suppressions."""

from schema.edit.access_mutation import AccessMutation
from schema.edit.advice_mutation import AdviceMutation
from schema.edit.assessment_mutation import AssessmentMutation
from schema.edit.cross_impact_mutation import CrossImpactMutation
from schema.edit.link_mutation import LinkMutation
from schema.edit.meeting_mutation import MeetingMutation
from schema.edit.mutation_input import MutationInput, Outcome, perform
from schema.edit.node_mutation import NodeMutation
from schema.edit.payload import MutationPayload, sides_of
from schema.edit.plan_mutation import PlanMutation
from schema.edit.problem import AnyProblem, MutationError, shown
from schema.edit.proposal_mutation import ProposalMutation
from schema.edit.remedy_mutation import RemedyMutation
from schema.edit.revision_mutation import RevisionMutation
from schema.edit.scenario_mutation import ScenarioMutation
from schema.edit.task_mutation import TaskMutation

__all__ = [
    "AccessMutation",
    "AdviceMutation",
    "AnyProblem",
    "AssessmentMutation",
    "CrossImpactMutation",
    "LinkMutation",
    "MeetingMutation",
    "MutationError",
    "MutationInput",
    "MutationPayload",
    "NodeMutation",
    "Outcome",
    "PlanMutation",
    "ProposalMutation",
    "RemedyMutation",
    "RevisionMutation",
    "ScenarioMutation",
    "TaskMutation",
    "perform",
    "shown",
    "sides_of",
]
