"""Answers that are kept: nobody can tell them from answers that were worked out anew."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import httpx
import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import event

from graph.change import ChangeSet, PutNode
from graph.model import Opd
from graph.record import Decision, DecisionStanding, StoredSuppression
from graph.snapshot import PlanInfo
from graph.store import NO_REQUEST, Store
from graph.store.token import TokenRole
from schema import SCHEMA
from schema.limit import Limits
from schema.request import ReadPlans
from schema.request.immutable import OF_A_REVISION
from service.access import AccessChoice, SignIn
from service.access_log import REQUEST_ID
from service.answers import Answer, Kept
from service.app import create_app
from service.http import GRAPHQL
from tests.effort import tried
from tests.schema.city import INFO, OTHER, TODAY, City, city

DATES = TODAY.replace(year=2999)
AT = 'query($at: Revision) { plan(slug: "kota", asOf: $at) { opds { totalCount } programs { totalCount } } }'
SAID = "nodes { rank title decision { standing } comments { totalCount } }"
QUERIES: list[tuple[str, dict[str, Any]]] = [
    ('{ plan(slug: "kota") { revision opds(first: 3) { totalCount nodes { name } } } }', {}),
    (AT, {"at": 1}),
    (AT, {"at": 2}),
    (f'{{ plan(slug: "kota") {{ initiatives {{ {SAID} }} }} }}', {}),
    ('{ plan(slug: "kota", asOf: 1) { findings { totalCount } suppressions { totalCount } } }', {}),
    ('{ plan(slug: "kota") { revisions { totalCount } region { name } scenarios { nodes { name } } } }', {}),
    ('{ plan(slug: "lain") { revision } }', {}),
    ("{ plans { nodes { slug revision region { name } } } }", {}),
    ('{ compare(plan: "kota", from: 0) { toRevision } }', {}),
    ('{ rule(code: "SY01") { code } viewer { name } }', {}),
    ('mutation { undoRevision(input: { plan: "lain", revision: 0 }) { errors { __typename } } }', {}),
]
WHO = ("", "planner", "stranger", "administrator", "former", "nobody")
METHODS = ("GET", "POST", "GET", "POST", "HEAD")
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "zstd", "Accept": GRAPHQL},
    {"Accept-Encoding": "identity", "Accept-Language": "en", "X-Forwarded-For": "192.0.2.7", "Cookie": "a=b"},
    {"If-None-Match": "*"},
    {"If-None-Match": "the last"},
    {"Accept": "image/png"},
    {"Content-Type": "text/plain"},
)
"""What requests bring; "the last" stands for the tag of the last answer to the same."""
ALIKE = ("content-type", "content-encoding", "content-length", "x-content-type-options", "www-authenticate", "allow")
"""Headers that are the same whether or not answers are kept."""
Step = tuple[str, int, str, str, int]
ASK = st.tuples(
    st.just("ask"),
    st.integers(0, len(QUERIES) - 1),
    st.sampled_from(WHO),
    st.sampled_from(METHODS),
    st.integers(0, len(HEADERS) - 1),
)
WRITE = st.tuples(
    st.sampled_from(("revise", "undo", "decide", "comment", "suppress", "scenario", "rename", "revoke")),
    st.integers(0, 3),
    st.just(""),
    st.just(""),
    st.just(0),
)


class Service:
    """Two services over one database, of which one keeps answers, and a third program that writes to it as well."""

    def __init__(self, kota: City, other: Store, choice: AccessChoice) -> None:
        self.kota = kota
        self.other = other
        self.choice = choice
        self.tokens = {"": "", "nobody": "sinergi_0_nobody"}
        self.tags: dict[tuple[int, str], str] = {}

    async def open(self) -> None:
        """Make the tokens and the two services."""
        self.ids = {}
        for name, role, region in (
            ("planner", TokenRole.PLANNER, INFO.region_code),
            ("stranger", TokenRole.VIEWER, OTHER.region_code),
            ("administrator", TokenRole.ADMINISTRATOR, "*"),
        ):
            made = await self.kota.store.tokens.create(name, role, region)
            self.tokens[name], self.ids[name] = made.text, made.token.id
        self.tokens["former"] = self.tokens["stranger"]
        self.keeping = self._client(Limits())
        self.fresh = self._client(Limits(cached_answers=0))
        evaluation = await self.kota.context.evaluations.get(INFO.slug)
        self.initiatives = [each.fingerprint for each in evaluation.initiatives]
        self.findings = [each.fingerprint for each in evaluation.findings]

    def _client(self, limits: Limits) -> httpx.AsyncClient:
        app = create_app(self.kota.store, limits=limits, sign_in=SignIn(self.kota.store.tokens, self.choice))
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")

    async def step(self, step: Step) -> None:
        """Write something, or ask both and compare; whoever keeps answers is asked twice, as it may know more then."""
        what, number, who, method, which = step
        if what != "ask":
            await self.write(what, number)
            return
        headers = dict(HEADERS[which])
        if headers.get("If-None-Match") == "the last":
            headers["If-None-Match"] = self.tags.get((number, who), '"none"')
        fresh, *keeping = [
            await self.ask(each, number, who, method, headers) for each in (self.fresh, self.keeping, self.keeping)
        ]
        for each in keeping:
            assert (each.status_code, each.content) == (fresh.status_code, fresh.content), step
            for name in (*ALIKE, *(["etag"] if method == "GET" else [])):
                assert each.headers.get(name) == fresh.headers.get(name), (step, name)
        one, other = ({**each.headers, REQUEST_ID.lower(): ""} for each in keeping)
        assert one == other, step
        self.tags[number, who] = fresh.headers.get("etag", '"none"')

    async def ask(
        self, client: httpx.AsyncClient, number: int, who: str, method: str = "POST", headers: Mapping[str, str] = {}
    ) -> httpx.Response:
        """Ask one of the queries."""
        query, variables = QUERIES[number]
        headers = ({"Authorization": f"Bearer {self.tokens[who]}"} if who else {}) | dict(headers)
        if method != "POST" and not query.startswith("mutation"):
            given = {"query": query, "variables": str(variables).replace("'", '"')}
            return await client.request(method, "/graphql", params=given, headers=headers)
        content = json.dumps({"query": query, "variables": variables})
        return await client.post("/graphql", content=content, headers={"Content-Type": "application/json"} | headers)

    async def write(self, what: str, number: int) -> None:
        """Write, by this program's store or by another's."""
        store = (self.kota.store, self.other)[number % 2]
        latest = (await store.plan(INFO.slug)).revision
        initiative = self.initiatives[number % len(self.initiatives)]
        match what:
            case "revise":
                node = Opd(id=f"opd/baru-{latest}", name=f"Dinas {latest}", short_name=f"D{latest}")
                changes = ChangeSet(changes=(PutNode(node=node),), author="ani", reason="", base_revision=latest)
                await store.apply(INFO.slug, changes)
            case "undo" if latest > 1:
                await store.undo(INFO.slug, latest, "ani")
            case "decide":
                standing = list(DecisionStanding)[number % 3]
                stands = {each.fingerprint: each.id for each in await store.decisions(INFO.slug)}
                said = Decision(fingerprint=initiative, standing=standing)
                await store.decide(INFO.slug, said, seen=stands.get(initiative))
            case "comment":
                await store.comments.add(INFO.slug, initiative, "Baik", "ani")
            case "suppress":
                finding = self.findings[number % len(self.findings)]
                said = StoredSuppression(
                    fingerprint=finding, rule="", message="", message_en="", reason="a", author="a",
                    expires=DATES,
                )  # fmt: skip
                await store.suppressions.add(INFO.slug, said)
            case "scenario":
                name = f"s{len(await store.scenarios.all(INFO.slug))}"
                await store.scenarios.create(INFO.slug, name, (), base=1, author="", reason="", asked=NO_REQUEST)
            case "rename":
                count = len(await store.plans())
                region = PlanInfo(slug=f"p{count}", title="P", region_code=INFO.region_code,
                                  region_name=f"Kota {count}", start_year=2025, end_year=2029)  # fmt: skip
                await store.create_plan(region)
            case "revoke" if number == 3:
                await self._renew("stranger")

    async def _renew(self, name: str) -> None:
        await self.other.tokens.revoke(self.ids[name])
        role = TokenRole.VIEWER
        made = await self.other.tokens.create(name, role, INFO.region_code)
        self.ids[name] = made.token.id
        self.tokens[name] = made.text


async def _opened(folder: Path, *, reading_open: bool = True) -> Service:
    address = f"sqlite:///{folder / 'sinergi.db'}"
    service = Service(await city(address), Store.open(address), AccessChoice(reading_open=reading_open))
    await service.open()
    return service


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    opened = await _opened(tmp_path)
    yield opened
    await opened.kota.store.close()
    await opened.other.close()


@tried(4, *HealthCheck)
@given(steps=st.lists(st.one_of(ASK, ASK, ASK, WRITE), min_size=25, max_size=50), reading_open=st.booleans())
def test_kept_answers_are_those_that_would_be_worked_out_anew_whoever_writes_and_asks_in_whatever_order(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], reading_open: bool
) -> None:
    async def run() -> None:
        service = await _opened(tmp_path_factory.mktemp("answers"), reading_open=reading_open)
        try:
            for step in steps:
                await service.step(step)
        finally:
            await service.kota.store.close()
            await service.other.close()

    asyncio.run(run())


async def test_a_kept_answer_is_found_before_graphql_is_asked_and_dropped_with_any_write(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    execute = type(SCHEMA).execute

    async def noting(self: Any, query: str, *args: Any, **kwargs: Any) -> Any:
        ran.append(query)
        return await execute(self, query, *args, **kwargs)

    monkeypatch.setattr(type(SCHEMA), "execute", noting)

    async def runs(number: int, who: str = "") -> int:
        before = len(ran)
        await service.ask(service.keeping, number, who)
        return len(ran) - before

    assert [await runs(3), await runs(3), await runs(3, "planner"), await runs(3, "planner")] == [1, 0, 1, 0]
    for what in ("revise", "undo", "decide", "comment", "suppress", "scenario", "rename"):
        for number in (0, 1):
            await service.write(what, number)
            assert [await runs(3), await runs(3)] == [1, 0], (what, number)
    assert [await runs(6), await runs(6)] == [1, 0]
    await service.write("comment", 1)
    assert await runs(6) == 0  # nothing was written to the other plan
    assert [await runs(9), await runs(9)] == [1, 0]
    assert [await runs(10), await runs(10)] == [1, 1]  # a mutation


WRITER = """
import asyncio, sys
from graph.store import Store

