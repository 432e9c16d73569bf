"""Rule: the questions that are asked of a plan, with their explanation."""

import strawberry

from rules.finding import Family, Severity
from rules.rule import AnyRule
from schema.described import described, field


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
