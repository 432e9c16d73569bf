"""Payload: results of mutations: what changed, the revision that this made, and what went wrong."""

import dataclasses
from typing import Any, Generic, TypeVar

import strawberry
from strawberry import relay

from acts import Revised, SeenPlan, State
from graph.store import NewToken
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
    initiative_of,
)
from schema.core import Pages, Revision, described_interface, field, paged
from schema.core.described import described
from schema.edit.mutation_input import Outcome
from schema.edit.problem import MutationError
from schema.meeting import Access, Meeting, Proposal, Task, VoicedLink, meetings_shown, voiced
from schema.node import Link, all_shown, links_shown, type_name
from schema.plan import Plan, Scenario
from schema.request import Info

N = TypeVar("N")


@described_interface
class MutationPayload:
    """Result of a mutation."""

    outcome: strawberry.Private[Outcome[Any]]

    @field
    def client_mutation_id(self) -> str | None:
        """`clientMutationId` of the input; null if none was sent."""
        return self.outcome.client_mutation_id

    @field
    def errors(self) -> list[MutationError]:
        """Why the mutation was not carried out; empty on success."""
        return list(self.outcome.problems)


def sides_of(revised: Revised) -> Sides:
    """Give the two states that a change lies between, with the evaluation of each."""
    stored, before, after, scenario = revised.stored, revised.before, revised.after, revised.scenario
    slug = stored.info.slug
    if scenario is not None:
        return Sides(
            before,
            after,
            lambda context: context.evaluations.seen(stored, before.revision),
            lambda context: context.evaluations.what_if(stored, scenario),
        )
    return Sides(
        before,
        after,
        lambda context: context.seen(slug, before.revision),
        lambda context: context.then(slug, after.revision),
    )


@described_interface
class PlanPayload(MutationPayload):
    """Result of a mutation that changes a plan or a scenario."""

    @property
    def revised(self) -> Revised | None:
        """The change that was made; None on failure."""
        result: Revised | None = self.outcome.result
        return result

    @property
    def is_removal(self) -> bool:
        """Whether the node or link that the mutation was about is no longer stored."""
        revised = self.revised
        if revised is None or revised.subject is None:
            return False
        was, now = revised.before, revised.after
        return any(revised.subject in old and revised.subject not in new
                   for old, new in ((was.nodes, now.nodes), (was.links, now.links)))  # fmt: skip

    def deleted(self, kind: str) -> strawberry.ID | None:
        """Give the global id of what was removed."""
        if self.revised is None or not self.is_removal:
            return None
        scenario = self.revised.scenario
        state = State(scenario=scenario.id if scenario else None)
        reference = f"{self.revised.stored.info.slug}{state}/{self.revised.subject}"
        return strawberry.ID(str(relay.GlobalID(kind, reference)))

    async def seen(self, info: Info) -> SeenPlan | None:
        """Give the plan, or the scenario's plan, as it is now."""
        return await sides_of(self.revised).seen_after(info.context) if self.revised else None

    @field
    def revision(self) -> Revision | None:
        """Revision that the mutation made; for a scenario, its base revision. Null on failure."""
        return Revision(self.revised.revision) if self.revised else None

    @paged
    def changes(
        self,
    ) -> Pages[Change]:
        """The nodes and links that the mutation changed; for a scenario, everything that the scenario changes."""
        found = changes_between(sides_of(self.revised)) if self.revised else []
        return changes_page(found)

    @field
    async def plan(self, info: Info) -> Plan | None:
        """The plan, or the scenario's plan, after the mutation; null on failure."""
        seen = await self.seen(info)
        return Plan(seen=seen) if seen else None

    @field
    def scenario(self) -> Scenario | None:
        """The scenario that was changed; null if the plan itself was changed, and on failure."""
        if self.revised is None or self.revised.scenario is None:
            return None
        return Scenario(record=self.revised.scenario, slug=self.revised.stored.info.slug)


@described
class ChangesPayload(PlanPayload):
    """Result of a mutation that changes several nodes and links."""


@described
class Payload(PlanPayload, Generic[N]):
    """Result of a mutation that adds, edits or removes one node."""

    @field
    async def node(self, info: Info) -> N | None:
        """The node after the mutation; null if it was removed, and on failure."""
        seen = None if self.is_removal else await self.seen(info)
        if seen is None or self.revised is None or self.revised.subject is None:
            return None
        found: list[N] = all_shown(seen, (self.revised.subject,))
        return found[0] if found else None

    @field
    def deleted_id(self) -> strawberry.ID | None:
        """Global id of the node that was removed, for clients that keep things by id; null for other mutations."""
        removed = self.revised and self.revised.before.nodes.get(self.revised.subject or "")
        return self.deleted(type_name(removed)) if removed else None


@described
class LinkPayload(PlanPayload):
    """Result of a mutation that adds, edits, removes or judges one link."""

    @field
    async def link(self, info: Info) -> Link | None:
        """The link after the mutation; null if it was removed, and on failure."""
        seen = None if self.is_removal else await self.seen(info)
        if seen is None or self.revised is None or self.revised.subject is None:
            return None
        found = links_shown(seen, (self.revised.subject,))
        return found[0] if found else None

    @field
    def deleted_id(self) -> strawberry.ID | None:
        """Global id of the link that was removed, for clients that keep things by id; null for other mutations."""
        return self.deleted("Link")


