"""Figures as people write them in plans: money and performance values, each read by rules of its own."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from graph.model import Measure, Money
from graph.reference import normalised

_MONEY_COMMA: Final = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d{1,2})?")
_MONEY_DOT: Final = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?")
_MONEY_BOTH: Final = re.compile(r"(-?\d{1,3}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](\d+)")
_MONEY_PLAIN: Final = re.compile(r"-?\d+([.,]\d{1,2})?|-?[.,]\d{1,2}")
_MONEY_FRACTION: Final = re.compile(r"-?\d+[.,]\d{4,}")
MOST_RUPIAH: Final = 10**18
"""A larger amount is none: it is some hundred times what the whole state spends in a year."""
_MOST_DIGITS: Final = 24
_NUMBER = r"-?\d+(?:[.,]\d+)*"
_ONE_THOUSANDS_MARK: Final = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_RANGE: Final = re.compile(rf"\(?\s*({_NUMBER})\s*(?:-|–|s/d|sampai)\s*({_NUMBER})\s*\)?")
_TOLERANCE: Final = re.compile(rf"({_NUMBER})\s*(?:\+/-|±|\+)\s*({_NUMBER})\s*%?")
_WITH_UNIT: Final = re.compile(rf"({_NUMBER})(?:\s*%|\s+(?P<unit>[^\d].*))?", re.DOTALL)
_COMMA_DECIMAL: Final = re.compile(r"\d,(\d{1,2}|\d{4,})(?!\d)(?!,)|\.\d{3},\d")
_DOT_DECIMAL: Final = re.compile(r"\d\.(\d{1,2}|\d{4,})(?!\d)(?!\.)|,\d{3}\.\d")
_NOTHING: Final = frozenset({"", "-", "–", "—"})
_COUNTED_WORDS: Final = (
    "agenda aduan akta alat aparatur aplikasi armada arsip atlet badan balita bangunan bank batang bayi berita berkas "
    "bibit bidang buah buku bumdes cabang calon dapil data demplot desa destinasi dokumen dosis ekor eksemplar even "
    "event fasilitas forum gampong gapoktan gedung guru hewan ibu ikm industri informasi inovasi instansi "
    "jenis jiwa judul kader kali karya kasus kawasan kecamatan kegiatan kelas kelompok kelurahan keluarga kendaraan "
    "kepala keping kk kios konsep koperasi korban laporan layanan lembaga lembar lokasi lokus los mahasiswa majelis "
    "media mesin menara mitra modul naskah nelayan nib objek obyek odgj opd orang organisasi ormas paket panti pasar "
    "pasien pegawai pekerja pelaku pelanggan pemohon pemuda penduduk pengaduan pengguna pengunjung penyuluh "
    "peraturan perda perempuan perkara permohonan perpustakaan personel personil perusahaan peserta petani petugas "
    "pohon pokdarwis posyandu potong produk program puskesmas regu rekomendasi ritel rtlh rtm rumah ruang ruas "
    "sambungan sampel sanggar santri satuan sekolah sertifikat set siswa sistem site situs skpd sr stel surat tamu "
    "tempat tenaga tim titik tokoh tps umkm unit usaha usulan uptd varietas warga wirausaha wisatawan wp"
)
_COUNTED: Final = frozenset(_COUNTED_WORDS.split())
"""With these words begin units of what is counted, of which there is no half."""
_MOST_MEASURE: Final = 200
"""A longer text is no figure, whatever stands at its beginning."""


class UnreadableFigure(ValueError):
    """A cell that should hold a figure holds something else."""


class DecimalMark(StrEnum):
    """Which mark a column writes before decimals; the other one then parts thousands."""

    COMMA = ","
    DOT = "."
    UNKNOWN = ""


def decimal_mark(cells: Iterable[str], beside: Iterable[str] = ()) -> DecimalMark:
    """Find which mark the cells of one column write before decimals, where they agree.

    Where they show nothing, the cells of the columns beside it tell.

    >>> decimal_mark(["96,85", "1.500"]), decimal_mark(["96,85", "74.58"]), decimal_mark(["2.000"], ["1,5"])
    (<DecimalMark.COMMA: ','>, <DecimalMark.UNKNOWN: ''>, <DecimalMark.COMMA: ','>)
    """
    for shown in (cells, beside):
        comma = dot = False
        for cell in shown:
            comma = comma or _COMMA_DECIMAL.search(cell) is not None
            dot = dot or _DOT_DECIMAL.search(cell) is not None
        if comma and dot:
            return DecimalMark.UNKNOWN
        if comma or dot:
            return DecimalMark.COMMA if comma else DecimalMark.DOT
    return DecimalMark.UNKNOWN


@lru_cache(maxsize=20_000)
def money(text: str, scale: int = 1, mark: DecimalMark = DecimalMark.UNKNOWN) -> Money | None:
    """Read an amount in rupiah; None for an empty cell.

    Both thousands marks are read; cents are dropped. ``scale`` is how many rupiah one stands for; where that is more
    than one, amounts have decimals, and ``mark`` is what their column writes before them.

    Raises
    ------
    UnreadableFigure
        Where the cell holds anything but one amount.

    Examples
    --------
    >>> money("2,735,354,500").amount, money("Rp 2.735.354.500,00").amount, money("")
    (2735354500, 2735354500, None)
    >>> money("Rp1.000.000,-").amount, money("(500.000)").amount, money("2,5", scale=1_000_000).amount
    (1000000, -500000, 2500000)
    >>> money("2,125", scale=1_000_000, mark=DecimalMark.COMMA).amount, money("1.250,125", scale=1_000).amount
    (2125000, 1250125)
    """
    written = text.strip()
    bare = re.sub(r"^(rp|idr)(?![a-z])[.\s]*", "", written, flags=re.IGNORECASE).strip()
    if bare in _NOTHING:
        return None
    bare = bare.removesuffix(",-").removesuffix(".-").strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1].strip()
    if re.fullmatch(r"-?\d{1,3}( \d{3})+", bare):
        bare = bare.replace(" ", "")
    if len(bare) > _MOST_DIGITS + 12 or sum(letter.isdigit() for letter in bare) > _MOST_DIGITS or not bare.isascii():
        raise UnreadableFigure(written)
    if scale > 1 and mark is not DecimalMark.UNKNOWN and re.fullmatch(rf"-?\d{{1,3}}[{mark}]\d{{3}}", bare):
        digits = bare.replace(",", ".")
    elif scale > 1 and (found := _MONEY_BOTH.fullmatch(bare)):
        digits = f"{re.sub('[.,]', '', found[1])}.{found[2]}"
    elif _MONEY_COMMA.fullmatch(bare):
        digits = bare.replace(",", "")
    elif _MONEY_DOT.fullmatch(bare):
        digits = bare.replace(".", "").replace(",", ".")
    elif _MONEY_PLAIN.fullmatch(bare) or _MONEY_FRACTION.fullmatch(bare):
        digits = bare.replace(",", ".")
    else:
        raise UnreadableFigure(written)
    amount = int(Decimal(digits) * scale)
    if abs(amount) > MOST_RUPIAH:
        raise UnreadableFigure(written)
    return Money(text=written, amount=amount)


def is_counted(unit: str) -> bool:
    """Whether a unit is one of things that are counted, so that there is no fraction of it.

    >>> [is_counted(unit) for unit in ("Orang", "Dokumen/Laporan", "km", "Ton", "Kasus per 1.000 penduduk", "")]
    [True, True, False, False, False, False]
    """
    parts = [normalised(part).split() for part in unit.split("/")]
    if any("per" in words or any(word.isdecimal() for word in words) for words in parts):
        return False
    return all(words and words[0] in _COUNTED for words in parts)


def _number(text: str, mark: DecimalMark = DecimalMark.UNKNOWN, *, whole: bool = False) -> float:
    """Read a performance value: the last mark is the decimal one, unless it stands before three digits twice.

    Where the column is known to write the other mark before decimals, or what is counted is whole, one mark before
    three digits parts thousands.

    >>> _number("96,85"), _number("74.58"), _number("1.234.567"), _number("1.234,5")
    (96.85, 74.58, 1234567.0, 1234.5)
    >>> _number("1.500"), _number("1.500", DecimalMark.COMMA), _number("1.500", whole=True)
    (1.5, 1500.0, 1500.0)
    """
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        thousands, decimal = (".", ",") if text.rfind(",") > text.rfind(".") else (",", ".")
        return float(text.replace(thousands, "").replace(decimal, "."))
    if dots > 1 or commas > 1:
        return float(text.replace(".", "").replace(",", ""))
    if whole and _ONE_THOUSANDS_MARK.fullmatch(text):
        return float(text.replace(".", "").replace(",", ""))
    if mark is not DecimalMark.UNKNOWN and re.fullmatch(rf"-?[1-9]\d{{0,2}}[^{mark}\d]\d{{3}}", text):
        return float(text.replace(".", "").replace(",", ""))
    return float(text.replace(",", "."))


@lru_cache(maxsize=20_000)
def measure(text: str, mark: DecimalMark = DecimalMark.UNKNOWN, unit: str = "") -> Measure | None:
    """Read a performance value: a number, a range, a number with its unit, or text that stays as written.

    ``unit`` is what the table gives beside it; a unit in the cell itself comes first.

    >>> measure("(3-5)").low, measure("(3-5)").high, measure("WTP").number, measure("2 Dokumen").number
    (3.0, 5.0, None, 2.0)
    >>> measure("1.500", unit="Orang").number, measure("1.500 ton", unit="Orang").number
    (1500.0, 1.5)
    >>> measure("2.5+1%").low, measure("2.5+1%").high, measure("-") is None
    (1.5, 3.5, True)
    """
    written = text.strip()
    if written in _NOTHING:
        return None
    if len(written) > _MOST_MEASURE or not any("0" <= letter <= "9" for letter in written):
        return Measure(text=written)
    try:
        return _read(written, mark, unit)
    except (ValueError, OverflowError):
        return Measure(text=written)


def _read(written: str, mark: DecimalMark, unit: str) -> Measure:
    whole = is_counted(unit)
    if spread := _TOLERANCE.fullmatch(written):
        middle, around = _number(spread[1], mark, whole=whole), _number(spread[2], mark, whole=whole)
        return Measure(text=written, low=round(middle - around, 9), high=round(middle + around, 9))
    if span := _RANGE.fullmatch(written):
        ends = sorted((_number(span[1], mark, whole=whole), _number(span[2], mark, whole=whole)))
        return Measure(text=written, low=ends[0], high=ends[1])
    if single := _WITH_UNIT.fullmatch(written):
        own = "%" if "%" in written and not single["unit"] else single["unit"]
        value = _number(single[1], mark, whole=is_counted(own) if own else whole)
        return Measure(text=written, low=value, high=value)
    return Measure(text=written)
