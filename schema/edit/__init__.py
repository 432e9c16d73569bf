"""Mutations: what changes a plan or is said of it."""

from schema.edit.advice_mutation import BesideMutation
from schema.edit.deed import Deed, Desk, Outcome, perform
from schema.edit.draft import Revised, at_revision
from schema.edit.link_mutation import LinkMutation
from schema.edit.node_mutation import NodeMutation
from schema.edit.payload import MutationPayload
from schema.edit.plan_mutation import PlanMutation
from schema.edit.problem import AnyProblem, MutationError, Refused, ValidationProblem, place, unfit, unusable
from schema.edit.record import text
from schema.edit.remedy_mutation import RemedyMutation
from schema.edit.revision_mutation import RevisionMutation
from schema.edit.scenario_mutation import ScenarioMutation

__all__ = [
    "AnyProblem",
    "BesideMutation",
    "Deed",
    "Desk",
    "LinkMutation",
    "MutationError",
    "MutationPayload",
    "NodeMutation",
    "Outcome",
    "PlanMutation",
    "Refused",
    "RemedyMutation",
    "Revised",
    "RevisionMutation",
    "ScenarioMutation",
    "ValidationProblem",
    "at_revision",
    "perform",
    "place",
    "text",
    "unfit",
    "unusable",
]
