"""Doubt: indicators that cannot be read as they stand, so that nobody is told by them that something is behind."""

from functools import lru_cache

from graph.model import Indicator, Measure
from rules.asking.pace import falls
from rules.finding import Text

_GROWS = ("pertumbuhan", "laju", "inflasi", "kenaikan", "peningkatan", "perubahan", "selisih", "surplus", "defisit")
"""Words of what may be below zero, or above a hundred percent."""
BACK = 0.95
"""Below this share of where it began, a target of what should rise goes backwards."""

BELOW_ZERO = Text("nilainya di bawah nol", "its value is below zero")
BEYOND = Text("nilainya di atas 100 persen", "its value is above 100 percent")
BACKWARDS = Text(
    "arahnya tidak pasti: targetnya di bawah nilai awal, dan rencana tidak menyebut naik atau turun",
    "its direction is not certain: the target is below the baseline, and the plan does not say up or down",
)


@lru_cache(maxsize=32768)
def doubt(indicator: Indicator) -> Text | None:
    """Say why an indicator cannot be judged: below zero, beyond its scale, or of no certain direction; else None."""
    name = indicator.name.casefold()
    grows = any(word in name for word in _GROWS)
    values = [each for each in _values(indicator) if each is not None]
    if not grows and any(value < 0 for value in values):
        return BELOW_ZERO
    is_share = "%" in indicator.unit or "perse" in indicator.unit.casefold() or name.startswith("persentase")
    if is_share and not grows and any(value > 100 for value in values):
        return BEYOND
    begin = _number(indicator.baseline)
    target = next((number for year in reversed(indicator.years) if (number := _number(year.target)) is not None), None)
    if indicator.direction is None and not falls(indicator) and begin and target is not None and target < BACK * begin:
        return BACKWARDS
    return None


def _values(indicator: Indicator) -> tuple[float | None, ...]:
    years = ((_number(year.target), _number(year.realised)) for year in indicator.years)
    return (_number(indicator.baseline), _number(indicator.end_target), *(each for pair in years for each in pair))


def _number(measure: Measure | None) -> float | None:
    return measure.number if measure else None
