"""Portfolio: the best set of initiatives within a budget and each OPD's capacity, and what it leaves out."""

from collections.abc import AsyncGenerator, Callable
from typing import Annotated, NamedTuple

import strawberry

from acts import SeenPlan
from acts.workers import Check
from graph import model
from graph.record import DecisionStanding
from graph.sentence import Sentence, told
from rules import portfolio as records
from rules.asking import FAMILY
from rules.recommend import Initiative as FoundInitiative
from schema.advice.initiative import Initiative
from schema.advice.weighing import WeightsInput, ranked
from schema.core import Rupiah, described_input, field, invalid, said
from schema.core.described import described
from schema.node import Dimension, Opd, all_shown, node_id
from schema.request import Context

KECAMATAN = FAMILY
"""The word that stands for all kecamatan together in place of an OPD's short name."""
Budget = Annotated[
    Rupiah | None, said("Budget for the programs of the chosen initiatives, in rupiah; no limit if left out.")
]
Capacity = Annotated[
    float,
    said(
        "Capacity of each OPD in units of core work: leading an initiative takes 2, core work 1, supporting 0.5. All "
        "kecamatan together count as one OPD."
    ),
]


@described_input
class CapacityInput:
    """Capacity of one OPD."""

    opd: str = strawberry.field(
        description="Id or short name of the OPD; `kecamatan` stands for all kecamatan together."
    )
    capacity: float = strawberry.field(
        description="Capacity in units of core work: leading an initiative takes 2, core work 1, supporting 0.5."
    )


Capacities = Annotated[list[CapacityInput] | None, said("OPDs with another capacity than `capacity`.")]
KeepDecisions = Annotated[
    bool,
    said(
        "True: accepted initiatives are in the portfolio in any case, whatever OPDs can carry, and rejected ones are "
        "not; a budget below the cost of the accepted ones is refused."
    ),
]


class Limits(NamedTuple):
    """What was asked for."""

    budget: int | None
    capacity: float
    capacities: list[CapacityInput] | None
    weights: WeightsInput | None
    keeps_decisions: bool


@described
class Load:
    """Load of one OPD in a portfolio."""

    record: strawberry.Private[str]
    seen: strawberry.Private[SeenPlan]
    load: float = strawberry.field(
        description="Load in units of core work: leading an initiative counts 2, core work 1, supporting 0.5."
    )
    capacity: float = strawberry.field(description="Capacity of the OPD, in the same units.")

    @field
    def opd(self) -> Opd | None:
        """The OPD; null for all kecamatan together."""
        found: list[Opd] = all_shown(self.seen, (self.record,))
        return found[0] if found else None

    @field
    def name(self) -> str:
        """Short name of the OPD; `kecamatan` for all kecamatan together."""
        return _name(self.seen, self.record)


@described
class LeftOut:
    """An initiative that is not in the portfolio, and what adding it would take."""

    record: strawberry.Private[records.LeftOut]
    seen: strawberry.Private[SeenPlan]
    initiative: Initiative = strawberry.field(description="The initiative that was left out.")

    @field
    def rupiah(self) -> Rupiah:
        """Cost of its programs that the portfolio does not pay for already, in rupiah."""
        return Rupiah(self.record.rupiah)

    @field
    def missing_rupiah(self) -> Rupiah:
        """The part of `rupiah` that exceeds the budget; 0 if the budget suffices."""
        return Rupiah(self.record.missing_rupiah)

    @field
    def overloaded(self) -> list[str]:
        """Short names of the OPDs whose capacity it would exceed; `kecamatan` for all kecamatan together."""
        return [_name(self.seen, each) for each in self.record.overloaded]

    @field
    def is_rejected(self) -> bool:
        """Whether it is left out because it was rejected; only with `keepDecisions`."""
        return self.record.is_excluded


