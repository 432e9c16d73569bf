"""What is agreed on within a matter: by whom, on which work, who leads, and who is invited or only told."""

from typing import Any

import pytest

from graph.model import ThemeRole
from tests.rules.test_small_matters import WAITS, evaluated, only

HELD_UP: dict[str, Any] = {
    "opds": {"A": 1.02, "B": 1.06, "C": 2.11, "R": 5.01},
    "programs": {
        "a": ["A", "1.02.02.2.01.0001", 300_000_000],
        "b": ["B", "1.06.02.2.01.0001", 0],
        "d": ["B", "1.06.02.2.01.0002", 0],
        "c": ["C", "2.11.02.2.01.0001", 200_000_000],
    },
    "indicators": {each: [of, "Jumlah", 10, None, 4, "Orang"] for each, of in (("i", "b"), ("j", "d"))},
    "themes": {"t": {"lead": 1.02}},
    "components": {"t": {"bantuan": [1.06, ["1.06.02"], "essential"]}},
    "links": [
        *(f"{each} contributes t 3" for each in "abcd"),
        *(f"c depends_on {each} sequence" for each in "bd"),
    ],
}


def test_what_the_same_opds_would_agree_on_twice_is_one_action_on_the_work_of_both() -> None:
    found = only(evaluated(HELD_UP))
    assert [each.nodes for each in found.facts] == [("t", "b", "B"), ("t", "d", "B")]
    (action,) = found.actions
    assert (action.opds, action.programs) == (("B", "C", "R"), ("b", "c", "d"))
    assert action.fact == found.facts[0].fingerprint


@pytest.mark.parametrize(
    ("changed", "opds"),
    [
        (
            {
                "opds": HELD_UP["opds"] | {"E": 2.13},
                "programs": HELD_UP["programs"] | {"e": ["E", "2.13.02.2.01.0001", 200_000_000]},
                "links": [*HELD_UP["links"], "e depends_on d sequence"],
            },
            [("B", "C", "E", "R"), ("B", "C", "R")],
        ),
        (
            {
                "programs": HELD_UP["programs"] | {"d": ["B", "1.06.02.2.01.0002", 400_000_000]},
                "changed": {"d": 10_000_000},
            },
            [("B", "C", "R"), ("B", "C", "R")],
        ),
    ],
    ids=["with-one-more", "on-something-else"],
)
def test_what_others_would_agree_on_or_on_something_else_is_an_action_of_its_own(
    changed: dict[str, Any], opds: list[tuple[str, ...]]
) -> None:
    found = only(evaluated(HELD_UP | changed))
    assert sorted(each.opds for each in found.actions) == opds
    assert {each.fact for each in found.actions} == {each.fingerprint for each in found.facts}


def test_who_holds_the_work_leads_where_the_usual_lead_has_no_share() -> None:
    found = only(evaluated(HELD_UP))
    assert (found.lead, found.runner_up) == ("B", "A")
    assert found.lead_reason.id == "B memegang pekerjaan yang dibahas; hal ini biasanya dipimpin A."
    assert {each.opd: each.role for each in found.participants} == {
        "B": ThemeRole.LEAD, "A": ThemeRole.SUPPORTING, "C": ThemeRole.SUPPORTING
    }  # fmt: skip


def test_a_usual_lead_without_work_is_left_out_where_another_leads() -> None:
    programs = {name: each for name, each in HELD_UP["programs"].items() if name != "a"}
    found = only(evaluated(HELD_UP | {"programs": programs, "links": HELD_UP["links"][1:]}))
    assert (found.lead, found.runner_up) == ("B", "A")
    assert {each.opd for each in found.participants} == {"B", "C"}


@pytest.mark.parametrize(
    "changed",
    [
        {"links": [*HELD_UP["links"], "a depends_on b sequence"]},
        {"opds": HELD_UP["opds"] | {"B": [1.06, 7.01]}},
        {
            "opds": HELD_UP["opds"] | {"E": 2.13},
            "programs": HELD_UP["programs"] | {"e": ["E", "2.13.02.2.01.0001", 200_000_000]},
            "links": [
                *("b contributes t", "a contributes t 3", "c contributes t 3", "e contributes t 3"),
                "c depends_on b sequence",
            ],
        },
    ],
    ids=["has-a-share", "only-a-kecamatan-could-lead", "who-could-lead-has-too-little-work"],
)
def test_the_usual_lead_stays_where_it_has_a_share_or_nobody_else_could_lead(changed: dict[str, Any]) -> None:
    found = only(evaluated(HELD_UP | changed))
    assert found.lead == "A"
    assert found.actions[0].lead == "B"


