"""A plan that is exported and imported into an empty plan, by the ways that people go, gives the same file again."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from graph.change import EMPTY, Contents, PutNode, apply, difference, validate
from graph.export import FileFormat, packed, plan_file
from graph.export.tables import CONCEPTS
from graph.intake import Preview, compare, look, preview, read_files
from graph.model import (
    AnyNode,
    Indicator,
    IndicatorYear,
    Level,
    Link,
    LinkKind,
    Measure,
    Money,
    Program,
    ProgramYear,
)
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO
from service import demo
from tests.effort import long, tried
from tests.graph.export import earlier_workbook
from tests.graph.export.anything import record, texts
from tests.graph.intake.making import DATA

FORMATS = (FileFormat.JSON, FileFormat.CSV)
PLANS = {slug: demo.files(slug) for slug in demo.DEMOS} | {
    path.stem: (path,) for path in sorted(DATA.glob("*.csv")) if "rpjmd" in path.name or path.stem.endswith("sebagian")
}


@cache
def _example() -> Contents:
    return read_files([path for path in demo.files(demo.FIRST) if path.suffix == ".yaml"]).contents


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    """Plans that a store takes: nodes with any texts and figures, and whatever links may tie them."""
    nodes: dict[str, AnyNode] = {
        node.id: node
        for node in draw(st.lists(st.one_of(*map(record, CONCEPTS)), max_size=7))  # type: ignore[arg-type]
    }
    links: dict[str, Link] = {}
    if nodes:
        ends = st.sampled_from(sorted(nodes))
        tied = st.builds(
            Link,
            kind=st.sampled_from(LinkKind),
            source_id=ends,
            target_id=ends,
            confidence=st.floats(0, 1),
            weight=st.floats(-3, 3),
            reason=texts,
            source=texts,
            entry=texts,
        )
        for link in draw(st.lists(tied, max_size=8)):
            more = links | {link.id: link}
            if not validate(EMPTY, difference(EMPTY, Contents(nodes=nodes, links=more))):
                links = more
    return Contents(nodes=nodes, links=links)


def _again(folder: Path, plan: Contents, format_: FileFormat) -> tuple[bytes, bytes]:
    """The file of a plan, and the file of the plan that importing it made."""
    first = plan_file(PlanGraph(INFO, 1, plan), format_)
    path = folder / first.name
    path.write_bytes(first.data)
    made = apply(EMPTY, preview(EMPTY, read_files([path])).changes)
    one, other = (plan_file(PlanGraph(INFO, 1, each), FileFormat.JSON).data for each in (plan, made))
    assert one == other, "equal plans, by whichever file they came, are the same document"
    return first.data, plan_file(PlanGraph(INFO, 1, made), format_).data


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.usefixtures("read_here")
@settings(
    tried(25, HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture),
    phases=(Phase.explicit, Phase.generate),  # a failing plan is small enough to be read as it is
)
@given(plan=contents())
def test_any_plan_comes_back_as_the_same_bytes(tmp_path: Path, format_: FileFormat, plan: Contents) -> None:
    first, again = _again(tmp_path, plan, format_)
    assert again == first


@pytest.fixture(scope="module", params=[long(each) if each in demo.DEMOS else each for each in PLANS])
def real(request: pytest.FixtureRequest) -> Contents:
    return apply(EMPTY, preview(EMPTY, read_files(PLANS[request.param])).changes)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.usefixtures("read_here")
def test_every_real_region_comes_back_as_the_same_bytes(tmp_path: Path, real: Contents, format_: FileFormat) -> None:
    first, again = _again(tmp_path, real, format_)
    assert again == first


def test_an_exported_plan_is_read_in_the_other_process_too(tmp_path: Path) -> None:
    for format_ in FORMATS:
        first, again = _again(tmp_path, _example(), format_)
        assert again == first


def test_an_exported_plan_imported_into_itself_changes_nothing(tmp_path: Path) -> None:
    for format_ in FORMATS:
        file = plan_file(PlanGraph(INFO, 1, _example()), format_)
        (tmp_path / file.name).write_bytes(file.data)
        for whole in (False, True):
            found = preview(_example(), read_files([tmp_path / file.name], plan=_example()), whole=whole)
            assert (found.changes, found.questions, found.gone) == ((), (), ())


def test_an_exported_plan_is_imported_by_itself(tmp_path: Path) -> None:
    file = plan_file(PlanGraph(INFO, 1, _example()), FileFormat.JSON)
    (tmp_path / file.name).write_bytes(file.data)
    (error,) = look([tmp_path / file.name, *demo.files(demo.FIRST)[:1]]).errors
    assert error.file == file.name
    assert "bersama berkas lain" in error.reason


def _workbook(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    path.write_bytes(earlier_workbook.write(_example()))
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def _column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def test_a_cell_of_an_exported_workbook_that_does_not_fit_is_a_problem_at_its_sheet_and_row(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["objective"].cell(3, _column(book["objective"], "level"), "bab")

    (error,) = look([_workbook(tmp_path / "rencana.xlsx", change)]).errors
    assert (error.file, error.sheet, error.row) == ("rencana.xlsx", "lembar objective", 3)
    assert "bab" in error.reason


def test_a_link_of_an_exported_workbook_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["link"].cell(2, _column(book["link"], "target_id"), "program/tidak-ada")

    intake = look([_workbook(tmp_path / "rencana.xlsx", change)])
    assert "program/tidak-ada" in intake.errors[0].reason
    assert "tidak ada" in intake.errors[0].reason


def test_a_row_added_to_an_exported_workbook_is_new_and_a_changed_name_is_a_change(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["objective"]
        sheet.cell(2, _column(sheet, "text"), "Bunyi lain")
        row = sheet.max_row + 1
        for heading, value in (("id", "objective/baru"), ("level", "goal"), ("text", "Tujuan yang baru")):
            sheet.cell(row, _column(sheet, heading), value)

    path = _workbook(tmp_path / "rencana.xlsx", change)
    found = preview(_example(), read_files([path], plan=_example()))
    assert [each.id for each in found.new] == ["objective/baru"]
    assert [[field.after for field in each.fields] for each in found.changed] == [["Bunyi lain"]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'{"format": "sinergi-plan-1", "plan": {}, "nodes": 1}'),
        ("a.zip", packed({"link.csv": b"id,kind\n", "program.csv": b"id\n"})),
        ("a.zip", packed({"link.csv": b"\xff\xfe", "program.csv": b"id\n"})),
    ],
    ids=["json", "columns missing", "no text"],
)
def test_a_damaged_exported_plan_is_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (error,) = look([tmp_path / name]).errors
    assert error.file == name
    assert "kspor ulang" in str(error)


@pytest.fixture
def read_here() -> Iterator[None]:
    """Read workbooks in this process, by the same function, since a process for each would take minutes."""
    from tests.graph.intake.promise import read_here as here

    with here():
        yield


# -- workbooks of earlier versions, which hold a figure beside each text ----------------------------------------------


def _retyped(path: Path, **cells: object) -> Preview:
    """What importing an earlier workbook would do in which these cells of a program's year were changed."""
    program = Program(
        id="program/dlh/1",
        level=Level.PROGRAM,
        name="Sampah",
        years=(ProgramYear(year=2024, budget=Money(text="28,800,000,000", amount=28_800_000_000)),),
    )
    indicator = Indicator(
        id="indicator/dlh/1/ton",
        name="Ton",
        years=(IndicatorYear(year=2024, target=Measure(text="85,5", low=85.5, high=85.5)),),
    )
    plan = Contents(nodes={each.id: each for each in (program, indicator)}, links={})
    path.write_bytes(earlier_workbook.write(plan))
    book = openpyxl.load_workbook(path)
    for heading, value in cells.items():
        sheet = book["indicator.years" if "target" in heading else "program.years"]
        sheet.cell(2, _column(sheet, heading.replace("__", ".")), value)
    book.save(path)
    return compare(plan, [path])


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({}, []),
        ({"budget__text": "5.500.000.000"}, [("Rp 28.800.000.000", "Rp 5.500.000.000", "-Rp 23.300.000.000")]),
        ({"budget__amount": 5_500_000_000}, [("Rp 28.800.000.000", "Rp 5.500.000.000", "-Rp 23.300.000.000")]),
        (
            {"budget__amount": 5_500_000_000, "budget__text": "Rp 5.500.000.000"},
            [("Rp 28.800.000.000", "Rp 5.500.000.000", "-Rp 23.300.000.000")],
        ),
        ({"target__text": "90"}, [("85,5", "90", "")]),
        ({"target__low": 90, "target__high": 90}, [("85,5", "90", "")]),
    ],
)
def test_of_a_text_and_its_figure_the_one_that_was_changed_counts(
    tmp_path: Path, cells: dict[str, object], fields: list[tuple[str, str, str]]
) -> None:
    found = _retyped(tmp_path / "rencana.xlsx", **cells)
    assert found.importable, found.not_understood
    assert [(one.before, one.after, one.difference) for each in found.changed for one in each.fields] == fields
    for change in found.changes:
        assert isinstance(change, PutNode)
        if isinstance(change.node, Program):
            assert change.node.budget(2024) == 5_500_000_000


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"budget__text": "6.000", "budget__amount": 5_500}, "teks '6.000' dan angkanya (Rp 5.500) berlainan"),
        ({"budget__text": "lima miliar"}, "teks 'lima miliar' bukan jumlah rupiah"),
        (
            {"budget__amount": "lima"},
            "kolom budget.amount harus berisi jumlah rupiah, angka saja; yang tertulis 'lima'",
        ),
        ({"target__low": 90, "target__high": 90, "target__text": "80"}, "teks '80' dan angkanya (90) berlainan"),
    ],
)  # fmt: skip
def test_a_text_and_a_figure_that_say_different_things_are_a_problem_in_words(
    tmp_path: Path, cells: dict[str, object], reason: str
) -> None:
    found = _retyped(tmp_path / "rencana.xlsx", **cells)
    assert not found.importable
    sheet = "lembar indicator.years" if "target__low" in cells else "lembar program.years"
    assert [(each.sheet, each.row, each.reason) for each in found.not_understood] == [(sheet, 2, reason)]
