"""Share: what serves several objectives is divided among them, so that it counts once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor

from graph.model import Link, LinkKind, Objective
from graph.snapshot import PlanGraph, kept
from graph.ties import Ties

Tie = tuple[str, float]
"""Id of an objective that something serves, and the weight of that."""
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


@kept
def aims(plan: PlanGraph) -> dict[str, tuple[Tie, ...]]:
    """The objectives that programs serve, their own or else those of what contains them."""
    return _aims(plan.ties(LinkKind.ALIGNS), plan.ties(LinkKind.CONTAINS), plan.objectives)


@lru_cache(maxsize=8)
def _aims(aligns: Ties, contains: Ties, objectives: tuple[Objective, ...]) -> dict[str, tuple[Tie, ...]]:
    known = {each.id for each in objectives}
    own = {
        id_: tuple((link.target_id, link.weight) for link in links if link.target_id in known)
        for id_, links in aligns.out.items()
    }
    return contains.inherited({id_: served for id_, served in own.items() if served})


def ways(plan: PlanGraph, served: tuple[Tie, ...]) -> Ways:
    """Give the ways from something that serves objectives up to all above them, whoever serves before who is served."""
    above = {"": served}
    waiting = [id_ for id_, _ in served]
    while waiting:
        at = waiting.pop()
        if at not in above:
            above[at] = _ties(plan, ((link.source_id, link) for link in plan.into(at, LinkKind.CONTAINS)))
            waiting += (id_ for id_, _ in above[at])
    below = Counter(id_ for ties in above.values() for id_, _ in ties)
    found = []
    while above:
        at = min([id_ for id_ in above if not below[id_]] or above)
        ties = tuple(tie for tie in above.pop(at) if tie[0] in above)
        below.subtract(id_ for id_, _ in ties)
        found.append((at, ties))
    return tuple(found)


def divided(along: Ways, amount: int) -> dict[str, int]:
    """Divide an amount along the ways up."""
    got = {"": amount}
    for id_, ties in along:
        for (above, _), part in zip(ties, _parts(got[id_], [weight for _, weight in ties]), strict=True):
            got[above] = got.get(above, 0) + part
    del got[""]
    return got


def _ties(plan: PlanGraph, ends: Iterable[tuple[str, Link]]) -> tuple[Tie, ...]:
    return tuple((id_, link.weight) for id_, link in ends if isinstance(plan.nodes.get(id_), Objective))


def _parts(amount: int, weights: Sequence[float]) -> list[int]:
    """Divide a whole number by weights, without a rest; where none has a weight, evenly."""
    if len(weights) < 2:
        return [amount] * len(weights)
    exact = [Fraction(max(weight, 0)) for weight in weights]
    total = sum(exact)
    exact = [amount * each / total if total else Fraction(amount, len(exact)) for each in exact]
    parts = [floor(each) for each in exact]
    most_cut_off = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in most_cut_off[: amount - sum(parts)]:
        parts[at] += 1
    return parts
