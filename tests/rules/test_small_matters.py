"""What is recommended of small plans, each of which is about one thing."""

from typing import Any

import msgspec
import pytest

from rules.configuration import Configuration
from rules.engine import Evaluation, ask, conclude
from rules.knowledge import knowledge, known_of
from rules.recommend import Initiative
from tests.rules.notation import Notation


def evaluated(written: dict[str, Any], **options: dict[str, Any]) -> Evaluation:
    """Evaluate a plan in the notation with what it says that its themes take, and options by the codes of rules."""
    configuration = Configuration(options=options)
    plan = Notation(written).plan()
    return conclude(ask(plan, configuration, linked=plan), configuration)


def with_team(written: dict[str, Any], *words: str) -> Evaluation:
    """The same of a plan for whose theme a team stands that is about these words alone."""
    plan = Notation(written).plan()
    team = msgspec.structs.replace(knowledge().teams[0], themes=("t",), words=words)
    plan.made[known_of] = msgspec.structs.replace(known_of(plan), teams=(team,))
    return conclude(ask(plan, linked=plan))


def only(evaluation: Evaluation, theme: str = "t") -> Initiative:
    """The one initiative on a theme."""
    (found,) = (each for each in evaluation.candidates if each.theme == theme)
    return found


SARANA: dict[str, Any] = {
    "opds": {"D": 2.13, "K": 5.02, "U": 7.01, "B": 7.01, "T": 7.01},
    "programs": {
        "d": ["D", "2.13.04.2.01.0001", 50_000_000],
        "u": ["U", "7.01.03.2.02.0002", 200_000_000],
        "b": ["B", "7.01.03.2.02.0002", 250_000_000],
        "t": ["T", "7.01.03.2.02.0002", 500_000_000],
    },
    "names": dict.fromkeys("ubt", "Sarana Kelurahan"),
    "indicators": {
        "i": ["u", "Jumlah sarana", 10, None, 4, "Unit"],
        "j": ["b", "Jumlah sarana", 100, None, 4, "Unit"],
        "k": ["t", "Jumlah sarana", 30, None, 4, "Unit"],
    },
    "themes": {"p": {"lead": 2.13}},
    "components": {"p": {"bina": [2.13, ["2.13.04"], "essential"], "sarana": [7.01, ["7.01.03"], "essential"]}},
    "links": [f"{each} contributes p 3" for each in "dubt"],
}


def test_all_who_do_work_of_uneven_cost_agree_on_a_standard_under_who_leads_the_matter() -> None:
    action = only(evaluated(SARANA), "p").actions[0]
    assert action.title.id == 'Satu standar belanja untuk "Sarana Kelurahan"'
    assert (action.lead, set(action.opds)) == ("D", {"D", "K", "U", "B", "T"})
    assert {each.by.id for each in action.handovers} == {"sebelum RKA 2025 disusun"}
    assert {(each.giver, each.receiver) for each in action.handovers} == {
        ("U", "D"),
        ("B", "D"),
        ("T", "D"),
        ("D", "K"),
    }
    assert "bagi D dan 3 kecamatan" in action.output.id


BARE: dict[str, Any] = {
    "opds": {"R": 5.01, "A": 1.02, "B": 1.03, "C": 2.11, "D": 1.06},
    "programs": {
        "a": ["A", "1.02.02.2.01.0001", 0],
        "b": ["A", "1.02.02.2.01.0002", 0],
        "c": ["B", "1.03.02.2.01.0001", 0],
        "d": ["C", "2.11.02.2.01.0001", 0],
        "e": ["D", "1.06.02.2.01.0001", 0],
        "f": ["D", "1.06.02.2.01.0002", 500_000_000],
    },
    "indicators": {f"i{each}": [each, "Jumlah", 10, None, 4, "Orang"] for each in "abcdef"},
}


