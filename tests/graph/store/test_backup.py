"""A database that is whole shows no flaw; whatever is changed in it behind the program's back is found."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from graph.agreement import CrossImpact, Meeting, MeetingBody, Task, Voice
from graph.model import Link, LinkKind, Standing
from graph.record import Answer, Decision, DecisionStanding, Round, RoundStage
from graph.record.gist import Basis, Gist
from graph.store import EmptyDatabase, Flaw, Store, migration
from graph.store.engine import transaction
from tests.graph.store.city import SLUG, agency, led, on, program

OTHER = """UPDATE node SET body = '{"type": "opd", "id": "opd/a", "name": "x", "short_name": "a"}'
    WHERE until_revision = 3"""


@pytest.fixture
async def filled(store: Store) -> Store:
    await store.apply(SLUG, on(0, agency("a"), agency("b"), program("p"), led("a", "p")))
    await store.apply(SLUG, on(1, agency("a", edit=True, title="lain"), agency("c")))
    await store.undo(SLUG, 2, "ani")
    await store.decide(SLUG, Decision(fingerprint="abc", standing=DecisionStanding.ACCEPTED, author="ani"))
    return store


async def _flaws(store: Store) -> list[Flaw]:
    return [each async for each in store.integrity.flaws()]


async def test_a_database_that_only_the_program_wrote_to_has_no_flaw(filled: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    assert [each async for each in filled.integrity.flaws(lambda *told: seen.append(told))] == []
    assert seen == [(SLUG, number, 3) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (OTHER, "pada revisi 2 "),
        ("DELETE FROM link", "pada revisi 1 "),
        ("DELETE FROM node WHERE id = 'opd/c'", "pada revisi 2 "),
        ("DELETE FROM revision WHERE number = 2", "Nomor revisi"),
        ("UPDATE revision SET changes = '[]' WHERE number = 2", "pada revisi 2 "),
        ("UPDATE revision SET changes = '[' WHERE number = 2", "tidak terbaca"),
        ("UPDATE node SET body = '{}' WHERE id = 'opd/b'", "tidak terbaca"),
        ("UPDATE plan SET revision = 2", "revisi yang tidak ada"),
        ("UPDATE plan SET revision = 4", "Nomor revisi"),
        ("DELETE FROM audit WHERE revision = 2", "Catatan audit"),
    ],
)
async def test_what_was_changed_behind_the_programs_back_is_found(filled: Store, statement: str, said: str) -> None:
    async with transaction(filled._writer) as connection:
        await connection.execute(text(statement))
    found = await _flaws(filled)
    assert any(said in each.message for each in found), found
    assert all(each.slug == SLUG and each.message.en for each in found)


@pytest.mark.parametrize(
    ("table", "column"),
    [("decision", "body"), ("meeting", "body"), ("task", "body"), ("voice", "proposed"),
     ("assessment_answer", "body"), ("cross_impact", "body"), ("gist", "body")],
)  # fmt: skip
async def test_what_people_said_beside_the_plan_is_read_as_well(filled: Store, table: str, column: str) -> None:
    held, told = date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC)
    await filled.meetings.create(SLUG, Meeting(title="Forum", held_on=held, body=MeetingBody.FORUM, made_at=told))
    await filled.tasks.assign(SLUG, Task(title="Data", opd="opd/a", made_at=told))
    link = Link(kind=LinkKind.LEADS, source_id="opd/b", target_id="program/p")
    said = Voice(link=link.id, opd="opd/b", standing=Standing.CONFIRMED, made_at=told, proposed=link)
    await filled.voices.add(SLUG, said)
    await filled.assessments.open(SLUG, Round(year=2023, stage=RoundStage.FIRST, cohort="reguler"))
    await filled.gists.put(SLUG, Gist(basis=Basis(revision=3, configuration="a", program="1")))
    await filled.assessments.answer(SLUG, Answer(year=2023, question="P001", self_score=Decimal("2.75")))
    await filled.cross_impacts.open(SLUG, CrossImpact(title="Putaran", items=(), revision=2))
    assert await _flaws(filled) == []
    async with transaction(filled._writer) as connection:
        await connection.execute(text(f"UPDATE {table} SET {column} = :broken"), {"broken": b"[1]"})  # noqa: S608 - our own names
    (flaw,) = await _flaws(filled)
    assert flaw.message.startswith(f"Tabel {table}: baris 1: ")


async def test_a_law_that_is_broken_is_told_with_its_remedy(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before_the_law:
        before_the_law.setattr("graph.law.broken", lambda *_, **__: ())
        await filled.apply(SLUG, on(3, led("b", "p")))
    (flaw,) = await _flaws(filled)
    assert "Biarkan satu perangkat daerah memimpin" in flaw.message


async def test_damaged_pages_and_references_to_nothing_are_found(sqlite_address: str) -> None:
    store = Store.open(sqlite_address)
    path = Path(sqlite_address.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("INSERT INTO intake_report VALUES (77, 1, '{}')")
        ((page,),) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'comment'")
    assert any("intake_report" in each.message for each in await _flaws(store))
    await store.close()
    with path.open("r+b") as file:  # noqa: ASYNC230 - a few bytes
        file.seek(4096 * (page - 1))
        file.write(b"\xde\xad" * 2048)
    assert any("rusak" in each.message for each in await _flaws(store))
    await store.close()


async def test_a_database_of_an_older_structure_is_told_to_be_upgraded_first(empty_address: str) -> None:
    store = Store.open(empty_address)
    with pytest.raises(EmptyDatabase):
        await _flaws(store)
    async with transaction(store._writer) as connection:
        await connection.run_sync(migration.upgrade, "0003")
    assert ["db upgrade" in each.message for each in await _flaws(store)] == [True]
    await store.close()
