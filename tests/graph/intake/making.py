"""Making: files as planners have them, made from a few rows: workbooks, prints, old and foreign formats."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from reportlab.lib.pagesizes import A2, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
DATA = Path(__file__).parents[2] / "data"
PROGRAM = "PROGRAM PEMENUHAN UPAYA KESEHATAN PERORANGAN DAN UPAYA KESEHATAN MASYARAKAT"
ACTIVITY = "Penyediaan Layanan Kesehatan untuk UKM dan UKP Rujukan Tingkat Daerah Kabupaten/Kota"
SUB = "Pengelolaan Pelayanan Kesehatan Balita"
PAIRS = (
    *("target_akhir_renstra_k", "target_akhir_renstra_rp", "realisasi_renstra_lalu_k", "realisasi_renstra_lalu_rp"),
    *("target_k", "pagu_rp", "tw1_k", "tw1_rp", "tw2_k", "tw2_rp", "tw3_k", "tw3_rp", "tw4_k", "tw4_rp"),
    *("realisasi_k", "realisasi_rp", "capaian_renja_k_persen", "capaian_renja_rp_persen"),
    *("realisasi_renstra_k", "realisasi_renstra_rp", "capaian_renstra_k_persen", "capaian_renstra_rp_persen"),
)
GROUPS = (
    "Target Kinerja dan Anggaran Renja PD Pada Akhir Periode",
    "Realisasi Capaian Kinerja Renstra Perangkat Daerah s.d Renja Pd Tahun Lalu",
    "Target Kinerja dan Anggaran Renja PD Tahun berjalan yang dievaluasi",
    "Realisasi Kinerja Pada Triwulan",
    "",
    "",
    "",
    "Realisasi Capaian Kinerja dan Anggaran Renja PD yang dievaluasi",
    "Tingkat Capaian Kinerja dan Anggaran Renja Perangkat Daerah s.d Tahun 2024",
    "Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s.d Tahun 2024",
    "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra perangkat Daerah s.d Tahun 2024 (%)",
)


def csv_file(path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx(path: Path, **sheets: Rows) -> Path:
    """Write sheets as XLSX."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([cell if cell != "" else None for cell in row])
    book.save(path)
    return path


def ods(path: Path, rows: Rows) -> Path:
    """Write one sheet as ODS."""

    def cell(value: Cell) -> str:
        if value in (None, ""):
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            typed = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {typed}><text:p>{value}</text:p></table:table-cell>"
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(cell(value) for value in row)}</table:table-row>" for row in rows)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Renja">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


# -- Formulir E.81 as it is printed -------------------------------------------------------------------------------


def e81_heading() -> list[list[Cell]]:
    """The four lines of the form's heading, column numbers included."""
    first = ["No", "Sasaran / Program / Kegiatan / Subkegiatan"]
    first += ["Indikator Kinerja Program (outcomes)/ Kegiatan (output)/Sub Kegiatan (output)", "Satuan"]
    quarters = {3: "I", 4: "II", 5: "III", 6: "IV"}
    numbers = {0: 5, 1: 6, 2: 7, 3: 8, 4: 9, 5: 10, 6: 11, 7: 12, 8: 13, 9: 14, 10: 15}
    one: list[Cell] = [*first]
    two: list[Cell] = [""] * 4
    three: list[Cell] = [1, 2, 3, 4]
    four: list[Cell] = [""] * 4
    for at, group in enumerate(GROUPS):
        one += [group, ""]
        two += [quarters.get(at, ""), ""]
        three += [numbers[at], ""]
        four += ["K", "Rp"]
    return [
        [*one, "Unit perangkat Daerah Penanggung Jawab", "Penjelasan"],
        [*two, "", ""],
        [*three, 16, 27],
        [*four, "", ""],
    ]


def e81_title(unit: str, period: str) -> list[str]:
    """The lines above a form."""
    what = "Evaluasi Terhadap Hasil Renja Perangkat Daerah Lingkup Kabupaten / Kota"
    return ["Formulir E.81", what, f"Renja Perangkat Daerah {unit}", period]


def e81_rows(rows: Iterable[dict[str, str]]) -> list[list[Cell]]:
    """The printed rows of one OPD's form, as the flat table has them."""
    printed: list[list[Cell]] = []
    for row in rows:
        name = next((row[c] for c in ("sub_kegiatan", "kegiatan", "program", "sasaran") if row[c]), "")
        number = "" if row["baris_lanjutan"] else row["nomor"]
        named = "" if row["baris_lanjutan"] else name
        cells: list[Cell] = [number, named, row["indikator"], row["satuan"], *(row[pair] for pair in PAIRS)]
        printed.append([*cells, row["penanggung_jawab"], row["penjelasan"]])
    return printed


def e81_summary() -> list[list[Cell]]:
    """The lines below a form."""
    return [
        ["Rata-rata capaian Kinerja (%)", *[""] * 22, "12.5", "99.1"],
        ["Predikat Kinerja", *[""] * 22, "Sangat Rendah", "Sangat Tinggi"],
        ["Faktor Pendorong Keberhasilan Kinerja : kerja sama"],
        ["Tindak Lanjut yang diperlukan dalam Renja SKPD berikutnya :"],
    ]


def e81_sheet(forms: Iterable[tuple[str, str, list[dict[str, str]]]]) -> list[list[Cell]]:
    """All forms, one below the other, as a sheet has them."""
    sheet: list[list[Cell]] = []
    for unit, period, rows in forms:
        sheet += [[line] for line in e81_title(unit, period)]
        sheet += [*e81_heading(), *e81_rows(rows), *e81_summary(), []]
    return sheet


