"""The example of a masterplan holds only what its sources say, and is read onto the example city without an error."""

import csv
from pathlib import Path

from graph.change import EMPTY, apply
from graph.intake import compare
from graph.model import MasterplanProgram
from service import demo

FILE = Path(__file__).parents[1] / "examples" / "masterplan" / "balikpapan.csv"


def test_each_row_of_the_example_names_its_source_with_its_day() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 15
    assert all("://" in row["Sumber"] or "github:" in row["Sumber"] for row in rows)
    assert all(row["Sumber"].rstrip().endswith(")") for row in rows)


def test_the_example_is_read_onto_the_example_city() -> None:
    city = apply(EMPTY, compare(EMPTY, demo.files(demo.FIRST)).changes)
    shown = compare(city, [FILE])
    assert shown.importable and not shown.questions
    programs = [each for each in apply(city, shown.changes).nodes.values() if isinstance(each, MasterplanProgram)]
    assert len(programs) == 15
    assert all(each.funds == () and each.evidence == () and each.term is None for each in programs)
