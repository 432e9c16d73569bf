"""Propose: what the columns of an unknown table may hold, by likeness of their headings and by what their cells are."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from rapidfuzz import fuzz, process

from graph.intake.figures import UnreadableFigure, money
from graph.intake.format import Content
from graph.intake.formats import plan_rows
from graph.intake.grid import Grid, GridRow
from graph.intake.heading import DEEPEST, LOOK, combined
from graph.intake.limits import LIMITS, Limits
from graph.intake.mapping import Mapping, Proposed
from graph.intake.opening import Document, Exported, Reader, display_name
from graph.intake.problem import refusal
from graph.intake.written_code import split_code
from graph.reference import normalised

LEAST: Final = 0.6
"""A column is proposed from this sureness on."""
_BONUS: Final = 0.1
"""What cells of the right kind add to the likeness of a heading."""
_CUTOFF: Final = 100 * (LEAST - _BONUS) - 1
"""A likeness below this is never enough."""
_SAMPLE: Final = 60
_SHORT: Final = 8
_SHORT_LIKE: Final = 86.0
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "tahun": ("tahun", "tahun anggaran", "ta", "thn"),
    "kode_opd": ("kode opd", "kode skpd", "kode perangkat daerah", "kd skpd", "kode unit"),
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
_LONGEST_LIKE: Final = 3 * max(map(len, _ALL_WORDS))
"""A longer heading is not half alike to any word; it may still contain one."""
_SAID: Final = {
    Content.CODE: "isinya kode",
    Content.MONEY: "isinya uang",
    Content.MEASURE: "isinya angka kinerja",
    Content.YEAR: "isinya tahun",
    Content.OPD: "isinya nama perangkat daerah",
    Content.TEXT: "isinya tulisan",
}
_OPD: Final = re.compile(
    r"(dinas|badan|kecamatan|sekretariat|inspektorat|satuan|bagian|kantor|rsud|rumah sakit)\b", re.I
)


class _Candidate(msgspec.Struct, frozen=True, kw_only=True):
    heading: str
    at: int
    column: str
    sureness: float
    reason: str


def propose(path: Path, limits: Limits = LIMITS) -> Mapping:
    """Propose the mapping of an unknown table; a person looks through it, corrects it and saves it.

    Raises
    ------
    RefusedFiles
        Where the file cannot be opened, or holds nothing like a table with a heading.
    """
    with Reader(limits) as reader:
        grids = reader.read(path)
    if isinstance(grids, Document | Exported):
        raise refusal(
            display_name(path), "berkas ini bukan tabel", "Yang dapat dipetakan: CSV, XLSX, XLS, ODS, JSON, PDF."
        )
    best = max((propose_grid(grid) for grid in grids), key=_worth, default=None)
    if best is None or not best.columns:
        hint = "Pastikan ada satu baris judul kolom di atas isinya."
        raise refusal(display_name(path), "tidak ada judul kolom yang dapat ditebak", hint)
    return best


def _worth(mapping: Mapping) -> float:
    return sum(each.sureness for each in mapping.reasons)


def propose_grid(grid: Grid) -> Mapping:
    """Propose the mapping of one grid; without columns where nothing in it looks like a heading."""
    best = Mapping(format=plan_rows.FORMAT.id)
    rows = [row for row in grid.rows if not row.loose]
    for first, row in enumerate(rows[:LOOK]):
        if len(row.filled) < 2 or row.figures:
            continue
        for depth in range(1, min(DEEPEST, len(rows) - first)):
            block, below = rows[first : first + depth], rows[first + depth :]
            if any(each.figures for each in block):
                break
            mapping = _proposed(combined(block), below[:_SAMPLE])
            if _worth(mapping) > _worth(best) + 1e-9:
                best = mapping
    return best


def _proposed(headings: Sequence[str], below: Sequence[GridRow]) -> Mapping:
    candidates: list[_Candidate] = []
    for at, heading in enumerate(headings):
        if not normalised(heading) or len(heading) > 200:
            continue
        candidates += _candidates(heading, at, below)
    chosen: dict[int, _Candidate] = {}
    names: set[str] = set()
    for each in sorted(candidates, key=lambda one: (-one.sureness, one.at, one.column)):
        if (
            each.at not in chosen
            and each.column not in names
            and each.heading not in {c.heading for c in chosen.values()}
        ):
            chosen[each.at] = each
            names.add(each.column)
    inside = [chosen[at] for at in sorted(chosen)]
    return Mapping(
        format=plan_rows.FORMAT.id,
        columns={each.heading: each.column for each in inside},
        reasons=tuple(
            Proposed(heading=each.heading, column=each.column, sureness=each.sureness, reason=each.reason)
            for each in inside
        ),
    )


@lru_cache(maxsize=20_000)
def _likely(text: str) -> tuple[tuple[str, float, str], ...]:
    """The columns that a normalised heading may be: how alike it is to their words, from 0 to 100, and to which."""
    likeness: dict[str, tuple[float, str]] = {}
    for scorer, share in ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.95)) if len(text) <= _LONGEST_LIKE else ():
        for word, score, at in process.extract(text, _ALL_WORDS, scorer=scorer, score_cutoff=_CUTOFF, limit=None):
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
        if like > _CUTOFF:
            found.append((column, like, word))
    return tuple(found)


def _candidates(heading: str, at: int, below: Sequence[GridRow]) -> Iterator[_Candidate]:
    """Score the columns that one heading may be: how alike the words are, and whether the cells are of the kind."""
    likely = _likely(normalised(heading))
    content = content_of([row.cell(at) for row in below if row.cell(at)]) if likely else None
    for column, likeness, word in likely:
        wanted = plan_rows.FORMAT.column(column)
        fits = wanted is not None and content is wanted.content
        typed = wanted is not None and wanted.content is not Content.TEXT
        bonus = _BONUS if fits and typed else 0.0
        if content is not None and not fits and (typed or content in {Content.MONEY, Content.YEAR}):
            bonus = -0.35
        sureness = round(min(max(likeness / 100 + bonus, 0.0), 1.0), 3)
        if sureness >= LEAST:
            said = f"judul mirip '{word}'" + (f", {_SAID[content]}" if content is not None and fits else "")
            yield _Candidate(heading=heading, at=at, column=column, sureness=sureness, reason=said)


def content_of(cells: Sequence[str]) -> Content | None:
    """Say what the cells of a column are; None where there are none.

    >>> content_of(["1.01.02", "1.01.02.2.01"]), content_of(["Rp 2.500.000", "1.000.000"]), content_of(["2026"])
    (<Content.CODE: 'code'>, <Content.MONEY: 'money'>, <Content.YEAR: 'year'>)
    """
    sample = list(cells[:_SAMPLE])
    if not sample:
        return None

    def mostly(fits: int) -> bool:
        return fits >= 0.7 * len(sample)

    tests = (
        (Content.YEAR, sum(re.fullmatch(r"20\d\d", cell) is not None for cell in sample)),
        (Content.CODE, sum(split_code(cell)[0].count(".") >= 2 and not split_code(cell)[1] for cell in sample)),
        (Content.MONEY, sum(_is_money(cell) for cell in sample)),
        (Content.OPD, sum(_OPD.match(cell) is not None for cell in sample)),
        (
            Content.MEASURE,
            sum(re.fullmatch(r"[(-]?\d[\d.,\s%()-]*( [^\d]{1,30})?", cell) is not None for cell in sample),
        ),
    )
    return next((content for content, fits in tests if mostly(fits)), Content.TEXT)


def _is_money(cell: str) -> bool:
    try:
        amount = money(cell)
    except UnreadableFigure:
        return False
    return amount is not None and abs(amount.amount or 0) >= 100_000
