"""Plans are kept with their whole history: any revision reads as it was."""

import asyncio
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from graph.change import (
    EMPTY,
    Change,
    ChangeSet,
    Contents,
    PutLink,
    PutNode,
    RemoveLink,
    RemoveNode,
    apply,
    difference,
    validate,
)
from graph.intake import Intake
from graph.model import Level, Opd, Program
from graph.snapshot import PlanGraph
from graph.store import (
    DuplicatePlan,
    NothingToUndo,
    RevisionConflict,
    Store,
    StoreError,
    UnknownPlan,
    UnknownRevision,
)
from graph.traversal.example import INFO
from service import demo
from tests.effort import tried
from tests.example import example_intake
from tests.graph.store.city import SLUG, agency, by_id, led, on, program
from tests.graph.traversal.plans import plans


@pytest.fixture(scope="module")
def city() -> Intake:
    return example_intake()


async def _grow(store: Store) -> list[Contents]:
    """Four revisions that add, edit and remove nodes and links; the contents after each, from revision 0."""
    steps: list[tuple[Change, ...]] = [
        (agency("pu"), program("drainase"), led("pu", "drainase")),
        (program("drainase", edit=True, title="Drainase kota"), agency("dlh")),
        (RemoveLink(id="leads:opd/pu>program/drainase"), led("dlh", "drainase"), RemoveNode(id="opd/pu")),
        (led("dlh", "drainase", edit=True, reason="mandat"), agency("pu")),
    ]
    seen = [(await store.snapshot(SLUG)).contents]
    for number, step in enumerate(steps):
        assert await store.apply(SLUG, on(number, *step)) == number + 1
        seen.append((await store.snapshot(SLUG)).contents)
    return seen


async def _reopened(store: Store, address: str) -> Store:
    """The same database without anything in memory."""
    await store.close()
    return Store.open(address)


async def test_the_example_city_comes_back_as_it_was_read(store: Store, address: str, city: Intake) -> None:
    info = demo.info(demo.FIRST)
    await store.create_plan(info)
    changes = tuple(difference(EMPTY, city.contents))
    assert await store.apply(info.slug, on(0, *changes), report=city.report) == 1
    fresh = await _reopened(store, address)
    plan = await fresh.snapshot(info.slug)
    assert (plan.info, plan.revision, plan.contents) == (info, 1, city.contents)
    assert (await fresh.changes(info.slug, 1)).changes == changes
    assert await fresh.reports(info.slug) == ((1, city.report),)
    await fresh.close()


async def test_the_example_city_is_loaded_and_undone_within_seconds(store: Store, city: Intake) -> None:
    changes = on(0, *difference(EMPTY, city.contents))
    begun = process_time()
    await store.apply(SLUG, changes)
    await store.undo(SLUG, 1, "ani")
    assert process_time() - begun < 5
    assert (await store.snapshot(SLUG)).contents == EMPTY


async def test_any_revision_reads_as_it_was(store: Store, address: str) -> None:
    seen = await _grow(store)
    fresh = await _reopened(store, address)
    for number, contents in enumerate(seen):
        plan = await fresh.snapshot(SLUG, number)
        assert (plan.revision, plan.contents) == (number, contents)
    assert (await fresh.snapshot(SLUG)).contents == seen[-1]
    await fresh.close()


async def test_the_difference_of_two_revisions_is_that_of_their_contents(store: Store) -> None:
    seen = await _grow(store)
    for earlier, before in enumerate(seen):
        for later, after in enumerate(seen):
            assert await store.difference(SLUG, earlier, later) == tuple(difference(before, after))


async def test_a_node_may_change_its_kind_within_one_revision(store: Store, address: str) -> None:
    await store.apply(SLUG, on(0, agency("x"), agency("y")))
    other = Program(id="opd/x", level=Level.PROGRAM, name="kini program")
    await store.apply(SLUG, on(1, RemoveNode(id="opd/x"), PutNode(node=other)))
    fresh = await _reopened(store, address)
    assert (await fresh.snapshot(SLUG)).nodes["opd/x"] == other
    assert isinstance((await fresh.snapshot(SLUG, 1)).nodes["opd/x"], Opd)
    assert by_id(await fresh.difference(SLUG, 1, 2)) == {"opd/x"}
    await fresh.close()


@tried(15, HealthCheck.function_scoped_fixture)
@given(wanted=st.lists(plans(), min_size=1, max_size=5))
def test_any_history_reads_as_its_replay(tmp_path_factory: pytest.TempPathFactory, wanted: list[PlanGraph]) -> None:

    asyncio.run(_replay(f"sqlite:///{tmp_path_factory.mktemp('replay')}/x.db", wanted))


