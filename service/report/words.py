"""Words: what things are called, and how numbers are written, in the Indonesian of planners."""

from typing import Final

from graph.model import DependencyKind, MarkCode, PartnerKind
from graph.record import DecisionStanding
from rules.finding import Family, Severity
from rules.knowledge.entry import JUDGEMENT
from rules.number import rupiah
from rules.recommend import ROLE_NAMES

__all__ = [
    "DEPENDENCIES",
    "FAMILIES",
    "FORMATS",
    "MARKS",
    "PARTNERS",
    "PARTS",
    "ROLE_NAMES",
    "SEVERITIES",
    "STANDINGS",
    "count",
    "decimal",
    "named",
    "rupiah",
    "short",
]

FAMILIES: Final[dict[Family, str]] = {
    Family.ALIGNMENT: "keselarasan",
    Family.SYNERGY: "sinergi",
    Family.DEPENDENCY: "ketergantungan",
    Family.OVERLAP: "potensi tumpang tindih",
    Family.CONFLICT: "pertentangan",
    Family.PARTICIPATION: "keikutsertaan",
    Family.CAPACITY: "kapasitas",
}

SEVERITIES: Final[dict[Severity, str]] = {
    Severity.INFORMATION: "untuk diketahui",
    Severity.ADVICE: "untuk dipertimbangkan",
    Severity.WARNING: "untuk ditindaklanjuti",
}

STANDINGS: Final[dict[DecisionStanding, str]] = {
    DecisionStanding.ACCEPTED: "diterima",
    DecisionStanding.REJECTED: "ditolak",
    DecisionStanding.DEFERRED: "ditunda",
}

PARTNERS: Final[dict[PartnerKind, str]] = {
    PartnerKind.CENTRAL: "instansi pusat",
    PartnerKind.PROVINCE: "pemerintah provinsi",
    PartnerKind.REGION: "daerah lain",
    PartnerKind.STATE_ENTERPRISE: "BUMN",
    PartnerKind.REGIONAL_ENTERPRISE: "BUMD",
    PartnerKind.PRIVATE: "dunia usaha",
    PartnerKind.UNIVERSITY: "perguruan tinggi",
    PartnerKind.COMMUNITY: "masyarakat",
    PartnerKind.MEDIA: "media",
}

DEPENDENCIES: Final[dict[DependencyKind, str]] = {
    DependencyKind.LAND: "lahan",
    DependencyKind.PERMIT: "izin",
    DependencyKind.DATA: "data",
    DependencyKind.INFRASTRUCTURE: "infrastruktur",
    DependencyKind.PEOPLE: "orang",
    DependencyKind.FINANCE: "dana",
    DependencyKind.SEQUENCE: "urutan kerja",
    DependencyKind.PUBLIC_INFORMATION: "informasi publik",
}

MARKS: Final[dict[str, str]] = {
    MarkCode.IMPLAUSIBLE_MONEY: "uang yang tidak masuk akal; disimpan, tidak dijumlahkan",
    MarkCode.UNREAD_NUMBER: "angka yang tidak terbaca",
    MarkCode.TEXT_TARGET: "target berupa teks",
    MarkCode.UNKNOWN_CODE: "kode yang tidak ada di nomenklatur",
    MarkCode.NO_CODE: "nama yang kodenya tidak diketahui",
    MarkCode.NEAR_CODE: "kode dari nama yang hampir sama",
    MarkCode.REPEATED: "tercetak dua kali",
    MarkCode.MISSING_VALUE: "sel kosong",
    MarkCode.UNKNOWN_OPD: "perangkat daerah di luar daftar",
    MarkCode.PROPOSED: "usulan, bukan dari sumber",
}
"""Marks by code; one that is not told here is shown by its code."""

PARTS: Final[dict[str, str]] = {
    "effect": "dampak",
    "priority": "prioritas",
    "service": "layanan warga",
    "reach": "jangkauan",
    "urgency": "kemendesakan",
    "feasibility": "kelayakan",
    "confidence": "keyakinan",
}
"""Parts of a score."""

FORMATS: Final[dict[str, str]] = {
    "daftar-mitra": "daftar mitra",
    "daftar-opd": "daftar perangkat daerah",
    "daftar-skpd-sipd": "daftar SKPD (SIPD)",
    "e81": "Formulir E.81",
    "rpjmd-yaml": "RPJMD",
    "sipd-renja": "Renja (SIPD)",
    "iku": "Indikator Kinerja Utama",
}
"""Formats of files; one that is not told here is shown by its own name."""


def named(source: str) -> str:
    """Name a source, or several parted by semicolons; our own judgement is called that.

    >>> named("UU 18/2008"), named("judgement")
    ('UU 18/2008', 'pertimbangan penyusun pengetahuan, tanpa sumber tertulis')
    """
    own = "pertimbangan penyusun pengetahuan, tanpa sumber tertulis"
    return "; ".join(own if part == JUDGEMENT else part for part in source.split("; "))


def count(number: int) -> str:
    """Write a whole number as people there write it.

    >>> count(1234567)
    '1.234.567'
    """
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 2) -> str:
    """Write a number with a decimal comma.

    >>> decimal(1234.5), decimal(0.6831)
    ('1.234,50', '0,68')
    """
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def short(text: str, most: int) -> str:
    """Cut a text at a word where it is longer than there is room for.

    >>> short("Dinas Pekerjaan Umum dan Penataan Ruang", 24)
    'Dinas Pekerjaan Umum …'
    """
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    cut = plain[: most - 1].rsplit(" ", 1)[0] if " " in plain[: most - 1] else plain[: most - 2]
    return f"{cut.removesuffix(' dan')} …"
