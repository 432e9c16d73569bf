"""What an evaluation came to is kept once for each plan, and whoever keeps answers learns of it."""

import threading

import pytest

from graph.record.gist import Basis, Gist, GistFact, GistInitiative, GistPractice, Structure
from graph.store import Store
from graph.store import gist as store_of_gists
from graph.vocabulary import Text
from tests.graph.store.city import SLUG, agency, on

BASIS = Basis(revision=0, configuration="a", program="1")
GIST = Gist(
    basis=BASIS,
    initiatives=(
        GistInitiative(
            fingerprint="f",
            title=Text("Judul", "Title"),
            theme="theme/a",
            theme_name=Text("Tema \0", "Theme"),
            score=0.5,
            facts=(GistFact("gap", "SY09"),),
            practices=("p",),
            examples=("q",),
        ),
    ),
    practices=(GistPractice(id="p", name="P", region="R", level="A"),),
    failed_rules=("OV01",),
    structure=Structure(fields={"1.01": 1.0}, dimensions={"dimension/SG": 1.0}, indicators={"": 1.0}),
)


async def test_a_gist_is_given_as_it_was_kept_and_a_later_one_stands_in_its_place(store: Store) -> None:
    assert await store.gists.of([SLUG]) == {}
    await store.gists.put(SLUG, GIST)
    later = await store.gists.put(SLUG, Gist(basis=Basis(revision=1, configuration="b", program="2")))
    assert later.made_at is not None
    assert await store.gists.of([SLUG, "lain"]) == {SLUG: later}
    assert await store.gists.bases() == {SLUG: later.basis}
    again = await store.gists.put(SLUG, GIST)
    assert again.initiatives == GIST.initiatives
    (read,) = (await store.gists.of([SLUG])).values()
    assert read.initiatives[0].theme_name == Text("Tema ", "Theme")
    assert (read.practices, read.failed_rules, read.structure) == (GIST.practices, GIST.failed_rules, GIST.structure)


async def test_gists_of_plans_that_are_not_asked_for_are_not_given(store: Store) -> None:
    await store.gists.put(SLUG, GIST)
    assert await store.gists.of([]) == {}


async def test_a_new_gist_makes_kept_answers_of_the_plan_old_and_changes_no_revision(store: Store) -> None:
    await store.apply(SLUG, on(0, agency("pu")))
    before = await store.plan(SLUG)
    await store.gists.put(SLUG, GIST)
    after = await store.plan(SLUG)
    assert (after.stamp, after.revision) == (before.stamp + 1, before.revision)


async def test_gists_are_read_where_nobody_who_is_answered_waits(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.gists.put(SLUG, GIST)
    threads: list[int] = []
    whole = store_of_gists._decoded

    def decoded(bodies: dict[str, bytes]) -> dict[str, Gist]:
        threads.append(threading.get_ident())
        return whole(bodies)

    monkeypatch.setattr(store_of_gists, "_decoded", decoded)
    assert set(await store.gists.of([SLUG])) == {SLUG}
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()
