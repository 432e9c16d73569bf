"""What another region did becomes an action here where a plan's own work can carry it, and no fact says more."""

from typing import Any

import pytest

from rules.recommend import Initiative
from tests.rules.test_small_matters import evaluated, only

PAID = 300_000_000
SHARED: dict[str, Any] = {
    "opds": {"A": 1.02, "B": 1.06, "C": 2.08, "U": 7.01},
    "programs": {
        "a": ["A", "1.02.02.2.01.0001", PAID],
        "b": ["B", "1.06.02.2.01.0001", PAID],
        "c": ["C", "2.08.02.2.01.0001", PAID],
        "u": ["U", "7.01.03.2.02.0001", PAID],
    },
    "themes": {"t": {"lead": 1.02}},
    "components": {"t": {"layanan": [1.02, ["1.02.02", "1.06.02"], "essential"]}},
    "links": ["a contributes t 3", "b contributes t 3"],
    "practices": {"p": [["t"], [[1.02, "1.02.02"], [1.06, "1.06.02"]]]},
}


def carried(found: Initiative) -> list[tuple[str, tuple[str, ...]]]:
    """The practices that an initiative's actions follow, each with who takes part."""
    return [(each.practice.id, each.opds) for each in found.actions if each.practice]


def test_of_all_that_other_regions_did_one_is_offered() -> None:
    two = SHARED["practices"] | {"q": [["t"], [[1.02, "1.02.02"], [2.08, "2.08.02"]]]}
    assert carried(only(evaluated(SHARED))) == [("p", ("A", "B"))]
    alone = only(evaluated(SHARED | {"practices": {"q": two["q"]}}))
    assert carried(alone) == [("q", ("A", "C"))]
    both = only(evaluated(SHARED | {"practices": two}))
    assert len(both.actions) == len(carried(both)) == 1


def test_where_a_fact_has_an_action_what_another_region_did_is_an_example() -> None:
    bare = {
        "programs": SHARED["programs"] | {"e": ["B", "1.06.04.2.01.0001", 0]},
        "indicators": {"i": ["e", "Jumlah", 10, None, 4, "Orang"]},
        "links": [*SHARED["links"], "e contributes t 3", "a depends_on e sequence"],
        "components": {"t": SHARED["components"]["t"] | {"bantuan": [1.06, ["1.06.04"], "essential"]}},
    }
    found = only(evaluated(SHARED | bare))
    assert [each.fact for each in found.actions] == [each.fingerprint for each in found.facts]
    assert len(found.facts) == 1
    assert [each.id for each in found.examples] == ["p"]


SAID = "kelurahan dan RW; desa/kelurahan; kelurahan/desa"


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("Kota Kasus", "kelurahan dan RW; kelurahan; kelurahan/desa"),
        ("Kabupaten Kasus", "desa/kelurahan dan dusun/RW; desa/kelurahan; kelurahan/desa"),
        ("Kab. Kasus", "desa/kelurahan dan dusun/RW; desa/kelurahan; kelurahan/desa"),
        ("Kasus", SAID),
    ],
)
def test_what_another_region_did_is_told_in_the_words_of_this_one(region: str, told: str) -> None:
    themes, carriers = SHARED["practices"]["p"]
    said = {key: SAID for text in ("title", "output", "measure", "place") for key in (text, f"{text}_en")}
    handed = {"from": "1.06", "to": "1.02", "what": SAID, "what_en": SAID, "by": SAID, "by_en": SAID}
    practice = [themes, carriers, said | {"handovers": [handed]}]
    (action,) = only(evaluated(SHARED | {"region": region, "practices": {"p": practice}})).actions
    (given,) = action.handovers
    texts = (action.title, action.output, action.measure, action.place, given.what, given.by)
    assert {said for each in texts for said in (each.id, each.en)} == {told}


@pytest.mark.parametrize(
    ("field", "inside", "who"),
    [
        ((7.01, "7.01.03"), (), []),
        ((7.01, "7.01.03"), ("u contributes t 3",), [("p", ("A", "U"))]),
        ((2.08, "2.08.02"), (), [("p", ("A", "C"))]),
    ],
    ids=["a kecamatan outside the matter", "one within it", "an agency outside it"],
)
def test_which_kecamatan_would_carry_it_follows_from_the_matter_alone(
    field: tuple[float, str], inside: tuple[str, ...], who: list[tuple[str, tuple[str, ...]]]
) -> None:
    changed = {"practices": {"p": [["t"], [[1.02, "1.02.02"], list(field)]]}, "links": [*SHARED["links"], *inside]}
    assert carried(only(evaluated(SHARED | changed))) == who


