"""The pages that show what the code says are not stale."""

from docs.refresh import README, RULES, readme, rules


def test_the_readme_shows_the_real_answer_to_its_query() -> None:
    text = README.read_text("utf-8")
    assert readme(text) == text, "Run `make docs`."


def test_the_reference_of_rules_is_what_the_rules_say() -> None:
    assert RULES.read_text("utf-8") == rules(), "Run `make docs`."
