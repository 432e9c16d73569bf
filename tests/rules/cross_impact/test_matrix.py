"""A round as it stands: means, agreement, what rests on a proposal alone, and what counts of what was said."""

from fractions import Fraction

import pytest

from graph.agreement import CrossImpact, ImpactItem, ImpactScore, ProposedScore, counted_scores
from graph.vocabulary import Text
from rules.cross_impact import Cell, ImpactAgreement, scored_matrix


def said(source: str, target: str, score: int | None, author: str = "ani", id_: int = 1, opd: str = "") -> ImpactScore:
    return ImpactScore(id=id_, source=source, target=target, score=score, author=author, opd=opd)


def proposed(source: str, target: str, score: int) -> ProposedScore:
    return ProposedScore(source=source, target=target, score=score, reason=Text("sebab", "why"))


def a_round(*proposals: ProposedScore) -> CrossImpact:
    items = tuple(ImpactItem(id=each, name=Text(each, each)) for each in "abc")
    return CrossImpact(title="x", items=items, proposals=proposals, revision=1)


@pytest.mark.parametrize(
    ("scores", "agreement"),
    [
        ((), ImpactAgreement.NONE),
        ((2,), ImpactAgreement.SINGLE),
        ((2, 3, 3), ImpactAgreement.AGREED),
        ((0, -1), ImpactAgreement.AGREED),
        ((1, 3), ImpactAgreement.DIFFERING),
        ((0, -2), ImpactAgreement.DIFFERING),
        ((-1, 1), ImpactAgreement.DISPUTED),
        ((0, 3), ImpactAgreement.DISPUTED),
        ((3, 2, -3), ImpactAgreement.DISPUTED),
    ],
)
def test_how_far_judges_agree(scores: tuple[int, ...], agreement: ImpactAgreement) -> None:
    cell = Cell(source="a", target="b", said=tuple(said("a", "b", each) for each in scores), proposal=None)
    assert (cell.agreement, cell.scores) == (agreement, scores)


def test_the_mean_of_all_judges_counts_and_a_proposal_until_there_is_one() -> None:
    of = a_round(proposed("a", "b", -2), proposed("b", "a", 3))
    made = scored_matrix(of, [said("a", "b", 1), said("a", "b", 2, "budi"), said("a", "b", 2, "citra")])
    cells = {(each.source, each.target): each for each in made.cells}
    assert list(cells) == [("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b")]
    assert [each.value for each in cells.values()] == [Fraction(5, 3), None, 3, None, None, None]
    assert (cells["a", "b"].proposal, cells["b", "a"].mean) == (of.proposals[0], None)
    ranked = {each.influence.item: each for each in made.ranking}
    assert (ranked["a"].influence.first, ranked["a"].proposed, ranked["a"].unknown) == (Fraction(5, 3), 0, 1)
    assert (ranked["b"].influence.first, ranked["b"].proposed, ranked["b"].unknown) == (3, 1, 1)
    assert (made.judges, made.agreements[ImpactAgreement.AGREED], made.agreements[ImpactAgreement.NONE]) == (3, 1, 5)


def test_the_latest_score_of_a_judge_counts_and_one_that_is_taken_back_does_not() -> None:
    first, second = said("a", "b", 1, id_=1), said("a", "b", 3, id_=4)
    other = said("a", "b", -1, "budi", 2)
    assert counted_scores((second, other, first)) == (second, other)
    assert counted_scores((second, other, said("a", "b", None, id_=5))) == (other,)


def test_an_agency_is_one_judge_whoever_writes_for_it_and_no_person() -> None:
    mine, theirs = said("a", "b", 1, id_=1, opd="opd/a"), said("a", "b", 2, "budi", 2, "opd/a")
    own = said("a", "b", 3, "budi", 3)
    assert counted_scores((mine, theirs, own)) == (theirs, own)
