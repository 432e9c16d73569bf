"""Trial: a database is written to while its service is killed again and again, and looked through after each kill."""

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from sqlalchemy import insert, text

from graph.agreement import Meeting, Task
from graph.record import Round, RoundStage
from graph.store import Backup, Holdings, OccupiedDatabase, Store, UnusableBackup, migration
from graph.store.engine import transaction
from graph.store.holdings import our_tables
from rules.assessment import instruments, of_year
from rules.configuration import DEFAULT
from tests.crash.deed import YEAR, Deed, Deeds
from tests.crash.fault import Fault
from tests.crash.follower import Follower
from tests.crash.life import begun, killed, service
from tests.schema.city import INFO, city

PEOPLE = 5
"""Who write at the same time."""
COHORT = "reguler"
"""Whose yearly evaluation is answered; no cohort is asked everything."""
MOST_ANSWERS = 8
"""After at most so many answers the service is killed."""
_SECONDS = 10
_AGAIN_SECONDS = 20
"""How long a service may take to be ready once a fault is gone."""
_SAVES = 0.3
"""In this share of lives a backup is made as well."""
_AGAIN = 0.3
"""Of what was acknowledged, the share that is asked for again."""


@dataclass
class Told:
    """What came of a trial."""

    kills: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def demand(self, holds: bool, *fault: object) -> None:
        """Note a fault where something does not hold."""
        if not holds:
            self.faults.append(" ".join(map(str, fault)))


def tried(address: str, kills: int, seed: int, folder: Path) -> Told:
    """Kill the service of an empty database that often, at the end backups of it as well, and say what came of it."""
    told, chance = Told(), random.Random(seed)  # noqa: S311 - no secret
    deeds = Deeds(chance, asyncio.run(_filled(address)), _questions())
    done: list[Deed] = []
    follower = Follower()
    for _ in range(kills):
        with service(address) as life:
            follower.follow(life.http)
            _again(life.http, done, told, chance)
            asyncio.run(_looked(address, done, told))
            people = People(life.http, deeds)
            is_saving = chance.random() < _SAVES
            saving = begun("backup", str(folder / "saved.gz"), "--database", address) if is_saving else None
            people.wait(chance.randrange(MOST_ANSWERS))
            time.sleep(chance.uniform(0.0, 0.2))
        done = people.ended()
        if saving:
            killed(saving)
        told.kills += 1
        asyncio.run(_looked(address, done, told))
        _looked_at_backup(folder / "saved.gz", told)
        told.counts.update(each.kind for each in done if each.answer is not None)
    with service(address) as life:
        _again(life.http, done, told, chance)
        follower.follow(life.http)
        whole = Follower()
        whole.follow(life.http)
        last = deeds.last("last")
        last.take(last.send(life.http))
        number = asyncio.run(_latest(address))
        for each in (whole, follower):
            each.wait(number)
            told.demand(each.seen == whole.seen, "a follower was told otherwise:", each.seen, whole.seen)
        told.demand(whole.seen == sorted(set(whole.seen)), "the feed is out of order:", whole.seen)
    asyncio.run(_looked(address, done, told))
    told.faults += asyncio.run(_flaws(address))
    return told


class People:
    """Some who write at the same time, until the service is gone."""

    def __init__(self, http: httpx.Client, deeds: Deeds) -> None:
        self._http = http
        self._deeds = deeds
        self._done: list[Deed] = []
        self._threads = [threading.Thread(target=self._write) for _ in range(PEOPLE)]
        for each in self._threads:
            each.start()

    def _write(self) -> None:
        while True:
            for deed in self._deeds.next():
                self._done.append(deed)
                try:
                    deed.take(deed.send(self._http))
                except (httpx.HTTPError, ValueError):
                    return  # killed
                if deed.answer is None:
                    break

    def wait(self, answers: int) -> None:
        """Wait until so many answers have come, or for some seconds."""
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until and sum(each.answer is not None for each in list(self._done)) < answers:
            time.sleep(0.005)

    def ended(self) -> list[Deed]:
        """What they did, once all of them have met with the end of the service."""
        for each in self._threads:
            each.join()
        return self._done


def befallen(address: str, faults: Sequence[Fault], seed: int) -> Told:
    """Let every fault befall a database, in any order, and see what people are told and what is there afterwards."""
    told, chance = Told(), random.Random(seed)  # noqa: S311 - no secret
    deeds = Deeds(chance, asyncio.run(_filled(address)), _questions())
    done: list[Deed] = []
    with service(address) as life:
        for fault in chance.sample(faults, len(faults)):
            deed = deeds.last(fault.name)
            with fault.during(life):
                for what, status, code, wanted in _asked(life.http, fault, deed):
                    fits = (status, code) == (503, wanted) if wanted else status == 200
                    told.demand(fits or (fault.kept and status == 200), fault.name, what, status, code)
                told.demand(life.http.get("/healthz").status_code == 200, "not alive:", fault.name)
            until = time.monotonic() + _AGAIN_SECONDS
            while life.http.get("/readyz").status_code != 200 and time.monotonic() < until:
                time.sleep(0.1)
            told.demand(life.http.get("/readyz").status_code == 200, "not ready after", fault.name)
            deed.take(deed.send(life.http))
            told.demand(deed.answer is not None, "not done after", fault.name, deed.refused)
            done.append(deed)
            told.counts[fault.name] += 1
    asyncio.run(_looked(address, done, told))
    told.faults += asyncio.run(_flaws(address))
    return told


