"""Share: what serves several objectives is divided among them, so that it counts once."""

from collections import Counter
from collections.abc import Collection, Iterable
from fractions import Fraction
from functools import lru_cache
from math import inf, lcm
from typing import TypeAlias

from graph.model import Dimension, Link, LinkKind, Node, Objective, Theme
from graph.snapshot import PlanGraph, kept
from graph.ties import Ties

Served: TypeAlias = type[Dimension] | type[Objective] | type[Theme]
"""A kind of thing that programs serve."""
Tie = tuple[str, float]
"""Id of something that something serves, and the weight of that."""
Ways = tuple[tuple[str, tuple[Tie, ...]], ...]
"""What is served from below upwards, each with what it serves itself; the first, without an id, is what is divided."""


def shared(plan: PlanGraph, id_: str, amount: int) -> dict[str, int]:
    """Divide what a program has among the objectives that it serves, and on among those that these serve.

    Parameters
    ----------
    plan
        The plan.
    id_
        Id of the program.
    amount
        What is divided, such as rupiah.

    Returns
    -------
    dict
        What each objective gets, by its id. What one thing gives to those that it serves adds up to what it has: it
        gives by the weights of its ties, and what is left by rounding goes where most was cut off.

    Notes
    -----
    O(k^2) for the k objectives above the program, a handful. Where a stored plan goes in a circle, nothing is given
    back.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> shared(sketch(aligns={"jalan": "mobilitas udara"}, contains={"kota": "mobilitas udara"}), "jalan", 9)
    {'mobilitas': 5, 'udara': 4, 'kota': 9}
    """
    return divided(ways(plan, aims(plan).get(id_, ())), amount)


def aims(plan: PlanGraph) -> dict[str, tuple[Tie, ...]]:
    """The objectives that programs serve, their own or else those of what contains them."""
    return served(plan, Objective)


@kept
def served(plan: PlanGraph, kind: Served) -> dict[str, tuple[Tie, ...]]:
    """The dimensions, objectives or themes that programs serve, their own or else those of what contains them.

    An objective is served whatever the weight, the others with a positive one.
    """
    link_kind, least = (LinkKind.ALIGNS, -inf) if kind is Objective else (LinkKind.CONTRIBUTES, 0.0)
    return _served(plan.ties(link_kind), plan.ties(LinkKind.CONTAINS), plan.of(kind), least)


@lru_cache(maxsize=16)
def _served(ties: Ties, contains: Ties, nodes: tuple[Node, ...], least: float) -> dict[str, tuple[Tie, ...]]:
    known = {each.id for each in nodes}
    own = {
        id_: tuple((link.target_id, link.weight) for link in links if link.target_id in known and link.weight > least)
        for id_, links in ties.out.items()
    }
    return contains.inherited({id_: found for id_, found in own.items() if found})


def ways(plan: PlanGraph, served: tuple[Tie, ...], *, aligned: bool = False) -> Ways:
    """Give the ways from something that serves objectives up to all above them, whoever serves before who is served.

    Above an objective stands what contains it, and, where these are to count as well, what it aligns with itself.
    """
    above = {"": served}
    waiting = [id_ for id_, _ in served]
    while waiting:
        at = waiting.pop()
        if at not in above:
            ends = [(link.source_id, link) for link in plan.into(at, LinkKind.CONTAINS)]
            ends += ((link.target_id, link) for link in plan.out(at, LinkKind.ALIGNS) if aligned)
            above[at] = _ties(plan, ends)
            waiting += (id_ for id_, _ in above[at])
    below = Counter(id_ for ties in above.values() for id_, _ in ties)
    found = []
    while above:
        at = min([id_ for id_ in above if not below[id_]] or above)
        ties = tuple(tie for tie in above.pop(at) if tie[0] in above)
        below.subtract(id_ for id_, _ in ties)
        found.append((at, ties))
    return tuple(found)


def divided(along: Ways, amount: int, ends: Collection[str] = ()) -> dict[str, int]:
    """Divide an amount along the ways up; what reaches one of the ends goes no further."""
    got = {"": amount}
    for id_, ties in along:
        if id_ in ends or id_ not in got:
            continue
        for (above, _), part in zip(ties, _parts(got[id_], tuple(weight for _, weight in ties)), strict=True):
            got[above] = got.get(above, 0) + part
    del got[""]
    return got


def _ties(plan: PlanGraph, ends: Iterable[tuple[str, Link]]) -> tuple[Tie, ...]:
    return tuple((id_, link.weight) for id_, link in ends if isinstance(plan.nodes.get(id_), Objective))


def _parts(amount: int, weights: tuple[float, ...]) -> list[int]:
    """Divide a whole number by weights, without a rest; where none has a weight, evenly."""
    if len(weights) < 2:
        return [amount] * len(weights)
    whole = _whole(weights)
    total = sum(whole)
    parts, cut_off = zip(*(divmod(amount * each, total) for each in whole), strict=True)
    found = list(parts)
    for at in sorted(range(len(found)), key=lambda at: (-cut_off[at], at))[: amount - sum(found)]:
        found[at] += 1
    return found


@lru_cache(maxsize=256)
def _whole(weights: tuple[float, ...]) -> tuple[int, ...]:
    """Whole numbers in the same proportions; what weighs against counts as nothing."""
    exact = [Fraction(max(weight, 0)) for weight in weights]
    least = lcm(*(each.denominator for each in exact))
    return tuple(int(each * least) for each in exact) if any(exact) else (1,) * len(exact)
