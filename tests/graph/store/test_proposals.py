"""What the public proposes: apart from all else, answered once, and its authors forgotten; on both databases."""

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from graph.record import Proposal, ProposalKind, ProposalOutcome, ProposalStanding
from graph.store import (
    NO_REQUEST,
    Backup,
    ProposalAnswered,
    ReusedKey,
    RevisionConflict,
    Store,
    TooManyProposals,
    UnknownProposal,
    Writing,
    add_comment,
    request,
)
from graph.store.engine import transaction
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, on

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SAID = Proposal(
    kind=ProposalKind.PROPOSAL, about="opd/a", text="Trotoar", name="Siti Aminah", contact="0812-555-777", made_at=BEGAN
)


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(address: str, clock: Clock) -> AsyncIterator[Store]:
    opened = Store.open(address, clock)
    await opened.upgrade()
    await opened.create_plan(INFO)
    yield opened
    await opened.close()


def _declined(said: Proposal, answer: str = "Sudah ada.") -> Proposal:
    return replace(said, standing=ProposalStanding.DECLINED, answer=answer)


async def test_it_is_kept_once_per_key_and_touches_nothing_of_the_plan(store: Store) -> None:
    before, noted = await store.plan(SLUG), await store.audit.latest(SLUG)
    asked = request("kunci", b"isi")
    made = await store.proposals.add(SLUG, SAID, asked)
    assert made == replace(SAID, number=made.number)
    assert await store.proposals.add(SLUG, SAID, asked) == made == await store.proposals.earlier(SLUG, asked)
    assert await store.proposals.earlier(SLUG, request("lain", b"isi")) is None
    with pytest.raises(ReusedKey):
        await store.proposals.add(SLUG, SAID, request("kunci", b"lain"))
    with pytest.raises(RevisionConflict):
        await store.proposals.add(SLUG, SAID, request("", b"", expected=7))
    assert await store.proposals.all(SLUG) == (made,)
    assert (await store.plan(SLUG), await store.audit.latest(SLUG)) == (before, noted)
    assert await store.requests.answer(SLUG, request("kunci", b"milik perencana")) is None, "keys of others are theirs"


async def test_so_many_may_wait_and_no_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.proposal.MOST_OPEN", 2)
    first = await store.proposals.add(SLUG, SAID, NO_REQUEST)
    await store.proposals.add(SLUG, SAID, NO_REQUEST)
    with pytest.raises(TooManyProposals):
        await store.proposals.add(SLUG, SAID, NO_REQUEST)
    await store.proposals.answer(SLUG, _declined(first), NO_REQUEST)
    await store.proposals.add(SLUG, SAID, NO_REQUEST)


async def test_it_is_answered_once_together_with_what_it_becomes_or_not_at_all(store: Store, clock: Clock) -> None:
    made = await store.proposals.add(SLUG, SAID, NO_REQUEST)
    taken = replace(
        made,
        standing=ProposalStanding.TAKEN_OVER,
        answer="Jadi komentar.",
        outcome=ProposalOutcome.COMMENT,
        subject="abc",
        taken_text="Trotoar",
    )

    async def fails(writing: Writing, answered: Proposal) -> None:
        await add_comment(writing, answered.subject, answered.taken_text, "ani")
        raise UnknownProposal(SLUG, 0)

    async def takes(writing: Writing, answered: Proposal) -> None:
        await add_comment(writing, answered.subject, answered.taken_text, "ani")

    with pytest.raises(UnknownProposal):
        await store.proposals.answer(SLUG, taken, NO_REQUEST, fails)
    assert (await store.proposals.get(SLUG, made.number), await store.comments.all(SLUG)) == (made, ())
    asked = request("kunci", b"isi", author="ani")
    clock.now += timedelta(hours=1)
    told = await store.proposals.answer(SLUG, taken, asked, takes)
    assert told == replace(taken, answered_at=clock.now)
    assert await store.proposals.answer(SLUG, taken, asked, takes) == told
    assert [each.text for each in await store.comments.all(SLUG)] == ["Trotoar"]
    with pytest.raises(ProposalAnswered):
        await store.proposals.answer(SLUG, _declined(made), NO_REQUEST)
    with pytest.raises(UnknownProposal):
        await store.proposals.answer(SLUG, _declined(replace(made, number=made.number + 1)), NO_REQUEST)
    [_, answered] = (await store.audit.after(SLUG, 1, 10))[-2:]
    [noted] = [each for each in await store.audit.after(SLUG, 0, 10) if each.kind == "proposal"]
    assert (noted.actor, noted.action, noted.reason, noted.subject) == ("ani", "accepted", "Jadi komentar.", "1")
    assert answered.kind == "comment"


