"""What other programs read: no cell runs, graph files are read back by networkx, names fit every file system."""

import csv
import io
import types
import zipfile
from collections.abc import Iterator

import networkx as nx
import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from graph.change import Contents
from graph.export import FileFormat, What, dot, file_name, formats, gexf, graphml, plan_file, settled
from graph.export import csv as csv_export
from graph.export.legend import COLUMNS, TABLES, legend
from graph.export.network import network
from graph.export.tables import NAMES
from graph.export.text import guarded, held, unguarded, unheld
from graph.model import Level, Link, LinkKind, Opd, Program, Standing
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO
from tests.clock import later
from tests.effort import tried
from tests.example import example_plan
from tests.graph.export import earlier_workbook
from tests.graph.export.anything import NASTY, contents
from tests.graph.traversal.plans import plans

slow = tried(40, HealthCheck.too_slow, HealthCheck.data_too_large)


@pytest.fixture(scope="module")
def example() -> PlanGraph:
    return example_plan()


def _xlsx_cells(data: bytes) -> Iterator[openpyxl.cell.Cell]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def _csv_cells(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            yield from (cell for row in rows for cell in row)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@slow
@given(contents())
def test_no_cell_of_a_workbook_begins_a_formula(plan: Contents) -> None:
    for cell in _xlsx_cells(earlier_workbook.write(plan)):
        assert cell.data_type in {"n", "s", "b"}
        assert cell.data_type != "s" or cell.value[0] not in "=+-@\t\r\n", cell.value


@slow
@given(contents())
def test_no_cell_of_a_csv_file_begins_a_formula(plan: Contents) -> None:
    for cell in _csv_cells(csv_export.write(plan)):
        assert cell[:1] not in set("=+-@\t\r\n") or _is_number(cell), cell


@pytest.mark.parametrize("mark", [";", "\t"])
@slow
@given(contents())
def test_no_cell_of_a_csv_file_begins_a_formula_where_cells_are_parted_otherwise(mark: str, plan: Contents) -> None:
    with zipfile.ZipFile(io.BytesIO(csv_export.write(plan))) as archive:
        for name in archive.namelist():
            for line in archive.read(name).decode("utf-8-sig").split("\n"):
                for cell in line.split(mark):
                    assert cell[:1] not in set("=+-@\uff1d\uff0b\uff0d\uff20"), line


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_is_told_apart_from_what_it_is_written_as(text: str) -> None:
    assert unheld(unguarded(guarded(held(text)))) == text


@pytest.mark.parametrize("format_", formats(What.PLAN))
def test_a_file_of_an_example_is_the_same_bytes_at_another_time(example: PlanGraph, format_: FileFormat) -> None:
    before = plan_file(example, format_).data
    with later():
        assert plan_file(example, format_).data == before


@pytest.mark.parametrize("write", [graphml.write, gexf.write])
@slow
@given(plan=plans())
def test_graph_programs_get_every_node_and_every_link_that_is_not_rejected(write, plan: PlanGraph) -> None:  # type: ignore[no-untyped-def]
    read = {graphml.write: nx.read_graphml, gexf.write: nx.read_gexf}[write](io.BytesIO(write(plan.contents)))
    assert set(read) == set(plan.nodes)
    assert read.is_directed()
    open_ = {link.id for link in plan.links.values() if link.standing is not Standing.REJECTED}
    ids = [str(values.get("id", "")) for *_, values in read.edges(data=True)]
    keys = [key for *_, key in read.edges(keys=True)] if read.is_multigraph() else ids
    assert open_ in (set(keys), set(ids))
    assert all(isinstance(value, str) for _, values in read.nodes(data=True) for value in values.values())


@pytest.mark.parametrize("format_", [graphml, gexf], ids=["graphml", "gexf"])
def test_networkx_reads_every_attribute_of_a_real_region_as_it_was_given(
    example: PlanGraph, format_: types.ModuleType
) -> None:
    given_ = network(example.contents)
    data = io.BytesIO(format_.write(example.contents))
    read = nx.read_graphml(data, force_multigraph=True) if format_ is graphml else nx.read_gexf(data)
    own = {"id", "label"} if format_ is gexf else set()  # GEXF has places of its own for these two
    if read.is_multigraph():  # edges of GraphML have their ids as keys, those of GEXF as an attribute
        links = {key: (a, b, values) for a, b, key, values in read.edges(keys=True, data=True)}
    else:
        links = {values["id"]: (a, b, values) for a, b, values in read.edges(data=True)}
    assert set(read) == set(given_)
    assert links.keys() == {id_ for *_, id_ in given_.edges(keys=True)}
    for id_, values in given_.nodes(data=True):
        assert {name: read.nodes[id_][name] for name in values} == values
    for a, b, id_, values in given_.edges(keys=True, data=True):
        assert links[id_][:2] == (a, b)
        assert {name: links[id_][2].get(name) for name in values.keys() - own} == {
            name: value for name, value in values.items() if name not in own
        }


@slow
@given(contents())
def test_graph_files_stay_well_formed_whatever_people_write(plan: Contents) -> None:
    for write, read in ((graphml.write, nx.read_graphml), (gexf.write, nx.read_gexf)):
        assert len(read(io.BytesIO(write(plan)))) == len(plan.nodes)


def test_a_plan_as_dot_has_one_statement_per_node_and_link_and_quotes_what_people_wrote() -> None:
    program = Program(id="p", level=Level.PROGRAM, name='Jalan "A"\\N\n-> x; }')
    opd = Opd(id="o", name="DPU", short_name="DPU")
    lead = Link(kind=LinkKind.LEADS, source_id="o", target_id="p")
    text = dot.write(Contents(nodes={"p": program, "o": opd}, links={lead.id: lead})).decode()
    assert text.splitlines() == [
        "digraph plan {",
        "  rankdir=LR;",
        '  node [fontname="sans-serif"];',
        '  "o" [label="DPU", shape="box", class="opd"];',
        '  "p" [label="Jalan \\"A\\"\\\\N\\n-> x; }", shape="ellipse", class="program"];',
        '  "o" -> "p" [id="leads:o>p", label="leads", class="declared"];',
        "}",
    ]


def test_the_zip_of_csv_files_has_one_file_per_concept_and_every_node(example: PlanGraph) -> None:
    with zipfile.ZipFile(io.BytesIO(plan_file(example, FileFormat.CSV).data)) as archive:
        assert archive.namelist() == [f"{name}.csv" for name in ("keterangan", *NAMES)]
        [headings, *rows] = csv.reader(io.StringIO(archive.read("program.csv").decode("utf-8-sig"), newline=""))
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
    assert {row[headings.index("id")] for row in rows} == {program.id for program in example.programs()}


def test_every_table_and_column_is_explained_and_no_explanation_is_left_over() -> None:
    told = legend().rows
    assert {row[0] for row in told} == set(NAMES) == set(TABLES)
    assert {word for row in told for word in str(row[2]).split(".")} == set(COLUMNS)


@given(st.lists(st.text() | st.sampled_from(["..", "/", "a/../b", "NUL", "com1", "x" * 300]), max_size=3))
def test_a_file_name_leads_nowhere_else_and_fits_every_file_system(parts: list[str]) -> None:
    name = file_name(*parts, suffix="xlsx")
    assert name == name.strip() and len(name) <= 120 and name.isascii()
    assert not set(name) & set('/\\:*?"<>|\0\n') and ".." not in name and not name.startswith((".", "-"))
    assert name.split(".")[0] not in {"nul", "com1", "con", "prn", "aux"}


def test_a_plan_s_file_is_named_after_plan_and_revision(example: PlanGraph) -> None:
    plan = PlanGraph(INFO, 7, example.contents)
    assert plan_file(plan, FileFormat.CSV).name == f"{INFO.slug}-r7.zip"


def test_settling_an_office_file_twice_is_settling_it_once(example: PlanGraph) -> None:
    data = plan_file(example, FileFormat.XLSX).data
    assert settled(data) == data
