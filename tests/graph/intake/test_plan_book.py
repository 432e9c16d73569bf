"""The workbook that people keep of a plan: what is changed in it is what changes, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from graph.change import EMPTY, Contents, apply
from graph.export import FileFormat, plan_file
from graph.intake import Preview, compare, preview, read_files
from graph.model import Dimension, Indicator, Link, LinkKind, Program, Stage
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO
from service import demo
from tests.effort import long
from tests.graph.intake.making import SUB, Rows, xlsx

Change: TypeAlias = Callable[[openpyxl.Workbook], object]
CODE = "1.02.02.2.02.0004"
OTHER = ("1.02.02.2.02.0001", "Pengelolaan Pelayanan Kesehatan Ibu Hamil")
ROWS: Rows = [
    ["Tahun", "OPD", "Kode", "Nama", "Indikator", "Satuan", "Target", "Lokasi", "Anggaran Murni"],
    ["2026", "Dinas Kesehatan", CODE, SUB, "Balita dilayani", "Orang", "10", "Kota", "100000000"],
    ["2026", "Dinas Kesehatan", *OTHER, "Ibu dilayani", "Orang", "5", "Kota", "70000000"],
    ["2027", "Dinas Kesehatan", *OTHER, "Ibu dilayani", "Orang", "6", "Kota", "80000000"],
]


@pytest.fixture
def plan(tmp_path: Path) -> Contents:
    contents = read_files([xlsx(tmp_path / "asal.xlsx", Data=ROWS)]).contents
    dimension = next(node for node in contents.nodes.values() if isinstance(node, Dimension) and node.code == "SG-1")
    serving = next(node for node in contents.nodes.values() if isinstance(node, Program) and node.code == CODE)
    link = Link(kind=LinkKind.ALIGNS, source_id=serving.id, target_id=dimension.id)
    return Contents(nodes=contents.nodes, links=contents.links | {link.id: link})


def _book(path: Path, plan: Contents, change: Change) -> Path:
    path.write_bytes(plan_file(PlanGraph(INFO, 1, plan), FileFormat.XLSX).data)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def _changed(path: Path, plan: Contents, change: Change, *, whole: bool = False) -> Preview:
    return compare(plan, [_book(path / "rencana.xlsx", plan, change)], whole=whole)


def _at(sheet: Worksheet, heading: str, code: str, year: int = 2026) -> openpyxl.cell.Cell:
    """The cell of a column in the row of a code and a year."""
    names = [cell.value for cell in sheet[1]]
    row = next(
        row
        for row in sheet.iter_rows(min_row=2)
        if row[names.index("Kode")].value == code and row[names.index("Tahun")].value in {year, None}
    )
    return row[names.index(heading)]


def _set(
    heading: str, value: object, *, sheet: str = "Program", code: str = CODE
) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        _at(book[sheet], heading, code).value = value

    return change


def _fields(found: Preview) -> dict[str, tuple[str, str]]:
    assert found.importable, found.not_understood
    assert not found.questions
    return {f"{each.label}: {one.field}": (one.before, one.after) for each in found.changed for one in each.fields}


def test_it_has_a_sheet_of_programs_and_one_of_indicators(plan: Contents, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_book(tmp_path / "a.xlsx", plan, lambda _: None))
    assert book.sheetnames == ["Program", "Indikator", "Petunjuk"]
    assert [[cell.value for cell in row] for row in book["Program"]][-3:] == [
        ["Dinas Kesehatan", OTHER[0], OTHER[1], 2026, 70_000_000, "murni", None, None],
        ["Dinas Kesehatan", OTHER[0], OTHER[1], 2027, 80_000_000, "murni", None, None],
        ["Dinas Kesehatan", CODE, SUB, 2026, 100_000_000, "murni", None, "Pelayanan Publik"],
    ]
    assert [cell.value for cell in book["Indikator"][4]] == [
        *("Dinas Kesehatan", CODE, SUB, "Balita dilayani", "Orang", 2026, 10, None)
    ]


@pytest.mark.parametrize("whole", [False, True])
def test_imported_unchanged_it_changes_nothing(plan: Contents, tmp_path: Path, whole: bool) -> None:
    found = _changed(tmp_path, plan, lambda _: None, whole=whole)
    assert (found.importable, found.changes, found.gone, found.questions, found.not_understood) == (
        True,
        (),
        (),
        (),
        (),
    )


@pytest.mark.parametrize("slug", [long(each) for each in demo.DEMOS])
def test_imported_unchanged_it_changes_nothing_of_a_real_region(slug: str, tmp_path: Path) -> None:
    plan = apply(EMPTY, preview(EMPTY, read_files(demo.files(slug))).changes)
    found = _changed(tmp_path, plan, lambda _: None)
    assert (found.changes, found.questions) == ((), ())


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (_set("Pagu", 90_000_000), {f"{SUB}: years.2026.budget": ("Rp 100.000.000", "Rp 90.000.000")}),
        (_set("Pagu", "Rp 90.000.000,-"), {f"{SUB}: years.2026.budget": ("Rp 100.000.000", "Rp 90.000.000")}),
        (_set("Realisasi", 5), {f"{SUB}: years.2026.spent": ("", "Rp 5")}),
        (_set("Nama", "Gizi balita"), {"Gizi balita: name": (SUB, "Gizi balita")}),
        (_set("Kode", "1.02.02.2.02.0009"), {f"{SUB}: code": (CODE, "1.02.02.2.02.0009")}),
        (_set("Target", 12, sheet="Indikator"), {"Balita dilayani: years.2026.target": ("10", "12")}),
        (_set("Realisasi", "4,5", sheet="Indikator"), {"Balita dilayani: years.2026.realised": ("", "4,5")}),
        (_set("Satuan", "Anak", sheet="Indikator"), {"Balita dilayani: unit": ("Orang", "Anak")}),
    ],
    ids=["pagu", "pagu as text", "realisasi", "nama", "kode", "target", "realisasi of output", "satuan"],
)
def test_what_is_changed_is_what_changes(
    plan: Contents, tmp_path: Path, change: Change, fields: dict[str, tuple[str, str]]
) -> None:
    found = _changed(tmp_path, plan, change)
    assert _fields(found) == fields
    assert not found.new


def test_a_changed_amount_is_told_with_its_difference(plan: Contents, tmp_path: Path) -> None:
    ((one,),) = (each.fields for each in _changed(tmp_path, plan, _set("Pagu", 90_500_000)).changed)
    assert one.difference == "-Rp 9.500.000"


def test_another_stage_is_an_amount_beside_the_one_before(plan: Contents, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        _set("Tahap", "perubahan")(book)
        _set("Pagu", 90_000_000)(book)

    after = apply(plan, _changed(tmp_path, plan, change).changes)
    (year,) = next(node.years for node in after.nodes.values() if isinstance(node, Program) and node.code == CODE)
    assert {stage: money.amount for stage, money in year.stages.items()} == {
        Stage.ORIGINAL: 100_000_000,
        Stage.CHANGED: 90_000_000,
    }


@pytest.mark.parametrize(("at", "heading"), [("E", "Pagu"), ("G", "Realisasi")])
def test_words_in_a_cell_of_money_are_answered_in_words(plan: Contents, tmp_path: Path, at: str, heading: str) -> None:
    found = _changed(tmp_path, plan, _set(heading, "lima ratus juta"))
    assert not found.importable
    (problem,) = (each for each in found.not_understood if each.severity == "error")
    assert (problem.sheet, problem.column, problem.value) == ("lembar Program", f"{at} ({heading})", "lima ratus juta")
    assert problem.reason == "sel ini harus berisi jumlah rupiah"


@pytest.mark.parametrize("sheet", ["Program", "Indikator"])
@pytest.mark.parametrize("column", range(1, 9))
def test_a_column_that_is_not_there_changes_nothing(plan: Contents, tmp_path: Path, sheet: str, column: int) -> None:
    found = _changed(tmp_path, plan, lambda book: book[sheet].delete_cols(column))
    assert not found.changes, found.changes
    assert not found.gone


def test_rows_and_sheets_that_are_not_there_change_nothing(plan: Contents, tmp_path: Path) -> None:
    for change in (
        lambda book: book["Program"].delete_rows(3),
        lambda book: book.remove(book["Program"]),
        lambda book: book.remove(book["Indikator"]),
    ):
        found = _changed(tmp_path, plan, change, whole=True)
        assert (found.importable, found.changes, found.gone) == (True, (), ())


def test_an_emptied_cell_changes_nothing_and_is_told(plan: Contents, tmp_path: Path) -> None:
    found = _changed(tmp_path, plan, _set("Pagu", None))
    assert not found.changes
    (told,) = found.not_understood
    assert (told.severity, told.column) == ("warning", "E (Pagu)")
    assert "dikosongkan" in told.reason


def test_a_year_that_is_added_to_work_is_added(plan: Contents, tmp_path: Path) -> None:
    found = _changed(
        tmp_path, plan, lambda book: book["Program"].append(["Dinas Kesehatan", CODE, SUB, 2027, 5, "murni"])
    )
    assert {name.partition(": ")[2] for name in _fields(found)} == {
        "years.2027.budget",
        "years.2027.stage",
        "years.2027.quarter",
    }


def test_work_that_the_plan_does_not_have_is_added_with_its_dimension(plan: Contents, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        row = ["Dinas Kesehatan", "1.02.02.2.02.0005", "Kesehatan anak", 2026, 7, "murni", 0, "SG-1"]
        book["Program"].append(row)
        book["Indikator"].append(["Dinas Kesehatan", row[1], row[2], "Anak dilayani", "Orang", 2026, 3])

    after = apply(plan, _changed(tmp_path, plan, change).changes)
    new = next(node for node in after.nodes.values() if isinstance(node, Program) and node.code == "1.02.02.2.02.0005")
    assert new.budget(2026) == 7
    assert any(link.kind is LinkKind.ALIGNS and link.source_id == new.id for link in after.links.values())
    assert any(isinstance(node, Indicator) and node.name == "Anak dilayani" for node in after.nodes.values())
    assert len(after.nodes) == len(plan.nodes) + 2


def test_sub_dimensions_are_tied_and_untied(plan: Contents, tmp_path: Path) -> None:
    found = _changed(tmp_path, plan, _set("Subdimensi", "SB-1; birokrasi"))
    after = apply(plan, found.changes)
    served = {after.nodes[link.target_id].label for link in after.links.values() if link.kind is LinkKind.ALIGNS}
    assert "Pelayanan Publik" not in served
    assert len(served) == 2
    wrong = _changed(tmp_path, plan, _set("Subdimensi", "Entah"))
    assert [(each.column, "tidak dikenal" in each.reason) for each in wrong.not_understood] == [
        ("H (Subdimensi)", True)
    ]


def test_a_name_that_is_changed_in_one_of_two_rows_is_asked(plan: Contents, tmp_path: Path) -> None:
    found = _changed(tmp_path, plan, _set("Nama", "Ibu hamil", code=OTHER[0]))
    assert not found.importable
    assert [each.column for each in found.not_understood] == ["B (Kode)"]


def test_work_of_one_name_and_code_that_stands_twice_is_changed_by_nobody_s_guess(
    tmp_path: Path, plan: Contents
) -> None:
    one = next(node for node in plan.nodes.values() if isinstance(node, Program) and node.code == CODE)
    twin = msgspec.structs.replace(one, id=f"{one.id}-2")
    lead = next(link for link in plan.links.values() if link.kind is LinkKind.LEADS and link.target_id == one.id)
    link = msgspec.structs.replace(lead, target_id=twin.id)
    plan = Contents(nodes=plan.nodes | {twin.id: twin}, links=plan.links | {link.id: link})
    assert not _changed(tmp_path, plan, lambda _: None).changes
    found = _changed(tmp_path, plan, _set("Pagu", 1))
    assert not found.importable
    assert "2 hal di rencana" in found.not_understood[0].reason


def _renamed(book: openpyxl.Workbook) -> None:
    book["Program"].title, book["Indikator"].title = "Data 2026", "Ukuran"


def _titled(book: openpyxl.Workbook) -> None:
    book["Program"].insert_rows(1)
    book["Program"]["A1"] = "Rencana 2026"


def _renamed_without_a_column(book: openpyxl.Workbook) -> None:
    book["Program"].delete_cols([cell.value for cell in book["Program"][1]].index("Tahap") + 1)
    book["Program"].title = "Data 2026"


def _merged(book: openpyxl.Workbook) -> None:
    book["Program"].merge_cells("A2:A4")


@pytest.mark.parametrize("change", [_renamed, _titled, _renamed_without_a_column, _merged])
def test_a_sheet_that_was_renamed_titled_or_merged_is_still_that_of_the_plan(
    plan: Contents, tmp_path: Path, change: Change
) -> None:
    found = _changed(tmp_path, plan, change)
    assert found.importable, found.not_understood
    assert (len(found.new), _fields(found), len(found.gone)) == (0, {}, 0)


def test_a_copy_of_a_sheet_beside_it_is_asked(plan: Contents, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        _at(book.copy_worksheet(book["Program"]), "Pagu", CODE).value = 120_000_000

    found = _changed(tmp_path, plan, change)
    assert not found.importable
    assert any("Program Copy" in each.reason for each in found.not_understood)


@pytest.mark.parametrize("name", ["Jumlah kegiatan pembinaan", "Jumlah Program", "Total pagu yang terserap"])
def test_an_indicator_whose_name_begins_as_a_sum_does_is_read(tmp_path: Path, name: str) -> None:
    rows = [[name if cell == "Balita dilayani" else cell for cell in row] for row in ROWS]
    named = read_files([xlsx(tmp_path / "asal.xlsx", Data=rows)]).contents
    assert [node.name for node in named.nodes.values() if isinstance(node, Indicator) and node.name == name]
    before = _changed(tmp_path, named, lambda _: None)
    assert not before.changes
    assert not before.not_understood
    (changed,) = _changed(tmp_path, named, _set("Target", 12, sheet="Indikator")).changed
    assert changed.label == name
