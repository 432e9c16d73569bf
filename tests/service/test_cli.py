"""The command line, as a person runs it: in an empty folder, with real files."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service import demo

HOME = Path(__file__).parents[2]
SECOND = next(slug for slug in demo.DEMOS if slug != demo.FIRST)


class Desk:
    """A folder to work in, with its own database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "var" / "sinergi.db"

    def run(self, *arguments: str, fails: bool = False) -> str:
        command = [sys.executable, "-c", "from service.cli import main; main()", *arguments]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SINERGI_")}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert (done.returncode != 0) is fails, done.stderr
        return done.stderr if fails else done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def test_the_example_is_loaded_once_and_says_what_it_read_and_marked(desk: Desk) -> None:
    first = desk.run("demo")
    assert "implausible-money" in first
    assert "cetak ulang dilewati" in first
    before = desk.database.read_bytes()
    assert "sudah dimuat" in desk.run("demo")
    assert desk.database.read_bytes() == before
    assert "implausible-money" in desk.run("report", demo.FIRST)


def test_recommendations_are_a_json_list_in_rank_order_and_equal_each_time(desk: Desk) -> None:
    text = desk.run("recommend", demo.FIRST, "--format", "json")
    rows = json.loads(text)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    wanted = "rank fingerprint title theme lead participants partners programs dimensions score findings evidence why"
    opds = set()
    for row in rows:
        assert set(wanted.split()) <= row.keys()
        assert {"total", "parts"} <= row["score"].keys()
        assert all({"opd", "role"} <= each.keys() for each in row["participants"])
        assert all({"code", "name", "opd"} <= each.keys() for each in row["programs"])
        assert {"nodes", "links"} <= row["evidence"].keys()
        assert not any(each["code"].startswith("X.") for each in row["programs"])
        opds |= {each["opd"] for each in row["participants"]}
    assert "DISKOMINFO" in opds
    assert desk.run("recommend", demo.FIRST, "--format", "json") == text


def test_findings_come_as_csv_and_table(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.run("check", demo.FIRST, "--format", "csv"))))
    families = {row["family"] for row in rows}
    assert families == {"alignment", "synergy", "dependency", "overlap", "conflict", "participation", "capacity"}
    assert "SY01" in desk.run("check", demo.FIRST)


def test_the_second_region_loads_by_the_same_code_with_findings_and_initiatives(desk: Desk) -> None:
    desk.run("demo", SECOND)
    assert len(json.loads(desk.run("check", SECOND, "--format", "json"))) > 50
    assert len(json.loads(desk.run("recommend", SECOND, "--format", "json"))) > 10


def test_rules_are_listed_and_explained(desk: Desk) -> None:
    assert "shared-theme" in desk.run("rules")
    assert desk.run("rules", "sy01").strip() in (HOME / "docs" / "rules.md").read_text("utf-8")
    assert "SY01" in desk.run("rules", "zz99", fails=True)
    assert "belum diputuskan" in desk.run("rules", "SY01", "--plan", demo.FIRST)


def test_schema_and_knowledge_and_database_commands_answer(desk: Desk) -> None:
    assert "type Query" in desk.run("schema")
    assert "siap" in desk.run("db", "upgrade")
    assert "tidak ada yang keliru" in desk.run("knowledge", "check")
    shares = json.loads(desk.run("knowledge", "coverage", demo.FIRST, "--format", "json"))
    assert 0 <= shares["subActivities"]["theme"] <= 1
    assert {"dimension", "theme", "dependency"} <= shares["without"].keys()


def test_every_command_has_help(desk: Desk) -> None:
    listed = desk.run("--help")
    for command in ("serve", "demo", "import", "check", "recommend", "rules", "schema", "db", "knowledge", "report"):
        assert command in listed
        assert "Usage" in desk.run(command, "--help")


def _broken(folder: Path, change: str) -> Path:
    source = next(path for path in demo.files(demo.FIRST) if "e81" in path.name)
    lines = source.read_text("utf-8").splitlines(keepends=True)
    path = folder / "rusak.csv"
    match change:
        case "letter":
            cells = next(csv.reader([lines[40]]))
            heading = next(csv.reader([lines[0]]))
            at = next(i for i, name in enumerate(heading) if "rp" in name.casefold() and cells[i])
            cells[at] = "12a4"
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerow(cells)
            path.write_text("".join([*lines[:40], out.getvalue(), *lines[41:]]), "utf-8")
        case "truncated":
            path.write_bytes(source.read_bytes()[:200_123])
        case "binary":
            path.write_bytes(bytes(range(256)) * 20)
    return path


@pytest.mark.parametrize("change", ["letter", "truncated", "binary"])
def test_a_broken_file_is_refused_with_its_place_and_the_database_is_as_it_was(desk: Desk, change: str) -> None:
    desk.run("demo")
    path = _broken(desk.folder, change)
    before = desk.database.read_bytes()
    said = desk.run("import", demo.FIRST, str(path), fails=True)
    assert "rusak.csv" in said
    if change != "binary":
        assert "baris" in said
    new = desk.run("import", "baru", str(path), "--region", "Kota Baru", "--region-code", "00.01", "--years", "2024",
                   fails=True)  # fmt: skip
    assert "rusak.csv" in new
    assert desk.database.read_bytes() == before


def test_a_dry_run_writes_nothing_and_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    desk.run("demo")
    files = [str(path) for path in demo.files(demo.FIRST)]
    before = desk.database.read_bytes()
    assert "0 perubahan akan dibuat" in desk.run("import", demo.FIRST, *files, "--dry-run")
    assert "tidak ada yang berubah" in desk.run("import", demo.FIRST, *files)
    assert desk.database.read_bytes() == before


def test_an_unknown_plan_is_refused_with_a_sentence(desk: Desk) -> None:
    assert "tidak ada" in desk.run("recommend", "kota-lain", fails=True)


def test_a_remedy_is_tried_as_a_scenario_and_writes_nothing_until_it_is_asked_to(desk: Desk) -> None:
    desk.run("demo")
    found = json.loads(desk.run("check", demo.FIRST, "--format", "json"))
    finding = next(each for each in found if each["rule"] == "SY01" and each["mendable"])
    before = desk.database.read_bytes()
    said = desk.run("remedy", demo.FIRST, finding["fingerprint"], "--as", "scenario")
    assert "Temuan yang hilang" in said
    assert "SY01" in said
    assert desk.database.read_bytes() == before
    assert "revisi 2" in desk.run("remedy", demo.FIRST, finding["fingerprint"], "--as", "change", "--author", "ani")
    after = json.loads(desk.run("check", demo.FIRST, "--format", "json"))
    assert finding["fingerprint"] not in {each["fingerprint"] for each in after}
    assert "tidak ada" in desk.run("remedy", demo.FIRST, finding["fingerprint"], fails=True)
