"""The groups of people that come with the package are written so that a planner can check them."""

from rules.asking import groups
from rules.knowledge import knowledge
from rules.knowledge.words import stems


def test_every_group_has_a_reason_a_source_and_an_id_of_its_own() -> None:
    assert len({group.id for group in groups()}) == len(groups())
    for group in groups():
        assert group.name_en and group.reason.endswith(".") and group.source, group.id


def test_the_theme_of_a_group_is_one_that_knowledge_has() -> None:
    assert {group.theme for group in groups() if group.theme} <= knowledge().themes.keys()


def test_no_word_of_one_group_is_a_word_of_another() -> None:
    said: dict[tuple[str, ...], str] = {}
    for group in groups():
        for word in group.words:
            assert said.setdefault(stems(word.removeprefix("=")), group.id) == group.id, word
