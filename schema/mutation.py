"""Mutation: everything that a person can do, each as one mutation with one input and one payload."""

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
    """Everything that a person can do. What goes wrong and can be mended comes as data in `errors`."""
