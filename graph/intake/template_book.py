"""Template book: the sheets of our own workbook, with drop-downs, examples and notes; imported only when asked for."""

import io
from typing import Final

import msgspec
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.export import settled
from graph.intake.cells import letters
from graph.intake.formats import template_sheets as sheets
from graph.model import DimensionLevel, Stage
from graph.reference import framework
from graph.vocabulary import words

_LAST_ROW: Final = 2_000
_HEADING: Final = 3
_OPDS: Final = "=OPD!$B$5:$B$500"
_QUARTERS: Final = ("I", "II", "III", "IV")
_STAGES: Final = tuple(text.id for text in words(Stage, "BudgetStage").values())
_KINDS: Final = (
    *("kementerian", "provinsi", "pemerintah daerah lain", "BUMN", "BUMD", "swasta", "perguruan tinggi", "komunitas"),
    "media",
)
_DIMENSIONS: Final = tuple(each.name_en for each in framework()[0] if each.level is DimensionLevel.DIMENSION)
_CRITERIA: Final = (
    *("Perumusan", "Daya Tarik", "Manfaat", "Keunikan", "Kemitraan", "Pengembangan", "Keberlangsungan"),
    *("Sumber Daya", "Manajemen Risiko", "Keberlanjutan"),
)
_PROGRESS: Final = ("direncanakan", "berjalan", "selesai", "tertunda", "berhenti")


class _Field(msgspec.Struct, frozen=True):
    """One column of a sheet: heading, example, what it means, and the words that may stand in it."""

    heading: str
    example: str | int
    meaning: str
    choices: tuple[str, ...] | str = ()
    width: int = 18


class _Sheet(msgspec.Struct, frozen=True):
    name: str
    what: str
    fields: tuple[_Field, ...]


