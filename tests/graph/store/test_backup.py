"""A backup holds all of a database as it was at one moment, and fills an empty one of either kind with the same."""

import gzip
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from graph.agreement import CrossImpact, ImpactScore, Meeting, MeetingBody, Task, Voice
from graph.change import PutNode
from graph.model import Opd, Standing
from graph.record import (
    Answer,
    Decision,
    DecisionStanding,
    Proposal,
    ProposalKind,
    Round,
    RoundStage,
    StoredSuppression,
    SurveyAnswer,
)
from graph.store import (
    ALL_REGIONS,
    NO_REQUEST,
    Backup,
    BackupHead,
    EmptyDatabase,
    ForeignDatabase,
    NewerDatabase,
    OccupiedDatabase,
    Store,
    TokenRole,
    UnusableBackup,
    migration,
    request,
)
from graph.store.engine import transaction
from tests.conftest import database_like
from tests.graph.store.city import SLUG, agency, led, on, program

NAMES = ("Dinas Š", "dinas ä", "DINAS é", 'ku"tip\\', "😀")


@pytest.fixture
async def filled(store: Store) -> Store:
    """A store with something of every kind."""
    await store.apply(SLUG, on(0, *(agency(f"o{n}", title=name) for n, name in enumerate(NAMES)), program("p")))
    await store.apply(SLUG, on(1, led("o1", "p", reason="baris\nbaru"), agency("o0", edit=True, title="lain")))
    asked = request("kunci", b"isi", author="ani")
    await store.comments.add(SLUG, "abc", "Setuju.", "ani", asked)
    await store.decide(SLUG, Decision(fingerprint="abc", standing=DecisionStanding.ACCEPTED, author="ani"))
    await store.suppressions.add(
        SLUG, StoredSuppression(rule="SY01", fingerprint="", reason="tahu", author="ani", expires=None)
    )
    change = PutNode(node=Opd(id="opd/baru", name="Baru", short_name="Baru"))
    await store.scenarios.create(SLUG, "coba", (change,), base=2, author="ani", reason="", asked=request("", b""))
    held, told = date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC)
    await store.meetings.create(
        SLUG, Meeting(title="Forum", held_on=held, body=MeetingBody.FORUM, author="ani", made_at=told)
    )
    await store.tasks.assign(SLUG, Task(title="Data", opd="opd/o0", first_due=held, author="ani", made_at=told))
    said = Voice(link="leads/o1/p", opd="opd/o1", standing=Standing.CONFIRMED, author="ani", made_at=told)
    await store.voices.add(SLUG, said)
    await store.proposals.add(SLUG, Proposal(kind=ProposalKind.OBJECTION, text="Jangan.", made_at=told), NO_REQUEST)
    await store.assessments.open(SLUG, Round(year=2023, stage=RoundStage.FIRST, cohort="reguler"))
    await store.assessments.answer(SLUG, Answer(year=2023, question="P001", self_score=Decimal("2.75")))
    surveyed = SurveyAnswer(question="P050", respondent="a", service="b", score=Decimal(3))
    await store.assessments.replace_survey(SLUG, 2023, (surveyed,), "ani")
    number = await store.cross_impacts.open(SLUG, CrossImpact(title="Putaran", items=(), revision=2))
    score = ImpactScore(source="dimension/SG", target="dimension/SE", score=None, author="ani")
    await store.cross_impacts.score(SLUG, number, (score,), "ani")
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def other_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A second database, without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/lain/sinergi.db"
    else:
        with database_like(request.getfixturevalue("postgres"), "template1") as address:
            yield address


async def _written(store: Store) -> io.BytesIO:
    file = io.BytesIO()
    await store.backups.write(file)
    return file


async def test_a_restored_database_is_the_same_in_either_kind_and_so_is_its_backup(
    filled: Store, other_address: str
) -> None:
    heads: list[BackupHead] = []
    file = io.BytesIO()
    sha256 = await filled.backups.write(file, heads.append)
    backup = Backup(file)
    assert (backup.sha256, backup.head) == (sha256, heads[0])
    assert backup.head.rows["node"] == 7
    assert all(count for table, count in backup.head.rows.items() if table not in {"token", "intake_report"})
    other = Store.open(other_address)
    await other.backups.restore(backup)
    assert (await _written(other)).getvalue() == file.getvalue()
    assert await other.ready()
    for number in range(3):
        assert (await other.snapshot(SLUG, number)).contents == (await filled.snapshot(SLUG, number)).contents
    assert await other.history(SLUG) == await filled.history(SLUG)
    # it goes on: numbers follow those that were filled in, and a key that was used is known
    assert await other.apply(SLUG, on(2, agency("baru"))) == 3
    again = await other.comments.add(SLUG, "abc", "Setuju.", "ani", request("kunci", b"isi", author="ani"))
    assert [again] == list(await filled.comments.of(SLUG, ["abc"]))
    assert (await other.comments.add(SLUG, "abc", "Ya.", "budi")).id == again.id + 1
    await other.close()


async def test_a_token_leaves_as_a_hash_and_lets_its_bearer_in_at_the_other_database(
    store: Store, other_address: str
) -> None:
    made = await store.tokens.create("ani", TokenRole.PLANNER, ALL_REGIONS)
    file = await _written(store)
    assert made.text.rpartition("_")[2].encode() not in gzip.decompress(file.getvalue())
    other = Store.open(other_address)
    await other.backups.restore(Backup(file))
    assert (await other.tokens.bearer(made.text)).name == "ani"
    await other.close()


