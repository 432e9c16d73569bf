"""Budget forms: RKA and DPA as Permendagri 77/2020 has them, made from a few sub-activities."""

from collections.abc import Sequence

from tests.graph.intake.making import ACTIVITY, PROGRAM, SUB

Form = list[list[str]]
OTHER = "Pengelolaan Pelayanan Kesehatan pada Usia Pendidikan Dasar"
OPD = "1.02.0.00.0.00.01.0000 Dinas Kesehatan"


def head(kind: str = "RENCANA KERJA DAN ANGGARAN", *, activity_gets: str = "Rp 350.000.000") -> Form:
    """The head of a form: whose it is, its program and its activity."""
    return [
        [kind, "", "", "Formulir RKA-RINCIAN BELANJA SKPD"],
        ["SATUAN KERJA PERANGKAT DAERAH"],
        ["Kota Contoh Tahun Anggaran 2026"],
        ["Urusan Pemerintahan", ":", "1 URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR"],
        ["Bidang Urusan", ":", "1.02 URUSAN PEMERINTAHAN BIDANG KESEHATAN"],
        ["Organisasi", ":", OPD],
        ["Unit Organisasi", ":", OPD],
        ["Program", ":", f"1.02.02 {PROGRAM}"],
        ["Sasaran Program", ":", "Meningkatnya derajat kesehatan"],
        ["Capaian Program", ":", "Indikator", "Target"],
        ["", "", "Usia Harapan Hidup", "74 Tahun"],
        ["Kegiatan", ":", f"1.02.02.2.02 {ACTIVITY}"],
        ["Alokasi Tahun n-1", ":", "Rp 100.000.000"],
        ["Alokasi Tahun n", ":", activity_gets],
        ["Alokasi Tahun n+1", ":", "Rp 900.000.000"],
        ["Indikator & Tolok Ukur Kinerja Kegiatan"],
        ["Indikator", "Tolok Ukur Kinerja", "Target Kinerja"],
        ["Capaian Kegiatan", "Persentase Balita dilayani", "100%"],
        ["Masukan", "Dana yang dibutuhkan", "Rp 350.000.000"],
        ["Keluaran", "Puskesmas yang melayani", "27 Puskesmas"],
        ["Kelompok Sasaran Kegiatan", ":", "Balita"],
    ]


def sub(code: str, name: str, indicator: str, amounts: Sequence[str], *, total: str = "") -> Form:
    """A sub-activity with its output and its accounts, two of the lowest level."""
    first, second = amounts
    both = f"{int(first.replace('.', '')) + int(second.replace('.', '')):,}".replace(",", ".")
    rows = [
        ["Sub Kegiatan", ":", f"{code} {name}"],
        ["Sumber Pendanaan", ":", "PENDAPATAN ASLI DAERAH"],
        ["Lokasi", ":", "Semua Kecamatan"],
        ["Keluaran Sub Kegiatan", ":", "Indikator", "Target"],
        ["", "", indicator, "12 Orang"],
        ["Waktu Pelaksanaan", ":", "Januari s.d. Desember"],
        ["Kode Rekening", "Uraian", "Rincian Perhitungan", "", "", "Jumlah (Rp)"],
        ["", "", "Koefisien", "Satuan", "Harga", ""],
        ["5", "BELANJA DAERAH", "", "", "", both],
        ["5.1", "BELANJA OPERASI", "", "", "", both],
        ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", "", "", "", first],
        ["", "[#] Kertas HVS", "10 Rim", "Rim", "50.000", first],
        ["5.1.02.01.01.0052", "Belanja Makanan dan Minuman Rapat", "", "", "", second],
        ["Jumlah Anggaran Sub Kegiatan :", "", "", "", "", both],
    ]
    if total:
        rows[-1][-1] = total
    return rows


FIRST = sub("1.02.02.2.02.0004", SUB, "Balita dilayani", ("200.000.000", "50.000.000"))
SECOND = sub("1.02.02.2.02.0005", OTHER, "Murid diperiksa", ("60.000.000", "40.000.000"))


def even(rows: Form) -> Form:
    """Rows of one width."""
    return [[*row, *[""] * (6 - len(row))] for row in rows]