def _lawful(plan: PlanGraph) -> Contents:
    """What of a plan may stand together."""
    kept = Contents(nodes=plan.nodes, links={})
    for link in plan.links.values():
        if not validate(kept, [PutLink(link=link)]):
            kept = apply(kept, [PutLink(link=link)])
    return kept


async def _replay(address: str, wanted: list[PlanGraph]) -> None:
    store = Store.open(address)
    await store.upgrade()
    await store.create_plan(INFO)
    expected = [EMPTY]
    for contents in map(_lawful, wanted):
        changes = tuple(difference(expected[-1], contents))
        if changes:
            await store.apply(SLUG, on(len(expected) - 1, *changes))
            expected.append(contents)
    fresh = await _reopened(store, address)
    for number, contents in enumerate(expected):
        assert (await fresh.snapshot(SLUG, number)).contents == contents
    first, last = expected[0], expected[-1]
    assert await fresh.difference(SLUG, 0, len(expected) - 1) == tuple(difference(first, last))
    await fresh.close()


async def test_the_history_names_author_reason_and_time(store: Store) -> None:
    await store.apply(SLUG, on(0, agency("pu"), program("drainase"), author="Ani", reason="impor Renja"))
    await store.apply(SLUG, on(1, led("pu", "drainase"), author="Budi"))
    first, second = await store.history(SLUG)
    assert (first.number, first.author, first.reason, first.change_count) == (1, "Ani", "impor Renja", 2)
    assert (second.number, second.author, second.change_count) == (2, "Budi", 1)
    assert first.made_at == datetime(2026, 1, 1, 0, 1, tzinfo=UTC)
    assert first.made_at < second.made_at
    assert second.made_at.tzinfo is UTC
    assert await store.changes(SLUG, 2) == on(1, led("pu", "drainase"), author="Budi")


async def test_undo_brings_back_what_was_and_can_be_undone(store: Store) -> None:
    seen = await _grow(store)
    assert await store.undo(SLUG, 4, "cici") == 5
    assert (await store.snapshot(SLUG)).contents == seen[3]
    assert await store.undo(SLUG, 5, "cici") == 6
    assert (await store.snapshot(SLUG)).contents == seen[4]
    last = (await store.history(SLUG))[-1]
    assert (last.author, last.reason) == ("cici", "Membatalkan revisi 5.")


async def test_undo_refuses_any_but_the_latest_revision(store: Store) -> None:
    with pytest.raises(NothingToUndo):
        await store.undo(SLUG, 0, "ani")
    await _grow(store)
    for number in (3, 5):
        with pytest.raises(RevisionConflict):
            await store.undo(SLUG, number, "ani")


async def test_unknown_plans_and_revisions_are_refused_with_a_sentence(store: Store) -> None:
    await _grow(store)
    with pytest.raises(UnknownRevision) as unknown:
        await store.snapshot(SLUG, 9)
    assert unknown.value.message == "Rencana sketsa tidak memiliki revisi 9; revisi terakhirnya 4."
    for slug in ("lain", "a\0b", "a\ud800"):
        with pytest.raises(UnknownPlan):
            await store.snapshot(slug)
    with pytest.raises(UnknownPlan):
        await store.apply("lain", ChangeSet())
    for call in (store.changes(SLUG, 0), store.changes(SLUG, 5), store.difference(SLUG, -1, 2)):
        with pytest.raises(UnknownRevision):
            await call
    for slug_call in (store.history("lain"), store.decisions("lain"), store.reports("lain"), store.plan("lain")):
        with pytest.raises(StoreError, match="Rencana lain tidak ada"):
            await slug_call


async def test_a_plan_of_the_same_slug_is_refused(store: Store) -> None:
    with pytest.raises(DuplicatePlan, match="Rencana sketsa sudah ada"):
        await store.create_plan(INFO)
    other = demo.info(demo.FIRST)
    await store.create_plan(other)
    assert [(plan.info, plan.revision) for plan in await store.plans()] == [(other, 0), (INFO, 0)]


async def test_two_plans_do_not_touch_each_other(store: Store) -> None:
    other = demo.info(demo.FIRST)
    await store.create_plan(other)
    await store.apply(SLUG, on(0, agency("pu")))
    await store.apply(other.slug, on(0, agency("dlh"), agency("pu", title="Lain")))
    await store.apply(SLUG, on(1, RemoveNode(id="opd/pu")))
    assert not (await store.snapshot(SLUG)).nodes
    assert set((await store.snapshot(other.slug)).nodes) == {"opd/dlh", "opd/pu"}
