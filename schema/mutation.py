"""Mutation: everything that a person can do, each as one mutation with one input and one payload."""

from schema.beside_mutation import BesideMutation
from schema.described import described
from schema.import_mutation import ImportMutation
from schema.link_mutation import LinkMutation
from schema.node_mutation import NodeMutation
from schema.plan_mutation import PlanMutation
from schema.remedy_mutation import RemedyMutation
from schema.revision_mutation import RevisionMutation
from schema.scenario_mutation import ScenarioMutation


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
