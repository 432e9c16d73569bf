"""New plan: what may be said of one."""

import re
from typing import Final

from acts.refusal import ProblemCode, unusable
from acts.text import required
from graph.sentence import Sentence
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
        message = Sentence(
            "Nama pendek hanya huruf kecil, angka dan tanda hubung, paling panjang 80, misalnya kota-contoh.",
            "A slug has only small letters, digits and hyphens, at most 80, such as kota-contoh.",
        )
        raise unusable(("plan",), ProblemCode.OUT_OF_RANGE, message)
    if not _REGION.fullmatch(info.region_code):
        raise unusable(
            ("regionCode",),
            ProblemCode.OUT_OF_RANGE,
            Sentence(
                "Kode wilayah seperti 64.71, atau 64 untuk provinsi.",
                "The code of a region is like 64.71, or 64 for a province.",
            ),
        )
    for year, at in ((info.start_year, "startYear"), (info.end_year, "endYear")):
        if year not in _YEARS:
            raise unusable(
                (at,),
                ProblemCode.OUT_OF_RANGE,
                Sentence(
                    f"Tahun {_YEARS.start} sampai {_YEARS.stop - 1}.",
                    f"A year is from {_YEARS.start} to {_YEARS.stop - 1}.",
                ),
            )
    if info.end_year < info.start_year:
        raise unusable(
            ("endYear",),
            ProblemCode.OUT_OF_RANGE,
            Sentence("Tahun akhir tidak boleh sebelum tahun awal.", "The last year must not come before the first."),
        )
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
        raise unusable(
            (at,),
            ProblemCode.OUT_OF_RANGE,
            Sentence(f"Paling panjang {_LONGEST} huruf.", f"At most {_LONGEST} letters."),
        )
    return found
