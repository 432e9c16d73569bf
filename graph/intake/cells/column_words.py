"""Column words: what planners call the columns of a plan, and which of them a heading may be by its likeness."""

from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from graph.intake.cells.spelled_out import spelled_out

_SHORT: Final = 8
_SHORT_LIKE: Final = 86.0
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "tahun": ("tahun", "tahun anggaran", "ta", "thn"),
    "kode_opd": ("kode opd", "kode skpd", "kode perangkat daerah", "kd skpd", "kode unit", "kode satker"),
    "opd": (
        "opd",
        "skpd",
        "nama opd",
        "nama dinas",
        "perangkat daerah",
        "unit",
        "unit kerja",
        "instansi",
        "dinas badan",
        "satker",
        "nama satker",
        "satuan kerja",
    ),
    "tujuan": ("tujuan", "tujuan renstra"),
    "sasaran": ("sasaran", "sasaran renstra", "sasaran strategis", "sasaran perangkat daerah"),
    "kode": ("kode", "kode rekening", "kode nomenklatur", "kd", "kode kegiatan", "no rekening"),
    "nama": (
        *(
            "nama",
            "uraian",
            "program kegiatan",
            "program kegiatan sub kegiatan",
            "nomenklatur",
            "nama program kegiatan",
        ),
        *("kegiatan sub keg", "urusan program kegiatan"),
    ),
    "kode_program": ("kode program", "kd prog"),
    "program": ("program", "nama program", "prog"),
    "kode_kegiatan": ("kode kegiatan", "kd keg"),
    "kegiatan": ("kegiatan", "nama kegiatan", "keg"),
    "kode_sub_kegiatan": ("kode sub kegiatan", "kd sub keg"),
    "sub_kegiatan": ("sub kegiatan", "nama sub kegiatan", "subkegiatan", "sub keg"),
    "tingkat": ("tingkat", "level", "jenjang"),
    "indikator": (
        "indikator",
        "indikator kinerja",
        "tolok ukur",
        "indikator keluaran",
        "indikator output",
        "ukuran kinerja",
    ),
    "satuan": ("satuan", "sat", "unit satuan"),
    "baseline": ("baseline", "kondisi awal", "capaian awal", "data awal"),
    "target": ("target", "target kinerja", "target output", "volume", "target capaian", "vol"),
    "realisasi": ("realisasi", "realisasi kinerja", "capaian", "capaian kinerja"),
    "pagu": ("pagu", "pagu indikatif", "anggaran", "anggaran rp", "jumlah rp", "nilai", "alokasi", "biaya", "dana rp"),
    "realisasi_rp": ("realisasi anggaran", "realisasi rp", "realisasi keuangan", "serapan"),
    "lokasi": ("lokasi", "tempat", "kecamatan kelurahan"),
    "kelompok_sasaran": ("kelompok sasaran", "penerima manfaat", "sasaran penerima"),
    "label": ("label", "tag", "tema", "prioritas", "isu"),
    "penanggung_jawab": ("penanggung jawab", "pelaksana", "pengampu", "opd penanggung jawab"),
}
_ALL_WORDS: Final = [word for words in _WORDS.values() for word in words]
_COLUMN_OF: Final = [column for column, words in _WORDS.items() for _ in words]
MONEY_WORDS: Final = frozenset(["pagu", "anggaran", "dana", "alokasi", "biaya", "belanja", "nilai", "rp", "rupiah"])
"""A heading with one of these is about money."""
_COUNT_WORDS: Final = frozenset({"jumlah", "total", "banyak", "banyaknya"})
"""A heading that begins with one of these counts what it names."""
_LEADING: Final = frozenset({"indikator", "target", "realisasi", "satuan"})
"""A heading that begins with one of these is that, of whatever it names then."""
_LIKELY: Final = 70.0
_LONGEST_LIKE: Final = 3 * max(map(len, _ALL_WORDS))
"""A longer heading is not half alike to any word; it may still contain one."""


@lru_cache(maxsize=20_000)
def likely(text: str, least: float) -> tuple[tuple[str, float, str], ...]:
    """The columns that a normalised heading may be: how alike it is to their words, from 0 to 100, and to which.

    Less than ``least`` is left out.
    """
    likeness: dict[str, tuple[float, str]] = {}
    for scorer, share in ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.95)) if len(text) <= _LONGEST_LIKE else ():
        for word, score, at in process.extract(text, _ALL_WORDS, scorer=scorer, score_cutoff=least, limit=None):
            column = _COLUMN_OF[at]
            likeness[column] = max(likeness.get(column, (0.0, "")), (share * score, word))
    found: list[tuple[str, float, str]] = []
    for column, words in _WORDS.items():
        like, word = likeness.get(column, (0.0, words[0]))
        if like < _SHORT_LIKE and min(len(text), len(word)) <= _SHORT:
            like -= 25  # short words are alike by chance
        contained = max((len(each) for each in words if f" {each} " in f" {text} "), default=0)
        if contained:
            like = max(like, 70 + 30 * contained / len(text))
        if like > least:
            found.append((column, like, word))
    return tuple(found)


def called(heading: str) -> str:
    """Give the column that a normalised heading most likely is; empty where none is likely.

    >>> called("kode sub keg"), called("jumlah sub kegiatan"), called("nilai kontrak"), called("keterangan")
    ('kode_sub_kegiatan', '', 'pagu', '')
    >>> called("target sub keg"), called("satuan target")
    ('target', 'satuan')
    """
    heading = spelled_out(heading)
    first = heading.partition(" ")[0]
    if first in _COUNT_WORDS:
        return ""
    if first in MONEY_WORDS:
        return "pagu"
    if first in _LEADING:
        return first
    found = likely(heading, _LIKELY)
    return max(found, key=lambda each: each[1])[0] if found else ""
