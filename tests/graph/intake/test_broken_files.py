"""Broken files are refused whole, with file, row, column and reason."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed
from hypothesis import strategies as st

from graph.intake import read_files
from graph.record import FileProblem, RefusedFiles
from service import demo
from tests.effort import tried
from tests.graph.intake.promise import read_here

HEADING = (
    "tahun,periode_cetak,unit,nomor,sasaran,program,kegiatan,sub_kegiatan,indikator,satuan,target_k,pagu_rp,"
    "realisasi_k,realisasi_rp"
)
OBJECTIVE = "2024,Tahun 2024 - Triwulan 2,Dinas A,1,Sasaran A,,,,IKM,%,80,,0,"
PROGRAM = '2024,Tahun 2024 - Triwulan 2,Dinas A,1.1,Sasaran A,Program A,,,Persen,%,50,"1,000,000",0,0'


def _file(tmp_path: Path, *lines: str, name: str = "renja.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join((HEADING, *lines)) + "\n", "utf-8")
    return path


def _problem(*paths: Path) -> FileProblem:
    with pytest.raises(RefusedFiles) as refused:
        read_files(paths)
    return refused.value.problems[0]


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    contents = read_files([_file(tmp_path, OBJECTIVE, PROGRAM)]).contents
    assert {"opd/dinas-a", "program/dinas-a/program-a"} <= contents.nodes.keys()


def test_a_letter_where_money_should_be_is_named_by_row_and_column(tmp_path: Path) -> None:
    problem = _problem(_file(tmp_path, OBJECTIVE, PROGRAM.replace("1,000,000", "1,0OO,000")))
    assert (problem.file, problem.row, problem.column) == ("renja.csv", 3, "pagu_rp")
    assert problem.value == "1,0OO,000"
    assert "rupiah" in problem.reason
    assert problem.hint


def test_an_unknown_parent_is_named(tmp_path: Path) -> None:
    problem = _problem(_file(tmp_path, OBJECTIVE, PROGRAM.replace(",1.1,", ",2.1,")))
    assert (problem.row, problem.column) == (3, "nomor")
    assert "induk 2" in problem.reason


def test_a_problem_that_names_what_is_as_long_as_a_page_can_still_be_read(tmp_path: Path) -> None:
    long = "x" * 40_000
    rows = [line.replace("Dinas A", long) for line in (OBJECTIVE, PROGRAM.replace(",1.1,", ",2.1,"))]
    problem = _problem(_file(tmp_path, *rows))
    assert problem.reason.startswith("induk 2 tidak ada pada xxx")
    assert len(str(problem)) < 1_000


def test_a_truncated_file_is_refused_at_its_last_row(tmp_path: Path) -> None:
    path = _file(tmp_path, OBJECTIVE, PROGRAM)
    path.write_text(path.read_text("utf-8")[:-30], "utf-8")
    problem = _problem(path)
    assert problem.row == 3
    assert "terpotong" in problem.hint


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"just some words\nand more\n", b"a,b,c\n1,2,3\n", b"\xff\xfe\x00"],
    ids=["empty", "picture", "prose", "unknown table", "broken utf-16"],
)
def test_what_is_no_known_table_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    assert _problem(path).file == "x.csv"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "tidak dapat dibuka" in _problem(tmp_path / "none.csv").reason


@pytest.mark.parametrize("text", ["visi: [", "a: 1", "visi: x\nmisi: y\ndaerah: z\nperiode: p\n"])
def test_a_broken_rpjmd_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rpjmd.yaml"
    path.write_text(text, "utf-8")
    assert _problem(path).file == "rpjmd.yaml"


def test_every_problem_is_listed_not_only_the_first(tmp_path: Path) -> None:
    broken = PROGRAM.replace("1,000,000", "abc")
    with pytest.raises(RefusedFiles) as refused:
        read_files([_file(tmp_path, OBJECTIVE, broken, broken.replace("1.1", "1.2"))])
    assert [problem.row for problem in refused.value.problems] == [3, 4]


def _real_lines() -> list[str]:
    (path,) = (path for path in demo.files(demo.FIRST) if "e81" in path.name)
    return path.read_text("utf-8").splitlines(keepends=True)[:60]


@seed(20241122)  # replays the same mutations
@tried(300, HealthCheck.function_scoped_fixture)
@given(data=st.data())
def test_a_mutated_real_file_is_read_or_clearly_refused(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray("".join(_real_lines()).encode())
    for _ in range(data.draw(st.integers(1, 8))):
        if not raw:
            break
        at = data.draw(st.integers(0, len(raw) - 1))
        action = data.draw(st.sampled_from(["set", "delete", "insert", "cut"]))
        if action == "set":
            raw[at] = data.draw(st.integers(0, 255))
        elif action == "delete":
            del raw[at : at + data.draw(st.integers(1, 40))]
        elif action == "insert":
            raw[at:at] = data.draw(st.binary(min_size=1, max_size=12))
        else:
            del raw[max(at, 2) :]
    path = tmp_path / "mutated.csv"
    path.write_bytes(bytes(raw))
    try:
        with read_here():  # a process for each would take most of the time
            contents = read_files([path]).contents
    except RefusedFiles as refused:
        assert refused.problems
        assert all(problem.file == "mutated.csv" and problem.reason for problem in refused.problems)
    else:
        assert all(link.target_id in contents.nodes for link in contents.links.values())
