"""Book: what the workbook that people keep of a plan shows of it: whose its programs are, and what a cell holds.

``graph.export.plan_book`` writes it, ``graph.intake.formats.plan_book`` reads what people changed in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec

from graph.model import (
    AnyNode,
    Dimension,
    Link,
    LinkKind,
    Measure,
    Money,
    Objective,
    Opd,
    Program,
    ProgramYear,
    Standing,
)
from graph.vocabulary import called

PROGRAMS: Final = "Program"
INDICATORS: Final = "Indikator"
SEVERAL: Final = "; "
"""Stands between several things in one cell."""
NO_FORMULA: Final = "\u2032"
"""Stands before a text that a spreadsheet would take for a formula."""
EXACT: Final = 10**15
"""Whole numbers from here on are written as text, since a spreadsheet keeps fifteen digits."""


class Ties(msgspec.Struct, frozen=True, kw_only=True):
    """Whose a plan's nodes are, what its indicators measure, and which dimensions its programs serve."""

    leads: dict[str, Opd]
    """By program, objective or indicator the OPD that leads it."""
    measured: dict[str, tuple[Program | Objective, ...]]
    """By indicator what it measures."""
    served: dict[str, tuple[Link, ...]]
    """By program its links to dimensions."""

    @classmethod
    def of(cls, nodes: Iterable[AnyNode], links: Iterable[Link]) -> "Ties":
        """Give the ties among nodes that nobody has rejected."""
        there = {node.id: node for node in nodes}
        leads: dict[str, Opd] = {}
        measured: dict[str, list[Program | Objective]] = defaultdict(list)
        served: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(links, key=lambda each: each.id):
            source, target = there.get(link.source_id), there.get(link.target_id)
            if link.standing is Standing.REJECTED:
                continue
            if link.kind is LinkKind.LEADS and isinstance(source, Opd):
                leads.setdefault(link.target_id, source)
            elif link.kind is LinkKind.MEASURES and isinstance(target, Program | Objective):
                measured[link.source_id].append(target)
            elif link.kind is LinkKind.ALIGNS and isinstance(source, Program) and isinstance(target, Dimension):
                served[link.source_id].append(link)
        return cls(
            leads=leads,
            measured={id_: tuple(found) for id_, found in measured.items()},
            served={id_: tuple(found) for id_, found in served.items()},
        )


def money_cell(money: Money | None) -> int | float | str | None:
    """Give what the workbook shows of an amount: its rupiah, in digits where a sheet cannot count so far."""
    if money is None or money.amount is None:
        return None
    return money.amount if abs(money.amount) < EXACT else str(money.amount)


def measure_cell(measure: Measure | None) -> int | float | str | None:
    """Give what the workbook shows of a performance value: a number where it is just one, else its text."""
    if measure is None:
        return None
    if measure.low is None or measure.low != measure.high:
        return measure.text or None
    return int(measure.low) if measure.low.is_integer() and abs(measure.low) < EXACT else measure.low


def stage_cell(year: ProgramYear) -> str | None:
    """Give what the workbook calls the stage of a year's budget; nothing where it is unknown."""
    return None if year.stage is None else called(year.stage, "BudgetStage").id
