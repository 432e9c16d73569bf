"""What a masterplan program rested on before is compared with what it rests on now."""

from typing import Any

import pytest

from rules.engine import evaluate
from rules.masterplan import Adjustment, Readjustment, readjustments
from tests.rules.notation import Notation

BEFORE: dict[str, Any] = {
    "opds": {"A": "2.11", "B": "1.02"},
    "objectives": {"o": ["A", "Kota bersih"]},
    "priorities": ["o"],
    "programs": {"s": ["B", "2.11.11.2.01.0001", 500]},
    "masterplan": {"m": ["A", "Gas metan"]},
    "links": ["m aligns o", "s aligns m"],
}


def _compared(now: dict[str, Any]) -> Readjustment:
    [found] = readjustments(Notation(now).plan(), (), Notation(BEFORE).plan())
    return found


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"objectives": {}, "priorities": [], "links": ["s aligns m"]}, '"Kota bersih", left the RPJMD'),
        ({"objectives": {"o": ["A", "Kota hijau"]}}, 'now reads "Kota hijau"'),
        ({"priorities": []}, "is no priority any more"),
        ({"programs": {}, "links": ["m aligns o"]}, "left the Renja"),
        ({"programs": {"s": ["B", "2.11.11.2.01.0001"]}}, "has no budget any more"),
        (
            {"opds": {"B": "1.02"}, "objectives": {"o": ["B", "Kota bersih"]}, "masterplan": {"m": [None, "Gas"]}},
            "Its lead",
        ),
    ],
)
def test_what_is_gone_or_changed_asks_for_a_change(now: dict[str, Any], reason: str) -> None:
    found = _compared(BEFORE | now)
    assert found.adjustment is Adjustment.CHANGE
    assert [reason in each.en for each in found.reasons] == [True]


def test_what_rests_as_before_is_kept_and_what_is_new_has_no_before() -> None:
    assert _compared(BEFORE | {"objectives": {"o": ["A", "KOTA  bersih"]}}).adjustment is Adjustment.KEEP
    new = BEFORE | {"masterplan": {"n": ["A", "Gas metan"]}, "links": []}
    assert _compared(new).adjustment is Adjustment.KEEP


def _proposed(masterplan: list[Any]) -> tuple[Notation, Readjustment]:
    """A program of BEFORE that its carrier alone ties to anything, and what is proposed for it."""
    notation = Notation(BEFORE | {"masterplan": {"m": masterplan}, "links": ["s aligns m", "s aligns o"]})
    [found] = readjustments(notation.plan(), evaluate(notation.plan()).findings)
    return notation, found


def test_what_is_proposed_for_a_program_can_be_taken_over_one_after_the_other() -> None:
    notation, found = _proposed([None, "Gas metan"])
    plan = notation.plan()
    details = [each.detail for each in found.findings if each.remedy]
    assert details[-1] == "lead"
    assert "objective" in details
    for each in found.findings:
        [same] = [one for one in evaluate(plan).findings if one.fingerprint == each.fingerprint]
        plan = plan.apply(list(same.remedy))


def test_nothing_else_is_mended_in_a_program_that_goes() -> None:
    _, found = _proposed([None, "Gas metan", {"end_year": 1999}])
    assert found.adjustment is Adjustment.DROP
    assert [each.detail for each in found.findings] == ["ended"]
    assert len(found.reasons) > 1
