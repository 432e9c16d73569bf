"""Meeting: agencies sit together over an agenda, say, vote and decide; closed, it only takes addenda.

Its deeds are methods that give the meeting as it is then; whoever keeps it decides whether that counts.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Self

import msgspec
from msgspec.structs import replace

from graph.record import Decision
from graph.vocabulary import Text


class MeetingBody(StrEnum):
    """Who meets."""

    COUNCIL = "council"
    EXECUTING_TEAM = "executing_team"
    FORUM = "forum"
    FGD = "fgd"


class AgendaKind(StrEnum):
    """What an item of an agenda is about."""

    INITIATIVE = "initiative"
    ACTION = "action"
    FINDING = "finding"
    NODE = "node"
    LINK = "link"
    SCENARIO = "scenario"
    EVALUATION = "evaluation"
    TOPIC = "topic"


class VoteChoice(StrEnum):
    """What an agency votes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An agency or a partner at a meeting, called as it was called then."""

    id: str
    """Of its node in the plan."""
    name: str
    persons: tuple[str, ...] = ()
    """Who came for it, where the meeting names persons."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, as somebody wrote it down."""

    text: str
    author: str
    made_at: datetime
    opd: str = ""
    """The agency for which it was said; empty where it was said for none."""


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """The vote of an agency; its latest counts, the earlier ones stay."""

    opd: str
    choice: VoteChoice
    reason: str = ""
    author: str
    made_at: datetime


class AgendaItem(msgspec.Struct, frozen=True, kw_only=True):
    """One matter of a meeting."""

    number: int
    """Within the meeting; it stays when the order changes."""
    kind: AgendaKind
    reference: str = ""
    """What it is about: a fingerprint, an id of the plan, the name of a scenario; empty for a topic."""
    title: Text
    """As it read when it was put on the agenda."""
    minutes: int | None = None
    presenter: str = ""
    """Id of the agency that presents it; empty for none."""
    is_voted: bool = False
    notes: tuple[Note, ...] = ()
    votes: tuple[Vote, ...] = ()
    decision: Decision | None = None
    """As the meeting made it, whatever is decided later elsewhere."""

    @property
    def counted(self) -> tuple[Vote, ...]:
        """The votes that count: the latest of each agency, in the order in which the agencies first voted."""
        return tuple({vote.opd: vote for vote in self.votes}.values())

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was said, voted or decided of it yet."""
        return not (self.notes or self.votes or self.decision)


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, as it stands."""

    id: int = 0
    """Its number; the store sets it."""
    version: int = 1
    """Raised by one with everything that is done to it."""
    title: str
    held_on: date
    place: str = ""
    body: MeetingBody
    names_persons: bool = False
    """Whether attendance names persons."""
    invited: tuple[Party, ...] = ()
    present: tuple[Party, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    """The agenda in its order."""
    next_item: int = 1
    """The number of the item that is added next; none is ever given twice."""
    presenting: int | None = None
    """The item that all screens show."""
    author: str = ""
    made_at: datetime
    minutes_number: str = ""
    """Of its minutes (nomor berita acara), given when it is closed."""
    signed_by: tuple[str, ...] = ()
    """Ids of the parties that sign the minutes."""
    revision: int = 0
    """The plan's latest revision when it was closed."""
    closed_by: str = ""
    closed_at: datetime | None = None
    addenda: tuple[Note, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it is closed, so that only addenda are taken."""
        return self.closed_at is not None

    def item(self, number: int) -> AgendaItem | None:
        """Give the item of a number."""
        return next((each for each in self.items if each.number == number), None)

    def invites(self, opds: Iterable[str]) -> bool:
        """Whether one of some agencies is invited or present."""
        wanted = set(opds)
        return any(each.id in wanted for each in (*self.invited, *self.present))

    def with_item(self, item: AgendaItem) -> Self:
        """Give it with an item in the place of the one with its number, or at the end."""
        if self.item(item.number) is None:
            return replace(self, items=(*self.items, item), next_item=max(self.next_item, item.number + 1))
        return replace(self, items=tuple(item if each.number == item.number else each for each in self.items))

    def without_item(self, number: int) -> Self:
        """Give it without an item."""
        presenting = None if self.presenting == number else self.presenting
        return replace(self, items=tuple(each for each in self.items if each.number != number), presenting=presenting)

    def ordered(self, numbers: Iterable[int]) -> Self:
        """Give it with its items in the order of their numbers."""
        place = {number: at for at, number in enumerate(numbers)}
        return replace(self, items=tuple(sorted(self.items, key=lambda each: place[each.number])))

    def inviting(self, parties: Iterable[Party]) -> Self:
        """Give it with more who are invited."""
        known = {each.id for each in self.invited}
        return replace(self, invited=(*self.invited, *(each for each in parties if each.id not in known)))

    def attended(self, party: Party, *, is_present: bool) -> Self:
        """Give it with a party that came, or did not."""
        others = tuple(each for each in self.present if each.id != party.id)
        return replace(self, present=(*others, party) if is_present else others)


def keeps_its_word(before: Meeting, after: Meeting) -> bool:
    """Say whether what may be done to a meeting was done: closed, it only takes addenda; open, nothing said is lost."""
    if before.is_closed:
        same = replace(after, addenda=before.addenda, version=before.version)
        return same == before and after.addenda[: len(before.addenda)] == before.addenda
    for item in before.items:
        now = after.item(item.number)
        if now is None and not item.is_untouched:
            return False
        if now and (now.notes[: len(item.notes)] != item.notes or now.votes[: len(item.votes)] != item.votes):
            return False
    return True
