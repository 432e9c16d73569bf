"""What is written and read again is the same plan."""

import itertools
import random
import typing
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given

from graph.change import EMPTY, Contents, difference, validate
from graph.export import UnreadablePlan, UnreadableTable, What, formats, json, plan_file, sheets
from graph.export.schema import schema
from graph.export.tables import CONCEPTS, LATER, tables
from graph.export.tables import contents as contents_of
from graph.model import Level, Link, LinkKind, Money, Opd, Program, ProgramYear
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO
from service import demo
from tests.effort import tried
from tests.example import example_plan
from tests.graph.export import earlier_workbook
from tests.graph.export.anything import contents
from tests.graph.export.everything import EVERYTHING
from tests.graph.traversal.plans import plans, shuffled
from tests.test_house import HOME

slow = tried(60, HealthCheck.too_slow, HealthCheck.data_too_large)


@pytest.fixture(scope="module", params=demo.DEMOS)
def example(request: pytest.FixtureRequest) -> PlanGraph:
    return example_plan(request.param)


@slow
@given(contents())
def test_a_plan_of_any_texts_and_numbers_comes_back_from_a_workbook(plan: Contents) -> None:
    assert earlier_workbook.read(earlier_workbook.write(plan)) == plan


@slow
@given(contents())
def test_a_plan_of_any_texts_and_numbers_comes_back_from_json(plan: Contents) -> None:
    assert json.read(json.write(PlanGraph(INFO, 3, plan))) == plan


@slow
@given(plans())
def test_the_order_of_a_plan_s_records_changes_no_byte_of_any_file(plan: PlanGraph) -> None:
    for format_ in formats(What.PLAN):
        assert plan_file(plan, format_) == plan_file(shuffled(plan), format_)


@slow
@given(plans())
def test_a_workbook_may_be_sorted_and_its_columns_and_sheets_moved(plan: PlanGraph) -> None:
    chance = random.Random(0)  # noqa: S311
    moved = []
    for table in sheets.tables(earlier_workbook.write(plan.contents)):
        order = chance.sample(range(len(table.headings)), len(table.headings))
        rows = [tuple(row[number] for number in order) for row in chance.sample(table.rows, len(table.rows))]
        names = tuple(table.headings[number] for number in order)
        moved.append(msgspec.structs.replace(table, headings=names, rows=rows))
    assert contents_of(chance.sample(moved, len(moved))) == plan.contents


def test_an_example_region_comes_back_from_a_workbook_and_from_json(example: PlanGraph) -> None:
    assert earlier_workbook.read(earlier_workbook.write(example.contents)) == example.contents
    assert json.read(json.write(example)) == example.contents
    assert json.read_file(json.write(example)).plan == example.info


def _records(value: object) -> Iterator[msgspec.Struct]:
    """A record and those that it lists."""
    if isinstance(value, msgspec.Struct):
        yield value
        yield from itertools.chain(*(_records(getattr(value, name)) for name in value.__struct_fields__))
    elif isinstance(value, tuple):
        yield from itertools.chain(*map(_records, value))


def test_the_plan_of_everything_has_every_kind_of_node_and_link_and_something_in_every_field() -> None:
    found = [*_records((*EVERYTHING.nodes.values(), *EVERYTHING.links.values()))]
    assert {*map(type, EVERYTHING.nodes.values())} == {*CONCEPTS}
    assert {link.kind for link in EVERYTHING.links.values()} == {*LinkKind}
    for kind in {*map(type, found)}:
        for field in msgspec.structs.fields(kind):
            values = [getattr(record, field.name) for record in found if type(record) is kind]
            assert any(value != field.default for value in values), (kind, field.name)
    assert not validate(EMPTY, difference(EMPTY, EVERYTHING))


