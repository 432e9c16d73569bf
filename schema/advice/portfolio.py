"""Portfolio: the best set of initiatives under a budget and each agency's capacity, and what it leaves out."""

from typing import Annotated

import strawberry

from acts import Workers
from graph import model
from rules import portfolio as records
from rules.asking import FAMILY
from rules.engine import Evaluation
from rules.recommend import Initiative as FoundInitiative
from schema.advice.initiative import Initiative
from schema.advice.weighing import WeightsInput, ranked
from schema.core import Rupiah, described_input, field, invalid, said
from schema.core.described import described
from schema.node import Dimension, Opd, all_shown

KECAMATAN = FAMILY
"""The word that stands for all kecamatan together, where an OPD's short name is asked for."""
Budget = Annotated[Rupiah | None, said("Rupiah for the programs that are joined; no limit where it is left out.")]
Capacity = Annotated[
    float, said("What each agency can carry: to lead counts 2, core work 1, support a half. All kecamatan are one.")
]


@described_input
class CapacityInput:
    """What one agency can carry."""

    opd: str = strawberry.field(description="Its short name; `kecamatan` stands for all kecamatan together.")
    capacity: float = strawberry.field(description="What it can carry; to lead counts 2, core work 1, support a half.")


Capacities = Annotated[list[CapacityInput] | None, said("Agencies that can carry more or less than the others.")]


@described
class Load:
    """What one agency carries in a set of initiatives."""

    record: strawberry.Private[str]
    evaluation: strawberry.Private[Evaluation]
    load: float = strawberry.field(description="What it carries; to lead counts 2, core work 1, support a half.")
    capacity: float = strawberry.field(description="What it can carry.")

    @field
    def opd(self) -> Opd | None:
        """The agency; null for all kecamatan together."""
        found: list[Opd] = all_shown(self.evaluation, (self.record,))
        return found[0] if found else None

    @field
    def name(self) -> str:
        """Short name of the agency; `kecamatan` for all of them together."""
        return _name(self.evaluation, self.record)


@described
class LeftOut:
    """An initiative that is not in the set, and what it would cost to put it in as well."""

    record: strawberry.Private[records.LeftOut]
    evaluation: strawberry.Private[Evaluation]
    initiative: Initiative = strawberry.field(description="The initiative.")

    @field
    def rupiah(self) -> Rupiah:
        """What its programs cost beyond what the set pays already."""
        return Rupiah(self.record.rupiah)

    @field
    def missing_rupiah(self) -> Rupiah:
        """How much of that the budget lacks; 0 where money is no hindrance."""
        return Rupiah(self.record.missing_rupiah)

    @field
    def overloaded(self) -> list[str]:
        """Short names of the agencies whose capacity it would exceed; `kecamatan` for all of them together."""
        return [_name(self.evaluation, each) for each in self.record.overloaded]


@described
class Portfolio:
    """The best set of initiatives: highest in score, with every dimension served where that can be."""

    record: strawberry.Private[records.Portfolio]
    constraints: strawberry.Private[records.Constraints]
    initiatives_: strawberry.Private[dict[str, FoundInitiative]]
    evaluation: strawberry.Private[Evaluation]

    @field
    def initiatives(self) -> list[Initiative]:
        """Those that are in the set, in rank order."""
        return [self._shown(each) for each in self.record.chosen]

    @field
    def left_out(self) -> list[LeftOut]:
        """The others, in rank order, and what each would take."""
        return [
            LeftOut(record=each, evaluation=self.evaluation, initiative=self._shown(each.fingerprint))
            for each in self.record.left_out
        ]

    @field
    def score(self) -> float:
        """The sum of the scores."""
        return self.record.score

    @field
    def rupiah(self) -> Rupiah:
        """What the joined programs cost, each paid once."""
        return Rupiah(self.record.rupiah)

    @field
    def loads(self) -> list[Load]:
        """What each agency carries, the one with least room first."""
        found = [
            Load(
                record=party,
                evaluation=self.evaluation,
                load=load,
                capacity=self.constraints.capacities.get(party, self.constraints.capacity),
            )
            for party, load in self.record.load.items()
        ]
        return sorted(found, key=lambda each: (each.capacity - each.load, each.record))

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions that the set serves."""
        return all_shown(self.evaluation, self.record.dimensions)

    @field
    def unserved(self) -> list[Dimension]:
        """The dimensions that it does not serve."""
        return all_shown(self.evaluation, self.record.unserved)

    @field
    def gap(self) -> float:
        """How much better another set could be at most, as a share; 0 where this one is proven to be the best."""
        return self.record.gap

    def _shown(self, fingerprint: str) -> Initiative:
        return Initiative(record=self.initiatives_[fingerprint], evaluation=self.evaluation)


async def best(
    evaluation: Evaluation,
    budget: int | None,
    capacity: float,
    capacities: list[CapacityInput] | None,
    weights: WeightsInput | None,
    workers: Workers,
) -> Portfolio:
    """Choose the best set; the search ends where nobody waits for it any more.

    Raises
    ------
    GraphQLError
        Where a limit is negative, names no agency, or names one twice.
    """
    constraints = records.Constraints(
        budget=budget, capacity=capacity, capacities=_capacities(evaluation, capacities or [])
    )
    initiatives = ranked(evaluation, weights)
    try:
        found = await workers.run(lambda check: records.portfolio(evaluation.plan, initiatives, constraints, check))
    except ValueError as error:
        raise invalid(str(error)) from error
    return Portfolio(
        record=found,
        constraints=constraints,
        initiatives_={each.fingerprint: each for each in initiatives},
        evaluation=evaluation,
    )


def _capacities(evaluation: Evaluation, given: list[CapacityInput]) -> dict[str, float]:
    named = {opd.short_name.casefold(): opd.id for opd in evaluation.plan.opds if not opd.is_territorial}
    named[KECAMATAN] = KECAMATAN
    found: dict[str, float] = {}
    for each in given:
        party = named.get(each.opd.casefold())
        if party is None:
            raise invalid(f"OPD {each.opd!r} tidak ada; pakai nama pendeknya, atau {KECAMATAN} untuk semua kecamatan.")
        if party in found:
            raise invalid(f"Kapasitas {each.opd} disebut dua kali.")
        found[party] = each.capacity
    return found


def _name(evaluation: Evaluation, party: str) -> str:
    node = evaluation.plan.nodes.get(party)
    return node.short_name if isinstance(node, model.Opd) else party
