"""Session: when there is so much of one kind, at so many agencies, that all of it is gone through at once."""

from collections.abc import Mapping

from graph.model import Opd
from graph.snapshot import PlanGraph
from rules.asking import families, who_plans
from rules.rule import RuleOptions


class Many(RuleOptions, frozen=True, kw_only=True):
    """From when on it is a matter of all."""

    least: int = 8
    """Pieces of work."""
    least_opds: int = 3
    """Agencies that lead them; all kecamatan count as one."""


def owners(plan: PlanGraph, weights: Mapping[str, int], count: int, many: Many) -> tuple[str, ...]:
    """Give the OPDs that lead some work, those of most weight first; none where it is too little, or of too few."""
    if count < many.least or len(families(plan.get(Opd, id_) for id_ in weights)) < many.least_opds:
        return ()
    return tuple(sorted(weights, key=lambda id_: (-weights[id_], id_)))


def sitting(plan: PlanGraph, led: tuple[str, ...]) -> tuple[str, ...]:
    """Give who sits at it: who plans, then those who lead the work."""
    return tuple(dict.fromkeys((*who_plans(plan), *led)))
