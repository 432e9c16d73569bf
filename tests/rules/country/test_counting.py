"""Themes, facts and practices of all plans are counted once for each plan that has them."""

import pytest

from graph.record.gist import Basis, Gist, GistFact, GistInitiative, GistPractice
from graph.vocabulary import Text
from rules.country import facts, practices, themes

GAP, BEHIND = GistFact("gap", "SY09"), GistFact("indicator_behind", "AL02")


def _initiative(theme: str, score: float, *facts: GistFact, follows: str = "", names: str = "") -> GistInitiative:
    return GistInitiative(
        fingerprint=theme,
        title=Text(theme, theme),
        theme=theme,
        theme_name=Text(f"Tema {theme}", f"Theme {theme}"),
        score=score,
        facts=facts,
        practices=tuple(follows.split()),
        examples=tuple(names.split()),
    )


def _gist(*initiatives: GistInitiative) -> Gist:
    ids = sorted({id_ for each in initiatives for id_ in (*each.practices, *each.examples)})
    return Gist(
        basis=Basis(revision=1, configuration="", program=""),
        initiatives=initiatives,
        practices=tuple(GistPractice(id=id_, name=id_, region="", level="A") for id_ in ids),
    )


GISTS = {
    "b": _gist(_initiative("air", 0.2, GAP, GAP, follows="p"), _initiative("", 0.9, GAP, BEHIND, names="p q")),
    "a": _gist(_initiative("air", 0.4, BEHIND), _initiative("api", 0.5, names="p")),
}


def test_a_theme_has_the_plans_with_an_initiative_for_it_and_their_mean_score() -> None:
    found = {each.id: (each.plans, each.name.en) for each in themes(GISTS)}
    assert found == {"air": (("a", "b"), "Theme air"), "api": (("a",), "Theme api")}
    assert themes(GISTS)[0].score == pytest.approx(0.3)


def test_a_fact_counts_once_for_each_initiative_that_opens_with_it() -> None:
    assert {(each.fact.kind, each.initiatives, each.plans) for each in facts(GISTS)} == {
        ("gap", 2, ("b",)),
        ("indicator_behind", 2, ("a", "b")),
    }


def test_a_practice_that_an_action_follows_is_not_also_only_named() -> None:
    assert [(each.practice.id, each.followed, each.named) for each in practices(GISTS)] == [
        ("p", ("b",), ("a",)),
        ("q", (), ("b",)),
    ]


def test_nothing_is_counted_of_no_plan() -> None:
    assert (themes({}), facts({}), practices({})) == ((), (), ())
