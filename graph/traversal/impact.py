"""Impact: what a delay or a cut of one program or OPD does to the others."""

from heapq import heappop, heappush

import msgspec

from graph.snapshot import PlanGraph
from graph.traversal.dependency import Reach, dependants
from graph.traversal.money import rupiah
from graph.traversal.network import network, scope


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """A node that is late because another is."""

    id: str
    months: int
    """How late it is, at least 1."""
    confidence: float
    """How sure that is: the product of the confidences of the dependencies on the way."""
    lag_months: int
    """How long after the delayed work it comes: the sum of the lags on the way."""
    links: tuple[str, ...]
    """Ids of the dependencies on the way, from the delayed node to this one, against their direction."""


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """What the loss of one node takes with it."""

    id: str
    dependants: tuple[Reach, ...]
    """Who loses a prerequisite: itself at distance 1, that of a prerequisite farther away."""
    opds: tuple[str, ...]
    """Ids of the OPDs that lead them."""
    rupiah: int
    """Plausible budget of the dependants and what they contain, counted at the lowest level that states it."""
    objectives: tuple[str, ...]
    """Ids of the objectives that they serve."""
    dimensions: tuple[str, ...]
    """Ids of the dimensions and sub-dimensions that they serve."""


def delay(plan: PlanGraph, id_: str, months: int, *, slack: int = 0) -> tuple[Late, ...]:
    """Give who is late, and by how much, when a node is late.

    A delay is passed on whole along every dependency: the lag of a link is the time that must lie between the two
    ends, not time to spare, so it absorbs nothing. Plans say nothing of spare time; where one is assumed, each piece
    of work on the way makes up for ``slack`` months, and is late by what is left, ``max(0, delay passed on - slack)``.

    Parameters
    ----------
    plan
        The plan.
    id_
        Id of the program, asset or OPD that is late; with a program all that it contains is late, and so is the
        whole that it is part of.
    months
        How late it is.
    slack
        How many months each dependant can make up for.

    Returns
    -------
    tuple of Late
        The dependants that are late, the latest first, then the surest, then by id. Where several ways lead to one,
        that which makes it latest, then the surest, then the shortest counts.

    Raises
    ------
    KeyError
        Where the plan has no such node.
    ValueError
        Where the months or the slack are negative.

    Notes
    -----
    Dijkstra over the dependants: O(m log m) for the m dependencies reached.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan", 6, 0.5), ("trayek", "jalan", 1))
    >>> [(each.id, each.months, each.confidence, each.lag_months) for each in delay(plan, "lahan", 3)]
    [('jalan', 3, 0.5, 6), ('trayek', 3, 0.5, 7)]
    >>> [(each.id, each.months) for each in delay(plan, "lahan", 3, slack=2)]
    [('jalan', 1)]
    """
    if months < 0 or slack < 0:
        raise ValueError(min(months, slack))
    web = network(plan)
    starts = scope(plan, id_)
    found: dict[str, Late] = {}
    done: set[str] = set()
    heap: list[tuple[int, float, int, tuple[str, ...], str, int]] = [(-months, -1.0, 0, (), each, 0) for each in starts]
    while heap:
        late, doubt, length, way, at, lag = heappop(heap)
        if at in done:
            continue
        done.add(at)
        if way:
            found[at] = Late(id=at, months=-late, confidence=-doubt, lag_months=lag, links=way)
        left = -late - slack
        if left <= 0:
            continue
        for link in web.reaching(at):
            if link.source_id not in done:
                step = (-left, doubt * link.confidence, length + 1, (*way, link.id), link.source_id)
                heappush(heap, (*step, lag + link.lag_months))
    return tuple(sorted(found.values(), key=lambda each: (-each.months, -each.confidence, each.id)))


def cut(plan: PlanGraph, id_: str, *, year: int | None = None) -> Cut:
    """Give what is hit when a node is lost.

    Parameters
    ----------
    plan
        The plan.
    id_
        Id of the program, asset or OPD that is lost, with all that it contains or leads.
    year
        The year whose budgets count; all years where it is None.

    Returns
    -------
    Cut
        The dependants, near and far, with the OPDs, the money, the objectives and the dimensions behind them.

    Raises
    ------
    KeyError
        Where the plan has no such node.

    Notes
    -----
    O(n + m) for the n nodes and m dependencies that are reached.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), leads={"dpu": "jalan"}, serves={"jalan": "SL-3"}, budget={"jalan": 7})
    >>> hit = cut(plan, "lahan")
    >>> hit.opds, hit.rupiah, hit.dimensions
    (('dpu',), 7, ('SL-3',))
    """
    lost = dependants(plan, id_)
    ids = [each.id for each in lost]
    return Cut(
        id=id_,
        dependants=lost,
        opds=tuple(sorted({lead.id for each in ids if (lead := plan.lead(each)) is not None})),
        rupiah=rupiah(plan, ids, year),
        objectives=tuple(sorted({objective.id for each in ids for objective in plan.objectives_of(each)})),
        dimensions=tuple(sorted({dimension.id for each in ids for dimension in plan.dimensions_of(each)})),
    )
