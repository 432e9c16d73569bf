"""Texts as applications hand them out: CSV and JSON are read as far as they say something, else refused with a row."""

import json
from pathlib import Path

import pytest

from graph.intake import Intake, look
from graph.record import Severity
from tests.cases.telling import told

KEYS = "opd,tahun,kode,nama,indikator,satuan,target,pagu"
ROW = "Dinas A,2026,1.02.02.2.02.0004,Gizi,Balita,Orang,12,250000000"
NEXT = "Dinas B,2026,1.02.02.2.02.0005,Anak,Anak,Orang,5,100000000"
FIRST = "Dinas A | 1.02.02.2.02.0004 | Gizi | Balita [Orang] 2026: 12 | 2026: 250000000"
SECOND = "Dinas B | 1.02.02.2.02.0005 | Anak | Anak [Orang] 2026: 5 | 2026: 100000000"
A, B = (dict(zip(KEYS.split(","), row.split(","), strict=True)) for row in (ROW, NEXT))


def _read(path: Path, name: str, data: str | bytes) -> Intake:
    (path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return look([path / name])


def _lines(intake: Intake) -> list[str]:
    assert not intake.errors, intake.errors
    return [line for line in told(intake) if "|" in line]


@pytest.mark.parametrize(
    "data",
    [
        {"data": {"1": A, "3": B, "4": None}},
        {"rows": {"a1": A, "b2": B}},
        [A, None, "x", B],
        [list(A), list(A.values()), list(B.values())],
        {key: [A[key], B[key]] for key in A},
        {"a": {"b": {"c": {"d": {"e": {"f": [A, B]}}}}}},
        [{"opd": each["opd"], "data": [{key: each[key] for key in each if key != "opd"}]} for each in (A, B)],
        [{"opd": each["opd"], "sub": {"7": {key: each[key] for key in each if key != "opd"}}} for each in (A, B)],
        {"10": {"skpd": A}, "11": {"skpd": B}},
    ],
    ids=["php", "by-id", "with-others", "rows", "columns", "deep", "units", "units-php", "wrapped"],
)
def test_whatever_is_a_list_of_records_is_read(tmp_path: Path, data: object) -> None:
    assert _lines(_read(tmp_path, "a.json", json.dumps(data))) == [FIRST, SECOND]


def test_one_record_a_line_is_a_list_and_a_cut_one_is_told_with_its_line(tmp_path: Path) -> None:
    whole = f"{json.dumps(A)}\n\n{json.dumps(B)}\n"
    assert _lines(_read(tmp_path, "a.json", whole)) == [FIRST, SECOND]
    (error,) = _read(tmp_path, "a.json", whole[:-20]).errors
    assert error.row == 3


def test_lists_inside_of_records_and_keys_that_come_twice_are_told(tmp_path: Path) -> None:
    inside = {**A, "indikator_lain": [{"nama": "X", "target": 1}], "rincian": {"0": {"nilai": 100}, "1": {"nilai": 3}}}
    intake = _read(tmp_path, "a.json", json.dumps([inside]))
    assert _lines(intake) == [FIRST]
    assert [(each.column, each.holds, each.filled) for each in intake.report.unread] == [
        ("indikator_lain", "name", 1),
        ("rincian", "money", 1),
    ]
    intake = _read(tmp_path, "a.json", json.dumps([A])[:-2] + ', "pagu": "300000000"}]')
    assert any("dua kali" in each.reason and each.severity is Severity.WARNING for each in intake.problems)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([ROW + ",,,", NEXT], 0),
        ([ROW, NEXT + ",x"], 3),
        ([ROW, NEXT.rsplit(",", 2)[0]], 3),
        ([ROW, "Dinas B,2026,1.02.02.2.02.0005,An", "ak,Anak,Orang,5,100000000"], 3),
    ],
    ids=["empty-cells-too-many", "filled-cell-too-many", "cut", "broken-line"],
)
def test_rows_of_other_lengths_are_read_where_nothing_is_lost(tmp_path: Path, rows: list[str], error: int) -> None:
    intake = _read(tmp_path, "a.csv", "\n".join([KEYS, *rows]))
    assert (intake.errors[0].row if intake.errors else 0) == error


def test_a_bad_byte_is_read_by_itself_and_told_with_its_row(tmp_path: Path) -> None:
    row, following = ROW.replace("Balita", "Balita \u2013"), NEXT.replace("Anak,A", "Anak \u2019,A")
    data = f"{KEYS}\n{row}\n".encode() + following.encode("cp1252")
    intake = _read(tmp_path, "a.csv", data)
    assert _lines(intake) == [FIRST.replace("Balita", "Balita \u2013"), SECOND.replace("Anak |", "Anak \u2019 |", 1)]
    assert [each.row for each in intake.problems if "bukan UTF-8" in each.reason] == [3]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert _lines(_read(tmp_path, "a.csv", f"{KEYS}\n{ROW}\n{NEXT}\n".encode(encoding))) == [FIRST, SECOND]
