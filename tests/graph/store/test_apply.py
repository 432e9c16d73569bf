"""A ChangeSet is applied whole, once, and on the revision that it was made on, or not at all."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import event

from graph.change import Change, ChangeSet, InvalidChangeSet, RemoveLink, RemoveNode
from graph.record import Report
from graph.store import RevisionConflict, Store, Unavailable
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, led, on, program


async def test_changes_made_on_an_old_revision_are_a_conflict_and_change_nothing(store: Store) -> None:
    await store.apply(SLUG, on(0, agency("pu")))
    with pytest.raises(RevisionConflict, match=r"dibuat pada revisi 0.*sudah pada revisi 1") as conflict:
        await store.apply(SLUG, on(0, agency("dlh")))
    assert (conflict.value.expected, conflict.value.actual) == (0, 1)
    with pytest.raises(RevisionConflict):
        await store.apply(SLUG, on(2, agency("dlh")))
    assert set((await store.snapshot(SLUG)).nodes) == {"opd/pu"}
    assert len(await store.history(SLUG)) == 1


async def test_an_empty_changeset_applies_nothing(store: Store) -> None:
    assert await store.apply(SLUG, ChangeSet()) == 0
    await store.apply(SLUG, on(0, agency("pu")))
    assert await store.apply(SLUG, ChangeSet(), key="k", report=Report()) == 1
    assert len(await store.history(SLUG)) == 1
    assert await store.reports(SLUG) == ()


async def test_a_key_sent_twice_applies_once_and_gives_the_first_revision(store: Store) -> None:
    assert await store.apply(SLUG, on(0, agency("pu")), key="impor-1") == 1
    assert await store.apply(SLUG, on(1, agency("dlh")), key="impor-2") == 2
    assert await store.apply(SLUG, on(0, agency("pu")), key="impor-1") == 1
    assert await store.apply(SLUG, on(2, agency("bpbd"))) == 3
    assert await store.apply(SLUG, on(3, agency("dinkes"))) == 4


async def test_a_key_sent_ten_times_at_once_applies_once(store: Store) -> None:
    sent = (store.apply(SLUG, on(0, agency("pu")), key="sama") for _ in range(10))
    assert await asyncio.gather(*sent) == [1] * 10
    assert len(await store.history(SLUG)) == 1


async def test_keys_belong_to_their_plan(store: Store) -> None:
    other = INFO.__class__(slug="lain", title="", region_code="1", region_name="", start_year=1, end_year=2)
    await store.create_plan(other)
    await store.apply(SLUG, on(0, agency("pu")), key="k")
    await store.apply("lain", on(0, agency("dlh")), key="k")
    assert set((await store.snapshot("lain")).nodes) == {"opd/dlh"}


@pytest.mark.parametrize(
    "refused",
    [
        (agency("baru"), agency("pu")),
        (agency("baru"), led("baru", "hilang")),
        (agency("baru"), RemoveNode(id="opd/hilang")),
        (agency("baru"), RemoveLink(id="hilang")),
        (agency("baru"), RemoveNode(id="opd/pu")),
        (agency("baru"), program("x" * 3000)),
        (agency("baru"), program("x\0y")),
        (agency("baru"), program("ok", title="\ud800")),
    ],
    ids=["duplicate", "dangling", "no-node", "no-link", "still-tied", "too-long", "nul", "surrogate"],
)
async def test_a_refused_changeset_changes_nothing(store: Store, refused: tuple[Change, ...]) -> None:
    await store.apply(SLUG, on(0, agency("pu"), program("drainase"), led("pu", "drainase")))
    before = (await store.snapshot(SLUG)).contents
    with pytest.raises(InvalidChangeSet) as invalid:
        await store.apply(SLUG, on(1, *refused), key="k")
    assert all(problem.message for problem in invalid.value.problems)
    assert (await store.snapshot(SLUG)).contents == before
    assert await store.apply(SLUG, on(1, agency("baru")), key="k") == 2


def _files(sqlite_address: str) -> dict[str, bytes]:
    """All files in the folder of a database, with what is in them."""
    return {file.name: file.read_bytes() for file in Path(sqlite_address.removeprefix("sqlite:///")).parent.iterdir()}


async def test_a_refused_changeset_leaves_a_sqlite_file_byte_for_byte_as_it_was(sqlite_address: str) -> None:
    store = Store.open(sqlite_address)
    await store.upgrade()
    await store.create_plan(INFO)
    await store.apply(SLUG, on(0, agency("pu")))
    before = _files(sqlite_address)
    with pytest.raises(InvalidChangeSet):
        await store.apply(SLUG, on(1, agency("dlh"), led("dlh", "hilang")))
    with pytest.raises(RevisionConflict):
        await store.apply(SLUG, on(0, agency("dlh")))
    assert _files(sqlite_address) == before
    await store.close()


async def _add(store: Store, number: int) -> None:
    """Add one OPD, again and again on the latest revision until nobody was faster."""
    while True:
        revision = (await store.plan(SLUG)).revision
        try:
            await store.apply(SLUG, on(revision, agency(f"n{number}"), author=f"penulis {number}"))
        except RevisionConflict:
            continue
        return


async def test_ten_writers_at_once_end_at_revision_ten_without_a_lost_change(store: Store, address: str) -> None:
    other = Store.open(address)
    await asyncio.gather(*(_add(each, number) for number, each in enumerate((store, other) * 5)))
    for each in (store, other):
        plan = await each.snapshot(SLUG)
        assert (plan.revision, len(plan.nodes)) == (10, 10)
    for number in range(11):
        assert len((await store.snapshot(SLUG, number)).nodes) == number
    assert {revision.author for revision in await store.history(SLUG)} == {f"penulis {n}" for n in range(10)}
    await other.close()


async def test_a_fault_at_any_statement_leaves_the_plan_as_it_was(store: Store) -> None:
    await store.apply(SLUG, on(0, agency("pu"), program("drainase"), led("pu", "drainase")))
    before = await store.snapshot(SLUG)
    wanted = on(1, RemoveLink(id="leads:opd/pu>program/drainase"), RemoveNode(id="opd/pu"), agency("dlh"))
    left = [0]

    def fail(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError("listrik padam")

    engine = store._writer.sync_engine
    event.listen(engine, "before_cursor_execute", fail)
    faults = 0
    while (await store.plan(SLUG)).revision == 1:
        left[0] = faults + 1
        try:
            await store.apply(SLUG, wanted, report=Report())
        except Unavailable:
            faults += 1
            left[0] = 0
            assert (await store.snapshot(SLUG)).contents == before.contents
            assert len(await store.history(SLUG)) == 1
            assert await store.reports(SLUG) == ()
        left[0] = 0
    assert faults > 5
    assert set((await store.snapshot(SLUG)).nodes) == {"opd/dlh", "program/drainase"}
