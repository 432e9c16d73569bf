"""New plan: what may be said of one."""

import re
from typing import Final

from acts.refusal import unusable
from acts.text import required
from graph.snapshot import PlanInfo

_SLUG: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?")
_REGION: Final = re.compile(r"\d\d(\.\d\d)?")
_YEARS: Final = range(1945, 2201)
_LONGEST: Final = 200


def checked(info: PlanInfo) -> PlanInfo:
    """Give what is said of a new plan, as it is kept.

    Raises
    ------
    Refused
        Where something cannot be used.
    """
    if not _SLUG.fullmatch(info.slug):
        message = "Nama pendek hanya huruf kecil, angka dan tanda hubung, paling panjang 80, misalnya kota-contoh."
        raise unusable(("plan",), "OUT_OF_RANGE", message)
    if not _REGION.fullmatch(info.region_code):
        raise unusable(("regionCode",), "OUT_OF_RANGE", "Kode wilayah seperti 64.71, atau 64 untuk provinsi.")
    for year, at in ((info.start_year, "startYear"), (info.end_year, "endYear")):
        if year not in _YEARS:
            raise unusable((at,), "OUT_OF_RANGE", f"Tahun {_YEARS.start} sampai {_YEARS.stop - 1}.")
    if info.end_year < info.start_year:
        raise unusable(("endYear",), "OUT_OF_RANGE", "Tahun akhir tidak boleh sebelum tahun awal.")
    return PlanInfo(
        slug=info.slug,
        title=_named(info.title, "title"),
        region_code=info.region_code,
        region_name=_named(info.region_name, "regionName"),
        start_year=info.start_year,
        end_year=info.end_year,
    )


def _named(written: str, at: str) -> str:
    found = required(written, (at,))
    if len(found) > _LONGEST:
        raise unusable((at,), "OUT_OF_RANGE", f"Paling panjang {_LONGEST} huruf.")
    return found
