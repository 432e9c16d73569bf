"""Finding: what one rule found, with its evidence."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Optional, Self

import strawberry
from strawberry import relay

from rules import finding as records
from rules.engine import Evaluation
from schema.advice.rule import CODES_GO, Rule, rule
from schema.core import Language, Tongue, described_input, enumeration, field, old_field
from schema.core.described import described
from schema.node import Link, Opd, PlanNode, all_shown, in_language, links_shown, shown
from schema.request import Context, Identified

if TYPE_CHECKING:
    from schema.advice.remedy import Remedy


@described
class Finding(Identified, relay.Node):
    """What one rule found in the plan."""

    record: strawberry.Private[records.Finding]
    evaluation: strawberry.Private[Evaluation]

    def own_id(self) -> str:
        """The slug of the plan, a stroke, and the fingerprint."""
        return f"{self.evaluation.plan.info.slug}/{self.record.fingerprint}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the finding of a reference, as it is at a revision."""
        slug, _, fingerprint = reference.partition("/")
        evaluation = await context.evaluation(slug, as_of)
        found = (each for each in evaluation.findings if each.fingerprint == fingerprint)
        return next((cls(record=each, evaluation=evaluation) for each in found), None)

    @field
    def fingerprint(self) -> strawberry.ID:
        """Stays the same while its reason does, over all revisions."""
        return strawberry.ID(self.record.fingerprint)

    @field
    def found_by(self) -> Rule:
        """The rule that found it."""
        found = rule(self.record.rule)
        assert found is not None  # noqa: S101 - what was found was found by an installed rule
        return found

    @old_field(CODES_GO)
    def rule(self) -> str:
        """Code of the rule, such as SY01."""
        return self.record.rule

    @field
    def family(self) -> records.Family:
        """The family of the rule."""
        return self.record.family

    @field
    def severity(self) -> records.Severity:
        """How much it asks for."""
        return self.record.severity

    @field
    def message(self, language: Tongue = Language.ID) -> str:
        """What was found, in one sentence."""
        return in_language(self.record.message, language)

    @field
    def subject(self) -> PlanNode | None:
        """What it is about; null where it is about the whole plan."""
        known = self.record.subject in self.evaluation.plan.nodes
        node: PlanNode | None = shown(self.evaluation, self.record.subject) if known else None
        return node

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that it concerns, the one most concerned first."""
        return all_shown(self.evaluation, self.record.opds)

    @field
    def nodes(self) -> list[PlanNode]:
        """Its evidence: the nodes."""
        return all_shown(self.evaluation, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """Its evidence: the links."""
        return links_shown(self.evaluation, self.record.links)

    @field
    def remedy(self) -> Optional[Annotated["Remedy", strawberry.lazy("schema.advice.remedy")]]:  # noqa: UP045
        """The changes that would mend it; null where its rule proposes none."""
        from schema.advice.remedy import Remedy

        return Remedy(finding=self.record, evaluation=self.evaluation) if self.record.remedy else None


class FindingOrder(Enum):
    """In which order findings come."""

    RULE = "rule"
    SEVERITY = "severity"


FINDING_ORDER = enumeration(
    FindingOrder,
    {"RULE": "By the code of the rule, then by subject.", "SEVERITY": "Those that ask for most first, then by rule."},
)


@described_input
class FindingFilter:
    """Which findings to give; all conditions must hold."""

    rule: str | None = strawberry.field(default=None, description="Of the rule with this code, such as SY01.")
    family: records.Family | None = strawberry.field(default=None, description="Of this family of rules.")
    severity: records.Severity | None = strawberry.field(default=None, description="Of this severity.")
    opd: str | None = strawberry.field(default=None, description="That concern the OPD of this short name.")


def chosen(
    evaluation: Evaluation, wanted: FindingFilter | None, order: FindingOrder = FindingOrder.RULE
) -> list[records.Finding]:
    """The findings that a filter asks for, in an order."""
    asked = wanted or FindingFilter()
    plan = evaluation.plan
    opds = {opd.id for opd in plan.opds if asked.opd and opd.short_name.casefold() == asked.opd.casefold()}
    found = [
        finding
        for finding in evaluation.findings
        if (asked.rule is None or finding.rule == asked.rule)
        and (asked.family is None or finding.family is asked.family)
        and (asked.severity is None or finding.severity is asked.severity)
        and (asked.opd is None or opds.intersection(finding.opds))
    ]
    if order is FindingOrder.RULE:
        return found
    severities = list(records.Severity)
    return sorted(found, key=lambda each: -severities.index(each.severity))
