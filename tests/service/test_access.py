"""Who may do what: by role and region, with refusals as data."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
)

from acts import ANONYMOUS, EVERYWHERE, STRANGER, Actor, Operation, Role, may
from acts.access import allowed
from graph.vocabulary import called
from schema.request import Context
from service.app import create_app
from tests.schema.built import BUILT
from tests.schema.city import INFO, OTHER, PLANNER, City, city
from tests.service.asking import asking, attempt, with_role

VIEWER, AGENCY, PLANNERS, ADMINISTRATORS = Role.VIEWER, Role.AGENCY, Role.PLANNER, Role.ADMINISTRATOR
MAY: dict[Operation, tuple[bool, bool, bool, bool, bool]] = {
    # nobody, viewer, agency, planner, administrator
    Operation.READ: (False, True, True, True, True),
    Operation.CREATE_PLAN: (False, False, False, True, True),
    Operation.IMPORT: (False, False, False, True, True),
    Operation.CHANGE_PLAN: (False, False, False, True, True),
    Operation.JUDGE_LINK: (False, False, False, True, True),
    Operation.READ_SCENARIO: (False, False, True, True, True),
    Operation.DRAFT_SCENARIO: (False, False, False, True, True),
    Operation.PUBLISH_SCENARIO: (False, False, False, True, True),
    Operation.DECIDE: (False, False, False, True, True),
    Operation.COMMENT: (False, False, True, True, True),
    Operation.SPEAK: (False, False, True, True, True),
    Operation.VOTE: (False, False, True, True, True),
    Operation.REPORT_TASK: (False, False, True, True, True),
    Operation.READ_MEETING: (False, False, True, True, True),
    Operation.HOLD_MEETING: (False, False, False, True, True),
    Operation.HOLD_CROSS_IMPACT: (False, False, False, True, True),
    Operation.SCORE_CROSS_IMPACT: (False, False, True, True, True),
    Operation.ASSIGN_TASK: (False, False, False, True, True),
    Operation.GIVE_ACCESS: (False, False, False, False, True),
    Operation.PROPOSE: (False, True, True, True, True),
    Operation.ANSWER_PROPOSAL: (False, False, False, True, True),
    Operation.SUPPRESS: (False, False, False, True, True),
    Operation.ASSESS: (False, False, False, True, True),
    Operation.UNDO_OWN: (False, False, False, True, True),
    Operation.UNDO: (False, False, False, False, True),
    Operation.READ_AUDIT: (False, False, False, False, True),
}
OF_THE_PUBLIC = {"submitProposal"}
"""What nobody has to sign in for, where the service is open to it: ``tests/service/test_proposals.py``."""
MUTATIONS = sorted(BUILT.type_map["Mutation"].fields.keys() - OF_THE_PUBLIC)  # type: ignore[attr-defined]


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


@pytest.mark.parametrize("operation", Operation)
def test_each_role_may_do_what_the_table_says_and_in_its_own_region_only(operation: Operation) -> None:
    actors = [Actor(), *(Actor(name="a", roles={"00.01": role}) for role in Role)]
    assert tuple(may(actor, operation, "00.01") for actor in actors) == MAY[operation]
    assert not any(may(actor, operation, "00.02") for actor in actors)
    everywhere = [Actor(), *(Actor(name="a", roles={EVERYWHERE: role}) for role in Role)]
    assert tuple(may(actor, operation, "00.02") for actor in everywhere) == MAY[operation]


def test_the_page_about_signing_in_says_of_each_operation_who_may() -> None:
    page = (Path(__file__).parents[2] / "docs/sign-in.md").read_text("utf-8")
    told = {
        row[0]: tuple(bool(cell.strip()) for cell in row[1].split("|")[:4])
        for row in re.findall(r"^\| `([a-z-]+)`[^|]*\|(.*)$", page, re.MULTILINE)
        if row[0] in {each.value for each in Operation}
    }
    assert told == {operation.value: may_[1:] for operation, may_ in MAY.items()}


def test_the_higher_of_two_roles_counts() -> None:
    actor = Actor(name="a", roles={EVERYWHERE: VIEWER, "00.01": PLANNERS, "00.02": ADMINISTRATORS})
    assert allowed(actor, PLANNERS, "00.01")
    assert not allowed(actor, ADMINISTRATORS, "00.01")
    assert allowed(actor, ADMINISTRATORS, "00.02")
    assert not allowed(actor, PLANNERS, "00.03")


LEAST = {
    **dict.fromkeys(("giveAccess", "revokeAccess"), ADMINISTRATORS),
    **dict.fromkeys(
        ("commentOnInitiative", "noteItem", "voteOnItem", "reportTask", "sayOfLink", "proposeLink", "scoreCrossImpact"),
        AGENCY,
    ),
}
"""The mutations that take another role than a planner at least."""
OTHERS_WORK = {"undoRevision"}
"""The mutations that take an administrator where someone else's work is concerned, as here."""


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_every_mutation_is_refused_as_data_to_every_role_that_may_not_do_it(kota: City, mutation: str) -> None:
    least = ADMINISTRATORS if mutation in OTHERS_WORK else LEAST.get(mutation, PLANNERS)
    before = await kota.store.plan(INFO.slug)
    tried = [
        Actor(name="ani", roles={region: role} | more)
        for role in Role
        for region in (INFO.region_code, OTHER.region_code, EVERYWHERE)
        for more in ({}, {OTHER.region_code: ADMINISTRATORS}, {EVERYWHERE: VIEWER})
        if region not in more
    ]
    for actor in sorted((None, ANONYMOUS, STRANGER, *tried), key=lambda each: bool(each and _may(each, least))):
        errors = await attempt(kota, mutation, actor)
        if actor is not None and _may(actor, least):
            assert all(error["__typename"] != "Forbidden" for error in errors), actor
            continue
        [error] = errors
        assert error["__typename"] == "Forbidden", actor
        assert called(Role[error["role"]]).id in error["message"]
        assert await kota.store.plan(INFO.slug) == before


