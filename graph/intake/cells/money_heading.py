"""Money heading: what a heading says of the amounts below it, by the words that such headings are made of.

A heading is about money where all its words are of these kinds, in any order, and one of them can only mean money:
``Pagu Indikatif Tahun 2026 (Rp. Juta)``, ``Kebutuhan Dana Sub Kegiatan``, ``Anggaran APBD Perubahan (ribuan)``.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

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
    (1_000_000_000, _words("miliar miliaran milyar milyaran miliard milyard")),
    (1_000_000_000_000, _words("triliun triliunan trilyun")),
)
_YEAR: Final = _words("tahun thn ta t a n berjalan rencana ini")
_YEAR_FIRST: Final = _words("tahun thn ta t")
_YEAR_OF_MONEY: Final = (_YEAR - {"rencana"}) | _words("anggaran budget pendanaan belanja keuangan")
_SPENT: Final = _words("realisasi serapan penyerapan terserap")
_QUALIFIERS: Final = _words(
    "total jumlah nilai nominal besaran besar kebutuhan seluruh keseluruhan per dalam dan untuk pada dari yang di atau "
    "sub subkegiatan kegiatan keg giat subgiat program opd skpd pd perangkat daerah kabupaten kota provinsi kab prov "
    "bl data"
)


class Stage(IntEnum):
    """At which step of the budget an amount was set; of two columns the later one counts."""

    PROPOSED = 1
    INDICATIVE = 2
    ORIGINAL = 3
    """Before the budget was changed."""
    SET = 4
    CHANGED = 5


_STAGES: Final = {
    Stage.PROPOSED: _words("usulan pengajuan diusulkan diajukan"),
    Stage.INDICATIVE: _words("indikatif rancangan ranwal renja rkpd renstra rpjmd kua ppas kuappas sementara"),
    Stage.ORIGINAL: _words("murni induk semula sebelum awal lama"),
    Stage.SET: _words("definitif validasi ditetapkan penetapan disetujui apbd dpa rka dipa final"),
    Stage.CHANGED: _words("perubahan pergeseran menjadi sesudah setelah revisi baru papbd apbdp p dppa rkap terakhir"),
}
_STAGE_WORDS: Final = frozenset[str]().union(*_STAGES.values())
_SCALE_WORDS: Final = frozenset[str]().union(*(words for _, words in _SCALES))
_KNOWN: Final = _MONEY | _YEAR | _SPENT | _QUALIFIERS | _STAGE_WORDS | _SCALE_WORDS
_ONE: Final = re.compile(r"(?<!\w)(rp)?\.?\s*x?\s*1((?:[.,]000)+)(?!\d)")
_ZEROS: Final = "000"
_LONGEST: Final = 120


def _heading_words(text: str) -> list[str]:
    """The words of a heading; of a unit such as ``Rp1.000`` or ``x 1.000`` its zeros."""
    return normalised(_ONE.sub(r" \1 \2 ", text.casefold())).split()


def _is_year(words: Sequence[str]) -> bool:
    """Whether a heading names the year that money is for (``Thn Anggaran``, ``T.A.``), not the money."""
    return words[0] in _YEAR_FIRST and _YEAR_OF_MONEY.issuperset(words)


class MoneyHeading(NamedTuple):
    """What a heading of money says."""

    stage: Stage
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
    MoneyHeading(stage=<Stage.INDICATIVE: 2>, year='2026', is_spent=False)
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
    said = [stage for stage, stage_words in _STAGES.items() if not stage_words.isdisjoint(rest)]
    stage = Stage.ORIGINAL if Stage.ORIGINAL in said else max(said, default=Stage.SET)
    return MoneyHeading(stage, years[0] if years else "", not _SPENT.isdisjoint(rest))


def standard_headings(headings: Sequence[str]) -> dict[int, tuple[MoneyHeading, tuple[str, ...]]]:
    """Give by position what headings of money say, with headings by which formats know such columns.

    What was set before a change is called so where another column has the amounts after it.

    >>> {at: standard for at, (_, standard) in standard_headings(["Anggaran Murni", "Anggaran Perubahan"]).items()}
    {0: ('pagu semula',), 1: ('pagu',)}
    >>> standard_headings(["Nama", "Anggaran Murni 2026"])[1][1]
    ('pagu 2026', 'pagu')
    """
    found = {at: said for at, text in enumerate(headings) if text and (said := money_heading(text)) is not None}
    budgets = [said for said in found.values() if not said.is_spent]
    is_changed = any(said.stage is Stage.CHANGED for said in budgets)
    return {
        at: (said, ("pagu semula",))
        if is_changed and said.stage in {Stage.ORIGINAL, Stage.SET} and not said.is_spent
        else (said, said.standard)
        for at, said in found.items()
    }


def scale_of(heading: str) -> int:
    """In how many rupiah the amounts below a heading of money are written.

    >>> scale_of("Pagu (ribuan)"), scale_of("Anggaran Rp. 000.000"), scale_of("Dana (Rp)"), scale_of("Biaya (jt)")
    (1000, 1000000, 1, 1000000)
    """
    words = _heading_words(heading)
    if zeros := words.count(_ZEROS):
        scale: int = 1000 ** min(zeros, 3)
        return scale
    return next((scale for scale, said in _SCALES if not said.isdisjoint(words)), 1)