def _asked(http: httpx.Client, fault: Fault, deed: Deed) -> Iterator[tuple[str, int, str, str]]:
    """Ask for whatever needs the database, and give what was asked, status, code, and the code that was to come."""
    query = f'query Q{deed.mark.replace(" ", "").replace("-", "")} {{ plan(slug: "kota") {{ revision }} }}'
    read = http.post("/graphql", json={"query": query})
    yield "a query", read.status_code, _code(read), fault.reading
    for name in ("rencana.json", "temuan.csv"):
        export = http.get(f"/export/{INFO.slug}/{name}")
        yield name, export.status_code, _code(export), fault.reading
    if not fault.kept:
        written = deed.sent(http)
        yield "a write", written.status_code, _code(written), fault.writing
        ready = http.get("/readyz")
        yield "readyz", ready.status_code, _code(ready), fault.writing


def _code(answer: httpx.Response) -> str:
    if answer.status_code == 200 or "json" not in answer.headers["content-type"]:
        return ""
    found = answer.json()
    return str(found.get("code") or found["errors"][0]["extensions"]["code"])


def upgraded(address: str, seed: int) -> Told:
    """Kill the upgrade of a filled database of an older structure, which then is as it was, or done."""
    told, chance = Told(kills=1, counts=Counter(upgrade=1)), random.Random(seed)  # noqa: S311 - no secret
    before = asyncio.run(_old(address))
    process = begun("db", "upgrade", "--database", address)
    time.sleep(chance.uniform(0.05, 0.8))
    killed(process)
    for is_over in (False, True):
        after = asyncio.run(_held(address, upgraded=is_over))
        kept = {table: after.rows[table] for table in before.rows if table != "audit"}
        told.demand(kept == dict(before.rows), "an upgrade lost", before.rows, after.rows)
    told.faults += asyncio.run(_flaws(address))
    return told


def restored(address: str, backup: Path, seed: int) -> Told:
    """Kill the restoring of a backup, which then left all of it or nothing."""
    told, chance = Told(kills=1, counts=Counter(restore=1)), random.Random(seed)  # noqa: S311 - no secret
    process = begun("restore", str(backup), "--database", address)
    time.sleep(chance.uniform(0.05, 0.8))
    killed(process)
    with backup.open("rb") as read:
        asyncio.run(_filled_from(address, Backup(read), told))
    told.faults += asyncio.run(_flaws(address))
    return told


def _looked_at_backup(file: Path, told: Told) -> None:
    """See that a backup that has its name is whole."""
    if not file.exists():
        return
    told.counts["backup"] += 1
    with file.open("rb") as read:
        try:
            Backup(read)
        except UnusableBackup as error:
            told.demand(False, "half a backup:", error)
    file.unlink()


def _again(http: httpx.Client, done: list[Deed], told: Told, chance: random.Random) -> None:
    """Ask again for what nobody knows of, and for some of what was acknowledged."""
    for deed in done:
        before = deed.answer
        if deed.refused or (before is not None and chance.random() > _AGAIN):
            continue
        answer = deed.send(http)
        if before is None:
            deed.take(answer)
            told.demand(not deed.refused or deed.kind == "published", "refused when asked again:", deed)
        else:
            told.demand(answer == before, "answered otherwise:", deed.kind, before, answer)


async def _filled(address: str) -> list[str]:
    """Make the database, and give the fingerprints of its initiatives."""
    made = await city(address)
    await made.store.assessments.open(INFO.slug, Round(year=YEAR, stage=RoundStage.ANNUAL, cohort=COHORT))
    found = (await made.context.evaluations.get(INFO.slug)).initiatives
    await made.store.close()
    return [each.fingerprint for each in found]


def _questions() -> list[str]:
    return [each.code for each in of_year(instruments(DEFAULT), YEAR).asked(COHORT)]


