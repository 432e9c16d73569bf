"""The laws of a plan hold whichever way something comes in, for what comes in; what stood before can be mended."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import law
from graph.change import (
    EMPTY,
    Change,
    ChangeSet,
    Contents,
    PutLink,
    PutNode,
    RemoveLink,
    RemoveNode,
    apply,
    difference,
    validate,
)
from graph.export import FileFormat, plan_file
from graph.intake import compare
from graph.model import (
    AnyNode,
    Dimension,
    DimensionLevel,
    Level,
    Link,
    LinkKind,
    Masterplan,
    MasterplanProgram,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    Standing,
)
from graph.record import Scenario
from graph.snapshot import PlanGraph, PlanInfo
from tests.command import ran
from tests.schema.city import INFO as CITY
from tests.schema.city import City, city

INFO = PlanInfo(
    slug="kasus", title="Kasus", region_code="00.00", region_name="Kota Kasus", start_year=2026, end_year=2026
)
LEVELS = {"p": Level.PROGRAM, "k": Level.ACTIVITY, "s": Level.SUB_ACTIVITY}


def node(id_: str) -> AnyNode:
    """A node by its id: the letter after the kind tells its level."""
    kind, _, name = id_.partition("/")
    match kind:
        case "opd":
            return Opd(id=id_, name=f"Dinas {name}", short_name=name)
        case "masterplan":
            return Masterplan(id=id_, name=f"Masterplan {name}")
        case "masterplan_program":
            return MasterplanProgram(id=id_, name=f"Janji {name}")
        case "program":
            return Program(id=id_, level=LEVELS[name[0]], name=f"Kerja {name}")
        case "objective":
            goal = ObjectiveLevel.GOAL if name[0] == "t" else ObjectiveLevel.OUTCOME
            return Objective(id=id_, level=goal, text=f"Naiknya {name}")
    level = DimensionLevel.DIMENSION if name[0] == "d" else DimensionLevel.SUB_DIMENSION
    return Dimension(id=id_, code=name, name=name, level=level)


def contains(whole: str, part: str, standing: Standing = Standing.OPEN) -> Link:
    return Link(kind=LinkKind.CONTAINS, source_id=whole, target_id=part, standing=standing)


def leads(opd: str, work: str, standing: Standing = Standing.OPEN) -> Link:
    return Link(kind=LinkKind.LEADS, source_id=opd, target_id=work, standing=standing)


def plan_of(*links: Link) -> Contents:
    """A plan of these links and their ends."""
    ids = {end for link in links for end in (link.source_id, link.target_id)}
    return Contents(nodes={id_: node(id_) for id_ in sorted(ids)}, links={link.id: link for link in links})


def put(*links: Link) -> tuple[Change, ...]:
    return tuple(PutLink(link=link) for link in links)


def codes(plan: Contents, changes: Iterable[Change]) -> list[tuple[str, int]]:
    return [(each.code, each.position) for each in validate(plan, changes)]


def broken(plan: Contents) -> list[tuple[str, str]]:
    return [(each.code, each.link) for _, each in law.broken(plan.nodes, plan.links)]


class Case(NamedTuple):
    """What stands, and the link by which a law is broken beside it."""

    code: str
    stands: tuple[Link, ...]
    breaks: Link


CASES = [
    Case("two-leads", (leads("opd/a", "program/p"),), leads("opd/b", "program/p")),
    Case("two-wholes", (contains("program/p1", "program/k"),), contains("program/p2", "program/k")),
    Case("two-wholes", (contains("opd/dinkes", "opd/puskesmas"),), contains("opd/dinsos", "opd/puskesmas")),
    Case("two-dimensions", (contains("dimension/d1", "dimension/x"),), contains("dimension/d2", "dimension/x")),
    Case("higher-level", (contains("program/p", "program/s"),), contains("program/k1", "program/k2")),
    Case("higher-level", (contains("objective/t", "objective/s"),), contains("objective/s", "objective/t2")),
    Case("higher-level", (contains("dimension/d", "dimension/x"),), contains("dimension/x", "dimension/y")),
    Case(
        "other-opd",
        (leads("opd/a", "program/p"), leads("opd/b", "program/k")),
        contains("program/p", "program/k"),
    ),
    Case("circle", (contains("objective/s1", "objective/s2"),), contains("objective/s2", "objective/s1")),
    Case("two-leads", (leads("opd/a", "masterplan_program/j"),), leads("opd/b", "masterplan_program/j")),
    Case(
        "two-wholes",
        (contains("masterplan/a", "masterplan_program/j"),),
        contains("masterplan/b", "masterplan_program/j"),
    ),
]
IDS = [f"{number}-{case.code}" for number, case in enumerate(CASES)]


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("masterplan/a", "program/p"),
        ("program/p", "masterplan_program/j"),
        ("masterplan_program/j", "masterplan_program/k"),
        ("masterplan/a", "masterplan/b"),
    ],
)
def test_a_masterplan_contains_its_programs_and_nothing_else(whole: str, part: str) -> None:
    link = contains(whole, part)
    news = [PutNode(node=node(id_)) for id_ in (whole, part)]
    assert codes(EMPTY, [*news, PutLink(link=link)]) == [("wrong-kind", 2)]


def test_only_work_carries_a_masterplan_program() -> None:
    ends = ("objective/s", "program/s", "masterplan_program/j", "masterplan_program/k")
    news = [PutNode(node=node(id_)) for id_ in ends]
    found = [
        codes(EMPTY, [*news, PutLink(link=Link(kind=LinkKind.ALIGNS, source_id=id_, target_id="masterplan_program/j"))])
        for id_ in ("objective/s", "program/s", "masterplan_program/k")
    ]
    assert found == [[("wrong-kind", 4)], [], [("wrong-kind", 4)]]


# -- a ChangeSet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_what_breaks_a_law_is_refused_with_its_code_its_place_and_both_names(case: Case) -> None:
    stands = plan_of(*case.stands)
    news = [PutNode(node=node(id_)) for id_ in plan_of(case.breaks).nodes if id_ not in stands.nodes]
    [problem] = validate(stands, [*news, PutLink(link=case.breaks)])
    assert (problem.code, problem.position) == (case.code, len(news))
    named = plan_of(case.breaks).nodes
    assert case.breaks.target_id in problem.message
    assert named[case.breaks.target_id].label in problem.message
    assert broken(stands) == []
    assert law.LAWS[case.code].remedy


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_what_stood_before_a_law_is_told_and_may_be_edited_and_mended(case: Case) -> None:
    stored = plan_of(*case.stands, case.breaks)
    assert case.code in {code for code, _ in broken(stored)}
    for id_, each in stored.nodes.items():
        assert validate(stored, [PutNode(node=node(id_), edit=True)]) == (), each
    for link in stored.links.values():
        reviewed = Link(kind=link.kind, source_id=link.source_id, target_id=link.target_id, reason="ditinjau")
        assert validate(stored, [PutLink(link=reviewed, edit=True)]) == ()
    mended = apply(stored, [RemoveLink(id=case.breaks.id)])
    assert broken(mended) == []
    assert codes(mended, put(case.breaks)) == [(case.code, 0)]


def test_a_rejected_link_breaks_nothing_until_it_is_accepted_again() -> None:
    rejected = leads("opd/b", "program/p", Standing.REJECTED)
    plan = plan_of(leads("opd/a", "program/p"), rejected)
    assert broken(plan) == []
    assert codes(plan, [PutLink(link=leads("opd/b", "program/p"), edit=True)]) == [("two-leads", 0)]


def test_a_lead_and_a_whole_may_be_exchanged_within_one_change_set() -> None:
    plan = plan_of(leads("opd/a", "program/p"), contains("program/p", "program/k"), leads("opd/b", "program/p2"))
    lead = [RemoveLink(id="leads:opd/a>program/p"), *put(leads("opd/b", "program/p"))]
    whole = [*put(contains("program/p2", "program/k")), RemoveLink(id="contains:program/p>program/k")]
    assert codes(plan, lead) == codes(plan, whole) == []


def test_an_edit_that_makes_a_standing_link_unlawful_is_refused_where_it_is() -> None:
    plan = plan_of(leads("opd/a", "program/p"), leads("opd/a", "program/k"), contains("program/p", "program/k"))
    lowered = Program(id="program/p", level=Level.SUB_ACTIVITY, name="p")
    assert codes(plan, [PutNode(node=node("opd/b")), PutNode(node=lowered, edit=True)]) == [("higher-level", 1)]
    moved = [
        PutNode(node=node("opd/b")),
        RemoveLink(id="leads:opd/a>program/k"),
        *put(leads("opd/b", "program/k")),
    ]
    assert codes(plan, moved) == [("other-opd", 2)]


def test_a_unit_counts_with_the_agency_that_it_belongs_to() -> None:
    unit = (contains("opd/a", "opd/upt"), contains("opd/upt", "opd/seksi"), contains("opd/a", "opd/bagian"))
    work = (leads("opd/a", "program/p"), leads("opd/seksi", "program/k"), leads("opd/bagian", "program/s"))
    plan = plan_of(*unit, *work)
    assert codes(plan, put(contains("program/p", "program/k"), contains("program/k", "program/s"))) == []
    whole = apply(plan, put(contains("program/p", "program/k")))
    assert codes(whole, [RemoveLink(id="contains:opd/a>opd/upt")]) == [("other-opd", 0)]


def test_work_that_nobody_leads_may_stand_in_the_work_of_anyone() -> None:
    plan = plan_of(leads("opd/a", "program/p"), contains("program/p", "program/k"))
    assert broken(plan) == []
    assert codes(plan, [PutNode(node=node("opd/b")), *put(leads("opd/b", "program/k"))]) == [("other-opd", 1)]


def test_an_objective_may_serve_several_of_its_own_or_a_higher_level() -> None:
    wholes = ("objective/t1", "objective/t2", "objective/s2")
    assert broken(plan_of(*(contains(whole, "objective/s1") for whole in wholes))) == []


def test_all_that_breaks_laws_is_told_and_of_two_that_come_together_the_later() -> None:
    nodes = [PutNode(node=node(id_)) for id_ in ("opd/a", "opd/b", "program/p", "program/k1", "program/k2")]
    links = (
        leads("opd/b", "program/p"),
        leads("opd/a", "program/p"),
        leads("opd/a", "program/k1"),
        contains("program/k1", "program/k2"),
        contains("program/p", "program/k2"),
    )
    assert codes(EMPTY, [*nodes, *put(*links)]) == [("two-leads", 6), ("higher-level", 8), ("two-wholes", 9)]


def test_a_node_that_comes_back_as_another_kind_keeps_the_laws_of_its_new_kind() -> None:
    plan = plan_of(leads("opd/a", "objective/s"), leads("opd/b", "objective/s"))
    work = Program(id="objective/s", level=Level.PROGRAM, name="s")
    assert broken(plan) == []
    assert codes(plan, [RemoveNode(id="objective/s"), PutNode(node=work)]) == [("two-leads", 0)]


# -- the property -------------------------------------------------------------------------------------------------

_NODES = (
    *("opd/a", "opd/b", "opd/c", "dimension/d", "dimension/e", "dimension/x"),
    *("program/p", "program/p2", "program/k", "program/s", "objective/t", "objective/s", "objective/s2"),
)
_links = st.builds(
    Link,
    kind=st.sampled_from((LinkKind.CONTAINS, LinkKind.CONTAINS, LinkKind.LEADS)),
    source_id=st.sampled_from(_NODES),
    target_id=st.sampled_from(_NODES),
    standing=st.sampled_from((Standing.OPEN, Standing.OPEN, Standing.REJECTED)),
)


@st.composite
def _nodes(draw: st.DrawFn) -> AnyNode:
    made = node(draw(st.sampled_from(_NODES)))
    if isinstance(made, Program):
        return Program(id=made.id, level=draw(st.sampled_from(Level)), name=made.name)
    return made


_changes = st.one_of(
    st.builds(PutNode, node=_nodes(), edit=st.just(True)),
    st.builds(PutLink, link=_links, edit=st.sampled_from((False, False, True))),
    st.builds(RemoveLink, id=_links.map(lambda link: link.id)),
)


def lawful(plan: Contents) -> bool:
    """The laws once more, in plain words of graphs and for the whole plan at once."""
    ties = [link for link in plan.links.values() if link.standing is not Standing.REJECTED]
    whole = nx.DiGraph((link.source_id, link.target_id) for link in ties if link.kind is LinkKind.CONTAINS)
    led: defaultdict[str, set[str]] = defaultdict(set)
    for link in ties:
        if link.kind is LinkKind.LEADS:
            led[link.target_id] |= {link.source_id}

    def house(opds: set[str]) -> set[str]:
        return opds.union(*(nx.ancestors(whole, each) for each in opds if each in whole))

    def stands(above: AnyNode, below: AnyNode) -> bool:
        if isinstance(above, Program) and isinstance(below, Program):
            opds = [led[each.id] for each in (above, below)]
            is_one = not all(opds) or bool(house(opds[0]) & house(opds[1]))
            return is_one and list(Level).index(above.level) < list(Level).index(below.level)
        if isinstance(above, Objective) and isinstance(below, Objective):
            return list(ObjectiveLevel).index(above.level) <= list(ObjectiveLevel).index(below.level)
        if isinstance(above, Dimension) and isinstance(below, Dimension):
            return (above.level, below.level) == (DimensionLevel.DIMENSION, DimensionLevel.SUB_DIMENSION)
        return isinstance(above, Opd) and isinstance(below, Opd)

    single = [each for each in plan.nodes.values() if isinstance(each, Program | Dimension)]
    return (
        nx.is_directed_acyclic_graph(whole)
        and all(stands(plan.nodes[above], plan.nodes[below]) for above, below in whole.edges)
        and all(each.id not in whole or whole.in_degree(each.id) < 2 for each in single)
        and all(len(led[each.id]) < 2 for each in single if isinstance(each, Program))
    )


@settings(deadline=None)
@given(st.lists(st.lists(_changes, min_size=1, max_size=4), max_size=14))
def test_whatever_is_let_in_one_after_another_the_plan_keeps_all_laws(sets: list[list[Change]]) -> None:
    plan = apply(EMPTY, [PutNode(node=node(id_)) for id_ in _NODES])
    for changes in sets:
        problems = validate(plan, changes)
        if not problems:
            before, plan = plan, apply(plan, changes)
            assert lawful(plan)
            assert apply(plan, difference(plan, before)) == before
        assert broken(plan) == []


@settings(deadline=None)
@given(st.lists(_links, max_size=12))
def test_a_plan_is_told_to_break_a_law_exactly_where_it_does(links: list[Link]) -> None:
    kept = [link for link in links if not law.fits(link, {id_: node(id_) for id_ in _NODES})]
    stored = Contents(nodes={id_: node(id_) for id_ in _NODES}, links={link.id: link for link in kept})
    assert (broken(stored) == []) is lawful(stored)
    assert validate(EMPTY, tuple(difference(EMPTY, stored)), lawful=False) == ()


# -- files --------------------------------------------------------------------------------------------------------

RENJA = (
    "opd,tahun,kode,nama,indikator,satuan,target,pagu\n"
    "Dinas Umum,2026,4.01.99.2.99.0099,Pekerjaan uji tanpa tema,Uji,Orang,12,250000000\n"
    "Dinas Lain,2026,4.01.98.2.99.0099,Pekerjaan uji lain,Uji,Orang,12,250000000\n"
)


def test_a_second_lead_in_the_template_is_refused_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "renja.csv").write_text(RENJA, "utf-8")
    (tmp_path / "kait.csv").write_text(
        "dari,jenis,ke,alasan\nDinas Umum,memimpin,4.01.99.2.99.0099,sama\nDinas Lain,memimpin,4.01.99.2.99.0099,uji\n",
        "utf-8",
    )
    found = compare(EMPTY, [tmp_path / "renja.csv", tmp_path / "kait.csv"])
    assert not found.importable
    [told] = [each for each in found.not_understood if "sudah dipimpin" in each.reason]
    assert (told.file, told.row, told.column, told.value) == ("kait.csv", 3, "jenis", "memimpin")
    assert told.hint == law.LAWS["two-leads"].remedy
    new = ("--region", "K", "--region-code", "00.00", "--years", "2026")
    made = ran(tmp_path, "import", "kota", *new, "renja.csv", "kait.csv")
    assert made.status == 1
    assert "kait.csv, baris 3, kolom jenis" in made.err
    assert "kota" not in ran(tmp_path, "plans").out


def test_an_outcome_above_a_goal_in_the_template_is_refused_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "sasaran.csv"
    file.write_text(
        "kode,tingkat,uraian,induk,opd,prioritas\nS1,sasaran,Mutu layanan naik,,,\nT1,tujuan,Tata kelola baik,S1,,\n",
        "utf-8",
    )
    [told] = compare(EMPTY, [file]).not_understood
    assert (told.file, told.row, told.column) == ("sasaran.csv", 3, "induk")
    assert "tingkat induk harus sama atau lebih tinggi" in told.reason


def apart(link: Link, number: int) -> Link:
    """The link between other nodes of the same kinds."""
    return Link(kind=link.kind, source_id=f"{link.source_id}-{number}", target_id=f"{link.target_id}-{number}")


@pytest.mark.parametrize("format_", [FileFormat.JSON, FileFormat.CSV])
def test_an_export_that_breaks_laws_is_refused_with_each_row_and_comes_back_where_it_stood(
    tmp_path: Path, format_: FileFormat
) -> None:
    stored = plan_of(*(apart(link, n) for n, case in enumerate(CASES) for link in (*case.stands, case.breaks)))
    file = plan_file(PlanGraph(INFO, 1, stored), format_)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    found = compare(EMPTY, [path])
    assert not found.importable
    expected = {(each.message.rstrip("."), each.law.remedy, each.link) for _, each in law.broken(*_parts(stored))}
    assert {code for code, _ in broken(stored)} == law.LAWS.keys()
    row = {link: told.row for told in found.not_understood for said, _, link in expected if said == told.reason}
    assert sorted((each.reason, each.hint) for each in found.not_understood) == sorted(each[:2] for each in expected)
    for _, link in broken(stored):
        if format_ is FileFormat.JSON:
            lines = " ".join(file.data.decode().splitlines()[row[link] - 1 : row[link] + 3])
            assert all(f'"{end}"' in lines for end in link.partition(":")[2].split(">"))
        else:
            assert row[link] == 2 + sorted(stored.links).index(link)
    again = compare(stored, [path])
    assert (again.importable, again.changes) == (True, ())


def _parts(plan: Contents) -> tuple[Any, Any]:
    return plan.nodes, plan.links


def test_work_that_one_file_writes_below_two_activities_becomes_two_with_a_mark(tmp_path: Path) -> None:
    heading = "opd,tahun,program,kegiatan,sub_kegiatan,indikator,satuan,target,pagu\n"
    row = "Dinas Umum,2026,Program bebas,{},Penataan taman uji bersama,Uji,Orang,12,{}\n"
    file = tmp_path / "renja.csv"
    file.write_text(heading + row.format("Kegiatan satu", 100) + row.format("Kegiatan dua", 200), "utf-8")
    found = compare(EMPTY, [file])
    assert found.importable, found.not_understood
    subs = [
        each.node
        for each in found.changes
        if isinstance(each, PutNode) and isinstance(each.node, Program) and each.node.level is Level.SUB_ACTIVITY
    ]
    assert sorted(each.budget() for each in subs) == [100, 200]
    assert broken(apply(EMPTY, found.changes)) == []


# -- people -------------------------------------------------------------------------------------------------------

ABOVE, BELOW = "program/diskominfo/2.16.03", "program/diskominfo/2.16.03.2.01.0003"
FOREIGN = "program/dinsos/1.06.05.2.02.0001"


def _tie(kind: str, source: str, target: str) -> dict[str, str]:
    return {"kind": kind, "originNode": source, "targetNode": target}


async def _stored_before(kota: City, monkeypatch: pytest.MonkeyPatch, *links: Link) -> None:
    """Let links in as a plan had them that was stored before there were laws."""
    with monkeypatch.context() as before_the_laws:
        before_the_laws.setattr("graph.law.broken", lambda *_, **__: ())
        base = await kota.revision()
        await kota.store.apply(CITY.slug, ChangeSet(changes=put(*links), author="ani", base_revision=base))


async def test_mutations_and_scenarios_keep_the_laws_and_say_which(address: str) -> None:
    kota = await city(address)
    await kota.do("createScenario", {"name": "A"})
    tries: list[tuple[str, dict[str, Any]]] = [
        ("TWO_LEADS", _tie("LEADS", "opd/dinsos", BELOW)),
        ("OTHER_OPD", _tie("CONTAINS", ABOVE, FOREIGN)),
        ("HIGHER_LEVEL", _tie("CONTAINS", BELOW, FOREIGN)),
        ("TWO_DIMENSIONS", _tie("CONTAINS", "dimension/SL", "dimension/SG-1")),
    ]
    for code, link in tries:
        for mutation, input_ in (
            ("addLink", {"link": link}),
            ("addLink", {"link": link, "scenario": "A"}),
            ("applyChanges", {"changes": [{"putLink": link}]}),
            ("createScenario", {"name": "B", "changes": [{"putLink": link}]}),
        ):
            problems = (await kota.do(mutation, input_))["errors"]
            assert code in {each.get("code") for each in problems}, (mutation, problems)
    [problem] = (await kota.do("editProgram", {"id": ABOVE, "program": {"opd": "opd/dinsos"}}))["errors"]
    assert (problem["code"], problem["path"]) == ("OTHER_OPD", ["input", "program", "opd"])
    [problem] = (await kota.do("editProgram", {"id": ABOVE, "program": {"level": "SUB_ACTIVITY", "code": None}}))[
        "errors"
    ]
    assert (problem["code"], problem["path"]) == ("HIGHER_LEVEL", ["input", "program"])
    assert await kota.revision() == 1
    await kota.store.close()


async def test_a_plan_of_before_is_read_edited_and_mended_and_an_undo_does_not_break_it_anew(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kota = await city(address)
    await _stored_before(kota, monkeypatch, leads("opd/dinsos", BELOW))
    assert (await kota.ask('{ plan(slug: "kota") { findings { totalCount } } }'))["plan"]
    assert (await kota.do("editProgram", {"id": BELOW, "program": {"name": "Sama"}}))["errors"] == []
    assert (await kota.do("removeLink", {"id": f"leads:opd/dinsos>{BELOW}"}))["errors"] == []
    mended = await kota.revision()
    [problem] = (await kota.do("undoRevision", {"revision": mended}))["errors"]
    assert (problem["code"], problem["path"]) == ("TWO_LEADS", ["input", "revision"])
    assert (await kota.do("undoRevision", {"revision": mended - 1}))["errors"] == []
    assert await kota.revision() == mended + 1
    await kota.store.close()


async def test_a_scenario_of_before_is_read_and_mended_and_published_only_then(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kota = await city(address)
    with monkeypatch.context() as before_the_laws:
        before_the_laws.setattr("graph.law.broken", lambda *_, **__: ())
        second = {"putLink": _tie("LEADS", "opd/dinsos", BELOW)}
        fine = {"putLink": _tie("SUPPORTS", "opd/dkk", BELOW)}
        assert (await kota.do("createScenario", {"name": "A", "changes": [second, fine]}))["errors"] == []
    query = '{ plan(slug: "kota") { scenarios(first: 1) { nodes { plan { findings { totalCount } } } } } }'
    assert (await kota.ask(query))["plan"]["scenarios"]["nodes"]
    [problem] = (await kota.do("publishScenario", {"name": "A"}))["errors"]
    assert (problem["code"], problem["path"]) == ("TWO_LEADS", ["input", "name"])
    mended = await kota.do("removeLink", {"id": f"leads:opd/dinsos>{BELOW}", "scenario": "A"})
    assert mended["errors"] == []
    assert (await kota.do("publishScenario", {"name": "A"}))["errors"] == []
    scenario: Scenario = (await kota.store.scenarios.all(CITY.slug))[0]
    assert len(scenario.changes) == 1
    await kota.store.close()


def test_check_names_what_a_stored_plan_breaks_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = plan_of(*(link for case in CASES[:4] for link in (*case.stands, case.breaks)))
    file = plan_file(PlanGraph(INFO, 1, stored), FileFormat.JSON)
    (tmp_path / file.name).write_bytes(file.data)
    with monkeypatch.context() as before_the_laws:
        before_the_laws.setattr("graph.law.broken", lambda *_, **__: ())
        new = ("--region", "K", "--region-code", "00.00", "--years", "2026")
        assert ran(tmp_path, "import", "kasus", *new, file.name).status == 0
    told = ran(tmp_path, "check", "kasus", "--format", "json")
    rows = [each for each in json.loads(told.out) if each["family"] == "law"]
    assert sorted(each["rule"] for each in rows) == ["two-dimensions", "two-leads", *["two-wholes"] * 2]
    assert all(law.LAWS[each["rule"]].remedy in each["message"] for each in rows)
    [row] = [each for each in rows if each["rule"] == "two-leads"]
    assert (row["opds"], row["evidence"]["links"]) == (["b", "a"], ["leads:opd/b>program/p"])
    assert "two-leads" in ran(tmp_path, "check", "kasus").out