def e81_pdf(path: Path, forms: Iterable[tuple[str, str, list[dict[str, str]]]]) -> Path:
    """All forms as a print: ruled tables over several pages, the heading on each of them, cells broken over lines."""
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=4.5, leading=5)
    story: list[object] = []
    for unit, period, rows in forms:
        story += [Paragraph(line, ParagraphStyle("title", fontSize=9)) for line in e81_title(unit, period)]
        story.append(Spacer(1, 6))
        lines = [*e81_heading(), *e81_rows(rows)]
        width = len(lines[0])
        lines += [[*row, *[""] * (width - len(row))] for row in e81_summary()]
        cells = [[Paragraph(escape(str(cell)), style) if cell != "" else "" for cell in row] for row in lines]
        spans = [("SPAN", (at, 0), (at + 1, 0)) for at in range(4, 26, 2) if lines[0][at] and lines[0][at + 2] != ""]
        spans += [("SPAN", (10, 0), (17, 0)), *(("SPAN", (at, 1), (at + 1, 1)) for at in (10, 12, 14, 16))]
        spans += [("SPAN", (at, 0), (at, 1)) for at in (0, 1, 2, 3, 26, 27)]
        widths = [32, 130, 120, 34, *[34, 46] * 11, 90, 40]
        table = Table(cells, colWidths=widths, repeatRows=4)
        table.setStyle(
            TableStyle([("GRID", (0, 0), (-1, -1), 0.3, "black"), ("LEFTPADDING", (0, 0), (-1, -1), 1), *spans])
        )
        story += [table, PageBreak()]
    page = SimpleDocTemplate(str(path), pagesize=landscape(A2), margins=20, leftMargin=20, rightMargin=20)
    page.build(story, onFirstPage=_footer, onLaterPages=_footer)
    return path


def ruled_pdf(
    path: Path, rows: Sequence[Sequence[str]], widths: Sequence[float], *, size: float = 5, as_it_is: bool = False
) -> Path:
    """Print a ruled table; its cells are wrapped, or have the very lines and blanks that are given."""
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=size, leading=size * 1.1)
    cells = [[cell if as_it_is else Paragraph(escape(cell), style) for cell in row] for row in rows]
    table = Table(cells, colWidths=list(widths))
    letters = [("FONTSIZE", (0, 0), (-1, -1), size), ("LEADING", (0, 0), (-1, -1), size * 1.1)]
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.3, "black"), *letters, *padding]))
    SimpleDocTemplate(str(path), pagesize=landscape(A2)).build([table])
    return path


def _footer(page: Canvas, document: SimpleDocTemplate) -> None:
    """What applications print at the foot of each page."""
    page.setFont("Helvetica", 7)
    page.drawString(20, 20, f"Dicetak melalui e-SAKIP pada 5 Juli 2024 10:15:00 | Halaman {document.page}")


def first_forms(e81: Path, count: int) -> list[tuple[str, str, list[dict[str, str]]]]:
    """The shortest forms of a flat table, first prints only, without the codes that are not in the real form."""
    rows = [row for row in csv.DictReader(e81.read_text("utf-8").splitlines()) if row["salinan_ke"] == "1"]
    units = list(dict.fromkeys(row["unit"] for row in rows))
    shortest = sorted(units, key=lambda unit: (sum(row["unit"] == unit for row in rows), unit))[:count]
    return [
        (unit, rows[0]["periode_cetak"], [{**row, "kode": ""} for row in rows if row["unit"] == unit])
        for unit in shortest
    ]


def flat(path: Path, forms: Iterable[tuple[str, str, list[dict[str, str]]]]) -> Path:
    """The forms as a flat CSV."""
    rows = [row for _, _, form in forms for row in form]
    return csv_file(path, [list(rows[0]), *(list(row.values()) for row in rows)])


def tc33(target: str = "12 Orang", pagu: str = "250.000.000") -> Rows:
    """A table T-C.33 with title, two-line heading, structure rows, totals, footnote and signature."""
    return [
        ["Tabel T-C.33"],
        ["Rumusan Rencana Program dan Kegiatan Perangkat Daerah Tahun 2026 dan Prakiraan Maju Tahun 2027"],
        ["Nama Perangkat Daerah : Dinas Kesehatan"],
        [
            *("Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan"),
            *("Indikator Kinerja Program/Kegiatan", "Rencana Tahun 2026", "", "", "", "Catatan Penting"),
            *("Prakiraan Maju Rencana Tahun 2027", ""),
        ],
        [
            *("", "", "", "Lokasi", "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", ""),
            *("Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif"),
        ],
        ["1", "URUSAN WAJIB", "", "", "", "300.000.000", "", "", "", ""],
        ["1.02", "KESEHATAN", "", "", "", "300.000.000", "", "", "", ""],
        ["1.02.02", PROGRAM, "Usia harapan hidup", "Kota", "75,5", "300.000.000", "DAU", "", "76", "310.000.000"],
        ["1.02.02.2.02", ACTIVITY, "Layanan", "Kota", "1", "250.000.000", "DAU", "", "1", "0"],
        [
            "1.02.02.2.02.0004",
            SUB,
            "Balita dilayani\nBalita ditimbang",
            "Kota",
            f"{target}\n7 Orang",
            pagu,
            "DAU",
            "",
            "",
            "",
        ],
        ["Jumlah", "", "", "", "", "300.000.000", "", "", "", "310.000.000"],
        ["Keterangan: angka sementara"],
        ["", "", "", "", "", "", "", "Kepala Dinas Kesehatan"],
    ]
