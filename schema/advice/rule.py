"""Rule: the questions that are asked of a plan, with their explanation, and what people make of them in a plan."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Final, Optional

import strawberry

from graph.record import StoredSuppression
from rules.finding import Family, Severity
from rules.recommend import NOTHING
from rules.recommend import acceptance as records
from rules.rule import AnyRule, installed_rules, rule_named
from schema.core import Language, Tongue, field, said
from schema.core.described import described
from schema.node import in_language
from schema.request import Info

PlanName = Annotated[str, said("What the plan is called, such as one of `plans`.")]


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
    def title(self, language: Tongue = Language.ID) -> str:
        """What people call it."""
        return in_language(self.record.title, language)

    @field
    def explanation(self, language: Tongue = Language.EN) -> str:
        """What it finds, why that matters, what evidence it gives, how it is mended.

        A rule of another package that has no Indonesian text shows its own in both languages.
        """
        return in_language(self.record.explanation, language)

    @field
    async def acceptance(self, info: Info, plan: PlanName) -> Acceptance:
        """How people decided on what it led to in a plan's latest revision, so that a noisy rule can be seen."""
        known = await info.context.acceptance(plan)
        return Acceptance(record=known.get(self.record.code, NOTHING))

    @field
    async def suppression(self, info: Info, plan: PlanName) -> Optional["RuleSuppression"]:
        """Who switched it off in a plan, why and until when; null where it is asked."""
        aside = (await info.context.rules_aside(plan)).get(self.record.code)
        return RuleSuppression(subject=self.record, record=aside) if aside else None


@described
class RuleSuppression:
    """A rule that is switched off in a plan: what it would find is not shown, and makes no initiative."""

    subject: strawberry.Private[AnyRule]
    record: strawberry.Private[StoredSuppression]

    @field
    def rule(self) -> Rule:
        """The rule."""
        return Rule(record=self.subject)

    @field
    def reason(self) -> str:
        """Why it was switched off."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Who switched it off."""
        return self.record.author

    @field
    def expires(self) -> datetime.date | None:
        """The last day on which it holds; null where it holds until someone lifts it."""
        return self.record.expires

    @field
    def made_at(self) -> datetime.datetime | None:
        """When it was switched off; null where the service's configuration says so, which only its operator changes."""
        return self.record.made_at


CODES_GO: Final = (
    "2026-11-26: Rules are referred to, not named by code. Use `foundBy { code }`. Removed after 2027-05-31."
)
"""Why the fields that name a rule by its code are to go, and what stands in their place."""


def rule(code: str) -> Rule | None:
    """The installed rule with a code; None where there is none, as of a package that was taken away."""
    found = rule_named(code)
    return Rule(record=found) if found else None


def suppressed(aside: Mapping[str, StoredSuppression]) -> list[RuleSuppression]:
    """The installed rules that are switched off, by code."""
    return [RuleSuppression(subject=rule, record=aside[rule.code]) for rule in installed_rules() if rule.code in aside]
