"""Proposals of the public: sent without signing in where that is open, kept apart, answered; on both databases."""

import io
import logging
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from acts import ANONYMOUS, STRANGER, Actor, Role
from graph.store import Store
from graph.store.token import TokenRole
from schema import SCHEMA, Context, Evaluations
from schema.request import Proposing
from schema.request.proposing import BURST, SECONDS
from service.access import AccessChoice, SignIn
from service.access.choice import access_choice
from service.app import create_app
from service.forgetting import DAY, forget_daily
from service.logs import LogStyle, RequestLog, handler
from tests.schema.city import ADMINISTRATOR, INFO, PLANNER, TODAY, City, beginning, city
from tests.schema.test_subscription import SHORT, Listener

AGENCY = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dkk"}))
PUBLIC = "proposal { number kind standing answer outcome subject text name contact about { label } }"
MARK = "Trotoar-depan-sekolah-rusak"
PERSON = {"name": "Siti Aminah", "contact": "0812-555-777"}
SENT = {"text": MARK, "about": "opd/dkk"} | PERSON
LIST = f'{{ plan(slug: "kota") {{ takesProposals proposals {{ totalCount nodes {{ {PUBLIC[11:-2]} }} }} }} }}'


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    opened.context = Context(opened.store, opened.context.evaluations, proposing=Proposing(is_open=True))
    yield opened
    await opened.store.close()


async def _sent(kota: City, actor: Actor | None = None, **more: Any) -> dict[str, Any]:
    payload = await kota.do("submitProposal", SENT | more, PUBLIC, actor)
    assert payload["errors"] == []
    found: dict[str, Any] = payload["proposal"]
    return found


async def _problem(kota: City, mutation: str, input_: dict[str, Any], actor: Actor | None = PLANNER) -> tuple[str, Any]:
    """The one problem of a mutation that must change nothing: its code or type, and its path."""
    before = await kota.store.proposals.all(INFO.slug), await kota.store.plan(INFO.slug)
    payload = await kota.do(mutation, input_, PUBLIC, actor)
    assert (await kota.store.proposals.all(INFO.slug), await kota.store.plan(INFO.slug)) == before
    assert payload["proposal"] is None
    [error] = payload["errors"]
    return error.get("code") or error["__typename"], error.get("path")


async def _initiative(kota: City) -> str:
    data = await kota.ask('{ plan(slug: "kota") { initiatives(first: 1) { nodes { fingerprint } } } }')
    return str(data["plan"]["initiatives"]["nodes"][0]["fingerprint"])


async def test_nothing_of_it_is_there_unless_the_service_is_opened_to_it(kota: City) -> None:
    assert access_choice({}) == AccessChoice()
    assert not AccessChoice().proposals_open
    assert access_choice({"SINERGI_PROPOSALS": "open"}).proposals_open
    with pytest.raises(ValueError, match="SINERGI_PROPOSALS"):
        access_choice({"SINERGI_PROPOSALS": "yes"})
    kota.context = Context(kota.store, kota.context.evaluations)
    for actor in (None, PLANNER):
        assert await _problem(kota, "submitProposal", SENT, actor) == ("CLOSED", ["input", "plan"])
    assert (await kota.ask(LIST, None))["plan"] == {
        "takesProposals": False,
        "proposals": {"totalCount": 0, "nodes": []},
    }


async def test_whoever_may_not_read_may_not_propose(kota: City) -> None:
    kota.context = Context(
        kota.store, kota.context.evaluations, STRANGER, reading_open=False, proposing=Proposing(is_open=True)
    )
    assert await _problem(kota, "submitProposal", SENT, None) == ("Forbidden", None)
    await _sent(kota, AGENCY)


async def test_it_is_sent_without_signing_in_and_only_planners_see_who_and_what(kota: City) -> None:
    sent = await _sent(kota)
    hidden = {"text": None, "name": None, "contact": None, "answer": None, "outcome": None, "subject": None}
    assert sent == {
        "number": 1, "kind": "PROPOSAL", "standing": "OPEN", "about": {"label": "DKK"}, **hidden
    }  # fmt: skip
    for actor in (None, ANONYMOUS, AGENCY):
        assert (await kota.ask(LIST, actor))["plan"]["proposals"]["nodes"] == [sent]
    shown = sent | PERSON | {"text": MARK}
    for planner in (PLANNER, ADMINISTRATOR):
        assert (await kota.ask(LIST, planner))["plan"]["proposals"]["nodes"] == [shown]
    one = '{ plan(slug: "kota") { known: proposal(number: 1) { number } none: proposal(number: 2) { number } } }'
    assert (await kota.ask(one, None))["plan"] == {"known": {"number": 1}, "none": None}


