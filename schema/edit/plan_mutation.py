"""Plan mutation: a new region's plan, before anything is in it."""

import re
from typing import Annotated, Final, Optional

import strawberry

from graph.snapshot import PlanInfo
from graph.store import DuplicatePlan, StoreError
from schema.core import Revision, Year, described_input, field, said
from schema.core.described import described
from schema.edit.deed import Outcome
from schema.edit.payload import MutationPayload
from schema.edit.problem import Forbidden, Refused, unusable
from schema.edit.record import required
from schema.plan import Plan
from schema.request import LEAST, TITLE, Info, Operation, refusal

_SLUG: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?")
_REGION: Final = re.compile(r"\d\d(\.\d\d)?")
_YEARS: Final = range(1945, 2201)
_LONGEST: Final = 200


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
        input: Annotated[CreatePlanInput, said("Which plan.")],  # noqa: A002
    ) -> CreatePlanPayload:
        """Make a plan with nothing in it, for files to be imported into. It takes a planner of the region."""
        name = input.client_mutation_id
        try:
            made = await _created(info, input)
        except Refused as refused:
            return CreatePlanPayload(outcome=Outcome(name, problems=refused.problems))
        return CreatePlanPayload(outcome=Outcome(name, result=made))


async def _created(info: Info, deed: CreatePlanInput) -> PlanInfo:
    if not info.context.may(Operation.CREATE_PLAN, deed.region_code):
        role = LEAST[Operation.CREATE_PLAN]
        message = f"Hanya {TITLE[role]} wilayah ini yang berhak membuat rencananya."
        raise Refused(Forbidden(message=message, role=role))
    made = _info(deed)
    try:
        await info.context.store.create_plan(made)
    except DuplicatePlan as error:
        raise unusable(("plan",), "DUPLICATE", error.message) from error
    except StoreError as error:
        raise refusal(error) from error
    return made


def _info(deed: CreatePlanInput) -> PlanInfo:
    if not _SLUG.fullmatch(deed.plan):
        message = "Nama pendek hanya huruf kecil, angka dan tanda hubung, paling panjang 80, misalnya kota-contoh."
        raise unusable(("plan",), "OUT_OF_RANGE", message)
    if not _REGION.fullmatch(deed.region_code):
        raise unusable(("regionCode",), "OUT_OF_RANGE", "Kode wilayah seperti 64.71, atau 64 untuk provinsi.")
    named = {}
    for name, written, at in (("title", deed.title, "title"), ("region_name", deed.region_name, "regionName")):
        named[name] = required(written, (at,))
        if len(named[name]) > _LONGEST:
            raise unusable((at,), "OUT_OF_RANGE", f"Paling panjang {_LONGEST} huruf.")
    for year, at in ((deed.start_year, "startYear"), (deed.end_year, "endYear")):
        if year not in _YEARS:
            raise unusable((at,), "OUT_OF_RANGE", f"Tahun {_YEARS.start} sampai {_YEARS.stop - 1}.")
    if deed.end_year < deed.start_year:
        raise unusable(("endYear",), "OUT_OF_RANGE", "Tahun akhir tidak boleh sebelum tahun awal.")
    return PlanInfo(
        slug=deed.plan,
        title=named["title"],
        region_code=deed.region_code,
        region_name=named["region_name"],
        start_year=int(deed.start_year),
        end_year=int(deed.end_year),
    )
