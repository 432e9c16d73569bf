"""The pages that show what the code says are not stale, and leave nothing out."""

from pathlib import Path

import pytest
from graphql import (
    FieldNode,
    GraphQLObjectType,
    NoDeprecatedCustomRule,
    OperationDefinitionNode,
    validate,
)

from tests.effort import long
from tests.schema.built import BUILT
from tools.answers import answered, examples
from tools.refresh import API, CROSS_IMPACT, EVALUATION, MEETINGS, QUESTIONS, README, RULES, rules


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(README, id="README.md"),
        long(API, id="api.md"),
        long(MEETINGS, id="meetings.md"),
        long(QUESTIONS, id="questions.md"),
        long(EVALUATION, id="evaluation.md"),
        long(CROSS_IMPACT, id="cross-impact.md"),
    ],
)
def test_a_page_shows_the_real_answers_to_its_queries(page: Path) -> None:
    text = page.read_text("utf-8")
    assert answered(text) == text, "Run `make docs`."


def test_the_reference_of_rules_is_what_the_rules_say() -> None:
    assert RULES.read_text("utf-8") == rules(), "Run `make docs`."


def test_the_pages_of_the_api_have_an_example_of_every_operation() -> None:
    built = BUILT
    shown = {
        selected.name.value
        for page in (API, MEETINGS, QUESTIONS, EVALUATION, CROSS_IMPACT)
        for document in examples(page.read_text("utf-8"))
        for operation in document.definitions
        if isinstance(operation, OperationDefinitionNode)
        for selected in operation.selection_set.selections
        if isinstance(selected, FieldNode)
    }
    roots = (built.query_type, built.mutation_type, built.subscription_type)
    fields = {name: each for root in roots if isinstance(root, GraphQLObjectType) for name, each in root.fields.items()}
    assert {name for name, each in fields.items() if each.deprecation_reason is None} - shown == set()


@pytest.mark.parametrize(
    "page", [README, API, MEETINGS, QUESTIONS, EVALUATION, CROSS_IMPACT], ids=lambda path: path.name
)
def test_no_example_of_a_page_asks_for_what_is_to_go(page: Path) -> None:
    asked = examples(page.read_text("utf-8"))
    assert [error.message for each in asked for error in validate(BUILT, each, [NoDeprecatedCustomRule])] == []
