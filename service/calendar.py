"""Calendar: the meetings and the tasks of an agency as iCalendar (RFC 5545), which its own calendar subscribes to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from graph.agreement import Meeting, Task, TaskStanding
from graph.vocabulary import called

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_LINE: Final = 75
"""Octets that a line holds at most; what is longer goes on in the next, after a space."""


def calendar(slug: str, title: str, meetings: Iterable[Meeting], tasks: Iterable[Task]) -> bytes:
    """Give meetings on their day, and tasks on the day on which they are due; tasks without one are left out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sinergi//Rapat dan tugas//ID", f"X-WR-CALNAME:{_text(title)}"]
    for meeting in meetings:
        lines += _event(f"rapat-{meeting.id}@{slug}", meeting.made_at, meeting.held_on, meeting.version - 1)
        lines += (f"SUMMARY:{_text(meeting.title)}", f"LOCATION:{_text(meeting.place)}", "END:VEVENT")
    for task in tasks:
        if task.due is None:
            continue
        told = task.reports[-1].made_at if task.reports else task.made_at
        words = [called(task.standing).begun().id, task.output, task.evidence]
        lines += _event(f"tugas-{task.id}@{slug}", told, task.due, len(task.reports))
        lines += (
            f"SUMMARY:{_text(f'Batas waktu: {task.title}')}",
            f"DESCRIPTION:{_text(chr(10).join(filter(None, words)))}",
            f"STATUS:{'CANCELLED' if task.standing is TaskStanding.DROPPED else 'CONFIRMED'}",
            "END:VEVENT",
        )
    return "".join(part for line in (*lines, "END:VCALENDAR") for part in _folded(line)).encode()


def _event(uid: str, stamped: datetime, day: date, sequence: int) -> tuple[str, ...]:
    return (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SEQUENCE:{sequence}",
    )


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """The lines that a line becomes, none of which cuts a letter in two."""
    part, size = "", 0
    for letter in line:
        more = len(letter.encode())
        if size + more > _LINE:
            yield f"{part}\r\n"
            part, size = " ", 1
        part, size = part + letter, size + more
    yield f"{part}\r\n"
