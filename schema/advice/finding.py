"""Finding: what one rule found, with its evidence."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Final, Optional, Self

import strawberry
from strawberry import relay

from acts import SeenPlan
from graph import model
from rules import finding as records
from schema.advice.rule import CODES_GO, Rule, known_rule, rule
from schema.core import Key, Language, Rows, Tongue, described_input, enumeration, field, old_field, ordered
from schema.core.described import described
from schema.node import Link, Opd, PlanNode, all_shown, in_language, links_shown, node_id, shown
from schema.request import Context, Identified, or_error

if TYPE_CHECKING:
    from schema.advice.remedy import Remedy


FACT_KIND = enumeration(
    records.FactKind,
    {
        "GAP": "A component that the matter cannot do without is done by nobody.",
        "UNFUNDED": "Work for the matter stands in the plan without a rupiah.",
        "DISPROPORTION": "Two targets that belong together are far out of proportion.",
        "DOUBLE_PAYMENT": "Two OPDs pay for the same service.",
        "WORK_OUTSIDE_LEAD": "More of the work is outside the OPD that it belongs to than in it.",
        "MOVED_AWAY": "Money was moved away when the budget was revised.",
        "LATE_SUPPLIER": "What others wait for has hardly begun.",
        "INDICATOR_BEHIND": "An indicator is behind its target.",
    },
)


@described
class Finding(Identified, relay.Node):
    """A finding: what one rule found in the plan, with its evidence."""

    record: strawberry.Private[records.Finding]
    seen: strawberry.Private[SeenPlan]

    def own_id(self) -> str:
        """The plan and its state, a slash, and the fingerprint."""
        return f"{self.seen.name}/{self.record.fingerprint}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the finding of a reference, as it is at a revision."""
        name, _, fingerprint = reference.partition("/")
        seen = await context.state(name, as_of)
        if seen is None:
            return None
        found = (each for each in (await or_error(seen.evaluation())).findings if each.fingerprint == fingerprint)
        return next((cls(record=each, seen=seen) for each in found), None)

    @field
    def fingerprint(self) -> strawberry.ID:
        """Stable identifier of the finding in all revisions: it stays the same as long as the reason for the finding
        does.
        """
        return strawberry.ID(self.record.fingerprint)

    @field
    def found_by(self) -> Rule:
        """The rule that made the finding."""
        found = rule(self.record.rule)
        assert found is not None  # noqa: S101 - what was found was found by an installed rule
        return found

    @old_field(CODES_GO)
    def rule(self) -> str:
        """Code of the rule, such as SY01."""
        return self.record.rule

    @field
    def family(self) -> records.Family:
        """Family of the rule."""
        return self.record.family

    @field
    def severity(self) -> records.Severity:
        """Severity of the finding."""
        return self.record.severity

    @field
    def message(self, language: Tongue = Language.ID) -> str:
        """The finding in one sentence."""
        return in_language(self.record.message, language)

    @field
    def fact(self) -> records.FactKind | None:
        """What the finding says of its matter, if an initiative can open with it; null if it is no fact."""
        return self.record.fact

    @field
    def figures(self) -> list["Figure"]:
        """The numbers that a fact rests on."""
        return [Figure(record=each, seen=self.seen) for each in self.record.figures]

    @field
    def subject(self) -> PlanNode | None:
        """The node that the finding concerns; null if it concerns the whole plan."""
        known = self.record.subject in self.seen.plan.nodes
        node: PlanNode | None = shown(self.seen, self.record.subject) if known else None
        return node

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that the finding concerns, the one most concerned first."""
        return all_shown(self.seen, self.record.opds)

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes that are evidence for the finding."""
        return all_shown(self.seen, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The links that are evidence for the finding."""
        return links_shown(self.seen, self.record.links)

    @field
    def remedy(self) -> Optional[Annotated["Remedy", strawberry.lazy("schema.advice.remedy")]]:  # noqa: UP045
        """The changes that would mend the finding; null if the rule proposes none."""
        from schema.advice.remedy import Remedy

        return Remedy(finding=self.record, seen=self.seen) if self.record.remedy else None


@described
class Figure:
    """A number that a fact rests on, as a row of the plan gives it."""

    record: strawberry.Private[records.Figure]
    seen: strawberry.Private[SeenPlan]

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """What the number is."""
        return in_language(self.record.name, language)

    @field
    def value(self) -> float:
        """The number."""
        return self.record.value

    @field
    def unit(self) -> str:
        """Unit of the number as the plan writes it; Rp for money."""
        return self.record.unit

    @field
    def period(self) -> str:
        """The year that the number is of, with the quarter up to which it goes."""
        return self.record.period

    @field
    def node(self) -> PlanNode | None:
        """The node whose row gives the number, or over whose work it is summed."""
        known = self.record.node in self.seen.plan.nodes
        node: PlanNode | None = shown(self.seen, self.record.node) if known else None
        return node


class FindingOrder(Enum):
    """Order of a list of findings."""

    RULE = "rule"
    SEVERITY = "severity"


FINDING_ORDER = enumeration(
    FindingOrder,
    {
        "RULE": "By the code of the rule, then by subject.",
        "SEVERITY": "Warnings first, then advice, then information; then by the code of the rule and by subject.",
    },
)


@described_input
class FindingFilter:
    """Filter for findings; all conditions must hold."""

    rule: str | None = strawberry.field(
        default=None, description="Only findings of the rule with this code, such as SY01."
    )
    family: records.Family | None = strawberry.field(default=None, description="Only findings of this family of rules.")
    severity: records.Severity | None = strawberry.field(default=None, description="Only findings of this severity.")
    opd: str | None = strawberry.field(
        default=None, description="Only findings that concern the OPD with this id or short name."
    )


def by_rule(found: records.Finding) -> Key:
    """Order findings by the code of the rule, then by subject."""
    return found.rule, found.subject, found.fingerprint


def _by_severity(found: records.Finding) -> Key:
    return -_SEVERITIES.index(found.severity), *by_rule(found)


_SEVERITIES: Final = list(records.Severity)
_KEYS: Final = {FindingOrder.RULE: by_rule, FindingOrder.SEVERITY: _by_severity}


async def chosen(
    seen: SeenPlan, wanted: FindingFilter | None, order: FindingOrder = FindingOrder.RULE
) -> Rows[records.Finding]:
    """Give the findings that pass a filter, in an order."""
    asked = wanted or FindingFilter()
    opd = None if asked.opd is None else node_id(seen, asked.opd, model.Opd, "opd")
    code = None if asked.rule is None else known_rule(asked.rule)
    found = [
        finding
        for finding in (await or_error(seen.evaluation())).findings
        if (code is None or finding.rule == code)
        and (asked.family is None or finding.family is asked.family)
        and (asked.severity is None or finding.severity is asked.severity)
        and (opd is None or opd in finding.opds)
    ]
    return ordered(found, _KEYS[order], order)
