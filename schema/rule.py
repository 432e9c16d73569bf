"""Rule: the questions that are asked of a plan, with their explanation and how people took what they led to."""

from typing import Annotated

import strawberry

from rules import acceptance as records
from rules.acceptance import NOTHING
from rules.finding import Family, Severity
from rules.rule import AnyRule
from schema.context import Info
from schema.described import described, field, said


@described
class Acceptance:
    """What people decided of the initiatives of one plan that rest on a rule's findings."""

    record: strawberry.Private[records.Acceptance]

    @field
    def accepted(self) -> int:
        """How many were accepted."""
        return self.record.accepted

    @field
    def rejected(self) -> int:
        """How many were rejected."""
        return self.record.rejected

    @field
    def deferred(self) -> int:
        """How many were put off."""
        return self.record.deferred

    @field
    def undecided(self) -> int:
        """On how many nobody has decided."""
        return self.record.undecided

    @field
    def rate(self) -> float | None:
        """The share accepted of those accepted or rejected, from 0 to 1; null where there are none."""
        return self.record.rate


@described
class Rule:
    """A question that is asked of every plan."""

    record: strawberry.Private[AnyRule]

    @field
    def code(self) -> str:
        """Its code, such as SY01."""
        return self.record.code

    @field
    def name(self) -> str:
        """Its name, such as shared-theme."""
        return self.record.name

    @field
    def family(self) -> Family:
        """Its family."""
        return self.record.family

    @field
    def severity(self) -> Severity:
        """How much its findings ask for, where they say nothing else."""
        return self.record.severity

    @field
    def explanation(self) -> str:
        """What it finds, why that matters, what evidence it gives, how it is mended."""
        return self.record.documentation

    @field
    async def acceptance(
        self, info: Info, plan: Annotated[str, said("What the plan is called, such as one of `plans`.")]
    ) -> Acceptance:
        """How people decided on what it led to in a plan's latest revision, so that a noisy rule can be seen."""
        known = await info.context.acceptance(plan)
        return Acceptance(record=known.get(self.record.code, NOTHING))
