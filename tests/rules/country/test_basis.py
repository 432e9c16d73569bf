"""What a kept evaluation rests on is another wherever it would come out otherwise, and the same wherever not."""

import datetime
from pathlib import Path

from msgspec.structs import replace

from rules.configuration import Configuration, Suppression, Weights
from rules.country import basis

TODAY = datetime.date(2026, 1, 1)
ASIDE = Suppression(rule="SY01", reason="tahu", author="ani", expires=TODAY)


def test_rules_options_weights_and_what_is_set_aside_make_another_basis() -> None:
    made = [
        basis(1, each)
        for each in (
            Configuration(),
            Configuration(ignore=("SY",)),
            Configuration(options={"SY01": {"min_opds": 3}}),
            Configuration(weights=Weights(facts=1)),
            Configuration(suppressions=(ASIDE,), today=TODAY),
        )
    ]
    assert len({each.configuration for each in made}) == len(made)
    assert basis(2, Configuration()) != basis(1, Configuration())


def test_a_reason_a_day_on_which_it_still_holds_or_one_that_is_over_make_none() -> None:
    plain = basis(1, Configuration())
    held = basis(1, Configuration(suppressions=(ASIDE,), today=TODAY))
    assert basis(1, Configuration(suppressions=(replace(ASIDE, reason="lain", expires=None),))) == held
    over = Configuration(suppressions=(ASIDE,), today=TODAY + datetime.timedelta(1))
    assert basis(1, over) == plain


def test_a_file_of_own_knowledge_counts_by_what_it_says_wherever_it_lies(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml")]
    for path, text in zip(files, ("drop: [persampahan]", "drop: [persampahan]", "drop: [stunting]"), strict=True):
        path.write_text(text, "utf-8")
    one, same, other = (basis(1, Configuration(knowledge=str(path))) for path in files)
    assert one == same
    assert len({one.configuration, other.configuration, basis(1, Configuration()).configuration}) == 3
