"""Legend: what each table and each column of an exported plan means, in Indonesian, for whoever opens it."""

from collections.abc import Iterator
from typing import Final

from graph.export.table import Cell, Table, headings
from graph.export.tables import CONCEPTS, LINKS, LISTS, OWNER, POSITION
from graph.figure import QUARTERS
from graph.model import Link

SHEET: Final = "keterangan"

TABLES: Final[dict[str, str]] = {
    "dimension": "Dimensi dan subdimensi kota cerdas",
    "objective": "Visi, misi, tujuan, sasaran dan strategi",
    "indicator": "Indikator kinerja",
    "program": "Program, kegiatan dan sub kegiatan",
    "opd": "Perangkat daerah",
    "partner": "Mitra di luar perangkat daerah",
    "asset": "Data, aplikasi dan infrastruktur yang dibuat atau dipakai program",
    "theme": "Tema yang memerlukan beberapa perangkat daerah",
    "masterplan": "Masterplan Smart City",
    "masterplan_program": "Program masterplan Smart City",
    "link": "Keterkaitan dari satu simpul ke simpul lain",
    "indicator.years": "Target dan realisasi indikator per tahun",
    "program.years": "Pagu dan realisasi program per tahun",
    "theme.roles": "Peran bidang urusan dalam tema",
    "theme.partners": "Jenis mitra yang diperlukan tema",
    "masterplan.books": "Buku masterplan dan tempatnya",
    "masterplan_program.years": "Target, capaian dan status program masterplan per tahun",
    "masterplan_program.funds": "Anggaran program masterplan per tahun dan asalnya",
    "masterplan_program.readiness": "Kesiapan program masterplan",
    "masterplan_program.risks": "Risiko program masterplan",
    "masterplan_program.evidence": "Bukti dukung program masterplan dan tempatnya",
    "masterplan_program.criteria": "Jawaban quick win atas sepuluh kriteria",
    "node.marks": "Catatan pembacaan berkas pada simpul",
    "link.marks": "Catatan pembacaan berkas pada keterkaitan",
}
"""What the rows of each table are."""

