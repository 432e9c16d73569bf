"""An outline says less than its plan, and never something else."""

import pytest

from graph.change import Contents
from graph.model import Indicator, Level, Link, LinkKind, Program
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO
from rules.outline import without_words, without_years


def _plan(unit: str) -> PlanGraph:
    """A plan of one program with one indicator, of which no year says anything."""
    program = Program(id="program/a", level=Level.PROGRAM, name="Drainase")
    indicator = Indicator(id="indicator/a", name="Panjang drainase", unit=unit)
    link = Link(kind=LinkKind.MEASURES, source_id=indicator.id, target_id=program.id)
    return PlanGraph(INFO, 1, Contents(nodes={each.id: each for each in (program, indicator)}, links={link.id: link}))


def test_years_that_were_left_out_cannot_be_read() -> None:
    plan = _plan("km")
    for outline in (without_years(plan), without_words(plan)):
        for record in (*outline.of(Program), *outline.indicators):
            with pytest.raises(LookupError, match="outline"):
                list(record.years)


def test_a_plan_that_says_nothing_of_years_is_not_taken_for_its_outline() -> None:
    plan = _plan("m")
    [seen] = without_years(plan).indicators_of("program/a")
    [own] = plan.indicators_of("program/a")
    assert seen != own
    assert list(own.years) == []
