"""Parts of a matter: what a theme takes has owners at the table, and no work comes in by a word that means else."""

import pytest

from graph.code import field
from graph.model import Level, ThemeRole
from graph.reference import nomenclature
from rules.knowledge import knowledge
from rules.knowledge.entry import ThemeEntry
from rules.knowledge.selector import Selectors

NAMED = {id_: theme for id_, theme in knowledge().themes.items() if theme.components}


def members_meaning(theme: ThemeEntry, name: str, code: str) -> dict[str, float]:
    """The weights of the members that mean some work, by member."""
    selectors = Selectors(theme.members)
    meant = {each.number for each in selectors.meaning(name, code)}
    return {member.id: member.weight for member in theme.members if selectors.numbers[member] in meant}


@pytest.mark.parametrize("id_", NAMED)
def test_every_part_has_an_owner_with_a_role_and_the_essential_ones_are_core(id_: str) -> None:
    theme = NAMED[id_]
    roles = {role.field: role.role for role in theme.roles}
    assert 3 <= len(theme.components) <= 6
    essential = [each for each in theme.components if each.essential]
    assert 2 <= len(essential) <= 3
    assert list(theme.components[: len(essential)]) == essential
    assert {each.fields[0] for each in essential} <= {f for f, role in roles.items() if role != ThemeRole.SUPPORTING}
    assert {field for each in theme.components for field in each.fields} <= roles.keys()


@pytest.mark.parametrize(
    ("id_", "name", "code"),
    [
        ("ruang-terbuka-hijau-dan-wajah-kota", "Pemeliharaan Taman Makam Pahlawan Nasional", "1.06.07.2.01.0002"),
        ("ruang-terbuka-hijau-dan-wajah-kota", "Pembangunan Taman Bacaan Masyarakat", "1.01.02.2.04.0059"),
        ("sarana-sekolah", "Pembangunan Taman Bacaan Masyarakat", "1.01.02.2.04.0059"),
        ("pemuda-berdaya", "Penataan Lembaga Kemasyarakatan (RT, RW, PKK, Karang Taruna)", "2.13.05.2.01.0002"),
        ("umkm-naik-kelas", "Pengembangan Produktivitas Perusahaan Kecil", "2.07.03.2.04.0002"),
        ("perlindungan-sosial", "Penerbitan Izin Undian Gratis Berhadiah", "1.06.02.2.02.0001"),
        ("kebakaran", "Pengawasan Distribusi Bahan Bakar Biomassa", "3.29.05.3.04.0001"),
        ("kekerasan-perempuan-anak", "Pengawasan Peredaran Minuman Keras", "1.05.02.2.02.0012"),
        ("perikanan-dan-pesisir", "Pemberdayaan Pedagang Ikan di Pasar", "3.30.03.2.02.0002"),
        ("pasar-rakyat", "Koordinasi Ketersediaan Barang Kebutuhan Pokok di Pasar Rakyat", "3.30.04.2.01.0001"),
    ],
)
def test_no_work_comes_in_that_means_something_else(id_: str, name: str, code: str) -> None:
    weights = members_meaning(knowledge().themes[id_], name, code)
    assert all(weight < 2 for weight in weights.values()), weights


@pytest.mark.parametrize(
    ("id_", "name", "code"),
    [
        ("mutu-pendidikan", "Pengelolaan Dana BOS Sekolah Dasar", "1.01.02.2.01.0029"),
        ("perubahan-iklim", "Pengelolaan Ruang Terbuka Hijau (RTH)", "2.11.04.2.01.0004"),
        ("perikanan-dan-pesisir", "Pengoperasian Pelabuhan Pengumpan Lokal", "2.15.03.2.12.0003"),
        ("parkir-dan-arus-lalu-lintas", "Pelebaran Jalan Menuju Standar", "1.03.10.2.01.0037"),
        ("pemberdayaan-desa-kelurahan", "Penyelenggaraan Lembaga Kemasyarakatan", "7.01.03.2.03.0001"),
        ("tata-kelola-desa", "Analisis Perencanaan dan Penyaluran Bantuan Keuangan", "5.02.02.2.04.0008"),
        ("tanggap-darurat-dan-pascabencana", "Pengelolaan Dana Darurat dan Mendesak", "5.02.02.2.04.0009"),
    ],
)
def test_a_line_that_serves_many_ends_only_touches_a_matter(id_: str, name: str, code: str) -> None:
    weights = members_meaning(knowledge().themes[id_], name, code)
    assert weights
    assert max(weights.values()) < 2


