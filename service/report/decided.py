"""Decided: what people decided of initiatives, as the columns of the meeting report and as plain values."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Final

from graph.record import Decision, DecisionStanding
from graph.vocabulary import words
from rules.recommend import Initiative

COLUMNS: Final = (*(name.begun().id for name in words(DecisionStanding).values()), "Alasan", "Oleh, waktu, paraf")
"""What a meeting writes in by hand where nothing has been decided yet."""

_TICK: Final = "✓"
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_CENTRAL: Final = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN: Final = frozenset({"81", "82", "91", "92", "93", "94", "95", "96", "97"})

Decisions = Mapping[str, Decision]
"""The latest decision on each initiative, by the initiative's fingerprint."""


def by_initiative(decisions: Sequence[Decision]) -> Decisions:
    """Order decisions by the initiatives that they are about."""
    return {each.fingerprint: each for each in decisions}


def columns(decision: Decision | None, region_code: str) -> tuple[str, ...]:
    """Give what stands in the columns: what was decided, why, by whom and when; all empty where nothing was."""
    if decision is None:
        return ("",) * len(COLUMNS)
    told = (decision.author, moment(decision.made_at, region_code) if decision.made_at else "")
    ticks = (_TICK if standing is decision.standing else "" for standing in DecisionStanding)
    return (*ticks, decision.reason, ", ".join(part for part in told if part))


def tally(decisions: Decisions, initiatives: Sequence[Initiative]) -> str:
    """Count what was decided of some initiatives."""
    found = [decisions[each.fingerprint].standing for each in initiatives if each.fingerprint in decisions]
    counted = [f"{found.count(standing)} {name.id}" for standing, name in words(DecisionStanding).items()]
    return ", ".join([*counted, f"{len(initiatives) - len(found)} belum diputuskan"])


def values(decision: Decision | None) -> dict[str, str | None]:
    """Give a decision in plain values under names that are always the same, so that rows make a table."""
    if decision is None:
        return dict.fromkeys(("standing", "reason", "author", "made_at"))
    return {
        "standing": str(decision.standing),
        "reason": decision.reason,
        "author": decision.author,
        "made_at": decision.made_at.isoformat(timespec="seconds") if decision.made_at else None,
    }


def day(of: date) -> str:
    """Write a day as people there write it.

    >>> day(date(2026, 11, 30))
    'Senin, 30 November 2026'
    """
    return f"{_DAYS[of.weekday()]}, {of.day} {_MONTHS[of.month - 1]} {of.year}"


def moment(at: datetime, region_code: str) -> str:
    """Write a moment as the clocks of a region show it, whose zone follows from its province (Keppres 41/1987).

    >>> from datetime import UTC
    >>> moment(datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "64.71")
    '26 November 2026 07.30 WITA'
    """
    province = region_code[:2]
    hours, zone = (8, "WITA") if province in _CENTRAL else (9, "WIT") if province in _EASTERN else (7, "WIB")
    there = at.astimezone(timezone(timedelta(hours=hours)))
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year} {there:%H.%M} {zone}"
