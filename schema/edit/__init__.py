"""Mutations: changes of plans and scenarios, and decisions, comments and suppressions."""

from schema.edit.advice_mutation import AdviceMutation
from schema.edit.link_mutation import LinkMutation
from schema.edit.mutation_input import MutationInput, Outcome, perform
from schema.edit.node_mutation import NodeMutation
from schema.edit.payload import MutationPayload, sides_of
from schema.edit.plan_mutation import PlanMutation
from schema.edit.problem import AnyProblem, MutationError, shown
from schema.edit.remedy_mutation import RemedyMutation
from schema.edit.revision_mutation import RevisionMutation
from schema.edit.scenario_mutation import ScenarioMutation

__all__ = [
    "AdviceMutation",
    "AnyProblem",
    "LinkMutation",
    "MutationError",
    "MutationInput",
    "MutationPayload",
    "NodeMutation",
    "Outcome",
    "PlanMutation",
    "RemedyMutation",
    "RevisionMutation",
    "ScenarioMutation",
    "perform",
    "shown",
    "sides_of",
]
