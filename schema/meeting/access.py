"""Access: who has which role in a region, by a link that an administrator gave them."""

import datetime

import strawberry

from acts import Operation, Role
from graph.sentence import Sentence
from graph.store import Token
from schema.core import ErrorCode, failure, field
from schema.core.described import described
from schema.request import Context, or_error


@described
class Access:
    """An access that somebody was given; its secret is not known any more."""

    record: strawberry.Private[Token]

    @field
    def number(self) -> str:
        """The part of it that is no secret, by which it is revoked."""
        return self.record.id

    @field
    def name(self) -> str:
        """Name of its bearer, as the plan's history shows it."""
        return self.record.name

    @field
    def role(self) -> Role:
        """Role of its bearer in the region."""
        return Role[self.record.role.name]

    @field
    def opds(self) -> list[str]:
        """Ids of the OPDs for which its bearer speaks; empty for other roles than AGENCY."""
        return list(self.record.opds)

    @field
    def expires(self) -> datetime.date | None:
        """Last day on which it counts; null if it counts until it is revoked."""
        return self.record.expires

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which it was given."""
        return self.record.made_at

    @field
    def last_used(self) -> datetime.date | None:
        """Last day on which it was used; null if it never was."""
        return self.record.last_used

    @field
    def revoked_at(self) -> datetime.datetime | None:
        """Time at which it was revoked; null if it was not."""
        return self.record.revoked_at


async def accesses(context: Context, region_code: str) -> list[Access]:
    """Give the accesses of a region, the latest first.

    Raises
    ------
    GraphQLError
        Where the user is no administrator of the region.
    """
    if not context.may(Operation.GIVE_ACCESS, region_code):
        message = Sentence(
            "Hanya administrator wilayah ini yang berhak melihat siapa yang memiliki akses.",
            "Only an administrator of this region may see who has access.",
        )
        raise failure(ErrorCode.FORBIDDEN, message)
    context.read_plans.is_unstamped = True
    found = await or_error(context.store.tokens.all())
    return [Access(record=each) for each in reversed(found) if each.region_code == region_code]
