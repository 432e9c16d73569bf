"""Payload: what mutations answer: what changed, the revision that it led to, and what went wrong."""

import dataclasses
from typing import Any, Generic, TypeVar

import strawberry

from acts import Revised
from rules.engine import Evaluation
from rules.rule import rule_named
from schema.advice import (
    Change,
    Comment,
    Comparison,
    Decision,
    Initiative,
    Rule,
    Sides,
    Suppression,
    changes_between,
    changes_page,
)
from schema.core import Pages, Revision, described_interface, field, paged
from schema.core.described import described
from schema.edit.mutation_input import Outcome
from schema.edit.problem import MutationError
from schema.node import Link, all_shown, links_shown
from schema.plan import Plan, Scenario
from schema.request import Info

N = TypeVar("N")


@described_interface
class MutationPayload:
    """What every mutation answers."""

    outcome: strawberry.Private[Outcome[Any]]

    @field
    def client_mutation_id(self) -> str | None:
        """What the sender called the mutation."""
        return self.outcome.client_mutation_id

    @field
    def errors(self) -> list[MutationError]:
        """Why it was not done; empty where it was."""
        return list(self.outcome.problems)


def sides_of(revised: Revised) -> Sides:
    """The two states between which something changed, and how each is shown."""
    stored, before, after, scenario = revised.stored, revised.before, revised.after, revised.scenario
    slug = stored.info.slug
    if scenario is not None:
        return Sides(
            before,
            after,
            lambda context: context.evaluations.of(stored, before.revision),
            lambda context: context.evaluations.what_if(stored, scenario),
        )
    return Sides(
        before,
        after,
        lambda context: context.evaluation(slug, before.revision),
        lambda context: context.evaluation(slug, after.revision),
    )


@described_interface
class PlanPayload(MutationPayload):
    """What a mutation answers that changes the plan, or a scenario of it."""

    @property
    def revised(self) -> Revised | None:
        """What came of it."""
        result: Revised | None = self.outcome.result
        return result

    async def seen(self, info: Info) -> Evaluation | None:
        """The plan, or the scenario's plan, as it is now."""
        return await sides_of(self.revised).seen_after(info.context) if self.revised else None

    @field
    def revision(self) -> Revision | None:
        """The revision that it led to; of a scenario the one that it is made on; null where nothing was done."""
        return Revision(self.revised.revision) if self.revised else None

    @paged
    def changes(
        self,
    ) -> Pages[Change]:
        """What changed in the plan; of a scenario all that it changes."""
        found = changes_between(sides_of(self.revised)) if self.revised else []
        return changes_page(found)

    @field
    async def plan(self, info: Info) -> Plan | None:
        """The plan, or the scenario's plan, as it is now; null where nothing was done."""
        evaluation = await self.seen(info)
        return Plan(evaluation=evaluation) if evaluation else None

    @field
    def scenario(self) -> Scenario | None:
        """The scenario that it was done in; null for the plan itself."""
        if self.revised is None or self.revised.scenario is None:
            return None
        return Scenario(record=self.revised.scenario, slug=self.revised.stored.info.slug)


@described
class ChangesPayload(PlanPayload):
    """What a mutation answers that changes several things."""


@described
class Payload(PlanPayload, Generic[N]):
    """What a mutation answers that is about one node."""

    @field
    async def node(self, info: Info) -> N | None:
        """The node as it is now; null where it was removed or where nothing was done."""
        evaluation = await self.seen(info)
        if evaluation is None or self.revised is None or self.revised.subject is None:
            return None
        found: list[N] = all_shown(evaluation, (self.revised.subject,))
        return found[0] if found else None


@described
class LinkPayload(PlanPayload):
    """What a mutation answers that is about one link."""

    @field
    async def link(self, info: Info) -> Link | None:
        """The link as it is now; null where it was removed or where nothing was done."""
        evaluation = await self.seen(info)
        if evaluation is None or self.revised is None or self.revised.subject is None:
            return None
        found = links_shown(evaluation, (self.revised.subject,))
        return found[0] if found else None


@described
class RemedyPayload(PlanPayload):
    """What `applyRemedy` answers."""

    @field
    def comparison(self) -> Comparison | None:
        """Which findings and initiatives went and came; of a scenario with all that it changes."""
        return Comparison(sides=sides_of(self.revised)) if self.revised else None


@dataclasses.dataclass(frozen=True)
class Said(Generic[N]):
    """What was said beside the plan, at which revision."""

    slug: str
    revision: int
    record: N


@described_interface
class BesidePayload(MutationPayload):
    """What a mutation answers that says something beside the plan and makes no revision."""

    @field
    def revision(self) -> Revision | None:
        """The latest revision of the plan; null where nothing was done."""
        return Revision(self.outcome.result.revision) if self.outcome.result else None


@described
class DecisionPayload(BesidePayload):
    """What `decideInitiative` answers."""

    @field
    def decision(self) -> Decision | None:
        """The decision."""
        return Decision(record=self.outcome.result.record) if self.outcome.result else None

    @field
    async def initiative(self, info: Info) -> Initiative | None:
        """The initiative, in the plan's latest revision."""
        return await _initiative(self, info)


@described
class CommentPayload(BesidePayload):
    """What `commentOnInitiative` answers."""

    @field
    def comment(self) -> Comment | None:
        """The comment."""
        return Comment(record=self.outcome.result.record) if self.outcome.result else None

    @field
    async def initiative(self, info: Info) -> Initiative | None:
        """The initiative, in the plan's latest revision."""
        return await _initiative(self, info)


@described_interface
class AsidePayload(BesidePayload):
    """What a mutation answers that sets a finding or a rule aside or brings it back."""

    @field
    async def plan(self, info: Info) -> Plan | None:
        """The plan with the findings and initiatives that are shown now; null where nothing was done."""
        if self.outcome.result is None:
            return None
        return Plan(evaluation=await info.context.evaluation(self.outcome.result.slug))


@described
class SuppressionPayload(AsidePayload):
    """What mutations answer that set findings aside or bring them back."""

    @field
    def suppression(self) -> Suppression | None:
        """The suppression that was made or lifted."""
        return Suppression(record=self.outcome.result.record) if self.outcome.result else None


@described
class RuleSuppressionPayload(AsidePayload):
    """What mutations answer that switch rules off or on again."""

    @field
    def rule(self) -> Rule | None:
        """The rule; null where nothing was done."""
        found = rule_named(self.outcome.result.record.rule) if self.outcome.result else None
        return Rule(record=found) if found else None


async def _initiative(payload: BesidePayload, info: Info) -> Initiative | None:
    said = payload.outcome.result
    if said is None:
        return None
    evaluation = await info.context.evaluation(said.slug)
    found = (each for each in evaluation.initiatives if each.fingerprint == said.record.fingerprint)
    return next((Initiative(record=each, evaluation=evaluation) for each in found), None)
