"""Spelled out: headings as databases write them (``NMPRGRM``, ``kd_sub_keg``, ``pagumurni``) in people's words."""

from functools import lru_cache
from typing import Final

_SHORT: Final = {
    "kd": "kode",
    "nu": "kode",  # a number within what stands above, as SIPKD calls it
    "nm": "nama",
    "thn": "tahun",
    "sat": "satuan",
    "ind": "indikator",
    "urus": "urusan",
    "prgrm": "program",
    "prgm": "program",
    "pgrm": "program",
    "prog": "program",
    "keg": "kegiatan",
    "kegunit": "kegiatan",
    "giat": "kegiatan",
    "subkeg": "sub kegiatan",
    "subgiat": "sub kegiatan",
    "rek": "rekening",
    "jml": "jumlah",
    "dlm": "dalam",
    "angg": "anggaran",
    "keb": "kebutuhan",
    "vol": "volume",
    "real": "realisasi",
}
"""What words of headings are short for."""
_WHOLE: Final = (
    "kode nama tahun satuan indikator urusan bidang program kegiatan sub unit skpd opd rekening akun pagu anggaran "
    "dana belanja realisasi target capaian nilai total jumlah murni indikatif usulan perubahan semula menjadi awal "
    "akhir keuangan fisik kinerja sumber lokasi kerja"
)
_PARTS: Final = {*_WHOLE.split(), *_SHORT}
"""What a word may be put together of."""
_OWN: Final = frozenset({"kode", "nama"})
_LONGEST: Final = max(map(len, _PARTS))
_MOST: Final = 60
"""A longer word is none of a heading's."""


@lru_cache(maxsize=20_000)
def spelled_out(heading: str) -> str:
    """Give a normalised heading with its abbreviations spelled out and its words apart; any other as it is.

    >>> spelled_out("skpd kode"), spelled_out("program nama program")
    ('kode skpd', 'nama program')
    >>> spelled_out("nmprgrm"), spelled_out("kd sub keg"), spelled_out("pagumurni 2026"), spelled_out("keterangan")
    ('nama program', 'kode sub kegiatan', 'pagu murni 2026', 'keterangan')
    """
    return " ".join(_in_order([_SHORT.get(part, part) for word in heading.split() for part in _parts(word)]))


def _in_order(words: list[str]) -> list[str]:
    """Words with what a nested record calls its own code or name in front: *skpd kode* is the *kode skpd*."""
    at = next((at for at, word in enumerate(words) if at and word in _OWN), 0)
    return [words[at], *words[:at]] if at and words[at + 1 :] in ([], words[:at]) else words


def _parts(word: str) -> list[str]:
    """The words that one was put together of, the fewest; itself where it was not."""
    stem, year = (word[:-4], word[-4:]) if word[-4:].isdecimal() and word[-4:-2] == "20" else (word, "")
    if not stem or stem in _PARTS or len(stem) > _MOST:
        return [each for each in (stem, year) if each] if stem in _PARTS else [word]
    found: dict[int, list[str]] = {0: []}
    for at in range(len(stem)):
        for end in range(at + 2, min(len(stem), at + _LONGEST) + 1) if at in found else ():
            if stem[at:end] in _PARTS and len(found[at]) + 1 < len(found.get(end, stem)):
                found[end] = [*found[at], stem[at:end]]
    return [*found[len(stem)], *([year] * bool(year))] if len(stem) in found else [word]
