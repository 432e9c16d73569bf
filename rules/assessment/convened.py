"""Convened: which of the bodies of a smart city met in a year, as minutes that are closed prove it."""

from collections.abc import Iterable
from fractions import Fraction

from graph.agreement import Meeting, MeetingBody
from graph.vocabulary import Text, called
from rules.assessment.row import Proposal


def held(meetings: Iterable[Meeting], body: MeetingBody, year: int) -> tuple[Meeting, ...]:
    """Give the closed meetings of a body in a year, the first one first; an open one has no minutes yet."""
    found = (each for each in meetings if each.body is body and each.is_closed and each.held_on.year == year)
    return tuple(sorted(found, key=lambda each: (each.held_on, each.id)))


def met(meetings: tuple[Meeting, ...], body: MeetingBody, year: int) -> Proposal:
    """Whether a body met in a year, for at least once is asked; nothing is known where no meeting is kept at all."""
    name = called(body)
    if not meetings:
        return Proposal(reason=Text("Belum ada rapat yang tercatat.", "No meeting is recorded."))
    found = held(meetings, body, year)
    days = ", ".join(each.held_on.isoformat() for each in found)
    return Proposal(
        score=Fraction(4 if found else 0),
        reason=Text(
            f"Rapat {name.id} {year} yang berita acaranya ditutup: {len(found)}{f' ({days})' if days else ''}.",
            f"Meetings of {name.en} in {year} with closed minutes: {len(found)}{f' ({days})' if days else ''}.",
        ),
    )
