"""Around: what is printed around the data of a table: totals, footnotes, signatures, and titles that hold for rows."""

import re
from typing import Final

from graph.intake.cells import titled_opd, titled_year

TOTAL: Final = re.compile(
    r"(grand |sub |jumlah |total )?(total|jumlah)( ([ivx]{1,5}|[a-z]|\d{1,3})| (seluruh|keseluruhan|semua|umum|anggaran"
    r"|pagu|belanja|program|kegiatan|sub ?kegiatan|opd|skpd|perangkat daerah|urusan|bidang|per|rp|besar|dinas|badan"
    r"|kecamatan|kelurahan|inspektorat|sekretariat|satuan|kantor|rsud|rumah sakit|bagian|upt|uptd|puskesmas)\b.*)?"
    r"|j u m l a h( .*)?|t o t a l( .*)?"
    r"|(rata rata|predikat)( capaian)? (kinerja|anggaran)\b.*"
    r"|faktor (pendorong|penghambat)\b.*|tindak lanjut yang diperlukan\b.*"
)
FOOTNOTE: Final = re.compile(
    r"\*{1,9}\)?\s*\S.*|\d{1,2}\)\s.*|(keterangan|catatan|sumber|ket\.?|note)\s*:.*"
    r"|(mengetahui|mengesahkan|disusun oleh)\b.*|(plt\. |plh\. )?kepala (dinas|badan|bagian|bappeda|bapelitbang)\b.*"
    r"|nip\.?\s*+(:\s*+)?\d.*|(dicetak|tanggal cetak)\b.*"
    r"|(halaman|hal\.?)\s*\d+.*|pembina\b.*|ttd\.?|[\w .]{1,99}, {1,9}\d{1,2} {1,9}[a-z]{1,20} {1,9}20\d\d",
    re.IGNORECASE | re.DOTALL,
)
TITLE: Final = re.compile(
    r"(formulir|tabel|rencana kerja|rencana strategis|renja|renstra|rkpd|rka|dpa|perangkat daerah|skpd|opd|organisasi"
    r"|unit (kerja|organisasi)|nama (skpd|opd|perangkat daerah)|tahun( anggaran)?|evaluasi terhadap"
    r"|pemerintah (kabupaten|kota|provinsi)|kabupaten|kota|provinsi|periode|(bidang )?urusan)\b.{0,160}",
    re.IGNORECASE,
)


def in_force(lines: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """The title lines that hold from here: new ones, and of those before the year's where the new ones name no year."""
    if not lines or titled_year(lines):
        return lines or before
    return (*lines, *(line for line in before if titled_year([line]) and not titled_opd([line])))


_OPEN_END: Final = re.compile(
    r"\b(dan|atau|yang|untuk|di|ke|dari|pada|dengan|serta|dalam|oleh|bagi|per)$", re.IGNORECASE
)
"""A text does not end with one of these words."""


def is_rest(before: str, text: str) -> bool:
    """Whether a text seems to go on with what a cell before it holds."""
    return bool(before) and (text[:1].islower() or before[-1:] in ",-/(&" or _OPEN_END.search(before) is not None)
