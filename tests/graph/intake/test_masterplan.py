"""A table of masterplan programs is read as it is meant: from CSV, XLSX and DOCX, and from our own workbook."""

from pathlib import Path

import docx
import openpyxl
import pytest

from graph.change import EMPTY, Contents
from graph.intake import Intake, compare, look, template
from graph.masterplan import (
    FundSource,
    MasterplanOrigin,
    Progress,
    QuickWinCriterion,
    ReadinessAspect,
    ReadinessState,
    Term,
)
from graph.model import (
    Indicator,
    Level,
    LinkKind,
    Masterplan,
    MasterplanProgram,
    Objective,
    ObjectiveLevel,
    Opd,
    Partner,
    PartnerKind,
    Program,
)
from tests.graph.intake.making import Cell, csv_file, xlsx

HEADING: list[Cell] = ["No", "Dimensi", "Sub Dimensi", "Nama Program", "OPD Penanggung Jawab", "OPD Terkait", "Mitra"]
ROWS: list[list[Cell]] = [
    HEADING,
    ["1", "Smart Governance", "SG-1 Pelayanan Publik", "Layanan daring", "DISKOMINFO", "Dinkes; semua OPD", "Kampus"],
    ["2", "Tata Kelola", "", "Satu data", "Dinas Komunikasi", "", "PKK"],
    ["3", "", "", "Puskesmas pintar", "Dinas Kesehatan (usulan)", "", ""],
]
_NODES = (
    Opd(id="opd/diskominfo", name="Dinas Komunikasi dan Informatika", short_name="DISKOMINFO", mandates=("2.16",)),
    Opd(id="opd/dkk", name="Dinas Kesehatan Kota", short_name="DKK", aliases=("Dinkes",), mandates=("1.02",)),
    Partner(id="partner/kampus", name="Kampus", partner_kind=PartnerKind.UNIVERSITY),
    Program(id="program/diskominfo/2.16.03", level=Level.PROGRAM, name="Informatika", code="2.16.03"),
    Objective(id="objective/s1", level=ObjectiveLevel.OUTCOME, text="Layanan membaik", code="S1"),
)
PLAN = Contents(nodes={each.id: each for each in _NODES}, links={})


def read(path: Path, plan: Contents = PLAN) -> Intake:
    intake = look([path], plan=plan)
    assert intake.errors == ()
    assert [each.format for each in intake.report.files] == ["program-masterplan"]
    return intake


def programs(intake: Intake) -> dict[str, MasterplanProgram]:
    return {each.name: each for each in intake.contents.nodes.values() if isinstance(each, MasterplanProgram)}


def into(intake: Intake, kind: LinkKind, name: str) -> list[str]:
    id_ = programs(intake)[name].id
    return [each.source_id for each in intake.contents.links.values() if (each.kind, each.target_id) == (kind, id_)]


def dimensions(intake: Intake, name: str) -> list[str]:
    id_ = programs(intake)[name].id
    links = intake.contents.links.values()
    return [each.target_id for each in links if each.source_id == id_ and each.target_id.startswith("dimension/")]


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(each.value, each.reason) for each in intake.report.notices]


def _word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Masterplan Smart City Kota 2025-2029")
    table = document.add_table(rows=0, cols=len(HEADING))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = str(text)
    document.save(str(path / "m.docx"))
    return path / "m.docx"


def _csv(path: Path) -> Path:
    return csv_file(path / "m.csv", [["Masterplan Smart City Kota 2025-2029"], *ROWS])


def _book(path: Path) -> Path:
    return xlsx(path / "m.xlsx", Lembar=[["Masterplan Smart City Kota 2025-2029"], *ROWS])


@pytest.mark.parametrize("make", [_csv, _book, _word])
def test_a_table_is_known_by_its_headings_whatever_its_file(tmp_path: Path, make: object) -> None:
    assert callable(make)
    intake = read(make(tmp_path))
    [whole] = [each for each in intake.contents.nodes.values() if isinstance(each, Masterplan)]
    assert (whole.name, whole.start_year, whole.end_year) == ("Masterplan Smart City Kota 2025-2029", 2025, 2029)
    assert list(programs(intake)) == ["Layanan daring", "Puskesmas pintar", "Satu data"]
    assert [dimensions(intake, name) for name in ("Layanan daring", "Satu data", "Puskesmas pintar")] == [
        ["dimension/SG-1"],
        ["dimension/SG"],
        [],
    ]
    assert all(into(intake, LinkKind.CONTAINS, name) == [whole.id] for name in programs(intake))
    assert into(intake, LinkKind.LEADS, "Layanan daring") == ["opd/diskominfo"]
    assert into(intake, LinkKind.SUPPORTS, "Layanan daring") == ["opd/dkk", "partner/kampus"]


