"""Whatever people do: a closed meeting stays as it was but for its addenda, and what was told of a task stays."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import acts
from acts import Actor, Desk, Operation, Refused, Role
from graph.agreement import AgendaKind, Meeting, MeetingBody, TaskStanding, VoteChoice, keeps_its_word
from graph.record import DecisionStanding
from graph.store import StoreError
from tests.effort import tried
from tests.schema.city import ADMINISTRATOR, INFO, PLANNER, City, city

AGENCY = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dinsos"}))
OPDS = ("opd/dinsos", "opd/dkk", "opd/bkpsdm")
Deed = Callable[[Desk, int], Awaitable[object]]


class Held:
    """A city whose meetings are held in an event loop of their own."""

    def __init__(self, runner: asyncio.Runner, kota: City) -> None:
        self.runner = runner
        self.kota = kota

    async def desk(self, actor: Actor) -> Desk:
        return await Desk.at(self.kota.store, self.kota.context.evaluations, actor, INFO.slug, Operation.READ)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    with asyncio.Runner() as runner:
        kota = runner.run(city(f"sqlite:///{tmp_path_factory.mktemp('laws')}/x.db"))
        yield Held(runner, kota)
        runner.run(kota.store.close())


texts, items, opds = st.text(max_size=5), st.integers(0, 4), st.sampled_from(OPDS)
meeting_deeds: st.SearchStrategy[Deed] = st.one_of(
    st.builds(lambda title: lambda desk, at: acts.add_to_agenda(desk, at, AgendaKind.TOPIC, title=title, is_voted=True),
              texts),
    st.builds(lambda item: lambda desk, at: acts.remove_from_agenda(desk, at, item), items),
    st.builds(lambda order: lambda desk, at: acts.reorder_agenda(desk, at, order), st.permutations(range(1, 4))),
    st.builds(lambda item, text, opd: lambda desk, at: acts.note(desk, at, item, text, opd), items, texts, opds),
    st.builds(lambda item, opd, choice: lambda desk, at: acts.vote(desk, at, item, opd, choice),
              items, opds, st.sampled_from(VoteChoice)),
    st.builds(lambda item, standing, seen: lambda desk, at: acts.decide_item(
        desk, at, item, acts.Agreed(standing=standing, reason="x"), seen),
        items, st.sampled_from(DecisionStanding), st.none() | st.integers(1, 5)),
    st.builds(lambda item, seen: lambda desk, at: acts.withdraw_item(desk, at, item, seen, "x"), items,
              st.integers(1, 5)),
    st.builds(lambda opd: lambda desk, at: acts.invite(desk, at, (opd,)), opds),
    st.builds(lambda opd, there: lambda desk, at: acts.attend(desk, at, opd, is_present=there), opds, st.booleans()),
    st.builds(lambda item: lambda desk, at: acts.present(desk, at, item), st.none() | items),
    st.builds(lambda text: lambda desk, at: acts.close(desk, at, text), texts),
    st.builds(lambda text: lambda desk, at: acts.add_addendum(desk, at, text), texts),
)  # fmt: skip
actors = st.sampled_from((PLANNER, AGENCY, ADMINISTRATOR))


@tried(200)
@given(st.lists(st.tuples(actors, meeting_deeds), max_size=25))
def test_a_meeting_keeps_what_was_said_and_closed_takes_addenda_only(
    held: Held, deeds: Sequence[tuple[Actor, Deed]]
) -> None:
    async def hold() -> None:
        called = await acts.create_meeting(
            await held.desk(PLANNER), "Rapat", date(2026, 3, 2), MeetingBody.FORUM, invited=OPDS[:2]
        )
        before = called
        for actor, deed in deeds:
            with suppress(Refused, StoreError):
                await deed(await held.desk(actor), called.id)
            after = await held.kota.store.meetings.get(INFO.slug, called.id)
            assert keeps_its_word(before, after)
            if before.is_closed:
                assert _without_addenda(after) == _without_addenda(before)
                assert after.addenda[: len(before.addenda)] == before.addenda
            for item in before.items:
                now = after.item(item.number)
                assert now or item.is_untouched
                assert now is None or now.notes[: len(item.notes)] == item.notes
                assert now is None or now.votes[: len(item.votes)] == item.votes
            before = after

    held.runner.run(hold())


def _without_addenda(meeting: Meeting) -> dict[str, Any]:
    kept = {name: getattr(meeting, name) for name in Meeting.__struct_fields__}
    return {name: value for name, value in kept.items() if name not in {"addenda", "version"}}


reports = st.builds(
    acts.Told,
    standing=st.sampled_from(TaskStanding),
    note=texts,
    evidence=texts,
    quarter=st.sampled_from(("", "2026-Q1", "2026-Q9")),
    due=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)


@tried(200)
@given(st.lists(st.tuples(actors, reports), max_size=15), opds)
def test_the_history_of_a_task_only_grows(held: Held, told: Sequence[tuple[Actor, acts.Told]], opd: str) -> None:
    async def follow() -> None:
        given_ = acts.Assigned(title="Tugas", opd=opd, due=date(2026, 5, 1))
        before = await acts.assign_task(await held.desk(PLANNER), given_)
        for actor, report in told:
            with suppress(Refused):
                await acts.report_task(await held.desk(actor), before.id, report)
                assert actor is not AGENCY or (opd in AGENCY.opds and report.due is None)
            after = await held.kota.store.tasks.get(INFO.slug, before.id)
            assert after.reports[: len(before.reports)] == before.reports
            assert (after.title, after.opd, after.first_due, after.made_at) == (
                before.title,
                before.opd,
                before.first_due,
                before.made_at,
            )
            before = after

    held.runner.run(follow())
