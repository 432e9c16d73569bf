"""Advised: the findings, initiatives, actions and decisions that concern a node, whatever its kind."""

from typing import TYPE_CHECKING, Annotated, Any, Optional

import strawberry

from acts import SeenPlan
from schema.core import Pages, listed, ordered, paged, said
from schema.core.described import described
from schema.request import Info

if TYPE_CHECKING:
    from schema.advice import Decision, Finding, FindingFilter, Initiative
    from schema.advice.action import Action


@described
class Advised:
    """What the rules say of a node, and what people decided on it."""

    record: strawberry.Private[Any]
    seen: strawberry.Private[SeenPlan]

    @paged
    async def findings(
        self,
        filter: Annotated[
            Optional[Annotated["FindingFilter", strawberry.lazy("schema.advice.finding")]],  # noqa: UP045 - lazy
            said("Filter; all of them if left out."),
        ] = None,
    ) -> Pages[Annotated["Finding", strawberry.lazy("schema.advice.finding")]]:
        """The findings whose subject or evidence it is, of an OPD those that concern it; no suppressed ones."""
        from schema.advice import Finding
        from schema.advice.concern import concerns
        from schema.advice.finding import by_rule, passes

        found = (await concerns(self.seen)).findings.get(self.record.id, ())
        fits = passes(self.seen, filter)
        mine = ordered((each for each in found if fits(each)), by_rule)
        return listed(mine, lambda each: Finding(record=each, seen=self.seen))

    @paged
    async def initiatives(self) -> Pages[Annotated["Initiative", strawberry.lazy("schema.advice.initiative")]]:
        """The initiatives that concern it, by rank: as their reason, as an OPD that leads or takes part, as a partner
        that they call for, as their work, as a dimension that they serve, as an indicator or an aim that they move, or
        as evidence.
        """
        from schema.advice import Initiative
        from schema.advice.initiative import by_rank

        found = await self._initiatives()
        return listed(ordered(found, by_rank), lambda each: Initiative(record=each, seen=self.seen))

    @paged
    async def actions(self) -> Pages[Annotated["Action", strawberry.lazy("schema.advice.action")]]:
        """The actions of these initiatives, in their order; of an OPD or a program those in which it takes part."""
        from schema.advice.action import Action
        from schema.advice.concern import actions_of
        from schema.advice.initiative import by_rank

        found = [
            ((*by_rank(each), place), action)
            for each in await self._initiatives()
            for place, action in actions_of(each, self.record)
        ]
        return listed(ordered(found, lambda each: each[0]), lambda each: Action(record=each[1], seen=self.seen))

    @paged
    async def decisions(self, info: Info) -> Pages[Annotated["Decision", strawberry.lazy("schema.advice.decision")]]:
        """The decisions that stand on these initiatives and actions, newest first."""
        from schema.advice import Decision
        from schema.advice.concern import actions_of

        slug = self.seen.plan.info.slug
        found = await self._initiatives()
        mine = {each.fingerprint for each in found}
        mine |= {action.fingerprint for each in found for _, action in actions_of(each, self.record)}
        stored = [each for each in await info.context.standing_decisions(slug) if each.fingerprint in mine]
        return listed(ordered(stored, lambda each: (-each.id,)), lambda each: Decision(record=each, slug=slug))

    async def _initiatives(self) -> Any:
        from schema.advice.concern import concerns

        return (await concerns(self.seen)).initiatives.get(self.record.id, ())
