"""Lead: who leads a theme follows from mandates and work, never from the alphabet, and never from a territory."""

from typing import Any

from graph.model import Theme
from rules.asking import by_mandate, fields_of, members
from rules.asking.lead import Choice
from tests.rules.notation import Notation


def chosen(**written: Any) -> Choice:
    plan = Notation(written).plan()
    theme = plan.get(Theme, "t")
    return by_mandate(plan, theme, members(plan, theme).opds)


def test_a_kecamatan_leads_no_theme_of_the_whole_region() -> None:
    choice = chosen(
        opds={"A": ["7.01", "2.13"], "B": ["7.01", "2.13"], "Z": "2.08"},
        programs={"a": ["A", "7.01.03.2.02.0003"], "b": ["B", "7.01.03.2.02.0003"], "z": ["Z", "2.08.02.2.01.0001"]},
        themes={"t": {"lead": "2.13", "core": ["2.08"]}},
        links=["a contributes t 3", "b contributes t 3", "z contributes t 1"],
    )
    assert choice.lead == "Z"
    assert "Kecamatan memimpin di wilayahnya" in choice.reason.id


def test_among_equal_mandates_the_work_that_is_the_themes_own_counts_first() -> None:
    choice = chosen(
        opds={"A": "1.03", "B": "1.03"},
        programs={name: [name[0].upper(), "1.03.02.2.01.0001"] for name in ("a1", "a2", "a3", "b1")},
        themes={"t": {"lead": "1.03"}},
        links=["a1 contributes t 1", "a2 contributes t 1", "a3 contributes t 1", "b1 contributes t 3"],
    )
    assert choice.lead == "B"


def test_what_only_the_order_of_codes_decides_is_told() -> None:
    choice = chosen(
        opds={"Z": ["1.03", "1.04"], "A": ["1.03", "2.10"]},
        programs={"a": ["A", "1.03.02.2.01.0001"], "z": ["Z", "1.03.02.2.01.0001"]},
        themes={"t": {"lead": "1.03"}},
        links=["a contributes t 3", "z contributes t 3"],
    )
    assert choice.lead == "Z"
    assert choice.reason.id.endswith("Setara dengannya: A; dipilih menurut urutan kode.")
    assert "order of codes" in choice.reason.en


def test_a_unit_brings_its_work_to_its_agency() -> None:
    choice = chosen(
        opds={"A": "1.02", "U": None, "B": "1.06"},
        programs={"u": ["U", "1.02.02.2.02.0001"], "b": ["B", "1.06.02.2.01.0001"]},
        themes={"t": {"lead": "1.02", "core": ["1.06"]}},
        links=["A contains U", "u contributes t 3", "b contributes t 3"],
    )
    assert choice.lead == "A"


def test_a_stray_sub_activity_gives_an_agency_of_unknown_mandate_no_field() -> None:
    stray = Notation(
        {
            "opds": {"A": None},
            "programs": {
                **{f"own{n}": ["A", f"1.02.02.2.02.000{n}"] for n in range(1, 6)},
                "stray": ["A", "1.03.05.2.01.0022"],
            },
        }
    ).plan()
    assert fields_of(stray, stray.opds[0]) == {"1.02"}


def test_a_theme_that_nobody_works_on_or_holds_has_no_lead() -> None:
    choice = chosen(opds={"A": "1.02"}, themes={"t": {"lead": "2.13"}})
    assert (choice.lead, choice.runner_up) == ("", "")
