"""What stands above a table says whose it is, of which year and at which stage, in every format alike."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from graph.intake import look
from graph.intake.cells import titled_stage
from graph.model import Opd, Program, Stage
from tests.graph.intake.making import SUB, csv_file, ods, xlsx

TITLE = [
    "RENCANA KERJA PERUBAHAN",
    "Perangkat Daerah : Dinas Kesehatan",
    "TAHUN ANGGARAN 2026",
    "(dalam ribuan rupiah)",
]
ROWS = [
    ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Target", "Satuan", "Pagu"],
    ["1.02.02.2.02.0004", SUB, "Balita", "12", "Orang", "250.000"],
]


def _sheet() -> list[list[str]]:
    return [*([line, *[""] * 5] for line in TITLE), *ROWS]


def _html(rows: list[list[str]] = ROWS) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


def _page(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _document(path: Path, *, boxed: bool) -> Path:
    document = docx.Document()
    for rows in ([[line] for line in TITLE], ROWS):
        if len(rows[0]) == 1 and not boxed:
            for (line,) in rows:
                document.add_paragraph(line)
            continue
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(at, column).text = cell
        document.add_paragraph("")
    document.save(str(path))
    return path


def _print(path: Path) -> Path:
    style = getSampleStyleSheet()["Normal"]
    table = Table(ROWS, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(str(path), pagesize=landscape(A3)).build([*(Paragraph(line, style) for line in TITLE), table])
    return path


LINES = "".join(f"<p>{line}</p>" for line in TITLE)
BOX = _html([["RENCANA KERJA PERUBAHAN"], ["Perangkat Daerah", ": Dinas Kesehatan"], ["Tahun", ":", "2026"]])
FILES: dict[str, Callable[[Path], Path]] = {
    "csv": lambda path: csv_file(path / "a.csv", _sheet(), delimiter=";"),
    "xlsx": lambda path: xlsx(path / "a.xlsx", Lembar=_sheet()),
    "ods": lambda path: ods(path / "a.ods", _sheet()),
    "docx": lambda path: _document(path / "a.docx", boxed=False),
    "docx, in a box": lambda path: _document(path / "a.docx", boxed=True),
    "pdf": lambda path: _print(path / "a.pdf"),
    "html, lines": lambda path: _page(path / "a.xls", f"<html><body>{LINES}<table>{_html()}</table></body></html>"),
    "html, breaks": lambda path: _page(
        path / "a.xls", f"<center><b>{'<br>'.join(TITLE)}</b></center><table>{_html()}</table>"
    ),
    "html, caption": lambda path: _page(
        path / "a.xls", f"<table><caption>{'<br>'.join(TITLE)}</caption>{_html()}</table>"
    ),
    "html, in a box": lambda path: _page(
        path / "a.xls", f"<table>{BOX}</table><p>(dalam ribuan rupiah)</p><table>{_html()}</table>"
    ),
    "html, layout": lambda path: _page(
        path / "a.xls",
        f"<table><tr><td>{LINES}</td></tr><tr><td><table>{_html()}</table></td></tr></table>",
    ),
    "html, note below": lambda path: _page(
        path / "a.xls",
        f"{LINES.replace('<p>(dalam ribuan rupiah)</p>', '')}<table>{_html()}</table><p>*) dalam ribuan rupiah</p>",
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_title_says_the_same_in_every_format(tmp_path: Path, kind: str) -> None:
    intake = look([FILES[kind](tmp_path)])
    assert not intake.errors, intake.errors
    nodes = intake.contents.nodes.values()
    assert [node.name for node in nodes if isinstance(node, Opd)] == ["Dinas Kesehatan"]
    (year,) = (year for node in nodes if isinstance(node, Program) and node.name == SUB for year in node.years)
    assert (year.year, year.stage) == (2026, Stage.CHANGED)
    assert year.budget is not None
    assert year.budget.amount == 250_000_000


def test_each_table_of_a_page_is_of_the_agency_above_it(tmp_path: Path) -> None:
    other = _html([ROWS[0], ["1.06.04.2.01.0002", "Penyediaan Sandang", "Orang", "7", "Orang", "100.000"]])
    page = _page(tmp_path / "a.xls", f"{LINES}<table>{_html()}</table><h4>Dinas Sosial</h4><table>{other}</table>")
    intake = look([page])
    assert not intake.errors, intake.errors
    leads = {node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)}
    years = {year.year for node in intake.contents.nodes.values() if isinstance(node, Program) for year in node.years}
    assert (leads, years) == ({"Dinas Kesehatan", "Dinas Sosial"}, {2026})


def test_what_a_page_does_not_show_is_no_title(tmp_path: Path) -> None:
    hidden = "<title>Dinas Sosial</title><p style='display:none'>Dinas Sosial</p><script>Dinas Sosial</script>"
    intake = look([_page(tmp_path / "a.xls", f"<html>{hidden}{LINES}<table>{_html()}</table></html>")])
    assert [node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)] == ["Dinas Kesehatan"]


def test_a_small_list_above_a_table_stays_a_table(tmp_path: Path) -> None:
    listed = _html([["Nama Lengkap", "Singkatan"], ["Dinas Kesehatan", "Dinkes"], ["Dinas Sosial", "Dinsos"]])
    intake = look([_page(tmp_path / "a.xls", f"<table>{listed}</table>{LINES}<table>{_html()}</table>")])
    assert {node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)} >= {"Dinas Sosial"}


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("RANCANGAN AWAL RKPD 2026", Stage.INDICATIVE),
        ("RANCANGAN APBD 2026", Stage.INDICATIVE),
        ("RANCANGAN PERUBAHAN RKPD 2026", Stage.CHANGED),
        ("RENCANA KERJA PERUBAHAN 2026", Stage.CHANGED),
        ("APBD 2026", Stage.ORIGINAL),
    ],
)
def test_drafts_are_no_budget_that_is_set(title: str, stage: Stage) -> None:
    assert titled_stage(title) is stage
