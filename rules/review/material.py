"""Material: the work, outcomes and indicators that a review looks at, each with all that it serves.

A tie of a whole is one of its parts as well, beside their own, so that to tie a part takes nothing from anything.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import msgspec
from msgspec.structs import replace
from rapidfuzz.fuzz import partial_ratio

from graph.model import Dimension, Indicator, LinkKind, Objective, ObjectiveLevel, Opd, Program
from graph.snapshot import PlanGraph, kept
from graph.traversal.division import objectives_above, once
from graph.traversal.money import lowest_budgets, spending
from graph.traversal.network import network
from rules.alignment import indicator_behind, readiness_missing
from rules.asking import shortfall
from rules.asking.doubt import doubt
from rules.configuration import DEFAULT, Configuration
from rules.knowledge import is_routine, known_of

NOTHING: Final[frozenset[str]] = frozenset()
ACCOUNTABILITY: Final = "akuntabilitas kinerja"
NEAR: Final = 88
"""How near, of 100, a misspelt text is to be to it."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What of a plan is looked at."""

    years: tuple[int, ...] = ()
    """Years whose money and figures count; all where it is empty."""
    opds: frozenset[str] | None = None
    """Ids of the agencies whose work counts, an empty one for work that nobody leads; all work where it is None."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of work: a program without parts, or one whose money no part of it states."""

    program: Program
    budget: int | None
    """Plausible rupiah of the years; None where none is stated."""
    spent: int | None
    """Rupiah spent, where its money is stated; None where nothing is said of it, or only what is beyond."""
    beyond: int
    """Rupiah written as spent that exceed the budget of their year, and so are not counted."""
    within: frozenset[str]
    """Ids of the dimensions and objectives that it serves, with those above them, and of the agency that leads it.

    Office work serves no dimension, and is not asked to.
    """
    dimension: str
    """Id of the one dimension that its money is counted under; empty where it serves none."""
    objective: str
    """Id of the one objective that its money is counted under; empty where it serves none."""
    opd: str
    """Id of the agency that leads it; empty where nobody does."""

    @property
    def is_office(self) -> bool:
        """Whether it is office work."""
        return self.program.is_overhead


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome (sasaran) with the work that serves it."""

    objective: Objective
    works: tuple[str, ...]
    """Ids of the pieces of work."""
    within: frozenset[str]
    """The same as of the work, and the outcome itself with what is above it."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator, not one about an agency's own office, with what it reached in the years."""

    indicator: Indicator
    lag: float | None
    """How far it is behind its path, 0 to 1; None where it is doubtful or has no target and realisation."""
    is_on_path: bool
    """Whether it can be judged and is not behind."""
    within: frozenset[str]
    """Ids of what it measures, by way of the work and the objectives that it measures, and of who leads that."""


