"""A printed RKA or DPA is read: whose work it is, its indicators and its money; its accounts are told and checked."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A3
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from graph.intake import Intake, look
from graph.model import Indicator, LinkKind, Opd, Program, Stage
from graph.record import Holds, Severity
from tests.graph.intake.budget_forms import FIRST, SECOND, even, head, sub
from tests.graph.intake.making import SUB, csv_file, xlsx

Rows = list[list[str]]


def _print(path: Path, *parts: Rows) -> Path:
    """Forms as a print: fields as lines of text, tables ruled."""
    style = getSampleStyleSheet()["Normal"]
    story: list[object] = []
    for rows in parts:
        ruled: Rows = []
        for row in [*rows, []]:
            is_line = not row or (len(row) > 1 and row[1] == ":" and row[2:3] != ["Indikator"]) or len(row) == 1
            if is_line and ruled:
                body = [[Paragraph(cell.replace("&", "&amp;"), style) for cell in each] for each in even(ruled)]
                story.append(Table(body, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])))
                ruled = []
            if row and is_line:
                story.append(Paragraph(" ".join(row).replace("&", "&amp;"), style))
            elif row:
                ruled.append(row)
        story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A3).build(story)
    return path


def _programs(intake: Intake) -> dict[str, Program]:
    assert not intake.errors, intake.errors
    return {node.code: node for node in intake.contents.nodes.values() if isinstance(node, Program)}


def _measured(intake: Intake) -> dict[str, set[str]]:
    nodes = intake.contents.nodes
    found: dict[str, set[str]] = {}
    for link in intake.contents.links.values():
        program, indicator = nodes.get(link.target_id), nodes.get(link.source_id)
        if link.kind is LinkKind.MEASURES and isinstance(program, Program) and isinstance(indicator, Indicator):
            target = next((each.target for each in indicator.years if each.year == 2026), None)
            found.setdefault(program.code, set()).add(f"{indicator.name}: {target.text if target else ''}")
    return found


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_forms_are_read_with_their_work_indicators_and_money(tmp_path: Path, kind: str) -> None:
    rows = [*head(), *FIRST, *SECOND]
    path = {
        "xlsx": lambda: xlsx(tmp_path / "rka.xlsx", RKA=even(rows)),
        "csv": lambda: csv_file(tmp_path / "rka.csv", even(rows), delimiter=";"),
        "pdf": lambda: _print(tmp_path / "rka.pdf", [*head(), *FIRST], [*head(), *SECOND]),
    }[kind]()
    intake = look([path])
    programs = _programs(intake)
    assert {code: program.budget(2026) for code, program in programs.items() if code.count(".") > 3} == {
        "1.02.02.2.02": 350_000_000,
        "1.02.02.2.02.0004": 250_000_000,
        "1.02.02.2.02.0005": 100_000_000,
    }
    assert [node.name for node in intake.contents.nodes.values() if isinstance(node, Opd)] == ["Dinas Kesehatan"]
    assert programs["1.02.02.2.02.0004"].location == "Semua Kecamatan"
    assert _measured(intake) == {
        "1.02.02": {"Usia Harapan Hidup: 74 Tahun"},
        "1.02.02.2.02": {"Persentase Balita dilayani: 100%", "Puskesmas yang melayani: 27 Puskesmas"},
        "1.02.02.2.02.0004": {"Balita dilayani: 12 Orang"},
        "1.02.02.2.02.0005": {"Murid diperiksa: 12 Orang"},
    }


def test_accounts_are_no_work_and_are_told(tmp_path: Path) -> None:
    intake = look([csv_file(tmp_path / "rka.csv", even([*head(), *FIRST, *SECOND]), delimiter=";")])
    assert len(_programs(intake)) == 4
    (unread,) = intake.report.unread
    assert (unread.filled, unread.holds) == (10, Holds.MONEY)
    (told,) = (each for each in intake.problems if "rekening" in each.reason)
    assert "2 jumlah sub kegiatan sama" in told.reason
    assert not [each for each in intake.problems if each.severity is not Severity.NOTE]


def test_a_sum_that_is_not_that_of_its_accounts_is_told(tmp_path: Path) -> None:
    wrong = sub("1.02.02.2.02.0004", SUB, "Balita", ("200.000.000", "50.000.000"), total="260.000.000")
    intake = look([csv_file(tmp_path / "rka.csv", even([*head(), *wrong]), delimiter=";")])
    assert _programs(intake)["1.02.02.2.02.0004"].budget(2026) == 260_000_000
    assert any("tidak sama dengan jumlah rekeningnya" in each.reason for each in intake.problems)


def test_a_form_that_is_cut_takes_the_sum_of_its_accounts_or_is_asked(tmp_path: Path) -> None:
    cut = look([csv_file(tmp_path / "a.csv", even([*head(), *FIRST[:-1]]), delimiter=";")])
    assert _programs(cut)["1.02.02.2.02.0004"].budget(2026) == 250_000_000
    assert any(each.severity is Severity.WARNING and "terpotong" in each.reason for each in cut.problems)
    empty = look([csv_file(tmp_path / "b.csv", even([*head(), *SECOND, *FIRST[:8]]), delimiter=";")])
    assert ["terpotong" in each.reason for each in empty.errors] == [True]


def test_a_changed_budget_has_both_its_amounts(tmp_path: Path) -> None:
    heading = ["Kode Rekening", "Uraian", "Sebelum Perubahan", "Setelah Perubahan", "Bertambah/(Berkurang)"]
    rows = [
        *head("DOKUMEN PELAKSANAAN PERUBAHAN ANGGARAN", activity_gets=""),
        *FIRST[:6],
        heading,
        ["", "", "Jumlah (Rp)", "Jumlah (Rp)", "Jumlah (Rp)"],
        ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", "300.000.000", "250.000.000", "(50.000.000)"],
        ["Jumlah Anggaran Sub Kegiatan", "", "300.000.000", "250.000.000", "(50.000.000)"],
    ]
    (year,) = _programs(look([csv_file(tmp_path / "a.csv", even(rows), delimiter=";")]))["1.02.02.2.02.0004"].years
    stages = {stage: money.amount for stage, money in year.stages.items()}
    assert stages == {Stage.ORIGINAL: 300_000_000, Stage.CHANGED: 250_000_000}


def test_a_head_that_is_printed_again_on_the_next_page_begins_no_other_form(tmp_path: Path) -> None:
    rows = [*head(), *FIRST[:11], *head()[5:12], FIRST[0], *FIRST[6:8], *FIRST[11:]]
    intake = look([csv_file(tmp_path / "rka.csv", even(rows), delimiter=";")])
    assert _programs(intake)["1.02.02.2.02.0004"].budget(2026) == 250_000_000
    assert not [each for each in intake.problems if each.severity is not Severity.NOTE and "terpotong" in each.reason]


def test_an_output_behind_a_colon_is_that_of_the_sub_activity_and_other_rows_are_told(tmp_path: Path) -> None:
    output = [["Indikator", ": Balita dilayani"], ["Target", ": 12"], ["Satuan", ": Orang"], ["Tim", "Bidang Kesmas"]]
    rows = [*head(), FIRST[0], *output, *FIRST[6:]]
    intake = look([csv_file(tmp_path / "rka.csv", even(rows), delimiter=";")])
    assert _measured(intake)["1.02.02.2.02.0004"] == {"Balita dilayani: 12"}
    assert [each.example for each in intake.report.unread][1:] == ["Tim | Bidang Kesmas"]
    assert any(each.severity is Severity.WARNING and "Tim" in each.value for each in intake.problems)


def test_the_unit_of_a_form_is_that_of_all_its_amounts(tmp_path: Path) -> None:
    above = [*head(activity_gets="Rp 250.000.000")[:3], ["(dalam ribuan rupiah)"], *head(activity_gets="")[3:]]
    path = csv_file(tmp_path / "rka.csv", even([*above, *FIRST]), delimiter=";")
    assert _programs(look([path]))["1.02.02.2.02.0004"].budget(2026) == 250_000_000_000
