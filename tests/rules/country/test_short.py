"""What a plan came to in short says what its evaluation says, and what it is made of adds up."""

import pytest

from graph.record.gist import Basis
from rules.country import gist, likeness, structure
from service import demo
from tests.example import example_evaluation

BASIS = Basis(revision=1, configuration="", program="")


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_the_gist_of_an_example_names_its_initiatives_with_their_facts_and_practices(slug: str) -> None:
    evaluation = example_evaluation(slug)
    made = gist(evaluation, BASIS)
    assert [(each.fingerprint, each.score) for each in made.initiatives] == [
        (each.fingerprint, each.score.total) for each in evaluation.initiatives
    ]
    for short, whole in zip(made.initiatives, evaluation.initiatives, strict=True):
        assert [each.rule for each in short.facts] == [each.rule for each in whole.facts]
        assert set(short.practices) == {each.practice.id for each in whole.actions if each.practice}
        assert set(short.examples) == {each.id for each in whole.examples}
        assert short.theme == (whole.theme if whole.theme.startswith("theme/") else "")
    named = {id_ for each in made.initiatives for id_ in (*each.practices, *each.examples)}
    assert [each.id for each in made.practices] == sorted(named)
    assert any(each.facts for each in made.initiatives)
    assert any(each.practices for each in made.initiatives)
    assert {each.theme for each in made.initiatives} > {""}


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_the_shares_of_a_plan_add_up_to_the_whole(slug: str) -> None:
    made = structure(example_evaluation(slug).plan)
    for shares in (made.fields, made.dimensions, made.indicators):
        assert sum(shares.values()) == pytest.approx(1, abs=0.005)
        assert list(shares) == sorted(shares)
    assert made.fields["1.02"] > 0.04
    assert all(key == "" or key.startswith("dimension/") for key in made.dimensions)


def test_a_region_is_wholly_like_itself_but_for_what_counts_under_nothing_and_less_like_another() -> None:
    one, other = (structure(example_evaluation(slug).plan) for slug in demo.DEMOS)
    own, across = likeness(one, one), likeness(one, other)
    assert own is not None
    assert across is not None
    assert {part.name: part.value for part in own.parts} == {
        name: pytest.approx(1 - shares.get("", 0), abs=0.005)
        for name, shares in (("fields", one.fields), ("dimensions", one.dimensions), ("indicators", one.indicators))
    }
    assert 0 < across.value < own.value
    assert across == likeness(other, one)
    largest = across.parts[0].largest
    assert [share for _, share in largest] == sorted((share for _, share in largest), reverse=True)
    assert len(largest) == 3
