"""Voice: what an agency says of a tie of its own: that it is right, that it is wrong, or that it is missing."""

from datetime import datetime

import msgspec

from graph.model import Link, Standing


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """The word of an agency on a tie; its latest counts, the earlier ones stay."""

    id: int = 0
    link: str
    """Id of the link."""
    opd: str
    standing: Standing
    reason: str = ""
    author: str = ""
    made_at: datetime
    proposed: Link | None = None
    """The tie as it should be, where the plan has none."""


def counted(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Give the words that count: the latest of each agency on each tie, in the order in which they were first said."""
    return tuple({(each.link, each.opd): each for each in sorted(voices, key=lambda each: each.id)}.values())
