"""Dependencies: what a program or an OPD needs, and who needs it, near and far."""

from collections.abc import Callable, Iterable

import msgspec

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal.network import crosses, network, scope


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """A node that was reached over dependencies."""

    id: str
    distance: int
    """How many dependencies lie between, at least 1."""
    links: tuple[str, ...]
    """Ids of the dependencies on one shortest way, from the start of the walk to the node."""


def dependencies(
    plan: PlanGraph, id_: str, *, depth: int | None = None, across_opds: bool = False
) -> tuple[Reach, ...]:
    """Give what a node needs, directly or through others.

    Parameters
    ----------
    plan
        The plan.
    id_
        Id of a program, an asset or an OPD; an OPD stands for all programs that it leads. What the parts of a program
        need, the program needs.
    depth
        How many dependencies to follow at most; all where it is None.
    across_opds
        Whether to follow only dependencies whose two ends are led by different OPDs.

    Returns
    -------
    tuple of Reach
        The nodes reached, nearest first, then by id; neither the node itself nor its parts.

    Raises
    ------
    KeyError
        Where the plan has no such node.
    ValueError
        Where the depth is negative.

    Notes
    -----
    Breadth-first, O(n + m) for the n nodes and m dependencies that are reached.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), ("lahan", "rtrw"))
    >>> [(each.id, each.distance) for each in dependencies(plan, "jalan")]
    [('lahan', 1), ('rtrw', 2)]
    """
    return _walk(plan, scope(plan, id_), network(plan).leaving, _target, depth, across_opds)


def dependants(plan: PlanGraph, id_: str, *, depth: int | None = None, across_opds: bool = False) -> tuple[Reach, ...]:
    """Give who needs a node, directly or through others.

    Parameters
    ----------
    plan
        The plan.
    id_
        Id of a program, an asset or an OPD; an OPD stands for all programs that it leads. Who waits for a part of a
        program or for the whole that it is part of, waits for the program.
    depth
        How many dependencies to follow at most; all where it is None.
    across_opds
        Whether to follow only dependencies whose two ends are led by different OPDs.

    Returns
    -------
    tuple of Reach
        The nodes reached, nearest first, then by id; neither the node itself nor its parts.

    Raises
    ------
    KeyError
        Where the plan has no such node.
    ValueError
        Where the depth is negative.

    Notes
    -----
    Breadth-first, O(n + m) for the n nodes and m dependencies that are reached. The ways are walked against the
    links: the first link of a way ends at the node.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), ("lahan", "rtrw"))
    >>> [(each.id, each.distance) for each in dependants(plan, "rtrw")]
    [('lahan', 1), ('jalan', 2)]
    """
    return _walk(plan, scope(plan, id_), network(plan).reaching, _source, depth, across_opds)


def _target(link: Link) -> str:
    return link.target_id


def _source(link: Link) -> str:
    return link.source_id


def _walk(
    plan: PlanGraph,
    starts: Iterable[str],
    onward: Callable[[str], Iterable[Link]],
    end: Callable[[Link], str],
    depth: int | None,
    across_opds: bool,
) -> tuple[Reach, ...]:
    if depth is not None and depth < 0:
        raise ValueError(depth)
    found: list[Reach] = []
    front: list[tuple[str, tuple[str, ...]]] = [(id_, ()) for id_ in starts]
    seen = set(starts)
    distance = 0
    while front and distance != depth:
        distance += 1
        reached: dict[str, tuple[str, ...]] = {}
        for at, way in front:
            for link in onward(at):
                id_ = end(link)
                if id_ in seen or (across_opds and not crosses(plan, link)):
                    continue
                seen.add(id_)
                reached[id_] = (*way, link.id)
        front = sorted(reached.items())
        found += [Reach(id=id_, distance=distance, links=way) for id_, way in front]
    return tuple(found)
