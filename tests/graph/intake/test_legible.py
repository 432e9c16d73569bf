"""Letters of a print that a person does not read as text of a cell are none of it, and are told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from graph.intake import Intake, look
from graph.intake.opening.broken_words import BrokenWords, Line, WrappedCell
from tests.cases.telling import told

EDGES = [30, 120, 160, 260, 430, 540, 590, 640, 740]
HEADING = ["opd", "tahun", "kode", "nama", "indikator", "satuan", "target", "pagu"]
ROW = ["Dinas A", "2026", "1.02.02.2.02.0004", "Pengelolaan Balita", "Balita dilayani", "Orang", "12", "250.000.000"]
NEXT = ["Dinas A", "2026", "1.02.02.2.02.0005", "Pengelolaan Lansia", "Lansia dilayani", "Orang", "20", "100.000.000"]
LAST = ["Dinas A", "2026", "1.02.02.2.02.0006", "C", "C", "Orang", "1", "5.000.000"]
FIRST = "Dinas A | 1.02.02.2.02.0004 | Pengelolaan Balita | Balita dilayani [Orang] 2026: 12 | 2026: 250000000"
SECOND = "Dinas A | 1.02.02.2.02.0005 | Pengelolaan Lansia | Lansia dilayani [Orang] 2026: 20 | 2026: 100000000"
THIRD = "Dinas A | 1.02.02.2.02.0006 | C | C [Orang] 2026: 1 | 2026: 5000000"
TOP, HEIGHT = 500, 24
Write = Callable[[Canvas, float, float, str, int, int], object]


def _plainly(page: Canvas, x: float, y: float, text: str, _row: int, _column: int) -> None:
    page.drawString(x, y, text)


def _table(page: Canvas, rows: list[list[str]], write: Write = _plainly, height: int = HEIGHT) -> None:
    for number in range(len(rows) + 1):
        page.line(EDGES[0], TOP - number * height, EDGES[-1], TOP - number * height)
    for edge in EDGES:
        page.line(edge, TOP, edge, TOP - len(rows) * height)
    page.setFont("Helvetica", 8)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            write(page, EDGES[column] + 3, TOP - number * height - 15, text, number, column)


def _read(path: Path, draw: Callable[[Canvas], object]) -> Intake:
    page = Canvas(str(path / "a.pdf"), pagesize=(780, 560))
    draw(page)
    page.save()
    return look([path / "a.pdf"])


def _lines(intake: Intake) -> list[str]:
    assert not intake.errors, intake.errors
    return [line for line in told(intake) if "|" in line]


def _warned(intake: Intake, words: str) -> bool:
    return any(words in each.reason for each in intake.problems)


def _over(draw: Callable[[Canvas], object]) -> Callable[[Canvas], object]:
    def both(page: Canvas) -> None:
        _table(page, [HEADING, ROW, NEXT])
        draw(page)

    return both


def _shadowed(page: Canvas) -> None:
    def write(page: Canvas, x: float, y: float, text: str, _row: int, _column: int) -> None:
        page.drawString(x, y, text)
        page.drawString(x + 0.8, y - 0.5, text)

    _table(page, [HEADING, ROW, NEXT], write)


def _white_heading(page: Canvas) -> None:
    page.setFillColorRGB(0, 0, 0.4)
    page.rect(EDGES[0], TOP - HEIGHT, EDGES[-1] - EDGES[0], HEIGHT, fill=1, stroke=0)

    def write(page: Canvas, x: float, y: float, text: str, row: int, _column: int) -> None:
        page.setFillColorRGB(*((0, 0, 0) if row else (1, 1, 1)))
        page.drawString(x, y, text)

    _table(page, [HEADING, ROW, NEXT], write)


def _upright_headings(page: Canvas) -> None:
    def write(page: Canvas, x: float, y: float, text: str, row: int, column: int) -> None:
        if row or column not in {5, 6}:
            page.drawString(x, y, text)
            return
        page.saveState()
        page.translate(x + 10, y - 6)
        page.rotate(90)
        page.setFont("Helvetica", 6)
        page.drawString(0, 0, text)
        page.restoreState()

    _table(page, [HEADING, ROW, NEXT], write, 30)


def _upside_down(page: Canvas) -> None:
    page.translate(780, 560)
    page.rotate(180)
    _table(page, [HEADING, ROW, NEXT])


@pytest.mark.parametrize(
    "draw",
    [
        _shadowed,
        _white_heading,
        _upright_headings,
        _upside_down,
        _over(lambda page: page.line(EDGES[7] + 2, TOP - 40.2, EDGES[7] + 50, TOP - 40.2)),
        lambda page: _table(page, [HEADING, ROW, NEXT], lambda c, x, y, text, *_: c.drawString(x, y + 7, text), 10),
    ],
    ids=["shadowed", "white-heading", "upright-headings", "upside-down", "underlined", "tight-rows"],
)
def test_what_only_looks_different_is_read(tmp_path: Path, draw: Callable[[Canvas], object]) -> None:
    assert _lines(_read(tmp_path, draw)) == [FIRST, SECOND]


def test_narrow_letters_that_stand_beside_each_other_are_two(tmp_path: Path) -> None:
    def write(page: Canvas, x: float, y: float, text: str, _row: int, _column: int) -> None:
        page.setFont("Helvetica", 5)
        page.drawString(x, y, text.replace("Balita", "Illlli"))

    lines = _lines(_read(tmp_path, lambda page: _table(page, [HEADING, ROW, NEXT], write)))
    assert lines[0] == FIRST.replace("Balita", "Illlli")


def test_a_line_through_all_cells_strikes_out_the_row(tmp_path: Path) -> None:
    y = TOP - 60.5
    intake = _read(tmp_path, _over(lambda page: page.line(EDGES[0] + 2, y, EDGES[7] + 50, y)))
    assert _lines(intake) == [FIRST]
    assert _warned(intake, "1 baris dicoret tidak dibaca: 3")
    assert [each.filled for each in intake.report.unread] == [1]


def test_a_thin_box_strikes_out_a_cell(tmp_path: Path) -> None:
    draw = _over(lambda page: page.rect(EDGES[7] + 2, TOP - 60.8, 48, 0.6, fill=1, stroke=0))
    intake = _read(tmp_path, draw)
    assert _lines(intake) == [FIRST, SECOND.removesuffix(" | 2026: 100000000")]
    assert _warned(intake, "1 sel memuat tulisan dicoret")


@pytest.mark.parametrize(("size", "grey"), [(14, 0.8), (40, 0.0)])
def test_a_watermark_is_left_out_and_told(tmp_path: Path, size: int, grey: float) -> None:
    def draw(page: Canvas) -> None:
        page.setFillGray(grey)
        page.setFont("Helvetica-Bold", size)
        page.drawString(EDGES[6] + 2, TOP - 40, "7 DRAF")

    intake = _read(tmp_path, _over(draw))
    assert _lines(intake) == [FIRST, SECOND]
    assert _warned(intake, "cap air")


def test_letters_over_each_other_are_a_problem_at_their_cell(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.setFillGray(0.8)
        page.drawString(EDGES[6] + 3, TOP - 39, "777")

    (error,) = _read(tmp_path, _over(draw)).errors
    assert (error.sheet, error.row, error.column) == ("halaman 1", 2, "G")
    assert "bertindihan" in error.reason


def test_a_raised_mark_behind_a_figure_is_none_of_it_and_behind_a_letter_is(tmp_path: Path) -> None:
    def write(page: Canvas, x: float, y: float, text: str, row: int, column: int) -> None:
        raised = {(1, 5): ("m", 7, "2"), (1, 6): ("12", 9, "1)")}.get((row, column))
        page.drawString(x, y, raised[0] if raised else text)
        if raised:
            page.setFont("Helvetica", 5)
            page.drawString(x + raised[1], y + 3, raised[2])
            page.setFont("Helvetica", 8)

    intake = _read(tmp_path, lambda page: _table(page, [HEADING, ROW, NEXT], write))
    assert _lines(intake) == [FIRST.replace("Orang", "m2"), SECOND]
    assert _warned(intake, "catatan kaki")


def _over_pages(*rows: list[str]) -> Callable[[Canvas], object]:
    def draw(page: Canvas) -> None:
        _table(page, [HEADING, ROW, NEXT])
        page.showPage()
        _table(page, [*rows, LAST])

    return draw


@pytest.mark.parametrize(
    ("rows", "second"),
    [
        ([["", "", "", "Lanjut Usia", "", "", "", ""]], SECOND.replace("Lansia |", "Lansia Lanjut Usia |")),
        ([HEADING, ["", "", "", "", "per bulan", "", "", ""]], SECOND.replace("dilayani", "dilayani per bulan")),
        (
            [HEADING, ["", "", "", "", "Persentase", "%", "80", ""]],
            SECOND.replace("20 |", "20 | Persentase [%] 2026: 80 |"),
        ),
    ],
    ids=["name", "indicator-below-heading", "another-indicator"],
)
def test_what_a_page_end_cuts_goes_on(tmp_path: Path, rows: list[list[str]], second: str) -> None:
    assert _lines(_read(tmp_path, _over_pages(*rows))) == [FIRST, second, THIRD]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Kese-", "hatan"), "Kesehatan"),
        (("Perundang-", "undangan"), "Perundang- undangan"),
        (("non-", "fisik"), "non- fisik"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_where_the_word_stands_whole_elsewhere(
    lines: tuple[str, str], text: str
) -> None:
    placed = tuple(Line(text=line, left=0, first_letter=4, first_word=30, last_word=0, right=30) for line in lines)
    cell = WrappedCell(placed, 100)
    assert BrokenWords(["Dinas Kesehatan", "perundangundangan", cell]).joined(cell) == text
