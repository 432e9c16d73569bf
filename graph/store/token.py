"""Token: what lets a person or a program write: shown once, kept only as a hash, until a day or until revoked."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Date, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import Mapped, mapped_column

from graph.sentence import Sentence
from graph.store.audit import AuditAction, AuditKind, record
from graph.store.engine import transaction
from graph.store.errors import StoreError, Unavailable
from graph.store.refused import RefusedSignIns
from graph.store.request import NO_REQUEST, Beside, Request
from graph.store.table import Table, Words

MARK: Final = "sinergi_"
"""How every token begins, so that people and scanners of files know one when they see it."""
ALL_REGIONS: Final = "*"
LONGEST_NAME: Final = 100
_ID_BYTES: Final = 6
_SECRET_BYTES: Final = 32
_NO_HASH: Final = bytes(32)


class TokenRole(StrEnum):
    """What the bearer of a token may do."""

    VIEWER = "viewer"
    AGENCY = "agency"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"


class TokenRow(Table):
    """A token by the part of it that is no secret, with the SHA-256 hash of the whole."""

    __tablename__ = "token"

    id: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[bytes]
    name: Mapped[Words]
    role: Mapped[str]
    region_code: Mapped[str]
    opds: Mapped[str] = mapped_column(default="")
    """Ids of the agencies for which its bearer speaks, a line each."""
    expires: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime]
    last_used: Mapped[date | None] = mapped_column(Date)
    revoked_at: Mapped[datetime | None]


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a token; its secret is not."""

    id: str
    """The part of it that is no secret; people name it by this."""
    name: str
    """Who bears it, as history names them."""
    role: TokenRole
    region_code: str = ALL_REGIONS
    """The region where it counts, by its Kemendagri code; ``*`` stands for all regions."""
    opds: tuple[str, ...] = ()
    """Ids of the agencies for which its bearer speaks."""
    expires: date | None = None
    """The last day (UTC) on which it counts; None where it counts until it is revoked."""
    made_at: datetime
    last_used: date | None = None
    """The last day (UTC) on which somebody came with it."""
    revoked_at: datetime | None = None

    def counts(self, day: date) -> bool:
        """Whether it lets somebody in on a day: it was neither revoked nor has it expired."""
        return self.revoked_at is None and (self.expires is None or self.expires >= day)


class NewToken(NamedTuple):
    """A token that was just made, and its text, which is never to be had again."""

    token: Token
    text: str


class UnknownToken(StoreError):
    """There is no token of that id that still counts."""

    def __init__(self, id_: str) -> None:
        super().__init__(
            Sentence(
                f"Tidak ada token {id_!r} yang masih berlaku. Lihat daftarnya dengan sinergi token list --all.",
                f"There is no token {id_!r} that still counts. List them with sinergi token list --all.",
            )
        )
        self.id = id_


class RefusedToken(StoreError):
    """A token lets nobody in: it is unknown, revoked or expired."""


class UnusableToken(StoreError):
    """A token cannot be made as it was asked for."""


