"""Suppression: findings that people have seen and set aside."""

import datetime
from collections.abc import Iterable

import strawberry

from graph.record import StoredSuppression
from schema.advice.rule import CODES_GO, Rule, rule
from schema.core import Language, Tongue, described_input, field, old_field
from schema.core.described import described
from schema.request import Info


@described
class Suppression:
    """A finding that people have seen and set aside; it is not shown, and makes no initiative, until a day."""

    record: strawberry.Private[StoredSuppression]

    @field
    def fingerprint(self) -> strawberry.ID:
        """Fingerprint of the finding."""
        return strawberry.ID(self.record.fingerprint)

    @field
    def found_by(self) -> Rule | None:
        """The rule that found it; null where it is not installed any more."""
        return rule(self.record.rule)

    @old_field(CODES_GO)
    def rule(self) -> str:
        """Code of the rule that found it."""
        return self.record.rule

    @field
    def message(self, language: Tongue = Language.ID) -> str:
        """What was found, as it said when it was set aside."""
        return self.record.message_en if language is Language.EN else self.record.message

    @field
    def reason(self) -> str:
        """Why it was set aside."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Who set it aside."""
        return self.record.author

    @field
    def expires(self) -> datetime.date:
        """The last day on which it holds."""
        assert self.record.expires is not None  # noqa: S101 - only a rule may be set aside without end
        return self.record.expires

    @field
    def made_at(self) -> datetime.datetime | None:
        """When it was set aside."""
        return self.record.made_at

    @field
    def holds(self, info: Info) -> bool:
        """Whether it still holds today."""
        return self.record.holds(info.context.evaluations.today)


@described_input
class SuppressionFilter:
    """Which findings that were set aside to give; all conditions must hold."""

    holds: bool | None = strawberry.field(default=None, description="Only those that hold today, or only expired ones.")
    rule: str | None = strawberry.field(default=None, description="Of the rule with this code.")


def chosen(
    stored: Iterable[StoredSuppression], wanted: SuppressionFilter | None, today: datetime.date
) -> list[StoredSuppression]:
    """The suppressions that a filter asks for."""
    asked = wanted or SuppressionFilter()
    return [
        each
        for each in stored
        if each.fingerprint
        and (asked.holds is None or each.holds(today) is asked.holds)
        and (asked.rule is None or each.rule == asked.rule)
    ]
