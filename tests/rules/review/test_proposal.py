"""Which mission is proposed for an outcome, why, and how often that is what a region itself decided."""

from pathlib import Path

from graph.change import Contents
from graph.intake import read_files
from graph.model import Indicator, Link, LinkKind, Objective, ObjectiveLevel, Opd
from graph.snapshot import PlanGraph
from graph.traversal.division import objectives_above
from graph.traversal.example import INFO
from rules.review import mission_proposals, review

RPJMD = Path(__file__).parents[2] / "data/aceh_barat_rpjmd_2025_2029.csv"
GOVERN = Objective(id="m1", code="M1", level=ObjectiveLevel.MISSION, text="Mewujudkan tata pemerintahan yang baik")
ECONOMY = Objective(id="m2", code="M2", level=ObjectiveLevel.MISSION, text="Mengembangkan ekonomi kerakyatan")


def _plan(text: str, indicator: str = "", opd: str = "", *, missions: bool = True) -> PlanGraph:
    nodes = [Objective(id="o", level=ObjectiveLevel.OUTCOME, text=text), Indicator(id="i", name=indicator)]
    links = [Link(kind=LinkKind.MEASURES, source_id="i", target_id="o")]
    agency = Opd(id="a", name=opd, short_name=opd)
    if opd:
        links.append(Link(kind=LinkKind.LEADS, source_id="a", target_id="o"))
    every = {each.id: each for each in (*nodes, agency, *((GOVERN, ECONOMY) if missions else ()))}
    return PlanGraph(INFO, 0, Contents(every, {link.id: link for link in links}))


def test_a_mission_is_proposed_by_the_text_and_the_indicator_and_says_so() -> None:
    (proposed,) = mission_proposals(_plan("Meningkatnya koperasi berkualitas", "Persentase koperasi sehat"))
    assert proposed.mission == "m2"
    assert proposed.reason.id == 'teksnya menyebut "koperasi"; indikatornya menyebut "koperasi"'
    assert proposed.reason.en == 'its text names "koperasi"; an indicator names "koperasi"'


def test_confirmed_it_stands_under_the_mission_and_is_proposed_no_more() -> None:
    plan = _plan("Meningkatnya koperasi berkualitas")
    (proposed,) = mission_proposals(plan)
    assert proposed.change is not None
    confirmed = plan.apply([proposed.change])
    assert mission_proposals(confirmed) == ()
    assert next(row for row in review(confirmed).missions if row.code == "M2").objectives == ("o",)


def test_where_no_mission_is_near_none_is_proposed_and_that_is_said() -> None:
    (proposed,) = mission_proposals(_plan("Meningkatnya kebahagiaan"))
    assert (proposed.mission, proposed.change) == ("", None)
    assert "tentukan sendiri" in proposed.reason.id


def test_what_an_agency_is_called_does_not_decide_what_its_own_office_is_about() -> None:
    opd = "Dinas Koperasi dan Usaha Mikro"
    (proposed,) = mission_proposals(_plan(f"Meningkatnya akuntabilitas kinerja {opd}", opd=opd))
    assert proposed.mission == "m1"


def test_a_plan_without_missions_says_so_and_proposes_nothing() -> None:
    plan = _plan("Meningkatnya koperasi berkualitas", missions=False)
    assert mission_proposals(plan) == ()
    assert "Misi belum dibaca." in [each.id for each in review(plan).remarks]


def test_of_what_is_proposed_in_a_region_that_was_not_looked_at_most_is_what_it_decided_itself() -> None:
    contents = read_files([RPJMD]).contents
    plan = PlanGraph(INFO, 0, contents)
    missions = {each.id for each in plan.objectives if each.level is ObjectiveLevel.MISSION}
    decided = {id_: over & missions for id_, over in objectives_above(plan).items()}
    links = {id_: link for id_, link in contents.links.items() if link.source_id not in missions}
    without = PlanGraph(INFO, 0, Contents(contents.nodes, links))
    proposed = [each for each in mission_proposals(without) if each.mission and decided[each.objective]]
    right = sum(each.mission in decided[each.objective] for each in proposed)
    assert len(proposed) >= 70
    assert right >= 0.75 * len(proposed)
