"""Pace: how far an indicator is, measured against the part of the year that has passed."""

from functools import lru_cache

from graph.model import Indicator, IndicatorYear, Measure
from graph.vocabulary import Text

_FALLING = (
    "angka kemiskinan",
    "penduduk miskin",
    "pengangguran",
    "stunting",
    "kematian",
    "kesakitan",
    "inflasi",
    "kekerasan",
    "kawasan kumuh",
    "titik banjir",
    "pelanggaran",
    "kecelakaan",
    "gini",
    "prevalensi",
    "ketimpangan",
    "putus sekolah",
)


def falls(indicator: Indicator) -> bool:
    """Whether less is better: declared, or told by the indicator's own words."""
    return _falls(indicator.name) if indicator.direction is None else indicator.direction == "down"


@lru_cache(maxsize=32768)
def _falls(name: str) -> bool:
    name = name.casefold()
    helped = any(word in name for word in ("penanganan", "ditangani", "penyelesaian", "diselesaikan", "penurunan"))
    return not helped and any(word in name for word in _FALLING)


@lru_cache(maxsize=32768)
def shortfall(indicator: Indicator) -> float | None:
    """How far an indicator is behind its path, from 0 (on it) to 1 (nothing done).

    Only years with a target and a realisation above zero, or a full year, are judged: a form printed at half-year
    with an empty cell says nothing. The path is the target's share of the year that has passed; for an indicator
    that should fall, being above its target counts.
    """
    year = judged(indicator)
    if year is None:
        return None
    target, done = _number(year.target), _number(year.realised)
    if falls(indicator):
        return min(1.0, max(0.0, done / target - 1))
    expected = target * year.quarter / 4
    return min(1.0, max(0.0, 1 - done / expected)) if expected > 0 else None


def judged(indicator: Indicator) -> IndicatorYear | None:
    """The latest year of an indicator by which it can be judged, as ``shortfall`` says; None where there is none."""
    for year in reversed(indicator.years):
        done = year.realised.number if year.realised else None
        if _number(year.target) and done is not None and (done or year.quarter == 4):
            return year
    return None


def _number(measure: Measure | None) -> float:
    return (measure.number if measure else None) or 0.0


def stands(indicator: Indicator, done: str, target: str) -> Text:
    """Say how an indicator that is behind stands: of what should fall that it is above its target already."""
    if falls(indicator):
        return Text(f"sudah {done}, melebihi targetnya {target},", f"is {done} already, above its target of {target},")
    return Text(f"baru {done} dari {target}", f"has reached {done} of {target}")


def written(measure: Measure | None, unit: str) -> str:
    """Write a value as its source has it, with its unit where that does not stand in it."""
    text = measure.text if measure else "-"
    return text if not unit or unit.casefold() in text.casefold() else f"{text} {unit}"
