"""The command line, as a person runs it: in an empty folder, with real files."""

import asyncio
import csv
import io
import json
import os
import pty
import select
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from graph.intake import Mapping
from graph.record import StoredSuppression
from graph.store import Store
from service import demo
from tests.command import ran
from tests.example import example_database
from tests.graph.intake import making
from tests.serving import COMMAND, environment

PATIENCE = 120
"""Seconds that a command at a terminal may be silent; two cores may be busy with other tests."""
SECOND = next(slug for slug in demo.DEMOS if slug != demo.FIRST)


class Desk:
    """A folder to work in, with its own database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "var" / "sinergi.db"

    def run(self, *arguments: str, fails: bool = False) -> str:
        done = ran(self.folder, *arguments)
        assert (done.status != 0) is fails, done.err
        return done.err if fails else done.out

    def compared(self, *arguments: str, refused: bool) -> dict[str, Any]:
        done = ran(self.folder, "import", *arguments, "--dry-run", "--format", "json")
        assert done.status == int(refused), done.err
        found: dict[str, Any] = json.loads(done.out)
        assert found["importable"] is not refused
        return found

    def at_terminal(self, typed: str, *arguments: str) -> tuple[int, str]:
        """Run a command before a person's terminal; give its exit status and what stood on the screen."""
        person, terminal = pty.openpty()
        os.write(person, typed.encode())
        screen = b""
        with subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.folder,
            env=environment(TERM="xterm"),
            stdin=terminal,
            stdout=subprocess.DEVNULL,
            stderr=terminal,
        ) as process:
            os.close(terminal)
            with suppress(OSError):  # the terminal is gone once the command has ended
                while select.select([person], [], [], PATIENCE)[0]:
                    screen += os.read(person, 4096)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()  # it waits for more than was typed
        os.close(person)
        return process.returncode, screen.decode()


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


def test_the_audit_log_says_who_did_what(desk: Desk) -> None:
    example_database(desk.database)
    desk.run("token", "create", "Ani", "--region", "*")
    made, *_ = json.loads(desk.run("audit", "--since", "2020-01-01", "--json"))
    assert (made["kind"], made["action"], made["reason"]) == ("token", "created", "Ani: planner *")
    found = json.loads(desk.run("audit", "--plan", demo.FIRST, "--actor", "sinergi demo", "--json"))
    assert {(each["slug"], each["actor"]) for each in found} == {(demo.FIRST, "sinergi demo")}


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
    assert "Tema bersama" in desk.run("rules")
    explained = desk.run("rules", "sy01")
    for part in (
        "SY01 Tema bersama. ",
        "\nMengapa: ",
        "\nBukti: ",
        "\nPerbaikan: ",
        "Pilihan min_opds = 2",
        "shared-theme",
    ):
        assert part in explained
    assert "SY01" in desk.run("rules", "zz99", fails=True)
    assert "belum diputuskan" in desk.run("rules", "SY01", "--plan", demo.FIRST)


def test_a_rule_that_was_switched_off_in_a_plan_is_off_on_the_command_line_too(desk: Desk) -> None:
    async def say(lifted: bool) -> None:
        store = Store.open(f"sqlite:///{desk.database}")
        said = StoredSuppression(rule="SY01", reason="Dibahas di forum lain", author="Ani", expires=None)
        await (store.suppressions.lift_rule(SECOND, "SY01", "Ani") if lifted else store.suppressions.add(SECOND, said))
        await store.close()

    def found() -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(desk.run("check", SECOND, "--format", "json"))
        return rows

    before = found()
    asyncio.run(say(lifted=False))
    assert "dinonaktifkan sampai diaktifkan kembali oleh Ani: Dibahas di forum lain" in desk.run(
        "rules", "SY01", "--plan", SECOND
    )
    assert found() == [each for each in before if each["rule"] != "SY01"] != before
    asyncio.run(say(lifted=True))
    assert found() == before