@pytest.mark.parametrize(
    ("id_", "needs", "needed"),
    [
        ("oss-pangan-rumah-tangga", "1.02.04.2.03.0001", "2.18.04.2.01.0006"),
        ("kebakaran-investigasi-bantuan", "1.04.02.2.03.0001", "1.05.04.2.03.0001"),
        ("industri-evaluasi-perencanaan", "5.01.03.2.02.0004", "3.31.02.2.01.0006"),
        ("koperasi-pengawasan-pendidikan", "2.17.05.2.01.0001", "2.17.03.2.01.0003"),
        ("evaluasi-kelurahan-lomba", "2.13.04.2.01.0018", "7.01.03.2.02.0004"),
    ],
)
def test_what_comes_later_needs_what_comes_before(id_: str, needs: str, needed: str) -> None:
    [entry] = [each for each in knowledge().dependencies if each.id == id_]
    assert needs in entry.origin.codes
    assert needed in entry.target.codes


@pytest.mark.parametrize(
    ("id_", "part", "name", "code"),
    [
        ("air-minum", "air-baku", "Pembangunan Sistem Penyediaan Air Minum (SPAM)", "1.03.03.2.01.0028"),
        ("bumd-dan-blud", "layanan", "Operasional Pelayanan Rumah Sakit", "1.02.02.2.02.0032"),
        ("kekerasan-perempuan-anak", "visum", "Operasional Pelayanan Puskesmas", "1.02.02.2.02.0033"),
        ("kekerasan-perempuan-anak", "pemulihan", "Pemberian Pelayanan Reunifikasi Keluarga", "1.06.04.2.02.0012"),
        ("literasi", "sekolah", "Pembinaan Perpustakaan pada Satuan Pendidikan Dasar", "2.23.02.2.01.0004"),
        ("mutu-pendidikan", "pembelajaran", "Pembinaan Penggunaan Teknologi untuk Pendidikan", "1.01.02.2.01.0035"),
        ("pengurangan-risiko-bencana", "tata-ruang", "Pelaksanaan Persetujuan Substansi RTRW", "1.03.12.2.01.0005"),
        ("ruang-terbuka-hijau-dan-wajah-kota", "desain", "Pelaksanaan Persetujuan Substansi RDTR", "1.03.12.2.01.0006"),
        ("sekolah-sehat-dan-aman", "uks", "Pembinaan Kelembagaan dan Manajemen Sekolah", "1.01.02.2.01.0028"),
        ("administrasi-kependudukan", "warga-rentan", "Pendataan Penduduk Rentan", "2.12.02.2.01.0001"),
        ("aset-daerah", "pengawasan", "Pengawasan Keuangan Pemerintah Daerah", "6.01.02.2.01.0002"),
        ("ketertiban-umum", "pedagang", "Fasilitasi Pengelolaan Sarana Distribusi Perdagangan", "3.30.03.2.01.0002"),
        ("kesehatan-jiwa", "direhabilitasi", "Pemberian Bimbingan Fisik, Mental, Spiritual", "1.06.04.2.02.0007"),
    ],
)
def test_a_part_is_carried_by_all_work_that_does_it(id_: str, part: str, name: str, code: str) -> None:
    theme = knowledge().themes[id_]
    [component] = [each for each in theme.components if each.id == part]
    assert set(component.members) & members_meaning(theme, name, code).keys()


@pytest.mark.parametrize("id_", NAMED)
def test_no_field_without_a_role_comes_in_by_a_word_alone(id_: str) -> None:
    theme = NAMED[id_]
    fields = {role.field for role in theme.roles}
    by_word = Selectors(member for member in theme.members if not member.codes and member.weight >= 2)
    by_code = Selectors(member for member in theme.members if member.codes)
    brought = [
        entry.name
        for code, entry in nomenclature().entries(Level.SUB_ACTIVITY).items()
        if entry.has_name and field(code) not in fields and code not in NAMES_THE_MATTER and not code.startswith("X.")
        if by_word.meaning(entry.name, code) and not by_code.meaning(entry.name, code)
    ]
    assert not brought


NAMES_THE_MATTER = {"1.05.03.2.03.0001", "2.19.03.2.05.0004", "2.19.03.2.05.0007"}
"""Outbreaks that disaster relief answers, and sport that tourists come for."""


def test_no_work_waits_for_a_row_that_names_no_matter() -> None:
    general = {"1.01.02.2.01.0038", "1.01.02.2.01.0039", "1.01.02.2.02.0051", "1.01.02.2.02.0052", "7.01.06.2.01.0016"}
    assert not [each.id for each in knowledge().dependencies if general & set(each.target.codes)]
