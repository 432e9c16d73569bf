"""Whoever reads Indonesian gets a rule's title and explanation in Indonesian, with all that the English one names."""

import re
from pathlib import Path

import pytest

from rules.catalogue import RULES
from rules.explanation import FILE, explained, explanations
from rules.finding import Text
from rules.rule import AnyRule

NAMED = re.compile(
    r"``[^`]+``"  # what stands in code
    r"|\b[A-Z]{2}\d\d\b"  # rules
    r"|\b[A-Z]\.[A-Z]{2}(?:\.\d+)+"  # codes of the nomenclature
    r"|\b\d+/\d{4}\b|\b[A-Z]+-\d+-\w+\b|\b(?:19|20)\d\d\b"  # sources and years
    r"|(?<=\s)[-+]\d"  # bounds
)


def _package(rule: AnyRule) -> str:
    return str(rule.check.__module__).rpartition(".")[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_of_ours_has_an_indonesian_title_and_explanation_in_four_parts(rule: AnyRule) -> None:
    assert rule.title.id
    assert rule.title.en
    assert rule.explanation.id != rule.explanation.en
    first, *rest = rule.explanation.id.splitlines()
    assert first.startswith(f"{rule.code} {rule.title.id}. ")
    assert [part.partition(": ")[0] for part in rest] == ["", "Mengapa", "Bukti", "Perbaikan"]
    for part in (first.partition(". ")[2], *(part.partition(": ")[2] for part in rest[1:])):
        assert part.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_indonesian_explanation_names_what_the_english_one_names(rule: AnyRule) -> None:
    def named(text: str) -> set[str]:
        options = {name for name in rule.options.__struct_fields__ if re.search(rf"`{name}`", text)}
        return {*NAMED.findall(text), *options}

    assert named(rule.explanation.id) == named(rule.explanation.en)


def test_titles_tell_rules_apart_and_nothing_is_written_of_a_rule_that_is_not_there() -> None:
    assert len({rule.title.id for rule in RULES}) == len({rule.title.en for rule in RULES}) == len(RULES)
    for package in {_package(rule) for rule in RULES}:
        assert set(explanations(package)) == {rule.code for rule in RULES if _package(rule) == package}


def test_a_rule_of_others_without_indonesian_text_shows_its_name_and_its_docstring() -> None:
    said = "ZZ01 own-rule. Finds it.\n\nWhy: because."
    assert explained(None, "ZZ01", "own-rule", said) == (Text("Own rule", "Own rule"), Text(said, said))


def test_a_file_of_explanations_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "unfinished_rules"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / FILE).write_text('[ZZ01]\ntitle = "Aturan sendiri"\n', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match=rf"unfinished_rules/{FILE}: .*title_en"):
        explanations("unfinished_rules")