class Material:
    """What a review of a plan is made of."""

    def __init__(self, plan: PlanGraph, scope: Scope, configuration: Configuration = DEFAULT) -> None:
        self.plan: Final = plan
        self.scope: Final = scope
        options = configuration.options
        self._behind = msgspec.convert(options.get("AL03", {}), indicator_behind.Options)
        self._readiness = msgspec.convert(options.get("AL08", {}), readiness_missing.Options)

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The pieces of work of the years and agencies, by id."""
        return tuple(self._works())

    def _works(self) -> Iterator[Work]:
        stated = lowest_budgets(self.plan)
        wholes = _wholes(self.plan)
        for program in self.plan.of(Program):
            lead = self.plan.lead(program.id)
            if not self._concerns(lead):
                continue
            money = {year: rupiah for year, rupiah in stated.get(program.id, {}).items() if self.counts(year)}
            rows = [row for row in program.years if self.counts(row.year)]
            is_there = bool(rows or not self.scope.years)
            if money or (is_there and program.id not in wholes):
                yield self._work(program, money, lead)

    def _concerns(self, lead: Opd | None) -> bool:
        return self.scope.opds is None or (lead.id if lead else "") in self.scope.opds

    def counts(self, year: int) -> bool:
        """Whether what is said of a year is looked at."""
        return not self.scope.years or year in self.scope.years

    def _work(self, program: Program, money: Mapping[int, int], lead: Opd | None) -> Work:
        said = [spent for year, spent in spending(self.plan).get(program.id, {}).items() if self.counts(year)]
        spent = [each.spent for each in said if each.spent is not None]
        return Work(
            program=program,
            budget=sum(money.values()) if money else None,
            spent=sum(spent) if spent else None,
            beyond=sum(each.beyond for each in said),
            within=served(self.plan)[program.id] | ({lead.id} if lead else NOTHING),
            dimension=once(self.plan, Dimension).get(program.id, ""),
            objective=once(self.plan, Objective).get(program.id, ""),
            opd=lead.id if lead else "",
        )

    @cached_property
    def read(self) -> frozenset[str]:
        """The agencies whose work was read, an empty id for work that nobody leads."""
        return frozenset(work.opd for work in self.works)

    def _is_read(self, lead: Opd | None) -> bool:
        """Whether an agency was read in the years, so that what it lacks tells something."""
        return not self.scope.years or lead is None or lead.id in self.read

    def is_unread(self, id_: str) -> bool:
        """Whether what a dimension or an objective gets cannot be told from what was read.

        Either all work that serves it is of agencies that were not read in the years, or it waits for its outcomes.
        """
        owners = _owners(self.plan).get(id_, NOTHING) if self.scope.years else NOTHING
        return id_ in self.waiting or (bool(owners) and self.read.isdisjoint(owners))

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Missions under which nothing stands, while outcomes wait for a mission."""
        missions = frozenset(each.id for each in self.plan.objectives if each.level is ObjectiveLevel.MISSION)
        over = objectives_above(self.plan)
        outcomes = (each for each in self.plan.objectives if each.level is ObjectiveLevel.OUTCOME)
        if not any(over[each.id].isdisjoint(missions) for each in outcomes):
            return NOTHING
        return missions.difference(*(each.within for each in self.outcomes), *(each.within for each in self.works))

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of the plan and of the agencies, by id; not those about an agency's own office."""
        serving: dict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            for id_ in work.within:
                serving[id_].append(work)
        found = []
        for objective in self.plan.objectives:
            lead = self.plan.lead(objective.id)
            if (
                objective.level is ObjectiveLevel.OUTCOME
                and self._concerns(lead)
                and self._is_read(lead)
                and not _is_of_office(self.plan, objective)
            ):
                works = serving.get(objective.id, [])
                dimensions = NOTHING.union(*(work.within & dimension_ids(self.plan) for work in works))
                own = objectives_above(self.plan)[objective.id] | ({lead.id} if lead else NOTHING)
                ids = tuple(work.program.id for work in works)
                found.append(Outcome(objective=objective, works=ids, within=own | dimensions))
        return tuple(found)

    @cached_property
    def indicators(self) -> tuple[Measured, ...]:
        """The indicators of the plan and of the agencies, by id."""
        return tuple(self._indicators())

    def _indicators(self) -> Iterator[Measured]:
        known = known_of(self.plan)
        for indicator in self.plan.indicators:
            measured = [self.plan.nodes[link.target_id] for link in self.plan.out(indicator.id, LinkKind.MEASURES)]
            is_office = any(isinstance(node, Program) and node.is_overhead for node in measured)
            lead = next((lead for node in measured if (lead := self.plan.lead(node.id))), self.plan.lead(indicator.id))
            if is_office or not (self._concerns(lead) and self._is_read(lead)) or is_routine(indicator.name, known):
                continue
            lag = None if doubt(indicator) else shortfall(self._of_years(indicator))
            within = NOTHING.union(*(_serves(self.plan, node.id) for node in measured))
            yield Measured(
                indicator=indicator,
                lag=lag,
                is_on_path=lag is not None and lag < self._behind.least,
                within=within | ({lead.id} if lead else NOTHING),
            )

    def _of_years(self, indicator: Indicator) -> Indicator:
        if all(self.counts(row.year) for row in indicator.years):
            return indicator
        return replace(indicator, years=tuple(row for row in indicator.years if self.counts(row.year)))

    @cached_property
    def judged(self) -> tuple[Measured, ...]:
        """The indicators that can be judged in the years."""
        return tuple(each for each in self.indicators if each.lag is not None)

    @cached_property
    def ready(self) -> Mapping[str, frozenset[str]]:
        """The elements of readiness that funded work is on, by the id of what that work serves or who leads it."""
        found: dict[str, frozenset[str]] = defaultdict(frozenset)
        for work in self.works:
            if work.budget and not work.is_office:
                on = readiness_missing.elements(self.plan, work.program, self._readiness)
                for id_ in work.within if on else NOTHING:
                    found[id_] |= on
        return found

    @cached_property
    def is_money_read(self) -> bool:
        """Whether any budget of the years is stated."""
        return any(work.budget is not None for work in self.works)

    @cached_property
    def is_spending_read(self) -> bool:
        """Whether any spending of the years is stated."""
        return any(work.spent is not None for work in self.works)