async def _looked(address: str, done: list[Deed], told: Told) -> None:
    """See that each deed was done once where it was acknowledged, else once or not at all, and noted as often."""
    store = Store.open(address)
    entries = await store.audit.after(INFO.slug, 0, 1_000_000)
    there = {
        "revision": Counter(each.reason for each in await store.history(INFO.slug)),
        "scenario": Counter(each.name for each in await store.scenarios.all(INFO.slug)),
        "published": Counter(
            each.name for each in await store.scenarios.all(INFO.slug) if each.published_revision is not None
        ),
        "plan": Counter(each.info.title for each in await store.plans()),
        "task": Counter(mark for each in await store.tasks.all(INFO.slug) for mark in _said(each)),
        "submitted": Counter(each.text for each in await store.proposals.all(INFO.slug)),
        "proposal": Counter(each.answer for each in await store.proposals.all(INFO.slug)),
        "assessment": Counter(each.note for each in await store.assessments.answers(INFO.slug, YEAR)),
        "cross_impact": Counter(await _scored(store)),
        "impact_closed": Counter(each.title for each in await store.cross_impacts.all(INFO.slug) if each.is_closed),
        "meeting": Counter(mark for each in await store.meetings.all(INFO.slug) for mark in _marks(each)),
    }
    noted = Counter((each.kind.value, each.reason) for each in entries)
    for kind in ("decision", "comment", "suppression"):
        there[kind] = Counter(await _reasons(store, kind))
    told.demand([each.id for each in entries] == sorted({each.id for each in entries}), "the log is out of order")
    for deed in done:
        count = there[deed.kind][deed.mark]
        wanted = {1} if deed.answer is not None else {0} if deed.refused else {0, 1}
        told.demand(count in wanted, count, "times", deed.kind, deed.mark, "of", wanted)
        # noted elsewhere, under other words, or nowhere
        if deed.kind not in {"plan", "published", "impact_closed", "submitted"}:
            told.demand(noted[deed.kind, deed.mark] == count, "noted otherwise than done:", deed.kind, deed.mark)
    await store.close()


async def _scored(store: Store) -> list[str]:
    """The titles of cross-impact rounds, and the reasons of the scores in them."""
    rounds = await store.cross_impacts.all(INFO.slug)
    scores = await store.cross_impacts.scores(INFO.slug, [each.id for each in rounds])
    return [each.title for each in rounds] + [each.reason for said in scores.values() for each in said]


def _said(task: Task) -> tuple[str, ...]:
    return task.title, *(each.note for each in task.reports)


def _marks(meeting: Meeting) -> Iterator[str]:
    """What was said in a meeting, all of it."""
    yield from (meeting.title, meeting.minutes_number)
    for item in meeting.items:
        yield from (item.title.id, *(each.text for each in item.notes))


async def _reasons(store: Store, kind: str) -> list[str]:
    column = "text" if kind == "comment" else "reason"
    async with transaction(store._reader) as connection:
        return list(await connection.scalars(text(f'SELECT {column} FROM "{kind}"')))  # noqa: S608 - our own names


async def _latest(address: str) -> int:
    """Number of the latest thing that was noted of the plan."""
    store = Store.open(address)
    found = await store.audit.latest(INFO.slug)
    await store.close()
    return found


async def _flaws(address: str) -> list[str]:
    store = Store.open(address)
    found = [str(each.message) async for each in store.integrity.flaws()]
    await store.close()
    return found


async def _held(address: str, *, upgraded: bool) -> Holdings:
    store = Store.open(address)
    if upgraded:
        await store.upgrade()
    found = await store.holdings()
    await store.close()
    return found


async def _filled_from(address: str, backup: Backup, told: Told) -> None:
    """Restore where nothing was; what is there then is all of it."""
    store = Store.open(address)
    with suppress(OccupiedDatabase):
        await store.backups.restore(backup)
    held = await store.holdings()
    told.demand(dict(held.rows) == dict(backup.head.rows), "half restored:", held.rows)
    await store.close()


async def _old(address: str) -> Holdings:
    """Make a database of the third structure that holds some thousand rows."""
    store = Store.open(address)
    when = datetime(2026, 1, 1, tzinfo=UTC)
    async with transaction(store._writer) as connection:
        await connection.run_sync(migration.upgrade, "0003")
        tables = {each.name: each for each in await connection.run_sync(our_tables)}
        plan = {"title": "K", "region_code": "00.01", "start_year": 2025, "end_year": 2029, "revision": 0, "stamp": 0}
        await connection.execute(insert(tables["region"]), {"code": "00.01", "name": "Kota"})
        await connection.execute(insert(tables["plan"]), plan | {"id": 1, "slug": "kota", "created_at": when})
        said = {"plan_id": 1, "author": "ani", "made_at": when}
        many = [said | {"id": n, "fingerprint": f"{n:016x}"} for n in range(1, 3001)]
        await connection.execute(insert(tables["decision"]), [e | {"standing": "accepted", "reason": ""} for e in many])
        await connection.execute(insert(tables["comment"]), [e | {"text": "x"} for e in many])
    found = await store.holdings()
    await store.close()
    return Holdings(structure=found.structure, rows={k: v for k, v in found.rows.items() if k != "audit"})