async def test_texts_are_bounded_and_stay_what_they_are(kota: City) -> None:
    odd = "<script>alert(1)</script> {{x}} \x1b[31m\u202eterbalik =1+1 [a](b)"
    number = (await _sent(kota, text=f"  {odd}\0\n"))["number"]
    assert (await kota.store.proposals.get(INFO.slug, number)).text == odd
    for field, length in (("text", 2_001), ("name", 101), ("contact", 201)):
        assert await _problem(kota, "submitProposal", SENT | {field: "x" * length}, None) == (
            "OUT_OF_RANGE", ["input", field],
        )  # fmt: skip
    assert await _problem(kota, "submitProposal", SENT | {"text": " \n"}, None) == ("REQUIRED", ["input", "text"])
    assert await _problem(kota, "submitProposal", SENT | {"about": "opd/tidak"}, None) == (
        "NotFound",
        ["input", "about"],
    )
    assert await _problem(kota, "submitProposal", SENT | {"idempotencyKey": "x" * 201}, None) == (
        "OUT_OF_RANGE", ["input", "idempotencyKey"],
    )  # fmt: skip


async def test_the_same_request_is_kept_once_and_its_key_takes_nobody_elses(kota: City) -> None:
    keyed = SENT | {"idempotencyKey": "kunci"}
    first, again = [await kota.do("submitProposal", keyed, PUBLIC, None) for _ in range(2)]
    await kota.do("addPartner", {"partner": {"name": "A", "kind": "COMMUNITY"}, "idempotencyKey": "kunci"})
    later = await kota.do("submitProposal", keyed, PUBLIC, None)
    assert first == again == later
    assert (first["errors"], first["revision"]) == ([], 1)
    assert await _problem(kota, "submitProposal", keyed | {"text": "Lain"}, None) == (
        "KEY_REUSED", ["input", "idempotencyKey"],
    )  # fmt: skip


async def test_nothing_of_it_stands_anywhere_else_before_it_is_taken_over(kota: City) -> None:
    stream = io.StringIO()
    root, told = logging.getLogger(), handler(LogStyle.JSON, stream)
    root.addHandler(told)
    sign_in = SignIn(kota.store.tokens, AccessChoice(proposals_open=True))
    administrator = (await kota.store.tokens.create("citra", TokenRole.ADMINISTRATOR)).text
    app = create_app(kota.store, sign_in=sign_in, log=RequestLog(LogStyle.JSON, stream))
    stamp = (await kota.store.plan(INFO.slug)).stamp
    noted = await kota.store.audit.latest(INFO.slug)
    async with (
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=120) as http,
        Listener(kota, SHORT, None) as listener,
    ):
        mutation = "mutation($input: SubmitProposalInput!) { submitProposal(input: $input) { proposal { number } } }"
        asked = {"query": mutation, "variables": {"input": SENT | {"plan": "kota"}}}
        assert (await http.post("/graphql", json=asked)).json()["data"]["submitProposal"]["proposal"] == {"number": 1}
        listed = await http.post("/graphql", json={"query": '{ plan(slug: "kota") { exports { url } } }'})
        urls = [each["url"] for each in listed.json()["data"]["plan"]["exports"]]
        bearer = {"Authorization": f"Bearer {administrator}"}
        answers = [await http.get(url) for url in urls]
        assert len(answers) > 10
        audit = "{ auditLog(first: 100) { nodes { kind reason subject } } }"
        answers.append(await http.post("/graphql", json={"query": audit}, headers=bearer))
        assert answers[-1].json()["data"]["auditLog"]["nodes"]
        answers.append(await http.get("/metrics", headers=bearer))
        assert {each.status_code for each in answers} == {200}
        files = [*(each.content for each in answers), stream.getvalue().encode()]
        assert b"milliseconds" in files[-1], "the request left its line"
        await kota.do("addPartner", {"partner": {"name": "A", "kind": "COMMUNITY"}})
        assert (await listener.data())["kind"] == "REVISION", "the next news is the next thing that was done"
    root.removeHandler(told)
    for content in [part for file in files for part in _parts(file)]:
        for word in (MARK, *PERSON.values()):
            assert word.encode() not in content
    assert [each.kind for each in await kota.store.audit.after(INFO.slug, noted, 10)] == ["revision"]
    assert (await kota.store.plan(INFO.slug)).stamp == stamp + 1, "the revision's alone"


def _parts(file: bytes) -> Iterator[bytes]:
    """A file and what is packed in it."""
    yield file
    if zipfile.is_zipfile(io.BytesIO(file)):
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            for name in packed.namelist():
                yield packed.read(name)


