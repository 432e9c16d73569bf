"""Cross-impact rounds beside a plan: scores are added while a round is open, and stay as they are once it is closed."""

import msgspec
import pytest

from graph.agreement import CrossImpact, ImpactItem, ImpactScore, Party, ProposedScore
from graph.store import CrossImpactClosed, ReusedKey, RevisionConflict, Store, UnknownCrossImpact, request
from graph.vocabulary import Text
from tests.graph.store.city import SLUG

ITEMS = tuple(ImpactItem(id=each, name=Text(each, each)) for each in ("dimension/SG", "dimension/SE"))
ROUND = CrossImpact(
    title="FGD\0 lintas OPD",
    items=ITEMS,
    proposals=(ProposedScore(source="dimension/SG", target="dimension/SE", score=2, reason=Text("a", "b")),),
    invited=(Party(id="opd/a", name="A"),),
    revision=0,
    author="ani",
)


def said(score: int | None, author: str = "ani", opd: str = "", reason: str = "") -> ImpactScore:
    pair = {"source": "dimension/SG", "target": "dimension/SE"}
    return ImpactScore(**pair, score=score, author=author, opd=opd, reason=reason)


async def scores(store: Store, number: int) -> list[tuple[int | None, str, str]]:
    found = (await store.cross_impacts.scores(SLUG, [number]))[number]
    return [(each.score, each.author, each.opd) for each in found]


async def test_a_round_is_opened_scored_and_closed_and_all_of_it_is_noted(store: Store) -> None:
    number = await store.cross_impacts.open(SLUG, ROUND)
    kept = await store.cross_impacts.get(SLUG, number)
    assert kept.made_at is not None
    assert kept == msgspec.structs.replace(ROUND, id=number, title="FGD lintas OPD", made_at=kept.made_at)
    await store.cross_impacts.score(SLUG, number, (said(2, reason="x"),), "ani")
    await store.cross_impacts.score(SLUG, number, (said(-1, "budi", "opd/a"),), "budi")
    await store.cross_impacts.score(SLUG, number, (said(3),), "ani")
    assert await scores(store, number) == [(3, "ani", ""), (-1, "budi", "opd/a")]
    more = (Party(id="opd/a", name="A baru"), Party(id="opd/b", name="B"))
    await store.cross_impacts.invite(SLUG, number, more, "ani")
    assert [each.name for each in (await store.cross_impacts.get(SLUG, number)).invited] == ["A", "B"]
    await store.cross_impacts.close(SLUG, number, "citra")
    closed = await store.cross_impacts.get(SLUG, number)
    assert (closed.is_closed, closed.closed_by) == (True, "citra")
    other = await store.cross_impacts.open(SLUG, ROUND)
    assert [each.id for each in await store.cross_impacts.all(SLUG)] == [number, other]
    told = [(str(each.kind), str(each.action), each.subject, each.actor, each.reason)
            for each in await store.audit.after(SLUG, 0, 100)][1:]  # fmt: skip
    assert told == [
        ("cross_impact", "created", str(number), "ani", "FGD lintas OPD"),
        ("cross_impact", "scored", str(number), "ani", "x"),
        ("cross_impact", "scored", str(number), "budi", ""),
        ("cross_impact", "scored", str(number), "ani", ""),
        ("cross_impact", "changed", str(number), "ani", "A baru, B"),
        ("cross_impact", "closed", str(number), "citra", ""),
        ("cross_impact", "created", str(other), "ani", "FGD lintas OPD"),
    ]


async def test_a_score_that_is_taken_back_counts_no_more(store: Store) -> None:
    number = await store.cross_impacts.open(SLUG, ROUND)
    await store.cross_impacts.score(SLUG, number, (said(2),), "ani")
    await store.cross_impacts.score(SLUG, number, (said(None),), "ani")
    assert await scores(store, number) == []


async def test_a_closed_round_stays_as_it_is(store: Store) -> None:
    number = await store.cross_impacts.open(SLUG, ROUND)
    await store.cross_impacts.score(SLUG, number, (said(2),), "ani")
    await store.cross_impacts.close(SLUG, number, "ani")
    before = await store.cross_impacts.get(SLUG, number)
    for deed in (
        store.cross_impacts.score(SLUG, number, (said(1),), "ani"),
        store.cross_impacts.invite(SLUG, number, (Party(id="opd/b", name="B"),), "ani"),
        store.cross_impacts.close(SLUG, number, "budi"),
    ):
        with pytest.raises(CrossImpactClosed, match="sudah ditutup"):
            await deed
    assert (await store.cross_impacts.get(SLUG, number), await scores(store, number)) == (before, [(2, "ani", "")])


async def test_what_is_asked_again_is_done_once(store: Store) -> None:
    asked = request("k", b"1", author="ani")
    number = await store.cross_impacts.open(SLUG, ROUND, asked)
    assert await store.cross_impacts.open(SLUG, ROUND, asked) == number
    scored = request("s", b"2", author="ani")
    for _ in range(2):
        assert await store.cross_impacts.score(SLUG, number, (said(1),), "ani", scored) == number
    assert len([each for each in await store.audit.after(SLUG, 0, 100) if str(each.action) == "scored"]) == 1
    with pytest.raises(ReusedKey):
        await store.cross_impacts.close(SLUG, number, "ani", request("k", b"other"))
    with pytest.raises(RevisionConflict):
        await store.cross_impacts.close(SLUG, number, "ani", request("c", b"3", expected=7))


async def test_a_round_is_of_its_plan_alone(store: Store) -> None:
    number = await store.cross_impacts.open(SLUG, ROUND)
    await store.create_plan(msgspec.structs.replace((await store.plan(SLUG)).info, slug="lain"))
    for deed in (
        store.cross_impacts.get("lain", number),
        store.cross_impacts.score("lain", number, (said(1),), "ani"),
        store.cross_impacts.close(SLUG, number + 1, "ani"),
    ):
        with pytest.raises(UnknownCrossImpact):
            await deed
    assert (await store.cross_impacts.scores("lain", [number]), await store.cross_impacts.all("lain")) == (
        {number: ()}, (),
    )  # fmt: skip
