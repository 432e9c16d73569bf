"""Communities: programs that dependencies and themes tie more closely to each other than to the rest."""

from functools import lru_cache
from typing import Final

import msgspec

from graph.model import LinkKind, Program, Theme
from graph.snapshot import PlanGraph
from graph.traversal.louvain import louvain
from graph.traversal.network import network

_SEED: Final = 6471


class Community(msgspec.Struct, frozen=True, kw_only=True):
    """Programs that belong together."""

    programs: tuple[str, ...]
    """Ids of its programs, at least two."""
    opds: tuple[str, ...]
    """Ids of the OPDs that lead them."""
    themes: tuple[str, ...]
    """Ids of the themes that hold it together."""


def communities(plan: PlanGraph, *, resolution: float = 1.0) -> tuple[Community, ...]:
    """Give the groups of programs that dependencies and themes tie closely.

    Parameters
    ----------
    plan
        The plan, with its knowledge laid over it; without themes only dependencies count.
    resolution
        Above 1 for smaller communities, below 1 for larger ones.

    Returns
    -------
    tuple of Community
        The largest first, then by ids. A program without ties is in none.

    Notes
    -----
    Louvain's method [1]_ with a fixed seed, so that the same plan gives the same answer: about O(m log n) for n
    programs and m dependencies and memberships of themes. A tie weighs as much as its confidence. Themes and assets
    are nodes of the graph, so that a theme of k programs costs k ties and not k * k.

    References
    ----------
    .. [1] V. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008).

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), themes={"gizi": "stunting", "sanitasi": "stunting"})
    >>> [(each.programs, each.themes) for each in communities(plan)]
    [(('gizi', 'sanitasi'), ('stunting',)), (('jalan', 'lahan'), ())]
    """
    weights: dict[tuple[str, str], float] = {}
    for link in network(plan).links:
        pair = (min(link.source_id, link.target_id), max(link.source_id, link.target_id))
        weights[pair] = weights.get(pair, 0.0) + link.confidence
    for link in plan.links_of(LinkKind.CONTRIBUTES):
        ends = (plan.nodes[link.source_id], plan.nodes[link.target_id])
        if isinstance(ends[0], Program) and isinstance(ends[1], Theme) and link.weight > 0:
            pair = (link.source_id, link.target_id)
            weights[pair] = weights.get(pair, 0.0) + link.confidence
    ids = sorted({id_ for pair in weights for id_ in pair})
    at = {id_: number for number, id_ in enumerate(ids)}
    edges = tuple((at[a], at[b], weight) for (a, b), weight in sorted(weights.items()) if weight > 0)
    groups = _groups(len(ids), edges, resolution) if edges else ()
    found = [_community(plan, sorted(ids[number] for number in group)) for group in groups]
    return tuple(
        sorted(
            (each for each in found if len(each.programs) > 1), key=lambda each: (-len(each.programs), each.programs)
        )
    )


@lru_cache(maxsize=4)
def _groups(size: int, edges: tuple[tuple[int, int, float], ...], resolution: float) -> tuple[frozenset[int], ...]:
    """The groups of a graph of numbers, kept by the graph: few changes of a plan touch its ties."""
    return louvain(size, edges, resolution=resolution, seed=_SEED)


def _community(plan: PlanGraph, ids: list[str]) -> Community:
    programs = tuple(id_ for id_ in ids if isinstance(plan.nodes[id_], Program))
    return Community(
        programs=programs,
        opds=tuple(sorted({lead.id for id_ in programs if (lead := plan.lead(id_)) is not None})),
        themes=tuple(id_ for id_ in ids if isinstance(plan.nodes[id_], Theme)),
    )
