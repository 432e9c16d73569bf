"""The example of a masterplan holds only what its sources say, and is read onto the example city without an error."""

import csv
import shlex
import shutil
from pathlib import Path

from graph.change import EMPTY, apply
from graph.intake import compare
from graph.model import MasterplanProgram
from service import demo
from tests.command import ran
from tests.example import example_database

HOME = Path(__file__).parents[1]
FILE = HOME / "examples" / "masterplan" / "balikpapan.csv"


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


def test_the_commands_of_the_page_on_masterplans_do_what_it_says(tmp_path: Path) -> None:
    example_database(tmp_path / "var" / "sinergi.db")
    shutil.copytree(FILE.parent, tmp_path / "examples" / "masterplan")
    lines = (HOME / "docs" / "masterplan.md").read_text("utf-8").splitlines()
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("    sinergi ")]
    assert [each[0] for each in commands] == ["import", "export"]
    for each in commands:
        done = ran(tmp_path, *each)
        assert done.status == 0, done.err
    [table] = tmp_path.glob("*.xlsx")
    again = ran(tmp_path, "import", demo.FIRST, table.name, "--dry-run")
    assert "15 masterplan_program" in again.out + again.err
