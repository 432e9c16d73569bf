"""Refused: sign-ins that let nobody in, noted in the audit log without their secret, and never without end."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from graph.store.audit import AuditAction, AuditKind, record
from graph.store.engine import transaction
from graph.store.errors import Unavailable

MOST_A_MINUTE: Final = 10
MOST_A_DAY: Final = 1_000
_SHOWN: Final = 12
_UNKNOWN: Final = "unknown:"


class RefusedSignIns:
    """Notes who came with what lets nobody in.

    Whoever can reach the service can come with as many wrong tokens as they like, so of those that we never gave out
    at most ``MOST_A_MINUTE`` and ``MOST_A_DAY`` entries are written by a process, one a day for each token; the next
    entry says how many were left out. Those of ours that count no longer are as few as we made, and noted once a day.
    """

    def __init__(self, writer: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._writer = writer
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._day: date | None = None
        self._minute: datetime | None = None
        self._told: set[str] = set()
        self._unknown_today = 0
        self._unknown_this_minute = 0
        self._left_out = 0

    async def known(self, id_: str, name: str, reason: str) -> None:
        """Note that somebody came with a token of ours that counts no longer."""
        now = self._now()
        if id_ not in self._told:
            self._told.add(id_)
            await self._write(now, id_, reason, actor=name)

    async def unknown(self, text: str, reason: str) -> None:
        """Note that somebody came with a text that we did not give out.

        What is kept of it is a fingerprint under a key that this process makes up and forgets: the same text is known
        again while the process lives, and nobody who reads the log can try texts against it, for people paste
        passwords where a token belongs.
        """
        now = self._now()
        print_ = hmac.digest(self._key, text.encode(errors="replace"), hashlib.sha256).hex()[:_SHOWN]
        subject = f"{_UNKNOWN}{print_}"
        if subject in self._told:
            return
        if self._unknown_this_minute >= MOST_A_MINUTE or self._unknown_today >= MOST_A_DAY:
            self._left_out += 1
            return
        self._told.add(subject)
        self._unknown_this_minute += 1
        self._unknown_today += 1
        more, self._left_out = self._left_out, 0
        await self._write(now, subject, f"{reason} ({more} percobaan sebelum ini tidak dicatat.)" if more else reason)

    def _now(self) -> datetime:
        now = self._clock()
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._unknown_this_minute = minute, 0
        if now.date() != self._day:
            self._day, self._unknown_today = now.date(), 0
            self._told.clear()
        return now

    async def _write(self, now: datetime, subject: str, reason: str, actor: str = "") -> None:
        """A database that can only be read still refuses as it should."""
        with suppress(Unavailable):
            async with transaction(self._writer) as connection:
                kind, action = AuditKind.SIGN_IN, AuditAction.REFUSED
                await record(connection, kind, action, now, actor=actor, subject=subject, reason=reason)
