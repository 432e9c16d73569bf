"""Money heading: what a heading says of the amounts below it, by the words that such headings are made of.

A heading is about money where all its words are of these kinds, in any order, and one of them can only mean money:
``Pagu Indikatif Tahun 2026 (Rp. Juta)``, ``Kebutuhan Dana Sub Kegiatan``, ``Anggaran APBD Perubahan (ribuan)``.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from graph.figure import Stage, rank_of
from graph.intake.cells.spelled_out import spelled_out
from graph.reference import normalised


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MONEY: Final = _words(
    "pagu anggaran dana alokasi biaya pembiayaan pendanaan penganggaran belanja plafon plafond uang keuangan rp idr "
    "rupiah budget"
)
_SCALES: Final = (
    (1_000, _words("ribu ribuan rb")),
    (1_000_000, _words("juta jutaan jt")),
    (1_000_000_000, _words("miliar miliaran milyar milyaran miliard milyard m")),
    (1_000_000_000_000, _words("triliun triliunan trilyun")),
)
_YEAR: Final = _words("tahun thn ta t a n berjalan rencana ini")
_TRILLION: Final = re.compile(r"\(\s{0,9}(?:rp\.?\s{0,9})?t\.?\s{0,9}\)|\brp\.?\s{0,9}t$")
_YEAR_FIRST: Final = _words("tahun thn ta t")
_YEAR_OF_MONEY: Final = (_YEAR - {"rencana"}) | _words("anggaran budget pendanaan belanja keuangan")
_SPENT: Final = _words("realisasi serapan penyerapan terserap")
_QUALIFIERS: Final = _words(
    "rka total jumlah nilai nominal besaran besar kebutuhan seluruh keseluruhan per dalam dan untuk pada dari "
    "yang di atau sub subkegiatan kegiatan keg giat subgiat program opd skpd pd perangkat daerah kabupaten kota "
    "provinsi kab prov bl data tersedia disediakan dialokasikan teralokasi dianggarkan disiapkan diperlukan "
    "dibutuhkan x kali angka penuh"
)


_STAGES: Final = {
    Stage.PROPOSED: _words("usulan pengajuan diusulkan diajukan"),
    Stage.INDICATIVE: _words(
        "indikatif rancangan ranwal ranhir rapbd renja rkpd renstra rpjmd kua ppas kuappas sementara"
    ),
    Stage.ORIGINAL: _words("murni induk semula sebelum awal lama"),
    Stage.CHANGED: _words("perubahan pergeseran menjadi sesudah setelah revisi baru papbd apbdp p dppa rkap terakhir"),
}
_SET: Final = _words("definitif validasi ditetapkan penetapan disetujui apbd dpa dipa final")
"""Words of a budget that is set, which is the original one where nothing says that it was changed."""
_DRAFT: Final = _words("rancangan ranwal ranhir rapbd")
_STAGE_WORDS: Final = _SET.union(*_STAGES.values())
_SCALE_WORDS: Final = frozenset[str]().union(*(words for _, words in _SCALES))
_KNOWN: Final = _MONEY | _YEAR | _SPENT | _QUALIFIERS | _STAGE_WORDS | _SCALE_WORDS
_BUDGETS: Final = _words("apbd papbd apbdp rapbd anggaran pagu dpa dppa rka rkap dipa rkpd renja kua ppas")
_LONG_TERM: Final = _words("renstra rpjmd rpjpd rpd")
_ABOUT_STAGE: Final = _STAGE_WORDS | _YEAR | _words("ke tahap tahapan jadwal i ii iii iv v 1 2 3 4 5 akhir")
_ONE: Final = re.compile(r"(?<!\w)(?:x\s{0,9})?(rp)?\.?\s{0,9}x?\s{0,9}1((?:[.,]?000){1,3})(?!\d)")
_BRACKETED: Final = re.compile(r"\(([^()]+)\)")
_DALAM: Final = re.compile(r"\b(?:dalam|dlm)\.?\s+\w+(?:\s+(?:rupiah|rp))?\b", re.IGNORECASE)
_LABEL: Final = re.compile(r"^[\s*)]*(?:(?:keterangan|catatan|ket|note|nb)\b\s*[.:]*)?", re.IGNORECASE)
_UNITS: Final = _words("rp idr rupiah")
_ABOUT_SCALE: Final = (
    _MONEY | _SCALE_WORDS | _words("000 dalam satuan nilai angka jumlah disajikan x kali semua seluruh")
)
_PLAN: Final = re.compile(r"rencana kerja(?! dan anggaran)(?: pemerintah daerah)?")
_ZEROS: Final = "000"
_LONGEST: Final = 120


def _heading_words(text: str) -> list[str]:
    """The words of a heading; of a unit such as ``Rp1.000`` or ``x 1.000`` its zeros."""
    plain = _TRILLION.sub(" triliun ", text.casefold())
    words = normalised(_ONE.sub(_unit, plain))
    return words.split() if _KNOWN.issuperset(words.split()) else spelled_out(words).split()


def _unit(found: re.Match[str]) -> str:
    zeros = re.sub(r"\D", "", found[2])
    return f" {found[1] or ''} {' '.join([_ZEROS] * (len(zeros) // 3))} "


def _is_year(words: Sequence[str]) -> bool:
    """Whether a heading names the year that money is for (``Thn Anggaran``, ``T.A.``), not the money."""
    return words[0] in _YEAR_FIRST and _YEAR_OF_MONEY.issuperset(words)


BUDGETS: Final = ("pagu_usulan", "pagu_indikatif", "pagu_semula", "pagu")
"""Our columns of a year's budget; the last one holds the amount of the latest stage that the table has."""
_EARLIER: Final[Mapping[Stage | None, str]] = {
    Stage.PROPOSED: "pagu tahap usulan",
    Stage.INDICATIVE: "pagu tahap indikatif",
    Stage.ORIGINAL: "pagu semula",
}
"""What a column is called that holds what was set at a stage before that of the budget."""


