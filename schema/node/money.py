"""Money: budgets and spending by year and stage, of a whole plan or under what they are for."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Generic, TypeVar

import strawberry

from acts import SeenPlan
from graph import model
from graph.sentence import Sentence
from graph.traversal.account import EMPTY, Account, Entry, accounts_by, whole_account
from graph.traversal.division import Counting, Level
from graph.traversal.share import Served
from schema.core import Rupiah, Year, enumeration, field, invalid, said
from schema.core.described import described
from schema.node.measure import StageSum, stage_sums
from schema.node.node import PlanNode, showing

MOST_YEARS: Final = 20
MoneyYears = Annotated[
    list[Year] | None,
    said(
        "The years, at most 20; those of the plan's period and all others with money if left out, so that the last may "
        "have no budget yet."
    ),
]
Each = Annotated[Counting, said("How money counts that serves several.")]
N = TypeVar("N", bound=PlanNode)

COUNTING = enumeration(
    Counting,
    {
        "ONCE": "Under one of those that it serves: that of the highest weight, of equals the one with the first code.",
        "SHARE": "Under each of those that it serves with its share by weight.",
    },
)


@described
class MoneyYear:
    """Budget and spending of one year, each rupiah counted once, at the lowest level of the nomenclature that states
    it. Implausible amounts count as zero.
    """

    year: Year = strawberry.field(description="The year.")
    account: strawberry.Private[Account]

    def _lines(self, entry: Entry) -> dict[model.Stage | None, int]:
        lines = self.account.items()
        return {line.stage: rupiah for line, rupiah in lines if line.year == self.year and line.entry is entry}

    def _sum(self, entry: Entry) -> Rupiah | None:
        found = self._lines(entry)
        return Rupiah(sum(found.values())) if found else None

    @field
    def budget(self) -> Rupiah | None:
        """The budget that counts, in rupiah: of each piece of work that of its latest stage; null if none is stated."""
        return self._sum(Entry.BUDGET)

    @field
    def by_stage(self) -> list[StageSum]:
        """The amounts in `budget`, by the stage at which they were set, the earliest first; they add up to it."""
        return stage_sums(self._lines(Entry.BUDGET).items())

    @field
    def stages(self) -> list[StageSum]:
        """What each stage amounts to where it is stated, whether a later one changed it or not, the earliest first."""
        return stage_sums(self._lines(Entry.STATED).items())

    @field
    def spent(self) -> Rupiah | None:
        """Spending of the work whose budget counts, in rupiah; null if none is reported."""
        return self._sum(Entry.SPENT)

    @field
    def beyond(self) -> Rupiah:
        """Rupiah that are reported as spent by work whose budget of the year is smaller; `spent` leaves them out."""
        return self._sum(Entry.BEYOND) or Rupiah(0)


@described
class MoneyRow(Generic[N]):
    """The money that counts under one node of a plan."""

    node: N = strawberry.field(description="The node.")
    years: list[MoneyYear] = strawberry.field(description="Its money, year by year.")


@described
class MoneyDivision(Generic[N]):
    """The money of a plan, divided: what is in `rows` and in `inNone` adds up to `whole`."""

    rows: list[MoneyRow[N]] = strawberry.field(description="All nodes that it is divided among, by id.")
    in_none: list[MoneyYear] = strawberry.field(description="The money that is under none of them, year by year.")
    whole: list[MoneyYear] = strawberry.field(description="The money of the whole plan, year by year.")


def money_years(seen: SeenPlan, account: Account, years: list[Year] | None) -> list[MoneyYear]:
    """Give an account year by year."""
    return _by_year(account, _asked(seen, years))


def _by_year(account: Account, years: list[Year]) -> list[MoneyYear]:
    return [MoneyYear(year=year, account=account) for year in years]


def _asked(seen: SeenPlan, years: list[Year] | None) -> list[Year]:
    """Give the years that are asked for in their order, or else those of the plan and of its money.

    Raises
    ------
    GraphQLError
        Where more than 20 years are named.
    """
    if years is not None and len(years) > MOST_YEARS:
        raise invalid(
            Sentence(
                f"Paling banyak {MOST_YEARS} tahun, bukan {len(years)}.",
                f"At most {MOST_YEARS} years, not {len(years)}.",
            )
        )
    info = seen.plan.info
    every = {*range(info.start_year, info.end_year + 1), *(line.year for line in whole_account(seen.plan))}
    return [Year(year) for year in sorted(every if years is None else set(years))]


def money_under(
    seen: SeenPlan, node: model.Node, level: Level, years: list[Year] | None, counting: Counting
) -> list[MoneyYear]:
    """Give the money that counts under a dimension, objective or theme, year by year."""
    kind: Served = type(node)  # type: ignore[assignment]
    return money_years(seen, accounts_by(seen.plan, kind, level, counting).get(node.id, EMPTY), years)


def money_division(
    seen: SeenPlan, nodes: Iterable[model.Node], accounts: Mapping[str, Account], years: list[Year] | None
) -> MoneyDivision[N]:
    """Give the money of a plan, divided among nodes."""
    asked = _asked(seen, years)
    return MoneyDivision(
        rows=[
            MoneyRow(node=showing(seen, each), years=_by_year(accounts.get(each.id, EMPTY), asked)) for each in nodes
        ],
        in_none=_by_year(accounts.get("", EMPTY), asked),
        whole=_by_year(whole_account(seen.plan), asked),
    )
