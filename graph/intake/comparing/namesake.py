"""Namesake: whether two names that are written differently mean the same thing, and why one may think so.

Only differences that people make without meaning to are taken for the same: case, blanks, marks, abbreviations,
misspellings. Another number, another compass point or another word is another thing, however long the rest is.
"""

import re
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec
from rapidfuzz import fuzz

from graph.model import Level
from graph.reference import nomenclature, normalised

SURE: Final = 0.92
"""From this likeness on, names that differ only by misspelt words are the same."""
DOUBTFUL: Final = 0.8
"""From this likeness on, a person is asked."""
_WORD_LIKE: Final = 78.0


class Difference(StrEnum):
    """In what two names differ that mean, or may mean, the same."""

    WRITING = "writing"
    """Case, blanks, marks."""
    ABBREVIATION = "abbreviation"
    SPELLING = "spelling"
    DOUBTFUL = "doubtful"


class Likeness(msgspec.Struct, frozen=True):
    """How alike two names are, from 0 to 1, in what they differ, and a sentence about it."""

    difference: Difference
    sureness: float
    reason: str


_SHORT: Final = {
    **{"kec": "kecamatan", "kab": "kabupaten", "prov": "provinsi", "kel": "kelurahan", "ds": "desa", "jl": "jalan"},
    **{"keg": "kegiatan", "prog": "program", "adm": "administrasi", "yg": "yang", "utk": "untuk", "dg": "dengan"},
    **{"dgn": "dengan", "thd": "terhadap", "tsb": "tersebut", "tk": "tingkat", "pemb": "pembangunan"},
    **{"sdm": "sumber daya manusia", "sda": "sumber daya air", "asn": "aparatur sipil negara"},
    **{"opd": "perangkat daerah", "skpd": "perangkat daerah", "umkm": "usaha mikro kecil dan menengah"},
    **{"kb": "keluarga berencana", "paud": "pendidikan anak usia dini", "sd": "sekolah dasar"},
    **{"smp": "sekolah menengah pertama", "rsud": "rumah sakit umum daerah", "ikm": "indeks kepuasan masyarakat"},
    **{"ipm": "indeks pembangunan manusia", "uptd": "unit pelaksana teknis daerah", "upt": "unit pelaksana teknis"},
    **{"persentase": "presentase", "prosentase": "presentase"},
}
STOP: Final = frozenset({"dan", "serta", "atau", "di", "ke"})
"""Small words that an acronym leaves out."""
LONGEST_PART: Final = 40
"""Letters of an acronym, or of a word that it may be made of; no longer one is looked at."""
_NUMERAL: Final = re.compile(r"\d\w*|[ivx]+|[a-h]")
_OPPOSITES: Final = frozenset(
    {"utara", "selatan", "timur", "barat", "tengah", "hulu", "hilir", "atas", "bawah", "negeri", "swasta"}
)


def expanded(words: list[str]) -> list[str]:
    """Give words with common abbreviations written out."""
    return [part for word in words for part in _SHORT.get(word, word).split()]


@cache
def _vocabulary() -> frozenset[str]:
    """The words of the official names; two of them are two words, not one misspelt."""
    entries = (entry for level in Level for entry in nomenclature().entries(level).values())
    names = (entry.name for entry in entries if entry.has_name)
    return frozenset(word for name in names for word in normalised(name).split())


def alike(one: str, other: str) -> Likeness | None:
    """Say in what two names differ that may mean the same; None where they do not.

    >>> alike("Dinas Kesehatan", "DINAS  KESEHATAN").difference
    <Difference.WRITING: 'writing'>
    >>> alike("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu").difference
    <Difference.ABBREVIATION: 'abbreviation'>
    >>> alike("Program Penanggulangan Bencana", "Program Penangulangan Bencana").difference
    <Difference.SPELLING: 'spelling'>
    >>> alike("Kecamatan Kota Utara", "Kecamatan Kota Selatan") is None
    True
    """
    first, second = normalised(one), normalised(other)
    if not first or not second:
        return None
    if one.strip() == other.strip():
        return Likeness(Difference.WRITING, 1.0, "sama dengan nama atau nama lain yang tercatat")
    if first.replace(" ", "") == second.replace(" ", ""):
        return Likeness(Difference.WRITING, 1.0, "hanya beda huruf besar-kecil, spasi atau tanda baca")
    words, others = first.split(), second.split()
    if short := _abbreviated(words, others, one, other):
        return short
    words, others = expanded(words), expanded(others)
    if marks(words) != marks(others):
        return None
    return _misspelt(words, others)