def test_who_has_no_share_is_told_the_outcome_and_does_not_sit_at_the_table() -> None:
    found = only(evaluated(HELD_UP))
    (told,) = (each for each in found.participants if each.opd not in found.table)
    assert (told.opd, told.is_told) == ("A", True)
    assert told.reason.id == "A diberi tahu hasilnya: 1 sub kegiatannya untuk hal ini."
    assert found.table == ("B", "C", "R")
    assert found.steps[0].id == "B mengundang C dan R untuk membahas t."


@pytest.mark.parametrize(
    ("changed", "invites"), [({}, ["C"]), ({"links": [*WAITS["links"], "b depends_on a data"]}, ["R"])]
)
def test_who_holds_a_part_that_the_matter_can_do_without_is_invited_where_there_is_nothing_to_act_on(
    changed: dict[str, Any], invites: list[str]
) -> None:
    wanted = {
        "opds": WAITS["opds"] | {"C": 2.07},
        "components": {"t": WAITS["components"]["t"] | {"pelatihan": [2.07, ["2.07.03"]]}},
    }
    found = only(evaluated(WAITS | wanted | changed))
    assert [each.opd for each in found.invited] == invites


STILL: dict[str, Any] = {
    "opds": {"A": 2.15, "B": 1.03, "R": 5.01},
    "programs": {
        "a": ["A", "2.15.02.2.01.0001", 7_000_000_000],
        "b": ["B", "1.03.10.2.01.0001", 500_000_000],
    },
    "names": {"a": "Pengadaan Lampu Jalan", "b": "Pemeliharaan Jalan"},
    "spent": {"a": [0, 2], "b": [250_000_000, 2]},
    "indicators": {"i": ["a", "Jumlah lampu", 400, 0, 2, "Unit"]},
    "themes": {"t": {"lead": 2.15}},
    "components": {"t": {"lampu": [2.15, ["2.15.02", "1.03.10"], "essential"]}},
    "links": ["a contributes t 3", "b contributes t 3"],
}


def test_four_meet_at_most_where_who_plans_looks_at_a_unit() -> None:
    more = {
        each: [each.upper(), f"{field}.02.2.01.0001", 500_000_000] for each, field in (("d", "1.04"), ("e", "2.11"))
    }
    (action,) = only(
        evaluated(
            STILL
            | {
                "opds": STILL["opds"] | {"D": 1.04, "E": 2.11},
                "programs": STILL["programs"] | more,
                "indicators": {"i": ["a", "Jumlah lampu", 400, 0, 2, "Dokumen"]},
                "components": {"t": {"lampu": [2.15, ["2.15.02", "1.03.10", "1.04.02", "2.11.02"], "essential"]}},
                "links": [*STILL["links"], "d contributes t 3", "e contributes t 3"],
            }
        )
    ).actions
    assert action.opds == ("A", "B", "D", "R")


@pytest.mark.parametrize(
    ("partner", "asked"),
    [
        (["regional_enterprise", "Perumda Terang"], [("Perumda Terang", "A")]),
        (["state_enterprise", "PT Terang (Persero)"], []),
    ],
)
def test_an_enterprise_of_the_region_that_the_matter_calls_for_is_asked_for_its_part(
    partner: list[str], asked: list[tuple[str, str]]
) -> None:
    calls = {"calls": {"t": [[partner[0], "terang"]]}, "partners": {"p": partner}}
    (action,) = only(evaluated(STILL | calls)).actions
    assert [(each.institution.id, each.receiver) for each in action.asked] == asked


def test_who_is_late_hands_over_what_is_done_and_when_the_rest_will_be() -> None:
    late = {
        "opds": {"A": 1.03, "B": 2.11, "R": 5.01},
        "programs": {
            "a": ["A", "1.03.12.2.01.0001", 3_000_000_000],
            "b": ["B", "2.11.02.2.01.0001", 2_000_000_000],
        },
        "names": {"a": "Penyusunan tata ruang", "b": "Kajian lingkungan"},
        "spent": {"a": [2_000_000_000, 3], "b": [0, 3]},
        "themes": {"t": {"lead": 1.03}},
        "components": {"t": {"ruang": [1.03, ["1.03.12"], "essential"], "kajian": [2.11, ["2.11.02"], "essential"]}},
        "links": ["a contributes t 3", "b contributes t 3", "a depends_on b sequence 0.9 6"],
    }
    found = only(evaluated(late))
    assert [each.rule for each in found.facts] == ["DP05"]
    (action,) = found.actions
    assert [(each.giver, each.receiver) for each in action.handovers] == [("A", "B"), ("B", "A")]
    assert action.handovers[1].what.id == "hasil yang sudah jadi, dan tanggal sisanya"


