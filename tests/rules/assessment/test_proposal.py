"""What a plan says of the questions: proposals with the rows that they rest on, and what cannot be said of it."""

from fractions import Fraction
from typing import Any

import msgspec
import pytest

from graph.model import Masterplan
from graph.reference import nomenclature
from graph.snapshot import PlanGraph
from rules.assessment import CheckKind, Proposal, checks, instruments, proposals, raising, sheet
from rules.assessment.fill import fills
from rules.configuration import DEFAULT
from tests.rules.assessment.test_sheet import ROUND
from tests.rules.notation import Notation

OURS = instruments(DEFAULT)[2023]


def said(plan: PlanGraph, question: str, year: int = 2024) -> Proposal:
    return proposals(plan, OURS, year)[question]


def shown(found: Proposal) -> list[tuple[str, str]]:
    return [(row.node, row.said.id) for row in found.rows]


WORK: dict[str, Any] = {
    "opds": {"A": 2.16, "B": 1.05},
    "dimensions": {"SG": ["SG-3"], "SB": ["SB-1"]},
    "programs": {
        "ran": ["A", "2.16.03.2.02.0007", 900],
        "idle": ["A", "2.16.03.2.02.0009", 100],
        "half": ["A", "2.16.03.2.02.0012", 50],
        "made": ["A", "2.16.02.2.01.0001", 50],
        "rapat": ["A", "X.XX.01.2.01.0001", 50],
        "mitigasi_bencana": ["B", "1.05.03.2.02.0006", 20],
    },
    "spent": {"ran": [800, 4], "idle": [0, 4], "half": [0, 2], "rapat": [50, 4]},
    "indicators": {"i": ["made", "Jumlah dokumen", 4, 2, 2]},
    "links": [*(f"{each} contributes SG-3" for each in ("ran", "idle", "half", "made", "rapat"))],
}


def test_how_much_of_a_dimension_ran_is_told_by_what_was_spent_or_reached() -> None:
    plan = Notation(WORK).plan()
    found = said(plan, "P013")
    assert (found.score, found.rows[0].runs) == (Fraction(4 * 2, 4), False)
    assert shown(found) == [
        ("idle", "tidak berjalan, Rp 0"),
        ("half", "belum terlaporkan, Rp 0"),
        ("made", "berjalan"),
        ("ran", "berjalan, Rp 800"),
    ]
    assert found.reason.id == (
        "Dari 4 pekerjaan Renja ini tahun 2024: 2 dilaporkan berjalan, 1 tidak berjalan, 1 belum terlaporkan."
    )
    assert said(plan, "P004", 2025) == found
    of_disaster = said(plan, "P036")
    assert (of_disaster.score, shown(of_disaster)) == (0, [("mitigasi_bencana", "belum terlaporkan")])


def test_what_a_plan_does_not_hold_is_said_and_no_score_is_made_of_it() -> None:
    plan = Notation(WORK).plan()
    for question, year in (
        ("P013", 2023),
        ("P019", 2024),
        ("P011", 2023),
        ("P016", 2024),
        ("P037", 2024),
        ("P009", 2024),
    ):
        found = said(plan, question, year)
        assert (found.score, found.rows) == (None, ()), question
        assert "tidak memuat" in found.reason.id
        assert found.reason.en != found.reason.id


def test_the_share_of_money_for_the_smart_city_is_told_without_a_score() -> None:
    themed = WORK | {"themes": {"theme/kota-cerdas": {}}, "links": ["ran contributes theme/kota-cerdas 3"]}
    found = said(Notation(themed).plan(), "P011")
    assert (found.score, shown(found)) == (None, [("ran", "Rp 900")])
    assert "76,92 %" in found.reason.id


@pytest.mark.parametrize(
    ("question", "name", "value", "quarter", "score"),
    [
        ("P016", "Indeks SPBE", "3,61", 4, 3),
        ("P016", "Nilai SPBE", "2.6", 4, 2),
        ("P016", "Indeks SPBE", "1,7", 4, 0),
        ("P016", "Indeks SPBE", "61", 4, None),
        ("P016", "Indeks SPBE", "0", 2, None),
        ("P014", "Opini BPK", "WTP", 4, 4),
        ("P014", "Opini BPK", "wdp", 4, 2),
        ("P025", "Indeks Pembangunan Manusia", "82,62", 4, 4),
        ("P030", "Persentase rumah tangga dengan akses air minum layak", "95", 4, Fraction("3.8")),
        ("P024", "Persentase penduduk miskin", "2,23", 4, None),
    ],
)
def test_an_indicator_proposes_a_score_by_the_steps_of_its_scale(
    question: str, name: str, value: str, quarter: int, score: Fraction | None
) -> None:
    plan = Notation(WORK | {"indicators": {"i": ["ran", name, "5", value, quarter]}}).plan()
    found = said(plan, question)
    assert found.score == score
    [(node, words)] = shown(found)
    assert node == "i"
    assert value in words or "belum terlaporkan" in words


def test_indicators_that_differ_are_shown_and_none_of_them_is_chosen() -> None:
    several = {"i": ["ran", "Indeks SPBE", 5, "3,6"], "j": ["idle", "Indeks SPBE Kota", 5, "2,7"]}
    found = said(Notation(WORK | {"indicators": several}).plan(), "P016")
    assert (found.score, len(found.rows)) == (None, 2)
    assert "3,00, 2,00" in found.reason.id


