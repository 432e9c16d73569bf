"""Nothing contains itself: no way in lets it, and what was stored before such a law ends every walk all the same."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import traversal
from graph.change import EMPTY, ChangeSet, Contents, PutLink, PutNode, RemoveLink, apply, validate
from graph.export import FileFormat, What, formats, plan_file
from graph.intake import compare
from graph.model import (
    AnyNode,
    Dimension,
    DimensionLevel,
    Level,
    Link,
    LinkKind,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    ProgramYear,
    Standing,
)
from graph.snapshot import PlanGraph, PlanInfo
from rules.engine import evaluate
from tests.command import ran
from tests.schema.city import INFO as CITY
from tests.schema.city import city

INFO = PlanInfo(
    slug="kasus", title="Kasus", region_code="00.00", region_name="Kota Kasus", start_year=2024, end_year=2024
)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """End with an error what takes longer: a walk that never ends fails its test instead of holding up all others."""

    def over(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise AssertionError(f"not ended within {seconds} s")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def contains(whole: str, part: str, standing: Standing = Standing.OPEN) -> Link:
    return Link(kind=LinkKind.CONTAINS, source_id=whole, target_id=part, standing=standing)


def work(id_: str, level: Level = Level.PROGRAM, code: str = "") -> Program:
    money = ProgramYear(year=2024, budget=Money(text="500000000", amount=500_000_000))
    return Program(id=id_, level=level, name=id_, code=code, years=(money,))


def goal(id_: str) -> Objective:
    return Objective(id=id_, level=ObjectiveLevel.GOAL, text=id_)


def row_of_work(length: int) -> Contents:
    """So many programs, each of which contains the next."""
    nodes = {f"program/{n}": work(f"program/{n}") for n in range(length)}
    links = [contains(f"program/{n}", f"program/{n + 1}") for n in range(length - 1)]
    return Contents(nodes=dict(nodes), links={link.id: link for link in links})


def stored_circle() -> Contents:
    """What no way in lets pass any more: programs, objectives, dimensions and OPDs that contain themselves."""
    nodes: list[AnyNode] = [
        Opd(id="opd/a", name="Dinas A", short_name="A", mandates=("1.02",)),
        Opd(id="opd/b", name="Dinas B", short_name="B", mandates=("1.03",)),
        work("program/p", code="1.02.02"),
        work("program/q"),
        work("program/r", Level.SUB_ACTIVITY),
        work("program/s", Level.SUB_ACTIVITY, "1.02.02.2.02.0004"),
        *(Objective(id=f"objective/{n}", level=ObjectiveLevel.GOAL, text=f"Tujuan {n}") for n in "ab"),
        *(Dimension(id=f"dimension/{n}", code=n, name=n, level=DimensionLevel.SUB_DIMENSION) for n in ("SG-1", "SG-2")),
    ]
    ties = [
        ("program/p", "program/q"),
        ("program/q", "program/p"),
        ("program/q", "program/r"),
        ("program/p", "program/s"),
        ("objective/a", "objective/b"),
        ("objective/b", "objective/a"),
        ("dimension/SG-1", "dimension/SG-2"),
        ("dimension/SG-2", "dimension/SG-1"),
        ("opd/a", "opd/b"),
        ("opd/b", "opd/a"),
    ]
    links = [
        *(contains(*tie) for tie in ties),
        *(Link(kind=LinkKind.LEADS, source_id="opd/a", target_id=f"program/{n}") for n in "pq"),
        *(Link(kind=LinkKind.LEADS, source_id="opd/b", target_id=f"program/{n}") for n in "rs"),
        Link(kind=LinkKind.ALIGNS, source_id="program/s", target_id="objective/a"),
        Link(kind=LinkKind.CONTRIBUTES, source_id="program/s", target_id="dimension/SG-1"),
    ]
    return Contents(nodes={node.id: node for node in nodes}, links={link.id: link for link in links})


@pytest.mark.parametrize("length", [2, 3, 40])
def test_a_link_that_closes_a_circle_of_any_length_is_refused(length: int) -> None:
    row = row_of_work(length)
    [problem] = validate(row, [PutLink(link=contains(f"program/{length - 1}", "program/0"))])
    assert (problem.code, problem.position) == ("circle", 0)
    assert "program/0" in problem.message


def test_every_link_of_a_circle_that_comes_as_one_change_set_is_named_and_no_other() -> None:
    nodes = [PutNode(node=goal(f"objective/{n}")) for n in "abcd"]
    ties = [contains(f"objective/{a}", f"objective/{b}") for a, b in ("ab", "bc", "ca", "ad")]
    problems = validate(EMPTY, [*nodes, *(PutLink(link=tie) for tie in ties)])
    assert [(each.code, each.position) for each in problems] == [("circle", n) for n in (4, 5, 6)]


def test_a_rejected_link_contains_nothing_until_it_is_accepted_again() -> None:
    rejected = contains("program/1", "program/0", Standing.REJECTED)
    after = apply(row_of_work(2), [PutLink(link=rejected)])
    accepted = msgspec.structs.replace(rejected, standing=Standing.CONFIRMED)
    [problem] = validate(after, [PutLink(link=accepted, edit=True)])
    assert problem.code == "circle"


def test_what_is_added_is_refused_and_what_stood_before_is_not() -> None:
    stored = stored_circle()
    renamed = msgspec.structs.replace(contains("program/p", "program/q"), reason="ditinjau")
    assert validate(stored, [PutLink(link=renamed, edit=True), PutNode(node=work("program/p"), edit=True)]) == ()
    assert validate(stored, [PutLink(link=contains("program/s", "program/p"))])[0].code == "circle"
    assert validate(stored, [RemoveLink(id="contains:program/p>program/q")]) == ()


def test_a_tie_may_turn_round_within_one_change_set() -> None:
    ties = contains("objective/a", "objective/b"), contains("objective/b", "objective/a")
    made = apply(EMPTY, [PutNode(node=goal(f"objective/{n}")) for n in "ab"] + [PutLink(link=ties[0])])
    assert validate(made, [RemoveLink(id=ties[0].id), PutLink(link=ties[1])]) == ()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_whatever_is_let_in_one_after_another_nothing_contains_itself(pairs: list[tuple[int, int]]) -> None:
    plan = Contents(nodes={f"objective/{n}": goal(f"objective/{n}") for n in range(7)}, links={})
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(7))
    for whole, part in pairs:
        change = PutLink(link=contains(f"objective/{whole}", f"objective/{part}"))
        is_circle = nx.has_path(graph, part, whole)
        problems = [each.code for each in validate(plan, [change])]
        assert ("circle" in problems or "self-reference" in problems) is is_circle
        if not problems:
            plan = apply(plan, [change])
            graph.add_edge(whole, part)
    assert nx.is_directed_acyclic_graph(graph)


def test_every_walk_over_a_stored_circle_ends() -> None:
    plan = PlanGraph(INFO, 1, stored_circle())
    with within(60):
        evaluation = evaluate(plan)
        assert evaluation.failures == ()
        assert {each.id for each in plan.lineage("program/s")} == {"program/s", "program/p", "program/q"}
        assert [each.id for each in plan.objectives_of("program/s")] == ["objective/a"]
        assert plan.objectives_of("program/q") == ()
        for each in plan.nodes:
            assert plan.dimensions_of(each) == (plan.nodes["dimension/SG-1"],) * (each == "program/s")
        program = plan.get(Program, "program/p")
        assert {each.id for each in plan.lowest(program)} == {"program/r", "program/s"}
        traversal.critical_path(evaluation.plan)
        traversal.cycles(evaluation.plan)
        traversal.bottlenecks(evaluation.plan)
        traversal.dimensions_by_objective(evaluation.plan)
        traversal.dimensions_by_opd(evaluation.plan)
        traversal.opd_matrix(evaluation.plan)
        traversal.communities(evaluation.plan)
        for each in plan.nodes:
            traversal.dependencies(evaluation.plan, each)
            traversal.dependants(evaluation.plan, each)
            traversal.cut(evaluation.plan, each)
            traversal.delay(evaluation.plan, each, 3)
            traversal.paths(evaluation.plan, each, "program/s")
        for format_ in formats(What.PLAN):
            assert plan_file(plan, format_).data


def test_the_dimensions_of_a_program_are_those_of_the_one_nearest_above_whoever_asks_first() -> None:
    row = row_of_work(4)
    nodes = [Dimension(id=f"dimension/{n}", code=n, name=n, level=DimensionLevel.SUB_DIMENSION) for n in "xy"]
    ties = [
        Link(kind=LinkKind.CONTRIBUTES, source_id=f"program/{n}", target_id=f"dimension/{d}")
        for n, d in ((0, "x"), (2, "y"))
    ]
    contents = apply(row, [*(PutNode(node=node) for node in nodes), *(PutLink(link=tie) for tie in ties)])
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)):
        plan = PlanGraph(INFO, 1, contents)
        served = {n: [each.code for each in plan.dimensions_of(f"program/{n}")] for n in order}
        assert served == {0: ["x"], 1: ["x"], 2: ["y"], 3: ["y"]}


TEMPLATE = {
    "renja.csv": "opd,tahun,kode,nama,indikator,satuan,target,pagu\n"
    "Dinas Umum,2026,4.01.99.2.99.0099,Pekerjaan uji tanpa tema,Uji,Orang,12,250000000\n",
    "sasaran.csv": "kode,tingkat,uraian,induk,opd,prioritas\n"
    "T0,tujuan,Kota aman,,,tidak\nT1,tujuan,Mutu layanan naik,T2,,tidak\nT2,tujuan,Tata kelola baik,T1,,tidak\n",
    "selaras.csv": "dari,jenis,ke,alasan\n4.01.99.2.99.0099,selaras dengan,Mutu layanan naik,uji\n",
}


def test_objectives_of_the_template_that_contain_each_other_are_refused_with_their_rows(tmp_path: Path) -> None:
    for name, text in TEMPLATE.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = compare(EMPTY, [tmp_path / name for name in TEMPLATE])
    assert not found.importable
    told = [(each.file, each.row, each.column) for each in found.not_understood if "bagiannya sendiri" in each.reason]
    assert told == [("sasaran.csv", 3, "induk"), ("sasaran.csv", 4, "induk")]
    made = ran(
        tmp_path, "import", "kota", "--region", "K", "--region-code", "00.00", "--years", "2026", *sorted(TEMPLATE)
    )
    assert made.status == 1
    assert "sasaran.csv, baris 3, kolom induk" in made.err
    assert "kota" not in ran(tmp_path, "plans").out


def test_a_file_that_turns_round_what_the_plan_holds_is_refused_with_its_name(tmp_path: Path) -> None:
    heading = "kode,tingkat,uraian,induk,opd,prioritas\n"
    both = "T1,tujuan,Mutu layanan naik,{},,tidak\nT2,tujuan,Tata kelola baik,{},,tidak\n"
    first, second = tmp_path / "awal.csv", tmp_path / "kedua.csv"
    first.write_text(heading + both.format("T2", ""), "utf-8")
    second.write_text(heading + both.format("", "T1"), "utf-8")
    plan = apply(EMPTY, compare(EMPTY, [first]).changes)
    found = compare(plan, [second])
    assert not found.importable
    [told] = found.not_understood
    assert (told.file, "bagiannya sendiri" in told.reason) == ("kedua.csv", True)
    assert compare(plan, [second], whole=True).importable


@pytest.mark.parametrize("format_", [FileFormat.JSON, FileFormat.CSV])
def test_an_exported_plan_that_contains_itself_is_not_taken_in(tmp_path: Path, format_: FileFormat) -> None:
    file = plan_file(PlanGraph(INFO, 1, stored_circle()), format_)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    found = compare(EMPTY, [path])
    assert not found.importable
    told = " ".join(str(each) for each in found.not_understood)
    assert all(id_ in told for id_ in ("program/p", "program/q", "objective/a", "dimension/SG-1", "opd/b"))
    assert "program/s" not in told


async def test_a_plan_that_was_stored_with_a_circle_is_read_changed_and_mended(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kota = await city(address)
    with monkeypatch.context() as before_the_law:
        before_the_law.setattr("graph.law.broken", lambda *_, **__: ())
        nodes = [PutNode(node=work("program/p")), PutNode(node=work("program/q"))]
        ties = [PutLink(link=contains(*tie)) for tie in (("program/p", "program/q"), ("program/q", "program/p"))]
        await kota.store.apply(CITY.slug, ChangeSet(changes=(*nodes, *ties), author="lama", base_revision=1))
    with within(60):
        query = """{ plan(slug: "kota") { findings { totalCount } programs { nodes {
          name objectives { text } dimensions { code }
          parent { parent { parent { name } } } children { name } } } } }"""
        assert (await kota.ask(query))["plan"]["programs"]["nodes"]
        renamed = await kota.do("editProgram", {"id": "program/p", "program": {"name": "Program P"}})
        assert renamed["errors"] == []
        again = await kota.do("editProgram", {"id": "program/q", "program": {"parent": None}})
        assert again["errors"] == []
        [refused] = (await kota.do("editProgram", {"id": "program/q", "program": {"parent": "program/p"}}))["errors"]
        assert (refused["code"], refused["path"]) == ("CIRCLE", ["input", "program", "parent"])
    await kota.store.close()


async def test_neither_mutations_nor_scenarios_let_a_node_contain_itself(address: str) -> None:
    kota = await city(address)
    above, below = "program/diskominfo/2.16.03", "program/diskominfo/2.16.03.2.01.0003"
    link = {"kind": "CONTAINS", "originNode": below, "targetNode": above}
    await kota.do("createScenario", {"name": "A"})
    tries: list[tuple[str, dict[str, Any]]] = [
        ("addLink", {"link": link}),
        ("addLink", {"link": link, "scenario": "A"}),
        ("editProgram", {"id": above, "program": {"parent": below}, "scenario": "A"}),
        ("applyChanges", {"changes": [{"putLink": link}]}),
        ("createScenario", {"name": "B", "changes": [{"putLink": link}]}),
    ]
    for mutation, input_ in tries:
        problems = (await kota.do(mutation, input_))["errors"]
        assert [each.get("code") for each in problems] == ["CIRCLE"], mutation
    assert await kota.revision() == 1
    await kota.store.close()
