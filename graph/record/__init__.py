"""Records: what is kept beside a plan's nodes and links, as plain values that know no database and open no file."""

from graph.record.assessment import Answer, Round, RoundStage, RoundStanding, SurveyAnswer, matter, round_of
from graph.record.comment import Comment
from graph.record.decision import Decision, DecisionStanding, of_item
from graph.record.known import Known, known
from graph.record.plan import RevisionInfo, StoredPlan
from graph.record.problem import MOST_SHOWN, FileProblem, Place, RefusedFiles, Severity, refusal, worst_first
from graph.record.proposal import KEPT, Proposal, ProposalKind, ProposalOutcome, ProposalStanding
from graph.record.report import FileRead, MarkedNode, Report, marked, place_of
from graph.record.scenario import Scenario, ScenarioStanding
from graph.record.suppression import StoredSuppression
from graph.record.unread import Holds, UnreadColumn

__all__ = [
    "KEPT",
    "MOST_SHOWN",
    "Answer",
    "Comment",
    "Decision",
    "DecisionStanding",
    "FileProblem",
    "FileRead",
    "Holds",
    "Known",
    "MarkedNode",
    "Place",
    "Proposal",
    "ProposalKind",
    "ProposalOutcome",
    "ProposalStanding",
    "RefusedFiles",
    "Report",
    "RevisionInfo",
    "Round",
    "RoundStage",
    "RoundStanding",
    "Scenario",
    "ScenarioStanding",
    "Severity",
    "StoredPlan",
    "StoredSuppression",
    "SurveyAnswer",
    "UnreadColumn",
    "known",
    "marked",
    "matter",
    "of_item",
    "place_of",
    "refusal",
    "round_of",
    "worst_first",
]
