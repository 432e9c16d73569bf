"""Scenario: what would be found if a change were made, without making it."""

from collections.abc import Callable, Iterable

import msgspec

from graph.change import Change, PutNode
from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
from rules.engine import Evaluation, evaluate
from rules.finding import Finding
from rules.knowledge import is_held
from rules.recommend import Initiative


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What two evaluations say differently."""

    gone: tuple[Finding, ...]
    came: tuple[Finding, ...]
    initiatives_gone: tuple[Initiative, ...]
    initiatives_came: tuple[Initiative, ...]


def what_if(
    before: Evaluation,
    changes: Iterable[Change],
    configuration: Configuration = DEFAULT,
    check: Callable[[], None] = lambda: None,
) -> tuple[Evaluation, Difference]:
    """Evaluate a plan as it would be after some changes, and say what would differ.

    ``check`` is called between the rules and may raise to end it.

    Raises
    ------
    InvalidChangeSet
        Where the changes do not fit the plan.
    """
    plan = before.stored
    after = evaluate(plan.apply(settled(plan, changes)), configuration, lambda *_: check())
    return after, difference(before, after)


def settled(plan: PlanGraph, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give a remedy's changes as they fit the stored plan: a theme that an earlier remedy put there stays as it is."""
    return tuple(change for change in changes if not _stands(plan, change))


def _stands(plan: PlanGraph, change: Change) -> bool:
    """Whether a change would put a theme that the plan already holds for its links' sake."""
    stored = plan.nodes.get(change.node.id) if isinstance(change, PutNode) else None
    return stored is not None and is_held(stored)


def difference(before: Evaluation, after: Evaluation) -> Difference:
    """Say which findings and initiatives went and came, by fingerprint."""
    old = {each.fingerprint for each in before.findings}
    new = {each.fingerprint for each in after.findings}
    was = {each.fingerprint for each in before.initiatives}
    now = {each.fingerprint for each in after.initiatives}
    return Difference(
        gone=tuple(each for each in before.findings if each.fingerprint not in new),
        came=tuple(each for each in after.findings if each.fingerprint not in old),
        initiatives_gone=tuple(each for each in before.initiatives if each.fingerprint not in now),
        initiatives_came=tuple(each for each in after.initiatives if each.fingerprint not in was),
    )
