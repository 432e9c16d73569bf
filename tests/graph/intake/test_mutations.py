"""Damaged real files, and what the long run over them found: each is refused with its place, or gives a plan.

The long run is ``python -m tests.fuzz.files``.
"""

import csv
import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from graph.intake import look, read_files
from graph.intake.cells import MOST_RUPIAH, UnreadableFigure, money
from graph.model import Indicator
from graph.store import Store
from graph.traversal.example import INFO
from service import demo
from tests.graph.intake.making import csv_file, xlsx
from tests.graph.intake.mutating import KINDS, mutated
from tests.graph.intake.promise import Ending, held, read_here, stored

SEED = "26 November"


def test_a_damaged_file_is_refused_with_its_place_or_gives_a_plan(tmp_path: Path) -> None:
    endings: dict[str, set[Ending]] = {}
    with read_here() as here:
        for number in range(300):
            file = mutated(SEED, number)
            path = tmp_path / file.name
            path.write_bytes(file.data)
            ending, _ = held(path, here, twice=number % 4 == 0)
            endings.setdefault(file.done[0], set()).add(ending)
            path.unlink()
    assert endings.keys() == set(KINDS)
    assert {Ending.LOADED, Ending.REFUSED, Ending.REFUSED_WHOLE} <= set().union(*endings.values())


async def test_a_damaged_file_is_written_whole_or_not_at_all(tmp_path: Path, sqlite_address: str) -> None:
    store = Store.open(sqlite_address)
    await store.upgrade()
    written = set()
    with read_here() as here:
        for number in range(1_000, 1_030):
            file = mutated(SEED, number)
            path = tmp_path / file.name
            path.write_bytes(file.data)
            ending, plan = held(path, here)
            info = msgspec.structs.replace(INFO, slug=f"r{number}")
            await stored(store, info, path, plan if ending is Ending.LOADED else None)
            written.add(ending is Ending.LOADED)
    await store.close()
    assert written == {True, False}


def test_the_same_seed_and_number_give_the_same_file_whichever_was_made_before() -> None:
    once = [mutated("a", number) for number in (1, 2, 3)]
    assert [mutated("a", number) for number in (3, 2, 1)][::-1] == once


# -- what the long run found ----------------------------------------------------------------------------------------


def test_a_workbook_without_any_sheet_is_refused_by_its_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "kosong.xlsx", Renja=[["opd"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheet ", b"<shoot ")
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    (error,) = look([path]).errors
    assert error.file == "kosong.xlsx"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("teks: ", "teks: '' #"), "teks visi kosong"),
        (("sasaran: ", "sasaran: '' #"), "sasaran ke-1 kosong"),
        (("- nama: ", "- nama: '' #"), "nama indikator makro ke-1 kosong"),
    ],
)
def test_a_document_with_a_part_without_a_name_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    real = next(path for path in demo.files(demo.FIRST) if path.suffix == ".yaml").read_text("utf-8")
    path = tmp_path / "rpjmd.yaml"
    lines = real.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.lstrip().startswith(change[0]))
    lines[at] = lines[at].replace(*change, 1)
    path.write_text("".join(lines), "utf-8")
    assert said in look([path]).errors[0].reason


def test_an_indicator_of_an_outcome_without_a_name_is_left_out_and_told() -> None:
    real = next(path for path in demo.files(demo.FIRST) if path.suffix == ".yaml")
    intake = read_files([real])
    assert all(node.label.strip() for node in intake.contents.nodes.values())
    (told,) = (problem for problem in intake.problems if "tanpa nama" in problem.reason)
    unnamed = real.read_text("utf-8").count("- nama: ''")
    assert told.reason.startswith(f"{unnamed} indikator tanpa nama")


def test_columns_of_years_may_stand_in_any_order(tmp_path: Path) -> None:
    real = next(path for slug in demo.DEMOS for path in demo.files(slug) if "iku" in path.name)
    heading, row = list(csv.reader(io.StringIO(real.read_text("utf-8"), newline="")))[:2]
    turned = csv_file(tmp_path / "turned.csv", [heading[::-1], row[::-1]])
    plain = csv_file(tmp_path / "plain.csv", [heading, row])
    found = []
    for path in (turned, plain):
        (indicator,) = (node for node in read_files([path]).contents.nodes.values() if isinstance(node, Indicator))
        found.append((indicator.years, indicator.end_target))
    assert found[0] == found[1]
    assert [year.year for year in found[0][0]] == sorted(year.year for year in found[0][0])


@pytest.mark.parametrize("number", ["1e400", "1e300", "-1e300"])
def test_a_number_beyond_all_amounts_is_a_problem_at_its_cell(tmp_path: Path, number: str) -> None:
    rows = [["opd", "tahun", "kode", "nama", "pagu"], ["Dinas A", "2026", "1.02.02", "PROGRAM A", 1234567]]
    path = xlsx(tmp_path / "besar.xlsx", Renja=rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"1234567", number.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    (error,) = look([path]).errors
    assert (error.sheet, error.row, error.column) == ("lembar Renja", 2, "E (pagu)")


def test_an_amount_in_a_json_file_beyond_all_amounts_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "besar.json"
    path.write_text(json.dumps([{"opd": "Dinas A", "tahun": 2026, "kode": "1.02.02", "nama": "P", "pagu": 10**25}]))
    (error,) = look([path]).errors
    assert (error.row, error.column) == (1, "pagu")


def test_a_written_amount_beyond_all_amounts_is_none() -> None:
    with pytest.raises(UnreadableFigure):
        money(str(MOST_RUPIAH), scale=1_000)
    assert money(str(MOST_RUPIAH)) is not None