async def test_it_becomes_a_comment_a_link_or_a_scenario_and_everyone_reads_what_became_of_it(kota: City) -> None:
    comment, link, scenario, declined = [(await _sent(kota))["number"] for _ in range(4)]
    matter = await _initiative(kota)
    ends = {"originNode": "program/dinsos/1.06.05.2.02.0001", "targetNode": "program/dkk/1.02.02.2.03.0002"}
    told = {"answer": "Terima kasih.", "text": "Trotoar di depan sekolah"}
    tie = {"kind": "DEPENDS_ON", "dependencyKind": "DATA", **ends}
    for number, more in ((comment, {"commentOn": matter}), (link, {"link": tie}), (scenario, {"scenario": "Trotoar"})):
        asked = {"proposal": number, "idempotencyKey": f"k{number}", **told, **more}
        done = await kota.do("takeOverProposal", asked, PUBLIC)
        assert done["errors"] == []
        again = await kota.do("takeOverProposal", asked, PUBLIC)
        assert again == done
    await kota.do("declineProposal", {"proposal": declined, "reason": "Sudah dikerjakan."})
    shown = (await kota.ask(LIST, None))["plan"]["proposals"]["nodes"][::-1]
    assert [(each["standing"], each["outcome"], each["answer"], each["text"]) for each in shown] == [
        *(("TAKEN_OVER", outcome, told["answer"], told["text"]) for outcome in ("COMMENT", "LINK", "SCENARIO")),
        ("DECLINED", None, "Sudah dikerjakan.", None),
    ]
    assert {each["name"] for each in shown} | {each["contact"] for each in shown} == {None}
    plan = (await kota.store.snapshot(INFO.slug)).links
    assert [each["subject"] for each in shown[:2]] == [
        matter,
        next(each for each in plan if each.startswith("depends")),
    ]
    assert [each["subject"] for each in shown[2:]] == [None, None], "an open scenario is no one's to read yet"
    assert (await kota.ask(LIST))["plan"]["proposals"]["nodes"][1]["subject"] == "Trotoar"
    [said] = await kota.store.comments.of(INFO.slug, [matter])
    assert (said.text, said.author) == ("Usulan publik nomor 1: Trotoar di depan sekolah", "ani")
    history = await kota.store.history(INFO.slug)
    assert (history[-1].number, history[-1].reason) == (2, "Usulan publik nomor 2: Trotoar di depan sekolah")
    kept = await kota.store.scenarios.get(INFO.slug, "Trotoar")
    assert (kept.reason, kept.changes) == ("Usulan publik nomor 3: Trotoar di depan sekolah", ())
    entries = [each for each in await kota.store.audit.after(INFO.slug, 0, 50) if each.kind == "proposal"]
    assert [(each.action, each.actor, each.reason, each.subject) for each in entries] == [
        *(("accepted", "ani", told["answer"], str(number)) for number in (comment, link, scenario)),
        ("rejected", "ani", "Sudah dikerjakan.", str(declined)),
    ]


async def test_an_answer_is_given_once_whole_and_by_a_planner_of_the_region(kota: City) -> None:
    number = (await _sent(kota))["number"]
    matter, said = await _initiative(kota), {"proposal": number, "answer": "Ya."}
    on = {"commentOn": matter}
    one = ["input"]
    assert await _problem(kota, "takeOverProposal", said) == ("REQUIRED", one)
    assert await _problem(kota, "takeOverProposal", said | on | {"scenario": "x"}) == ("REQUIRED", one)
    assert await _problem(kota, "takeOverProposal", said | on | {"answer": " "}) == ("REQUIRED", ["input", "answer"])
    assert await _problem(kota, "takeOverProposal", said | {"commentOn": "tidak-ada"}) == (
        "NotFound", ["input", "commentOn"],
    )  # fmt: skip
    assert await _problem(kota, "takeOverProposal", said | {"scenario": ""}) == ("REQUIRED", ["input", "scenario"])
    dangling = {"kind": "DEPENDS_ON", "originNode": "opd/tidak", "targetNode": "opd/dkk"}
    assert (await _problem(kota, "takeOverProposal", said | {"link": dangling}))[0] == "NotFound"
    assert await _problem(kota, "takeOverProposal", said | on | {"proposal": 7}) == ("NotFound", ["input", "proposal"])
    assert await _problem(kota, "declineProposal", {"proposal": number, "reason": ""}) == (
        "REQUIRED", ["input", "reason"],
    )  # fmt: skip
    for actor in (None, AGENCY):
        assert (await _problem(kota, "declineProposal", {"proposal": number, "reason": "x"}, actor))[0] == "Forbidden"
    assert (await kota.do("takeOverProposal", said | {"scenario": "Satu"}))["errors"] == []
    for mutation, more in (
        ("takeOverProposal", said | on),
        ("takeOverProposal", said | {"link": {"kind": "ALIGNS", "originNode": "program/dkk/1.02.02.2.03.0002",
                                              "targetNode": "objective/layanan"}}),
        ("declineProposal", {"proposal": number, "reason": "Tidak."}),
    ):  # fmt: skip
        assert await _problem(kota, mutation, more) == ("CLOSED", ["input", "proposal"])
    second = (await _sent(kota))["number"]
    assert await _problem(kota, "takeOverProposal", said | {"proposal": second, "scenario": "Satu"}) == (
        "DUPLICATE", ["input", "scenario"],
    )  # fmt: skip


