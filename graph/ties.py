"""Ties: the links of one kind that nobody rejected, and what follows from them and the nodes that they tie alone.

Equal links and nodes give the same answer, which is kept for all snapshots that share them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from math import inf
from operator import attrgetter
from typing import Final, TypeVar

from graph.model import Link, Node, Opd

N = TypeVar("N", bound=Node)
R = TypeVar("R")


class Ties:
    """The links of one kind that nobody rejected, in the order of ids, and what follows from them alone.

    Equal links give the same object, so that what follows from ties and other records can be kept by them.
    """

    def __init__(self, links: tuple[Link, ...] = ()) -> None:
        self.links: Final = links

    @cached_property
    def out(self) -> dict[str, tuple[Link, ...]]:
        """Links by what they start from."""
        return _by_end(self.links, attrgetter("source_id"))

    @cached_property
    def into(self) -> dict[str, tuple[Link, ...]]:
        """Links by what they point to."""
        return _by_end(self.links, attrgetter("target_id"))

    @cached_property
    def first(self) -> dict[str, str]:
        """What the first link to each thing starts from."""
        return {id_: links[0].source_id for id_, links in self.into.items()}

    def inherited(self, own: Mapping[str, R]) -> dict[str, R]:
        """Give what things have of their own, or else what the nearest has that is tied to them; once around a circle.

        Only the first link to each thing counts.
        """
        found = dict(own)
        for id_ in self.first:
            way: dict[str, None] = {}
            at: str | None = id_
            while at is not None and at not in found and at not in way:
                way[at] = None
                at = self.first.get(at)
            if at is not None and at in found:
                found |= dict.fromkeys(way, found[at])
        return found


tied = lru_cache(maxsize=64)(Ties)


def _by_end(links: Iterable[Link], end: Callable[[Link], str]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        found[end(link)].append(link)
    return {id_: tuple(links) for id_, links in found.items()}


@lru_cache(maxsize=64)
def ends(ties: Ties, nodes: tuple[N, ...], above: float = -inf) -> dict[str, tuple[N, ...]]:
    """Which of some nodes links point to that weigh more, by what they start from; nothing where there is none."""
    known = {node.id: node for node in nodes}
    found = (
        (id_, tuple(known[each.target_id] for each in links if each.target_id in known and each.weight > above))
        for id_, links in ties.out.items()
    )
    return {id_: reached for id_, reached in found if reached}


@lru_cache(maxsize=64)
def inherited(contains: Ties, ties: Ties, nodes: tuple[N, ...], above: float = -inf) -> dict[str, tuple[N, ...]]:
    """The same, for what has nothing of its own, with what the nearest has that contains it."""
    return contains.inherited(ends(ties, nodes, above))


@lru_cache(maxsize=16)
def origins(ties: Ties, nodes: tuple[N, ...]) -> dict[str, tuple[N, ...]]:
    """Which of some nodes links start from, by what they point to."""
    known = {node.id: node for node in nodes}
    return {
        id_: tuple(known[each.source_id] for each in links if each.source_id in known)
        for id_, links in ties.into.items()
    }


@lru_cache(maxsize=16)
def runners(ties: Ties, opds: tuple[Opd, ...]) -> dict[str, Opd]:
    """The OPD that leads each thing itself."""
    return {id_: found[0] for id_, found in origins(ties, opds).items() if found}


@lru_cache(maxsize=16)
def agencies(contains: Ties, opds: tuple[Opd, ...]) -> dict[str, Opd]:
    """The agency of each OPD that is a unit of another."""
    known = {opd.id: opd for opd in opds}
    above = {id_: whole for id_, whole in contains.first.items() if id_ in known and whole in known}
    found: dict[str, Opd] = {}
    for id_ in above:
        at, way = id_, {id_}
        while (whole := above.get(at)) is not None and whole not in way:
            at = whole
            way.add(at)
        found[id_] = known[at if whole is None else min(way)]
    return {id_: agency for id_, agency in found.items() if agency.id != id_}


@lru_cache(maxsize=16)
def leads(contains: Ties, ties: Ties, opds: tuple[Opd, ...]) -> dict[str, Opd]:
    """The agency that answers for each thing that it or a unit of it leads."""
    above = agencies(contains, opds)
    return {id_: above.get(opd.id, opd) for id_, opd in runners(ties, opds).items()}