@described
class Portfolio:
    """The best set of initiatives within a budget and the OPDs' capacities: the highest sum of scores, serving every
    dimension if possible.
    """

    record: strawberry.Private[records.Portfolio]
    constraints: strawberry.Private[records.Constraints]
    initiatives_: strawberry.Private[dict[str, FoundInitiative]]
    weights: strawberry.Private[tuple[float, ...]]
    seen: strawberry.Private[SeenPlan]
    is_final: bool = strawberry.field(
        description="Whether the search has ended; false in the first answer of the subscription `portfolio` alone."
    )

    @field
    def initiatives(self) -> list[Initiative]:
        """The initiatives in the portfolio, by rank."""
        return [self._shown(each) for each in self.record.chosen]

    @field
    def left_out(self) -> list[LeftOut]:
        """The initiatives that were left out, by rank, each with what adding it would take."""
        return [
            LeftOut(record=each, seen=self.seen, initiative=self._shown(each.fingerprint))
            for each in self.record.left_out
        ]

    @field
    def score(self) -> float:
        """Sum of the initiatives' scores."""
        return self.record.score

    @field
    def rupiah(self) -> Rupiah:
        """Cost of the programs of the initiatives in rupiah, each program counted once."""
        return Rupiah(self.record.rupiah)

    @field
    def loads(self) -> list[Load]:
        """Load of each OPD, the OPD with the least spare capacity first."""
        found = [
            Load(
                record=party,
                seen=self.seen,
                load=load,
                capacity=self.constraints.capacities.get(party, self.constraints.capacity),
            )
            for party, load in self.record.load.items()
        ]
        return sorted(found, key=lambda each: (each.capacity - each.load, each.record))

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions that the portfolio serves."""
        return all_shown(self.seen, self.record.dimensions)

    @field
    def unserved(self) -> list[Dimension]:
        """The dimensions that the portfolio does not serve."""
        return all_shown(self.seen, self.record.unserved)

    @field
    def gap(self) -> float:
        """By how much another set could be better at most, as a share of this one; 0 if this one is proven to be the
        best.
        """
        return self.record.gap

    def _shown(self, fingerprint: str) -> Initiative:
        return Initiative(record=self.initiatives_[fingerprint], seen=self.seen, weights=self.weights)


class _Asked(NamedTuple):
    """What is searched in, and within which limits."""

    context: Context
    seen: SeenPlan
    initiatives: tuple[FoundInitiative, ...]
    weights: tuple[float, ...]
    constraints: records.Constraints

    async def found(self, search: Callable[[Check], records.Portfolio], *, is_final: bool) -> Portfolio:
        """Choose a set in the threads of computations; that ends where nobody waits for it any more."""
        try:
            record = await self.context.workers.run(search)
        except ValueError as error:
            raise invalid(told(error)) from error
        return Portfolio(
            record=record,
            constraints=self.constraints,
            initiatives_={each.fingerprint: each for each in self.initiatives},
            weights=self.weights,
            seen=self.seen,
            is_final=is_final,
        )

    async def first(self) -> Portfolio:
        """Choose a set at once."""
        return await self.found(
            lambda _: records.first(self.seen.plan, self.initiatives, self.constraints), is_final=False
        )

    async def best(self) -> Portfolio:
        """Search for the best set."""
        return await self.found(
            lambda check: records.portfolio(self.seen.plan, self.initiatives, self.constraints, check), is_final=True
        )


async def best(context: Context, seen: SeenPlan, limits: Limits) -> Portfolio:
    """Choose the best set.

    Raises
    ------
    GraphQLError
        Where a limit is negative, names no agency, or names one twice, or where the budget is less than what is
        accepted costs.
    """
    return await (await _asked(context, seen, limits)).best()


async def improving(context: Context, slug: str, limits: Limits) -> AsyncGenerator[Portfolio, None]:
    """Choose a set at once, and then the best one.

    Raises
    ------
    GraphQLError
        As of ``best``, or where there is no such plan.
    """
    asked = await _asked(context, await context.seen(slug), limits)
    yield await asked.first()
    yield await asked.best()


async def _asked(context: Context, seen: SeenPlan, limits: Limits) -> _Asked:
    decided = await context.standing_decisions(seen.plan.info.slug) if limits.keeps_decisions else ()
    initiatives, weights = await ranked(seen, limits.weights)
    constraints = records.Constraints(
        budget=limits.budget,
        capacity=limits.capacity,
        capacities=_capacities(seen, limits.capacities or []),
        pinned=frozenset(each.fingerprint for each in decided if each.standing is DecisionStanding.ACCEPTED),
        excluded=frozenset(each.fingerprint for each in decided if each.standing is DecisionStanding.REJECTED),
    )
    return _Asked(context, seen, initiatives, weights, constraints)


def _capacities(seen: SeenPlan, given: list[CapacityInput]) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in given:
        is_family = each.opd.casefold() == KECAMATAN
        party = KECAMATAN if is_family else node_id(seen, each.opd, model.Opd, "capacities.opd")
        if not is_family and seen.plan.get(model.Opd, party).is_territorial:
            raise invalid(
                Sentence(
                    f"{each.opd} dihitung bersama semua kecamatan; pakai {KECAMATAN}.",
                    f"{each.opd} counts with all kecamatan; write {KECAMATAN}.",
                )
            )
        if party in found:
            raise invalid(
                Sentence(f"Kapasitas {each.opd} disebut dua kali.", f"The capacity of {each.opd} is given twice.")
            )
        found[party] = each.capacity
    return found


def _name(seen: SeenPlan, party: str) -> str:
    node = seen.plan.nodes.get(party)
    return node.short_name if isinstance(node, model.Opd) else party