def test_work_that_lags_is_caught_up_on_up_to_its_own_target() -> None:
    (action,) = only(evaluated(STILL)).actions
    assert action.opds == ("A", "B")
    assert action.measure.id == '"Jumlah lampu": 400 Unit (2024)'


@pytest.mark.parametrize(
    "indicator", [[400, 0, 2, "Dokumen"], [400, 900, 2, "Unit"]], ids=["bought-in-papers", "more-than-the-target"]
)
def test_where_unit_or_entry_are_wrong_who_plans_looks_at_them_and_the_target_measures_nothing(
    indicator: list[Any],
) -> None:
    (action,) = only(evaluated(STILL | {"indicators": {"i": ["a", "Jumlah lampu", *indicator]}})).actions
    assert action.opds == ("A", "B", "R")
    assert action.measure.id == 'capaian "Pengadaan Lampu Jalan" tiap triwulan'
    assert [(each.giver, each.receiver, each.what.id) for each in action.handovers] == [
        ("B", "A", 'lokasi, sasaran dan jadwal "Pemeliharaan Jalan"'),
        ("A", "R", "satuan, target dan isian capaian yang sudah diperiksa"),
    ]


ALONE: dict[str, Any] = {
    "opds": {"A": 1.03, "B": 2.10},
    "programs": {
        "a": ["A", "1.03.10.2.01.0001", 7_000_000_000],
        "b": ["B", "2.10.03.2.01.0001", 500_000_000],
    },
    "names": {"a": "Pembangunan Jalan", "b": "Pengadaan Tanah"},
    "spent": {"a": [0, 2]},
    "indicators": {"i": ["a", "Panjang jalan", 250, 0, 2, "Km"]},
    "themes": {"t": {"lead": 1.03}},
    "links": ["a contributes t 3", "a depends_on b land"],
}


def test_the_matter_of_a_single_opd_is_one_where_another_is_invited_to_it() -> None:
    found = only(evaluated(ALONE))
    assert [each.opd for each in found.participants] == ["A"]
    assert [each.opd for each in found.invited] == ["B"]


@pytest.mark.parametrize(
    "parts",
    [
        {"jalan": [1.03, ["1.03.10"], "essential"]},
        {"jalan": [1.03, ["1.03.10"], "essential"], "adat": [2.12, ["2.12.02"], "essential"]},
    ],
    ids=["nobody", "a-field-that-nobody-holds"],
)
def test_the_matter_of_a_single_opd_is_none_where_nobody_who_is_listed_can_help(parts: dict[str, Any]) -> None:
    programs = ALONE["programs"] | {"b": ["B", "2.10.03.2.01.0001", 0]}
    found = evaluated(ALONE | {"programs": programs, "names": {}, "components": {"t": parts}})
    assert any(each.rule == "CP08" for each in found.findings)
    assert not found.candidates


@pytest.mark.parametrize(
    ("names", "who"),
    [
        (("Pengelolaan Pengadaan Barang dan Jasa", "Pembinaan Pengadaan Barang dan Jasa"), "X"),
        (("Pengelolaan Pengadaan Barang dan Jasa", "Pengelolaan Pengadaan Barang dan Jasa"), "Y"),
        (("Pemberian Ganti Kerugian Tanah", "Administrasi Pengadaan Tanah"), "X"),
    ],
    ids=["tender", "equally-near", "land"],
)
def test_who_makes_ready_what_is_built_is_who_is_nearest_to_it_and_of_these_has_most_money(
    names: tuple[str, str], who: str
) -> None:
    more = {"x": ["X", "4.01.03.2.01.0001", 100_000_000], "y": ["Y", "2.10.04.2.01.0001", 900_000_000]}
    found = evaluated(
        ALONE
        | {
            "opds": ALONE["opds"] | {"X": 4.01, "Y": 2.12},
            "programs": ALONE["programs"] | more,
            "names": {"a": "Pembangunan Jalan", "x": names[0], "y": names[1]},
            "links": ["a contributes t 3", "b contributes t 3"],
        }
    )
    assert only(found).actions[0].opds == ("A", who)
