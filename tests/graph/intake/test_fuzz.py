"""Whatever a file holds, it is read whole or refused with reasons: no traceback, and nothing half-read."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, seed
from hypothesis import strategies as st

from graph.change import EMPTY, validate
from graph.intake import Intake, Limits, Mapping, look, preview, propose, read_files, template
from graph.intake.cells import Grid, GridRow, UnreadableFigure, measure, money
from graph.intake.comparing.namesake import alike
from graph.intake.formats import FORMATS
from graph.intake.recognising import tables
from graph.intake.unknown import propose_grid
from graph.record import RefusedFiles
from service import demo
from tests.effort import tried
from tests.graph.intake import making
from tests.graph.intake.making import DATA, tc33
from tests.graph.intake.promise import read_here

QUICK = tried(150, HealthCheck.function_scoped_fixture)
SLOW = tried(15, HealthCheck.function_scoped_fixture)
HEADINGS = sorted(
    {word for format_ in FORMATS for column in format_.columns for word in (column.name.replace("_", " "), column.name)}
    - {"{year}", "{ year}"}
)
WORDS = (
    *("1", "1.1", "1.10", "1.02.02", "1.02.02.2.02.0004", "Rp 5.000", "12,5", "2026", "-", "#REF!", "WTP", "(3-5)"),
    *("Jumlah", "Keterangan: x", "Perangkat Daerah: Dinas A", "PROGRAM A", "contoh", "A\nB"),
)
CELLS = st.one_of(st.sampled_from(HEADINGS), st.sampled_from(WORDS), st.text(max_size=12))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=9), min_size=1, max_size=8)


def _read_or_refused(path: Path) -> None:
    """Hold the promise for one text."""
    try:
        with read_here():  # a process for each would take most of the time
            seen = _looked_at(path)
            assert seen == look([path]), "the same every time"
            intake = read_files([path])
    except RefusedFiles as refused:
        assert refused.problems == seen.errors
    else:
        assert intake == seen
        assert intake.report.decode(intake.report.encode()) == intake.report


def _looked_at(path: Path) -> Intake:
    """Hold the promise for one file, opening it once."""
    seen = look([path], limits=Limits(seconds=20))
    for problem in seen.problems:
        assert problem.file == path.name
        assert problem.reason
    if not seen.errors:
        assert not validate(EMPTY, preview(EMPTY, seen).changes)
    return seen


def _mutated(data: st.DataObject, raw: bytes) -> bytes:
    bytes_ = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(len(bytes_) - 1, 0)))
        action = data.draw(st.sampled_from(["set", "delete", "insert", "cut"]))
        if action == "set" and bytes_:
            bytes_[at] = data.draw(st.integers(0, 255))
        elif action == "delete":
            del bytes_[at : at + data.draw(st.integers(1, 200))]
        elif action == "insert":
            bytes_[at:at] = data.draw(st.binary(min_size=1, max_size=20))
        else:
            del bytes_[at:]
    return bytes(bytes_)


@seed(1)
@QUICK
@given(rows=ROWS)
def test_any_rows_under_any_headings_are_read_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    _read_or_refused(making.csv_file(tmp_path / "apa saja.csv", even, encoding="utf-8"))


@seed(2)
@QUICK
@given(data=st.data())
def test_rows_under_the_headings_of_a_format_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    format_ = data.draw(st.sampled_from(FORMATS))
    needed = sorted(data.draw(st.sampled_from(format_.needed)))
    heading = [name.replace("{year}", "2026") for name in needed]
    width = len(heading)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6))
    _read_or_refused(making.csv_file(tmp_path / f"{format_.id}.csv", [heading, *rows]))


@seed(3)
@SLOW
@given(rows=st.lists(st.lists(st.one_of(CELLS, st.just("")), max_size=9), max_size=12))
def test_any_grid_gives_tables_or_none(rows: list[list[str]]) -> None:
    grid = Grid(file="a", rows=tuple(GridRow(at, tuple(row)) for at, row in enumerate(rows, 1)))
    for found in tables(grid, FORMATS):
        assert all(set(row.cells) <= set(found.table.headings) for row in found.table.rows)
    mapping = propose_grid(grid).mapping
    assert len(set(mapping.columns.values())) == len(mapping.columns)


@seed(4)
@QUICK
@given(
    value=st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.sampled_from([*HEADINGS, "x"]), inner, max_size=6)
        ),
        max_leaves=20,
    )
)
def test_any_json_is_read_or_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "apa saja.json"
    path.write_text(json.dumps(value), "utf-8")
    _read_or_refused(path)


@cache
def _samples() -> dict[str, bytes]:
    sheet = io.BytesIO()
    book = openpyxl.Workbook()
    for row in tc33():
        book.active.append([cell if cell != "" else None for cell in row])
    book.save(sheet)
    real = next(path for path in demo.files(demo.FIRST) if path.suffix == ".yaml").read_bytes()[:3000]
    return {
        "a.xlsx": sheet.getvalue(),
        "templat.xlsx": template(),
        "a.xls": (DATA / "cetakan_kecil.xls").read_bytes(),
        "a.yaml": real,
        "a.html.xls": b"<html><table><tr><td>opd</td><td>nama</td><td>pagu</td></tr><tr><td>Dinas A</td></tr></table>",
    }


@seed(5)
@SLOW
@given(data=st.data())
def test_a_mutated_workbook_or_document_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(_samples())))
    path = tmp_path / name
    path.write_bytes(_mutated(data, _samples()[name]))
    _looked_at(path)


@seed(6)
@SLOW
@given(data=st.data())
def test_a_workbook_with_a_mutated_part_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "bagian.xlsx"
    with zipfile.ZipFile(io.BytesIO(_samples()["a.xlsx"])) as archive, zipfile.ZipFile(path, "w") as packed:
        names = archive.namelist()
        chosen = data.draw(st.sampled_from(names))
        for each in names:
            part = archive.read(each)
            packed.writestr(each, _mutated(data, part) if each == chosen else part)
    _looked_at(path)


@seed(7)
@tried(8, HealthCheck.function_scoped_fixture)
@given(data=st.data())
def test_a_mutated_print_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    made = tmp_path / "asli.pdf"
    if not made.exists():
        e81 = next(path for path in demo.files(demo.FIRST) if "e81" in path.name)
        unit, period, rows = making.first_forms(e81, 1)[0]
        making.e81_pdf(made, [(unit, period, rows[:4])])
    path = tmp_path / "cetak.pdf"
    path.write_bytes(_mutated(data, made.read_bytes()))
    _looked_at(path)


@seed(8)
@tried(500)
@given(text=st.one_of(st.text(max_size=40), st.from_regex(r"[(-]?[0-9.,%\- Rp]{1,30}\)?")))
def test_any_cell_is_a_figure_or_is_said_to_be_none(text: str) -> None:
    try:
        amount = money(text)
    except UnreadableFigure:
        amount = None
    assert amount is None or isinstance(amount.amount, int)
    value = measure(text)
    assert value is None or (value.low is None) == (value.high is None)


@seed(9)
@tried(500)
@given(one=st.text(max_size=60), other=st.text(max_size=60))
def test_names_are_compared_the_same_both_ways(one: str, other: str) -> None:
    there, back = alike(one, other), alike(other, one)
    assert (there and there.difference) == (back and back.difference)


@seed(10)
@SLOW
@given(rows=ROWS)
def test_any_table_is_proposed_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    with read_here():
        _proposed_or_refused(tmp_path, rows)


def _proposed_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    try:
        mapping = propose(making.csv_file(tmp_path / "apa saja.csv", rows, encoding="utf-8"))
    except RefusedFiles as refused:
        assert refused.problems
    else:
        path = tmp_path / "pemetaan.yaml"
        mapping.save(path)
        try:
            assert Mapping.load(path).columns == mapping.columns
        except RefusedFiles as refused:
            assert "belum lengkap" in str(refused)
