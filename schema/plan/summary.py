"""Plan summary: a plan by name, without what stands in it."""

import strawberry

from graph.record import StoredPlan
from schema.core import Revision, Year
from schema.core.described import described


@described
class Region:
    """A kabupaten, a kota or a province."""

    code: str = strawberry.field(description="Its code as given by the Ministry of Home Affairs, such as 64.71.")
    name: str = strawberry.field(description="Its name.")


@described
class PlanSummary:
    """A plan, by name."""

    slug: str = strawberry.field(description="What it is called in addresses and commands.")
    title: str = strawberry.field(description="Its title.")
    region: Region = strawberry.field(description="Whose plan it is.")
    start_year: Year = strawberry.field(description="The first year of its period.")
    end_year: Year = strawberry.field(description="The last year of its period.")
    revision: Revision = strawberry.field(description="Its latest revision.")


def summary(stored: StoredPlan) -> PlanSummary:
    """Show a plan as it is stored."""
    info = stored.info
    return PlanSummary(
        slug=info.slug,
        title=info.title,
        region=Region(code=info.region_code, name=info.region_name),
        start_year=Year(info.start_year),
        end_year=Year(info.end_year),
        revision=Revision(stored.revision),
    )