@described
class RemedyPayload(PlanPayload):
    """Result of `applyRemedy`."""

    @field
    def comparison(self) -> Comparison | None:
        """The findings and initiatives that went and came; for a scenario, with everything that it changes.

        Null on failure.
        """
        return Comparison(sides=sides_of(self.revised)) if self.revised else None


@dataclasses.dataclass(frozen=True)
class Recorded(Generic[N]):
    """What was recorded beside a plan, such as a decision, and the plan's revision at that time."""

    slug: str
    revision: int
    record: N


@described_interface
class BesidePayload(MutationPayload):
    """Result of a mutation that records something beside the plan, such as a decision; the plan's revision stays."""

    @field
    def revision(self) -> Revision | None:
        """Latest revision of the plan at that time; null on failure."""
        return Revision(self.outcome.result.revision) if self.outcome.result else None


@described
class DecisionPayload(BesidePayload):
    """Result of `decideInitiative` and `withdrawDecision`."""

    @field
    def decision(self) -> Decision | None:
        """The decision that was recorded; null on failure."""
        said = self.outcome.result
        return Decision(record=said.record, slug=said.slug) if said else None

    @field
    async def initiative(self, info: Info) -> Initiative | None:
        """The initiative in the plan's latest revision at that time; null on failure."""
        return await _initiative(self, info)


@described
class CommentPayload(BesidePayload):
    """Result of `commentOnInitiative`."""

    @field
    def comment(self) -> Comment | None:
        """The comment that was recorded; null on failure."""
        said = self.outcome.result
        return Comment(record=said.record, slug=said.slug) if said else None

    @field
    async def initiative(self, info: Info) -> Initiative | None:
        """The initiative in the plan's latest revision at that time; null on failure."""
        return await _initiative(self, info)


@described_interface
class AsidePayload(BesidePayload):
    """Result of a mutation that suppresses a finding or a rule, or lifts its suppression."""

    @field
    async def plan(self, info: Info) -> Plan | None:
        """The plan with the findings and initiatives that are shown after the mutation; null on failure."""
        if self.outcome.result is None:
            return None
        return Plan(seen=await info.context.then(self.outcome.result.slug, self.outcome.result.revision))


@described
class SuppressionPayload(AsidePayload):
    """Result of a mutation that suppresses a finding or lifts its suppression."""

    @field
    def suppression(self) -> Suppression | None:
        """The suppression that was made or lifted; null on failure."""
        return Suppression(record=self.outcome.result.record) if self.outcome.result else None


@described
class RuleSuppressionPayload(AsidePayload):
    """Result of a mutation that switches a rule off or on again."""

    @field
    def rule(self) -> Rule | None:
        """The rule that was switched off or on again; null on failure."""
        found = rule_named(self.outcome.result.record.rule) if self.outcome.result else None
        return Rule(record=found) if found else None


@described
class MeetingPayload(BesidePayload):
    """Result of a mutation of a meeting."""

    @field
    async def meeting(self, info: Info) -> Meeting | None:
        """The meeting after the mutation; null on failure."""
        said = self.outcome.result
        if said is None:
            return None
        return meetings_shown(info.context, await info.context.seen(said.slug), (said.record,))[0]


@described
class TaskPayload(BesidePayload):
    """Result of `assignTask` and `reportTask`."""

    @field
    async def task(self, info: Info) -> Task | None:
        """The task after the mutation; null on failure."""
        said = self.outcome.result
        return Task(record=said.record, seen=await info.context.seen(said.slug)) if said else None


@described
class LinkVoicePayload(BesidePayload):
    """Result of `sayOfLink` and `proposeLink`."""

    @field
    async def voiced_link(self, info: Info) -> VoicedLink | None:
        """The link, with what OPDs say of it; null on failure."""
        said = self.outcome.result
        if said is None:
            return None
        found = await voiced(info.context, await info.context.seen(said.slug))
        return next((each for each in found if each.record.id == said.record.link), None)


@described
class AccessPayload(BesidePayload):
    """Result of `giveAccess` and `revokeAccess`."""

    @field
    def access(self) -> Access | None:
        """The access that was given or revoked; null on failure."""
        said = self.outcome.result
        if said is None:
            return None
        return Access(record=said.record.token if isinstance(said.record, NewToken) else said.record)

    @field
    def secret(self) -> str | None:
        """The token of the bearer, which is never shown again; null unless access was given."""
        said = self.outcome.result
        return said.record.text or None if said and isinstance(said.record, NewToken) else None


@described
class ProposalPayload(BesidePayload):
    """Result of `submitProposal`, `takeOverProposal` and `declineProposal`."""

    @field
    async def proposal(self, info: Info) -> Proposal | None:
        """The proposal after the mutation; null on failure."""
        said = self.outcome.result
        return Proposal(record=said.record, seen=await info.context.seen(said.slug)) if said else None


async def _initiative(payload: BesidePayload, info: Info) -> Initiative | None:
    said = payload.outcome.result
    if said is None:
        return None
    seen = await info.context.then(said.slug, said.revision)
    return await initiative_of(seen, said.record.fingerprint)
