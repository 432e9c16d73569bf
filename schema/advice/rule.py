"""Rule: the rules that check plans, how people decided on what they led to, and where they are switched off."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Final, Optional

import strawberry

from graph.record import StoredSuppression
from rules.finding import Family, Severity
from rules.recommend import NOTHING
from rules.recommend import acceptance as records
from rules.rule import AnyRule, installed_rules, rule_named
from schema.core import Language, Tongue, field, said, unknown
from schema.core.described import described
from schema.node import in_language
from schema.request import Info

PlanName = Annotated[str, said("Slug of the plan, as `plans` lists it.")]


@described
class Acceptance:
    """Decisions on the initiatives of one plan that rest on findings of a rule, counted."""

    record: strawberry.Private[records.Acceptance]

    @field
    def accepted(self) -> int:
        """Number of initiatives that were accepted."""
        return self.record.accepted

    @field
    def rejected(self) -> int:
        """Number of initiatives that were rejected."""
        return self.record.rejected

    @field
    def deferred(self) -> int:
        """Number of initiatives that were deferred."""
        return self.record.deferred

    @field
    def undecided(self) -> int:
        """Number of initiatives without a decision."""
        return self.record.undecided

    @field
    def rate(self) -> float | None:
        """Accepted initiatives as a share of those accepted or rejected, from 0 to 1; null if there are none."""
        return self.record.rate


@described
class Rule:
    """A rule that checks every plan and reports findings."""

    record: strawberry.Private[AnyRule]

    @field
    def code(self) -> str:
        """Code of the rule, such as SY01."""
        return self.record.code

    @field
    def name(self) -> str:
        """Name of the rule, such as shared-theme."""
        return self.record.name

    @field
    def family(self) -> Family:
        """Family of rules that it belongs to."""
        return self.record.family

    @field
    def severity(self) -> Severity:
        """Severity of the rule's findings, unless a finding states its own."""
        return self.record.severity

    @field
    def title(self, language: Tongue = Language.ID) -> str:
        """Title of the rule."""
        return in_language(self.record.title, language)

    @field
    def explanation(self, language: Tongue = Language.EN) -> str:
        """What the rule finds, why that matters, what evidence it gives and how a finding is mended.

        A rule from another package without an Indonesian text shows its own text in both languages.
        """
        return in_language(self.record.explanation, language)

    @field
    async def acceptance(self, info: Info, plan: PlanName) -> Acceptance:
        """How people decided on the initiatives in the plan's latest revision that rest on the rule's findings.

        Many rejections show a noisy rule.
        """
        known = await info.context.acceptance(plan)
        return Acceptance(record=known.get(self.record.code, NOTHING))

    @field
    async def suppression(self, info: Info, plan: PlanName) -> Optional["RuleSuppression"]:
        """Who switched the rule off in the plan, why and until when; null if it is switched on."""
        aside = (await info.context.rules_aside(plan)).get(self.record.code)
        return RuleSuppression(subject=self.record, record=aside) if aside else None


@described
class RuleSuppression:
    """A rule that is switched off in a plan: its findings are not shown and lead to no initiatives."""

    subject: strawberry.Private[AnyRule]
    record: strawberry.Private[StoredSuppression]

    @field
    def rule(self) -> Rule:
        """The rule."""
        return Rule(record=self.subject)

    @field
    def reason(self) -> str:
        """Reason for switching the rule off."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Name of the user who switched the rule off."""
        return self.record.author

    @field
    def expires(self) -> datetime.date | None:
        """Last day on which the rule is switched off; null if it stays off until someone switches it on again."""
        return self.record.expires

    @field
    def made_at(self) -> datetime.datetime | None:
        """Time at which the rule was switched off; null if the service's configuration does it, which only its operator
        can change.
        """
        return self.record.made_at


CODES_GO: Final = (
    "2026-11-26: Rules are referred to, not named by code. Use `foundBy { code }`. Removed after 2027-05-31."
)
"""Why the fields that name a rule by its code are deprecated, and what to use instead."""


def rule(code: str) -> Rule | None:
    """Give the installed rule with a code; None if there is none, such as after its package was removed."""
    found = rule_named(code)
    return Rule(record=found) if found else None


def known_rule(code: str) -> str:
    """Give the code of an installed rule as it is written, by its code or its name.

    Raises
    ------
    GraphQLError
        Where there is none: with code ``UNKNOWN_NAME`` and the codes that are like it.
    """
    asked = code.casefold()
    found = next((each.code for each in installed_rules() if asked in {each.code.casefold(), each.name}), None)
    if found is None:
        raise unknown("rule", code, (name for each in installed_rules() for name in (each.code, each.name)))
    return found


def suppressed(aside: Mapping[str, StoredSuppression]) -> list[RuleSuppression]:
    """Give the installed rules that are switched off, by code."""
    return [RuleSuppression(subject=rule, record=aside[rule.code]) for rule in installed_rules() if rule.code in aside]