def _may(actor: Actor, least: Role) -> bool:
    """By the words of the documentation, not by the code: the role counts in the plan's region or in all of them."""
    return max(actor.roles.get(INFO.region_code, 0), actor.roles.get(EVERYWHERE, 0)) >= least


def test_every_mutation_takes_one_input_and_answers_one_payload_of_the_same_shape() -> None:
    mutations = BUILT.type_map["Mutation"]
    assert isinstance(mutations, GraphQLObjectType)
    for name, field in mutations.fields.items():
        assert list(field.args) == ["input"], name
        input_, payload = get_named_type(field.args["input"].type), get_named_type(field.type)
        assert isinstance(input_, GraphQLInputObjectType)
        assert isinstance(payload, GraphQLObjectType)
        assert {"plan", "clientMutationId", "idempotencyKey"} <= input_.fields.keys()
        if name != "createPlan":  # there is no revision yet
            assert "expectedRevision" in input_.fields
        assert {"revision", "clientMutationId", "errors"} <= payload.fields.keys()
        assert "MutationPayload" in {each.name for each in payload.interfaces}


PUBLIC = {"acrossRegions", "plans", "regions", "rules", "rule", "knowledge", "viewer"}
"""Root fields that say nothing of a plan, or only of those that may be read."""
OF_ADMINISTRATORS = {"auditLog"}
"""Root fields that only administrators may ask, whether reading is open or closed."""
DRAFTS = {"scenario", "compareScenarios"}
"""For planners and agencies, however open reading is: ``tests/service/test_scenarios.py``."""


