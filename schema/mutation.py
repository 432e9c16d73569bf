"""Mutation: all mutations, each with one input and one payload."""

from schema.core.described import described
from schema.edit import (
    AccessMutation,
    AdviceMutation,
    AssessmentMutation,
    CrossImpactMutation,
    LinkMutation,
    MeetingMutation,
    NodeMutation,
    PlanMutation,
    ProposalMutation,
    RemedyMutation,
    RevisionMutation,
    ScenarioMutation,
    TaskMutation,
)
from schema.importing import ImportMutation


@described
class Mutation(
    NodeMutation,
    LinkMutation,
    RevisionMutation,
    RemedyMutation,
    ScenarioMutation,
    AdviceMutation,
    MeetingMutation,
    TaskMutation,
    AccessMutation,
    AssessmentMutation,
    CrossImpactMutation,
    ProposalMutation,
    PlanMutation,
    ImportMutation,
):
    """All changes that a user can make. Problems that the user can correct are data in `errors` of the payload."""