async def test_a_reader_may_send_some_at_once_and_one_more_after_a_while(kota: City) -> None:
    seconds = [0.0]
    proposing = Proposing(is_open=True, clock=lambda: seconds[0])
    kota.context = Context(kota.store, kota.context.evaluations, proposing=proposing)

    async def sends(address: str, actor: Actor = ANONYMOUS, **more: Any) -> Any:
        context = kota.context.acting(actor)
        context.address = address
        query = "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { errors { __typename } } }"
        given = SENT | {"plan": "kota"} | more
        return await SCHEMA.execute(query, variable_values={"i": given}, context_value=context)

    refused = await sends("198.51.100.1", text="")
    assert refused.errors is None, "what cannot be used costs nothing"
    for number in range(BURST):
        assert (await sends("198.51.100.1", idempotencyKey=f"k{number}")).errors is None
    [error] = (await sends("198.51.100.1")).errors
    assert (error.extensions["code"], error.extensions["retryAfter"]) == ("RATE_LIMITED", SECONDS)
    assert (await sends("198.51.100.1", idempotencyKey="k0")).errors is None, "what was sent is answered again"
    assert (await sends("198.51.100.2")).errors is None
    assert (await sends("198.51.100.1", AGENCY)).errors is None, "who signed in is somebody else"
    seconds[0] += SECONDS
    assert (await sends("198.51.100.1")).errors is None
    assert (await sends("198.51.100.1")).errors is not None
    assert len(await kota.store.proposals.all(INFO.slug)) == BURST + 3


async def test_an_answer_of_proposals_is_never_a_kept_one(kota: City) -> None:
    sign_in = SignIn(kota.store.tokens, AccessChoice(proposals_open=True))
    app = create_app(kota.store, sign_in=sign_in)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        for wanted in (0, 1, 2):
            found = (await http.post("/graphql", json={"query": LIST})).json()["data"]["plan"]["proposals"]
            assert found["totalCount"] == wanted
            await _sent(kota)


async def test_who_sent_it_is_forgotten_at_the_start_and_each_day(address: str) -> None:
    now = [datetime(2026, 3, 1, tzinfo=UTC)]
    store = Store.open(address, lambda: now[0])
    await store.upgrade()
    await store.create_plan(INFO)
    await store.apply(INFO.slug, beginning())
    evaluations = Evaluations(store, today=lambda: TODAY)
    kota = City(store, evaluations)
    kota.context = Context(store, evaluations, proposing=Proposing(is_open=True))
    await _sent(kota)
    shown = f'{{ plan(slug: "kota") {{ {PUBLIC.replace("proposal", "proposal(number: 1)")} }} }}'
    waited: list[float] = []

    class Enough(Exception):
        """Days enough."""

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        known = (await kota.ask(shown))["plan"]["proposal"]["name"]
        assert known == (PERSON["name"] if len(waited) <= 91 else None), len(waited)
        if len(waited) == 92:
            raise Enough
        now[0] += timedelta(seconds=seconds)

    with pytest.raises(Enough):
        await forget_daily(store, pause)
    assert waited == [DAY] * 92
    assert (await kota.ask(shown))["plan"]["proposal"]["text"] == MARK
    await store.close()
    assert await _forgets_later(store) == 3_600.0


async def _forgets_later(closed: Store) -> float:
    """How long it waits where the database cannot be used."""

    async def broken() -> int:
        from graph.store import Unavailable

        raise Unavailable

    closed.proposals.forget = broken  # type: ignore[method-assign]

    async def pause(seconds: float) -> None:
        raise TimeoutError(seconds)

    with pytest.raises(TimeoutError) as waited:
        await forget_daily(closed, pause)
    return float(waited.value.args[0])
