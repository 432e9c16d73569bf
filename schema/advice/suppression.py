"""Suppression: a finding that people hide until a day."""

import datetime
from collections.abc import Iterable

import strawberry

from graph.record import StoredSuppression
from schema.advice.rule import CODES_GO, Rule, known_rule, rule
from schema.core import Language, Tongue, described_input, field, old_field
from schema.core.described import described
from schema.request import Info


@described
class Suppression:
    """A suppressed finding: until `expires` it is not shown and leads to no initiative."""

    record: strawberry.Private[StoredSuppression]

    @field
    def fingerprint(self) -> strawberry.ID:
        """Fingerprint of the finding."""
        return strawberry.ID(self.record.fingerprint)

    @field
    def found_by(self) -> Rule | None:
        """The rule that made the finding; null if it is no longer installed."""
        return rule(self.record.rule)

    @old_field(CODES_GO)
    def rule(self) -> str:
        """Code of the rule that made the finding."""
        return self.record.rule

    @field
    def message(self, language: Tongue = Language.ID) -> str:
        """The finding in one sentence, as it read when it was suppressed."""
        return self.record.message_en if language is Language.EN else self.record.message

    @field
    def reason(self) -> str:
        """Reason for the suppression."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Name of the user who suppressed the finding."""
        return self.record.author

    @field
    def expires(self) -> datetime.date:
        """Last day on which the finding is suppressed."""
        assert self.record.expires is not None  # noqa: S101 - only a rule may be set aside without end
        return self.record.expires

    @field
    def made_at(self) -> datetime.datetime | None:
        """Time at which the finding was suppressed."""
        return self.record.made_at

    @field
    def holds(self, info: Info) -> bool:
        """Whether the finding is still suppressed today."""
        return self.record.holds(info.context.evaluations.today)


@described_input
class SuppressionFilter:
    """Filter for suppressed findings; all conditions must hold."""

    holds: bool | None = strawberry.field(
        default=None, description="True: only suppressions that hold today; false: only expired ones."
    )
    rule: str | None = strawberry.field(
        default=None, description="Only suppressed findings of the rule with this code."
    )


def when(stored: StoredSuppression) -> float:
    """Say when something was suppressed, as a number that rises with time."""
    return stored.made_at.timestamp() if stored.made_at else 0.0


def chosen(
    stored: Iterable[StoredSuppression], wanted: SuppressionFilter | None, today: datetime.date
) -> list[StoredSuppression]:
    """Give the suppressions that pass a filter."""
    asked = wanted or SuppressionFilter()
    code = None if asked.rule is None else known_rule(asked.rule)
    return [
        each
        for each in stored
        if each.fingerprint
        and (asked.holds is None or each.holds(today) is asked.holds)
        and (code is None or each.rule == code)
    ]