_SHEETS: Final = (
    _Sheet(
        "OPD",
        "Perangkat daerah. Isi lebih dulu; lembar lain merujuk singkatannya.",
        (
            _Field("Singkatan", "DINKES", "Nama singkat yang dipakai di lembar lain; wajib."),
            _Field("Nama Lengkap", "Dinas Kesehatan", "Nama resmi; wajib.", width=44),
            _Field(
                "Kode Bidang Urusan",
                "1.02;2.14",
                "Kode bidang urusan yang diampu, dipisah titik koma; yang utama dulu.",
            ),
            _Field("Alias", "Dinas Kesehatan Kota", "Nama lain yang muncul di dokumen, dipisah titik koma.", width=30),
        ),
    ),
    _Sheet(
        "Sasaran",
        "Visi, misi, tujuan, sasaran dan strategi RPJMD, sasaran perangkat daerah, isu strategis.",
        (
            _Field("Kode", "S1", "Kode yang dirujuk lembar lain; boleh kosong."),
            _Field("Tingkat", "sasaran", "Tingkatnya; wajib.", tuple(sheets.LEVELS)),
            _Field("Uraian", "Meningkatnya derajat kesehatan masyarakat", "Teksnya; wajib.", width=60),
            _Field("Induk", "T1", "Kode atau teks yang berada di atasnya; visi tanpa induk."),
            _Field("OPD", "DINKES", "Singkatan perangkat daerah, bila ini sasaran miliknya.", _OPDS),
            _Field("Prioritas", "ya", "ya bila prioritas daerah.", ("ya", "tidak")),
            _Field("Dimensi", "", "Untuk isu strategis: dimensi yang disentuhnya, dipisah titik koma.", width=24),
        ),
    ),
    _Sheet(
        "Program",
        "Program, kegiatan dan sub kegiatan beserta pagunya; satu baris per tahun.",
        (
            _Field("OPD", "DINKES", "Singkatan perangkat daerah; wajib.", _OPDS),
            _Field("Tahun", 2026, "Tahun anggaran; wajib bila ada pagu."),
            _Field("Tingkat", "sub kegiatan", "Wajib bila kode kosong.", ("program", "kegiatan", "sub kegiatan")),
            _Field("Kode", "1.02.02.2.02.0004", "Kode nomenklatur, tulis sebagai teks.", width=22),
            _Field("Nama", "Pengelolaan Pelayanan Kesehatan Balita", "Nama sesuai nomenklatur; wajib.", width=60),
            _Field("Sasaran", "S1", "Kode atau teks sasaran yang dilayani."),
            _Field("Pagu", 250_000_000, "Rupiah, angka saja."),
            _Field("Realisasi Anggaran", 0, "Rupiah, angka saja; seluruhnya sampai sekarang."),
            _Field("Lokasi", "Semua kecamatan", "Tempat pelaksanaan."),
            _Field("Kelompok Sasaran", "Balita", "Penerima manfaat."),
            _Field("Label", "STUNTING", "Label atau tag tema."),
            _Field("Tahap", "murni", "Tahap pagu itu; tahap lain dari tahun yang sama pada baris sendiri.", _STAGES),
            *(_Field(f"Realisasi Anggaran TW {number}", "", "Rupiah dalam triwulan itu.") for number in _QUARTERS),
        ),
    ),
    _Sheet(
        "Indikator",
        "Yang mengukur sasaran atau program; satu baris per tahun.",
        (
            _Field("Nama", "Prevalensi stunting", "Nama indikator; wajib.", width=44),
            _Field("Satuan", "%", "Satuannya."),
            _Field("Arah", "turun", "Ke mana nilainya seharusnya bergerak.", tuple(sheets.DIRECTIONS)),
            _Field(
                "Mengukur", "S1", "Kode atau nama sasaran atau program; bila lebih dari satu: OPD | kode.", width=30
            ),
            _Field("OPD", "DINKES", "Perangkat daerah pemilik program yang diukur.", _OPDS),
            _Field("Baseline", "21,4", "Kondisi awal."),
            _Field("Target Akhir", "14", "Target akhir periode."),
            _Field("Tahun", 2026, "Tahun target; wajib bila ada target atau realisasi."),
            _Field("Target", "18", "Target tahun itu; boleh rentang (4,1-4,5) atau teks (WTP)."),
            _Field("Realisasi", "", "Capaian tahun itu."),
            *(_Field(f"Realisasi TW {number}", "", "Capaian menurut laporan triwulan itu.") for number in _QUARTERS),
        ),
    ),
    _Sheet(
        "Mitra",
        "Pihak di luar perangkat daerah.",
        (
            _Field("Nama", "Universitas Negeri", "Nama mitra; wajib.", width=44),
            _Field("Jenis", "perguruan tinggi", "Jenisnya; wajib.", _KINDS, width=26),
            _Field("Alias", "UN", "Nama lain, dipisah titik koma."),
            _Field("Sumber", "Nota kesepahaman 2025", "Dari mana diketahui.", width=30),
        ),
    ),
    _Sheet(
        "Masterplan",
        "Program masterplan Smart City; satu baris satu program. Kolom tahun lain ditambah dengan judul serupa.",
        (
            _Field("Masterplan", "Masterplan Smart City 2025-2029", "Nama dan periodenya.", width=30),
            _Field("Kode", "1.1", "Nomor program di masterplan."),
            _Field("Dimensi", "Smart Governance", "Dimensinya; boleh kosong bila belum pasti.", _DIMENSIONS, width=20),
            _Field("Subdimensi", "Pelayanan Publik", "Subdimensinya, nama atau kode (SG-1).", width=20),
            _Field("Nama Program", "Layanan satu pintu daring", "Nama program; wajib.", width=44),
            _Field("Uraian", "Semua izin lewat satu aplikasi", "Apa yang dikerjakan.", width=44),
            _Field("Quick Win", "ya", "ya bila quick win.", ("ya", "tidak")),
            _Field("Asal", "Renstra", "Dari mana programnya.", ("RPJMD", "Renstra", "Inovasi")),
            _Field("Jangka", "pendek", "Jangkanya.", ("pendek", "menengah", "panjang")),
            _Field("Penanggung Jawab", "DINKES", "Singkatan OPD yang memimpin.", _OPDS),
            _Field("OPD Pendukung", "DISKOMINFO", "OPD pendukung, dipisah titik koma."),
            _Field("Mitra", "Universitas Negeri", "Mitra luar, dipisah titik koma.", width=24),
            _Field("Tahun Mulai", 2026, "Tahun pertama."),
            _Field("Tahun Selesai", 2027, "Tahun terakhir."),
            _Field("Target 2026", "5 layanan", "Target tahun itu."),
            _Field("Realisasi 2026", "", "Capaian tahun itu."),
            _Field("Status 2026", "berjalan", "Status tahun itu.", _PROGRESS),
            _Field("Anggaran 2026", 250_000_000, "Rupiah, angka saja."),
            _Field("Sumber Dana", "APBD", "APBD, APBN, hibah, CSR, KPBU, swadaya."),
            _Field("Pengusung", "DINKES | 1.02.02.2.02.0004", "Kode sub kegiatan Renja yang mengusungnya.", width=26),
            _Field("Sasaran RPJMD", "S1", "Kode atau teks sasaran yang dilayani."),
            _Field("Indikator", "Waktu layanan", "Yang diukur sebelum dan sesudah.", width=30),
            _Field("Satuan", "hari", "Satuannya."),
            _Field("Sebelum", "14", "Nilai sebelum program."),
            _Field("Sesudah", "", "Nilai sesudah program."),
            *(
                _Field(
                    f"Kesiapan {what}", "siap", "siap, sebagian, belum atau tidak perlu; keterangan sesudah titik dua."
                )
                for what in ("Regulasi", "Infrastruktur", "Aplikasi", "SDM")
            ),
            *(
                _Field(
                    f"Kriteria {what}", "", "Untuk quick win: ya atau belum; keterangan sesudah titik dua.", width=20
                )
                for what in _CRITERIA
            ),
            _Field("Risiko", "Jaringan lemah", "Risiko, dipisah titik koma.", width=30),
            _Field("Penanganan Risiko", "Menara tambahan", "Penanganannya, dalam urutan yang sama.", width=30),
            _Field("Bukti", "https://...", "Nama atau alamat bukti dukung, dipisah titik koma.", width=30),
            _Field("Sumber", "Buku 2, hlm. 40", "Dari mana diketahui.", width=24),
        ),
    ),
    _Sheet(
        "Keterkaitan",
        "Kaitan yang diketahui orang dan tidak tertulis di dokumen lain.",
        (
            _Field(
                "Dari",
                "DINKES | 1.02.02",
                "Kode atau nama program, OPD atau mitra; bila lebih dari satu: OPD | kode.",
                width=34,
            ),
            _Field("Jenis", "bergantung pada", "Jenis kaitan; wajib.", tuple(sheets.LINKS), width=22),
            _Field("Ke", "PUPR | 1.03.03", "Kode atau nama program atau sasaran.", width=34),
            _Field(
                "Ketergantungan", "infrastruktur", "Wajib untuk bergantung pada.", tuple(sheets.DEPENDENCIES), width=20
            ),
            _Field("Bobot", 2, "Untuk berkontribusi pada: -3 (meniadakan) sampai 3 (tak terpisahkan)."),
            _Field("Jeda Bulan", 3, "Berapa bulan sebelumnya yang dirujuk harus selesai."),
            _Field("Alasan", "Air bersih lebih dulu", "Mengapa; dibaca orang lain.", width=40),
            _Field("Sumber", "Rapat koordinasi", "Dari mana diketahui.", width=24),
        ),
    ),
)
_GUIDE: Final = (
    ("Templat rencana", "Isi lembar yang diperlukan saja; lembar kosong dilewati."),
    ("Baris contoh", "Baris yang kolom No-nya berisi 'contoh' tidak dibaca; boleh dihapus."),
    ("Judul kolom", "Jangan diubah. Kolom yang tidak dipakai boleh dikosongkan."),
    ("Kode", "Kolom kode sudah berformat teks supaya 2.10 tidak menjadi 2.1."),
    ("Uang", "Angka saja, dalam rupiah penuh."),
    ("Membaca", "sinergi import RENCANA templat.xlsx --dry-run menunjukkan apa yang akan berubah."),
)