def test_much_work_without_money_is_one_session_of_who_plans_and_those_with_most() -> None:
    found = only(evaluated(BARE, CP12={"least": 5}), "promises-without-money")
    (action,) = found.actions
    assert (action.lead, action.opds) == ("R", ("R", "A", "B", "C"))
    assert {(each.giver, each.receiver) for each in action.handovers} == {("A", "R"), ("B", "R"), ("C", "R")}
    assert {each.opd for each in found.participants} == {"R", "A", "B", "C", "D"}
    assert [each.rule for each in found.facts] == ["CP12"]


WAITS: dict[str, Any] = {
    "opds": {"R": 5.01, "A": 1.02, "B": 1.06},
    "programs": {
        "a": ["A", "1.02.02.2.01.0001", 0],
        "m": ["A", "1.02.02.2.01.0002", 400_000_000],
        "b": ["B", "1.06.02.2.01.0001", 300_000_000],
    },
    "indicators": {"i": ["a", "Jumlah", 10, None, 4, "Orang"]},
    "themes": {"t": {"lead": 1.02}},
    "components": {"t": {"layanan": [1.02, ["1.02.02"], "essential"], "bantuan": [1.06, ["1.06.02"], "essential"]}},
    "links": ["a contributes t 3", "m contributes t 3", "b contributes t 3"],
}


@pytest.mark.parametrize(
    ("changed", "opens"),
    [
        ({}, False),
        ({"links": [*WAITS["links"], "b depends_on a data"]}, True),
        ({"components": {"t": {"layanan": [1.02, ["1.02.02", "1.06.02"], "essential"]}}}, False),
        ({"programs": WAITS["programs"] | {"m": ["A", "1.02.03.2.01.0002", 400_000_000]}}, True),
    ],
    ids=["alone", "waited-for", "beside-another", "whole-part"],
)
def test_a_line_without_money_opens_a_matter_where_more_than_a_desk_needs_it(
    changed: dict[str, Any], opens: bool
) -> None:
    found = evaluated(WAITS | changed)
    assert any(each.rule == "CP05" for each in found.findings)
    assert bool(only(found).facts) is opens


WAITED: dict[str, Any] = WAITS | {
    "names": {"a": "Data keluarga miskin", "b": "Bantuan keluarga"},
    "links": [*WAITS["links"], "b depends_on a data"],
}


@pytest.mark.parametrize(("words", "sits"), [((), True), (("keluarga miskin",), True), (("tuberkulosis",), False)])
def test_a_team_for_less_than_the_matter_stands_where_its_words_are_said(words: tuple[str, ...], sits: bool) -> None:
    found = only(with_team(WAITED, *words))
    assert found.actions
    assert (found.team is not None) is sits


@pytest.mark.parametrize(("words", "sits"), [(("bantuan",), True), (("tuberkulosis",), False)])
def test_of_a_matter_without_an_action_its_work_says_what_it_is_about(words: tuple[str, ...], sits: bool) -> None:
    found = only(with_team(WAITS | {"names": {"b": "Bantuan keluarga"}}, *words))
    assert not found.actions
    assert (found.team is not None) is sits


PAID = 300_000_000
STALLED: dict[str, Any] = {
    "opds": {"R": 5.01, "S": 4.01, "A": 1.02, "B": 1.06},
    "programs": {
        "a": ["A", "1.02.02.2.01.0001", 2_000_000_000],
        "m": ["A", "1.02.02.2.01.0002", 400_000_000],
        "b": ["B", "1.06.02.2.01.0001", 300_000_000],
        "s": ["S", "4.01.03.2.03.0001", 300_000_000],
    },
    "names": {"a": "Pengadaan alat", "b": "Bantuan keluarga", "s": "Pengelolaan Pengadaan Barang dan Jasa"},
    "spent": {"a": [0, 2]},
    "indicators": {"i": ["a", "Jumlah alat", 10, 0, 2, "Unit"]},
    "themes": {"t": {"lead": 1.02}},
    "components": {
        "t": {"layanan": [1.02, ["1.02.02.2.01"], "essential"], "bantuan": [1.06, ["1.06.02"], "essential"]}
    },
    "links": ["a contributes t 3", "m contributes t 3", "b contributes t 3"],
}
BESIDE: dict[str, Any] = {"components": {"t": {"layanan": [1.02, ["1.02.02", "1.06.02"], "essential"]}}}


