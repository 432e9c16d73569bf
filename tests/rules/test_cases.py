"""Every rule has cases that it must flag and cases that it must not; they stand beside each other in a data file."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from rules.catalogue import RULES
from rules.rule import AnyRule
from service import demo
from tests.example import example_evaluation
from tests.rules.notation import Notation

HERE = Path(__file__).parent


def _file(rule: AnyRule) -> Path:
    return HERE / rule.family.value / f"{rule.name.replace('-', '_')}.yaml"


@cache
def _read(rule: AnyRule) -> list[Any]:
    found: list[Any] = yaml.load(_file(rule).read_text("utf-8"), yaml.CSafeLoader)
    return found


def _cases() -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.code} {case['name']}")
        for rule in RULES
        if _file(rule).exists()
        for case in _read(rule)
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_cases_that_it_must_and_must_not_flag(rule: AnyRule) -> None:
    cases = _read(rule)
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_a_rule_finds_just_what_its_case_says(rule: AnyRule, case: dict[str, Any]) -> None:
    options = msgspec.convert(case.get("options", {}), rule.options)
    found = list(rule.findings(Notation(case["plan"]).plan(), options))
    expected = case["finds"] or []
    assert len(found) == len(expected), [each.message.id for each in found]
    for finding, wanted in zip(found, expected, strict=True):
        for name, value in wanted.items():
            actual = finding.message.id if name == "says" else getattr(finding, name)
            assert actual == _tuples(value), name
        assert finding.message.id
        assert "{" not in finding.message.id + finding.message.en


@pytest.mark.parametrize(("rule", "case"), [each for each in _cases() if each.values[0].sees])
def test_what_a_rule_does_not_see_makes_no_difference_in_its_cases(rule: AnyRule, case: dict[str, Any]) -> None:
    options = msgspec.convert(case.get("options", {}), rule.options)
    plan = Notation(case["plan"]).plan()
    assert list(rule.findings(plan, options)) == list(rule._findings(plan, options))


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_what_a_rule_does_not_see_makes_no_difference_in_a_region(slug: str) -> None:
    plan = example_evaluation(slug).plan
    for rule in RULES:
        if rule.sees:
            options = rule.options()
            assert list(rule.findings(plan, options)) == list(rule._findings(plan, options)), rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented_in_four_parts(rule: AnyRule) -> None:
    first = rule.explanation.en.splitlines()[0]
    assert first.startswith(f"{rule.code} ")
    for part in ("Why: ", "Evidence: ", "Remedy: "):
        assert f"\n{part}" in rule.explanation.en