@pytest.mark.parametrize(
    ("given", "who"),
    [((0,), []), ((1,), [("p", ("A", "B"))]), ((), [("p", ("A", "B"))])],
    ids=["none", "some", "unsaid"],
)
def test_work_without_money_carries_nothing(given: tuple[int, ...], who: list[tuple[str, tuple[str, ...]]]) -> None:
    programs = SHARED["programs"] | {"b": ["B", "1.06.02.2.01.0001", *given]}
    assert carried(only(evaluated(SHARED | {"programs": programs}))) == who


@pytest.mark.parametrize(
    ("there", "is_offered"),
    [
        ({}, False),
        ({"names": {"a": "Pembinaan Bank Sampah"}}, True),
        ({"indicators": {"i": ["b", "Jumlah bank sampah yang dibina", 10, None, 4, "Unit"]}}, True),
        ({"partners": {"m": ["community", "Bank Sampah Sejahtera"]}}, True),
        ({"names": {"c": "Pembinaan Bank Sampah"}}, False),
    ],
    ids=["nowhere", "in a name", "in an output", "a partner", "at an agency that carries nothing"],
)
def test_what_a_practice_presumes_has_to_be_there(there: dict[str, Any], is_offered: bool) -> None:
    themes, carriers = SHARED["practices"]["p"]
    practice = [themes, carriers, {"presumes": [["bank sampah", "tabungan sampah"], ["bank"]]}]
    found = only(evaluated(SHARED | {"practices": {"p": practice}} | there))
    assert bool(carried(found)) is is_offered
    assert [each.id for each in found.examples] == ([] if is_offered else ["p"])


def test_each_part_is_carried_by_an_agency_of_its_own_where_one_is_there() -> None:
    programs = SHARED["programs"] | {
        "b": ["A", "1.06.02.2.01.0001", 2 * PAID],
        "d": ["B", "1.06.02.2.01.0002", PAID],
    }
    opds = SHARED["opds"] | {"A": ["1.02", "1.06"]}
    links = [*SHARED["links"], "d contributes t 3"]
    found = only(evaluated(SHARED | {"opds": opds, "programs": programs, "links": links}))
    assert carried(found) == [("p", ("A", "B"))]


def test_what_the_plan_says_of_the_work_that_would_carry_a_practice_stands_beside_it() -> None:
    told = {
        "spent": {"a": [90_000_000, 2]},
        "indicators": {
            "i": ["a", "Jumlah lansia", 500, 20, 2, "Orang"],
            "j": ["b", "Jumlah dokumen", 1, None, 2, "Dokumen"],
        },
    }
    (action,) = only(evaluated(SHARED | told)).actions
    assert action.here is not None
    assert action.here.id == (
        'pada 2024: A, "a": Rp 300.000.000 untuk 500 Orang (terserap 30 %, tercapai 20 Orang sampai triwulan 2); '
        'B, "b": Rp 300.000.000'
    )
    assert action.here.en == (
        'in 2024: A, "a": Rp 300,000,000 for 500 Orang (30% spent, 20 Orang reached by quarter 2); '
        'B, "b": Rp 300,000,000'
    )


def test_what_an_action_quotes_is_shown_first() -> None:
    many = {f"z{number}": ["A", f"1.02.02.2.01.10{number:02}", 9 * PAID] for number in range(6)}
    links = [*SHARED["links"], *(f"{name} contributes t 3" for name in many)]
    programs = SHARED["programs"] | many | {"b": ["B", "1.06.02.2.01.0001", 1_000_000]}
    found = only(evaluated(SHARED | {"programs": programs, "links": links}))
    (action,) = found.actions
    assert tuple(each.program for each in found.programs)[:2] == action.programs


