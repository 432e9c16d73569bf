"""Remedy: the changes that would mend a finding, and what they would do to findings and initiatives."""

import strawberry

from acts import SeenPlan
from rules.finding import Finding as FoundFinding
from rules.scenario import settled
from schema.advice.change import Change, Sides, changes_between
from schema.advice.comparison import Comparison
from schema.core import apart, field
from schema.core.described import described
from schema.request import Context, Info


@described
@apart
class Remedy:
    """The changes that a rule proposes to mend a finding."""

    finding: strawberry.Private[FoundFinding]
    seen: strawberry.Private[SeenPlan]

    @field
    def changes(self) -> list[Change]:
        """The nodes and links that would be added, edited or removed; a theme that is added only to hold a link is left
        out.
        """
        before = self.seen.stored
        after = before.apply(settled(before, self.finding.remedy), before.revision)
        return changes_between(Sides(before, after, self._seen, self._tried))

    @field
    async def comparison(self, info: Info) -> Comparison:
        """The plan without and with these changes, computed without applying them: which findings and initiatives would
        go and come.
        """
        after = await self._tried(info.context)

        async def seen(context: Context) -> SeenPlan:
            del context
            return after

        return Comparison(sides=Sides(self.seen.stored, after.stored, self._seen, seen))

    async def _seen(self, context: Context) -> SeenPlan:
        del context
        return self.seen

    async def _tried(self, context: Context) -> SeenPlan:
        return await context.tried(self.seen, self.finding)