async def test_a_backup_is_of_one_moment_whatever_is_written_meanwhile(filled: Store) -> None:
    before = await _written(filled)
    async with transaction(filled._writer) as writing:  # others write, and have not ended
        await writing.execute(text("UPDATE plan SET stamp = stamp + 1"))
        assert (await _written(filled)).getvalue() == before.getvalue()
    await filled.apply(SLUG, on(2, agency("baru")))
    assert (await _written(filled)).getvalue() != before.getvalue()


async def test_what_is_not_whole_is_refused_before_anything_is_written(filled: Store) -> None:
    whole = (await _written(filled)).getvalue()
    lines = gzip.decompress(whole).splitlines(keepends=True)
    damaged = [
        b"",
        b"bukan cadangan",
        whole[: len(whole) // 2],
        whole[:-4],
        whole[:300] + bytes([whole[300] ^ 1]) + whole[301:],
        gzip.compress(b""),
        gzip.compress(b"bukan\n"),
        gzip.compress(b"[1]\n"),
        *(gzip.compress(b"".join(lines[:n] + lines[n + 1 :])) for n in range(len(lines))),
        *(gzip.compress(b"".join(lines[:n])) for n in range(len(lines))),
        gzip.compress(b"".join(lines) + lines[2]),
        gzip.compress(b"".join(lines).replace(b"Setuju", b"Setujv")),
    ]
    for data in damaged:
        with pytest.raises(UnusableBackup, match="bukan cadangan Sinergi yang utuh"):
            Backup(io.BytesIO(data))


async def test_a_backup_of_a_newer_program_is_refused_with_a_sentence(filled: Store) -> None:
    lines = gzip.decompress((await _written(filled)).getvalue())
    with pytest.raises(UnusableBackup, match="Perbarui Sinergi"):
        Backup(io.BytesIO(gzip.compress(lines.replace(b'"form":1', b'"form":2', 1))))
    structure = Backup(await _written(filled)).head.structure.encode()
    with pytest.raises(NewerDatabase, match="9999"):
        Backup(io.BytesIO(gzip.compress(lines.replace(b'"structure":"' + structure, b'"structure":"9999', 1))))


async def test_only_an_empty_database_is_filled(filled: Store) -> None:
    backup = Backup(await _written(filled))
    before = await _written(filled)
    with pytest.raises(OccupiedDatabase, match="sudah berisi data"):
        await filled.backups.restore(backup)
    assert (await _written(filled)).getvalue() == before.getvalue()


async def test_a_database_with_our_tables_and_nothing_in_them_is_filled(filled: Store, other_address: str) -> None:
    other = Store.open(other_address)
    await other.upgrade()
    await other.backups.restore(Backup(await _written(filled)))
    assert (await _written(other)).getvalue() == (await _written(filled)).getvalue()
    await other.close()


async def test_a_backup_that_cannot_be_filled_in_leaves_nothing(filled: Store, other_address: str) -> None:
    lines = gzip.decompress((await _written(filled)).getvalue()).splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if b'"table":"link"' in line) + 1
    backup = Backup(await _written(filled))
    backup._file = io.BytesIO(gzip.compress(b"".join([*lines[:first], lines[first], *lines[first:]])))
    other = Store.open(other_address)
    with pytest.raises(IntegrityError):
        await other.backups.restore(backup)
    with pytest.raises(EmptyDatabase):
        await _written(other)
    await other.backups.restore(Backup(await _written(filled)))
    await other.close()


async def test_a_database_that_is_none_of_ours_is_neither_saved_nor_filled_nor_upgraded(
    filled: Store, other_address: str
) -> None:
    backup = Backup(await _written(filled))
    other = Store.open(other_address)
    async with transaction(other._writer) as connection:
        await connection.execute(text("CREATE TABLE pelanggan (nama TEXT)"))
    for work in (other.upgrade, lambda: other.backups.restore(backup), lambda: _written(other)):
        with pytest.raises(ForeignDatabase, match="tabel program lain"):
            await work()
    await other.close()


async def test_a_database_that_was_never_made_is_not_saved(other_address: str) -> None:
    other = Store.open(other_address)
    with pytest.raises(EmptyDatabase):
        await _written(other)
    await other.close()


async def test_a_backup_of_an_older_structure_is_filled_in_and_brought_up_to_date(
    empty_address: str, tmp_path: Path
) -> None:
    path = tmp_path / "lama.db"
    old = Store.open(f"sqlite:///{path}")
    async with transaction(old._writer) as connection:
        await connection.run_sync(migration.upgrade, "0003")
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("INSERT INTO region VALUES ('00.01', 'Kota')")
        plain.execute(
            "INSERT INTO plan (slug, title, region_code, start_year, end_year, revision, stamp, created_at)"
            " VALUES ('kota', 'K', '00.01', 2025, 2029, 0, 0, '2026-01-01 00:00:00')"
        )
    backup = Backup(await _written(old))
    assert backup.head.structure == "0003"
    await old.close()
    store = Store.open(empty_address)
    await store.backups.restore(backup)
    assert await store.ready()
    assert [each.info.slug for each in await store.plans()] == ["kota"]
    assert len(await store.audit.after("kota", 0, 10)) == 1  # what the step that made the log noted
    await store.close()
