"""Plan summary: the names, period and latest revision of a plan, without its contents."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.record import StoredPlan
from schema.core import Revision, Year, apart, field
from schema.core.described import described
from schema.request import Info

if TYPE_CHECKING:
    from schema.plan.plan import Plan


@described
class Region:
    """A region: a kabupaten, a kota or a province."""

    code: str = strawberry.field(
        description="Code of the region by the Ministry of Home Affairs, such as 64.71; 64 for a province."
    )
    name: str = strawberry.field(description="Name of the region.")

    @field
    async def plans(self, info: Info) -> "list[PlanSummary]":
        """The plans of the region that the user may read, by slug."""
        return [summary(each) for each in await info.context.readable_in(self.code)]


@described
@apart
class PlanSummary:
    """The key facts of a plan, without its contents."""

    slug: str = strawberry.field(description="Slug: the plan's short name in URLs, arguments and commands.")
    title: str = strawberry.field(description="Title of the plan.")
    region: Region = strawberry.field(description="The region that the plan belongs to.")
    start_year: Year = strawberry.field(description="First year of the plan's period.")
    end_year: Year = strawberry.field(description="Last year of the plan's period.")
    revision: Revision = strawberry.field(description="Latest revision of the plan.")

    @field
    async def plan(self, info: Info) -> Annotated["Plan", strawberry.lazy("schema.plan.plan")]:
        """The plan itself, at its latest revision."""
        from schema.plan.plan import Plan

        return Plan(seen=await info.context.seen(self.slug))


def summary(stored: StoredPlan) -> PlanSummary:
    """Give a stored plan as its summary."""
    info = stored.info
    return PlanSummary(
        slug=info.slug,
        title=info.title,
        region=Region(code=info.region_code, name=info.region_name),
        start_year=Year(info.start_year),
        end_year=Year(info.end_year),
        revision=Revision(stored.revision),
    )
