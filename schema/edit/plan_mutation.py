"""Plan mutation: a new region's plan, before anything is in it."""

from typing import Annotated, Optional

import strawberry

from acts import Refused, create_plan
from graph.snapshot import PlanInfo
from graph.store import StoreError
from schema.core import Revision, Year, described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import Outcome
from schema.edit.payload import MutationPayload
from schema.edit.problem import shown
from schema.plan import Plan
from schema.request import Info, refusal


@described_input
class CreatePlanInput:
    """Input of `createPlan`."""

    plan: str = strawberry.field(
        description="What the plan is to be called in addresses and commands: small letters, digits and hyphens."
    )
    title: str = strawberry.field(description="Its title.")
    region_code: str = strawberry.field(
        description="Code of the region as given by the Ministry of Home Affairs, such as 64.71; 64 for a province."
    )
    region_name: str = strawberry.field(description="Name of the region.")
    start_year: Year = strawberry.field(description="The first year of its period.")
    end_year: Year = strawberry.field(description="The last year of its period.")
    client_mutation_id: str | None = strawberry.field(default=None, description="Given back in the answer.")


@described
class CreatePlanPayload(MutationPayload):
    """What `createPlan` answers."""

    @field
    def revision(self) -> Revision | None:
        """0, for nothing is in the plan yet; null where nothing was done."""
        return Revision(0) if self.outcome.result else None

    @field
    async def plan(self, info: Info) -> Optional[Plan]:  # noqa: UP045
        """The plan; null where nothing was done."""
        made = self.outcome.result
        return Plan(evaluation=await info.context.evaluation(made.slug)) if made else None


@described
class PlanMutation:
    """A new region's plan."""

    @field
    async def create_plan(
        self,
        info: Info,
        input: Annotated[CreatePlanInput, said("Which plan.")],
    ) -> CreatePlanPayload:
        """Make a plan with nothing in it, for files to be imported into. It takes a planner of the region."""
        context, name = info.context, input.client_mutation_id
        wanted = PlanInfo(
            slug=input.plan,
            title=input.title,
            region_code=input.region_code,
            region_name=input.region_name,
            start_year=int(input.start_year),
            end_year=int(input.end_year),
        )
        try:
            return CreatePlanPayload(
                outcome=Outcome(name, result=await create_plan(context.store, context.actor, wanted))
            )
        except Refused as refused:
            return CreatePlanPayload(outcome=Outcome(name, problems=tuple(map(shown, refused.problems))))
        except StoreError as error:
            raise refusal(error) from error
