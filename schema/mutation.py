"""Mutation: all mutations, each with one input and one payload."""

from schema.core.described import described
from schema.edit import (
    BesideMutation,
    LinkMutation,
    NodeMutation,
    PlanMutation,
    RemedyMutation,
    RevisionMutation,
    ScenarioMutation,
)
from schema.importing import ImportMutation


@described
class Mutation(
    NodeMutation,
    LinkMutation,
    RevisionMutation,
    RemedyMutation,
    ScenarioMutation,
    BesideMutation,
    PlanMutation,
    ImportMutation,
):
    """All changes that a user can make. Problems that the user can correct are data in `errors` of the payload."""