async def test_who_wrote_it_is_forgotten_after_ninety_days_and_nothing_else_is(store: Store, clock: Clock) -> None:
    old = await store.proposals.add(SLUG, SAID, request("kunci", b"isi"))
    clock.now += timedelta(days=1)
    young = await store.proposals.add(SLUG, SAID, request("lain", b"isi"))
    clock.now = BEGAN + timedelta(days=90)
    assert (await store.proposals.forget(), await store.proposals.all(SLUG)) == (0, (old, young))
    clock.now += timedelta(seconds=1)
    forgotten = replace(old, name="", contact="")
    assert await store.proposals.all(SLUG) == (forgotten, young), "shown to nobody, though it still stands there"
    [flaw] = [each async for each in store.integrity.flaws()]
    assert "90 hari" in flaw.message
    assert (await store.proposals.forget(), await store.proposals.forget()) == (1, 0)
    assert await store.proposals.all(SLUG) == (forgotten, young)
    async with transaction(store._reader) as connection:
        rows = (await connection.execute(text("SELECT name, contact, key, digest FROM proposal ORDER BY id"))).all()
    assert rows[0] == (None, None, None, None)
    assert rows[1][:3] == ("Siti Aminah", "0812-555-777", "lain")
    assert [each async for each in store.integrity.flaws()] == []


async def test_what_is_forgotten_is_gone_from_the_file_of_sqlite_as_well(sqlite_address: str) -> None:
    clock = Clock()
    store = Store.open(sqlite_address, clock)
    await store.create_plan(INFO)
    await store.proposals.add(SLUG, SAID, NO_REQUEST)
    read = Path(sqlite_address.removeprefix("sqlite:///")).read_bytes
    assert b"0812-555-777" in await asyncio.to_thread(read)
    clock.now += timedelta(days=91)
    await store.proposals.forget()
    await store.close()
    held = await asyncio.to_thread(read)
    assert b"0812-555-777" not in held
    assert b"Siti Aminah" not in held


async def test_a_backup_holds_the_proposals_and_never_who_wrote_them(store: Store, tmp_path: Path) -> None:
    made = await store.proposals.add(SLUG, SAID, request("kunci", b"isi"))
    await store.proposals.answer(SLUG, _declined(made), NO_REQUEST)
    file = io.BytesIO()
    await store.backups.write(file)
    other = Store.open(f"sqlite:///{tmp_path}/pulih/sinergi.db", Clock())
    await other.backups.restore(Backup(file))
    [restored] = await other.proposals.all(SLUG)
    assert restored == replace(await store.proposals.get(SLUG, made.number), name="", contact="")
    again = io.BytesIO()
    await other.backups.write(again)
    assert again.getvalue() == file.getvalue()
    await other.close()


@pytest.mark.parametrize("column", ["kind", "standing", "outcome"])
async def test_one_that_cannot_be_read_is_told_by_its_number(store: Store, column: str) -> None:
    await store.proposals.add(SLUG, SAID, NO_REQUEST)
    await store.apply(SLUG, on(0, agency("a")))
    async with transaction(store._writer) as connection:
        await connection.execute(text(f"UPDATE proposal SET {column} = 'lain'"))  # noqa: S608 - our own names
    [flaw] = [each async for each in store.integrity.flaws()]
    assert flaw.message.startswith("Usulan 1 tidak terbaca")
