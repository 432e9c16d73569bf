"""StoredSuppression: what people have seen and set aside, a finding until a day or all that a rule finds."""

from datetime import date, datetime

import msgspec


class StoredSuppression(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that was set aside, with what it said then; or a rule that was switched off."""

    fingerprint: str = ""
    """Of the finding; empty where all that the rule finds is set aside."""
    rule: str
    message: str = ""
    message_en: str = ""
    reason: str
    author: str
    expires: date | None
    """The last day on which it holds; None where it holds until someone lifts it."""
    made_at: datetime | None = None
    """When it was set aside; the store sets it."""

    @property
    def subject(self) -> str:
        """What is set aside: the fingerprint of a finding, or the code of a rule."""
        return self.fingerprint or self.rule

    def holds(self, day: date) -> bool:
        """Whether it still holds on a day."""
        return self.expires is None or day <= self.expires
