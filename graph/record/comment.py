"""Comment: what a person wrote of an initiative."""

from datetime import datetime

import msgspec


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wrote of an initiative, kept by the initiative's fingerprint."""

    id: int
    fingerprint: str
    text: str
    author: str
    made_at: datetime
    opd: str = ""
    """Id of the agency for which it was written; empty where it was written for none."""
    reply_to: int | None = None
    """Number of the comment that it replies to; None where it replies to none."""