def test_schema_and_knowledge_and_database_commands_answer(desk: Desk) -> None:
    assert "type Query" in desk.run("schema")
    assert "siap" in desk.run("db", "upgrade")
    assert "tidak ada yang keliru" in desk.run("knowledge", "check")
    shares = json.loads(desk.run("knowledge", "coverage", demo.FIRST, "--format", "json"))
    assert 0 <= shares["subActivities"]["theme"] <= 1
    assert 0 < shares["practices"]["carried"] <= 1
    assert {"dimension", "theme", "dependency", "practice"} <= shares["without"].keys()
    assert "praktik tingkat A dan B" in desk.run("knowledge", "coverage", demo.FIRST)
    tags = json.loads(desk.run("knowledge", "tags", demo.FIRST, "--format", "json"))
    assert tags[0].keys() == {"theme", "tag", "tagOnly", "entryOnly", "both", "opds"}
    assert "belum" in desk.run("knowledge", "tags")


def test_every_command_has_help(desk: Desk) -> None:
    listed = desk.run("--help")
    for command in ("serve", "demo", "import", "check", "recommend", "rules", "schema", "db", "knowledge", "report"):
        assert command in listed
        assert "Usage" in desk.run(command, "--help")


def test_the_version_is_that_of_the_package(desk: Desk) -> None:
    assert desk.run("--version") == f"sinergi {version('sinergi')}\n"


