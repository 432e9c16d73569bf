"""What a review says of small plans, and of the one in ``docs/alignment.md``."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from graph.change import PutLink
from graph.masterplan import MasterplanProgram, Readiness, ReadinessAspect, ReadinessState
from graph.model import Link, LinkKind, Money, Objective, ObjectiveLevel, Program, ProgramYear
from graph.snapshot import PlanGraph
from rules.configuration import AlignmentWeights, Configuration, read
from rules.review import Reviewed, Scope, YearReading, by_year, review
from tests.rules.notation import Notation

PAGE = (Path(__file__).parents[3] / "docs/alignment.md").read_text("utf-8")


def _plan(**written: Any) -> PlanGraph:
    return Notation(written).plan()


def _worked() -> PlanGraph:
    written = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert written
    return Notation(yaml.safe_load(written[1])).plan()


def _row(rows: tuple[Reviewed, ...], code: str) -> Reviewed:
    return next(row for row in (*rows, *(below for row in rows for below in row.below)) if row.code == code)


def test_the_worked_example_of_the_page_is_what_comes_out() -> None:
    found = review(_worked())
    dimensions = sorted(found.dimensions, key=lambda row: row.code)
    opds = [_row(found.opds, code) for code in ("Dinkes", "Dinas PU", "Diskominfo")]
    lines = []
    for name, alignment in (("plan", found.alignment), *((row.code, row.alignment) for row in (*dimensions, *opds))):
        figures = [*(part.score for part in alignment.parts), alignment.index]
        lines.append(f"| {name} | {' | '.join('-' if each is None else f'{each:.1f}' for each in figures)} |")
    assert PAGE.partition("| index |\n|---|")[2].splitlines()[1:] == lines


def test_the_review_of_all_of_a_plan_is_made_once_for_each_configuration() -> None:
    plan, other = _worked(), Configuration(alignment=AlignmentWeights(readiness=9.0))
    first = review(plan)
    assert review(plan, Scope(), Configuration()) is first
    assert review(plan, None, other).index not in {None, first.index}
    assert review(plan) == first == review(_worked())
    years = Scope(years=(2024,))
    assert review(plan, years) == review(_worked(), years)
    assert review(plan, years) is not review(plan, years)


def test_the_page_shows_the_weights_that_hold_where_none_are_set(tmp_path: Path) -> None:
    written = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert written
    file = tmp_path / "sinergi.toml"
    file.write_text(written[1], "utf-8")
    assert read(file) == Configuration()
    file.write_text(written[1].replace("readiness = 1.0", "readiness = 9.0"), "utf-8")
    assert read(file).alignment == AlignmentWeights(readiness=9.0)


@pytest.mark.parametrize("weights", ["money = -1.0", "money = nan", "money = inf", "cost = 1.0", "%s = 0.0"])
def test_weights_with_which_nothing_can_be_weighed_are_refused(tmp_path: Path, weights: str) -> None:
    file = tmp_path / "sinergi.toml"
    names = AlignmentWeights.__struct_fields__
    lines = "\n".join(weights % name for name in names) if "%s" in weights else weights
    file.write_text(f"[alignment]\n{lines}\n", "utf-8")
    with pytest.raises(ValueError, match=r"sinergi\.toml tidak dapat dipakai"):
        read(file)


def test_a_dimension_says_why_it_is_weak_and_its_empty_part_is_named() -> None:
    found = review(_worked())
    assert [row.code for row in found.dimensions] == ["SG", "SL"]
    assert [row.code for row in _row(found.dimensions, "SL").below] == ["SL-1", "SL-2"]
    weak = _row(found.dimensions, "SG")
    assert weak.verdict.id == "SG: lemah (4,2 dari 100); belum ada sasaran yang mempunyai program di sini."
    assert weak.verdict.en == "SG: weak (4.2 of 100); no outcome has a program here."


def test_a_sub_dimension_that_nothing_serves_weighs_nothing_away_and_is_told_above() -> None:
    found = review(
        _plan(
            opds={"A": "1.02"},
            dimensions={"S": ["S-1", "S-2"]},
            objectives={"o": ["A", "Sehat"]},
            programs={"a": ["A", "1.02.02.2.01.0001", 5]},
            links=["a contributes S-1", "a aligns o"],
        )
    )
    empty = _row(found.dimensions, "S-2")
    assert (empty.index, empty.budget, empty.spent) == (0.0, 0, None)
    assert _row(found.dimensions, "S").missing[0].id == "Subdimensi S-2 belum dilayani pekerjaan apa pun."
    assert "subdimensi S-2 belum dilayani pekerjaan apa pun" in _row(found.dimensions, "S").verdict.id


def test_money_stands_under_the_dimension_of_the_highest_weight_then_the_first_code() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1"], "T": ["T-1"], "U": ["U-1"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5], "b": ["A", "1.02.02.2.01.0002", 7]},
        links=[
            *("a contributes T-1 3", "a contributes S-1 1", "b contributes U-1 2"),
            *("b contributes T-1 2", "b contributes S-1 -3"),
        ],
    )
    found = review(plan)
    assert {row.code: row.budget for row in found.dimensions} == {"S": 0, "T": 12, "U": 0}
    assert {row.code: len(row.works) for row in found.dimensions} == {"S": 1, "T": 2, "U": 1}


def test_office_work_stands_outside_and_weighs_on_nothing() -> None:
    links = ["a contributes S-1", "a aligns o"]
    written: dict[str, Any] = {
        "opds": {"A": "1.02"},
        "dimensions": {"S": ["S-1"]},
        "objectives": {"o": ["A", "Sehat"]},
        "programs": {"a": ["A", "1.02.02.2.01.0001", 5], "kantor": ["A", "1.02.01.2.01.0001", 90]},
        "links": links,
    }
    found = review(_plan(**written))
    assert (found.outside.budget, found.outside.office, found.outside.works) == (90, 90, ())
    assert {part.part.value: part.score for part in found.alignment.parts}["money"] == 100.0


def test_an_indicator_whose_direction_or_base_is_doubtful_does_not_count() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5]},
        indicators={
            "baik": ["a", "Jumlah jembatan", 10, 10],
            "turun": ["a", "Jumlah kunjungan", 5, 1, 4, "", 10],
            "minus": ["a", "Jumlah pohon", 10, -1],
            "kosong": ["a", "Jumlah rambu", 10, None],
        },
        links=["a contributes S-1"],
    )
    row = review(plan).dimensions[0]
    assert (row.judged, row.behind) == (("baik",), ())
    assert "3 indikator tidak dapat dinilai: meragukan, atau tanpa target dan realisasi." in [
        each.id for each in row.missing
    ]


def test_spending_beyond_its_budget_is_told_and_not_summed() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1", "S-2"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5], "b": ["A", "1.02.02.2.01.0002", 5]},
        spent={"a": [4, 4], "b": [500, 4]},
        links=["a contributes S-1", "b contributes S-1"],
    )
    found = review(plan)
    assert (found.spent, found.dimensions[0].spent) == (4, 4)
    assert [(row.code, row.spent) for row in found.dimensions[0].below] == [("S-2", 0), ("S-1", 4)]
    assert any("1 realisasi melebihi pagunya (Rp 500)" in each.id for each in found.remarks)


def test_a_year_of_which_nothing_was_read_has_no_figures_at_all() -> None:
    plan = _worked()
    found = review(plan, Scope(years=(2023,)))
    assert (found.index, found.budget, found.outside.budget) == (None, None, None)
    assert {(row.index, row.budget) for row in (*found.dimensions, *found.opds)} == {(None, None)}
    assert found.remarks[0].id == "Belum dibaca: 2023."
    assert "belum dapat dinilai" in found.dimensions[0].verdict.id
    assert [(each.year, each.reading.value) for each in by_year(plan)] == [(2024, "whole")]


def test_years_read_in_part_are_compared_over_the_agencies_that_were_read_in_both() -> None:
    plan = _plan(
        opds={"A": "1.02", "B": "1.03"},
        dimensions={"S": ["S-1", "S-2"], "T": ["T-1"]},
        objectives={"o": ["A", "Sehat"], "p": ["B", "Lancar"]},
        indicators={"i": ["b", "Jumlah jembatan", 10, 10]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5], "b": ["B", "1.03.02.2.01.0001", 9]},
        names={"a": "Pelatihan kader, sarana dan pedoman"},
        links=["a contributes S-1", "b contributes S-2", "b contributes T-1", "a aligns o", "b aligns p"],
    )
    earlier = plan.get(Program, "a")
    years = (ProgramYear(year=2023, budget=Money(text="3", amount=3)), *earlier.years)
    plan = plan.with_nodes({**plan.nodes, "a": replace(earlier, years=years)})
    before, after = by_year(plan, (2023, 2024))
    assert (before.reading, before.read, before.unread) == (YearReading.PART, ("A",), ("B",))
    assert after.reading is YearReading.WHOLE
    assert before.review is not None
    assert {row.code: (row.index is None, row.budget) for row in before.review.dimensions} == {
        "S": (False, 3),
        "T": (True, None),
    }
    assert before.review.index == 100.0
    told = [each.id for each in before.review.remarks]
    assert "2023 baru dibaca sebagian: 1 dari 2 perangkat daerah." in told
    assert not any("indikator tidak dapat dinilai" in each for each in told)
    assert not any("belum dilayani" in each.id for row in before.review.dimensions for each in row.missing)
    assert "Rupiah adalah jumlah 2023, 2024." in [each.id for each in review(plan).remarks]
    assert {row.code: row.budget for row in before.review.opds} == {"A": 3, "B": None}
    assert before.compared is before.review
    assert after.compared is not None
    assert (after.compared.budget, after.compared.scope.opds) == (5, frozenset({"A"}))


def test_what_the_masterplan_promises_is_told_with_what_nobody_carries_and_what_is_not_ready() -> None:
    plan = _worked()
    missing = Readiness(aspect=ReadinessAspect.PEOPLE, state=ReadinessState.MISSING)
    programs = (
        MasterplanProgram(id="mp1", name="Satu layanan", readiness=(missing,)),
        MasterplanProgram(id="mp2", name="Satu data"),
    )
    ties = [("mp1", "SG-1"), ("mp2", "SG-1"), ("dokumen", "mp1")]
    links = [Link(kind=LinkKind.ALIGNS, source_id=source, target_id=target) for source, target in ties]
    found = review(plan.with_links(programs, {link.id: link for link in links}))
    row = _row(found.dimensions, "SG")
    assert (row.promised, row.uncarried, row.unready) == (("mp1", "mp2"), ("mp2",), ("mp1",))
    assert row.unsaid == ("mp2",)
    assert [each.id for each in row.missing][:3] == [
        "1 dari 2 program masterplan belum diusung pekerjaan mana pun.",
        "1 dari 2 program masterplan belum siap seluruhnya.",
        "Kesiapan 1 dari 2 program masterplan belum diisi.",
    ]
    assert row.verdict.id.endswith("; 1 dari 2 program masterplan belum diusung.")
    assert row.index == _row(review(plan).dimensions, "SG").index
    assert not any("masterplan" in each.id for each in found.remarks)
    told = [each.id for each in review(plan.with_links(programs, {links[0].id: links[0]})).remarks]
    assert any(each.startswith("1 dari 2 program masterplan belum ditempatkan di suatu dimensi") for each in told)
    assert any("Program masterplan belum dimuat" in each.id for each in review(plan).remarks)


def test_a_mission_that_waits_for_its_outcomes_is_not_read_rather_than_weak() -> None:
    plan = _plan(
        opds={"A": "1.02", "B": "1.03"},
        dimensions={"S": ["S-1"]},
        objectives={"o": ["A", "Sehat"], "p": ["B", "Lancar"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5]},
        links=["a contributes S-1", "a aligns o"],
    )
    missions = [Objective(id=id_, text=f"Misi {id_}", level=ObjectiveLevel.MISSION, code=id_) for id_ in ("m1", "m2")]
    plan = plan.with_nodes({**plan.nodes, **{each.id: each for each in missions}})
    waiting = review(plan)
    assert {(row.index, row.budget) for row in waiting.missions} == {(None, None)}
    assert waiting.missions[0].verdict.id.endswith("karena belum ada sasaran yang ditempatkan di bawahnya.")
    assert waiting.outside_missions.budget == 5
    assert any(each.id.startswith("2 dari 2 sasaran belum ditempatkan") for each in waiting.remarks)
    one = plan.apply([_under("m1", "o")])
    assert [(row.code, row.index is None, row.budget) for row in review(one).missions] == [
        ("m1", False, 5),
        ("m2", True, None),
    ]
    both = one.apply([_under("m1", "p")])
    assert next((row.code, row.index, row.budget) for row in review(both).missions) == ("m2", 0.0, 0)


def _under(mission: str, outcome: str) -> PutLink:
    return PutLink(link=Link(kind=LinkKind.CONTAINS, source_id=mission, target_id=outcome))


def test_an_outcome_of_an_agencys_own_accountability_does_not_count_however_it_is_spelt() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1"]},
        objectives={
            "sehat": ["A", "Sehat"],
            "salah": ["A", "Meningkatnya Akuntabilatas Kineria lnstansi Pemerintah"],
            "kota": ["A", "Meningkatnya akuntabilitas kinerja"],
            "dekat": ["A", "Meningkatnya kualitas kinerja usaha"],
            "tanpa": ["A", "Meningkatnya akuntabilitas kinerja pemerintah"],
        },
        programs={"a": ["A", "1.02.02.2.01.0001", 5]},
        indicators={
            "i": ["salah", "Nilai SAKIP Dinas", 80, 80],
            "j": ["kota", "Persentase kelurahan yang melapor", 80, 80],
        },
        links=["a contributes S-1", "a aligns sehat"],
    )
    assert sorted(row.id for row in review(plan).objectives) == ["dekat", "kota", "sehat", "tanpa"]


def test_a_verdict_blames_what_is_open_of_its_own_and_nothing_that_is_tied() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1"], "T": ["T-1"]},
        objectives={"o": ["A", "Sehat"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5], "b": ["A", "1.02.02.2.01.0002", 90]},
        names={"a": "Pelatihan kader, sarana dan pedoman"},
        links=["a contributes S-1", "a aligns o", "b contributes T-1"],
    )
    found = review(plan)
    tied, loose = _row(found.dimensions, "S"), _row(found.dimensions, "T")
    assert (tied.verdict.id.partition("; ")[2], tied.index) == (
        "tidak ada miliknya yang terbuka, selain bagiannya dari yang terbuka di rencana.",
        64.4,
    )
    assert loose.verdict.id.endswith("; belum ada sasaran yang mempunyai program di sini.")
    assert found.opds[0].verdict.id.endswith("; Rp 90 dari Rp 95 belum terkait dengan sasaran dan dimensi.")


def test_a_verdict_never_says_that_nothing_is_open_beside_a_promise_that_nobody_carries() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1"]},
        objectives={"o": ["A", "Sehat"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5]},
        names={"a": "Pelatihan kader, sarana dan pedoman"},
        masterplan={"m": ["A", "Satu layanan"]},
        links=["a contributes S-1", "a aligns o"],
    )
    said = review(plan).opds[0].verdict
    assert said.id == ("A: kuat (100,0 dari 100, dihitung tanpa indikator); 1 dari 1 program masterplan belum diusung.")
    assert said.en == "A: strong (100.0 of 100, not counting indicators); 1 of 1 masterplan programs are not carried."


def test_a_verdict_says_what_its_index_was_made_without() -> None:
    plan = _plan(
        opds={"A": "1.02"},
        dimensions={"S": ["S-1", "S-2"]},
        programs={"a": ["A", "1.02.02.2.01.0001", 5]},
        names={"a": "Pelatihan kader, sarana dan pedoman"},
        links=["a contributes S-1"],
    )
    found = review(plan)
    assert found.verdict.id.endswith("(100,0 dari 100, dihitung tanpa sasaran, indikator); tidak ada yang terbuka.")
    assert found.dimensions[0].verdict.id == (
        "S: kuat (100,0 dari 100, dihitung tanpa sasaran, indikator); subdimensi S-2 belum dilayani pekerjaan apa pun."
    )
