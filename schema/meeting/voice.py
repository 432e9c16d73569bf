"""Voice: what agencies say of ties of their own, and which ties both agencies agree on."""

import datetime
from collections.abc import Sequence

import strawberry

from acts import SeenPlan, parties_of
from graph import agreement, model
from schema.core import field
from schema.core.described import described
from schema.meeting.agenda import opd_shown
from schema.node import Link, Opd
from schema.request import Context, or_error


@described
class LinkVoice:
    """What an OPD says of a link of its own."""

    record: strawberry.Private[agreement.Voice]
    seen: strawberry.Private[SeenPlan]

    @field
    def opd(self) -> Opd | None:
        """The OPD that says it; null if the plan has it no more."""
        return opd_shown(self.seen, self.record.opd)

    @field
    def standing(self) -> model.Standing:
        """CONFIRMED if the OPD says that the link is right, REJECTED if it says that it is wrong, OPEN if it took its
        word back.
        """
        return self.record.standing

    @field
    def reason(self) -> str:
        """Reason that the OPD gives; may be empty if it agrees."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Name of the user who said it."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which it was said."""
        return self.record.made_at


@described
class VoicedLink:
    """A link of which OPDs said something: one of the plan, or one that they propose."""

    record: strawberry.Private[model.Link]
    seen: strawberry.Private[SeenPlan]
    said: strawberry.Private[Sequence[agreement.Voice]]

    @field
    def local_id(self) -> str:
        """Id of the link within the plan."""
        return self.record.id

    @field
    def link(self) -> Link:
        """The link, as the plan has it, or as it is proposed."""
        return Link(record=self.record, seen=self.seen)

    @field
    def is_proposed(self) -> bool:
        """Whether the plan does not have it yet."""
        return self.proposed

    @field
    def parties(self) -> list[Opd]:
        """The OPDs whose link it is: those at its ends, or that lead what is at its ends."""
        found = (opd_shown(self.seen, each) for each in parties_of(self.seen.plan, self.record))
        return [each for each in found if each]

    @field
    def voices(self) -> list[LinkVoice]:
        """What each OPD said of it last."""
        return [LinkVoice(record=each, seen=self.seen) for each in self.said]

    @field
    def is_agreed(self) -> bool:
        """Whether all OPDs whose link it is, two at least, say that it is right."""
        return self.agreed

    @property
    def proposed(self) -> bool:
        """The same, for who asks in Python."""
        return self.record.id not in self.seen.plan.links

    @property
    def agreed(self) -> bool:
        """The same, for who asks in Python."""
        right = {each.opd for each in self.said if each.standing is model.Standing.CONFIRMED}
        parties = parties_of(self.seen.plan, self.record)
        return len(parties) > 1 and right.issuperset(parties)

    @field
    def is_disputed(self) -> bool:
        """Whether one of the OPDs says that it is wrong."""
        return any(each.standing is model.Standing.REJECTED for each in self.said)


async def voiced(context: Context, seen: SeenPlan) -> list[VoicedLink]:
    """Give the links of which OPDs said something, by id; what ties nodes that are gone is left out."""
    said = await or_error(context.store.voices.all(seen.plan.info.slug))
    proposed = {each.link: each.proposed for each in said if each.proposed}
    by_link: dict[str, list[agreement.Voice]] = {}
    for each in agreement.counted(said):
        by_link.setdefault(each.link, []).append(each)
    found = []
    for id_ in sorted(by_link):
        link = seen.plan.links.get(id_) or proposed.get(id_)
        if link and {link.source_id, link.target_id} <= seen.plan.nodes.keys():
            found.append(VoicedLink(record=link, seen=seen, said=by_link[id_]))
    return found