COLUMNS: Final[dict[str, str]] = {
    "id": "Pengenal dalam rencana ini; jangan diubah. Pada keterkaitan: mengikuti kolom lain, tidak dibaca kembali",
    OWNER: "id simpul atau keterkaitan pemilik baris ini",
    POSITION: "Urutan dalam daftar pemiliknya, mulai dari 1",
    "source": "Berkas, peraturan atau orang yang menyatakannya",
    "code": "Kode (nomenklatur, dimensi, sasaran, atau jenis catatan)",
    "level": "Tingkat dalam pohonnya",
    "name": "Nama",
    "name_en": "Nama dalam bahasa Inggris",
    "description": "Uraian",
    "text": "Teks; pada angka: seperti tertulis di berkas asal",
    "priority": "Apakah prioritas daerah",
    "unit": "Satuan",
    "direction": "Arah yang diinginkan: up, down atau hold",
    "baseline": "Kondisi awal",
    "end_target": "Target akhir periode",
    "written_code": "Kode seperti tertulis di berkas, bila berbeda",
    "nomenclature": "Versi nomenklatur yang memuat kodenya",
    "period_budget": "Pagu seluruh periode (rupiah)",
    "location": "Lokasi",
    "beneficiaries": "Penerima manfaat",
    "tags": "Penanda, dipisahkan titik koma",
    "short_name": "Nama pendek",
    "aliases": "Nama lain, dipisahkan titik koma",
    "mandates": "Kode bidang urusan, yang utama lebih dahulu, dipisahkan titik koma",
    "partner_kind": "Jenis mitra",
    "written_kind": "Jenis mitra seperti tertulis di berkas",
    "asset_kind": "Jenis aset: dataset, application atau infrastructure",
    "reason": "Alasan",
    "team": "Tim tetap atau forum yang menanganinya",
    "team_source": "Peraturan yang memintanya, bila sudah diperiksa",
    "words": "Kata yang menandainya, dipisahkan titik koma",
    "kind": "Jenis keterkaitan",
    "source_id": "id simpul asal",
    "target_id": "id simpul tujuan",
    "origin": "Asal keterkaitan: declared (tertulis), derived (pengetahuan) atau inferred (kemiripan)",
    "confidence": "Keyakinan, 0 sampai 1",
    "weight": "Bobot; untuk contributes -3 sampai 3",
    "dependency": "Jenis ketergantungan; hanya pada depends_on",
    "lag_months": "Berapa bulan sebelumnya tujuan harus ada",
    "entry": "Butir pengetahuan yang membuatnya",
    "standing": "Tanggapan orang: open, confirmed atau rejected",
    "year": "Tahun",
    "quarter": "Sampai dengan triwulan",
    "budget": "Pagu yang dihitung (rupiah): pada tahap terakhir yang diketahui",
    "stage": "Tahap pagu itu: proposed (usulan), indicative (indikatif), original (murni) atau changed (perubahan)",
    "proposed": "Pagu usulan sebelum tahap itu (rupiah)",
    "indicative": "Pagu indikatif sebelum tahap itu (rupiah)",
    "original": "Pagu murni sebelum perubahan (rupiah)",
    **{f"spent_q{number}": f"Realisasi keuangan dalam triwulan {number} (rupiah)" for number in QUARTERS},
    **{f"realised_q{number}": f"Realisasi menurut laporan triwulan {number}" for number in QUARTERS},
    "spent": "Realisasi keuangan (rupiah)",
    "target": "Target",
    "realised": "Realisasi",
    "low": "batas bawah yang terbaca",
    "high": "batas atas yang terbaca",
    "amount": "jumlah yang terbaca",
    "plausible": "apakah masuk akal; bila tidak, tidak dijumlahkan",
    "field": "Kode bidang urusan",
    "role": "Peran: lead, core atau supporting",
    "legal_act": "Dasar hukum",
    "start_year": "Tahun pertama",
    "end_year": "Tahun terakhir",
    "vision": "Visi",
    "program_origin": "Asal program: rpjmd, renstra atau innovation",
    "term": "Jangka: short, medium atau long",
    "quick_win": "Apakah quick win",
    "written_lead": "Penanggung jawab seperti tertulis, bila bukan OPD rencana ini",
    "written_partners": "Pendukung seperti tertulis, bila tidak ada di rencana ini, dipisahkan titik koma",
    "progress": "Status: planned, running, finished, delayed atau stopped",
    "fund": "Sumber dana: apbd, province, apbn, grant, corporate, public_private, community atau other",
    "giver": "Pemberi dana, bila bukan daerah sendiri",
    "aspect": "Yang harus siap: regulation, infrastructure, application atau people",
    "state": "Keadaannya: ready, partly, missing atau not_needed",
    "note": "Keterangan",
    "severity": "Beratnya: low, medium atau high",
    "response": "Penanganan",
    "criterion": "Kriteria quick win",
    "met": "Apakah terpenuhi; kosong bila belum dinilai",
    "size": "Ukuran dalam byte",
    "sha256": "SHA-256 isinya",
    "place": "Tempat berkas: alamat atau folder",
    "message": "Catatan",
    "file": "Berkas asal",
    "row": "Baris di berkas asal; 0 bila tidak ada",
    "column": "Kolom di berkas asal",
    "value": "Isi sel seperti tertulis",
}
"""What each column means; a column such as ``budget.amount`` is told by its two words."""


def legend() -> Table:
    """Give the table that explains all tables and columns."""
    return Table(name=SHEET, headings=("lembar", "isi", "kolom", "arti"), rows=list(_rows()))


def _rows() -> Iterator[tuple[Cell, ...]]:
    for concept in CONCEPTS:
        yield from _told(str(concept.__struct_config__.tag), headings(concept))
    yield from _told(LINKS, ("id", *headings(Link)))
    for each in LISTS:
        yield from _told(each.name, (OWNER, POSITION, *headings(each.record)))


def _told(table: str, columns: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    for column in columns:
        words = [COLUMNS[word] for word in column.split(".")]
        yield table, TABLES[table], column, ": ".join(words)
