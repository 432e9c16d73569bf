"""A fingerprint of an initiative is made of its matter alone: decisions and comments go along with the matter.

Until now it was made of the matter and the lead, so that what people decided was lost with another lead. Which matter
an old fingerprint was of follows from trying all matters and agencies of the plan. What finds none stays as it is.
"""

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

THEMES = (
    "administrasi-kependudukan", "air-minum", "anak-tidak-sekolah", "angkutan-perairan", "angkutan-umum",
    "arsip", "aset-daerah", "bangunan-gedung", "banjir", "bank-sampah-dan-ekonomi-sirkular",
    "batas-wilayah-dan-otonomi", "budaya-peduli-lingkungan", "bumd-dan-blud", "dprd-dan-aspirasi",
    "ekonomi-kreatif-dan-mice", "ekspor-dan-produk-unggulan", "evaluasi-kinerja", "hidup-sehat",
    "hubungan-industrial", "industri-kecil-menengah", "inflasi", "inovasi-dan-riset-daerah", "investasi",
    "irigasi-dan-air-pertanian", "jalan-dan-utilitas", "jaminan-kesehatan", "jasa-konstruksi", "kawasan-kumuh",
    "kawasan-perdesaan-dan-transmigrasi", "keamanan-informasi", "keamanan-pangan", "kebakaran",
    "kegawatdaruratan", "kekerasan-perempuan-anak", "keluarga-berencana", "kemiskinan-ekstrem",
    "kerja-sama-daerah", "kerukunan-dan-kewaspadaan", "kesehatan-hewan", "kesehatan-ibu-anak", "kesehatan-jiwa",
    "kesejahteraan-rakyat", "keselamatan-lalu-lintas", "ketahanan-pangan", "keterbukaan-informasi",
    "ketertiban-umum", "keuangan-daerah", "koperasi", "kota-cerdas", "kota-layak-anak", "lansia-berdaya",
    "literasi", "mal-pelayanan-publik", "manajemen-asn", "mutu-layanan-kesehatan", "mutu-pendidikan",
    "obat-dan-alat-kesehatan", "olahraga", "pariwisata", "parkir-dan-arus-lalu-lintas", "pasar-rakyat",
    "paud-holistik", "pelatihan-dan-penempatan-kerja", "pelayanan-kecamatan-kelurahan", "pelestarian-budaya",
    "pembangunan-kelurahan", "pemberdayaan-desa-kelurahan", "pemuda-berdaya", "penataan-ruang",
    "pencegahan-narkoba", "pendapatan-daerah", "pendidikan-politik-dan-pemilu", "pengadaan-barang-jasa",
    "pengaduan-masyarakat", "pengarusutamaan-gender", "pengawasan-dan-integritas",
    "pengembangan-kompetensi-asn", "pengendalian-pencemaran", "pengurangan-risiko-bencana", "penyakit-menular",
    "penyediaan-tanah", "perencanaan-dan-penganggaran", "perikanan-dan-pesisir", "perizinan-berusaha",
    "perlindungan-konsumen", "perlindungan-sosial", "persampahan", "pertanian", "perubahan-iklim",
    "produk-hukum", "ramah-disabilitas", "ruang-terbuka-hijau-dan-wajah-kota", "rumah-layak-huni", "sanitasi",
    "sarana-sekolah", "satu-data", "sekolah-sehat-dan-aman", "spbe", "stunting",
    "tanggap-darurat-dan-pascabencana", "tata-kelola-desa", "transaksi-nontunai", "umkm-naik-kelas",
    "wawasan-kebangsaan",
)  # fmt: skip
"""The themes that could be recommended until now; those that a region wrote itself stand in its plans."""
KINDS = ("land", "permit", "data", "infrastructure", "people", "finance", "sequence", "public_information")
"""What one agency could be said to have to make ready for others."""

_node = sa.table("node", sa.column("plan_id"), sa.column("id"), sa.column("kind"))
_told = (
    sa.table("decision", sa.column("plan_id"), sa.column("fingerprint")),
    sa.table("comment", sa.column("plan_id"), sa.column("fingerprint")),
)


def upgrade() -> None:
    """Give every decision and comment the fingerprint of the matter that it was about."""
    connection = op.get_bind()
    plans = {plan for table in _told for plan in connection.scalars(sa.select(table.c.plan_id).distinct())}
    for plan in sorted(plans):
        new = dict(_matters(connection, plan))
        for table in _told:
            mine = table.c.plan_id == plan
            for old in sorted(connection.scalars(sa.select(table.c.fingerprint).where(mine).distinct())):
                if old in new:
                    found = sa.update(table).where(mine, table.c.fingerprint == old)
                    connection.execute(found.values(fingerprint=new[old]))


def _matters(connection: sa.Connection, plan: int) -> Iterator[tuple[str, str]]:
    """The new fingerprint of each matter by every old one that it could have had."""

    def ids(kind: str) -> list[str]:
        found = sa.select(_node.c.id).where(_node.c.plan_id == plan, _node.c.kind == kind).distinct()
        return sorted(connection.scalars(found))

    opds = ids("opd")
    matters = sorted({*(f"theme/{theme}" for theme in THEMES), *ids("theme")})
    for opd in opds:
        own = (f"prerequisite/{kind}/{opd.removeprefix('opd/')}" for kind in KINDS)
        for matter in (*matters, *own):
            yield _fingerprint(f"{matter}\n{opd}"), _fingerprint(matter)


def _fingerprint(reason: str) -> str:
    return hashlib.sha256(reason.encode()).hexdigest()[:16]
