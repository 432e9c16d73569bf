"""Plan summary: the names, period and latest revision of a plan, without its contents."""

import strawberry

from graph.record import StoredPlan
from schema.core import Revision, Year
from schema.core.described import described


@described
class Region:
    """A region: a kabupaten, a kota or a province."""

    code: str = strawberry.field(
        description="Code of the region by the Ministry of Home Affairs, such as 64.71; 64 for a province."
    )
    name: str = strawberry.field(description="Name of the region.")


@described
class PlanSummary:
    """The key facts of a plan, without its contents."""

    slug: str = strawberry.field(description="Slug: the plan's short name in URLs, arguments and commands.")
    title: str = strawberry.field(description="Title of the plan.")
    region: Region = strawberry.field(description="The region that the plan belongs to.")
    start_year: Year = strawberry.field(description="First year of the plan's period.")
    end_year: Year = strawberry.field(description="Last year of the plan's period.")
    revision: Revision = strawberry.field(description="Latest revision of the plan.")


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
