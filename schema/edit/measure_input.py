"""Measure input: a value as people write it, and what all nodes say of their source."""

import strawberry

from schema.core import described_input

SOURCE = "The regulation, document or person that states this."


@described_input
class MeasureInput:
    """A value of an indicator."""

    text: str = strawberry.field(description="The value as people write it, such as `85,5` or `WTP`.")
    low: float | None = strawberry.field(
        default=None, description="The number, or the low end of a range; null for a text such as WTP."
    )
    high: float | None = strawberry.field(default=None, description="High end of a range; `low` if left out.")
