"""Viewer: whoever asks, and what they may do where."""

import strawberry

from acts import Actor, Role
from schema.core import enumeration, field
from schema.core.described import described

ROLE = enumeration(
    Role,
    {
        "VIEWER": "Reads.",
        "PLANNER": "Changes the plan, imports files, prepares scenarios, decides on initiatives.",
        "ADMINISTRATOR": "Does what a planner does, undoes what others did, and reads who did what (`auditLog`).",
    },
)


@described
class GivenRole:
    """A role that someone has in a region."""

    region: str = strawberry.field(description="Code of the region; `*` for all of them.")
    role: Role = strawberry.field(description="What they may do there; a higher role may do all that a lower one may.")


@described
class Viewer:
    """Whoever asks, as their token says."""

    actor: strawberry.Private[Actor]

    @field
    def name(self) -> str:
        """What they are called in history; empty for someone who did not sign in."""
        return self.actor.name

    @field
    def roles(self) -> list[GivenRole]:
        """Their roles, by region."""
        return [GivenRole(region=region, role=role) for region, role in sorted(self.actor.roles.items())]
