"""Finding: what one rule found, with its evidence."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Final, Optional, Self

import strawberry
from strawberry import relay

from acts import SeenPlan
from graph import model
from rules import finding as records
from schema.advice.concern import concerns, named_in, touched
from schema.advice.rule import CODES_GO, Rule, known_rule, rule
from schema.core import (
    Key,
    Language,
    Pages,
    Rows,
    Tongue,
    described_filter,
    either,
    enumeration,
    field,
    listed,
    old_field,
    ordered,
    paged,
    passing,
    words_in,
)
from schema.core.described import described
from schema.node import Link, Opd, PlanNode, all_shown, in_language, known_id, links_shown, node_ids, shown
from schema.request import Context, Identified, or_error

if TYPE_CHECKING:
    from schema.advice.initiative import Initiative
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
        found = (await or_error(seen.evaluation())).finding(fingerprint) if seen else None
        return cls(record=found, seen=seen) if seen and found else None

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

    @paged
    async def initiatives(
        self,
    ) -> Pages[Annotated["Initiative", strawberry.lazy("schema.advice.initiative")]]:
        """The initiatives that bring the finding together with others, by rank."""
        from schema.advice.initiative import Initiative, by_rank

        found = (await concerns(self.seen)).gathering.get(self.record.fingerprint, ())
        return listed(ordered(found, by_rank), lambda each: Initiative(record=each, seen=self.seen))


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


@described_filter
class FindingFilter:
    """Filter for findings; all conditions must hold."""

    rule: str | None = strawberry.field(
        default=None, description="Only findings of the rule with this code, such as SY01."
    )
    family: records.Family | None = strawberry.field(default=None, description="Only findings of this family of rules.")
    severity: records.Severity | None = strawberry.field(default=None, description="Only findings of this severity.")
    severities: list[records.Severity] | None = strawberry.field(
        default=None, description="Only findings of these severities."
    )
    rules: list[str] | None = strawberry.field(default=None, description="Only findings of the rules with these codes.")
    opd: str | None = strawberry.field(
        default=None, description="Only findings that concern the OPD with this id or short name."
    )
    opds: list[str] | None = strawberry.field(default=None, description="Only findings that concern one of these OPDs.")
    theme: str | None = strawberry.field(
        default=None,
        description="Only findings that concern the theme with this id or name, or work that belongs to it.",
    )
    themes: list[str] | None = strawberry.field(
        default=None, description="Only findings that concern one of these themes, or work that belongs to it."
    )
    dimension: str | None = strawberry.field(
        default=None,
        description="Only findings that concern the dimension or sub-dimension with this id or code, or what "
        "serves it.",
    )
    dimensions: list[str] | None = strawberry.field(
        default=None, description="Only findings that concern one of these dimensions or sub-dimensions in that way."
    )
    node: str | None = strawberry.field(
        default=None, description="Only findings whose subject or evidence is the node with this id."
    )
    is_fact: bool | None = strawberry.field(
        default=None, description="True: only facts, with which an initiative can open; false: only others."
    )
    text: str | None = strawberry.field(
        default=None, description="Only findings whose sentence, in Indonesian and English, contains all these words."
    )


def by_rule(found: records.Finding) -> Key:
    """Order findings by the code of the rule, then by subject."""
    return found.rule, found.subject, found.fingerprint


def _by_severity(found: records.Finding) -> Key:
    return -_SEVERITIES.index(found.severity), *by_rule(found)


_SEVERITIES: Final = list(records.Severity)
_KEYS: Final = {FindingOrder.RULE: by_rule, FindingOrder.SEVERITY: _by_severity}


async def finding_of(seen: SeenPlan, fingerprint: str) -> Finding | None:
    """Give the finding of a fingerprint; None where there is none any more, or where it was suppressed."""
    found = (await or_error(seen.evaluation())).finding(fingerprint)
    return None if found is None else Finding(record=found, seen=seen)


async def chosen(
    seen: SeenPlan, wanted: FindingFilter | None, order: FindingOrder = FindingOrder.RULE
) -> Rows[records.Finding]:
    """Give the findings that pass a filter, in an order."""
    found = filter(passes(seen, wanted), (await or_error(seen.evaluation())).findings)
    return ordered(found, _KEYS[order], order)


def passes(seen: SeenPlan, wanted: FindingFilter | None) -> Callable[[records.Finding], bool]:
    """Give what says of a finding whether it passes a filter."""
    return passing(wanted, lambda one: _fits(seen, one))


def _fits(seen: SeenPlan, asked: FindingFilter) -> Callable[[records.Finding], bool]:
    plan = seen.plan
    code = None if asked.rule is None else known_rule(asked.rule)
    codes = either(code, None if asked.rules is None else [known_rule(each) for each in dict.fromkeys(asked.rules)])
    severities = either(asked.severity, asked.severities)
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))
    themes = node_ids(seen, asked.theme, asked.themes, model.Theme, ("theme", "themes"))
    dimensions = node_ids(seen, asked.dimension, asked.dimensions, model.Dimension, ("dimension", "dimensions"))
    node = None if asked.node is None else known_id(seen, asked.node, "node")
    has_words = words_in(asked.text)

    def fits(found: records.Finding) -> bool:
        return (
            (codes is None or found.rule in codes)
            and (asked.family is None or found.family is asked.family)
            and (severities is None or found.severity in severities)
            and (opds is None or not opds.isdisjoint(found.opds))
            and (themes is None or not themes.isdisjoint(touched(plan, found, model.Theme)))
            and (dimensions is None or not dimensions.isdisjoint(touched(plan, found, model.Dimension)))
            and (node is None or node in named_in(found))
            and (asked.is_fact is None or (found.fact is not None) is asked.is_fact)
            and has_words(f"{found.message.id} {found.message.en}")
        )

    return fits