def written() -> bytes:
    """Give the workbook as XLSX; the same bytes every time."""
    book = Workbook()
    book.properties.creator = "Sinergi"
    guide = book.active
    if not isinstance(guide, Worksheet):
        raise TypeError("openpyxl gives a new workbook one worksheet")
    guide.title = "Petunjuk"
    for row in _GUIDE:
        guide.append(row)
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 20, 100
    for sheet in _SHEETS:
        guide.append((f"Lembar {sheet.name}", sheet.what))
        _fill(book.create_sheet(sheet.name), sheet)
    for cell in guide["A"]:
        cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _fill(page: Worksheet, sheet: _Sheet) -> None:
    page["A1"], page["A2"] = f"Lembar {sheet.name}", sheet.what
    page["A1"].font, page["A2"].font = Font(bold=True, size=14), Font(italic=True)
    fields = (_Field("No", "contoh", "Nomor urut; 'contoh' berarti tidak dibaca.", width=8), *sheet.fields)
    for at, field in enumerate(fields):
        column = letters(at)
        heading, example = page.cell(_HEADING, at + 1, field.heading), page.cell(_HEADING + 1, at + 1, field.example)
        heading.font, heading.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        heading.comment = Comment(field.meaning, "Sinergi", width=260, height=90)
        example.font = Font(italic=True, color="7F7F7F")
        page.column_dimensions[column].width = field.width
        if field.heading in {"Kode", "Kode Bidang Urusan", "Induk", "Dari", "Ke", "Mengukur", "Pengusung"}:
            for row in range(_HEADING + 1, 501):
                page.cell(row, at + 1).number_format = "@"
        if field.choices:
            _drop_down(page, column, field.choices)
    page.freeze_panes = page.cell(_HEADING + 1, 2)


def _drop_down(page: Worksheet, column: str, choices: tuple[str, ...] | str) -> None:
    formula = choices if isinstance(choices, str) else '"' + ",".join(choices) + '"'
    rule = DataValidation(type="list", formula1=formula.removeprefix("="), allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Pilihan tidak ada", "Pilih dari daftar."
    if isinstance(choices, str):
        rule.showErrorMessage = False  # an OPD that is not listed yet may be written too
    page.add_data_validation(rule)
    rule.add(f"{column}{_HEADING + 1}:{column}{_LAST_ROW}")