class MoneyHeading(NamedTuple):
    """What a heading of money says."""

    stage: Stage | None
    """None where it names none."""
    year: str = ""
    is_spent: bool = False

    @property
    def standard(self) -> tuple[str, ...]:
        """The headings of the same meaning by which our formats know such a column, the closest first."""
        if self.is_spent:
            return (f"realisasi anggaran {self.year}", "realisasi anggaran") if self.year else ("realisasi anggaran",)
        return (f"pagu {self.year}", "pagu") if self.year else ("pagu",)


@lru_cache(maxsize=20_000)
def money_heading(text: str) -> MoneyHeading | None:
    """Say what a heading says of money; None where it is about something else.

    >>> money_heading("Kebutuhan Dana/Pagu Indikatif 2026 (Rp. Juta)")
    MoneyHeading(stage=<Stage.INDICATIVE: 'indicative'>, year='2026', is_spent=False)
    >>> money_heading("Sumber Dana"), money_heading("Biaya Satuan (Rp)"), money_heading("Anggaran (%)")
    (None, None, None)
    >>> money_heading("Thn Anggaran"), money_heading("Tahun Anggaran Berjalan")
    (None, None)
    """
    if len(text) > _LONGEST or "%" in text:
        return None
    words = _heading_words(text)
    years = [word for word in words if len(word) == 4 and word.startswith("20") and word.isdecimal()]
    rest = [word for word in words if word not in years and word.strip("0")]
    if _MONEY.isdisjoint(rest) or not _KNOWN.issuperset(rest) or len(set(years)) > 1 or _is_year(words):
        return None
    if " per m " in f" {' '.join(words)} ":  # what a metre costs
        return None
    return MoneyHeading(_stage(rest), years[0] if years else "", not _SPENT.isdisjoint(rest))


def _stage(words: Sequence[str]) -> Stage | None:
    if not _DRAFT.isdisjoint(words):
        words = [word for word in words if word != "awal"]  # a first draft
    said = [stage for stage, stage_words in _STAGES.items() if not stage_words.isdisjoint(words)]
    is_set = not _SET.isdisjoint(words) and _DRAFT.isdisjoint(words)
    if Stage.ORIGINAL in said or (Stage.CHANGED not in said and is_set):
        return Stage.ORIGINAL
    return said[-1] if said else None


def named_stage(cell: str) -> Stage | None:
    """Give the stage of the budget that a cell names; None where it names none.

    >>> named_stage("Pergeseran II"), named_stage("Perubahan Iklim")
    (<Stage.CHANGED: 'changed'>, None)
    """
    words = _heading_words(cell)
    return _stage(words) if _ABOUT_STAGE.issuperset(words) or not _BUDGETS.isdisjoint(words) else None


