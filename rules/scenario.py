"""Scenario: what would be found if a change were made, without making it."""

from collections.abc import Iterable

import msgspec

from graph.change import Change
from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
from rules.engine import Evaluation, evaluate
from rules.finding import Finding
from rules.initiative import Initiative


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What two evaluations say differently."""

    gone: tuple[Finding, ...]
    came: tuple[Finding, ...]
    initiatives_gone: tuple[Initiative, ...]
    initiatives_came: tuple[Initiative, ...]


def what_if(
    plan: PlanGraph, before: Evaluation, changes: Iterable[Change], configuration: Configuration = DEFAULT
) -> tuple[Evaluation, Difference]:
    """Evaluate a plan as it would be after some changes, and say what would differ.

    ``plan`` is the plan as it is stored, ``before`` its evaluation.

    Raises
    ------
    InvalidChangeSet
        Where the changes do not fit the plan.
    """
    after = evaluate(plan.apply(changes), configuration, before=before)
    return after, difference(before, after)


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
