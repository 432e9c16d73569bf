"""An XLS workbook is read as a person sees it, as the other workbooks are."""

from pathlib import Path

from graph.intake import Intake, look
from graph.record import Severity
from tests.cases.telling import told
from tests.graph.intake.old_workbook import PERCENT, STRUCK, THOUSANDS, Cell, xls

HEADING: list[Cell] = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu (ribu rupiah)"]
ROW: list[Cell] = ["Dinas A", "2026", "1.02.02.2.02.0004", "Gizi", "Balita", "Orang", 12, 250_000]
NEXT: list[Cell] = ["Dinas B", "2026", "1.02.02.2.02.0005", "Anak", "Anak", "Orang", 20, 100_000]
FIRST = "Dinas A | 1.02.02.2.02.0004 | Gizi | Balita [Orang] 2026: 12 | 2026: 250000000"
SECOND = "Dinas B | 1.02.02.2.02.0005 | Anak | Anak [Orang] 2026: 20 | 2026: 100000000"


def _lines(intake: Intake) -> list[str]:
    assert not intake.errors, intake.errors
    return [line for line in told(intake) if "|" in line]


def _warned(intake: Intake, words: str) -> bool:
    return any(words in each.reason for each in intake.problems if each.severity is Severity.WARNING)


def test_a_plain_one_is_read(tmp_path: Path) -> None:
    assert _lines(look([xls(tmp_path / "a.xls", [HEADING, ROW, NEXT])])) == [FIRST, SECOND]


def test_what_is_struck_out_does_not_count(tmp_path: Path) -> None:
    struck = {(2, at): STRUCK for at in range(len(HEADING))}
    part: list[Cell] = [*ROW[:7], "100250000"]
    path = xls(tmp_path / "a.xls", [HEADING, part, NEXT], styles=struck, rich={(1, 7): 3})
    intake = look([path])
    assert _lines(intake) == [FIRST]
    assert _warned(intake, "1 baris dicoret tidak dibaca: 3")
    assert _warned(intake, "1 sel memuat tulisan dicoret")


def test_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    row: list[Cell] = [*ROW[:6], 0.855, 250_000_000]
    path = xls(tmp_path / "a.xls", [HEADING, row], styles={(1, 6): PERCENT, (1, 7): THOUSANDS})
    assert _lines(look([path])) == [FIRST.replace("2026: 12", "2026: 85.5")]


def test_hidden_rows_are_left_out_and_folded_and_filtered_ones_read(tmp_path: Path) -> None:
    hidden = look([xls(tmp_path / "a.xls", [HEADING, ROW, NEXT], hidden={2: 0})])
    assert _lines(hidden) == [FIRST]
    assert _warned(hidden, "1 baris tersembunyi tidak dibaca: 3")
    folded = look([xls(tmp_path / "b.xls", [HEADING, ROW, NEXT], hidden={2: 1})])
    assert _lines(folded) == [FIRST, SECOND]
    assert _warned(folded, "dilipat")
    filtered = look([xls(tmp_path / "c.xls", [HEADING, ROW, NEXT], hidden={2: 0}, is_filtered=True)])
    assert _lines(filtered) == [FIRST, SECOND]
    assert _warned(filtered, "saringan")


def test_what_lies_under_a_merge_is_not_there(tmp_path: Path) -> None:
    intake = look([xls(tmp_path / "a.xls", [HEADING, ROW, NEXT], merges=[(1, 2, 0, 0)])])
    assert _lines(intake) == [FIRST, SECOND.replace("Dinas B", "Dinas A")]
    assert _warned(intake, "di bawah sel gabungan")
