"""Performance: the columns of targets, what is aimed at in the end, where it began, and what was reached by when."""

from typing import Final

from graph.intake.cells import Content
from graph.intake.formats.work import OF_WORK
from graph.intake.recognising import Column

BEFORE: Final = r"(?:semula|murni|sebelum(?: perubahan| pergeseran)?)"
AFTER: Final = r"(?:menjadi|perubahan|(?:setelah|sesudah)(?: perubahan| pergeseran)?)"
_VOLUME: Final = r"vol(?:ume)?"
_UNIT: Final = r"sat(?:uan)?"
_ITS_YEAR: Final = (
    r"(?: tahun (?:n|ini|berjalan|rencana|anggaran)| tahunan| capaian| renja| rkpd| pk| perjanjian kinerja)"
)
_LONG_TERM: Final = r"(?:renstra|rpjmd|rpd|periode|perencanaan)"
_IN_YEAR: Final = r"(?: kinerja| renja| rkpd| pk| capaian){0,2} (?:pada )?(?:tahun |thn |ta )?(?P<year>20\d\d)"
TARGETS: Final = (
    Column("satuan", rf"satuan(?: (?:target|indikator))?{OF_WORK}", otherwise=r"target satuan|sat"),
    Column(
        "baseline",
        r"base ?line|kondisi awal",
        Content.MEASURE,
        otherwise=r"(?:base ?line|kondisi(?: kinerja)?(?: pada)? awal|(?:data )?capaian(?: pada)?(?: tahun)? awal"
        rf"|data awal)(?: (?:periode|tahun))?(?: {_LONG_TERM}){{0,2}}(?: (?:tahun )?20\d\d)?",
    ),
    Column("target_{year}", r"target (?:tahun )?(?P<year>20\d\d)", Content.MEASURE, otherwise=rf"target{_IN_YEAR}"),
    Column("target_{year}", r"(?:tahun )?(?P<year>20\d\d) target(?: kinerja)?", Content.MEASURE),
    Column(
        "target",
        rf"target(?: kinerja)?(?: k|{OF_WORK}| {AFTER})|{AFTER} target",
        Content.MEASURE,
        otherwise=rf"{_VOLUME}{OF_WORK}|(?:target|{_VOLUME}) (?:dan )?(?:target|{_VOLUME}|{_UNIT})"
        rf"|(?:target|{_VOLUME})(?: kinerja)?{_ITS_YEAR}|rencana tingkat capaian(?: target)?",
    ),
    Column("target_semula", rf"target {BEFORE}|{BEFORE} target", Content.MEASURE),
    Column(
        "target_akhir",
        r"target akhir(?: periode| renstra)?",
        Content.MEASURE,
        otherwise=rf"(?:target|kondisi)(?: kinerja)?(?: pada)? akhir(?: (?:tahun|masa))?(?: {_LONG_TERM}){{0,2}}"
        rf"(?: (?:tahun )?20\d\d)?|target jangka menengah(?: (?:renstra|rpjmd))?",
    ),
)
"""What an indicator aims at; a volume with its unit is a target where no column is called so."""
REACHED: Final = (
    Column(
        "realisasi_{year}",
        r"realisasi (?:tahun )?(?P<year>20\d\d)",
        Content.MEASURE,
        otherwise=rf"(?:realisasi|capaian){_IN_YEAR}",
    ),
    Column("realisasi", r"realisasi(?: kinerja)?(?: k)?", Content.MEASURE, otherwise=r"capaian(?: kinerja)?"),
)

_QUARTER: Final = r"(?: pada)?(?: s ?d| sampai dengan)? (?:triwulan|tw|triw|trw|kuartal) ?(?:{number})"
_OUTPUT: Final = (
    rf"(?:realisasi|capaian)(?: kinerja| target| output| fisik)?{_QUARTER}(?: k| kinerja)?"
    r"|(?:triwulan|tw) ?(?:{number}) k(?:inerja)?"
)
_OF_MONEY: Final = r"(?:anggaran|keuangan|belanja|rp|dana|pagu|kinerja dan anggaran)"
_MONEY: Final = (
    rf"(?:realisasi {_OF_MONEY}|(?:penyerapan|serapan)(?: {_OF_MONEY})?){_QUARTER}(?: rp)?"
    rf"|realisasi{_QUARTER} (?:rp|anggaran|keuangan|belanja)|(?:triwulan|tw) ?(?:{{number}}) (?:rp|anggaran|keuangan)"
)
_ROMAN: Final = ("i|1", "ii|2", "iii|3", "iv|4")
_UNTIL: Final = r"(?: s ?d| sampai dengan)?(?: akhir)?"
_MONTH: Final = rf"{_UNTIL}(?: bulan)? (?:{{number}})(?: rp)?"
_SEMESTER: Final = rf"{_UNTIL} (?:semester|smt|sem) ?(?:{{number}})(?: rp)?"
_MONTHS: Final = (
    *("jan(?:uari)?", "[fp]eb(?:ruari)?", "mar(?:et)?|mrt", "apr(?:il)?", "mei|may", "juni?", "juli?"),
    *("agu(?:stus)?|ags|agt", "sept?(?:ember)?", "okt(?:ober)?", "no[vp](?:ember)?", "des(?:ember)?"),
)
_NAMED_MONTHS: Final = tuple(rf"{name}|(?<=bulan )0?{at}" for at, name in enumerate(_MONTHS, 1))
_SPENT: Final = rf"(?:realisasi {_OF_MONEY}|(?:penyerapan|serapan)(?: {_OF_MONEY})?)"


def _numbered(stem: str, heading: str, numbers: tuple[str, ...], content: Content) -> tuple[Column, ...]:
    return tuple(
        Column(f"{stem}{at}", heading.replace("{number}", number), content) for at, number in enumerate(numbers, 1)
    )


OUTPUT_BY_QUARTER: Final = _numbered("realisasi_tw", _OUTPUT, _ROMAN, Content.MEASURE)
"""What was reached by quarter."""
MONEY_BY_PART: Final = (
    *_numbered("realisasi_rp_tw", _MONEY, _ROMAN, Content.MONEY),
    *_numbered("realisasi_rp_bulan", f"{_SPENT}{_MONTH}", _NAMED_MONTHS, Content.MONEY),
    *_numbered("realisasi_rp_semester", f"{_SPENT}{_SEMESTER}", _ROMAN[:2], Content.MONEY),
    *_numbered("realisasi_bulan", f"realisasi{_MONTH}", _NAMED_MONTHS, Content.MEASURE),
    *_numbered("realisasi_semester", f"realisasi{_SEMESTER}", _ROMAN[:2], Content.MEASURE),
)
"""What was spent by quarter, month or half a year, also where only the cells say that it is money."""
