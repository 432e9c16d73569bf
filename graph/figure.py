"""Figure: a program's money and an indicator's values per year, by stage of the budget and by quarter."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from graph.node import Measure, Money, Record, Word


class Stage(Word):
    """At which stage of the budget an amount was set, the earliest first; the latest stage of a year counts."""

    PROPOSED = "proposed"
    """Usulan: what an OPD asked for."""
    INDICATIVE = "indicative"
    """Pagu indikatif: the ceiling of RKPD, Renja or KUA-PPAS."""
    ORIGINAL = "original"
    """Murni: the budget as it was set for the year (APBD)."""
    CHANGED = "changed"
    """Perubahan: the budget as it was changed or shifted during the year."""


def in_rupiah(amount: int) -> str:
    """Give an amount as people write it.

    >>> in_rupiah(2_735_354_500), in_rupiah(-5)
    ('Rp 2.735.354.500', '-Rp 5')
    """
    return f"{'-' * (amount < 0)}Rp {abs(amount):,}".replace(",", ".")


_UNSAID: Final = 2
"""Where an amount of no said stage stands among the stages: above what is only proposed, below what was set."""


def rank_of(stage: Stage | None) -> int:
    """Where a stage stands among the stages, and an amount of no said stage between them."""
    return _UNSAID if stage is None else _RANKS[stage]


_RANKS: Final = {Stage.PROPOSED: 0, Stage.INDICATIVE: 1, Stage.ORIGINAL: 3, Stage.CHANGED: 4}


class ProgramYear(Record, frozen=True, kw_only=True):
    """What a program was given in one year, stage by stage, and what it has spent up to and including a quarter."""

    year: int
    budget: Money | None = None
    """The amount that counts: that of the latest stage."""
    stage: Stage | None = None
    """The stage at which the budget was set; None where its source does not say."""
    proposed: Money | None = None
    indicative: Money | None = None
    original: Money | None = None
    spent: Money | None = None
    quarter: int = 4
    spent_q1: Money | None = None
    spent_q2: Money | None = None
    spent_q3: Money | None = None
    spent_q4: Money | None = None

    @property
    def stages(self) -> dict[Stage | None, Money]:
        """All amounts by their stages, the earliest first; the last one counts."""
        earlier = ((stage, getattr(self, stage)) for stage in EARLIER)
        found: dict[Stage | None, Money] = {stage: money for stage, money in earlier if money is not None}
        return found if self.budget is None else found | {self.stage: self.budget}

    @property
    def quarters(self) -> dict[int, Money]:
        """What was spent within each quarter of which that is known."""
        found = ((number, getattr(self, f"spent_q{number}")) for number in QUARTERS)
        return {number: money for number, money in found if money is not None}

    def with_stages(self, amounts: Mapping[Stage | None, Money]) -> "ProgramYear":
        """Give the year with these amounts; here it is said which of them counts: that of the latest stage.

        An amount of no said stage counts until the set or the changed budget is known, and is not kept beside it.

        >>> year = ProgramYear(year=2026)
        >>> amounts = {Stage.CHANGED: Money(text="8", amount=8), Stage.ORIGINAL: Money(text="9", amount=9)}
        >>> changed = year.with_stages(amounts)
        >>> changed.stage, changed.budget.amount, changed.original.amount
        (<Stage.CHANGED: 'changed'>, 8, 9)
        """
        stages = sorted(amounts, key=rank_of)
        values: dict[str, Any] = {stage: amounts[stage] if stage in stages[:-1] else None for stage in EARLIER}
        latest = stages[-1] if stages else None
        return msgspec.structs.replace(self, budget=amounts.get(latest), stage=latest, **values)

    def with_quarters(self, spent: Mapping[int, Money]) -> "ProgramYear":
        """Give the year with what was spent within these quarters."""
        return msgspec.structs.replace(self, **{f"spent_q{number}": money for number, money in spent.items()})


class IndicatorYear(Record, frozen=True, kw_only=True):
    """What an indicator should reach and has reached in one year, up to and including a quarter."""

    year: int
    target: Measure | None = None
    realised: Measure | None = None
    quarter: int = 4
    realised_q1: Measure | None = None
    realised_q2: Measure | None = None
    realised_q3: Measure | None = None
    realised_q4: Measure | None = None

    @property
    def quarters(self) -> dict[int, Measure]:
        """What was reported of each quarter of which anything was, as its form has it."""
        found = ((number, getattr(self, f"realised_q{number}")) for number in QUARTERS)
        return {number: measure for number, measure in found if measure is not None}

    def with_quarters(self, realised: Mapping[int, Measure | None]) -> "IndicatorYear":
        """Give the year with what was reported in these quarters."""
        return msgspec.structs.replace(self, **{f"realised_q{number}": value for number, value in realised.items()})


def by_stage(years: Iterable[ProgramYear]) -> dict[Stage | None, int]:
    """Give by stage what the budgets of years add up to; an implausible one is in no sum."""
    found: dict[Stage | None, int] = {}
    for year in years:
        if year.budget is not None and year.budget.counted:
            found[year.stage] = found.get(year.stage, 0) + year.budget.counted
    return {stage: found[stage] for stage in sorted(found, key=rank_of)}


EARLIER: Final = (Stage.PROPOSED, Stage.INDICATIVE, Stage.ORIGINAL)
"""The stages whose amounts a year keeps beside the one that counts, each in the field of its name."""

QUARTERS: Final = (1, 2, 3, 4)