@pytest.mark.parametrize(
    ("changed", "is_offered"),
    [
        ({"programs": SHARED["programs"] | {"a": ["A", "1.02.02.2.01.0001", 19_999_999]}}, False),
        ({"programs": SHARED["programs"] | {"b": ["B", "1.06.02.2.01.0001", 19_999_999]}}, True),
        ({"indicators": {"i": ["b", "Jumlah keluarga", 500, 500, 2, "Orang"]}}, False),
        ({"indicators": {"i": ["b", "Jumlah keluarga", 500, 499, 2, "Orang"]}}, True),
        ({"indicators": {"i": ["b", "Jumlah laporan", 1, 1, 2, "Laporan"]}}, True),
    ],
    ids=["little money of who leads", "of another", "made already", "not yet", "a paper"],
)
def test_a_practice_rests_on_work_that_can_still_carry_it(changed: dict[str, Any], is_offered: bool) -> None:
    assert bool(carried(only(evaluated(SHARED | changed)))) is is_offered


@pytest.mark.parametrize(("giver", "is_offered"), [("2.08", False), ("1.06", True)], ids=["gives", "is only told"])
def test_who_would_hand_something_over_has_to_be_there(giver: str, is_offered: bool) -> None:
    handed = [{"from": "1.06", "to": "1.02", "what": "p", "what_en": "p"}]
    handed += [{"from": giver, "to": "1.02" if giver == "2.08" else "2.08", "what": "p", "what_en": "p"}]
    carriers = [[1.02, "1.02.02"], [1.06, "1.06.02"], [2.08, "2.08.04"]]
    practice = [["t"], carriers, {"handovers": handed}]
    found = only(evaluated(SHARED | {"practices": {"p": practice}}))
    assert carried(found) == ([("p", ("A", "B"))] if is_offered else [])


def test_the_part_that_fewest_could_carry_chooses_first() -> None:
    shared = {
        "opds": {"A": 1.02, "B": [1.06, 2.08], "C": 2.08},
        "programs": {
            "a": ["A", "1.02.02.2.01.0001", PAID],
            "b": ["B", "2.08.02.2.01.0001", 2 * PAID],
            "c": ["C", "2.08.02.2.01.0002", PAID],
            "d": ["B", "1.06.02.2.01.0001", PAID],
        },
        "practices": {"p": [["t"], [[1.02, "1.02.02"], [2.08, "2.08.02"], [1.06, "1.06.02"]]]},
        "links": ["a contributes t 3", "b contributes t 3", "c contributes t 3", "d contributes t 3"],
    }
    (action,) = only(evaluated(SHARED | shared)).actions
    assert (action.opds, action.programs) == (("A", "C", "B"), ("a", "c", "d"))


def test_the_title_names_who_leads_the_matter_first() -> None:
    reversed_ = {"practices": {"p": [["t"], [[1.06, "1.06.02"], [1.02, "1.02.02"]]]}}
    found = only(evaluated(SHARED | reversed_))
    assert (found.lead, found.actions[0].lead) == ("A", "B")
    assert "(A bersama B)" in found.title.id


def test_what_is_promised_without_money_by_who_takes_part_stands_beside_a_practice_and_is_shown() -> None:
    bare = {
        "programs": SHARED["programs"] | {
            "k": ["A", "1.02.02.2.01.0003", 50_000],
            "l": ["A", "1.02.02.2.01.0004", 0],
            "m": ["C", "2.08.02.2.01.0005", 0],
            "n": ["A", "1.02.02.2.01.0006", 0],
        },
        "indicators": {
            "i": ["k", "Jumlah kader", 114, None, 4, "Orang"],
            "j": ["l", "Jumlah alat", 8, None, 4, "Unit"],
            "o": ["m", "Jumlah anak", 50, None, 4, "Orang"],
            "p": ["n", "Jumlah lansia", 50, 25, 4, "Orang"],
        },
        "links": [*SHARED["links"], *(f"{name} contributes t 3" for name in "klmn")],
    }  # fmt: skip
    found = only(evaluated(SHARED | bare))
    (action,) = found.actions
    assert action.here is not None
    assert action.here.id.endswith('; tanpa uang: A, "k": Rp 50.000 untuk 114 Orang dan 1 lainnya')
    assert action.here.en.endswith('; without money: A, "k": Rp 50,000 for 114 Orang and 1 more')
    assert [each.program for each in found.programs][:3] == ["a", "b", "k"]
