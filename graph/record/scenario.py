"""Scenario: changes kept aside on a base revision, until they are published or discarded."""

from datetime import datetime
from enum import StrEnum

import msgspec

from graph.change import Change
from graph.snapshot import PlanGraph


class ScenarioStanding(StrEnum):
    """State of a scenario: open, published or discarded."""

    OPEN = "open"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A what-if: changes that are not applied yet."""

    id: int
    name: str
    standing: ScenarioStanding
    base_revision: int
    """The revision that the changes are made on."""
    version: int
    """Raised by one whenever its changes or its base change."""
    changes: tuple[Change, ...]
    author: str
    reason: str
    made_at: datetime
    changed_at: datetime
    published_revision: int | None = None
    """The revision that it became."""

    def on(self, base: PlanGraph) -> PlanGraph:
        """The plan with its changes; what it was kept aside with before a law was made can still be read and mended.

        Raises:
            InvalidChangeSet: where the changes do not fit.
        """
        return base.apply(self.changes, base.revision, lawful=False)
