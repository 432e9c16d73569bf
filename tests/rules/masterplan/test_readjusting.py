"""What a masterplan program rested on before is compared with what it rests on now."""

from typing import Any

import pytest

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
