"""Proposal: what plan and knowledge suggest of one item's influence on another, as a score with its reason.

Four grounds count, on the scale of Nilsson, Griggs and Visbeck (Nature 534, 2016): what knowledge or a planner says
that one does for or against the other (its own weight); that one is a part of the other, or is aligned with it (+2,
reinforces); that work for the other needs work for the one (+1, enables, from a tenth of that work on; +2 from a
quarter). The strongest ground for is set against the strongest one against. The last two are our own judgement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from graph.agreement import STRONGEST, ImpactItem, ProposedScore
from graph.model import AnyNode, Dimension, Link, LinkKind, Theme
from graph.snapshot import PlanGraph
from graph.vocabulary import Text
from rules.cross_impact.reach import Reach, reach
from rules.number import number

REINFORCES: Final = 2
ENABLES: Final = 1
SOME: Final = 0.1
MUCH: Final = 0.25
"""Shares of the work of an item from which on some of it, or much, needs another's; less tells nothing."""
Pair = tuple[str, str]


class _Ground(msgspec.Struct, frozen=True):
    score: int
    reason: Text


def called_item(node: AnyNode) -> Text:
    """Give what an item is called."""
    english = node.name_en if isinstance(node, Dimension | Theme) else ""
    return Text(node.label, english or node.label)


def proposals(plan: PlanGraph, items: Sequence[ImpactItem]) -> tuple[ProposedScore, ...]:
    """Give what a plan, with the links of knowledge, suggests of each pair of items; of most pairs it is nothing.

    The pairs come row by row in the order of the items.
    """
    reached = {each.id: reach(plan, each.id) for each in items}
    names = {each.id: each.name for each in items}
    grounds: dict[Pair, list[_Ground]] = defaultdict(list)
    for found in (_parts(reached, names), _ties(plan, reached, names), _needs(plan, reached, names)):
        for pair, ground in found:
            grounds[pair].append(ground)
    pairs = ((one.id, other.id) for one in items for other in items)
    return tuple(_proposed(pair, grounds[pair]) for pair in pairs if pair in grounds)


def _proposed(pair: Pair, grounds: Sequence[_Ground]) -> ProposedScore:
    best = max(grounds, key=lambda each: each.score)
    worst = min(grounds, key=lambda each: each.score)
    counted = [each for each, counts in ((best, best.score > 0), (worst, worst.score < 0)) if counts]
    reason = Text(" ".join(each.reason.id for each in counted), " ".join(each.reason.en for each in counted))
    return ProposedScore(source=pair[0], target=pair[1], score=sum(each.score for each in counted), reason=reason)


def _parts(reached: Mapping[str, Reach], names: Mapping[str, Text]) -> Iterator[tuple[Pair, _Ground]]:
    for whole, of_whole in reached.items():
        for part in of_whole.matter & reached.keys() - {whole}:
            one, other = names[part], names[whole]
            reason = Text(f"{one.id} adalah bagian dari {other.id}.", f"{one.en} is a part of {other.en}.")
            yield (part, whole), _Ground(REINFORCES, reason)


def _ties(plan: PlanGraph, reached: Mapping[str, Reach], names: Mapping[str, Text]) -> Iterator[tuple[Pair, _Ground]]:
    """What links say from the matter of one item to that of another."""
    within = _within((id_, each.matter) for id_, each in reached.items())
    for kind in (LinkKind.CONTRIBUTES, LinkKind.ALIGNS):
        for link in plan.links_of(kind):
            pairs = _pairs(within.get(link.source_id, ()), within.get(link.target_id, ()))
            score = REINFORCES if kind is LinkKind.ALIGNS else _whole(link.weight)
            if not score:
                continue
            for one, other in pairs:
                if not reached[one].matter & reached[other].matter:
                    yield (one, other), _Ground(score, _tied(link, names[one], names[other]))


def _whole(weight: float) -> int:
    """A weight as a score: the nearest whole number, a half away from 0."""
    nearest = int(abs(weight) + 0.5)
    return min(nearest, STRONGEST) * (1 if weight > 0 else -1)


def _tied(link: Link, one: Text, other: Text) -> Text:
    who = Text("Basis pengetahuan", "Knowledge") if link.entry else Text("Rencana", "The plan")
    why = Text(f": {link.reason}", f": {link.reason}") if link.reason else Text(".", ".")
    if link.kind is LinkKind.ALIGNS:
        return Text(
            f"{who.id} menyelaraskan {one.id} dengan {other.id}{why.id}",
            f"{who.en} aligns {one.en} with {other.en}{why.en}",
        )
    weight = f"{link.weight:+g}"
    return Text(
        f"{who.id} mengaitkan {one.id} dengan {other.id} ({weight.replace('.', ',')}){why.id}",
        f"{who.en} ties {one.en} to {other.en} ({weight}){why.en}",
    )


def _needs(plan: PlanGraph, reached: Mapping[str, Reach], names: Mapping[str, Text]) -> Iterator[tuple[Pair, _Ground]]:
    """That work for one item needs work for another which is not for that item, too."""
    within = _within((id_, each.work) for id_, each in reached.items())
    needing: dict[Pair, set[str]] = defaultdict(set)
    for link in plan.links_of(LinkKind.DEPENDS_ON):
        for one, other in _pairs(within.get(link.target_id, ()), within.get(link.source_id, ())):
            if link.target_id not in reached[other].work:
                needing[one, other].add(link.source_id)
    for (one, other), found in needing.items():
        whole = len(reached[other].work)
        if len(found) >= SOME * whole:
            score = REINFORCES if len(found) >= MUCH * whole else ENABLES
            yield (one, other), _Ground(score, _needed(plan, names[one], names[other], found, whole))


def _needed(plan: PlanGraph, one: Text, other: Text, found: set[str], whole: int) -> Text:
    count, of, example = number(len(found)), number(whole), plan.nodes[min(found)].label
    return Text(
        f"{count.id} dari {of.id} pekerjaan untuk {other.id} membutuhkan pekerjaan untuk {one.id}, antara lain "
        f'"{example}".',
        f'{count.en} of {of.en} pieces of work for {other.en} need work for {one.en}, such as "{example}".',
    )


def _within(parts: Iterable[tuple[str, frozenset[str]]]) -> dict[str, list[str]]:
    """The items that hold each id."""
    found: dict[str, list[str]] = defaultdict(list)
    for item, ids in parts:
        for id_ in ids:
            found[id_].append(item)
    return found


def _pairs(sources: Iterable[str], targets: Iterable[str]) -> Iterator[Pair]:
    known = tuple(targets)
    return ((one, other) for one in sources for other in known if one != other)
