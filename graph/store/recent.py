"""Recent: the snapshots that were asked for last, kept in memory since a revision never changes."""

from collections import OrderedDict

from graph.snapshot import PlanGraph


class Recent:
    """Holds a few snapshots by slug and revision, and forgets the one that was not asked for longest."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._plans: OrderedDict[tuple[str, int], PlanGraph] = OrderedDict()

    def get(self, slug: str, revision: int) -> PlanGraph | None:
        """The snapshot, where it is held."""
        plan = self._plans.get((slug, revision))
        if plan is not None:
            self._plans.move_to_end((slug, revision))
        return plan

    def put(self, plan: PlanGraph) -> None:
        """Hold a snapshot."""
        self._plans[plan.info.slug, plan.revision] = plan
        self._plans.move_to_end((plan.info.slug, plan.revision))
        while len(self._plans) > self._most:
            self._plans.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        self._plans.clear()