@pytest.mark.parametrize("field", sorted(BUILT.query_type.fields.keys() - PUBLIC - OF_ADMINISTRATORS - DRAFTS))  # type: ignore[union-attr]
async def test_every_question_about_a_plan_is_open_unless_reading_is_closed(kota: City, field: str) -> None:
    query, variables = asking(field)
    assert (await kota.answer(query, None, **variables)).errors is None
    kota.context = Context(kota.store, kota.context.evaluations, STRANGER, reading_open=False)
    for actor in (None, Actor(name="dewi", roles={OTHER.region_code: ADMINISTRATORS})):
        [error] = (await kota.answer(query, actor, **variables)).errors
        assert error.extensions["code"] == "FORBIDDEN"
    for role in Role:
        assert (await kota.answer(query, with_role(role), **variables)).errors is None


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("filter_", ["", '(filter: { plan: "kota" })', f'(filter: {{ region: "{INFO.region_code}" }})'])
@pytest.mark.parametrize("field", sorted(OF_ADMINISTRATORS))
async def test_what_is_for_administrators_is_refused_to_all_others(
    kota: City, field: str, filter_: str, *, is_open: bool
) -> None:
    kota.context = Context(
        kota.store, kota.context.evaluations, ANONYMOUS if is_open else STRANGER, reading_open=is_open
    )
    query = f"{{ {field}{filter_} {{ totalCount nodes {{ plan {{ slug }} }} }} }}"
    elsewhere = Actor(name="dewi", roles={OTHER.region_code: ADMINISTRATORS, EVERYWHERE: PLANNERS})
    for actor in (
        None,
        *(with_role(role) for role in Role if role < ADMINISTRATORS),
        *([elsewhere] if filter_ else []),
    ):
        answer = await kota.answer(query, actor)
        assert [error.extensions["code"] for error in answer.errors] == ["FORBIDDEN"]
        assert not any((answer.data or {}).values())
    for actor in (with_role(ADMINISTRATORS), Actor(name="citra", roles={EVERYWHERE: ADMINISTRATORS})):
        assert {each["plan"]["slug"] for each in (await kota.ask(query, actor))[field]["nodes"]} >= {INFO.slug}


async def test_what_is_changed_is_not_shown_to_who_may_not_read_it(kota: City) -> None:
    """A mutation that is refused gives nothing of the plan away beside its refusal."""
    kota.context = Context(kota.store, kota.context.evaluations, STRANGER, reading_open=False)
    query = """mutation { editOpd(input: { plan: "kota", id: "opd/dkk", expectedRevision: 0, opd: { name: "X" } }) {
        revision plan { title } node { name } changes { totalCount }
        errors { __typename ... on RevisionConflict { actual } } } }"""
    payload = (await kota.ask(query, Actor(name="dewi", roles={OTHER.region_code: ADMINISTRATORS})))["editOpd"]
    assert payload == {
        "revision": None, "plan": None, "node": None, "changes": {"totalCount": 0},
        "errors": [{"__typename": "Forbidden"}],
    }  # fmt: skip


async def test_plans_that_may_not_be_read_are_not_listed(kota: City) -> None:
    query = "{ plans { totalCount nodes { slug } } }"
    assert (await kota.ask(query, None))["plans"]["totalCount"] == 2
    kota.context = Context(kota.store, kota.context.evaluations, STRANGER, reading_open=False)
    assert (await kota.ask(query, None))["plans"] == {"totalCount": 0, "nodes": []}
    assert (await kota.ask(query, PLANNER))["plans"]["nodes"] == [{"slug": INFO.slug}]


async def test_over_http_whoever_did_not_sign_in_reads_and_changes_nothing(kota: City) -> None:
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        query = """mutation { addOpd(input: { plan: "kota", opd: { name: "A", shortName: "A" } }) {
            revision errors { __typename ... on Problem { message } } } }"""
        answer = (await http.post("/graphql", json={"query": query})).json()
        assert answer["data"]["addOpd"]["errors"][0]["__typename"] == "Forbidden"
        read = await http.post("/graphql", json={"query": '{ plan(slug: "kota") { revision } }'})
        assert read.json()["data"]["plan"]["revision"] == 1
