"""What is told as it happens: plans that change, with what came and went, and imports on their way."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import anyio
import pytest

from acts import STRANGER, Actor, Role
from graph.store import Store
from schema import SCHEMA, Context, Evaluations
from schema.limit import Limits
from schema.request import Imports, Live, LiveLimits
from schema.request.progress import ImportStep
from tests.schema.city import INFO, OTHER, PLANNER, TODAY, City, city

NEWS = """subscription($slug: String!, $since: Revision, $after: String) {
    planChanged(slug: $slug, since: $since, after: $after) { %s } }"""
SHORT = NEWS % "cursor kind action subject revision before author reason"


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


class Listener:
    """Someone who has subscribed."""

    def __init__(self, kota: City, query: str, actor: Actor | None = PLANNER, **variables: Any) -> None:
        self._kota = kota
        self._query = query
        self._actor = actor
        self._variables = {"slug": INFO.slug} | variables

    async def __aenter__(self) -> "Listener":
        context = self._kota.context if self._actor is None else self._kota.context.acting(self._actor)
        before = self._followers()
        self._stream: Any = await SCHEMA.stream(self._query, self._variables, context)
        self._coming = asyncio.ensure_future(anext(self._stream))
        for _ in range(3000 if "planChanged" in self._query else 0):
            if self._followers() != before or self._coming.done():
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)  # it begins with what is done after it has asked where it stands
        return self

    def _followers(self) -> int:
        return self._kota.store.feed.followers(self._variables["slug"])

    async def __aexit__(self, *_: object) -> None:
        self._coming.cancel()
        await asyncio.wait((self._coming,))
        await self._stream.aclose()

    async def next(self) -> Any:
        async with asyncio.timeout(30):
            result = await asyncio.shield(self._coming)
        self._coming = asyncio.ensure_future(anext(self._stream))
        return result

    async def data(self) -> Any:
        result = await self.next()
        assert result.errors is None, result.errors
        return next(iter(result.data.values()))

    async def code(self) -> str:
        [error] = (await self.next()).errors
        return str(error.extensions["code"])

    async def is_over(self) -> bool:
        await asyncio.wait((self._coming,), timeout=30)
        return isinstance(self._coming.exception(), StopAsyncIteration)


async def _add(kota: City, name: str, actor: Actor = PLANNER) -> None:
    done = await kota.do("addOpd", {"opd": {"name": name, "shortName": name}, "reason": "uji"}, actor=actor)
    assert done["errors"] == []


async def test_a_change_is_told_with_who_made_it_and_what_changed(kota: City) -> None:
    query = NEWS % "kind revision before author reason plan { revision } changes { nodes { action label } }"
    async with Listener(kota, query, None) as listener:
        await _add(kota, "DINKES2")
        assert await listener.data() == {
            "kind": "REVISION",
            "revision": 2,
            "before": 1,
            "author": "ani",
            "reason": "uji",
            "plan": {"revision": 2},
            "changes": {"nodes": [{"action": "ADDED", "label": "DINKES2"}]},
        }


async def test_findings_and_initiatives_that_came_and_went_are_those_of_comparing_the_two_revisions(kota: City) -> None:
    shown = "findingsCame%s { %s fingerprint } findingsGone%s { %s fingerprint } "
    shown += "initiativesCame%s { %s fingerprint } initiativesGone%s { %s fingerprint }"
    every = shown.replace("fingerprint", "fingerprint }") % (("(first: 100)", "nodes {") * 4)
    news = NEWS % (shown % (("", "") * 4) + f" comparison {{ {every} }}")
    compare = f'{{ compare(plan: "kota", from: 1, to: 2) {{ {every} }} }}'
    async with Listener(kota, news) as listener:
        done = await kota.do("removeOpd", {"id": "opd/dinsos", "withParts": True})
        assert done["errors"] == []
        told = await listener.data()
    compared = (await kota.ask(compare))["compare"]
    assert told.pop("comparison") == compared
    assert told == {name: each["nodes"] for name, each in compared.items()}
    assert told["findingsGone"]


async def test_what_people_say_beside_the_plan_is_told_too(kota: City) -> None:
    [initiative] = (await kota.ask('{ plan(slug: "kota") { initiatives(first: 1) { nodes { fingerprint } } } }'))[
        "plan"
    ]["initiatives"]["nodes"]
    print_ = initiative["fingerprint"]
    query = NEWS % "kind action subject revision before reason initiative { fingerprint } changes { totalCount }"
    async with Listener(kota, query) as listener:
        await kota.do("decideInitiative", {"fingerprint": print_, "standing": "DEFERRED", "reason": "nanti"})
        await kota.do("commentOnInitiative", {"fingerprint": print_, "text": "ya"})
        await kota.do("createScenario", {"name": "s", "changes": []})
        said = [await listener.data() for _ in range(3)]
    assert [(each["kind"], each["action"], each["subject"], each["reason"]) for each in said] == [
        ("DECISION", "DEFERRED", print_, "nanti"),
        ("COMMENT", "CREATED", print_, "ya"),
        ("SCENARIO", "CREATED", "s", ""),
    ]
    assert [each["initiative"] for each in said] == [initiative, initiative, None]
    assert all((each["revision"], each["before"], each["changes"]["totalCount"]) == (1, 1, 0) for each in said)


async def test_a_finding_that_is_set_aside_goes_and_comes_again_when_it_is_lifted(kota: City) -> None:
    found = (await kota.ask('{ plan(slug: "kota") { findings(first: 1) { nodes { fingerprint } } } }'))["plan"]
    [finding] = found["findings"]["nodes"]
    paged = "findingsGone { nodes { fingerprint } } findingsCame { nodes { fingerprint } } changes { totalCount }"
    query = NEWS % f"kind action findingsGone {{ fingerprint }} findingsCame {{ fingerprint }} comparison {{ {paged} }}"
    async with Listener(kota, query) as listener:
        given = {"fingerprint": finding["fingerprint"]}
        await kota.do("suppressFinding", given | {"reason": "tahu", "expires": str(TODAY)})
        aside = await listener.data()
        await kota.do("liftSuppression", given)
        again = await listener.data()
    assert (aside["action"], aside["findingsGone"], aside["findingsCame"]) == ("CREATED", [finding], [])
    assert (again["action"], again["findingsGone"], again["findingsCame"]) == ("LIFTED", [], [finding])
    for each in (aside, again):
        one, other = each["findingsGone"], each["findingsCame"]
        assert each["comparison"] == {
            "findingsGone": {"nodes": one}, "findingsCame": {"nodes": other}, "changes": {"totalCount": 0},
        }  # fmt: skip
    async with Listener(kota, query, since=0) as late:  # told again, it says the same
        assert [await late.data() for _ in range(3)][1:] == [aside, again]


async def test_a_rule_that_is_switched_off_takes_its_findings_along_until_it_is_on_again(kota: City) -> None:
    found = await kota.ask('{ plan(slug: "kota") { findings(filter: { rule: "AL02" }) { nodes { fingerprint } } } }')
    findings = found["plan"]["findings"]["nodes"]
    query = NEWS % "kind action subject rule { code } findingsGone { fingerprint } findingsCame { fingerprint }"
    async with Listener(kota, query) as listener:
        await kota.do("suppressRule", {"rule": "AL02", "reason": "tidak dipakai"})
        off = await listener.data()
        await kota.do("liftRuleSuppression", {"rule": "AL02"})
        on = await listener.data()
    assert len(findings) > 1
    assert off == {
        "kind": "SUPPRESSION", "action": "CREATED", "subject": "AL02", "rule": {"code": "AL02"},
        "findingsGone": findings, "findingsCame": [],
    }  # fmt: skip
    assert on == off | {"action": "LIFTED", "findingsGone": [], "findingsCame": findings}


async def test_who_comes_back_with_its_last_revision_or_its_last_change_misses_nothing(kota: City) -> None:
    async with Listener(kota, SHORT) as listener:
        await _add(kota, "A")
        seen = await listener.data()
    await _add(kota, "B")
    await kota.do("createScenario", {"name": "s", "changes": []})
    async with Listener(kota, SHORT, since=seen["revision"]) as again:
        missed = [await again.data(), await again.data()]
        await _add(kota, "C")
        missed.append(await again.data())
    assert [(each["kind"], each["revision"]) for each in missed] == [("REVISION", 3), ("SCENARIO", 3), ("REVISION", 4)]
    async with Listener(kota, SHORT, after=missed[1]["cursor"]) as exact:
        assert await exact.data() == missed[2]


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"slug": "tidak-ada"}, "UNKNOWN_PLAN"),
        ({"since": 9}, "UNKNOWN_REVISION"),
        ({"after": "x"}, "BAD_ARGUMENT"),
        ({"after": "99999999999999999999999"}, "BAD_ARGUMENT"),
        ({"after": "0", "since": 0}, "BAD_ARGUMENT"),
    ],
)
async def test_a_subscription_to_what_is_not_there_is_refused(kota: City, variables: dict[str, Any], code: str) -> None:
    async with Listener(kota, SHORT, **variables) as listener:
        assert await listener.code() == code
        assert await listener.is_over()


async def test_reading_rights_hold_for_subscriptions(kota: City) -> None:
    kota.context = Context(kota.store, kota.context.evaluations, STRANGER, reading_open=False)
    for actor in (None, Actor(name="dewi", roles={OTHER.region_code: Role.ADMINISTRATOR})):
        async with Listener(kota, SHORT, actor, since=0) as listener:
            assert await listener.code() == "FORBIDDEN"
            assert await listener.is_over()
    async with Listener(kota, SHORT, Actor(name="eka", roles={INFO.region_code: Role.VIEWER}), since=0) as listener:
        assert (await listener.data())["revision"] == 1


async def test_limits_hold_for_subscriptions(kota: City) -> None:
    context = kota.context
    results = [each async for each in await SCHEMA.within(Limits(depth=1)).stream(SHORT, {"slug": "kota"}, context)]
    assert [each.errors[0].extensions["code"] for each in results] == ["TOO_DEEP"]
    costly = NEWS % "changes(first: 100) { nodes { fields { name } } } findingsCame { nodes { id } }"
    limited = SCHEMA.within(Limits(cost=1000))
    results = [each async for each in await limited.stream(costly, {"slug": "kota"}, context)]
    assert [each.errors[0].extensions["code"] for each in results] == ["TOO_COSTLY"]


async def test_a_slow_reader_is_told_so_and_comes_back_without_a_gap(kota: City) -> None:
    kota.store.feed._kept = 4
    async with Listener(kota, SHORT) as slow:
        for number in range(12):
            await _add(kota, f"O{number}")
        first = await slow.data()
        await asyncio.sleep(0.6)
        heard = [first]
        while (result := await slow.next()).errors is None:
            heard.append(result.data["planChanged"])
        assert result.errors[0].extensions["code"] == "SLOW_CLIENT"
        assert await slow.is_over()
    async with Listener(kota, SHORT, after=heard[-1]["cursor"]) as again:
        heard += [await again.data() for _ in range(12 - len(heard))]
    assert [each["revision"] for each in heard] == list(range(2, 14))


async def test_subscribers_are_told_that_the_service_ends(kota: City) -> None:
    async with Listener(kota, SHORT) as listener, Listener(kota, SHORT) as other:
        assert kota.context.live.open == 2
        kota.context.live.close()
        for each in (listener, other):
            assert await each.code() == "GOING_AWAY"
            assert await each.is_over()
    async with Listener(kota, SHORT) as late:
        assert await late.code() == "GOING_AWAY"
    assert kota.context.live.open == 0


async def test_a_process_carries_so_many_subscriptions_for_so_long(kota: City) -> None:
    kota.context.live = Live(LiveLimits(subscriptions=1, seconds=0.5))
    async with Listener(kota, SHORT) as first, Listener(kota, SHORT) as second:
        assert await second.code() == "TOO_MANY_SUBSCRIPTIONS"
        assert await first.code() == "SUBSCRIPTION_EXPIRED"
    kota.context.live = Live(LiveLimits(subscriptions=1))
    async with Listener(kota, SHORT, since=0) as later:
        assert (await later.data())["revision"] == 1


async def test_a_source_is_closed_though_whoever_reads_it_is_cancelled_again_while_they_wait() -> None:
    begun, closed = asyncio.Event(), asyncio.Event()

    async def source() -> AsyncGenerator[int, None]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            closed.set()

    async def read() -> None:
        async for _ in live.carry(source()):
            begun.set()

    live = Live()
    async with asyncio.timeout(30):
        async with anyio.create_task_group() as group:
            group.start_soon(read)
            await begun.wait()
            group.cancel_scope.cancel()
        await closed.wait()
    assert live.open == 0


ID = "0b5ad7a2-6f0c-4c2e-9f0e-5a8f7ad2c001"
PROGRESS = """subscription($id: ID!) { importProgress(id: $id) { step done total file message } }"""


async def test_an_import_tells_how_far_it_is_from_any_thread_until_it_ends(kota: City) -> None:
    async with Listener(kota, PROGRESS.replace("$id", "$slug"), slug=ID) as listener:
        report = kota.context.imports.reporter(PLANNER.name, ID)
        await asyncio.to_thread(report, ImportStep.READING, 1, 3, "renja.xlsx")
        expected = {"step": "READING", "done": 1, "total": 3, "file": "renja.xlsx", "message": None}
        assert await listener.data() == expected
        report(ImportStep.DONE, 3, 3, message="Selesai.")
        assert (await listener.data())["step"] == "DONE"
        assert await listener.is_over()
    async with Listener(kota, PROGRESS.replace("$id", "$slug"), slug=ID) as late:
        assert (await late.data())["step"] == "DONE"
        assert await late.is_over()


async def test_a_slow_listener_gets_the_latest_word_of_an_import_and_nobody_hears_of_anothers(kota: City) -> None:
    stranger = Listener(kota, PROGRESS.replace("$id", "$slug"), Actor(name="lain"), slug=ID)
    async with Listener(kota, PROGRESS.replace("$id", "$slug"), slug=ID) as listener, stranger:
        report = kota.context.imports.reporter(PLANNER.name, ID)
        for number in range(1000):
            report(ImportStep.READING, number, 1000)
        report(ImportStep.REFUSED)
        await asyncio.sleep(0.1)
        steps = [(await listener.data())["step"]]
        while not await listener.is_over():
            steps.append((await listener.data())["step"])
        assert len(steps) <= 2
        assert steps[-1] == "REFUSED"
        assert not stranger._coming.done()


async def test_an_import_without_an_id_reports_to_nobody_and_a_poor_id_is_refused(kota: City) -> None:
    kota.context.imports.reporter("ani", None)(ImportStep.DONE)
    async with Listener(kota, PROGRESS.replace("$id", "$slug"), slug="pendek") as listener:
        assert await listener.code() == "BAD_ARGUMENT"


async def test_with_postgres_another_process_hears_how_far_an_import_is(postgres_address: str) -> None:
    kota = await city(postgres_address)
    other = Store.open(postgres_address)
    report = Imports(other.bus).reporter(PLANNER.name, ID)
    async with Listener(kota, PROGRESS.replace("$id", "$slug"), slug=ID) as listener:
        await asyncio.sleep(0.5)
        report(ImportStep.WRITING, 1, 2)
        assert (await listener.data())["step"] == "WRITING"
        report(ImportStep.DONE)
        assert (await listener.data())["step"] == "DONE"
        assert await listener.is_over()
    await other.close()
    await kota.store.close()
    assert isinstance(kota.context.evaluations, Evaluations)
