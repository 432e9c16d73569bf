"""Proposal: what somebody of the public proposes for a plan, or objects to, and what became of it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

KEPT: Final = timedelta(days=90)
"""How long it is kept who proposed something and how they are reached."""


class ProposalKind(StrEnum):
    """What somebody of the public means: a proposal or an objection."""

    PROPOSAL = "proposal"
    OBJECTION = "objection"


class ProposalStanding(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    TAKEN_OVER = "taken_over"
    DECLINED = "declined"


class ProposalOutcome(StrEnum):
    """What a proposal was taken over as."""

    COMMENT = "comment"
    LINK = "link"
    SCENARIO = "scenario"


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody of the public wrote; nothing of the plan knows of it until a planner takes it over."""

    number: int = 0
    kind: ProposalKind
    about: str = ""
    """Id of the node that it is about; empty for the plan as a whole."""
    text: str
    name: str = ""
    """Who wrote it, where they said so; gone after 90 days."""
    contact: str = ""
    """How they can be reached, where they said so; gone after 90 days."""
    revision: int = 0
    """The plan's latest revision when it was written."""
    made_at: datetime
    standing: ProposalStanding = ProposalStanding.OPEN
    answer: str = ""
    """What the public is told of it."""
    answered_at: datetime | None = None
    outcome: ProposalOutcome | None = None
    subject: str = ""
    """Fingerprint of the initiative that was commented on, id of the link, or name of the scenario."""
    taken_text: str = ""
    """The text as it was taken over, which the public may read."""
