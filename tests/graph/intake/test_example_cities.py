"""The real files of two regions, read whole: every trap that is known in them is handled."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from graph.code import canonical
from graph.intake import Intake, read_files
from graph.model import Indicator, Level, Link, LinkKind, Mark, MarkCode, Objective, Opd, Program
from graph.reference import normalised
from graph.snapshot import PlanGraph
from service import demo
from tests.example import example_intake, example_plan


@pytest.fixture(scope="module")
def city() -> Intake:
    return example_intake()


@pytest.fixture(scope="module")
def plan() -> PlanGraph:
    return example_plan()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    (path,) = (path for path in demo.files(demo.FIRST) if "e81" in path.name)
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _first_prints(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["salinan_ke"] == "1"]


def test_every_opd_of_the_list_leads_programs(plan: PlanGraph) -> None:
    assert len(plan.opds) == 34
    assert all(plan.led_by(opd.id) for opd in plan.opds)


def test_a_form_printed_twice_counts_once(city: Intake, plan: PlanGraph, rows: list[dict[str, str]]) -> None:
    twice = {row["unit"] for row in rows if row["salinan_ke"] == "2"}
    assert len(twice) == 4
    e81 = next(read for read in city.report.files if read.format == "e81")
    assert e81.rows + e81.repeated_rows == len(rows)
    for name in twice:
        opd = next(opd for opd in plan.opds if name in (opd.name, *opd.aliases))
        lines = [row for row in _first_prints(rows) if row["unit"] == name and row["nomor"].count(".") == 3]
        expected = sum(int(row["pagu_rp"].replace(",", "") or 0) for row in lines)
        programs = plan.programs(opd=opd.id, level=Level.SUB_ACTIVITY)
        assert sum(program.budget(2024) for program in programs) == expected


def test_levels_repeat_the_sums_of_their_children_and_are_never_added(plan: PlanGraph) -> None:
    wrong = []
    for program in plan.programs(level=Level.PROGRAM):
        below = [p for a in plan.children(program.id) for p in plan.children(a.id) if isinstance(p, Program)]
        marked = any(mark.code is MarkCode.IMPLAUSIBLE_MONEY for p in (program, *below) for mark in p.marks)
        if not marked and program.budget(2024) != sum(p.budget(2024) for p in below):
            wrong.append(program.id)
    assert len(wrong) <= 0.05 * len(plan.programs(level=Level.PROGRAM)), wrong


def test_implausible_money_is_kept_marked_and_left_out_of_sums(plan: PlanGraph) -> None:
    implausible = [
        program
        for program in plan.programs(level=Level.SUB_ACTIVITY)
        if any(mark.code is MarkCode.IMPLAUSIBLE_MONEY and mark.column == "budget" for mark in program.marks)
    ]
    assert {program.years[0].budget.text for program in implausible if program.years[0].budget} == {
        "90,157,470,000,000",
        "23,635,000,000,000",
    }
    assert sum(program.budget(2024) for program in implausible) == 0
    total = sum(program.budget(2024) for program in plan.programs(level=Level.SUB_ACTIVITY))
    assert 3e12 < total < 5e12


@pytest.mark.parametrize("written", ["N/A", "WTP", "(3-5)", "2.5+1%"])
def test_targets_that_are_no_plain_number_survive_as_written(plan: PlanGraph, written: str) -> None:
    targets = {year.target.text for indicator in plan.indicators for year in indicator.years if year.target}
    baselines = {i.baseline.text for i in plan.indicators if i.baseline}
    assert written in targets | baselines


def test_ranges_are_read_as_ranges(plan: PlanGraph) -> None:
    measures = {y.target.text: y.target for i in plan.indicators for y in i.years if y.target}
    assert (measures["(3-5)"].low, measures["(3-5)"].high) == (3, 5)
    assert (measures["2.5+1%"].low, measures["2.5+1%"].high) == (1.5, 3.5)
    assert measures["WTP"].number is None


def test_a_continued_row_is_one_more_indicator_of_the_node_above(plan: PlanGraph, rows: list[dict[str, str]]) -> None:
    more = [row for row in _first_prints(rows) if row["baris_lanjutan"]]
    assert more
    for row in more:
        opd = next(opd for opd in plan.opds if row["unit"] in (opd.name, *opd.aliases))
        text = (row["kegiatan"] or row["program"] or row["sasaran"]).casefold()
        led = [plan.nodes[link.target_id] for link in plan.out(opd.id, LinkKind.LEADS)]
        above = [node for node in led if isinstance(node, Program | Objective) and node.label.casefold() == text]
        assert any(row["indikator"] in {i.name for i in plan.indicators_of(node.id)} for node in above), row


def test_every_indicator_of_the_form_is_kept(plan: PlanGraph, rows: list[dict[str, str]]) -> None:
    names = {normalised(indicator.name) for indicator in plan.indicators}
    assert {normalised(row["indikator"]) for row in rows if row["indikator"]} <= names


def test_sub_activities_of_the_same_name_under_different_activities_stay_apart(
    plan: PlanGraph, rows: list[dict[str, str]]
) -> None:
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _first_prints(rows):
        if row["nomor"].count(".") == 3:
            where[row["unit"], row["sub_kegiatan"]].add(row["kegiatan"])
    apart = [key for key, activities in where.items() if len(activities) > 1]
    assert apart
    for unit, name in apart:
        opd = next(opd for opd in plan.opds if unit in (opd.name, *opd.aliases))
        nodes = [p for p in plan.programs(opd=opd.id, level=Level.SUB_ACTIVITY) if p.name == name]
        assert len(nodes) >= len(where[unit, name])


def test_objectives_that_differ_only_in_case_are_one_per_opd(plan: PlanGraph) -> None:
    for opd in plan.opds:
        led = [plan.nodes[link.target_id] for link in plan.out(opd.id, LinkKind.LEADS)]
        texts = [node.text.casefold() for node in led if isinstance(node, Objective)]
        assert len(texts) == len(set(texts))


def test_overhead_is_the_same_program_in_every_opd(plan: PlanGraph) -> None:
    overhead = plan.programs(code="X.XX.01", level=Level.PROGRAM)
    assert len({(lead.id if (lead := plan.lead(p.id)) else "") for p in overhead}) == 34
    assert canonical("2.16.01") == "X.XX.01"


def test_what_has_no_code_stays_with_a_mark(plan: PlanGraph) -> None:
    codeless = [program for program in plan.of(Program) if not program.code]
    assert codeless
    assert all(any(mark.code is MarkCode.NO_CODE for mark in program.marks) for program in codeless)


def test_the_smart_city_sub_activity_is_read_as_printed(plan: PlanGraph) -> None:
    (program,) = plan.programs(code="2.16.03.2.02.0009")
    lead = plan.lead(program.id)
    assert lead is not None
    assert lead.short_name == "DISKOMINFO"
    assert program.budget(2024) == 2_735_354_500
    (indicator,) = plan.indicators_of(program.id)
    assert indicator.years[0].quarter == 2
    assert indicator.years[0].target is not None
    assert indicator.years[0].target.number == 1


def test_the_link_of_a_macro_indicator_to_a_mission_is_marked_as_a_proposal(plan: PlanGraph) -> None:
    macro = [indicator for indicator in plan.indicators if indicator.id.startswith("indicator/makro/")]
    assert macro
    for indicator in macro:
        assert [mark.code for mark in indicator.marks] == [MarkCode.PROPOSED]
        for link in plan.out(indicator.id, LinkKind.MEASURES):
            assert link.confidence < 1


def test_the_report_counts_what_the_contents_hold(city: Intake) -> None:
    assert sum(city.report.nodes.values()) == len(city.contents.nodes)
    assert sum(city.report.links.values()) == len(city.contents.links)
    assert len(city.report.marks) == sum(len(node.marks) for node in city.contents.nodes.values())
    assert all(isinstance(each.mark, Mark) and each.mark.message for each in city.report.marks)


def test_reading_in_another_order_gives_the_same_contents(city: Intake) -> None:
    assert read_files(tuple(reversed(demo.files(demo.FIRST)))) == city


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_every_reference_of_an_example_city_leads_somewhere(slug: str) -> None:
    contents = example_plan(slug).contents
    for link in contents.links.values():
        assert isinstance(link, Link)
        assert link.source_id in contents.nodes
        assert link.target_id in contents.nodes


def test_a_unit_that_no_list_names_is_a_unit_of_the_agency_of_its_code() -> None:
    (other,) = (slug for slug in demo.DEMOS if slug != demo.FIRST)
    plan = example_plan(other)
    listed = next(path for path in demo.files(other) if path.name.endswith("opd.csv"))
    rows = list(csv.DictReader(listed.read_text("utf-8").splitlines()))
    assert len(plan.opds) == sum(row["kode_skpd"].endswith(".0000") for row in rows)
    for unit in plan.of(Opd):
        agency = plan.agency(unit)
        if unit is not agency and unit.aliases:
            assert unit.aliases[0][:-4] == agency.aliases[0][:-4]


def test_ranges_and_mixed_decimals_of_yearly_indicators_are_read() -> None:
    (other,) = (slug for slug in demo.DEMOS if slug != demo.FIRST)
    contents = example_plan(other).contents
    found = next(n for n in contents.nodes.values() if isinstance(n, Indicator) and n.name == "Angka kemiskinan")
    assert found.baseline is not None
    assert found.baseline.number == 10.96
    assert found.years[0].target is not None
    assert (found.years[0].target.low, found.years[0].target.high) == (10.9, 10.95)


def test_no_line_of_code_names_a_city() -> None:
    root = Path(demo.__file__).parents[2]
    names = [demo.info(slug).region_name.casefold().split(maxsplit=1)[1] for slug in demo.DEMOS] + list(demo.DEMOS)
    for room in ("graph", "rules", "schema", "service"):
        for path in (root / room).rglob("*.py"):
            text = path.read_text("utf-8").casefold()
            assert not any(name in text for name in names), path