def test_who_is_not_known_is_kept_as_written_and_told(tmp_path: Path) -> None:
    intake = read(_csv(tmp_path))
    assert programs(intake)["Layanan daring"].written_partners == ("semua OPD",)
    assert programs(intake)["Satu data"].written_partners == ("PKK",)
    assert {"semua OPD", "PKK"} <= {value for value, _ in told(intake)}
    nobody = read(_csv(tmp_path), EMPTY)
    assert {each.written_lead for each in programs(nobody).values()} == {
        "DISKOMINFO",
        "Dinas Komunikasi",
        "Dinas Kesehatan (usulan)",
    }
    assert not any(isinstance(each, Opd) for each in nobody.contents.nodes.values())


def test_an_agency_that_is_known_only_by_its_field_is_told(tmp_path: Path) -> None:
    intake = read(_csv(tmp_path))
    assert into(intake, LinkKind.LEADS, "Puskesmas pintar") == ["opd/dkk"]
    assert programs(intake)["Puskesmas pintar"].written_lead == ""
    assert ("Dinas Kesehatan (usulan)", "dibaca sebagai DKK, karena bidang urusannya sama (1.02)") in told(intake)


def test_a_dimension_that_nobody_knows_and_a_sub_dimension_of_another_are_told(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [HEADING[:4], ["1", "Smart Sky", "", "A"], ["2", "Smart Living", "Birokrasi", "B"]]
    intake = read(csv_file(tmp_path / "m.csv", rows))
    assert [dimensions(intake, name) for name in "AB"] == [[], ["dimension/SL"]]
    assert [reason for _, reason in told(intake)] == [
        "dimensi ini tidak dikenal",
        "subdimensi ini bukan bagian dimensinya",
    ]


def test_a_dimension_that_stands_once_above_several_programs_is_not_taken_for_theirs_and_that_is_told(
    tmp_path: Path,
) -> None:
    rows: list[list[Cell]] = [["Dimensi", "Nama Program", "Jangka"]]
    rows += [["Smart Governance", "A", ""], ["", "B", ""], ["Smart Living", "C", ""], ["", "D", ""]]
    intake = read(csv_file(tmp_path / "m.csv", rows))
    assert [dimensions(intake, name) for name in "ABCD"] == [["dimension/SG"], [], ["dimension/SL"], []]
    assert told(intake) == [("", "kolom ini kosong pada 2 baris dan tidak diambil dari baris di atasnya")]
    rows[2][0], rows[3][0] = "Smart Governance", ""
    assert told(read(csv_file(tmp_path / "n.csv", rows))) == []


def test_two_programs_of_one_name_stay_two_where_dimension_or_lead_differ(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        HEADING[:4],
        ["1", "SG", "", "Satu data"],
        ["2", "SL", "", "Satu data"],
        ["3", "SG", "", "Satu data"],
    ]
    intake = read(csv_file(tmp_path / "m.csv", rows))
    found = [each for each in intake.contents.nodes.values() if isinstance(each, MasterplanProgram)]
    assert len(found) == 2
    assert any("nama program ini sudah dipakai" in reason for _, reason in told(intake))


def _filled(path: Path, **cells: Cell) -> Path:
    """Our own workbook with one row of the masterplan: its example, some cells changed."""
    (path / "t.xlsx").write_bytes(template())
    book = openpyxl.load_workbook(path / "t.xlsx")
    page = book["Masterplan"]
    for at, heading in enumerate(page[3], start=1):
        name = str(heading.value)
        page.cell(5, at).value = cells.get(name.replace(" ", "_"), page.cell(4, at).value if at > 1 else 1)
    book.save(path / "t.xlsx")
    return path / "t.xlsx"


def test_the_workbook_of_the_template_holds_all_that_a_program_has(tmp_path: Path) -> None:
    cells: dict[str, Cell] = {"Penanggung_Jawab": "DISKOMINFO", "OPD_Pendukung": "DKK", "Pengusung": "2.16.03"}
    criteria = ("Perumusan", "Daya_Tarik", "Manfaat", "Keunikan", "Kemitraan", "Pengembangan", "Keberlangsungan")
    criteria += ("Sumber_Daya", "Manajemen_Risiko", "Keberlanjutan")
    cells |= {f"Kriteria_{each}": "ya" for each in criteria}
    path = _filled(tmp_path, Mitra="Kampus", Sesudah="3", **cells)
    intake = read(path)
    [program] = programs(intake).values()
    assert told(intake) == []
    assert (program.code, program.program_origin, program.term) == ("1.1", MasterplanOrigin.RENSTRA, Term.SHORT)
    assert (program.start_year, program.end_year, program.quick_win) == (2026, 2027, True)
    [year] = program.years
    assert (year.target and year.target.number, year.progress) == (5, Progress.RUNNING)
    [fund] = program.funds
    assert (fund.year, fund.fund, fund.budget and fund.budget.amount) == (2026, FundSource.APBD, 250_000_000)
    assert {each.aspect: each.state for each in program.readiness} == dict.fromkeys(
        ReadinessAspect, ReadinessState.READY
    )
    assert [(each.text, each.response) for each in program.risks] == [("Jaringan lemah", "Menara tambahan")]
    assert [(each.name, each.place) for each in program.evidence] == [("https://...", "https://...")]
    assert {each.criterion for each in program.criteria} == {*QuickWinCriterion}
    assert program.source == "Buku 2, hlm. 40"
    links = intake.contents.links
    assert f"aligns:program/diskominfo/2.16.03>{program.id}" in links
    assert f"aligns:{program.id}>objective/s1" in links
    [indicator] = [each for each in intake.contents.nodes.values() if isinstance(each, Indicator)]
    assert indicator.baseline and indicator.baseline.number == 14
    assert [(each.year, each.realised and each.realised.number) for each in indicator.years] == [(2027, 3)]
    assert f"measures:{indicator.id}>{program.id}" in links


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Jangka": "kelak"}, "kata ini tidak dikenal"),
        ({"Sumber_Dana": "dari mana saja"}, "sumber dana ini tidak dikenal; dicatat sebagai sumber lain"),
        ({"Kesiapan_SDM": "Perwal 3/2020"}, "keadaan ini tidak dikenal; tidak dibaca"),
        ({"Pengusung": "9.99.99"}, "kode ini tidak ada di rencana"),
        ({"Sasaran_RPJMD": "S9"}, "sasaran ini tidak ada di rencana, atau ada beberapa"),
        ({"Tahun_Selesai": 2020}, "tahun terakhir sebelum tahun pertama"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_cell_and_nothing_is_guessed(
    tmp_path: Path, cells: dict[str, Cell], reason: str
) -> None:
    usual = {"Penanggung_Jawab": "DISKOMINFO", "OPD_Pendukung": "", "Mitra": "", "Pengusung": ""}
    intake = read(_filled(tmp_path, **(usual | cells)))
    assert reason in [each for _, each in told(intake)]
    assert all(each.row == 5 and each.column for each in intake.report.notices if each.reason == reason)


def test_a_second_list_adds_to_what_the_plan_has(tmp_path: Path) -> None:
    first = read(_csv(tmp_path))
    kept = Contents(nodes={**PLAN.nodes, **first.contents.nodes}, links=first.contents.links)
    rows: list[list[Cell]] = [["Nama Program", "Quick Win", "Target 2026"], ["LAYANAN  DARING", "ya", "7"]]
    shown = compare(kept, [csv_file(tmp_path / "n.csv", rows)])
    assert (shown.importable, [each.label for each in shown.new if each.kind == "masterplan_program"]) == (True, [])
    [changed] = [each for each in shown.changed if each.kind == "masterplan_program"]
    assert {each.field for each in changed.fields} >= {"quick_win", "years.2026.target"}
    removed = [each for each in shown.changes if type(each).__name__.startswith("Remove")]
    assert removed == []


def test_a_renja_with_a_column_of_dimensions_is_no_masterplan(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["OPD", "Kode Sub Kegiatan", "Sub Kegiatan", "Pagu", "Dimensi"],
        ["Dinas Kesehatan", "1.02.02.2.02.0004", "Pengelolaan Pelayanan Kesehatan Balita", "1.000.000", "Smart Living"],
    ]
    intake = look([csv_file(tmp_path / "r.csv", rows)])
    assert [each.format for each in intake.report.files] == ["baris"]