async def write():
    store = Store.open(sys.argv[1])
    for line in sys.stdin:
        await store.comments.add("kota", line.strip(), "Baik", "ani")
        print("done", flush=True)
    await store.close()

asyncio.run(write())
"""


async def test_what_another_process_writes_is_seen_by_the_very_next_request(service: Service, tmp_path: Path) -> None:
    command = (sys.executable, "-c", WRITER, f"sqlite:///{tmp_path / 'sinergi.db'}")
    initiative = service.initiatives[0]

    async def comments() -> int:
        plan = (await service.ask(service.keeping, 3, "")).json()["data"]["plan"]
        return sum(each["comments"]["totalCount"] for each in plan["initiatives"]["nodes"])

    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as other:  # noqa: ASYNC220 - the two take turns
        assert other.stdin is not None
        assert other.stdout is not None
        for count in range(10):
            assert await comments() == await comments() == count
            print(initiative, file=other.stdin, flush=True)
            assert other.stdout.readline() == "done\n"
        assert await comments() == 10
        other.stdin.close()


async def test_no_statement_runs_for_a_kept_answer_of_a_file_that_nobody_wrote_to(service: Service) -> None:
    statements: list[str] = []
    engine = service.kota.store._reader.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    for _ in range(2):  # worked out; then kept, and the stamps are read
        await service.ask(service.keeping, 3, "")
    assert statements
    statements.clear()
    for _ in range(3):
        await service.ask(service.keeping, 3, "")
    assert statements == []
    await service.write("comment", 1)
    await service.ask(service.keeping, 3, "")
    assert statements


async def test_what_is_wrong_is_never_kept(service: Service) -> None:
    for query in ('{ plan(slug: "baru") { revision } }', "{ plan }", '{ plan(slug: "kota", asOf: 2) { revision } }'):
        answer = await service.keeping.post("/graphql", json={"query": query})
        assert "errors" in answer.json()
    await service.write("revise", 1)
    info = PlanInfo(slug="baru", title="B", region_code="00.03", region_name="Baru", start_year=2025, end_year=2029)
    await service.other.create_plan(info)
    for query in ('{ plan(slug: "baru") { revision } }', '{ plan(slug: "kota", asOf: 2) { revision } }'):
        assert "errors" not in (await service.keeping.post("/graphql", json={"query": query})).json()


async def test_every_form_of_an_answer_has_its_own_strong_tag_and_is_known_again(service: Service) -> None:
    query = {"query": '{ plan(slug: "kota") { programs { nodes { name code } } } }'}
    tags = set()
    for accept in ("application/json", GRAPHQL):
        for encoding in ("identity", "gzip", "zstd"):
            headers = {"Accept": accept, "Accept-Encoding": encoding}
            for client in (service.keeping, service.fresh, service.keeping):
                answer = await client.get("/graphql", params=query, headers=headers)
                tag = answer.headers["etag"]
                assert tag.startswith('"')
                assert answer.headers.get("content-encoding", "identity") == encoding
                assert answer.json() == (await service.fresh.get("/graphql", params=query)).json()
                again = await client.get("/graphql", params=query, headers=headers | {"If-None-Match": f"W/{tag}"})
                assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
                tags.add(tag)
    assert len(tags) == 6
    await service.write("revise", 0)
    query = {"query": '{ plan(slug: "kota") { opds { totalCount } } }'}
    tag = (await service.keeping.get("/graphql", params=query)).headers["etag"]
    await service.write("revise", 1)
    assert (await service.keeping.get("/graphql", params=query, headers={"If-None-Match": tag})).status_code == 200


@pytest.mark.parametrize(
    ("query", "fixed"),
    [
        ('{ plan(slug: "kota", asOf: 1) { title opds { nodes { name programs { totalCount } } } } }', True),
        ('{ program(plan: "kota", code: "2.16.03", asOf: 1) { dependencies { node { label } } } }', True),
        ('{ plan(slug: "kota") { title } }', False),
        ('{ a: plan(slug: "kota", asOf: 1) { title } b: plan(slug: "kota") { title } }', False),
        ('{ plan(slug: "kota", asOf: 1) { findings { totalCount } } }', False),
        ('{ plan(slug: "kota", asOf: 1) { region { name } } }', False),
        ('{ plan(slug: "kota", asOf: 1) { ...All } } fragment All on Plan { revisions { totalCount } }', False),
        ('{ plan(slug: "kota", asOf: 1) { opds { nodes { initiatives { totalCount } } } } }', False),
        ("{ plans { totalCount } }", False),
        ('{ rule(code: "SY01") { code } }', False),
    ],
)
async def test_only_what_a_given_revision_alone_says_need_not_be_asked_again(
    service: Service, query: str, fixed: bool
) -> None:
    long = "max-age=86400, immutable" if fixed else "no-cache"
    for _ in range(2):
        open_ = await service.keeping.get("/graphql", params={"query": query})
        assert open_.headers["cache-control"] == (f"public, {long}" if fixed else long)
        headers = {"Authorization": f"Bearer {service.tokens['planner']}"}
        own = await service.keeping.get("/graphql", params={"query": query}, headers=headers)
        assert own.headers["cache-control"] == f"private, {long}"
        assert "Authorization" in own.headers["vary"]
    wrong = await service.keeping.get("/graphql", params={"query": '{ plan(slug: "kota", asOf: 9) { title } }'})
    assert wrong.headers["cache-control"] == "private, no-cache"


async def test_where_reading_is_closed_nobody_else_may_keep_an_answer(tmp_path: Path) -> None:
    service = await _opened(tmp_path, reading_open=False)
    query = {"query": '{ plan(slug: "kota", asOf: 1) { title } }'}
    headers = {"Authorization": f"Bearer {service.tokens['planner']}"}
    answer = await service.keeping.get("/graphql", params=query, headers=headers)
    assert answer.headers["cache-control"] == "private, max-age=86400, immutable"
    refused = await service.keeping.get("/graphql", params=query)
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    await service.kota.store.close()
    await service.other.close()


def everything(kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    """All fields of a type that say only what stands in a revision, so deep."""
    shown = ["__typename"]
    for name, field in kind.fields.items():
        below = get_named_type(field.type)
        if any(is_required_argument(each) for each in field.args.values()):
            continue
        if is_leaf_type(below):
            shown.append(name)
        elif below.name.removesuffix("Connection").removesuffix("Edge") in OF_A_REVISION and depth:
            shown.append(f"{name} {{ {everything(below, depth - 1)} }}")
    return " ".join(shown)


async def test_whatever_happens_later_a_given_revision_says_the_same_of_all_that_it_alone_says(
    service: Service,
) -> None:
    schema = SCHEMA._schema
    plan = schema.type_map["Plan"]
    assert isinstance(plan, GraphQLObjectType)
    query = f'{{ plan(slug: "kota", asOf: 1) {{ {everything(plan, 3)} }} }}'
    wide = SCHEMA.within(Limits(tokens=10**6, document=10**7, cost=10**9, depth=30, repeats=10**6))

    async def answer() -> Any:
        found = await wide.execute(query, context_value=service.kota.context.acting(service.kota.context.actor))
        assert found.errors is None
        return found.data

    before = await answer()
    for what in ("decide", "comment", "suppress", "scenario", "revise", "revise", "undo", "rename"):
        for number in range(4):
            await service.write(what, number)
    assert await answer() == before


async def test_answers_take_no_more_room_than_they_may(service: Service) -> None:
    kept = Kept(service.kota.store.stamps, 20_000)
    for number in range(100):
        kept.keep((number, b"key"), Answer([], b"x" * 900, None, ReadPlans()))
        assert kept.size <= 20_000
    assert len(kept) > 5
    kept.keep(("large",), Answer([], b"x" * 5_000, None, ReadPlans()))
    kept.keep(("unknown",), Answer([], b"", None, None))
    assert await kept.find(("large",)) is await kept.find(("unknown",)) is None
    assert await kept.find((99, b"key")) is not None
    assert await kept.find((0, b"key")) is None


async def test_many_who_ask_at_once_share_a_reading_that_begins_after_they_came(service: Service) -> None:
    stamps = service.kota.store.stamps
    first = await stamps.of([INFO.slug])
    found = await asyncio.gather(*(stamps.of([INFO.slug]) for _ in range(20)), stamps.of(None))
    assert all(each[INFO.slug] == first[INFO.slug] for each in found)
    assert set(found[-1]) == {INFO.slug, OTHER.slug}
    running = asyncio.ensure_future(stamps.of([INFO.slug]))
    await asyncio.sleep(0)
    await service.write("comment", 1)
    assert (await stamps.of([INFO.slug]))[INFO.slug] == first[INFO.slug] + 1
    await running
