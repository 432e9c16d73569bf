"""Pace: how far an indicator is, measured against the part of the year that has passed."""

from functools import lru_cache

from graph.model import Indicator

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
    for year in reversed(indicator.years):
        target = year.target.number if year.target else None
        done = year.realised.number if year.realised else None
        if not target or done is None or (done == 0 and year.quarter < 4):
            continue
        if falls(indicator):
            return min(1.0, max(0.0, done / target - 1))
        expected = target * year.quarter / 4
        return min(1.0, max(0.0, 1 - done / expected)) if expected > 0 else None
    return None
