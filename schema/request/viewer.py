"""Viewer: the signed-in user, with their roles by region."""

import strawberry

from acts import Actor, Role
from schema.core import enumeration, field
from schema.core.described import described

ROLE = enumeration(
    Role,
    {
        "VIEWER": "Reads plans.",
        "AGENCY": "Reads plans; for its OPDs confirms, rejects and proposes links, votes, comments and reports tasks.",
        "PLANNER": "Reads and changes plans, imports files, prepares scenarios and decides on initiatives.",
        "ADMINISTRATOR": "Does what a planner does, undoes revisions of others, and reads the audit log (`auditLog`).",
    },
)


@described
class GivenRole:
    """A role that the user has in a region."""

    region: str = strawberry.field(description="Code of the region; `*` for all regions.")
    role: Role = strawberry.field(
        description="Role in the region; a higher role includes the rights of the lower ones."
    )


@described
class Viewer:
    """The user of the request, as signed in."""

    actor: strawberry.Private[Actor]

    @field
    def name(self) -> str:
        """Name of the user, as the plan's history shows it; empty if not signed in."""
        return self.actor.name

    @field
    def roles(self) -> list[GivenRole]:
        """Roles of the user, by region."""
        return [GivenRole(region=region, role=role) for region, role in sorted(self.actor.roles.items())]

    @field
    def opds(self) -> list[str]:
        """Ids of the OPDs for which the user speaks; empty for other roles than AGENCY."""
        return sorted(self.actor.opds)
