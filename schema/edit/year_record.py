"""Year record: from the input for a year of a program or an indicator to the year as the plan stores it."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from strawberry import UNSET

from acts import Path, required, unusable
from acts.refusal import ProblemCode
from graph import model
from graph.masterplan import MasterplanYear
from graph.sentence import Sentence
from schema.edit.masterplan_input import MasterplanYearInput
from schema.edit.measure_input import MeasureInput
from schema.edit.node_input import (
    IndicatorYearInput,
    ProgramYearInput,
    RealisedInQuarterInput,
    SpentInQuarterInput,
)

YEARS: Final = range(1945, 2201)
_QUARTERS: Final = range(1, 5)


def set_year(
    known: dict[int, Any], said: ProgramYearInput | IndicatorYearInput | MasterplanYearInput, path: Path
) -> None:
    """Store the input for a year; fields that it leaves out stay, and a year of which nothing is left goes.

    Raises
    ------
    Refused
        Where a value cannot be used.
    """
    if said.year not in YEARS:
        raise unusable(
            (*path, "year"),
            ProblemCode.OUT_OF_RANGE,
            Sentence(f"Tahun {said.year} di luar jangkauan.", f"The year {said.year} is out of range."),
        )
    old = known.get(said.year)
    new: msgspec.Struct
    if isinstance(said, ProgramYearInput):
        new = _program_year(said, old or model.ProgramYear(year=said.year), path)
        empty: msgspec.Struct = model.ProgramYear(year=said.year, quarter=new.quarter)
    elif isinstance(said, IndicatorYearInput):
        new = _indicator_year(said, old or model.IndicatorYear(year=said.year), path)
        empty = model.IndicatorYear(year=said.year, quarter=new.quarter)
    else:
        empty = MasterplanYear(year=said.year)
        new = _masterplan_year(said, old or MasterplanYear(year=said.year), path)
    known[said.year] = new
    if new == empty:
        del known[said.year]


def _program_year(said: ProgramYearInput, old: model.ProgramYear, path: Path) -> model.ProgramYear:
    stages = old.stages
    if said.budget is None:
        stages = {}
    elif said.budget is not UNSET:
        stages[old.stage] = money(said.budget, old.budget)
    for each in said.stages or ():
        if each.budget is None:
            stages.pop(each.stage, None)
        else:
            stages[each.stage] = money(each.budget, stages.get(each.stage))
    values = _quarters("spent", said.quarters or (), old, path) | _reach(said.quarter, path)
    if said.spent is not UNSET:
        values["spent"] = None if said.spent is None else money(said.spent, old.spent)
    return msgspec.structs.replace(old.with_stages(stages), **values)


def _indicator_year(said: IndicatorYearInput, old: model.IndicatorYear, path: Path) -> model.IndicatorYear:
    values = _quarters("realised", said.quarters or (), old, path) | _reach(said.quarter, path)
    return msgspec.structs.replace(old, **values, **_aims(said, path))


def _masterplan_year(said: MasterplanYearInput, old: MasterplanYear, path: Path) -> MasterplanYear:
    progress = old.progress if said.progress is UNSET else said.progress
    return msgspec.structs.replace(old, progress=progress, **_aims(said, path))


def _aims(said: IndicatorYearInput | MasterplanYearInput, path: Path) -> dict[str, model.Measure | None]:
    """By field what an input says of target and realisation."""
    given = {"target": said.target, "realised": said.realised}
    return {
        name: None if value is None else measure(value, (*path, name))
        for name, value in given.items()
        if value is not UNSET
    }


def _reach(quarter: int | None, path: Path) -> dict[str, object]:
    """By field up to which quarter an input says that the year was reported."""
    if quarter in (UNSET, None):
        return {}
    _check_quarter(quarter, path)
    return {"quarter": quarter}


def _quarters(
    what: str,
    said: Sequence[SpentInQuarterInput | RealisedInQuarterInput],
    old: model.ProgramYear | model.IndicatorYear,
    path: Path,
) -> dict[str, object]:
    """By field what an input says of quarters."""
    values: dict[str, object] = {}
    for number, each in enumerate(said):
        at = (*path, "quarters", number)
        _check_quarter(each.quarter, at)
        field = f"{what}_q{each.quarter}"
        if isinstance(each, SpentInQuarterInput):
            values[field] = None if each.spent is None else money(each.spent, getattr(old, field))
        else:
            values[field] = None if each.realised is None else measure(each.realised, (*at, "realised"))
    return values


def _check_quarter(quarter: int | None, path: Path) -> None:
    if quarter not in _QUARTERS:
        raise unusable(
            (*path, "quarter"),
            ProblemCode.OUT_OF_RANGE,
            Sentence("quarter harus 1 sampai 4.", "quarter must be 1 to 4."),
        )


def money(amount: int, old: object) -> model.Money:
    """Make an amount from an input; an unchanged amount keeps its written text."""
    if isinstance(old, model.Money) and old.amount == amount:
        return old
    return model.Money(text=str(amount), amount=amount)


def measure(said: MeasureInput, path: Path) -> model.Measure:
    """Make a value of an indicator from an input.

    Raises
    ------
    Refused
        Where its ends do not fit each other, or its text is empty.
    """
    high = said.low if said.high is None else said.high
    if said.low is None and high is not None:
        raise unusable(
            (*path, "low"), ProblemCode.REQUIRED, Sentence("Isi low bila high diisi.", "Fill in low where high is.")
        )
    if said.low is not None and high is not None and high < said.low:
        raise unusable(
            (*path, "high"),
            ProblemCode.OUT_OF_RANGE,
            Sentence("high tidak boleh kurang dari low.", "high must not be less than low."),
        )
    return model.Measure(text=required(said.text, (*path, "text")), low=said.low, high=high)