def test_an_export_from_before_stages_and_quarters_is_still_read_with_the_stage_unknown() -> None:
    year = ProgramYear(year=2024, budget=Money(text="5", amount=5), spent=Money(text="1", amount=1))
    plan = Contents(nodes={"p": Program(id="p", level=Level.PROGRAM, name="Jalan", years=(year,))}, links={})
    older = []
    for table in tables(plan):
        kept = [at for at, name in enumerate(table.headings) if name.partition(".")[0] not in LATER]
        rows = [tuple(row[at] for at in kept) for row in table.rows]
        older.append(msgspec.structs.replace(table, headings=tuple(table.headings[at] for at in kept), rows=rows))
    assert sum(len(table.headings) for table in older) < sum(len(table.headings) for table in tables(plan))
    assert contents_of(older) == plan


def test_a_sheet_that_has_only_some_columns_of_an_amount_is_refused() -> None:
    (years,) = (table for table in _sheets() if table.name == "program.years")
    headings = tuple("x" if name == "original.amount" else name for name in years.headings)
    with pytest.raises(UnreadableTable, match=r"kolom original\.amount tidak ada"):
        contents_of(_sheets(**{"program.years": {"headings": headings}}))


def test_a_text_too_long_for_a_cell_comes_back_whole() -> None:
    long = "=" + "panjang \U0001f600" * 9_000
    nodes = {id_: Opd(id=id_, name=long + id_, short_name=id_) for id_ in ("a", "b")}
    plan = Contents(nodes=nodes, links={})
    assert earlier_workbook.read(earlier_workbook.write(plan)) == plan


def _sheets(**changes: object) -> tuple[sheets.Table, ...]:
    program = Program(id="p", level=Level.PROGRAM, name="Jalan", years=(ProgramYear(year=2024),))
    lead = Link(kind=LinkKind.LEADS, source_id="o", target_id="p")
    plan = Contents(nodes={"p": program, "o": Opd(id="o", name="DPU", short_name="DPU")}, links={lead.id: lead})
    return tuple(
        msgspec.structs.replace(table, **changes.get(table.name, {}))  # type: ignore[arg-type]
        for table in tables(plan)
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda t: {"rows": [*t.rows, *t.rows]}, "program, baris 3: id p sudah dipakai"),
        (lambda t: {"headings": ("nomor", *t.headings[1:])}, "program, baris 1: kolom id tidak ada"),
        (lambda t: {"rows": [("p", None, "paragraph", *t.rows[0][3:])]}, "program, baris 2: tidak sesuai"),
        (lambda _: {"rows": []}, 'program.years, baris 1: tidak ada yang ber-id "p"'),
    ],
)
def test_a_damaged_sheet_is_refused_with_its_row_and_what_to_do(damage: typing.Any, said: str) -> None:
    whole = {table.name: table for table in _sheets()}
    with pytest.raises(UnreadableTable, match=said):
        contents_of(_sheets(program=damage(whole["program"])))


def test_a_workbook_that_holds_no_plan_and_a_file_that_is_none_are_refused() -> None:
    with pytest.raises(UnreadableTable, match="tidak memuat rencana"):
        earlier_workbook.read(sheets.workbook([sheets.Table(name="Lembar1", headings=("a",), rows=[(1,)])]))
    for data in (b"", b"PK\x03\x04", b"id;nama\n"):
        with pytest.raises(UnreadableTable, match="rusak atau bukan lembar kerja"):
            earlier_workbook.read(data)


def test_json_that_is_no_plan_or_names_an_id_twice_is_refused() -> None:
    opd = Opd(id="o", name="DPU", short_name="DPU")
    twice = json.PlanFile(plan=INFO, revision=1, nodes=(opd, opd), links=())
    with pytest.raises(UnreadablePlan, match="memuat o dua kali"):
        json.read(msgspec.json.encode(twice))
    for data in (b"", b"[]", b'{"nodes": []}', b"\xff"):
        with pytest.raises(UnreadablePlan, match="bukan rencana"):
            json.read(data)


def test_the_published_schema_is_the_one_that_files_follow() -> None:
    kept = (HOME / "docs" / json.SCHEMA).read_bytes()
    assert kept == schema(), "python -m graph.export.schema > docs/plan.schema.json"