def titled_stage(title: str) -> Stage | None:
    """Give the stage of the budget that a title, the name of a sheet or of a file names; None where it names none.

    >>> titled_stage("RKPD PERUBAHAN TAHUN 2026"), titled_stage("Perubahan Renstra"), titled_stage("baru")
    (<Stage.CHANGED: 'changed'>, None, None)
    >>> titled_stage("RENCANA KERJA PERUBAHAN"), titled_stage("RANCANGAN AWAL RKPD 2026")
    (<Stage.CHANGED: 'changed'>, <Stage.INDICATIVE: 'indicative'>)
    """
    named = _PLAN.sub("renja", normalised(title.replace("_", " ")))
    words = _heading_words(named)
    return _stage(words) if not _BUDGETS.isdisjoint(words) and _LONG_TERM.isdisjoint(words) else None


def standard_headings(headings: Sequence[str]) -> dict[int, tuple[MoneyHeading, tuple[str, ...]]]:
    """Give by position what headings of money say, with headings by which formats know such columns.

    Of the amounts of a year the latest is its budget; those before it are called by their stages.

    >>> {at: standard for at, (_, standard) in standard_headings(["Anggaran Murni", "Anggaran Perubahan"]).items()}
    {0: ('pagu semula',), 1: ('pagu',)}
    >>> standard_headings(["Nama", "Anggaran Murni 2026"])[1][1]
    ('pagu 2026', 'pagu')
    """
    found = {at: said for at, text in enumerate(headings) if text and (said := money_heading(text)) is not None}
    standard = {at: (said, said.standard) for at, said in found.items()}
    budgets = {at: said for at, said in found.items() if not said.is_spent}
    years = {said.year for said in budgets.values()}
    together = [years] if len(years - {""}) < 2 else [{year} for year in sorted(years)]
    for group in together:
        stages = _stages_of({at: said.stage for at, said in budgets.items() if said.year in group})
        latest = max(map(rank_of, stages.values()), default=0)
        for at, stage in stages.items():
            said = budgets[at]._replace(stage=stage)
            name = _EARLIER.get(stage, "")
            earlier = (f"{name} {said.year}", name) if said.year else (name,)
            standard[at] = (said, said.standard if rank_of(stage) == latest else earlier)
    return standard


def _stages_of(said: Mapping[int, Stage | None]) -> dict[int, Stage | None]:
    """The stages of amounts that stand together.

    One that names none is what was set before where another is changed, and what it was changed to beside the original.
    """
    others = {Stage.CHANGED: Stage.ORIGINAL, Stage.ORIGINAL: Stage.CHANGED}
    named = [other for stage, other in others.items() if stage in said.values()]
    meant = named[0] if len(named) == 1 else None
    return {at: meant if stage is None else stage for at, stage in said.items()}


def scale_of(heading: str) -> int:
    """In how many rupiah the amounts below a heading of money are written.

    >>> scale_of("Pagu (ribuan)"), scale_of("Anggaran Rp. 000.000"), scale_of("Dana (Rp)"), scale_of("Biaya (jt)")
    (1000, 1000000, 1, 1000000)
    >>> scale_of("Pagu (x Rp1.000)"), scale_of("Anggaran (M)"), scale_of("Dana (Rp T)"), scale_of("Pagu T.A. 2026")
    (1000, 1000000000, 1000000000000, 1)
    """
    words = _heading_words(heading)
    if zeros := words.count(_ZEROS):
        scale: int = 1000 ** min(zeros, 3)
        return scale
    return next((scale for scale, said in _SCALES if not said.isdisjoint(words)), 1)


def said_scale(line: str) -> int:
    """Give the unit that a line above or below a table gives for its amounts; 1 where it gives none.

    >>> said_scale("(dalam ribuan rupiah)"), said_scale("(x Rp1.000)"), said_scale("(ribuan)"), said_scale("dalam M")
    (1000, 1000, 1000, 1000000000)
    >>> said_scale("RENJA DINAS PUPR (Rp Juta)"), said_scale("1.000 Rumah"), said_scale("Pagu: Rp 1.000.000")
    (1000000, 1, 1)
    """
    if len(line) > _LONGEST:
        return 1
    parts = [line, *_BRACKETED.findall(line), *_DALAM.findall(line)]
    return next((scale for part in parts if (scale := _scale_alone(part)) > 1), 1)


def _scale_alone(text: str) -> int:
    """The unit that a text is about and about nothing else."""
    words = _heading_words(_LABEL.sub("", text))
    is_amount = _ZEROS in words and not (_MONEY - _UNITS).isdisjoint(words)  # Pagu: Rp 1.000.000
    return scale_of(text) if words and _ABOUT_SCALE.issuperset(words) and not is_amount else 1
