"""Matrix: how much each OPD depends on each other one."""

from collections import defaultdict

import msgspec

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal.network import network


class OpdTie(msgspec.Struct, frozen=True, kw_only=True):
    """One cell of the matrix: the dependencies of one OPD on another."""

    opd: str
    """Id of the OPD that needs."""
    needed: str
    """Id of the OPD that is needed."""
    count: int
    confidence: float
    """Mean over the links."""
    links: tuple[str, ...]
    """Ids of the dependencies."""


def opd_matrix(plan: PlanGraph) -> tuple[OpdTie, ...]:
    """Give, for each ordered pair of different OPDs, the dependencies between the programs that they lead.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    tuple of OpdTie
        The cells that are not empty, by the ids of the two OPDs.

    Notes
    -----
    O(m log m) for m dependencies.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), leads={"dpu": "jalan", "disperkim": "lahan"})
    >>> [(tie.opd, tie.needed, tie.count) for tie in opd_matrix(plan)]
    [('dpu', 'disperkim', 1)]
    """
    cells: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in network(plan).links:
        source, target = plan.lead(link.source_id), plan.lead(link.target_id)
        if source is not None and target is not None and source.id != target.id:
            cells[source.id, target.id].append(link)
    return tuple(
        OpdTie(
            opd=opd,
            needed=needed,
            count=len(links),
            confidence=sum(link.confidence for link in links) / len(links),
            links=tuple(link.id for link in links),
        )
        for (opd, needed), links in sorted(cells.items())
    )