class Tokens:
    """The tokens of a database."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self.refused = RefusedSignIns(writer, clock)
        """Where it is noted that somebody came with what lets nobody in."""

    async def create(
        self,
        name: str,
        role: TokenRole,
        region_code: str = ALL_REGIONS,
        expires: date | None = None,
        *,
        opds: tuple[str, ...] = (),
        actor: str = "",
    ) -> NewToken:
        """Make a token of 32 random bytes; only the hash of its text is kept.

        ``actor`` is who makes it, empty at the command line.

        Raises:
            UnusableToken: where the name is empty or no single line of at most 100 characters, where there is no
                region, or where it would have expired already.
        """
        async with transaction(self._writer) as connection:
            return await add_token(connection, self._clock(), name, role, region_code, expires, opds=opds, actor=actor)

    async def all(self) -> tuple[Token, ...]:
        """Give all tokens, also those that no longer count, the oldest first."""
        async with transaction(self._reader) as connection:
            rows = await connection.execute(select(TokenRow.__table__).order_by(TokenRow.made_at, TokenRow.id))
            return tuple(map(_token, rows))

    async def revoke(self, id_: str, actor: str = "") -> Token:
        """Let a token count no longer, from this moment on, and give it; ``actor`` revokes it.

        Raises:
            UnknownToken: where there is none of that id, or where it is revoked already.
        """
        async with transaction(self._writer) as connection:
            return await revoke_token(connection, self._clock(), id_, actor)

    async def bearer(self, text: str) -> Token:
        """Give the token of a text, and remember the day on which it was last used.

        How long it takes does not tell how much of a wrong text is right: the hashes are compared in constant time,
        also where there is no token of that id. Why a token is refused is told only to who has all of it.

        Raises:
            RefusedToken: where there is no such token, or where it was revoked or has expired.
        """
        now = self._clock()
        id_ = text.removeprefix(MARK).partition("_")[0]
        async with transaction(self._reader) as connection:
            # what is no id of ours is not asked for: a database may refuse odd characters
            wanted = id_ if id_.isascii() and id_.isalnum() else ""
            row = (await connection.execute(select(TokenRow.__table__).where(TokenRow.id == wanted))).first()
        is_same = hmac.compare_digest(_hash(text), bytes(row.hash) if row else _NO_HASH)
        if row is None or not is_same:
            message = Sentence(
                "Token ini tidak dikenal. Periksa apakah tersalin utuh, atau mintalah token baru.",
                "This token is unknown. See whether it was copied whole, or ask for a new one.",
            )
            await self.refused.unknown(text, "Token ini tidak dikenal.")
            raise RefusedToken(message)
        token = _token(row)
        if token.revoked_at is not None:
            await self.refused.known(token.id, token.name, "Token ini sudah dicabut.")
            raise RefusedToken(
                Sentence(
                    f"Token {token.id} sudah dicabut. Mintalah token baru.",
                    f"Token {token.id} was revoked. Ask for a new one.",
                )
            )
        if token.expires is not None and token.expires < now.date():
            await self.refused.known(token.id, token.name, f"Token ini berlaku sampai {token.expires}.")
            raise RefusedToken(
                Sentence(
                    f"Token {token.id} berlaku sampai {token.expires}. Mintalah token baru.",
                    f"Token {token.id} counted until {token.expires}. Ask for a new one.",
                )
            )
        if token.last_used is None or token.last_used < now.date():
            await self._used(token.id, now.date())
        return token

    async def _used(self, id_: str, day: date) -> None:
        """At most once a day; a database that can only be read still lets people read."""
        with suppress(Unavailable):
            async with transaction(self._writer) as connection:
                await connection.execute(update(TokenRow).where(TokenRow.id == id_).values(last_used=day))


async def add_token(
    connection: AsyncConnection,
    now: datetime,
    name: str,
    role: TokenRole,
    region_code: str,
    expires: date | None,
    *,
    opds: tuple[str, ...] = (),
    actor: str = "",
) -> NewToken:
    """Make a token within a transaction.

    Raises:
        UnusableToken: as ``Tokens.create``.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise UnusableToken(
            Sentence(
                f"Nama pemegang token harus satu baris, 1 sampai {LONGEST_NAME} huruf.",
                f"The name of the token's bearer must be one line of 1 to {LONGEST_NAME} letters.",
            )
        )
    if not region_code.strip():
        raise UnusableToken(
            Sentence(
                f"Sebutkan kode wilayah token, atau {ALL_REGIONS} untuk semua wilayah.",
                f"Name the code of the token's region, or {ALL_REGIONS} for all regions.",
            )
        )
    if expires is not None and expires < now.date():
        raise UnusableToken(
            Sentence(
                f"Tanggal {expires} sudah lewat; pilih hari ini atau sesudahnya.",
                f"The day {expires} is past; choose today or a later one.",
            )
        )
    id_ = secrets.token_hex(_ID_BYTES)
    text = f"{MARK}{id_}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    made = Token(id=id_, name=name, role=role, region_code=region_code.strip(), opds=opds, expires=expires, made_at=now)
    await connection.execute(
        insert(TokenRow), msgspec.structs.asdict(made) | {"hash": _hash(text), "opds": "\n".join(opds)}
    )
    said = " ".join((f"{name}: {role} {made.region_code}", *opds))
    await record(connection, AuditKind.TOKEN, AuditAction.CREATED, now, actor=actor, subject=id_, reason=said)
    return NewToken(made, text)


async def revoke_token(
    connection: AsyncConnection, now: datetime, id_: str, actor: str = "", region_code: str | None = None
) -> Token:
    """Let a token count no longer, within a transaction; one of a region only, where it is named.

    Raises:
        UnknownToken: where there is none of that id there, or where it is revoked already.
    """
    revoked = update(TokenRow).where(TokenRow.id == id_, TokenRow.revoked_at.is_(None))
    if region_code is not None:
        revoked = revoked.where(TokenRow.region_code == region_code)
    row = (await connection.execute(revoked.values(revoked_at=now).returning(TokenRow.__table__))).first()
    if row is None:
        raise UnknownToken(id_)
    await record(connection, AuditKind.TOKEN, AuditAction.REVOKED, now, actor=actor, subject=id_, reason=row.name)
    return _token(row)


class Access(Beside):
    """Access that people are given to the plans of a region, under the key of a request; no secret is kept with it."""

    async def give(
        self,
        slug: str,
        name: str,
        role: TokenRole,
        expires: date,
        *,
        opds: tuple[str, ...],
        actor: str,
        asked: Request = NO_REQUEST,
    ) -> NewToken:
        """Make a token of the plan's region; asked again under the same key, its text is not known any more.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnusableToken: as ``Tokens.create``.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return NewToken(msgspec.json.decode(writing.earlier, type=Token), "")
            region = writing.plan.stored.info.region_code
            made = await add_token(writing.connection, writing.now, name, role, region, expires, opds=opds, actor=actor)
            await writing.remember(made.token)
            return made

    async def revoke(self, slug: str, id_: str, actor: str, asked: Request = NO_REQUEST) -> Token:
        """Let a token of the plan's region count no longer.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownToken: where the region has none of that id that still counts.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Token)
            region = writing.plan.stored.info.region_code
            revoked = await revoke_token(writing.connection, writing.now, id_, actor, region)
            await writing.remember(revoked)
            return revoked


def _hash(text: str) -> bytes:
    """A plain hash is enough: nobody guesses 32 random bytes, however fast the hash."""
    return hashlib.sha256(text.encode(errors="replace")).digest()


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        role=TokenRole(row.role),
        region_code=row.region_code,
        opds=tuple(row.opds.splitlines()),
        expires=row.expires,
        made_at=row.made_at,
        last_used=row.last_used,
        revoked_at=row.revoked_at,
    )