def marks(words: list[str]) -> list[str]:
    """What must be the same, in its order: numbers, letters that count, compass points."""
    return [word for word in words if _NUMERAL.fullmatch(word) or word in _OPPOSITES]


def _abbreviated(words: list[str], others: list[str], one: str, other: str) -> Likeness | None:
    if expanded(words) == expanded(others):
        return Likeness(Difference.ABBREVIATION, 0.97, "salah satunya memakai singkatan umum")
    for short, whole in ((words, others), (others, words)):
        if len(short) == 1 and len(whole) > 2 and short[0] in {initials(whole), initials(whole, every=True)}:
            return Likeness(Difference.ABBREVIATION, 0.95, "singkatan dari huruf-huruf awalnya")
        if len(short) == 1 and len(short[0]) >= 5 and len(whole) > 1 and _is_blend(short[0], whole):
            return Likeness(Difference.DOUBTFUL, 0.85, "tampaknya akronim dari suku katanya")
    if len(words) == len(others) and marks(words) == marks(others):
        dotted = {normalised(found) for found in re.findall(r"(?<!\w)(\w{2,})\.", f"{one} {other}")}
        pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
        if all(
            (a in dotted and len(a) >= 3 and b.startswith(a)) or (b in dotted and len(b) >= 3 and a.startswith(b))
            for a, b in pairs
        ):
            return Likeness(Difference.ABBREVIATION, 0.95, "salah satunya menyingkat kata dengan titik")
    return None


def initials(words: list[str], *, every: bool = False) -> str:
    """Give the first letters of words, with or without those of the small words between them."""
    return "".join(word[0] for word in words if every or word not in STOP)


def _is_blend(short: str, words: list[str]) -> bool:
    """Whether a word is made of pieces of words, as Disdikbud is."""
    rest = [word for word in words if word not in STOP]

    def fits(left: str, at: int) -> bool:
        if not left:
            return at == len(rest)
        if at == len(rest):
            return False
        word = "dis" + rest[at] if at == 0 and rest[at] == "dinas" else rest[at]
        return any(left[:size] in word and fits(left[size:], at + 1) for size in range(min(5, len(left)), 1, -1))

    return len(rest) <= 8 and max(map(len, (short, *rest))) <= LONGEST_PART and fits(short, 0)


def _misspelt(words: list[str], others: list[str]) -> Likeness | None:
    likeness = fuzz.ratio(" ".join(words), " ".join(others)) / 100
    if likeness < DOUBTFUL:
        return None
    sure = round(likeness, 3)
    if len(words) == len(others):
        pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
        if not pairs:
            return Likeness(Difference.ABBREVIATION, 0.97, "salah satunya memakai singkatan umum")
        known = _vocabulary()
        misspelt = [pair for pair in pairs if fuzz.ratio(*pair) >= _WORD_LIKE and not set(pair) <= known]
        if misspelt == pairs and likeness >= SURE:
            told = ", ".join(f"{a} / {b}" for a, b in pairs[:3])
            return Likeness(Difference.SPELLING, sure, f"beda ejaan: {told}")
        told = ", ".join(f"{a} / {b}" for a, b in pairs[:3])
        return Likeness(Difference.DOUBTFUL, sure, f"beda kata: {told}")
    extra = sorted(set(words) ^ set(others))
    return Likeness(Difference.DOUBTFUL, sure, "ada kata yang lebih atau kurang: " + ", ".join(extra[:5]))