def test_the_accountability_of_an_agency_is_not_that_of_the_region() -> None:
    plan = Notation(
        {
            "opds": {"A": 2.16},
            "objectives": {"own": ["A", "Kinerja"]},
            "programs": {"ran": ["A", "2.16.03.2.02.0007"]},
            "indicators": {"i": ["own", "Nilai SAKIP", 5, "BB"], "j": ["ran", "Nilai SAKIP", 5, "90"]},
        }
    ).plan()
    assert said(plan, "P017").rows == ()


MASTERPLAN = WORK | {
    "masterplan": {
        "p1": ["A", "Satu", {"years": [{"year": 2024, "progress": "running"}], "quick_win": True,
                             "criteria": [{"criterion": "benefit", "met": True}],
                             "funds": [{"year": 2024, "fund": "apbd", "budget": {"text": "5", "amount": 5}}]}],
        "p2": ["A", "Dua", {"years": [{"year": 2024, "progress": "delayed"}], "quick_win": True,
                            "criteria": [{"criterion": "benefit", "met": False, "note": "baru"}],
                            "readiness": [{"aspect": "people", "state": "partly"}]}],
        "p3": ["A", "Tiga", {"readiness": [{"aspect": "people", "state": "ready"}]}],
        "p4": ["A", "Empat", {"start_year": 2026}],
        "p5": ["A", "Lima", {"end_year": 2025}],
    },
    "links": ["p1 aligns SG-3", "p2 aligns SG-3", "p3 aligns SB-1", "ran aligns p3", "idle aligns p5"],
}  # fmt: skip


def test_a_masterplan_answers_with_its_own_programs() -> None:
    plan = Notation(MASTERPLAN).plan()
    every, governance = said(plan, "P004", 2025), said(plan, "P013")
    assert (every.score, [(row.node, row.runs) for row in every.rows]) == (
        2,
        [("p2", False), ("p5", False), ("p1", True), ("p3", True)],
    )
    assert (governance.score, [row.node for row in governance.rows]) == (2, ["p2", "p1"])
    carried = said(plan, "P009")
    assert (carried.score, [row.node for row in carried.rows]) == (Fraction(8, 5), ["p1", "p2", "p4", "p3", "p5"])
    money = said(plan, "P011")
    assert {row.node for row in money.rows} == {"ran", "idle"}
    people = said(plan, "P042")
    assert (people.score, shown(people)) == (3, [("p2", "sebagian siap"), ("p3", "siap")])
    benefit = said(plan, "P106")
    assert (benefit.score, shown(benefit)) == (2, [("p2", "belum terpenuhi, baru"), ("p1", "terpenuhi")])
    assert said(plan, "P107").score is None
    assert (said(plan, "P012").score, said(plan, "P012", 2025).score) == (0, None)


def test_money_from_outside_is_shown_and_only_its_absence_is_scored() -> None:
    fund = {"year": 2024, "fund": "corporate", "budget": {"text": "7", "amount": 7}}
    found = said(Notation(WORK | {"masterplan": {"p1": ["A", "Satu", {"funds": [fund]}]}, "links": []}).plan(), "P012")
    assert (found.score, shown(found)) == (None, [("p1", "Rp 7")])


def test_the_legal_act_of_a_masterplan_is_shown_without_a_score() -> None:
    notation = Notation(MASTERPLAN)
    assert said(notation.plan(), "P001").rows == ()
    for act, words in (("Perwali 12/2023", "Dasar hukum: Perwali 12/2023."), ("", "Dasar hukum belum tercatat")):
        notation.nodes["m"] = Masterplan(id="m", name="Masterplan", legal_act=act, end_year=2031)
        found = said(notation.plan(), "P001")
        assert (found.score, found.reason.id, len(found.rows)) == (None, words, 1)


def test_what_a_masterplan_lacks_is_checked() -> None:
    notation = Notation(MASTERPLAN)
    notation.nodes["m"] = Masterplan(id="m", name="Masterplan", end_year=2031)
    plan = notation.plan()
    round_ = msgspec.structs.replace(ROUND, year=2024)
    made = sheet(round_, OURS, (), proposals=proposals(plan, OURS, 2024))
    found = {each.kind: each.nodes for each in checks(made, plan)}
    assert found[CheckKind.PROGRAM_WITHOUT_EVIDENCE] == ("p1",)
    assert found[CheckKind.QUICK_WIN_WITHOUT_FIGURES] == ("p1", "p2")
    assert found[CheckKind.BEYOND_THE_PLAN] == ("m",)
    assert "p2" in found[CheckKind.NO_REALISATION]


def test_who_runs_the_rows_answers_before_whose_field_it_is() -> None:
    plan = Notation(WORK).plan()
    made = sheet(ROUND, OURS, (), proposals=proposals(plan, OURS, 2024))
    who = {each.asked.question.code: each.opds for each in raising(made, plan)}
    assert who["P036"] == ("B",)
    assert who["P037"] == ("B",)
    assert who["P013"] == ("A",)
    assert who["P024"] == ()


def test_every_fill_is_of_a_question_and_every_field_is_one_of_the_nomenclature() -> None:
    codes = {each.code for each in OURS.questions} | {each.code for each in instruments(DEFAULT)[2022].questions}
    assert set(fills()) <= codes
    fields = {field for each in instruments(DEFAULT).values() for one in each.questions for field in one.fields}
    assert fields <= nomenclature().fields.keys()
    assert all(one.fields for each in instruments(DEFAULT).values() for one in each.questions)
    scored = [each for each in fills().values() if each.steps or each.grades or each.share]
    assert all(each.source for each in scored)
