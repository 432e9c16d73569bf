"""Findings and initiatives of a plan, and the decisions, comments and suppressions that people recorded on them."""

from schema.advice.change import Change, Sides, changes_between, changes_page
from schema.advice.comment import Comment
from schema.advice.comparison import Comparison
from schema.advice.decision import Decision
from schema.advice.effect import Effect
from schema.advice.finding import Finding, FindingFilter, FindingOrder, finding_of
from schema.advice.initiative import Initiative, initiative_of
from schema.advice.initiative_list import InitiativeFilter, InitiativeOrder
from schema.advice.knowledge import Knowledge
from schema.advice.portfolio import Budget, Capacities, Capacity, KeepDecisions, Limits, Portfolio, best, improving
from schema.advice.review import PlanReview, ReviewYear, Years, reviewed, reviewed_years
from schema.advice.rule import CODES_GO, Rule, RuleSuppression, suppressed
from schema.advice.suppression import Suppression, SuppressionFilter
from schema.advice.weighing import Weight, Weights, weights_of

__all__ = [
    "CODES_GO",
    "Budget",
    "Capacities",
    "Capacity",
    "Change",
    "Comment",
    "Comparison",
    "Decision",
    "Effect",
    "Finding",
    "FindingFilter",
    "FindingOrder",
    "Initiative",
    "InitiativeFilter",
    "InitiativeOrder",
    "KeepDecisions",
    "Knowledge",
    "Limits",
    "PlanReview",
    "Portfolio",
    "ReviewYear",
    "Rule",
    "RuleSuppression",
    "Sides",
    "Suppression",
    "SuppressionFilter",
    "Weight",
    "Weights",
    "Years",
    "best",
    "changes_between",
    "changes_page",
    "finding_of",
    "improving",
    "initiative_of",
    "reviewed",
    "reviewed_years",
    "suppressed",
    "weights_of",
]
