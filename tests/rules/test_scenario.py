"""A remedy, tried as a scenario: the finding that it mends goes, and nothing is written."""

import pytest

from graph.change import PutNode
from graph.snapshot import PlanGraph
from rules.engine import evaluate
from rules.finding import Finding
from rules.scenario import what_if
from tests.example import example_evaluation, example_plan


def with_remedy(rule: str) -> Finding:
    return next(finding for finding in example_evaluation().findings if finding.rule == rule and finding.remedy)


@pytest.mark.parametrize("rule", ["SY01", "SY02", "SY07", "SY09", "DP01"])
def test_the_finding_that_a_remedy_mends_goes_and_the_plan_stays(rule: str) -> None:
    finding = with_remedy(rule)
    after, difference = what_if(example_evaluation(), finding.remedy)
    assert finding.fingerprint in {each.fingerprint for each in difference.gone}
    assert finding.fingerprint not in {each.fingerprint for each in after.findings}
    assert not {each.fingerprint for each in difference.gone} & {each.fingerprint for each in difference.came}
    assert example_plan().links.keys() == PlanGraph(example_plan().info, 1, example_plan().contents).links.keys()


def test_every_remedy_fits_its_plan() -> None:
    for finding in example_evaluation().findings:
        if finding.remedy:
            example_plan().apply(finding.remedy)


def test_two_remedies_of_one_theme_fit_one_after_the_other() -> None:
    first = with_remedy("SY02")
    once = example_plan().apply(first.remedy)
    again = evaluate(once)
    rest = [each for each in again.findings if each.key == first.key and each.rule in {"SY01", "SY02"} and each.remedy]
    for finding in rest[:1]:
        once.apply(finding.remedy)
    assert rest


def test_a_remedy_fits_a_plan_that_holds_its_theme_already() -> None:
    first = with_remedy("SY01")
    theme = next(change for change in first.remedy if isinstance(change, PutNode))
    held = example_plan().apply([theme])
    again = evaluate(held)
    same = next(each for each in again.findings if each.fingerprint == first.fingerprint)
    _, difference = what_if(again, same.remedy)
    assert same.fingerprint in {each.fingerprint for each in difference.gone}
