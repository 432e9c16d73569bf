"""Amounts of programs and activities are held against what the work below them gets."""

from pathlib import Path

import pytest

from graph.intake import look
from graph.record import Severity
from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB, csv_file

HEADING = ["OPD", "Kode", "Nama", "Anggaran 2026", "Anggaran 2027"]
HEALTH = "Dinas Kesehatan"


def _told(tmp_path: Path, *rows: list[str]) -> list[tuple[str, int, str]]:
    intake = look([csv_file(tmp_path / "a.csv", [HEADING, *rows])])
    return [
        (str(each.severity), each.row, each.reason)
        for each in intake.problems
        if "jumlahnya" in each.reason and each.severity is not Severity.ERROR
    ]


def test_amounts_that_are_not_the_sum_of_what_is_below_are_told_where_they_stand(tmp_path: Path) -> None:
    rows = [
        [HEALTH, "1.02.02", PROGRAM, "300", "300"],
        [HEALTH, "1.02.02.2.02", ACTIVITY, "250", "300"],
        [HEALTH, "1.02.02.2.02.0004", SUB, "100", "100"],
        [HEALTH, "1.02.02.2.02.0005", "Pengelolaan Pelayanan Kesehatan", "150", "190"],
    ]
    assert _told(tmp_path, *rows) == [
        (
            "warning",
            2,
            "pagu 2 program atau kegiatan per tahun tidak sama dengan jumlah pekerjaan di bawahnya (2 sama); yang "
            f"terbesar selisihnya {PROGRAM} 2026: tertulis Rp 300, jumlahnya Rp 250",
        ),
        ("note", 3, f"bukan jumlahnya: {ACTIVITY} 2027: tertulis Rp 300, jumlahnya Rp 290"),
    ]


@pytest.mark.parametrize("above", [["300", "290"], ["", ""]])
def test_sums_that_agree_and_programs_without_money_are_not_told(tmp_path: Path, above: list[str]) -> None:
    below = [HEALTH, "1.02.02.2.02", ACTIVITY, "300", "290"]
    assert _told(tmp_path, [HEALTH, "1.02.02", PROGRAM, *above], below) == []