def test_a_shell_completes_commands_once_it_was_told_how(tmp_path: Path) -> None:
    def said(*arguments: str, **settings: str) -> str:
        command = [Path(sys.executable).with_name("sinergi"), *arguments]  # a shell completes programs by their names
        given = environment(HOME=str(tmp_path), **settings)
        return subprocess.run(command, env=given, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout

    said("--install-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    [script] = tmp_path.rglob("*.sh")
    assert "_SINERGI_COMPLETE=complete_bash" in script.read_text("utf-8")
    assert said(COMP_WORDS="sinergi kno", COMP_CWORD="1", _SINERGI_COMPLETE="complete_bash").split() == ["knowledge"]


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
    example_database(desk.database)
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


def test_a_plan_that_is_exported_and_imported_elsewhere_is_exported_as_the_same_file(tmp_path: Path) -> None:
    here, there = (Desk(tmp_path / name) for name in ("here", "there"))
    new = ("--title", "Rencana Kota", "--region", "Kota", "--region-code", "00.01", "--years", "2025-2029")
    real = [str(path) for path in demo.files(demo.FIRST) if path.suffix == ".csv" and path.stat().st_size < 50_000]
    for desk in (here, there):
        desk.folder.mkdir()
    here.run("import", "kota", *real, *new)
    here.run("export", "kota", "--format", "csv", "--output", "../first.zip")
    there.run("import", "kota", "../first.zip", *new)
    there.run("export", "kota", "--format", "csv", "--output", "../again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "first.zip").read_bytes()
    assert "tidak ada yang berubah" in there.run("import", "kota", "../first.zip")


def test_a_dry_run_writes_nothing_and_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    example_database(desk.database)
    files = [str(path) for path in demo.files(demo.FIRST)]
    before = desk.database.read_bytes()
    assert "0 perubahan akan dibuat" in desk.run("import", demo.FIRST, *files, "--dry-run")
    assert "tidak ada yang berubah" in desk.run("import", demo.FIRST, *files)
    assert desk.database.read_bytes() == before


HEADING: list[making.Cell] = ["opd", "tahun", "kode", "nama", "tingkat", "indikator", "target", "pagu"]
NAME = "Penanggulangan Wabah Penyakit"
NEW_PLAN = ("--region", "Kota Kecil", "--region-code", "00.02", "--years", "2026")


def _work(folder: Path, name: str, budget: making.Cell = "500") -> str:
    row: list[making.Cell] = ["Dinas Kesehatan", "2026", "", name, "sub kegiatan", "", "", budget]
    return str(making.csv_file(folder / "kerja.csv", [HEADING, row]))


def test_a_dry_run_says_what_is_new_changed_gone_and_not_understood_cell_by_cell(desk: Desk, tmp_path: Path) -> None:
    first = desk.compared("selisih", _work(tmp_path, NAME), *NEW_PLAN, refused=False)
    assert {"kind": "program", "label": NAME}.items() <= next(
        each for each in first["new"] if each["kind"] == "program"
    ).items()
    assert "tidak ada" in desk.run("recommend", "selisih", fails=True)
    desk.run("import", "selisih", _work(tmp_path, NAME), *NEW_PLAN)
    text = desk.run("import", "selisih", _work(tmp_path, NAME, "700"), "--dry-run")
    assert "years.2026.budget: Rp 500 -> Rp 700 (selisih +Rp 200)" in text
    other = desk.compared("selisih", _work(tmp_path, "Pengadaan Obat"), refused=False)
    assert [each["label"] for each in other["gone"]] == [NAME]
    [problem] = desk.compared("selisih", _work(tmp_path, NAME, "seribu"), refused=True)["not_understood"]
    assert problem | {"reason": "", "hint": ""} == {
        "file": "kerja.csv",
        "sheet": "",
        "row": 2,
        "column": "pagu",
        "value": "seribu",
        "severity": "error",
        "reason": "",
        "hint": "",
    }
    assert problem["reason"]
    assert problem["hint"]


def test_a_doubtful_name_refuses_until_it_is_answered_by_file_option_or_at_the_terminal(
    desk: Desk, tmp_path: Path
) -> None:
    desk.run("import", "tanya", _work(tmp_path, NAME), *NEW_PLAN)
    longer = _work(tmp_path, f"{NAME} Menular", "600")
    kept = tmp_path / "jawaban.yaml"
    before = desk.database.read_bytes()
    assert "apakah" in desk.run("import", "tanya", longer, "--answers", str(kept), fails=True)
    assert "apakah" in desk.run("import", "tanya", longer, "--answers", str(kept), fails=True)
    assert desk.database.read_bytes() == before
    [question] = desk.compared("tanya", longer, refused=True)["questions"]
    [meant] = question["candidates"]
    kept.write_text(kept.read_text("utf-8").replace('"?"', meant["id"]), "utf-8")
    same = desk.compared("tanya", longer, "--answers", str(kept), refused=False)
    assert (same["new"], [each["id"] for each in same["changed"]]) == ([], [meant["id"]])
    new = desk.compared("tanya", longer, "--answers", str(kept), "--answer", f"{question['id']}=baru", refused=False)
    assert question["id"] in {each["id"] for each in new["new"]}
    wrong = f"{question['id']}=opd/dinas-kesehatan"
    sentence = f"Jawaban {wrong}: opd/dinas-kesehatan bukan program yang ada di rencana ini."
    assert sentence in " ".join(desk.run("import", "tanya", longer, "--answer", wrong, fails=True).split())
    status, screen = desk.at_terminal("9\n1\n", "import", "tanya", longer)
    assert status == 0, screen
    assert f"1: {NAME}" in screen
    assert "Membandingkan" in screen
    assert "600" not in desk.run("import", "tanya", longer, "--dry-run", "--answers", str(kept))


def test_the_mapping_of_an_unknown_table_is_proposed_corrected_and_used_the_next_time(
    desk: Desk, tmp_path: Path
) -> None:
    rows: list[list[making.Cell]] = [
        ["Nama Dinas", "Kd. Rek", "Uraian Kegiatan/Sub", "Dana Tersedia (Rp)"],
        ["Dinas Kesehatan", "1.02.02.2.02.0004", making.SUB, "125.000.000"],
    ]
    table = str(making.csv_file(tmp_path / "aneh.csv", rows))
    kept = tmp_path / "pemetaan.yaml"
    asked = ("import", "peta", table, *NEW_PLAN[:-1], "2026-2027", "--map", str(kept))
    assert "usulan pemetaan ditulis" in desk.run(*asked, fails=True)
    proposed = kept.read_text("utf-8")
    assert '"Nama Dinas": opd  # ' in proposed
    assert "kolom tahun" in desk.run(*asked, fails=True)  # it is used as it is, until a person corrects it
    assert kept.read_text("utf-8") == proposed
    columns = dict(zip(map(str, rows[0]), ("opd", "kode", "nama", "pagu"), strict=True))
    Mapping(format="baris", columns=columns, constants={"tahun": "2026"}).save(kept)
    assert "sekarang revisi 1" in desk.run(*asked)


def test_an_unknown_plan_is_refused_with_a_sentence(desk: Desk) -> None:
    assert "tidak ada" in desk.run("recommend", "kota-lain", fails=True)


def test_a_remedy_is_tried_as_a_scenario_and_writes_nothing_until_it_is_asked_to(desk: Desk) -> None:
    example_database(desk.database)
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


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    says = "from service.cli.refusing import in_sentences\nwith in_sentences():\n    while True: print('baris')"
    with subprocess.Popen(
        [sys.executable, "-c", says], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        assert writer.stdout.readline() == "baris\n"
        writer.stdout.close()
        assert writer.stderr.read() == ""
        assert writer.wait(60) == 0