def _is_of_office(plan: PlanGraph, outcome: Objective) -> bool:
    """Whether an outcome is about an agency's own office: by its text, or by one near it and what measures it."""
    known = known_of(plan)
    if is_routine(outcome.text, known):
        return True
    is_near = plan.lead(outcome.id) is not None and partial_ratio(ACCOUNTABILITY, outcome.text.lower()) >= NEAR
    measures = plan.indicators_of(outcome.id) if is_near else ()
    return bool(measures) and all(is_routine(each.name, known) for each in measures)


@kept
def dimension_ids(plan: PlanGraph) -> frozenset[str]:
    """The ids of all dimensions and sub-dimensions."""
    return frozenset(each.id for each in plan.of(Dimension))


@kept
def served(plan: PlanGraph) -> dict[str, frozenset[str]]:
    """The dimensions and objectives that each program serves, itself or as a part, with all that is above them."""
    upwards = objectives_above(plan)
    web = network(plan)
    own = {
        id_: NOTHING.union(*(web.wholes(each.id) for each in reached)) & dimension_ids(plan)
        for id_, reached in plan.own_dimensions.items()
    }
    for id_, aims in plan.own_objectives.items():
        own[id_] = own.get(id_, NOTHING).union(*(upwards[each.id] for each in aims))
    return {
        program.id: NOTHING.union(*(own.get(whole, NOTHING) for whole in web.wholes(program.id)))
        for program in plan.of(Program)
    }


@kept
def agencies_read(plan: PlanGraph) -> dict[int, frozenset[str]]:
    """The agencies whose work states money in each year, an empty id for work that nobody leads."""
    found: dict[int, set[str]] = defaultdict(set)
    for program in plan.of(Program):
        lead = plan.lead(program.id)
        for row in program.years:
            if row.budget is not None or row.spent is not None:
                found[row.year].add(lead.id if lead else "")
    return {year: frozenset(opds) for year, opds in sorted(found.items())}


@kept
def _owners(plan: PlanGraph) -> dict[str, frozenset[str]]:
    """The agencies whose work serves each dimension and objective, whatever the year."""
    found: dict[str, set[str]] = defaultdict(set)
    for id_, within in served(plan).items():
        lead = plan.lead(id_)
        for each in NOTHING if plan.get(Program, id_).is_overhead else within:
            found[each].add(lead.id if lead else "")
    return {id_: frozenset(opds) for id_, opds in found.items()}


def _serves(plan: PlanGraph, id_: str) -> frozenset[str]:
    return served(plan).get(id_) or objectives_above(plan).get(id_, NOTHING)


@kept
def _wholes(plan: PlanGraph) -> frozenset[str]:
    """The programs that have parts."""
    links = plan.links_of(LinkKind.CONTAINS)
    return frozenset(
        link.source_id
        for link in links
        if isinstance(plan.nodes.get(link.source_id), Program) and isinstance(plan.nodes.get(link.target_id), Program)
    )
