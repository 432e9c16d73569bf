"""What a rule proposes fits the plan, and takes the finding away."""

from typing import Any

import pytest

from rules.alignment.priority_program_without_dimension import priority_program_without_dimension
from rules.alignment.program_without_objective import program_without_objective
from rules.rule import AnyRule
from rules.synergy.data_maker_and_user import data_maker_and_user
from rules.synergy.quick_win import quick_win
from tests.rules.notation import Notation

OUTCOME = {
    "opds": {"A": "1.03"},
    "objectives": {"o": ["A", "Menurunnya luas genangan"], "p": ["A", "Meningkatnya mutu jalan"]},
    "programs": {"pengelolaan_genangan": ["A", "1.03.06", 5], "jalan": ["A", "1.03.10", 5]},
    "links": ["jalan aligns p"],
}
DIMENSION = {
    "opds": {"A": "1.02"},
    "dimensions": {"SL": ["SL-2", "SL-3"]},
    "programs": {
        "a": ["A", "1.02.02.2.01.0001", 900_000_000],
        "b": ["A", "1.02.02.2.01.0002", 5],
        "c": ["A", "1.02.02.2.01.0003", 5],
        "d": ["A", "1.02.02.2.01.0004", 5],
    },
    "links": ["b contributes SL-3", "c contributes SL-2", "d contributes SL-2"],
}
DATA = {
    "opds": {"A": "2.12", "B": "1.02", "C": "1.06"},
    "programs": {
        "a": ["A", "2.12.04.2.01.0001", 5],
        "b": ["B", "1.02.02.2.01.0001", 5],
        "c": ["C", "1.06.05.2.01.0001", 5],
    },
    "links": ["b depends_on a data", "c depends_on a data"],
}
THEME = {
    "opds": {"A": "1.02", "B": "1.06"},
    "programs": {
        "p": ["A", "1.02.02.2.02", 9],
        "a": ["A", "1.02.02.2.02.0001", 5],
        "b": ["B", "1.06.05.2.01.0001", 7],
    },
    "indicators": {"i": ["p", "Lansia yang dilayani", 80, 40]},
    "themes": {"t": {"lead": "1.02", "core": "1.06"}},
    "links": ["p contains a", "a contributes t 2", "b contributes t 1"],
}
CASES: list[tuple[AnyRule, dict[str, Any], set[str]]] = [
    (program_without_objective, OUTCOME, {"aligns:pengelolaan_genangan>o"}),
    (priority_program_without_dimension, DIMENSION, {"contributes:a>SL-2"}),
    (data_maker_and_user, DATA, {"supports:B>a", "supports:C>a"}),
    (quick_win, THEME, {"leads:A>t", "supports:B>t"}),
]


@pytest.mark.parametrize(("rule", "written", "ties"), CASES, ids=[rule.code for rule, _, _ in CASES])
def test_a_proposal_makes_the_ties_that_mend_its_finding(rule: AnyRule, written: Any, ties: set[str]) -> None:
    plan = Notation(written).plan()
    (finding,) = rule.findings(plan, rule.options())
    themes = {theme.id for theme in plan.themes}
    stored = plan.apply([])
    changes = [each for each in finding.remedy if getattr(getattr(each, "node", None), "id", "") not in themes]
    mended = stored.apply(changes)
    assert mended.links.keys() - plan.links.keys() == ties
    assert list(rule.findings(mended, rule.options())) == []


def test_an_outcome_that_shares_no_word_is_not_proposed() -> None:
    written = OUTCOME | {"objectives": {"o": ["A", "Lingkungan sehat"], "p": ["A", "Meningkatnya mutu jalan"]}}
    (finding,) = program_without_objective.findings(Notation(written).plan(), program_without_objective.options())
    assert finding.remedy == ()
