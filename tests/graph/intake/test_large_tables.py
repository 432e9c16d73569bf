"""Large tables: the work for a table grows with its rows, and the same thing is found out once."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph.change import EMPTY
from graph.intake import compare
from graph.model import Level
from graph.reference import nomenclature
from graph.reference.nomenclature import process
from tests.graph.intake.making import Cell, csv_file


def _calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: unlike its time the same on every machine."""
    count = 0

    def see(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _table(folder: Path, agencies: int) -> Path:
    heading: list[Cell] = ["OPD", "Tahun", "Kode", "Nama", "Indikator", "Target", "Satuan", "Pagu"]
    rows: list[list[Cell]] = [
        [f"Dinas Urusan {agency}", 2026, f"1.02.02.2.02.{work:04}", f"Kerja {work}", f"Hasil {work}", work, "Orang", 1]
        for agency in range(agencies)
        for work in range(1, 11)
    ]
    return csv_file(folder / f"{agencies}.csv", [heading, *rows])


def test_the_work_for_a_table_grows_with_its_rows_however_many_agencies_it_names(tmp_path: Path) -> None:
    few, twice = (_table(tmp_path, agencies) for agencies in (60, 120))
    compare(EMPTY, [few])  # what is kept from now on, is kept for both
    of_few, of_twice = (_calls(partial(compare, EMPTY, [path])) for path in (few, twice))
    assert of_twice < 2.1 * of_few


def test_a_name_is_compared_with_the_official_ones_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def found(name: str, *_: object, **__: object) -> None:
        asked.append(name)

    monkeypatch.setattr(process, "extractOne", found)
    for _ in range(3):
        assert nomenclature().match("Pengelolaan Hal yang Tak Ada Duanya", Level.SUB_ACTIVITY, below="1.02.02") is None
    assert asked == ["pengelolaan hal yang tak ada duanya"]