@pytest.mark.parametrize(
    ("changed", "opens"),
    [
        ({}, False),
        ({"programs": STALLED["programs"] | {"a": ["A", "1.02.02.2.01.0001", 5_000_000_000]}}, True),
        (BESIDE, True),
        ({"indicators": {"i": ["a", "Jumlah alat", 10, 40, 2, "Unit"]}}, True),
        ({"indicators": {"i": ["a", "Jumlah alat", 10, 0, 2, "Dokumen"]}}, True),
        (BESIDE | {"indicators": {"i": ["a", "Jumlah pasien", 10, 0, 2, "Orang"]}}, True),
        (BESIDE | {"indicators": {"i": ["a", "Jumlah pasien", 9, 0, 2, "Orang"]}}, False),
    ],
    ids=[
        "tender-alone",
        "great-money",
        "work-beside-it",
        "more-made-than-can-be",
        "bought-in-papers",
        "ten-people",
        "nine-people",
    ],
)
def test_work_that_lags_opens_a_matter_where_more_than_its_tender_can_move_it(
    changed: dict[str, Any], opens: bool
) -> None:
    found = evaluated(STALLED | changed)
    assert any(each.rule == "CP08" for each in found.findings)
    assert [each.rule for each in only(found).facts] == (["CP08"] if opens else [])


@pytest.mark.parametrize(
    ("spent", "opens"), [(450_000_000, False), (30_000_000, True)], ids=["ahead", "behind as well"]
)
def test_money_that_is_ahead_of_its_output_is_a_question_to_one_agency(spent: int, opens: bool) -> None:
    programs = STALLED["programs"] | {"a": ["A", "1.02.02.2.01.0001", 900_000_000]}
    indicators = {"i": ["a", "Jumlah pasien", 500, 20, 2, "Orang"]}
    plan = STALLED | BESIDE | {"programs": programs, "indicators": indicators, "spent": {"a": [spent, 2]}}
    found = evaluated(plan)
    assert any(each.rule == "AL03" and each.sharpness for each in found.findings)
    assert bool(only(found).facts) is opens


def test_money_of_many_that_is_ahead_is_one_list_of_who_plans_and_those_with_most() -> None:
    work = {f"a{number}": ["ABC"[number % 3], f"1.0{2 + number % 3}.02.2.01.000{number}"] for number in range(8)}
    found = only(
        evaluated(
            {
                "opds": {"R": 5.01, "A": 1.02, "B": 1.03, "C": 1.04},
                "programs": {id_: [*row, 1_000_000_000 + number] for number, (id_, row) in enumerate(work.items())},
                "spent": {id_: [800_000_000, 2] for id_ in work},
                "indicators": {f"i{id_}": [id_, "Jumlah alat", 10, 1, 2, "Unit"] for id_ in work},
                "themes": {"t": {"lead": 1.02}},
                "links": [f"{id_} contributes t 3" for id_ in work],
            }
        ),
        "money-ahead",
    )
    (action,) = found.actions
    assert (action.lead, action.opds) == ("R", ("R", "B", "A", "C"))
    assert {each.receiver for each in action.handovers} == {"R"}
    assert [each.rule for each in found.facts] == ["CP14"]


