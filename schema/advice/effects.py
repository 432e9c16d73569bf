"""Effects: what becomes of a plan in numbers: findings, initiatives, coverage, alignment, critical path and money."""

from collections.abc import Callable

import strawberry

from acts import SeenPlan
from graph import model, traversal
from graph.snapshot import PlanGraph
from graph.traversal.account import Entry, whole_account
from rules.review import Review, Scope, review
from schema.core import Rupiah, Year, field
from schema.core.described import described
from schema.node import Dimension, PlanNode, all_shown, shown, structure
from schema.request import Info, or_error


@described
class CountShift:
    """A number before and after."""

    before: int = strawberry.field(description="The number in the earlier state.")
    after: int = strawberry.field(description="The number in the later state.")


@described
class CoverageShift:
    """What work serves before and after."""

    sub_dimensions: CountShift = strawberry.field(description="Number of sub-dimensions with work.")
    outcomes: CountShift = strawberry.field(description="Number of outcomes with work that serves a dimension.")
    filled: list[Dimension] = strawberry.field(description="Sub-dimensions that have work only in the later state.")
    emptied: list[Dimension] = strawberry.field(description="Sub-dimensions that have work only in the earlier state.")


@described
class IndexShift:
    """The alignment index of a dimension, mission or OPD before and after."""

    node: PlanNode = strawberry.field(description="The dimension, mission or OPD.")
    before: float | None = strawberry.field(description="Its index in the earlier state; null if it had none.")
    after: float | None = strawberry.field(description="Its index in the later state; null if it has none.")


@described
class AlignmentShift:
    """The alignment index before and after, as `review` gives it."""

    before: float | None = strawberry.field(description="The index in the earlier state; null if there was none.")
    after: float | None = strawberry.field(description="The index in the later state; null if there is none.")
    rows: list[IndexShift] = strawberry.field(
        description="The dimensions, missions and OPDs whose index differs, those that lose most first."
    )


@described
class CriticalPathShift:
    """The longest chain of dependencies before and after."""

    before: structure.CriticalPath = strawberry.field(description="The chain in the earlier state.")
    after: structure.CriticalPath = strawberry.field(description="The chain in the later state.")


@described
class MoneyShift:
    """The budget of a year before and after."""

    year: Year = strawberry.field(description="The year.")
    before: Rupiah | None = strawberry.field(description="Budget in the earlier state; null if none is stated.")
    after: Rupiah | None = strawberry.field(description="Budget in the later state; null if none is stated.")


@described
class Effects:
    """What becomes of a plan in numbers."""

    earlier: strawberry.Private[SeenPlan]
    later: strawberry.Private[SeenPlan]

    @field
    async def findings(self) -> CountShift:
        """Number of findings."""
        was, now = await or_error(self.earlier.evaluation()), await or_error(self.later.evaluation())
        return CountShift(before=len(was.findings), after=len(now.findings))

    @field
    async def initiatives(self) -> CountShift:
        """Number of initiatives."""
        was, now = await or_error(self.earlier.evaluation()), await or_error(self.later.evaluation())
        return CountShift(before=len(was.initiatives), after=len(now.initiatives))

    @field
    def coverage(self) -> CoverageShift:
        """What work serves."""
        was, now = (_covered(each.plan) for each in (self.earlier, self.later))
        outcomes = [_outcomes(each.plan) for each in (self.earlier, self.later)]
        return CoverageShift(
            sub_dimensions=CountShift(before=len(was), after=len(now)),
            outcomes=CountShift(before=outcomes[0], after=outcomes[1]),
            filled=all_shown(self.later, [id_ for id_ in now if id_ not in was]),
            emptied=all_shown(self.earlier, [id_ for id_ in was if id_ not in now]),
        )

    @field
    async def alignment(self, info: Info) -> AlignmentShift:
        """How far the plan hangs together."""
        configuration = info.context.evaluations.configuration

        def reviewed(plan: PlanGraph) -> Callable[[object], Review]:
            return lambda _: review(plan, Scope(), configuration)

        was = await info.context.workers.run(reviewed(self.earlier.plan))
        now = await info.context.workers.run(reviewed(self.later.plan))
        before, after = _indices(was), _indices(now)
        moved = [id_ for id_ in before | after if before.get(id_) != after.get(id_)]
        moved.sort(key=lambda id_: ((after.get(id_) or 0.0) - (before.get(id_) or 0.0), id_))
        return AlignmentShift(
            before=was.index,
            after=now.index,
            rows=[
                IndexShift(
                    node=shown(self.later if id_ in after else self.earlier, id_),
                    before=before.get(id_),
                    after=after.get(id_),
                )
                for id_ in moved
            ],
        )

    @field
    def critical_path(self) -> CriticalPathShift:
        """The longest chain of dependencies."""
        was, now = (
            structure.CriticalPath(record=traversal.critical_path(each.plan), seen=each)
            for each in (self.earlier, self.later)
        )
        return CriticalPathShift(before=was, after=now)

    @field
    def money(self) -> list[MoneyShift]:
        """The budget of each year with money."""
        was, now = (_budgets(each.plan) for each in (self.earlier, self.later))
        return [MoneyShift(year=Year(year), before=was.get(year), after=now.get(year)) for year in sorted(was | now)]


def _covered(plan: PlanGraph) -> list[str]:
    """The sub-dimensions with work, in their order."""
    found = traversal.dimensions_by_opd(plan, level=model.DimensionLevel.SUB_DIMENSION)
    return [row for row in found.rows if row not in found.empty_rows]


def _outcomes(plan: PlanGraph) -> int:
    found = traversal.dimensions_by_objective(plan)
    return len(found.columns) - len(found.empty_columns)


def _indices(found: Review) -> dict[str, float | None]:
    return {each.id: each.index for each in (*found.dimensions, *found.missions, *found.opds)}


def _budgets(plan: PlanGraph) -> dict[int, Rupiah]:
    found: dict[int, Rupiah] = {}
    for line, rupiah in whole_account(plan).items():
        if line.entry is Entry.BUDGET:
            found[line.year] = Rupiah(found.get(line.year, 0) + rupiah)
    return found
