"""What values are called stands once, and for each value: no more and no less."""

from enum import Enum

import pytest
from graphql import GraphQLEnumType, build_schema

from graph.vocabulary import VOCABULARY, called, words, words_of
from rules.configuration import Weights
from rules.finding import Family
from schema import sdl


class Direction(Enum):
    """Has more values than the vocabulary names."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"
    ROUND = "round"


def test_every_section_names_the_values_of_an_enumeration_of_the_api_or_the_parts_of_a_score() -> None:
    kinds = build_schema(sdl()).type_map
    for section, named in VOCABULARY.items():
        kind = kinds[section]
        values = set(kind.values) if isinstance(kind, GraphQLEnumType) else set(Weights.__struct_fields__)
        assert values == named.keys(), section


def test_every_word_is_there_in_both_languages_and_begins_as_within_a_sentence() -> None:
    for named in VOCABULARY.values():
        for text in named.values():
            assert text.id == text.id.strip() and text.en == text.en.strip() and text.id and text.en
            assert text.id[0].islower() or text.id.isupper()


def test_a_value_without_a_word_and_a_word_without_a_value_are_told_when_the_code_is_loaded() -> None:
    with pytest.raises(ValueError, match="Direction: ROUND"):
        words(Direction)
    with pytest.raises(ValueError, match="ScorePart: confidence"):
        words_of([name for name in Weights.__struct_fields__ if name != "confidence"], "ScorePart")
    with pytest.raises(ValueError, match="Family: ALIGNMENT"):
        called(Family.SYNERGY)  # the API calls it RuleFamily
    assert called(Family.SYNERGY, "RuleFamily").begun().id == "Sinergi"
