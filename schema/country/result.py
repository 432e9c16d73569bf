"""Result: what the evaluation of one plan came to, as it was kept last."""

import datetime
from collections.abc import Callable, Iterable
from enum import Enum

import strawberry

from graph.record import StoredPlan
from graph.record.gist import Gist
from rules.finding import FactKind
from schema.advice import Rule
from schema.advice.rule import known_rule, rule
from schema.core import (
    Key,
    Revision,
    Rows,
    described_filter,
    enumeration,
    field,
    ordered,
    passing,
    words_in,
)
from schema.core.described import described
from schema.plan import PlanSummary
from schema.plan.summary import summary

_THEME = "theme/"


@described
class RegionResult:
    """What the last evaluation of a plan came to. `sinergi recommend --all` keeps it."""

    stored: strawberry.Private[StoredPlan]
    gist: strawberry.Private[Gist]

    @field
    def plan(self) -> PlanSummary:
        """The plan, with its region."""
        return summary(self.stored)

    @field
    def revision(self) -> Revision:
        """Revision of the plan that was evaluated."""
        return Revision(self.gist.basis.revision)

    @field
    def is_latest(self) -> bool:
        """Whether that is the plan's latest revision; what people set aside since does not count here."""
        return self.gist.basis.revision == self.stored.revision

    @field
    def evaluated_at(self) -> datetime.datetime | None:
        """Time of the evaluation."""
        return self.gist.made_at

    @field
    def initiative_count(self) -> int:
        """Number of initiatives."""
        return len(self.gist.initiatives)

    @field
    def fact_count(self) -> int:
        """Number of facts that open them."""
        return sum(len(each.facts) for each in self.gist.initiatives)

    @field
    def failed_rules(self) -> list[Rule]:
        """The installed rules that failed on the plan; the other rules ran."""
        return [found for code in self.gist.failed_rules if (found := rule(code))]


class RegionResultOrder(Enum):
    """Order of a list of results."""

    REGION = "region"
    FACTS = "facts"


REGION_RESULT_ORDER = enumeration(
    RegionResultOrder, {"REGION": "By the region's code.", "FACTS": "The most facts first."}
)


@described_filter
class RegionResultFilter:
    """Filter for results; all conditions must hold."""

    theme: str | None = strawberry.field(
        default=None, description="Only plans with an initiative for the theme with this id, such as stunting."
    )
    fact: FactKind | None = strawberry.field(
        default=None, description="Only plans with an initiative that a fact of this kind opens."
    )
    rule: str | None = strawberry.field(
        default=None, description="Only plans with an initiative that a fact of the rule with this code or name opens."
    )
    practice: str | None = strawberry.field(
        default=None, description="Only plans of which an action follows the practice with this id."
    )
    name: str | None = strawberry.field(default=None, description="Only regions whose name contains all these words.")


Row = tuple[StoredPlan, Gist]


def chosen(rows: Iterable[Row], wanted: RegionResultFilter | None, order: RegionResultOrder) -> Rows[Row]:
    """Choose among results, and put them in an order."""
    keys: dict[RegionResultOrder, Callable[[Row], Key]] = {
        RegionResultOrder.REGION: lambda row: (row[0].info.region_code, row[0].info.slug),
        RegionResultOrder.FACTS: lambda row: (-sum(len(each.facts) for each in row[1].initiatives), row[0].info.slug),
    }
    return ordered(filter(passing(wanted, _is_result), rows), keys[order], order)


def _is_result(asked: RegionResultFilter) -> Callable[[Row], bool]:
    in_name = words_in(asked.name)
    code = None if asked.rule is None else known_rule(asked.rule)
    theme = None if asked.theme is None else f"{_THEME}{asked.theme.removeprefix(_THEME)}"

    def fits(row: Row) -> bool:
        stored, gist = row
        facts = [fact for each in gist.initiatives for fact in each.facts]
        return (
            in_name(stored.info.region_name)
            and (theme is None or any(each.theme == theme for each in gist.initiatives))
            and (asked.fact is None or any(fact.kind == str(asked.fact) for fact in facts))
            and (code is None or any(fact.rule == code for fact in facts))
            and (asked.practice is None or any(asked.practice in each.practices for each in gist.initiatives))
        )

    return fits
