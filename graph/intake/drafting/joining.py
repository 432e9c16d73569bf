"""Joining: a year of which two sources speak, as one, and what must be told where their amounts differ."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from graph.model import IndicatorYear, Money, ProgramYear, Stage
from graph.vocabulary import called

Y = TypeVar("Y", ProgramYear, IndicatorYear)


def joined_year(under: Y, over: Y) -> Y:
    """Give a year as one source has it, with what only the other says laid under it.

    >>> money = Money(text="9", amount=9)
    >>> joined_year(ProgramYear(year=2026, spent=money, quarter=2), ProgramYear(year=2026, budget=money)).quarter
    2
    """
    values = {name: getattr(under, name) for name in over.__struct_fields__ if getattr(over, name) is None}
    if not _is_reported(over):
        values["quarter"] = under.quarter
    made = msgspec.structs.replace(over, **values)
    if isinstance(made, ProgramYear) and isinstance(under, ProgramYear) and isinstance(over, ProgramYear):
        return made.with_stages(under.stages | over.stages)
    return made


def _is_reported(year: ProgramYear | IndicatorYear) -> bool:
    return bool((year.spent if isinstance(year, ProgramYear) else year.realised) or year.quarters)


def unlike(under: ProgramYear, over: ProgramYear, source: str) -> Iterator[str]:
    """Say which amounts of a year do not count, since the source that is named has others."""
    for stage, money in under.stages.items():
        counts = over.stages.get(stage)
        if counts is not None and counts.amount != money.amount:
            yield f"Berkas ini menyebut pagu {_of(under.year, stage)} sebesar {money.text}; yang dipakai dari {source}."
    yield from stageless(under, over, source)


def stageless(said: ProgramYear, known: ProgramYear, source: str) -> Iterator[str]:
    """Say that an amount of no said stage does not count beside the set budget, where it is another amount."""
    money, latest = said.stages.get(None), known.stage
    amounts = {each.amount for each in known.stages.values()}
    if money is not None and latest in {Stage.ORIGINAL, Stage.CHANGED} and money.amount not in amounts:
        yield (
            f"Berkas ini menyebut pagu {said.year} sebesar {money.text} tanpa tahap; yang dihitung pagu "
            f"{_of(said.year, latest)} sebesar {_text(known.budget)} dari {source}."
        )


def _of(year: int, stage: Stage | None) -> str:
    return str(year) if stage is None else f"{called(stage, 'BudgetStage').id} {year}"


def _text(money: Money | None) -> str:
    return money.text if money else ""
