"""Title: what the lines above a table say of all its rows: whose they are, and for which year."""

import re
from collections.abc import Sequence
from typing import Final

_WHOSE: Final = re.compile(
    r"(?:nama |rencana kerja |rencana strategis |renja |renstra |rka |dpa |pada )*"
    r"(?:perangkat daerah|pd|skpd|opd|satuan kerja perangkat daerah|organisasi|unit organisasi|unit kerja)"
    r"(?: (?:kabupaten|kota|provinsi) [^:]*+:)?\s*+(?:[:\-]\s*+)?(?P<name>\S.*)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:(?:(?:rancangan|perubahan|awal|akhir)\s++)*(?:rencana kerja|rencana strategis|renja|renstra|rka|dpa)"
    r"(?:\s++(?:perubahan|murni|pd|opd|skpd))*(?:\s++20\d\d)?(?:\s*+[:\-])?\s++)?(?P<name>(?:dinas|badan|kecamatan"
    r"|kelurahan|inspektorat|sekretariat|kantor|satuan polisi|rumah sakit|rsud|bagian)\b.*)",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"(lingkup|kabupaten|kota|provinsi|tahun|s\.?d|dan|penanggung|yang|untuk|menurut)\b.*|[:\-\s]*", re.IGNORECASE
)
_END: Final = re.compile(
    r"(?<!\s)\s*+(?:[,\-–]\s*+)?(tahun(?: anggaran)?|t\.?a\.?)\s*+(?::\s*+)?20\d\d.*", re.IGNORECASE | re.DOTALL
)
_PERIOD_END: Final = re.compile(
    r"(?<!\s)\s*+(?:[,\-–]\s*+)?(?:(?:periode|tahun)\s++)?20\d\d(?:\s*+(?:[-–/]|s\.?\s?/?d\.?|sampai)\s*+20\d\d)?\s*+$",
    re.IGNORECASE,
)
_LEADING_CODE: Final = re.compile(r"^[\dxX]+(?:\.[\dxX]+){2,}\.?\s*[-–:]?\s*")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def titled_opd(lines: Sequence[str]) -> str:
    """Give the name of the OPD that the lines name; empty where they name none.

    >>> titled_opd(["Formulir E.81", "Renja Perangkat Daerah Dinas Kesehatan", "Tahun 2024 - Triwulan 2"])
    'Dinas Kesehatan'
    >>> titled_opd(["Rencana Strategis Dinas Kesehatan 2025-2029"]), titled_opd(["Renja Dinas Sosial 2026"])
    ('Dinas Kesehatan', 'Dinas Sosial')
    >>> titled_opd(["RANCANGAN AWAL RENJA PERUBAHAN Dinas Kesehatan Tahun 2026"])
    'Dinas Kesehatan'
    >>> titled_opd(["Evaluasi Terhadap Hasil Renja Perangkat Daerah Lingkup Kabupaten / Kota"])
    ''
    """
    for pattern in (_WHOSE, _NAMED):
        for line in lines:
            found = pattern.fullmatch(" ".join(line.split()))
            if found is None:
                continue
            name = _PERIOD_END.sub("", _END.sub("", _LEADING_CODE.sub("", found["name"]))).strip(" :-–")
            if name and not _NO_NAME.fullmatch(name):
                return name
    return ""


def titled_year(lines: Sequence[str]) -> str:
    """Give the year that the lines name: that after the word *tahun*, else the only one that there is.

    >>> titled_year(["RKPD Perubahan", "Tahun Anggaran 2024"]), titled_year(["Renstra 2021-2026"])
    ('2024', '')
    """
    for line in lines:
        if found := re.search(
            r"\btahun(?: anggaran)?\s*+(?::\s*+)?(20\d\d)(?!\d|\s*+[-–]\s*+20\d\d)", line, re.IGNORECASE
        ):
            return found[1]
    years = {year for line in lines for year in _YEAR.findall(line)}
    return years.pop() if len(years) == 1 else ""