def test_what_fills_the_dimensions_that_fall_short_is_one_list_of_who_keeps_the_masterplan() -> None:
    work = {name: ["A", f"2.15.02.2.01.000{number}", PAID] for number, name in enumerate("abcde")}
    work |= {name: ["B", f"1.02.02.2.01.000{number}", PAID] for number, name in enumerate("fghij")}
    links = [f"{name} contributes {'SL-3' if name < 'f' else 'SE-1'}" for name in work]
    plan = {
        "opds": {"K": 2.16, "P": 5.01, "A": 2.15, "B": 1.02},
        "dimensions": {"SL": ["SL-3"], "SE": ["SE-1"]},
        "programs": work,
        "themes": {"theme/kota-cerdas": {"lead": 2.16, "core": [5.01]}},
        "masterplans": {"m": "Masterplan"},
        "masterplan": {"x": ["K", "Satu peta"]},
        "links": [*links, "a contributes theme/kota-cerdas 3", "f contributes theme/kota-cerdas 3"],
    }
    found = only(evaluated(plan), "theme/kota-cerdas")
    assert [each.rule for each in found.facts] == ["AL16"]
    (action,) = found.actions
    assert action.opds == ("K", "B", "A", "P")
    assert [(each.giver, each.receiver) for each in action.handovers] == [("B", "K"), ("A", "K"), ("K", "P")]


def test_much_work_that_lags_is_one_list_with_who_tenders_and_those_with_most_money() -> None:
    work = {f"a{number}": ["ABC"[number % 3], f"1.0{2 + number % 3}.02.2.01.000{number}"] for number in range(8)}
    found = only(
        evaluated(
            {
                "opds": {"R": 5.01, "S": 4.01, "A": 1.02, "B": 1.03, "C": 1.04},
                "programs": {id_: [*row, 1_000_000_000 + number] for number, (id_, row) in enumerate(work.items())}
                | {"s": ["S", "4.01.03.2.03.0001", 300_000_000]},
                "names": {"s": "Pengelolaan Pengadaan Barang dan Jasa"},
                "spent": {id_: [0, 2] for id_ in work},
                "indicators": {f"i{id_}": [id_, "Jumlah alat", 10, 0, 2, "Unit"] for id_ in work},
                "themes": {"t": {"lead": 1.02}},
                "links": [f"{id_} contributes t 3" for id_ in work],
            }
        ),
        "much-stalled",
    )
    (action,) = found.actions
    assert (action.lead, action.opds) == ("R", ("R", "S", "B", "A"))
    handed = {each.giver: (each.receiver, each.what.id) for each in action.handovers}
    assert {receiver for receiver, _ in handed.values()} == {"R"}
    assert handed["S"][1].startswith("paket yang sudah dan belum ditenderkan")
    assert [each.rule for each in found.facts] == ["CP13"]


SHARED: dict[str, Any] = {
    "opds": {"A": 1.02, "B": 2.12},
    "programs": {"a": ["A", "1.02.02.2.02.0002", 400_000_000], "b": ["B", "2.12.03.2.01.0001", 300_000_000]},
    "indicators": {"i": ["b", "Jumlah penduduk", 500, None, 4, "Orang"]},
    "themes": {"t": {"lead": 2.12}},
    "components": {"t": {"ibu": [1.02, ["1.02.02"], "essential"], "akta": [2.12, ["2.12.03"], "essential"]}},
    "links": ["a contributes t 3", "b contributes t 3"],
}


@pytest.mark.parametrize(
    ("changed", "offered"),
    [
        ({}, True),
        ({"indicators": {"i": ["b", "Jumlah penduduk", 9, None, 4, "Orang"]}}, False),
        ({"indicators": {"i": ["b", "Jumlah dokumen", 9, None, 4, "Dokumen"]}}, True),
    ],
)
def test_a_practice_is_no_matter_for_a_handful_of_people(changed: dict[str, Any], offered: bool) -> None:
    plan = Notation(SHARED | changed).plan()
    practice = next(each for each in knowledge().practices if each.id == "akta-di-tempat-bersalin")
    practice = msgspec.structs.replace(practice, themes=("t",))
    plan.made[known_of] = msgspec.structs.replace(known_of(plan), practices=(practice,))
    assert bool(only(conclude(ask(plan, linked=plan))).actions) is offered
