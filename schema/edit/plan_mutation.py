"""Plan mutation: creates an empty plan for a region."""

from typing import Annotated, Optional

import strawberry

from acts import Refused, create_plan
from graph.snapshot import PlanInfo
from graph.store import ReusedKey, StoreError
from schema.core import Revision, Year, described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import KEY, Outcome, given_by, key_reused
from schema.edit.payload import MutationPayload
from schema.edit.problem import shown
from schema.plan import Plan
from schema.request import Info, refusal


@described_input
class CreatePlanInput:
    """Input of `createPlan`."""

    plan: str = strawberry.field(
        description="Slug of the new plan: its short name in URLs, arguments and commands; small letters, digits and "
        "hyphens."
    )
    title: str = strawberry.field(description="Title of the plan.")
    region_code: str = strawberry.field(
        description="Code of the region as given by the Ministry of Home Affairs, such as 64.71; 64 for a province."
    )
    region_name: str = strawberry.field(description="Name of the region.")
    start_year: Year = strawberry.field(description="First year of the plan's period.")
    end_year: Year = strawberry.field(description="Last year of the plan's period.")
    client_mutation_id: str | None = strawberry.field(
        default=None, description="Any text that identifies the mutation for the client; returned in the payload."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@described
class CreatePlanPayload(MutationPayload):
    """Result of `createPlan`."""

    @field
    def revision(self) -> Revision | None:
        """0, because the plan is still empty; null on failure."""
        return Revision(0) if self.outcome.result else None

    @field
    async def plan(self, info: Info) -> Optional[Plan]:  # noqa: UP045
        """The new plan; null on failure."""
        made = self.outcome.result
        return Plan(seen=await info.context.then(made.slug, 0)) if made else None


@described
class PlanMutation:
    """Creation of plans."""

    @field
    async def create_plan(
        self,
        info: Info,
        input: Annotated[CreatePlanInput, said("The plan to create.")],
    ) -> CreatePlanPayload | None:
        """Create an empty plan, for files to be imported into. Requires the role of planner in the region."""
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
            given = given_by(info, input, input.idempotency_key)
            made = await create_plan(context.store, context.actor, wanted, given)
            return CreatePlanPayload(outcome=Outcome(name, result=made))
        except Refused as refused:
            return CreatePlanPayload(outcome=Outcome(name, problems=tuple(map(shown, refused.problems))))
        except ReusedKey as reused:
            return CreatePlanPayload(outcome=Outcome(name, problems=tuple(map(shown, key_reused(reused).problems))))
        except StoreError as error:
            raise refusal(error) from error
